"""Loads on power supplies, by trying every load on every supply. Slow and obvious."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

Watts = Fraction | int | None
"""None for without end."""


@dataclass(frozen=True)
class Part:
    """One unit of a part: what it draws all the time, and for some 10 ms."""

    ref: str
    watts: Watts
    spike: Watts = 0

    @property
    def kind(self) -> str:
        return self.ref.split("#")[0]


@dataclass(frozen=True)
class Place:
    """One unit of a supply: what it gives all the time, which parts it feeds, and what it bears for some 10 ms."""

    gives: Watts
    feeds: frozenset[str] | None = None
    bears: Watts = None


@dataclass(frozen=True)
class Divided:
    """One way to hang everything on the supplies: which carries the board, and which each other part."""

    board: int
    parts: tuple[tuple[Part, int], ...]


def ways(parts: Sequence[Part], places: Sequence[Place]) -> Iterator[Divided]:
    """Yield every way that the list leaves open.

    The board hangs where the list says so of it, or else of the processor; that hangs with it, unless the list says of
    both where they hang and means different supplies. A GPU hangs where the list says so, any other part where the
    list says so or with the board. What it says nothing of hangs anywhere: on the supplies of which it says nothing,
    if there are any.
    """
    everywhere = [index for index, place in enumerate(places) if place.feeds is None] or range(len(places))
    by_board, by_cpu = named(places, "motherboard"), named(places, "cpu")
    for board in by_board or by_cpu or everywhere:
        where = []
        for part in parts:
            said = [] if part.kind in {"motherboard", "cpu"} else named(places, part.kind, part.ref)
            if part.kind == "cpu" and by_board and by_cpu != by_board:
                said = by_cpu
            where.append(said or (everywhere if part.kind == "gpu" else [board]))
        for chosen in product(*where):
            yield Divided(board, tuple(zip(parts, chosen, strict=True)))


def named(places: Sequence[Place], *names: str) -> list[int]:
    """Return the places whose lists name one of these; board and processor also by reference."""
    return [
        index
        for index, place in enumerate(places)
        if any(
            said in names or (said.split("#")[0] in names and said.split("#")[0] in {"motherboard", "cpu"})
            for said in place.feeds or ()
        )
    ]


def carried(way: Divided, place: int) -> Watts:
    """Return what a supply carries all the time."""
    return added(part.watts for part, where in way.parts if where == place)


def spiking(way: Divided, place: int) -> Watts:
    """Return what a supply carries for some 10 ms."""
    return added(part.spike for part, where in way.parts if where == place)


def added(loads: Iterable[Watts]) -> Watts:
    listed = list(loads)
    return None if None in listed else sum(watts for watts in listed if watts is not None)


def percent(watts: Watts, gives: Watts) -> Watts:
    """Return how full a supply is that carries so much; None for a load that it cannot carry at all."""
    if gives is None or watts == 0:
        return 0
    return None if watts is None or gives == 0 else Fraction(watts * 100) / gives


def fullest(way: Divided, places: Sequence[Place]) -> Watts:
    """Return how full the fullest supply is."""
    shares = [percent(carried(way, index), place.gives) for index, place in enumerate(places)]
    return None if None in shares else max(share for share in shares if share is not None)


def least_full(parts: Sequence[Part], places: Sequence[Place]) -> Watts:
    """Return how full the fullest supply is in the best way of all."""
    possible = [fullest(way, places) for way in ways(parts, places)]
    return min((share for share in possible if share is not None), default=None)


def holds(way: Divided, places: Sequence[Place]) -> bool:
    """Return whether no supply is above what it gives all the time, nor above what it bears for some 10 ms."""
    shares = [percent(carried(way, index), place.gives) for index, place in enumerate(places)]
    shares += [percent(spiking(way, index), place.bears) for index, place in enumerate(places)]
    return all(share is not None and share <= 100 for share in shares)


def fewest_apart(parts: Sequence[Part], places: Sequence[Place]) -> int:
    """Return the fewest GPUs on another supply than the board, of all ways that hold; if none does, all GPUs."""
    counts = [
        sum(part.kind == "gpu" and where != way.board for part, where in way.parts)
        for way in ways(parts, places)
        if holds(way, places)
    ]
    return min(counts, default=sum(part.kind == "gpu" for part in parts))
