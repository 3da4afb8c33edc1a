"""The file an import leaves behind: the user's own copy of another catalog, in DuckDB."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb

from rigcheck.catalog.aside import written_aside
from rigcheck.catalog.pack import pack, unpack
from rigcheck.catalog.places import opendb_file
from rigcheck.catalog.sources.imported import Drop, ImportedPart, ImportResult
from rigcheck.errors import DataError, Problem

FORMAT: Final = "1"
"""Raised when the tables change; a file of another format asks for a new import."""

SCHEMA: Final = """
CREATE TABLE about (key VARCHAR, value VARCHAR);
CREATE TABLE parts (uuid VARCHAR, folder VARCHAR, kind VARCHAR, name VARCHAR, part_numbers VARCHAR, chip VARCHAR,
                    facts VARCHAR);
CREATE TABLE dropped (kind VARCHAR, key VARCHAR, reason VARCHAR, parts INTEGER);
"""


def save_import(result: ImportResult, path: Path | None = None) -> Path:
    """Write the imported parts, replacing those of an earlier import only when all is written.

    Raises OSError when the folder cannot be written to.
    """
    target = path or opendb_file()
    rows = [_row(part) for part in sorted(result.parts, key=lambda part: (part.kind, part.uuid))]
    content = hashlib.blake2b(json.dumps(rows).encode(), digest_size=16).hexdigest()
    about = {"format": FORMAT, "retrieved": result.retrieved.isoformat(), "content": content}
    drops = [(drop.kind, drop.key, drop.reason, count) for drop, count in sorted(result.dropped.items())]
    with written_aside(target) as aside, duckdb.connect(str(aside)) as connection:
        connection.execute(SCHEMA)
        _insert(connection, "about", list(about.items()))
        _insert(connection, "parts", rows)
        _insert(connection, "dropped", drops)
    return target


def load_import(path: Path) -> ImportResult:
    """Read what `save_import` wrote; what an import only reports (problems, what was set aside) is not kept.

    Raises DataError when the file is damaged or of another version of rigcheck.
    """
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            about = dict(connection.execute("SELECT key, value FROM about").fetchall())
            if about.get("format") != FORMAT:
                raise _unusable(path, "was written by another version of rigcheck")
            parts = [_part(row) for row in connection.execute("SELECT * FROM parts").fetchall()]
            drops = connection.execute("SELECT * FROM dropped").fetchall()
    except duckdb.Error as error:
        raise _unusable(path, f"is damaged: {error}") from error
    result = ImportResult(date.fromisoformat(about["retrieved"]), parts, len(parts), content=about["content"])
    result.dropped.update({Drop(kind, key, reason): count for kind, key, reason, count in drops})
    return result


def _row(part: ImportedPart) -> tuple[Any, ...]:
    facts = pack(part.facts, ())
    return (part.uuid, part.folder, part.kind, part.name, json.dumps(part.part_numbers), part.chip, facts)


def _part(row: tuple[Any, ...]) -> ImportedPart:
    uuid, folder, kind, name, part_numbers, chip, facts = row
    return ImportedPart(uuid, folder, kind, name, tuple(json.loads(part_numbers)), chip, unpack(facts)[0])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Any, ...]]) -> None:
    """Insert by columns: row by row DuckDB takes a millisecond for each."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        each = ", ".join(f"unnest(${place})" for place in range(1, len(columns) + 1))
        connection.execute(f"INSERT INTO {table} SELECT {each}", columns)


def _unusable(path: Path, what: str) -> DataError:
    return DataError([Problem(str(path), "", f"{what}.", "Import again: rigcheck catalog import opendb PATH.")])
