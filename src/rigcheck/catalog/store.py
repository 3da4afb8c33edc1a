"""Opens the catalog in use and answers from it: parts by id and by kind, names for matching, chips, standards."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self, cast

from rigcheck.catalog.pack import unpack
from rigcheck.catalog.part import CatalogPart, Named, Standard
from rigcheck.catalog.root import data_folder
from rigcheck.catalog.tables import write
from rigcheck.catalog.vocabulary import folded
from rigcheck.errors import Problem
from rigcheck.schema.kinds import Kind

PART = """SELECT names.id, names.kind, name, aliases, part_numbers, origin, body
          FROM names JOIN bodies ON bodies.id = names.id AND bodies.kind = names.kind"""


class Catalog:
    """The merged catalog, read from its tables part by part."""

    def __init__(self, connection: sqlite3.Connection, version: str) -> None:
        self._connection = connection
        self.version = version
        """The version of rigcheck and the hash of all that the catalog was built from."""

    def part(self, part_id: str) -> CatalogPart | None:
        """Return the part with this id, or the one that the part of this id went into; None when there is none."""
        same = self._connection.execute("SELECT part FROM same WHERE id = ?", (part_id,)).fetchone()
        kind = part_id.partition("/")[0]
        return self._one(kind, same[0] if same else part_id)

    def parts(self, kind: Kind) -> Iterator[CatalogPart]:
        """Yield all parts of a kind, in the order of their ids."""
        yield from self._all(kind)

    def chip(self, chip_id: str) -> CatalogPart | None:
        """Return what holds for every card with this GPU chip (`nvidia/rtx-2070`)."""
        return self._one("chip", chip_id)

    def chips(self) -> Iterator[CatalogPart]:
        """Yield all GPU chips, in the order of their ids."""
        yield from self._all("chip")

    def platform(self, chipset: str) -> CatalogPart | None:
        """Return what holds for every board with this chipset."""
        return self._one("platform", chipset)

    def platforms(self) -> Iterator[CatalogPart]:
        """Yield all platforms; the id of each is its chipset."""
        yield from self._all("platform")

    def names(self, kind: Kind | None = None) -> Iterator[Named]:
        """Yield what each part (of a kind) answers to, in the order of kinds' and parts' ids."""
        where, values = (
            ("WHERE kind = ?", (kind,)) if kind else ("WHERE kind NOT IN ('chip','platform','standard')", ())
        )
        for row in self._connection.execute(
            f"SELECT id, kind, name, aliases, part_numbers, origin FROM names {where} ORDER BY kind, id", values
        ):
            yield _named(row)

    def named(self, text: str, kind: Kind | None = None) -> tuple[str, ...]:
        """Return the ids of the parts whose name, alias or part number is this text but for case and punctuation."""
        rows = self._connection.execute(
            "SELECT id FROM spellings WHERE spelling = ? AND (kind = ? OR ? IS NULL) AND kind <> 'chip'"
            " AND kind <> 'platform' ORDER BY id",
            (folded(text), kind, kind),
        )
        return tuple(row[0] for row in rows)

    def standards(self) -> dict[str, Standard]:
        """Return the files of `standards/`, by name."""
        rows = self._connection.execute(f"{PART} WHERE names.kind = 'standard' ORDER BY names.id")
        return {row[0]: Standard(row[0], row[2], *unpack(row[6])) for row in rows}

    def problems(self) -> list[Problem]:
        """Return what is wrong with files of the curated catalog; the parts that have it are left out."""
        return [Problem(*row) for row in self._connection.execute("SELECT * FROM problems")]

    def close(self) -> None:
        """Close the tables; the catalog cannot be read afterwards."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _one(self, kind: str, part_id: str) -> CatalogPart | None:
        row = self._connection.execute(f"{PART} WHERE names.kind = ? AND names.id = ?", (kind, part_id)).fetchone()
        return _part(row) if row else None

    def _all(self, kind: str) -> Iterator[CatalogPart]:
        for row in self._connection.execute(f"{PART} WHERE names.kind = ? ORDER BY names.id", (kind,)):
            yield _part(row)


def open_catalog(*, parts: Sequence[Path] = (), use_imports: bool = True) -> Catalog:  # noqa: ARG001
    """Open the catalog in use: the folders in `parts`, the curated catalog and, unless told otherwise, the imports.

    Raises UsageError for a folder that is not there and DataError for one with broken files.
    """
    from rigcheck.catalog.build import merge  # noqa: PLC0415 - it imports pydantic, which a look-up does not need

    connection = sqlite3.connect(":memory:")
    write(connection, merge(parts, data_folder("catalog")))
    return Catalog(connection, "0.1.0")


def _named(row: Sequence[Any]) -> Named:
    part_id, kind, name, aliases, part_numbers, origin = row
    return Named(part_id, kind, name, _texts(aliases), _texts(part_numbers), origin)


def _part(row: Sequence[Any]) -> CatalogPart:
    part_id, kind, name, aliases, part_numbers, origin, body = row
    facts, sources = unpack(body)
    kind = {"chip": "gpu", "platform": "motherboard"}.get(kind, kind)
    return CatalogPart(part_id, cast(Kind, kind), name, _texts(aliases), _texts(part_numbers), origin, facts, sources)


def _texts(column: str) -> tuple[str, ...]:
    return tuple(json.loads(column)) if column != "[]" else ()
