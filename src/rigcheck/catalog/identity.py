"""When two descriptions are of one product: named so by hand, by part number, or by name.

Names are reused (one name, three capacities) and part numbers are mistyped, so neither joins parts that contradict each
other in what tells products of their kind apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from rigcheck.catalog.merge import exclude
from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.vocabulary import folded
from rigcheck.schema.kinds import Kind

TELLS_APART: Final[dict[Kind, tuple[str, ...]]] = {
    "cpu": ("socket", "cores"),
    "motherboard": ("socket", "chipset", "memory_type"),
    "memory": ("modules", "module_gb", "type", "speed_mts"),
    "gpu": ("chip", "vram_gb"),
    "storage": ("capacity_gb", "form_factor"),
    "psu": ("rated_w", "form_factor"),
    "cooler": ("liquid", "radiator_mm"),
    "fan": ("size_mm", "in_pack"),
}
"""Facts in which two products of one name differ; the other kinds have none."""


@dataclass(slots=True)
class Identity:
    """The parts so far, by all they answer to."""

    _owners: dict[tuple[Kind, str], list[CatalogPart]] = field(default_factory=dict)
    _external: dict[str, CatalogPart] = field(default_factory=dict)

    def add(self, part: CatalogPart, external: Sequence[str] = ()) -> None:
        """Remember a part, and the ids that other catalogs give it."""
        for spelling in set(spellings(part)):
            self._owners.setdefault((part.kind, spelling), []).append(part)
        self._external.update(dict.fromkeys(external, part))

    def find(self, part: CatalogPart, external: str | None = None) -> str | None:
        """Return the id of the one part that is the same product, or None when there is none or more than one."""
        if external in self._external:
            return self._external[external].id
        found = {
            owner.id
            for spelling in set(spellings(part))
            for owner in self._owners.get((part.kind, spelling), ())
            if not contradict(owner, part)
        }
        return found.pop() if len(found) == 1 else None


def spellings(part: CatalogPart) -> Iterator[str]:
    """Yield the folded name, aliases and part numbers."""
    for text in (part.name, *part.aliases, *part.part_numbers):
        if spelling := folded(text):
            yield spelling


def contradict(one: CatalogPart, other: CatalogPart) -> bool:
    """Return whether two parts of one kind differ in a fact that tells products of the kind apart."""
    return any(
        key in one.facts and key in other.facts and exclude(one.facts[key], other.facts[key])
        for key in TELLS_APART.get(one.kind, ())
    )
