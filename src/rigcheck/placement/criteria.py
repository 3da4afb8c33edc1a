"""What arrangements are preferred by, the first thing that counts first.

All GPUs, all other cards, a free slot for every card on a riser, no card in a slot that is switched off, bridges that
span two cards, coolers within the case, a port for every drive, the lanes of the GPUs up to eight (the least of them
first), air below open-air cards, full lanes, the lanes of other cards, the fewest ports lost, the order of the board's
list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from rigcheck.placement.arrangement import EMPTY, Arrangement
from rigcheck.placement.slots import X16
from rigcheck.values import Exact, Interval, smallest

WANTED_LANES = 8
"""Lanes up to which the GPUs are served before anything else about lanes is looked at."""
Measure = tuple[Interval, ...]
"""How good an arrangement is by one criterion: less is better, the first difference counts."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing arrangements are preferred by."""

    measure: Callable[[Arrangement], Measure]
    alike: Callable[[Arrangement], object]
    """Equal for two arrangements that are equally good by it, however the open facts turn out."""


def settled(measure: Measure) -> bool:
    """Return whether nothing of a measure is open."""
    return all(part.is_point for part in measure)


def lows(measure: Measure) -> tuple[Exact, ...]:
    """Return a measure at best."""
    return tuple(part.low or 0 for part in measure)


def middles(measure: Measure) -> tuple[Exact, ...]:
    """Return a measure as it is likeliest to turn out, doubled."""
    return tuple((part.low or 0) + (part.high if part.high is not None else 99) for part in measure)


def _least_first(lanes: Sequence[Interval], cards: int) -> Measure:
    """Return lanes as a measure of which less is better: the least first, each as what is lacking of sixteen.

    Of `cards` in all, those without a slot get none.
    """
    lanes = [*[Interval.point(0)] * (cards - len(lanes)), *lanes]
    lows = sorted(lane.low or 0 for lane in lanes)
    highs = sorted(X16 if lane.high is None else lane.high for lane in lanes)
    return tuple(Interval(X16 - high, X16 - low) for low, high in zip(lows, highs, strict=True))


def _served(one: Arrangement) -> Measure:
    wanted = Interval.point(WANTED_LANES)
    return _least_first([smallest([wanted, lanes]) for lanes in _gpu_lanes(one)], _units(one, gpu=True))


def _gpu_lanes(one: Arrangement) -> list[Interval]:
    return [one.got(slot, load) for slot, load in one.seated if one.setting.loads[load].gpu]


def _units(one: Arrangement, *, gpu: bool) -> int:
    return sum(load.units for load in one.setting.loads if load.gpu is gpu)


def _other_lanes(one: Arrangement) -> Measure:
    lanes = [one.got(slot, load) for slot, load in one.seated if not one.setting.loads[load].gpu]
    return _least_first(lanes, _units(one, gpu=False))


def _lost(one: Arrangement) -> Measure:
    sure = len(one.ports.lost)
    return (Interval(sure, sure + len(one.ports.perhaps_lost)),)


def _manual_order(one: Arrangement) -> Measure:
    """Return a total order: the slots as the board's list has them, GPUs first, of alike cards the first one."""
    in_order = sorted(zip(one.setting.slots, one.seats, strict=True), key=lambda pair: pair[0].index)
    seats = [len(one.setting.loads) if load == EMPTY else load for _, load in in_order]
    return tuple(map(Interval.point, [*seats, one.number]))


def _seats(one: Arrangement) -> object:
    return one.seats


def _lanes_used(one: Arrangement) -> object:
    """Return what the lanes of the GPUs depend on."""
    gpus = [load if load != EMPTY and one.setting.loads[load].gpu else None for load in one.seats]
    return tuple(load != EMPTY for load in one.seats), tuple(gpus), one.m2


BEFORE_PORTS: Final = 5
"""So many criteria come before those that drives have a part in."""
CRITERIA: tuple[Criterion, ...] = (
    Criterion(lambda one: one.without_slot, _seats),
    Criterion(lambda one: (one.risers_left_out,), lambda one: one.free_slots if one.free_slots.is_point else one.seats),
    Criterion(lambda one: (one.ports.dead,), lambda one: (one.seats, one.ports.alike)),
    Criterion(lambda one: (one.without_pair,), _seats),
    Criterion(lambda one: (one.overhang,), _seats),
    Criterion(lambda one: (one.ports.without_port,), lambda one: one.ports.alike),
    Criterion(_served, _lanes_used),
    Criterion(lambda one: (one.touching,), _seats),
    Criterion(lambda one: _least_first(_gpu_lanes(one), _units(one, gpu=True)), _lanes_used),
    Criterion(_other_lanes, lambda one: (one.seats, one.m2)),
    Criterion(_lost, lambda one: one.ports.alike),
    Criterion(_manual_order, lambda one: (one.seats, one.m2)),
)
