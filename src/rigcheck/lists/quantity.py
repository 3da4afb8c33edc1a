"""How many of a part a list asks for: `2x`, `8X`, `(X6)`, `x 4`, `*2`, `(6 pcs)`, `a pair of`.

Numbers that describe the part are left alone: `(8x2)`, `(8GBx2)`, `(2 x 16 GB)`, `2 x Gigabit`, `4x SATA`. For memory
there is one rule more: a count that stands against the capacity of one module (`4x 32GB DDR4`, `16GB x 4`) tells the
modules of what is bought. It stays in the name, where the matching reads it as a kit, and the quantity is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rigcheck.pattern import lazy
from rigcheck.schema.kinds import Kind

_WORDS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "ten": 10, "twelve": 12, "a pair of": 2, "pair of": 2, "zwei": 2, "drei": 3, "vier": 4,
}  # fmt: skip
_FOLD: Final = {"dual": 2, "twin": 2, "triple": 3, "quad": 4}
_TIMES = r"[xX×✕✖]"
_LEADING: Final = lazy(
    rf"^[~≈]?\(?(\d{{1,3}})\s*(?:{_TIMES}|\*)\)?(?=[\s(\[]|"
    rf"[A-Za-z\u4e00-\u9fff])\s*(?=\S)"
)
_LEADING_PIECES: Final = lazy(
    r"^(\d{1,3})\s*(?:pcs?|pieces?|pc\.|st[üu]ck|units?|个|张|条|块)\.?\s+(?:of\s+)?(?=\S)", re.IGNORECASE
)
_LEADING_WORD: Final = lazy(rf"^({'|'.join(sorted(_WORDS, key=len, reverse=True))})\s+(?=\S)", re.IGNORECASE)
_LEADING_NUMBER: Final = lazy(
    r"^(\d{1,2})\s+(?=(?:nvidia|geforce|radeon|rtx|gtx|rx|amd radeon|asus|evga|gigabyte|msi|zotac|sapphire|"
    r"noctua|arctic|artic)\b)",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = lazy(
    rf"\s*\(\s*(?:(?:{_TIMES}|\*|qty:?|quantity:?)\s*(\d{{1,3}})|(\d{{1,3}})\s*(?:{_TIMES}|\*)|"
    r"(\d{1,3})\s*(?:pcs?|pieces?|st[üu]ck|units?|of them|off|ea|个|张|条|块)\.?)\s*\)",
    re.IGNORECASE,
)
# `3x` at the end is no count: it is how coolers of graphics cards are named (`Ventus 3X`).
_TRAILING: Final = lazy(rf"(?:\s+{_TIMES}\s?|\s*[×✕]\s*|\s*\*\s?|,?\s+qty:?\s*)(\d{{1,3}})$", re.IGNORECASE)
_TRAILING_PIECES: Final = lazy(r"(?:\s*[,;]|\s+[-–—])?\s+(\d{1,3})\s*(?:pcs?|pieces?|st[üu]ck|stk)\.?$", re.IGNORECASE)
_DUAL: Final = lazy(
    r"^(dual|twin|triple|quad)\s+(?=(?:nvidia|amd|intel|evga|gigabyte|msi|zotac|pny|palit|inno3d|sapphire|xfx|rtx|gtx|"
    r"rx|tesla|quadro|titan|xeon|epyc|[ahlp]\d{2,3}|[1-5]0[5-9]0)(?:\b|\d))(?!.*\b(?:asus|oc|evo|o\d+g)\b)",
    re.IGNORECASE,
)
"""`dual RTX 3090` is two cards; `Dual GeForce RTX 4070`, `Dual RTX 4070 OC` are how ASUS names one."""
_NAMED_X: Final = lazy(r"(?:\bpcie?\b.{0,6}|\b(?:phenom|athlon|sempron|turion|opteron)\b.{0,6})$", re.IGNORECASE)
_CAPACITY: Final = lazy(r"^\d+(?:\.\d+)?\s*(?:GB|G|GiB|MB)\b", re.IGNORECASE)
_DRIVE_CAPACITY: Final = lazy(r"^\d+(?:\.\d+)?\s*(?:TB|T|TiB)\b", re.IGNORECASE)
_ENDS_IN_KIT: Final = lazy(r"\d\s*[x×]\s*\d+\s*(?:GB|G|GiB)$", re.IGNORECASE)
_ENDS_IN_CAPACITY: Final = lazy(r"\d\s*(?:GB|G|GiB|MB|gig)$", re.IGNORECASE)
_FEATURE: Final = lazy(
    r"^(?:gigabit|\d+(?:\.\d+)? ?gbe?\b|10g|sata|sas|sff|usb|pci|hdmi|dp\b|displayport|m\.2 slots?|pin|\d+-?pin|"
    r"rj-?45|"
    r"\d+ ?mm\b|nvme slots?|links?\b|\d+(?:\.\d+)? ?(?:gb|mb)/s)",
    re.IGNORECASE,
)
_FAN_SIZE: Final = lazy(r"^\d+ ?[cm]m\b", re.IGNORECASE)
_SLI: Final = lazy(r"\s*\((?:(\d)-way\s+)?(?:SLI|CrossFire|NVLink)\)", re.IGNORECASE)
_MOST: Final = 128
"""More than any PC holds of one part; a larger number is no quantity."""
_MOST_BEHIND: Final[Mapping[Kind | None, int]] = {
    "cpu": 8,
    "motherboard": 4,
    "case": 4,
    "cooler": 8,
    "psu": 8,
    "fan": _MOST,
}
"""The same for a count behind a name, by kind: `Kraken X73` is a cooler and not seventy-three."""


def split_quantity(item: str, kind: Kind | None) -> tuple[int | None, str]:
    """Return how many the words ask for (None where they do not say) and the words without the count."""
    item = item.strip()
    for pattern in (_LEADING, _LEADING_PIECES):
        found = pattern.match(item)
        if found and _counts(found[1], item[found.end() :], kind):
            return int(found[1]), item[found.end() :].strip()
    found = _LEADING_WORD.match(item)
    if found and not re.match(r"(?i)(?:way|tb|gb)\b", item[found.end() :]):
        return _WORDS[found[1].lower()], item[found.end() :].strip()
    found = _DUAL.match(item) if kind in ("gpu", "cpu") else None
    if found:
        return _FOLD[found[1].lower()], item[found.end() :].strip()
    found = _LEADING_NUMBER.match(item)
    if found and 0 < int(found[1]) <= 32:
        return int(found[1]), item[found.end() :].strip()
    for found in _IN_BRACKETS.finditer(item):
        count = int(found[1] or found[2] or found[3])
        before = item[: found.start()]
        if 0 < count <= _MOST and not (kind == "memory" and _is_modules(before, kind)):
            return count, (before + " " + item[found.end() :].lstrip()).strip()
    found = _TRAILING_PIECES.search(item)
    if found and found.start() > 0 and 0 < int(found[1]) <= _MOST:
        return int(found[1]), item[: found.start()].rstrip(" -–,")
    found = _TRAILING.search(item)
    if found and found.start() > 0:
        count = int(found[1])
        before = item[: found.start()].rstrip(" -–,*")
        most = _MOST_BEHIND.get(kind, 32)
        if 0 < count <= most and not _is_modules(before, kind) and not _is_named_x(before, kind):
            return count, before
    return None, item


def _counts(number: str, rest: str, kind: Kind | None) -> bool:
    if not 0 < int(number) <= _MOST:
        return False
    if _CAPACITY.match(rest):
        return kind not in ("memory", None) or re.search(r"(?i)\b(?:ssd|hdd|nvme|drive|gpu|rtx)", rest) is not None
    if _DRIVE_CAPACITY.match(rest):
        return kind != "memory"
    if kind == "fan" and _FAN_SIZE.match(rest):
        return True
    return not _FEATURE.match(rest)


def _is_named_x(before: str, kind: Kind | None) -> bool:
    """Return whether a count after these words is part of a name or a number of lanes (`Phenom II X6`, `PCIe X4`)."""
    lanes = kind != "gpu" or _ENDS_IN_CAPACITY.search(before) is None
    return lanes and _NAMED_X.search(before) is not None


def _is_modules(before: str, kind: Kind | None) -> bool:
    if not _ENDS_IN_CAPACITY.search(before) or _ENDS_IN_KIT.search(before):
        return False
    return kind == "memory" or (kind is None and re.search(r"(?i)ddr\d|\bram\b|memory", before) is not None)


def without_sli(item: str) -> tuple[str, int]:
    """Return the item without `(2-Way SLI)` and the number of cards that note speaks of (0 where there is none)."""
    found = _SLI.search(item)
    if found is None:
        return item, 0
    return (item[: found.start()] + item[found.end() :]).strip(), int(found[1] or 2)


def split_count_of_price(price: str) -> tuple[int | None, str]:
    """Return the count that stands beside a unit price (`$139.99 (x2)`) and the price without it."""
    found = _IN_BRACKETS.search(price)
    if found is None:
        return None, price
    return int(found[1] or found[2] or found[3]), price[: found.start()] + price[found.end() :]


def cell_quantity(text: str) -> int | None:
    """Return the count of a quantity column (`3`, `x3`, `3 pcs`), or None where the cell holds none."""
    found = re.fullmatch(
        r"[xX×]?\s*(\d{1,3})(?:\.0+)?\s*(?:[xX×]|pcs?\.?|pieces?|units?|ea|st[üu]ck|个|张|条|块)?", text.strip()
    )
    return int(found[1]) if found and 0 < int(found[1]) <= 999 else None
