"""The names of the stored catalog, as the matching looks them up: only the few rows that can be meant are read."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence

from rigcheck.catalog.name_index import NameRow
from rigcheck.schema.kinds import Kind

NAMES = "SELECT id, kind, name, aliases, part_numbers FROM names"


class StoredNames:
    """Answers `name_index.Names` from the tables of a catalog."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def with_tokens(self, kind: Kind, tokens: Iterable[str]) -> Sequence[NameRow]:
        """Return the parts of the kind that have all these tokens."""
        postings = [self._places(kind, token) for token in set(tokens)]
        return self._rows(set.intersection(*postings)) if postings else []

    def chips(self, key: str) -> Sequence[NameRow]:
        """Return the chips one of whose names has this key."""
        return [row._replace(kind="gpu") for row in self._rows(self._places("chip", key))]

    def _places(self, kind: str, token: str) -> set[int]:
        found = self._connection.execute(
            "SELECT places FROM postings WHERE kind = ? AND token = ?", (kind, token)
        ).fetchone()
        places = array("I")
        if found:
            places.frombytes(found[0])
        return set(places)

    def _rows(self, places: set[int]) -> list[NameRow]:
        return [
            name_row(self._connection.execute(f"{NAMES} WHERE place = ?", (place,)).fetchone())
            for place in sorted(places)
        ]


def name_row(row: tuple[str, Kind, str, str, str]) -> NameRow:
    """Return a row of the table `names`."""
    part_id, kind, name, aliases, part_numbers = row
    return NameRow(part_id, kind, name, texts(aliases), texts(part_numbers))


def texts(column: str) -> tuple[str, ...]:
    """Return a column that holds a list of texts."""
    return tuple(json.loads(column)) if column != "[]" else ()
