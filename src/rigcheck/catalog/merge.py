"""Completes parts: several descriptions of one product become one, and chips and platforms fill what it leaves open.

The stronger description wins fact by fact, and each fact keeps the sources it came from. A list or a bound is one fact;
a group such as `plugs` is filled key by key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rigcheck.catalog.part import CatalogPart, Source
from rigcheck.fact import covers, is_group, leaves, value_of
from rigcheck.values import Interval, Items, Words, equal
from rigcheck.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Clash:
    """A fact on which two descriptions exclude each other; the first one was kept."""

    part: str
    key: str
    kept: Any
    dropped: Any
    other: str
    """Where the dropped value came from: the id of an imported part, a chip or a platform."""


def fill(part: CatalogPart, facts: Mapping[str, Any], sources: tuple[Source, ...]) -> CatalogPart:
    """Return the part with the facts it lacks taken from a weaker description, each with its sources."""
    merged, taken = _filled(part.facts, facts, "")
    if not taken:
        return part
    own = list(leaves(part.facts))
    kept = tuple(_claiming(source, own) for source in part.sources)
    added = (_claiming(source, taken) for source in sources)
    return replace(part, facts=merged, sources=(*kept, *(source for source in added if source["covers"])))


def without(part: CatalogPart, keys: Sequence[str]) -> CatalogPart:
    """Return the part without these facts, as if nobody had stated them."""
    if not keys:
        return part
    kept = [key for key in leaves(part.facts) if key not in keys]
    sources = (_claiming(source, kept) for source in part.sources)
    return replace(
        part, facts=_pruned(part.facts, keys, ""), sources=tuple(source for source in sources if source["covers"])
    )


def complete(part: CatalogPart, chips: Mapping[str, CatalogPart], platforms: Mapping[str, CatalogPart]) -> CatalogPart:
    """Return the part with what its GPU chip or its board's chipset says where the part itself is silent.

    `chips` is keyed by chip id, `platforms` by chipset. Only this function knows which kind is completed by what.
    """
    chip, chipset = part.facts.get("chip"), part.facts.get("chipset")
    if part.kind == "gpu" and isinstance(chip, str) and chip in chips:
        return fill(part, _of_the_chip(part, chips[chip].facts), chips[chip].sources)
    if part.kind == "motherboard" and isinstance(chipset, str) and chipset in platforms:
        return _on_platform(part, platforms[chipset])
    return part


def _of_the_chip(card: CatalogPart, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a chip says of a card; who asks for another supply means another machine than the chip's maker."""
    own = "maker_psu_w" in card.facts
    return {key: fact for key, fact in facts.items() if not (own and key == "maker_psu_cpu")}


def clashes(part: CatalogPart, other: CatalogPart) -> Iterator[Clash]:
    """Yield the facts of the part that exclude what another description of it says."""
    yield from _clashes(part.id, part.facts, other.facts, "", other.id)


def _pruned(facts: Mapping[str, Any], keys: Sequence[str], prefix: str) -> dict[str, Any]:
    return {
        key: _pruned(fact, keys, f"{prefix}{key}.") if is_group(fact) else fact
        for key, fact in facts.items()
        if prefix + key not in keys
    }


def _filled(own: Mapping[str, Any], other: Mapping[str, Any], prefix: str) -> tuple[dict[str, Any], list[str]]:
    """Return the merged table and the dotted keys of the facts taken from the other one."""
    merged = dict(own)
    taken: list[str] = []
    for key, fact in other.items():
        name = prefix + key
        if key not in own:
            merged[key] = fact
            taken += leaves(fact, name)
        elif is_group(own[key]) and is_group(fact):
            merged[key], below = _filled(own[key], fact, name + ".")
            taken += below
    return merged, taken


def _claiming(source: Source, keys: list[str]) -> Source:
    """Return the source claiming only these facts: a claim on a whole group would cover what is filled in."""
    claims = [key for key in keys if any(covers(claim, key) for claim in source["covers"])]
    return {**source, "covers": claims}


def _on_platform(board: CatalogPart, platform: CatalogPart) -> CatalogPart:
    """Fill a board from its chipset; of `cpu_support` the board's own entry for a family wins."""
    own = board.facts.get("cpu_support")
    general = platform.facts.get("cpu_support")
    filled = fill(board, platform.facts, platform.sources)
    if own is None or general is None:
        return filled
    own_entries, general_entries = _entries(own), _entries(general)
    stated = {entry.get("family") for entry in own_entries if isinstance(entry.get("family"), str)}
    more = [entry for entry in general_entries if entry.get("family") not in stated]
    if not more:
        return filled
    support: Any = [*own_entries, *more]
    if isinstance(general, Mapping):
        support = {"at_least": support}
    said = tuple(_claiming(source, ["cpu_support"]) for source in platform.sources)
    return replace(
        filled,
        facts={**filled.facts, "cpu_support": support},
        sources=(*filled.sources, *(source for source in said if source["covers"])),
    )


def _entries(support: Any) -> list[Mapping[str, Any]]:
    entries: list[Mapping[str, Any]] = support["at_least"] if isinstance(support, Mapping) else support
    return entries


def _clashes(
    part_id: str, own: Mapping[str, Any], other: Mapping[str, Any], prefix: str, other_id: str
) -> Iterator[Clash]:
    for key, fact in other.items():
        if key not in own:
            continue
        if is_group(own[key]) and is_group(fact):
            yield from _clashes(part_id, own[key], fact, f"{prefix}{key}.", other_id)
        elif exclude(own[key], fact):
            yield Clash(part_id, prefix + key, own[key], fact, other_id)


def exclude(one: Any, other: Any) -> bool:
    """Return whether two raw facts cannot both hold. Lists of records are not compared: they have no common keys."""
    match value_of(one), value_of(other):
        case Interval() as a, Interval() as b:
            return a.meet(b) is None
        case Words() as a, Words() as b:
            return a.meet(b) is None
        case Verdict() as a, Verdict() as b:
            return equal(a, b) is Verdict.VIOLATED
        case Items() as a, Items() as b:
            return _lists_exclude(a, b)
    return False


def _lists_exclude(a: Items, b: Items) -> bool:
    if not all(isinstance(item, Words | Interval) for item in (*a.items, *b.items)):
        return False
    return (a.complete and not set(b.items) <= set(a.items)) or (b.complete and not set(a.items) <= set(b.items))
