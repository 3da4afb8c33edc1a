"""A build: a parts list after matching. Units of parts with their facts, and the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from rigcheck.catalog.part import Source, sources_of
from rigcheck.errors import Problem
from rigcheck.fact import value_of
from rigcheck.lists.model import Price, SetAside
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.settings import PART_SETTINGS
from rigcheck.values import Record, Value, Words

How = Literal["exact", "alias", "name", "chip", "several", "inline", "none"]
"""How a line's words led to facts; `inline` when only the list itself states them."""


@dataclass(frozen=True, slots=True)
class BuildPart:
    """One distinct part of the build, with how many of it there are."""

    ref: str
    """`gpu#1`: the kind, and a number in the order of the list."""
    kind: Kind
    quantity: int
    name: str
    facts: Mapping[str, Any]
    """Raw facts after merging and cleaning, the list's own on top."""
    sources: tuple[Source, ...] = ()
    id: str | None = None
    match: How = "none"
    candidates: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    text: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    price: Price | None = None
    """What the list says all units cost; it pays for fewer where another row of the same part has no price."""

    def record(self) -> Record:
        """Return the part as rules see it: facts and settings, each with its path for blame."""
        fields: dict[str, Value] = {key: value_of(raw, f"{self.ref}.{key}") for key, raw in self.facts.items()}
        fields |= {key: value_of(raw) for key, raw in self.settings.items() if key in PART_SETTINGS}
        if self.id:
            fields["id"] = Words.of(self.id)
        return Record(fields, self.ref)

    def units(self, quantity: int) -> BuildPart:
        """Return so many units of the part; each costs what it does here, where all of them have a price."""
        price = self.price
        if price is not None and price.units == self.quantity:
            price = price.for_units(quantity)
        return replace(self, quantity=quantity, price=price)

    def source_of(self, key: str) -> tuple[Source, ...]:
        """Return the sources of a fact by its dotted key; what is under an index belongs to the list."""
        return sources_of(self.sources, key)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the builder decides about the whole build."""

    final: bool = False
    """Whether the list is said to be complete."""
    profiles: frozenset[str] = frozenset()
    mains: str | None = None
    """The wall circuit, as `120V 15A`."""
    min_lanes: int = 0
    """The PCIe lanes that every GPU must get; 0 where nobody asks for any."""
    data_gb: int = 0
    """How much data training reads again and again; 0 where nobody said."""
    gpus_wanted: int = 0
    """How many GPUs there shall be in the end; 0 where nobody said."""
    ignore: Mapping[str, str] = field(default_factory=dict)
    """Rule id to the reason why it is ignored."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A line that may be a part, of which nobody can say which."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Build:
    """What a parts list comes to."""

    parts: tuple[BuildPart, ...]
    settings: Settings = Settings()
    not_understood: tuple[NotUnderstood, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    problems: tuple[Problem, ...] = ()
    totals: tuple[tuple[str, str, str], ...] = ()
    """Totals the list itself states: label, amount, currency."""
    name: str | None = None

    def of_kind(self, kind: Kind) -> tuple[BuildPart, ...]:
        """Return the distinct parts of a kind."""
        return tuple(part for part in self.parts if part.kind == kind)

    def part(self, ref: str) -> BuildPart:
        """Return the part with this reference; raises KeyError."""
        for part in self.parts:
            if part.ref == ref:
                return part
        raise KeyError(ref)


def numbered(parts: Sequence[BuildPart]) -> tuple[BuildPart, ...]:
    """Return the parts with references given in their order, kind by kind."""
    counts = dict.fromkeys(KINDS, 0)
    result = []
    for part in parts:
        counts[part.kind] += 1
        result.append(replace(part, ref=f"{part.kind}#{counts[part.kind]}"))
    return tuple(result)
