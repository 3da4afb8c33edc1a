"""What a power supply offers: plugs, on which cables, and how many of its cables can be connected at once.

The cables of the box tell it where they are stated; else its counts of plugs do, and nobody knows which plugs share a
cable. On some modular units CPU and PCIe cables start at the same sockets and compete for them. A unit of which nobody
says so has sockets for all its cables: its plugs are counted with all of them connected.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rigcheck.quantity import number, states
from rigcheck.values import ANY_WORD, Exact, Interval, Items, Record, Words

EPS, PIN_16, PIN_6, PIN_8 = "eps_8pin", "pcie_16pin", "pcie_6pin", "pcie_8pin"
PLUGS: Final = (EPS, PIN_16, PIN_6, PIN_8)
"""The plugs that feed processors and GPUs."""

NONE: Final = Interval(0, 0)
ONE: Final = Interval(1, 1)


@dataclass(frozen=True, slots=True)
class Cables:
    """Cables of one sort."""

    count: int
    plugs: int
    """On each of them."""
    starts: int
    """Sockets of the unit, of those that CPU and PCIe cables compete for, that each of them takes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one unit offers, if all that is not known of it is for the best or for the worst."""

    cables: Mapping[str, tuple[Cables, ...]]
    """The sorts of cables that are known, by plug."""
    loose: Mapping[str, Cables | None]
    """The further plugs, counted as if each had a cable of its own; None for any number."""
    sockets: int | None
    """The sockets that CPU and PCIe cables compete for; None where there are enough."""

    def sorts(self, plug: str) -> tuple[Cables, ...]:
        """Return all cables with this plug, the further plugs on cables of their own; empty sorts are left out."""
        loose = self.loose[plug]
        listed = (*self.cables[plug], *([] if loose is None else [loose]))
        return tuple(sort for sort in listed if sort.count and sort.plugs)

    @property
    def all_connect(self) -> bool:
        """Return whether all cables can be connected at once."""
        return self.sockets is None or self.starts(*PLUGS) <= self.sockets

    def starts(self, *plugs: str) -> int:
        """Return how many sockets all cables with these plugs take."""
        return sum(sort.count * sort.starts for plug in plugs for sort in self.sorts(plug))


@dataclass(frozen=True, slots=True)
class Supply:
    """A power supply of a build."""

    units: int
    best: Offer
    worst: Offer
    open_counts: Mapping[str, frozenset[str]]
    """By plug, the facts that would tell how many of them there are."""
    open_cables: frozenset[str]
    """The facts that would tell which plugs share a cable, and which cables share a socket of the unit."""
    competes: bool
    """Whether CPU and PCIe cables compete for sockets of the unit."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """Cables of one sort as the facts state them."""

    plug: str
    count: int
    plugs: int
    label: Words | None
    """The unit's socket that they start at."""
    path: str


def supply_of(psu: Record, units: int) -> Supply:
    """Return what a supply offers, for the best and for the worst."""
    listed = psu.fields.get("cables")
    cables = listed if isinstance(listed, Items) else Items((), complete=False)
    found = [_sort(cable) for cable in cables.items if isinstance(cable, Record) and _may_feed(cable)]
    sorts = [sort for sort in found if sort is not None]
    is_clear = cables.complete and len(sorts) == len(found)
    further = {plug: NONE if is_clear else _further(psu, plug, sorts) for plug in PLUGS}
    starts = [_starts(sort, sorts, psu, is_clear=is_clear) for sort in sorts]
    loose = {plug: NONE if _all_fixed(psu) else Interval(0, 2 if plug == PIN_16 else 1) for plug in PLUGS}
    pool = number(psu, "cpu_pcie_sockets").value if states(psu, "cpu_pcie_sockets") else None
    counts = {plug: frozenset[str]() if further[plug].is_point else _count_path(psu, plug) for plug in PLUGS}
    unclear = {f"{psu.path}.cables"} if not is_clear else set()
    if pool is not None:
        unsure = [sort for sort, start in zip(sorts, starts, strict=True) if not start.is_point]
        unclear |= {f"{sort.path}.socket" for sort in unsure} | ({f"{psu.path}.modular"} if unsure else set())
        unclear |= set() if pool.is_point else {f"{psu.path}.cpu_pcie_sockets"}
    return Supply(
        units,
        Offer(
            _by_plug(sorts, [_whole(start.low) or 0 for start in starts]),
            {plug: _loose(_whole(one.high), 0) for plug, one in further.items()},
            None if pool is None else _whole(pool.high),
        ),
        Offer(
            _by_plug(sorts, [_whole(start.high) or 0 for start in starts]),
            {plug: _loose(_whole(one.low), _whole(loose[plug].high) or 0) for plug, one in further.items()},
            None if pool is None else _whole(pool.low),
        ),
        counts,
        frozenset(unclear),
        pool is not None,
    )


