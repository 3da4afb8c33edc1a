"""Why a line names no part of the PC: totals, notes, links, what stands outside the case, software."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from rigcheck.pattern import lazy

_TOTAL: Final = lazy(
    r"^(?:(?:sub|grand|base|overall|estimated|combined)[ -]?)?total(?:s|cost|price|e[rn]?)?(?: (?:cost|price|"
    r"sum|build cost|amount))?"
    r"(?: \([^)]*\))?(?: (?:before|after)[\w -]*)?$|"
    r"^(?:mail-in )?rebates?(?: total)?$|^gesamt(?:preis|summe|kosten)?$|^summe$|^sum$|^合计$|^总计$|^总价$|^итого$",
    re.IGNORECASE,
)
_REBATES: Final = lazy(r"rebates?(?: total)?$", re.IGNORECASE)
_BEFORE: Final = lazy(r"before|^base", re.IGNORECASE)

_WHOLE_LINE: Final[tuple[tuple[str, str], ...]] = (
    (r"^(?:\*?prices? (?:include|are)\b|generated (?:by|on|\d)|prices as of|lowest price parts|"
        r"\*lowest price)", "note of the shop"),
    (r"^(?:pcpartpicker part ?list|part list permalink|price breakdown|part price breakdown|permalink)\b", "link"),
    (r"^(?:parts? ?list|list|build)?\s*:?\s*(?:<)?(?:https?://|www\.)\S+$", "link"),
    (r"^(?:future (?:purchase|upgrade|addition)s?|planned|wish ?list|to be bought later)\b|"
        r"\((?:future (?:purchase|upgrade)|later)\)", "future purchase"),
    (r"^(?:n/?a|none|tbd|tba|nothing|undecided|unsure|not yet|to be (?:decided|determined|chosen)|"
        r"not (?:yet )?(?:chosen|decided|sure|bought)|no (?:(?:dedicated|discrete|extra) )?(?:gpu|graphics card|"
        r"video card|cpu|processor|motherboard|ram|memory|storage|drive|ssd|hdd|psu|power supply|case|cooler|fan)s?|"
        r"[-–—?]+)(?: (?:yet|for now|so far|at the moment))?[.!]?$", "not chosen"),
    (r"^(?:type|component|part|category|item)s?(?:[\s|,:]+(?:item|model|details|name|price|product|"
        r"specification)s?)+$", "table header"),
    (r"^[-=_*~#.\s]{3,}$", "rule"),
    (r"^\W*$", "no words"),
    (r"^(?:@@|diff --git|index [0-9a-f]{7}|--- |\+\+\+ )", "diff header"),
)  # fmt: skip
_ITEMS: Final[tuple[tuple[str, str], ...]] = (
    (r"\busb\b.*\b(?:bluetooth|wi-?fi|adapter|dongle)\b|\bbluetooth\b.*\busb\b", "USB device"),
    (r"\busb (?:boot |flash |thumb )(?:drive|stick)\b|^\d+ ?GB usb|\bpen ?drive\b", "USB device"),
    (
        r"\b(?:microsoft )?windows ?(?:xp|vista|7|8(?:\.1)?|10|11)\b|^win ?(?:7|8|10|11)\b|^(?:ubuntu|debian|"
        r"linux mint|fedora|arch linux|macos|unraid|proxmox)\b",
        "operating system",
    ),
    (r"\bmonitors?\b|\bultra ?wide\b", "monitor"),
    (r"\bkeyboards?\b|\bmouse ?pad\b|\bmouse\b|\bmice\b", "keyboard or mouse"),
    (r"\bheadphones?\b|\bheadsets?\b|\bspeakers?\b|\bwebcams?\b|\bmicrophones?\b|\bxbox\b|"
        r"\bgame ?pads?\b", "peripheral"),
    (r"\boptical drive\b|\bdvd\b|\bblu-?ray\b|\bcd writer\b", "optical drive"),
    (r"\b(?:gigabit|port) \w* ?switch\b|\brouter\b|\bpikvm\b|\bserver (?:& av )?rack\b|"
        r"\bups\b", "outside the case"),
    (
        r"\bwater ?blocks?\b|\bcover block\b|\bradiators?\b|\breservoirs?\b|\bpump\b|\bcoolant\b|\bfittings?\b|"
        r"\btubing\b|\bbackplate\b|\bres \d+|"
        r"\bheatkiller\b|\bek-\w+|\bbridge block\b|\bkoolance\b|\bkomodo\b|\bmcr\d+|\bapogee\b|\bmaelstrom\b|"
        r"\bxfire x\d",
        "custom water cooling",
    ),
    (r"\btool ?kit\b|\bgloves?\b|\bscrewdriver\b|\bcable sleeving\b|\bmodding suppl|"
        r"\bwire kit\b", "tools and supplies"),
    (r"\bwarranty\b|\bassembly\b|\bshipping\b|\bsales tax\b|^tax(?:es)?$|^labou?r$", "service"),
    (r"\b(?:driver|cuda|bios|kernel) version\b|^(?:cuda|driver|bios)\b", "software"),
    (r"\baudio codec\b|\bethernet controller\b|^intel wireless bluetooth$|\bonboard\b|"
        r"\bon-board\b", "on the motherboard"),
)  # fmt: skip
_STOCK_COOLER: Final = lazy(
    r"^(?:the )?(?:(?:amd|intel|cpu) )?(?:stock|boxed|included)(?: (?:amd|intel|cpu|air))*"
    r"(?: (?:cooler|fan|heat ?sink|cooling))?$",
    re.IGNORECASE,
)
_SUPPLIES: Final = lazy(
    r"^(?:(?:and|&|some|various|cables?|fans?|(?:thermal )?paste|accessories|adapters?|screws|misc|etc\.?|"
    r"zip ties)[\s,;/&+.]*)+$",
    re.IGNORECASE,
)
_SPEC: Final = lazy(
    r"^(?:[~≈]?[\d.,]+ ?(?:[MG]Hz|MT/s|[GM]B/s|physical|cores?|threads?|[CT]\b|nm\b|°)|(?:max|base|boost|"
    r"turbo)\b.*\d ?[GM]Hz|"
    r"overclocked|running at|stock (?:cooler|clock))",
    re.IGNORECASE,
)
_SENTENCE: Final = lazy(
    r"^(?:i|i'm|i've|we|my|this|it|it's|there|if|note|also|because|since|you|here|they|these|for those|many|"
    r"needed|extra cables|optional|"
    r"everything|all|total|see|update|thanks|hi|hello|edit)\b",
    re.IGNORECASE,
)


def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((lazy(pattern, re.IGNORECASE), reason) for pattern, reason in table)


_WHOLE_LINE_PATTERNS: Final = _compiled(_WHOLE_LINE)
_ITEM_PATTERNS: Final = _compiled(_ITEMS)


def is_total(text: str) -> bool:
    """Return whether the text is the label of a sum, such as `Total (before mail-in rebates)`."""
    return len(text) <= 60 and _TOTAL.match(text.strip(" *_:|")) is not None


def total_means(label: str) -> Literal["total", "before rebates", "rebates"]:
    """Return which sum a total's label speaks of: `rebates`, `before rebates` or `total`."""
    if _BEFORE.search(label):
        return "before rebates"
    return "rebates" if _REBATES.search(label.strip(" :")) else "total"


