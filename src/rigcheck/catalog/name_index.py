"""Where matching looks names up: a small protocol, and the index in memory that tests and user folders need.

The stored catalog answers the same protocol from a table `names(token, part_id, kind)` filled with
`tokens.row_tokens`, so that a cold check reads the few names that can be meant and not all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, Self

from rigcheck.catalog.name_reading import read_name
from rigcheck.catalog.tokens import WHOLE_NAME_MARK, row_tokens
from rigcheck.schema.kinds import Kind


class NameRow(NamedTuple):
    """One part of the catalog as far as matching looks at it."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    part_numbers: tuple[str, ...] = ()


class Names(Protocol):
    """A place where names are looked up."""

    def with_tokens(self, kind: Kind, tokens: Iterable[str]) -> Sequence[NameRow]:
        """Return the parts of the kind that have all these tokens, at least one token being given."""
        ...

    def chips(self, key: str) -> Sequence[NameRow]:
        """Return the files of `catalog/chips` that have this key (`chip_keys`); the id is that of the chip."""
        ...


class NameIndex:
    """All names in memory."""

    def __init__(self) -> None:
        self._rows: dict[Kind, list[NameRow]] = defaultdict(list)
        self._by_token: dict[tuple[Kind, str], set[int]] = defaultdict(set)
        self._chips: dict[str, list[NameRow]] = defaultdict(list)

    @classmethod
    def from_rows(cls, parts: Iterable[NameRow], chips: Iterable[NameRow] = ()) -> Self:
        """Index these parts, and these chips."""
        index = cls()
        for row in parts:
            rows = index._rows[row.kind]
            for token in row_tokens(row.name, row.aliases, row.part_numbers):
                index._by_token[row.kind, token].add(len(rows))
            rows.append(row)
        for row in chips:
            for key in chip_keys(row):
                index._chips[key].append(row)
        return index

    def with_tokens(self, kind: Kind, tokens: Iterable[str]) -> Sequence[NameRow]:
        """Return the parts of the kind that have all these tokens."""
        postings = sorted((self._by_token.get((kind, token), set()) for token in tokens), key=len)
        found = set.intersection(*postings) if postings else set()
        rows = self._rows[kind]
        return [rows[place] for place in sorted(found)]

    def chips(self, key: str) -> Sequence[NameRow]:
        """Return the chips that have this key."""
        return self._chips.get(key, [])


def chip_keys(row: NameRow) -> set[str]:
    """Return the keys under which a chip is found, and its whole names: what a stored index of chips holds."""
    readings = [read_name("gpu", name) for name in (row.name, *row.aliases)]
    whole = {WHOLE_NAME_MARK + reading.squeezed for reading in readings}
    return whole | {reading.chip for reading in readings if reading.chip}
