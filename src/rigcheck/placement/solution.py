"""Solves a placement: what holds of the best arrangement in every way in which open sizes and an open case turn out.

Answers are kept by what they depend on, and by nothing else: a million builds cost little more than their distinct
combinations of board, case and cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rigcheck.placement.arrangement import Arrangement, Setting, takes
from rigcheck.placement.board_map import BoardMap, Slot, exactly
from rigcheck.placement.bridges import Bridge
from rigcheck.placement.drives import Drives
from rigcheck.placement.gpus import least_reach
from rigcheck.placement.loads import ENDLESS, Load, Sizing, sizings
from rigcheck.placement.search import most_cards, search
from rigcheck.placement.slots import X16
from rigcheck.values import Interval, less_or_equal, smallest
from rigcheck.verdict import Verdict

MOST_SETTINGS = 256
"""Ways in which sizes and case may turn out that are searched; beyond it only bounds are given."""


@dataclass(frozen=True, slots=True)
class Problem:
    """All that placement depends on, without the names of the parts: what answers are kept by."""

    board: BoardMap
    loads: tuple[Load, ...]
    case_slots: Interval
    open_frame: Verdict
    drives: Drives
    bridges: tuple[Bridge, ...]
    risers: Interval
    """How many cards hang on risers."""


@dataclass(frozen=True, slots=True)
class CardFigures:
    """What the cards of one sort get, over all of them that sit in slots."""

    lanes: Interval
    """Of the card that gets fewest."""
    generation: Interval
    """Of the slowest link."""
    on_chipset: Interval
    """How many of them hang on the chipset."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What holds however the open facts turn out."""

    cards: tuple[CardFigures, ...]
    """Of every load."""
    without_slot: Interval
    """Other cards than GPUs that find no slot."""
    without_pair: Interval
    without_port: Interval
    lost: Interval
    """M.2 slots and SATA ports that are switched off."""
    touching: Interval
    overhang: Interval
    """In slot places."""
    risers_left_out: Interval
    """Cards on risers for which no slot is free."""
    likely: tuple[Arrangement, ...]
    """The likeliest best arrangement for every way in which sizes and case may turn out."""
    certain: bool
    """Whether it is the best one for sure."""


def solve(problem: Problem) -> Solution | None:
    """Return the solution, or None where positions are not known or too much is open."""
    return _solve(problem)


@lru_cache(2**16)
def _solve(problem: Problem) -> Solution | None:
    slots = _in_reach(problem)
    sizes = sizings(problem.loads)
    if slots is None or sizes is None:
        return None
    settings = [setting for sizing in sizes for setting in _settings(problem, slots, sizing)]
    if len(settings) > MOST_SETTINGS:
        return None
    found = list({_what_matters(setting): setting for setting in reversed(settings)}.values())
    searched = [search(setting) for setting in reversed(found)]
    best = [one for results in searched for one in results.best]
    likely = tuple(results.best[0] for results in searched)
    return _contains(best, likely, problem, hull(_without_slot(results.best) for results in searched))


def cards_left_out(problem: Problem) -> int | None:
    """Return how many other cards than GPUs are left without a slot at least; None where positions are not known."""
    slots, sizes = _in_reach(problem), sizings(problem.loads)
    if slots is None or sizes is None:
        return None
    wanted = sum(load.units for load in problem.loads if not load.gpu and load.in_slot is Verdict.OK)
    settings = (setting for sizing in sizes for setting in _settings(problem, slots, sizing))
    return max(0, wanted - max((most_cards(setting) for setting in settings), default=0))


def _what_matters(setting: Setting) -> tuple[object, ...]:
    """Return what the search depends on: of brackets only how low they let a card sit."""
    last = max((exactly(slot.position) or 0 for slot in setting.slots), default=0)
    lowest = [
        None
        if size is None
        else size[0]
        if setting.case_slots is None
        else (size[0], min(last, setting.case_slots - size[1] + 1))
        for size in setting.sizing
    ]
    return (setting.case_slots, *lowest)


def _in_reach(problem: Problem) -> tuple[Slot, ...] | None:
    """Return the slots that the cards may use, or None where one of them has no known position."""
    board = problem.board
    others = any(not load.gpu for load in problem.loads)
    wanted = [slot for slot in board.slots if others or less_or_equal(_x16(), slot.length) is not Verdict.VIOLATED]
    clear = all(
        slot.works is Verdict.OK
        and exactly(slot.position) is not None
        and less_or_equal(_x16(), slot.length) is not Verdict.UNKNOWN
        for slot in wanted
    )
    if not clear or not board.complete:
        return None
    return tuple(sorted(wanted, key=lambda slot: (exactly(slot.position) or 0, slot.index)))


def _x16() -> Interval:
    return Interval.point(X16)


