"""Why cards have no place: a smallest set of cards that conflict, and the facts that make them.

A conflict is a value with the conflicts behind it, not a sentence: renderers make those. Cards are taken out of the set
one by one as long as the rest still has no place, so no card of a conflict can be left out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rigcheck.placement.gpus import GpuSlots, arrange
from rigcheck.placement.loads import Load
from rigcheck.placement.solution import Problem, cards_left_out
from rigcheck.quantity import Quantity
from rigcheck.values import Exact, Record
from rigcheck.verdict import Verdict

What = Literal["board-slots", "positions", "case-slots", "card-slots"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing of which there is too little: slots, slots that are not covered, covers of the case."""

    what: What
    cards: tuple[tuple[str, int], ...]
    """The references of the cards that conflict, with how many of each."""
    needs: Exact
    has: Exact
    facts: tuple[str, ...]
    """The facts that make it a conflict."""
    because: tuple[Conflict, ...] = ()
    """What would stand in the way behind it, were this one removed."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the cards of a build are placed in."""

    problem: Problem
    where: GpuSlots
    cards: tuple[Record, ...]
    """The record of every load's cards."""
    board: str
    """Its reference."""
    case: str | None


def conflicts(room: Room) -> tuple[Conflict, ...]:
    """Return what surely stands in the way of all cards, the nearest obstacle first; nothing where they may fit."""
    found: list[Conflict] = []
    for obstacle in (_too_few_slots, _covered_slots, _too_few_covers, _cards_without_slot):
        if obstacle(room, _units(room)) is not None and (conflict := _smallest(room, obstacle)):
            found.append(conflict)
    return tuple(replace(one, because=tuple(found[index + 1 :])) for index, one in enumerate(found[:1]))


Units = tuple[int, ...]
"""How many units of every load are looked at."""
Obstacle = Callable[[Room, Units], Conflict | None]


def _units(room: Room) -> Units:
    return tuple(load.units if load.in_slot is Verdict.OK else 0 for load in room.problem.loads)


def _smallest(room: Room, obstacle: Obstacle) -> Conflict | None:
    """Return the obstacle for a set of cards of which none can be left out."""
    units = list(_units(room))
    for index in range(len(units)):
        while units[index] and obstacle(room, (*units[:index], units[index] - 1, *units[index + 1 :])):
            units[index] -= 1
    return obstacle(room, tuple(units))


def _gpus(room: Room, units: Units) -> list[tuple[Load, Record, int]]:
    every = zip(room.problem.loads, room.cards, units, strict=True)
    return [(load, record, count) for load, record, count in every if load.gpu and count]


def _named(gpus: Sequence[tuple[Load, Record, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((load.ref, count) for load, _, count in gpus)


def _arranged(room: Room, gpus: Sequence[tuple[Load, Record, int]]) -> tuple[Quantity, Quantity]:
    found = arrange(room.where, [record for _, record, count in gpus for _ in range(count)])
    return found.unplaced, found.case_slots


def _too_few_slots(room: Room, units: Units) -> Conflict | None:
    gpus = _gpus(room, units)
    wanted, most = sum(count for _, _, count in gpus), room.where.count.value.high
    if most is None or wanted <= most:
        return None
    return Conflict("board-slots", _named(gpus), wanted, most, (f"{room.board}.slots",))


def _covered_slots(room: Room, units: Units) -> Conflict | None:
    """Return a conflict of cards for which there are slots enough, but not enough that no cooler covers."""
    if _too_few_slots(room, units):
        return None
    gpus = _gpus(room, units)
    left_out = _arranged(room, gpus)[0].value.low or 0
    if not left_out:
        return None
    wanted = sum(count for _, _, count in gpus)
    thickness = tuple(f"{load.ref}.thickness_slots" for load, _, _ in gpus)
    return Conflict("positions", _named(gpus), wanted, wanted - left_out, (*_positions(room), *thickness))


def _too_few_covers(room: Room, units: Units) -> Conflict | None:
    gpus, covers = _gpus(room, units), room.problem.case_slots.high
    if room.case is None or covers is None or room.problem.open_frame is not Verdict.VIOLATED or not gpus:
        return None
    reach = _arranged(room, gpus)[1].value.low or 0
    if reach <= covers:
        return None
    brackets = tuple(f"{load.ref}.brackets" for load, _, _ in gpus)
    facts = (f"{room.case}.expansion_slots", *_positions(room), *brackets)
    return Conflict("case-slots", _named(gpus), reach, covers, facts)


def _cards_without_slot(room: Room, units: Units) -> Conflict | None:
    loads = tuple(replace(load, units=count) for load, count in zip(room.problem.loads, units, strict=True) if count)
    cards = [load for load in loads if not load.gpu]
    left_out = cards_left_out(replace(room.problem, loads=loads)) if cards else None
    if not left_out:
        return None
    wanted = sum(load.units for load in cards)
    named = tuple((load.ref, load.units) for load in loads)
    return Conflict("card-slots", named, wanted, wanted - left_out, _positions(room))


def _positions(room: Room) -> tuple[str, ...]:
    return tuple(f"{room.board}.slots[{slot.index}].position" for slot in room.problem.board.slots)