@lru_cache(maxsize=4096)
def line_reason(text: str) -> str:
    """Return why a whole line names no part whatever its label, or an empty string."""
    for pattern, reason in _WHOLE_LINE_PATTERNS:
        if pattern.search(text):
            return reason
    return ""


@lru_cache(maxsize=4096)
def item_reason(item: str) -> str:
    """Return why an item that no label explains names no part of the PC, or an empty string."""
    if _SUPPLIES.match(item):
        return "unnamed accessories"
    for pattern, reason in _ITEM_PATTERNS:
        if pattern.search(item):
            return reason
    return ""


def comes_with_processor(cooler: str) -> bool:
    """Return whether the words for a cooler only say that it is the one in the processor's box."""
    return _STOCK_COOLER.match(cooler) is not None


def is_specification(text: str) -> bool:
    """Return whether the text only describes the part above it (`16 physical cores / 32 threads`)."""
    return _SPEC.match(text) is not None


def is_prose(text: str) -> bool:
    """Return whether the text is a sentence or more, not the name of a product."""
    words = text.split()
    if len(words) > 30:
        return True
    if _SENTENCE.match(text) and len(words) > 4:
        return True
    return len(words) > 6 and re.search(r"[a-z]{3}[.!?](?:\s+[A-Z]|$)", text) is not None
