"""What an importer brings: parts of another catalog with their facts, and an account of what it did not believe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rigcheck.catalog.part import CatalogPart
from rigcheck.errors import Problem
from rigcheck.schema.kinds import Kind

OPENDB_URL = "https://github.com/buildcores/buildcores-open-db/blob/main/open-db"


@dataclass(frozen=True, slots=True)
class ImportedPart:
    """One product of OpenDB."""

    uuid: str
    folder: str
    """OpenDB's own kind: the folder that its file lies in."""
    kind: Kind
    name: str
    part_numbers: tuple[str, ...]
    chip: str | None
    """The name of a GPU's chip as OpenDB writes it; a merge finds out which chip of the catalog that is."""
    facts: Mapping[str, Any]

    def as_part(self, retrieved: date) -> CatalogPart:
        """Return it as a part of the catalog, every fact under the one source it came from."""
        source = {
            "basis": "opendb",
            "title": f"BuildCores OpenDB, {self.name}",
            "url": f"{OPENDB_URL}/{self.folder}/{self.uuid}.json",
            "retrieved": retrieved,
            "covers": list(self.facts),
        }
        sources = (source,) if self.facts else ()
        part_id = f"{self.kind}/opendb/{self.uuid}"
        return CatalogPart(part_id, self.kind, self.name, (), self.part_numbers, "imported", self.facts, sources)


@dataclass(frozen=True, slots=True, order=True)
class Drop:
    """What an import does not believe of one fact, and why; counted once for each part."""

    kind: str
    key: str
    reason: str


@dataclass(slots=True)
class ImportResult:
    """What an import read. Everything its summary needs."""

    retrieved: date
    """The date of the archive: when its facts were as they are here."""
    parts: list[ImportedPart] = field(default_factory=list)
    records: int = 0
    """Files of known kinds that were looked at, the broken ones included."""
    dropped: Counter[Drop] = field(default_factory=Counter)
    set_aside: Counter[str] = field(default_factory=Counter)
    """Records that are no part of a PC, by reason."""
    problems: list[Problem] = field(default_factory=list)
    """Records that could not be read; the import went on without them."""
    content: str = ""
    """A hash of the parts, the same on every machine; empty until they are saved."""

    def parts_by_kind(self) -> dict[Kind, int]:
        """Return how many parts of each kind there are, the most first."""
        return dict(Counter(part.kind for part in self.parts).most_common())
