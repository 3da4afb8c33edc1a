"""When two descriptions are of one product: said so by hand, of one name, or of one part number and names that agree.

Names are reused (one name, three capacities), and OpenDB enters part numbers with the wrong product (a Deepcool case
with that of an NZXT one), so nothing but a word by hand joins parts that contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from rigcheck.catalog.merge import exclude
from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.tokens import folded_name, runs
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

    _by_name: dict[tuple[Kind, str], list[CatalogPart]] = field(default_factory=dict)
    _by_number: dict[tuple[Kind, str], list[CatalogPart]] = field(default_factory=dict)
    _by_hand: dict[str, CatalogPart] = field(default_factory=dict)

    def add(self, part: CatalogPart, opendb: Sequence[str] = ()) -> None:
        """Remember a part, and the ids that its file says OpenDB has for it."""
        for spelling in _folded((part.name, *part.aliases)):
            self._by_name.setdefault((part.kind, spelling), []).append(part)
        for number in _folded(part.part_numbers):
            self._by_number.setdefault((part.kind, number), []).append(part)
        self._by_hand.update(dict.fromkeys(opendb, part))

    def find(self, part: CatalogPart, opendb: str | None = None) -> str | None:
        """Return the id of the one part that is the same product, or None when there is none or more than one."""
        if opendb in self._by_hand:
            return self._by_hand[opendb].id
        named = [
            owner
            for spelling in _folded((part.name, *part.aliases))
            for owner in self._by_name.get((part.kind, spelling), ())
        ]
        numbered = [
            owner
            for number in _folded(part.part_numbers)
            for owner in self._by_number.get((part.kind, number), ())
            if _names_agree(owner, part)
        ]
        found = {owner.id for owner in (*named, *numbered) if not contradict(owner, part)}
        return found.pop() if len(found) == 1 else None


def contradict(one: CatalogPart, other: CatalogPart) -> bool:
    """Return whether two parts of one kind differ in a fact that tells products of the kind apart."""
    return any(
        key in one.facts and key in other.facts and exclude(one.facts[key], other.facts[key])
        for key in TELLS_APART.get(one.kind, ())
    )


def _names_agree(owner: CatalogPart, part: CatalogPart) -> bool:
    """Return whether the part's name begins with the owner's maker and has every number of one of its names."""
    said = runs(folded_name(part.name))
    for name in (owner.name, *owner.aliases):
        words = runs(folded_name(name))
        if words[:1] == said[:1] and {word for word in words if word.isdigit()} <= set(said):
            return True
    return False


def _folded(texts: Iterable[str]) -> set[str]:
    return {spelling for text in texts if (spelling := folded(text))}