def _settings(problem: Problem, slots: tuple[Slot, ...], sizing: Sizing) -> Iterable[Setting]:
    """Yield a setting for every reach that the case may allow, but never less than the GPUs need at best."""
    pairs = [(load, size) for load, size in zip(problem.loads, sizing, strict=True) if size is not None]
    long = tuple(exactly(slot.position) or 0 for slot in slots if less_or_equal(_x16(), slot.length) is Verdict.OK)
    needed = least_reach(long, tuple(sorted(size for load, size in pairs for _ in range(load.units) if load.gpu)))
    furthest = max((exactly(slot.position) or 0 for slot in slots), default=0) + max(
        (size[1] for _, size in pairs), default=1
    )
    for limit in sorted(_limits(problem, needed, furthest), key=lambda limit: ENDLESS if limit is None else limit):
        yield Setting(
            problem.board,
            slots,
            problem.loads,
            sizing,
            limit,
            problem.drives,
            problem.bridges,
            problem.risers,
        )


def _limits(problem: Problem, needed: int, furthest: int) -> set[int | None]:
    """Return the lowest case slots that brackets may reach; beyond the furthest nothing changes but the overhang."""
    limits: set[int | None] = set()
    if problem.open_frame is not Verdict.VIOLATED:
        limits.add(None)
    if problem.open_frame is not Verdict.OK:
        low = int(problem.case_slots.low or 0)
        high = furthest + 1 if problem.case_slots.high is None else int(problem.case_slots.high)
        limits |= {max(needed, slots) for slots in range(low, min(high, max(furthest + 1, low)) + 1)}
        if problem.case_slots.high is None or problem.case_slots.high > furthest + 1:
            limits.add(max(needed, furthest + 5))
    return limits


def _without_slot(best: Sequence[Arrangement]) -> Interval:
    """Return the cards without a slot: no more than the surest of these arrangements leaves out."""
    lows, highs = zip(*((one.without_slot[1].low or 0, one.without_slot[1].high or 0) for one in best), strict=True)
    return Interval(min(lows), min(highs))


def _contains(
    best: Sequence[Arrangement], likely: tuple[Arrangement, ...], problem: Problem, without_slot: Interval
) -> Solution:
    """Return the figures that hold for each of several arrangements."""
    ports = [_ports(one.ports.without_port, problem, one.ports.perhaps_lost) for one in best]
    lost = [Interval(len(one.ports.lost), len(one.ports.lost) + len(one.ports.perhaps_lost)) for one in best]
    if not problem.board.takings_complete and may_take(problem):
        lost = [Interval(one.low, None) for one in lost]
    return Solution(
        tuple(_card_figures(best, index) for index in range(len(problem.loads))),
        without_slot,
        hull(one.without_pair for one in best),
        hull(ports),
        hull(lost),
        hull(one.touching for one in best),
        hull(one.overhang for one in best),
        hull(one.risers_left_out for one in best),
        likely,
        certain=len({one.seats for one in best}) == 1,
    )


def _ports(without_port: Interval, problem: Problem, perhaps: frozenset[str]) -> Interval:
    """Return the drives without a port where nobody listed all that takes a port on this board."""
    if problem.board.takings_complete or not may_take(problem):
        return without_port
    return Interval(without_port.low, problem.drives.count + (problem.drives.sata.high or 0) + len(perhaps))


def may_take(problem: Problem) -> bool:
    """Return whether drives and cards are many enough for one to take another's port.

    A single drive finds a port that nothing takes.
    """
    drives = problem.drives
    cabled = drives.sata.high or 0
    return drives.count + min(1, cabled) >= 2 or (drives.count >= 1 and sum(load.units for load in problem.loads) >= 2)


def _card_figures(best: Sequence[Arrangement], index: int) -> CardFigures:
    """Return what the cards of a load get over several arrangements; one without a slot has what it has itself."""
    each: list[tuple[Interval, Interval, Interval]] = []
    for one in best:
        load = one.setting.loads[index]
        here = [slot for slot, number in one.seated if number == index]
        sits = all(takes(slot, load) is Verdict.OK for slot in here)
        own = smallest([load.lanes, _x16()])
        lanes = smallest([*(one.got(slot, index) for slot in here), own])
        generation = smallest([*(slot.generation for slot in here), load.generation])
        sure = sum(slot.wired_to == "chipset" for slot in here) if sits else 0
        perhaps = sum(slot.wired_to in {None, "chipset"} for slot in here)
        each.append(
            (
                lanes if sits else lanes.hull(own),
                generation if sits else generation.hull(load.generation),
                Interval(sure, perhaps),
            )
        )
    return CardFigures(*(hull(part) for part in zip(*each, strict=True)))


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the smallest interval that contains all of these; of none it is nothing."""
    result: Interval | None = None
    for interval in intervals:
        result = interval if result is None else result.hull(interval)
    return result or Interval(0, 0)
