"""The merged catalog as SQLite tables: written once by a build, read by look-ups.

SQLite and not DuckDB: see docs/decisions/0002-catalog-cache.md.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rigcheck.catalog.pack import pack
from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.vocabulary import folded

if TYPE_CHECKING:
    from rigcheck.catalog.build import Merged

GROUNDS: Final = ("chip", "platform", "standard")
"""What `bodies` holds besides parts, in the column `kind`."""

SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE names (kind TEXT, id TEXT, name TEXT, aliases TEXT, part_numbers TEXT, origin TEXT,
                    PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE bodies (kind TEXT, id TEXT, body TEXT);
CREATE TABLE spellings (spelling TEXT, kind TEXT, id TEXT, PRIMARY KEY (spelling, kind, id)) WITHOUT ROWID;
CREATE TABLE same (id TEXT PRIMARY KEY, part TEXT) WITHOUT ROWID;
CREATE TABLE clashes (relation TEXT, part TEXT, key TEXT, kept TEXT, dropped TEXT, other TEXT);
CREATE TABLE problems (source TEXT, place TEXT, message TEXT, hint TEXT);
"""


def write(connection: sqlite3.Connection, merged: Merged) -> None:
    """Write the merged catalog into an empty database."""
    connection.executescript(SCHEMA)
    with connection:
        _write_parts(connection, merged)
        connection.executemany("INSERT INTO same VALUES (?, ?)", merged.same.items())
        connection.executemany(
            "INSERT INTO clashes VALUES (?, ?, ?, ?, ?, ?)",
            (
                (relation, clash.part, clash.key, pack(clash.kept, ()), pack(clash.dropped, ()), clash.other)
                for relation, clash in merged.clashes
            ),
        )
        connection.executemany(
            "INSERT INTO problems VALUES (?, ?, ?, ?)",
            ((problem.source, problem.where, problem.message, problem.hint) for problem in merged.problems),
        )
        # Last, so that filling stays cheap and the rows of a kind lie together.
        connection.execute("CREATE UNIQUE INDEX body ON bodies (id, kind)")


def _write_parts(connection: sqlite3.Connection, merged: Merged) -> None:
    for kind, parts in _groups(merged):
        connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)", (_name_row(kind, part) for part in parts))
        connection.executemany(
            "INSERT INTO bodies VALUES (?, ?, ?)",
            ((kind, part.id, pack(part.facts, part.sources)) for part in parts),
        )
        connection.executemany("INSERT OR IGNORE INTO spellings VALUES (?, ?, ?)", _spelling_rows(kind, parts))
    for standard in merged.standards.values():
        connection.execute(
            "INSERT INTO names VALUES ('standard', ?, ?, '[]', '[]', 'curated')", (standard.name, standard.title)
        )
        connection.execute(
            "INSERT INTO bodies VALUES ('standard', ?, ?)", (standard.name, pack(standard.facts, standard.sources))
        )


def _groups(merged: Merged) -> Iterator[tuple[str, list[CatalogPart]]]:
    kinds: dict[str, list[CatalogPart]] = {}
    for part in merged.parts.values():
        kinds.setdefault(part.kind, []).append(part)
    yield from kinds.items()
    yield "chip", list(merged.chips.values())
    yield "platform", list(merged.platforms.values())


def _name_row(kind: str, part: CatalogPart) -> tuple[str, ...]:
    return kind, part.id, part.name, json.dumps(part.aliases), json.dumps(part.part_numbers), part.origin


def _spelling_rows(kind: str, parts: list[CatalogPart]) -> Iterator[tuple[str, str, str]]:
    for part in parts:
        for text in (part.name, *part.aliases, *part.part_numbers):
            yield folded(text), kind, part.id
