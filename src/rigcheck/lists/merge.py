"""Repeated rows of the same part become one entry with a quantity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rigcheck.lists.model import Entry


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in order, those that differ in nothing but their lines and counts joined into the first.

    Rows of the same product at different prices stay apart, so that no price is lost.
    """
    kept: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        key = (
            entry.name, str(entry.kind), str(entry.id), repr(entry.price), str(entry.alternative),
            repr(entry.settings), repr(entry.facts),
        )  # fmt: skip
        first = kept.get(key)
        if first is None:
            kept[key] = entry
        else:
            lines = tuple(dict.fromkeys((*first.lines, *entry.lines)))
            kept[key] = replace(first, lines=lines, quantity=first.quantity + entry.quantity)
    return list(kept.values())
