"""A line outside a table: which of its words are the label, and which heading it stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rigcheck.lists.document import Line
from rigcheck.lists.kinds import guess_kind
from rigcheck.lists.labels import is_filler, is_only_label, leading_label, read_label
from rigcheck.lists.price import is_price
from rigcheck.lists.set_aside import is_total
from rigcheck.pattern import lazy

_COLON: Final = lazy(r"^(?P<left>[^:\n]{1,80}?)\s*:(?!//)\s*(?P<right>.*)$", re.DOTALL)
_DASH: Final = lazy(r"^(?P<left>[^\n]{1,60}?)(?:\s+[-–—|=]+\s*|\s*[–—]\s+|\t+)(?P<right>\S.*)$", re.DOTALL)
_BRACKETS: Final = lazy(r"^(?P<left>[^()\n]{1,40}?)\s*\((?P<right>.+)\)$", re.DOTALL)
_COUNT: Final = lazy(r"^(\d{1,3})\s*[xX×]\s*(?=\D)")
_CHECKBOX: Final = lazy(r"^(?:\[[ xX]?\]|[✓✔☐☑✗•◦▪·])\s*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """The parts of a line."""

    item: str
    label: str = ""
    section: str = ""
    quantity: str = ""
    price: str = ""
    cells: tuple[str, ...] = ()
    detail: bool = False
    heading: bool = False


class LineReader:
    """Reads lines in order and remembers the heading and the item they stand under."""

    def __init__(self) -> None:
        self.section = ""
        self._section_indent = -1
        self._section_bullet = False
        self._item_indent: int | None = None

    def leave_item(self) -> None:
        """Forget the line above: what follows is no detail of it."""
        self._item_indent = None

    def read(self, line: Line) -> Labelled:
        """Return the label, item and context of a line."""
        text = _CHECKBOX.sub("", line.text)
        quantity, label, item, price = _parted(text)
        if line.heading and not (label and item):
            self._enter(text if is_only_label(text) else "", -1, bullet=False)
            return Labelled(item=text, section=self.section, heading=True, cells=(text,))
        if label and not item:
            self._enter(label if read_label(label) else "", line.indent, bullet=line.bullet)
            return Labelled(item=text, label=label, heading=True, cells=(text,))
        section = self._section_of(line, labelled=bool(label))
        detail = self._item_indent is not None and line.indent > self._item_indent and not label
        if not detail:
            self._item_indent = line.indent
        if line.heading:
            self._enter(label, -1, bullet=False)
        cells = (label, item) if label else (item, price) if price else (item,)
        return Labelled(item, label, section, quantity, price, cells, detail)

    def _enter(self, section: str, indent: int, *, bullet: bool) -> None:
        self.section, self._section_indent, self._section_bullet = section, indent, bullet
        self._item_indent = None

    def _section_of(self, line: Line, *, labelled: bool) -> str:
        if not self.section or self._section_indent < 0 or line.indent > self._section_indent:
            return self.section
        same_level = line.indent == self._section_indent and not labelled
        if same_level and not self._section_bullet:
            return self.section
        self.section = ""
        return ""


def _parted(text: str) -> tuple[str, str, str, str]:
    """Return count, label, item and price of a line; the label is empty where no words can be one."""
    counted = _COUNT.match(text)
    count, rest = (counted[1], text[counted.end() :]) if counted else ("", text)
    for number, words in ((count, rest), ("", text))[: 2 if count else 1]:
        found = _COLON.match(words)
        if found:
            left, right = found["left"].strip(), found["right"].strip()
            if is_total(left) or (len(left.split()) <= 7 and read_label(left) is not None and _not_a_product(left)):
                return number, left, right, ""
            if right and is_price(right):
                return number, "", left, right
            if right and is_filler(left):
                return number, "", right, ""
            if not right and len(left.split()) <= 6 and guess_kind(left) is None:
                return number, left, "", ""
        found = _DASH.match(words)
        if found and (is_only_label(found["left"]) or is_total(found["left"])):
            return number, found["left"].strip(), found["right"].strip(), ""
        found = _BRACKETS.match(words)
        if found:
            left = re.split(r"\s*[&+]\s*| and ", found["left"])[0].strip()
            if is_only_label(left):
                return number, left, found["right"].strip(), ""
    return _leading(count, rest, text)


def _leading(count: str, rest: str, text: str) -> tuple[str, str, str, str]:
    leading = leading_label(rest)
    if leading:
        label, item = leading
        meaning, guess = read_label(label), guess_kind(item)
        if meaning and (meaning.aside or meaning.vague or guess in (None, meaning.kind)):
            return count, label, item, ""
    total = re.match(r"(?i)^(total(?: \([^)]*\))?|mail-in rebates)\s+(\S.*)$", text)
    if total and is_price(total[2]):
        return "", total[1], total[2], ""
    return "", "", text, ""


def _not_a_product(left: str) -> bool:
    """Return whether words before a colon are a label rather than a name that holds a label's word."""
    return is_only_label(left) or len(left.split()) <= 3 or re.search(r"\d{3}", left) is None