def _whole(end: Exact | None) -> int | None:
    return None if end is None else math.floor(end)


def _loose(count: int | None, starts: int) -> Cables | None:
    return None if count is None else Cables(count, 1, starts)


def _by_plug(sorts: Sequence[_Sort], starts: Sequence[int]) -> dict[str, tuple[Cables, ...]]:
    pairs = list(zip(sorts, starts, strict=True))
    return {
        plug: tuple(Cables(one.count, one.plugs, start) for one, start in pairs if one.plug == plug) for plug in PLUGS
    }


def _may_feed(cable: Record) -> bool:
    """Return whether cables may end in plugs that feed processors or GPUs."""
    plug = cable.fields.get("plug", ANY_WORD)
    return not isinstance(plug, Words) or plug.options is None or not plug.options.isdisjoint(PLUGS)


def _sort(cable: Record) -> _Sort | None:
    """Return the sort that an entry states, or None where it is not known what it adds."""
    plug, label = cable.fields.get("plug"), cable.fields.get("socket")
    count, plugs = number(cable, "count").value, number(cable, "plugs").value
    if not (isinstance(plug, Words) and plug.options and plug.is_point and count.is_point and plugs.is_point):
        return None
    (word,) = plug.options
    named = label if isinstance(label, Words) else None
    return _Sort(word, _whole(count.low) or 0, _whole(plugs.low) or 0, named, cable.path)


def _count_path(psu: Record, plug: str) -> frozenset[str]:
    return frozenset({f"{psu.path}.plugs.{plug}"})


def _further(psu: Record, plug: str, sorts: Sequence[_Sort]) -> Interval:
    """Return how many plugs there are besides those on cables that are known."""
    plugs = psu.fields.get("plugs")
    counted = number(plugs if isinstance(plugs, Record) else Record({}), plug).value
    known = sum(sort.count * sort.plugs for sort in sorts if sort.plug == plug)
    return Interval(max(0, (counted.low or 0) - known), None if counted.high is None else max(0, counted.high - known))


def _all_fixed(psu: Record) -> bool:
    return psu.fields.get("modular") == Words.of("no")


def _starts(sort: _Sort, sorts: Sequence[_Sort], psu: Record, *, is_clear: bool) -> Interval:
    """Return how many of the sockets that CPU and PCIe cables compete for a cable takes.

    A 16-pin cable starts at a socket of its own, which another label tells, or at one or two of the common ones.
    """
    if sort.plug != PIN_16:
        if sort.label is not None or psu.fields.get("modular") == Words.of("full"):
            return ONE
        return NONE if _all_fixed(psu) else Interval(0, 1)
    if sort.label is None and _all_fixed(psu):
        return NONE
    others = [one.label for one in sorts if one.plug != PIN_16]
    labels = [label.options for label in others if label is not None and label.is_point]
    if sort.label is None or not sort.label.is_point:
        return Interval(0, 2)
    if sort.label.options in labels:
        return Interval(1, 2)
    return NONE if is_clear and len(labels) == len(others) else Interval(0, 2)
