"""The merged catalog as SQLite tables: written once by a build, read by look-ups.

SQLite and not DuckDB: see docs/decisions/0002-catalog-cache.md.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rigcheck.catalog.merged import Merged
from rigcheck.catalog.name_index import NameRow, chip_keys
from rigcheck.catalog.pack import pack
from rigcheck.catalog.part import CatalogPart, Standard
from rigcheck.catalog.tokens import row_tokens

SCHEMA: Final = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE names (place INTEGER PRIMARY KEY, kind TEXT, id TEXT, name TEXT, aliases TEXT, part_numbers TEXT,
                    origin TEXT);
CREATE TABLE bodies (place INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE postings (kind TEXT, token TEXT, places BLOB, PRIMARY KEY (kind, token)) WITHOUT ROWID;
CREATE TABLE same (id TEXT PRIMARY KEY, part TEXT) WITHOUT ROWID;
CREATE TABLE clashes (relation TEXT, part TEXT, key TEXT, kept TEXT, dropped TEXT, other TEXT);
CREATE TABLE dropped (kind TEXT, key TEXT, reason TEXT, parts INTEGER);
CREATE TABLE problems (source TEXT, place TEXT, message TEXT, hint TEXT);
"""
"""`names` and `bodies` share the number of a part; the kinds `chip`, `platform` and `standard` are not parts.
`postings` leads from a word to the numbers of the parts that have it; `same` from an absorbed id to its part."""


def write(connection: sqlite3.Connection, merged: Merged, about: Mapping[str, str]) -> None:
    """Write the merged catalog into an empty database."""
    connection.executescript(SCHEMA)
    with connection:
        _write_parts(connection, merged)
        connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        connection.executemany("INSERT INTO same VALUES (?, ?)", merged.same.items())
        connection.executemany("INSERT INTO clashes VALUES (?, ?, ?, ?, ?, ?)", _clash_rows(merged))
        connection.executemany(
            "INSERT INTO dropped VALUES (?, ?, ?, ?)",
            ((drop.kind, drop.key, drop.reason, parts) for drop, parts in sorted(merged.dropped.items())),
        )
        connection.executemany(
            "INSERT INTO problems VALUES (?, ?, ?, ?)",
            ((problem.source, problem.where, problem.message, problem.hint) for problem in merged.problems),
        )
        # Last, so that filling stays cheap.
        connection.execute("CREATE UNIQUE INDEX by_id ON names (kind, id)")


def _write_parts(connection: sqlite3.Connection, merged: Merged) -> None:
    postings: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("I"))
    for place, (kind, part) in enumerate(_rows(merged)):
        if isinstance(part, Standard):
            row = (place, kind, part.name, part.title, "[]", "[]", "curated")
        else:
            aliases, part_numbers = json.dumps(part.aliases), json.dumps(part.part_numbers)
            row = (place, kind, part.id, part.name, aliases, part_numbers, part.origin)
            for token in _tokens(kind, part):
                postings[kind, token].append(place)
        connection.execute("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO bodies VALUES (?, ?)", (place, pack(part.facts, part.sources)))
    connection.executemany(
        "INSERT INTO postings VALUES (?, ?, ?)",
        ((kind, token, places.tobytes()) for (kind, token), places in sorted(postings.items())),
    )


def _rows(merged: Merged) -> Iterator[tuple[str, CatalogPart | Standard]]:
    """Yield everything with its kind, in one order: kinds, then ids."""
    yield from (("chip", merged.chips[chip]) for chip in sorted(merged.chips))
    yield from (("platform", merged.platforms[chipset]) for chipset in sorted(merged.platforms))
    yield from (("standard", merged.standards[name]) for name in sorted(merged.standards))
    for part in sorted(merged.parts.values(), key=lambda part: (part.kind, part.id)):
        yield part.kind, part


def _tokens(kind: str, part: CatalogPart) -> Iterable[str]:
    if kind == "chip":
        return chip_keys(NameRow(part.id, part.kind, part.name, part.aliases, part.part_numbers))
    if kind == "platform":
        return ()
    return row_tokens(part.name, part.aliases, part.part_numbers)


def _clash_rows(merged: Merged) -> Iterator[tuple[str, ...]]:
    for relation, clash in merged.clashes:
        kept, dropped = pack({"value": clash.kept}, ()), pack({"value": clash.dropped}, ())
        yield relation, clash.part, clash.key, kept, dropped, clash.other
