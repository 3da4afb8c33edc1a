"""From rows to entries, totals and what is set aside: the one place where a list is understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from rigcheck.lists.kinds import guess_kind
from rigcheck.lists.labels import OPEN, Label, read_label
from rigcheck.lists.merge import merged
from rigcheck.lists.model import Entry, Price, SetAside, StatedTotal
from rigcheck.lists.names import product_name
from rigcheck.lists.price import Money, price_at_end, read_price
from rigcheck.lists.quantity import cell_quantity, split_count_of_price, split_quantity, without_sli
from rigcheck.lists.rows import Row
from rigcheck.lists.set_aside import (
    comes_with_processor,
    is_prose,
    is_specification,
    is_total,
    item_reason,
    line_reason,
    total_means,
)
from rigcheck.lists.split import Piece, names_several, old_and_new, pieces, replacement
from rigcheck.pattern import lazy
from rigcheck.schema.kinds import Kind

_BEFORE_WORDS: Final = ("custom water cooling", "tools and supplies", "optical drive")
"""Reasons that beat the words of a kind: a `Radeon HD 7970 backplate` is no graphics card."""
_EVEN_LABELLED: Final = ("USB device", "on the motherboard")
"""Reasons that beat a label `Storage` or `Network`: neither takes a slot or a port inside the case."""
_LONGEST: Final = 4000
"""More characters than that are a text, whatever words they begin with."""
_OPEN_FRAME: Final = lazy(r"\bopen[ -](?:air|frame)\b|\btest ?bench\b|\bmining (?:rig )?frame\b", re.IGNORECASE)
_LIST_NAME: Final = lazy(r"^parts list: (.+)$", re.IGNORECASE)


@dataclass(slots=True)
class Reading:
    """What the rows of a list say."""

    entries: list[Entry] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    name: str | None = None
    said: dict[str, int] = field(default_factory=dict)
    """Name to the number of cards that `(3-Way SLI)` speaks of."""


def interpret(rows: Iterable[Row], *, dollar: str = "USD") -> Reading:
    """Return what the rows say, with repeated rows merged; `dollar` is what a plain `$` means in this list."""
    interpreter = _Interpreter(dollar)
    for row in rows:
        interpreter.take(row)
    interpreter.reading.entries = merged(interpreter.reading.entries)
    return interpreter.reading


class _Interpreter:
    def __init__(self, dollar: str) -> None:
        self.reading = Reading()
        self._dollar = dollar
        self._label = ""
        self._total_waits = ""

    def take(self, row: Row) -> None:
        """Read one row into an entry, several, or a line set aside."""
        reason = row.reason or ("removed" if row.removed else "")
        if reason:
            self._aside(row, reason)
        elif sum(map(len, row.cells)) > _LONGEST:
            self._aside(row, "note", row.text[:_LONGEST])
        elif row.heading:
            self._heading(row)
        elif not self._is_sum(row) and not self._is_remark(row):
            self._part(row)

    def _aside(self, row: Row, reason: str, text: str = "") -> None:
        self.reading.set_aside.append(SetAside(row.lines[0], text or row.text, reason))

    def _heading(self, row: Row) -> None:
        if self.reading.name is None and not (row.label or row.section or self.reading.entries):
            self.reading.name = row.item
        self._aside(row, "heading")

    def _is_sum(self, row: Row) -> bool:
        label = next((cell for cell in row.cells if is_total(cell)), "")
        if not label and not (self._total_waits and line_reason(row.item or row.label)):
            return False
        after = row.cells[row.cells.index(label) + 1 :] if label else (row.price,)
        money = next((found for cell in after if (found := self._money(cell, row.currency))), None)
        label = label or self._total_waits
        self._total_waits = label if money is None else ""
        if money is not None:
            stated = StatedTotal(
                label.strip(" *_:"), abs(money.amount), money.currency, total_means(label), row.lines[0]
            )
            self.reading.totals.append(stated)
        self._aside(row, "total")
        return True

    def _is_remark(self, row: Row) -> bool:
        first = next(iter(row.cells), "")
        reason = line_reason(first) if not row.label or not row.item else ""
        reason = reason or line_reason(row.item or row.label)
        if not first:
            reason = "no words"
        named = _LIST_NAME.match(row.item)
        if named and self.reading.name is None and not self.reading.entries:
            self.reading.name, reason = named[1], "name of the list"
        if reason:
            self._aside(row, reason)
        return bool(reason)

    def _part(self, row: Row) -> None:
        label, item = (row.label, row.item) if row.item else ("", row.label)
        if row.label_column and row.item and not row.label:
            label = self._label
        self._label = label
        meaning = read_label(label) or (OPEN if label else None)
        if meaning is None and row.section:
            section = read_label(row.section)
            guess = guess_kind(product_name(item))
            weak = section is None or (section.kind and guess and guess != section.kind)
            meaning = Label(guess, vague=True) if weak and guess else section
        if meaning and meaning.aside:
            self._aside(row, meaning.aside)
        elif not label and (reason := _remark(item, row)):
            self._aside(row, reason)
        else:
            self._pieces(row, *self._changed(row, item, meaning or OPEN))

    def _changed(self, row: Row, item: str, meaning: Label) -> tuple[str, Label]:
        """Return what remains of a row that tells of a change, and its meaning; what it replaces is set aside."""
        change = old_and_new(item)
        if change and (item[:3].lower() == "old" or guess_kind(change[0]) == guess_kind(change[1]) is not None):
            self._aside(row, "replaced by a newer part", change[0])
            return change[1], meaning
        new = replacement(item)
        if new is None:
            return item, meaning
        if not new[0] and self.reading.entries:
            old = self.reading.entries[-1]
            if old.kind in (meaning.kind, guess_kind(new[1])) or guess_kind(new[1]) is None:
                self.reading.entries.pop()
                reason = f"replaced on line {row.lines[0]}"
                self.reading.set_aside.extend(SetAside(line, old.text, reason) for line in old.lines)
                return new[1], Label(old.kind, vague=True)
        return new[1], meaning

    def _pieces(self, row: Row, item: str, meaning: Label) -> None:
        kind = meaning.kind
        found = pieces(item, kind if not meaning.vague else None)
        if len(found) > 1:
            row = replace(row, price="", quantity="" if cell_quantity(row.quantity) is None else row.quantity)
        added = 0
        for position, piece in enumerate(found):
            added += self._entry(row, meaning if position == 0 else meaning._replace(vague=True), piece)
        if not added and not any(aside.line == row.lines[0] for aside in self.reading.set_aside[-len(found) :]):
            self._aside(row, "no words")

    def _entry(self, row: Row, meaning: Label, piece: Piece) -> bool:
        words, sli = without_sli(piece.text)
        words, stated = (words, row.price) if row.price else price_at_end(words)
        kind = self._kind(words, meaning, row)
        quantity, words = split_quantity(words, kind)
        name = product_name(words)
        reason = self._no_part(words, kind, meaning) or ("" if name else "not chosen")
        if reason:
            self._aside(row, reason, piece.text)
            return False
        count = self._count(row, quantity, kind, piece.text)
        stated_count, stated = split_count_of_price(stated)
        count = stated_count or count
        money = self._money(stated, row.currency)
        price = None
        if money is not None and money.amount >= 0:
            each = row.each or money.each or stated_count is not None
            units = 1 if each else count
            price = Price(money.amount, money.currency, money.rebate, units, of_row=units > 1)
        if sli:
            self.reading.said[name] = sli
        alternative = piece.alternative or meaning.alternative
        facts = {"open_frame": True} if kind == "case" and _OPEN_FRAME.search(name) else {}
        self.reading.entries.append(
            Entry(row.lines, row.text, name, kind, count, price=price, alternative=alternative, facts=facts)
        )
        return True

    def _kind(self, words: str, meaning: Label, row: Row) -> Kind | None:
        if names_several(words):
            return None
        if meaning.kind and not meaning.vague:
            return meaning.kind
        guess = guess_kind(product_name(words))
        if meaning.kind == "cooler" and guess not in ("cooler", "fan", "accessory", None):
            return meaning.kind
        if guess is None and row.label and meaning is OPEN:
            guess = guess_kind(f"{words} {row.label}")
        return guess or meaning.kind

    def _no_part(self, words: str, kind: Kind | None, meaning: Label) -> str:
        if kind == "cooler" and comes_with_processor(words):
            return "comes with the processor"
        reason = "" if names_several(words) else item_reason(words)
        if not reason:
            return line_reason(words)
        labelled = meaning.kind is not None and not meaning.vague
        if labelled:
            return reason if reason in _EVEN_LABELLED and kind in ("storage", "card") else ""
        if reason == "unnamed accessories" or (reason in _BEFORE_WORDS and meaning.kind is None):
            return reason
        return reason if kind is None else ""

    def _count(self, row: Row, quantity: int | None, kind: Kind | None, text: str) -> int:
        cell = cell_quantity(row.quantity) if row.quantity else None
        if (
            cell is not None
            and not row.table
            and kind == "memory"
            and re.match(rf"{cell}\s*[x×*]\s*\d+ ?GB", text, re.I)
        ):
            return 1  # `2x RAM (2x4GB DDR4)` says the same two modules twice
        return cell or quantity or 1

    def _money(self, text: str, currency: str) -> Money | None:
        return read_price(text, currency=currency, dollar=self._dollar) if text else None


def _remark(item: str, row: Row) -> str:
    """Return why a line without a label of its own is a remark and no part, or an empty string."""
    guess = guess_kind(item)
    if is_specification(item) and guess is None:
        return "specification"
    if replacement(item):
        return ""
    if row.detail and guess is None:
        return "detail of the line above"
    product = re.split(r"\n|\s+[–—-]\s+", item, maxsplit=1)[0]
    named = product != item and guess_kind(product) is not None and not is_prose(product)
    return "note" if not row.table and not named and is_prose(item) else ""
