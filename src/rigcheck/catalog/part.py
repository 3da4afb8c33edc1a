"""What the catalog hands out: a part with its facts and the source of each, and the numbers of a standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rigcheck.fact import covers
from rigcheck.schema.kinds import Kind

Source = Mapping[str, Any]
"""An entry of `[[sources]]`: basis, title, covers, and where they are known url and retrieved (a date)."""

Origin = Literal["curated", "imported"]


@dataclass(frozen=True, slots=True)
class CatalogPart:
    """One product, completed: its own facts, then what imports, its chip or its platform add."""

    id: str
    """`<kind>/<vendor>/<model>`; of an imported part `<kind>/opendb/<uuid>`; of a chip `<maker>/<chip>`."""
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    part_numbers: tuple[str, ...]
    origin: Origin
    facts: Mapping[str, Any]
    """As TOML holds them: numbers are int or Decimal. Absent means missing."""
    sources: tuple[Source, ...]

    def source_of(self, key: str) -> tuple[Source, ...]:
        """Return the sources of a fact by its dotted key; of a group, all that speak for a part of it.

        An index into a list is ignored (`slots[2].generation` is `slots`): a list is one fact.
        """
        return sources_of(self.sources, key)


@dataclass(frozen=True, slots=True)
class Standard:
    """A file of `standards/`: numbers that belong to a standard and not to a part."""

    name: str
    title: str
    facts: Mapping[str, Any]
    sources: tuple[Source, ...]

    def source_of(self, key: str) -> tuple[Source, ...]:
        """Return the sources of a number by its dotted key."""
        return sources_of(self.sources, key)


def sources_of(sources: tuple[Source, ...], key: str) -> tuple[Source, ...]:
    """Return the sources that speak for a fact, or for anything in a group of facts."""
    fact = key.partition("[")[0]
    return tuple(
        source for source in sources if any(covers(claim, fact) or covers(fact, claim) for claim in source["covers"])
    )
