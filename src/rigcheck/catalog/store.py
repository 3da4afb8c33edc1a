"""Opens the catalog in use and answers from it: parts by id and by kind, names for matching, chips, standards."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self, cast

from rigcheck import __version__
from rigcheck.catalog.cache import Building, cached
from rigcheck.catalog.fingerprint import Ingredients
from rigcheck.catalog.merge import Clash
from rigcheck.catalog.name_index import NameRow
from rigcheck.catalog.pack import unpack
from rigcheck.catalog.part import CatalogPart, Standard
from rigcheck.catalog.places import opendb_file
from rigcheck.catalog.root import data_folder
from rigcheck.catalog.stored_names import NAMES, StoredNames, name_row, texts
from rigcheck.errors import Problem, UsageError
from rigcheck.schema.kinds import KINDS, Kind

PART = """SELECT id, kind, name, aliases, part_numbers, origin, body FROM names JOIN bodies USING (place)"""


class Catalog:
    """The merged catalog, read from its tables part by part."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        about = dict(connection.execute("SELECT key, value FROM about"))
        self.version = f"{__version__}+{about['content'][:12]}"
        """The version of rigcheck and the hash of all that the catalog was built from."""
        self.signature: str = about["signature"]
        """Another as soon as a file it was built from is touched, and on every machine."""

    def part(self, part_id: str) -> CatalogPart | None:
        """Return the part with this id, or the one that the part of this id went into; None when there is none."""
        same = self._connection.execute("SELECT part FROM same WHERE id = ?", (part_id,)).fetchone()
        found = same[0] if same else part_id
        kind = found.partition("/")[0]
        return self._one(kind, found) if kind in KINDS else None

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

    def names(self, kind: Kind | None = None) -> Iterator[NameRow]:
        """Yield what each part, or each of a kind, answers to, in the order of kinds and ids."""
        kinds = (kind,) if kind else KINDS
        marks = ", ".join("?" * len(kinds))
        for row in self._connection.execute(f"{NAMES} WHERE kind IN ({marks}) ORDER BY place", kinds):
            yield name_row(row)

    def index(self) -> StoredNames:
        """Return where names are looked up, without reading them all."""
        return StoredNames(self._connection)

    def standards(self) -> dict[str, Standard]:
        """Return the files of `standards/`, by name."""
        rows = self._connection.execute(f"{PART} WHERE kind = 'standard' ORDER BY id")
        return {row[0]: Standard(row[0], row[2], *unpack(row[6])) for row in rows}

    def clashes(self) -> Iterator[tuple[str, Clash]]:
        """Yield what parts disagree on with their `chip`, or with an `import` of the same product."""
        for relation, part, key, kept, dropped, other in self._connection.execute("SELECT * FROM clashes"):
            yield relation, Clash(part, key, unpack(kept)[0]["value"], unpack(dropped)[0]["value"], other)

    def dropped(self) -> dict[tuple[str, str, str], int]:
        """Return what the import did not believe: (kind, key, reason) and the number of parts."""
        rows = self._connection.execute("SELECT kind, key, reason, parts FROM dropped ORDER BY parts DESC, kind, key")
        return {(kind, key, reason): parts for kind, key, reason, parts in rows}

    def origins(self) -> Counter[tuple[Kind, str]]:
        """Return how many parts of each kind are `curated` and `imported`."""
        rows = self._connection.execute("SELECT kind, origin, count(*) FROM names GROUP BY kind, origin")
        return Counter({(kind, origin): parts for kind, origin, parts in rows if kind in KINDS})

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
        row = self._connection.execute(f"{PART} WHERE kind = ? AND id = ?", (kind, part_id)).fetchone()
        return _part(row) if row else None

    def _all(self, kind: str) -> Iterator[CatalogPart]:
        for row in self._connection.execute(f"{PART} WHERE kind = ? ORDER BY id", (kind,)):
            yield _part(row)


def open_catalog(
    *, parts: Sequence[Path] = (), use_imports: bool = True, building: Building = contextlib.nullcontext
) -> Catalog:
    """Open the catalog in use: the folders in `parts`, the curated catalog and, unless told otherwise, the imports.

    `building` is entered while it has to be merged anew, which takes seconds.
    Raises UsageError for a folder that is not there, and DataError for one with broken files or for a damaged import.
    """
    for folder in parts:
        if not folder.is_dir():
            raise UsageError.of(str(folder), "there is no such folder.", "--parts takes a folder of part files.")
    imported = opendb_file() if use_imports else None
    folders = (*(folder.resolve() for folder in parts), data_folder("catalog"))
    return Catalog(cached(Ingredients(folders, imported if imported and imported.is_file() else None), building))


def _part(row: Sequence[Any]) -> CatalogPart:
    part_id, kind, name, aliases, part_numbers, origin, body = row
    facts, sources = unpack(body)
    kind = {"chip": "gpu", "platform": "motherboard"}.get(kind, kind)
    return CatalogPart(part_id, cast(Kind, kind), name, texts(aliases), texts(part_numbers), origin, facts, sources)
