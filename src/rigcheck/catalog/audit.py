"""How well the catalog is known: what is stated, bounded, missing and unverified, and where its sources disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rigcheck.catalog.merge import Clash
from rigcheck.catalog.part import CatalogPart, Origin
from rigcheck.catalog.store import Catalog
from rigcheck.errors import Problem
from rigcheck.fact import is_bound, leaves
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.registry import part_type
from rigcheck.schema.shapes import RecordType


@dataclass(slots=True)
class Coverage:
    """One fact over the parts of a kind and an origin."""

    kind: Kind
    key: str
    origin: Origin
    parts: int = 0
    stated: int = 0
    bounded: int = 0
    unverified: int = 0
    """Of the stated and bounded ones: those that only their author vouches for."""

    @property
    def missing(self) -> int:
        """Return how many parts say nothing of it."""
        return self.parts - self.stated - self.bounded


@dataclass(slots=True)
class Audit:
    """The state of the catalog."""

    parts: Counter[tuple[Kind, str]]
    """By kind and origin (`curated`, `imported`)."""
    coverage: list[Coverage]
    """In the order of kinds and of the schema's keys; a kind and origin without parts has none."""
    outside_chip: list[Clash] = field(default_factory=list)
    """Facts of cards outside their chip's bounds: an imported one was dropped, a curated one kept."""
    disagreements: list[Clash] = field(default_factory=list)
    """Facts on which a curated part and its imported description exclude each other."""
    dropped: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """What the import did not believe: (kind, key, reason) and the number of parts."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def unverified(self) -> int:
        """Return how many facts of parts only their author vouches for."""
        return sum(row.unverified for row in self.coverage)


def audit(catalog: Catalog) -> Audit:
    """Look at every part of the catalog."""
    found = list(catalog.clashes())
    return Audit(
        parts=catalog.origins(),
        coverage=[row for kind in KINDS for row in _coverage(catalog, kind)],
        outside_chip=[clash for relation, clash in found if relation == "chip"],
        disagreements=[clash for relation, clash in found if relation == "import"],
        dropped=catalog.dropped(),
        problems=catalog.problems(),
    )


def _coverage(catalog: Catalog, kind: Kind) -> list[Coverage]:
    origins: tuple[Origin, ...] = ("curated", "imported")
    rows = {(origin, key): Coverage(kind, key, origin) for origin in origins for key in _keys(part_type(kind))}
    parts: Counter[Origin] = Counter()
    for part in catalog.parts(kind):
        parts[part.origin] += 1
        for key in leaves(part.facts):
            _count(rows[part.origin, key], part)
    for (origin, _), row in rows.items():
        row.parts = parts[origin]
    return [row for row in rows.values() if row.parts]


def _keys(shape: RecordType, prefix: str = "") -> Iterator[str]:
    for key, inner in shape.fields.items():
        if isinstance(inner, RecordType):
            yield from _keys(inner, f"{prefix}{key}.")
        else:
            yield prefix + key


def _count(row: Coverage, part: CatalogPart) -> None:
    fact = part.facts
    for step in row.key.split("."):
        fact = fact[step]
    if is_bound(fact):
        row.bounded += 1
    else:
        row.stated += 1
    sources = part.source_of(row.key)
    if sources and all(source["basis"] == "unverified" for source in sources):
        row.unverified += 1
