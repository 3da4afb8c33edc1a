"""Bounds where positions are not known: other cards left without a slot, and the lanes GPUs get.

Two things are believed of a board whose slots nobody placed: no slot lies beyond its form factor's places, and none
has more lanes than the long slot nearest the processor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rigcheck.placement.board_map import FROM_CPU, BoardMap, Slot
from rigcheck.placement.lanes import KEPT_BY_FIRST, Use, lanes_of
from rigcheck.placement.loads import THICKEST, Load
from rigcheck.placement.slots import X16
from rigcheck.placement.solution import CardFigures, Problem
from rigcheck.values import Exact, Interval, less_or_equal, smallest
from rigcheck.verdict import Verdict

LENGTHS = (16, 8, 4, 1)


def card_bounds(
    board: BoardMap, loads: Sequence[Load], gpus_left_out: Interval, lowest: int | None, places: int | None
) -> Interval:
    """Return how many other cards find no slot with a cover behind it, at least and at most.

    At least: the slots are too few whatever their places and lengths, for a long card may sit in a short open-ended
    slot. At most: every GPU hides as many of the longest slots as its cooler covers, and a slot below the `lowest`
    cover of the case is none; `places` bounds where a slot of unknown position lies.
    """
    cards, gpus = [load for load in loads if not load.gpu], [load for load in loads if load.gpu]
    hidden = sum(load.units * _hides(load) for load in gpus) + sum(load.units * (_hides(load) - 1) for load in cards)
    covered = [
        slot
        for slot in board.slots
        if slot.works is Verdict.OK and _is_covered(slot.position.high, lowest=lowest, places=places)
    ]
    most = 0
    for length in LENGTHS:
        needing = sum(load.units for load in cards if (load.length.high or X16) >= length)
        having = sum((slot.length.low or 0) >= length for slot in covered)
        most = max(most, needing - max(0, having - hidden))
    least = 0
    if board.complete:
        surely = sum(load.units for load in cards if load.in_slot is Verdict.OK)
        seated = sum(load.units for load in gpus if load.in_slot is Verdict.OK)
        without = seated if gpus_left_out.high is None else int(gpus_left_out.high)
        least = surely + seated - without - len(board.slots)
    return Interval(min(max(0, least), most), most)


def _hides(load: Load) -> int:
    """Return how many places a card covers at most, its own with them."""
    return min(load.most[0], THICKEST)


def _is_covered(position: Exact | None, *, lowest: int | None, places: int | None) -> bool:
    """Return whether a slot surely lies at a cover of the case."""
    reach = position if position is not None else places
    return lowest is not None and reach is not None and reach <= lowest


def gpu_bounds(problem: Problem, first: Interval, case_slots: Interval, *, cards_fit: bool) -> CardFigures:
    """Return what the GPUs of a board get of which some position or length is not known, whatever they have themselves.

    A single GPU gets the slot nearest the processor, if the case has a cover there, no drive and no riser needs it to
    make room, and all other cards fit beside it (`cards_fit`).
    """
    board, loads, drives = problem.board, problem.loads, problem.drives.count
    gpus = [load for load in loads if load.gpu]
    wanted = sum(load.units for load in gpus)
    long = [slot for slot in board.slots if less_or_equal(Interval.point(X16), slot.length) is not Verdict.VIOLATED]
    unsure = any(slot.works is not Verdict.OK or not slot.length.is_point for slot in long)
    if not board.complete or not wanted or unsure or len(long) < wanted:
        return CardFigures(Interval(0, X16), Interval(0, None), Interval(0, wanted))
    others = any(not load.gpu for load in loads)
    takes = bool(board.takings) and (drives > 0 or wanted > 1 or others)
    placed = wanted == 1 and _reaches_first(first, gpus[0], case_slots)
    stays = placed and cards_fit and not problem.risers.high and not _moves(board, long, drives)
    if stays:
        alone = {slot.index: lanes_of(board, Use(frozenset({slot.index}), (), 0))[slot.index] for slot in long}
        surely = min(max(lanes.low or 0 for lanes in alone.values()), gpus[0].lanes.low or 0)
        long = [slot for slot in long if surely <= (alone[slot.index].high or 0)]  # no other gives it more
    choices = [frozenset(slot.index for slot in used) for used in combinations(long, wanted)]
    known_drives = 0 if stays else drives
    each = [smallest(lanes_of(board, Use(used, (), known_drives)).values()) for used in choices]
    low = min(lanes.low or 0 for lanes in each)
    if takes or others or (stays and not board.takings_complete and drives > 1):
        low = min(low, _least_beside(board, long, takes=takes) if stays else 0)
    high = max(X16 if slot.lanes.high is None else slot.lanes.high for slot in long)
    sure = sum(slot.wired_to == "chipset" for slot in long)
    perhaps = sum(slot.wired_to in {None, "chipset"} for slot in long)
    # A card for which no slot is left has what it has itself.
    return CardFigures(
        Interval(low, high if placed else X16),
        Interval(
            min(slot.generation.low or 0 for slot in long),
            _most(slot.generation.high for slot in long) if placed else None,
        ),
        Interval(max(0, wanted - (len(long) - sure)), min(wanted, perhaps)),
    )


@dataclass(frozen=True, slots=True)
class Alone:
    """What a card gets in one slot if nothing else is used."""

    name: str | None
    lanes: Interval
    generation: Interval
    wired_to: str | None


def alone(board: BoardMap, card: Load) -> Iterator[Alone]:
    """Yield what a card gets in each slot that may be long enough for a GPU."""
    for slot in board.slots:
        if less_or_equal(Interval.point(X16), slot.length) is not Verdict.VIOLATED:
            lanes = lanes_of(board, Use(frozenset({slot.index}), (), 0))[slot.index]
            generation = smallest([slot.generation, card.generation])
            yield Alone(slot.name, smallest([lanes, card.lanes]), generation, slot.wired_to)


def _moves(board: BoardMap, long: Sequence[Slot], drives: int) -> bool:
    """Return whether a card in the slot with most lanes may have to make room for a drive: drives go before lanes."""
    most = max(X16 if slot.lanes.high is None else slot.lanes.high for slot in long)
    names = {slot.name for slot in long if slot.lanes.high is None or slot.lanes.high >= most}
    return drives > 0 and any(
        (taking.left.low or 0) == 0 and not names.isdisjoint({None, *taking.used}) for taking in board.takings
    )


def _most(highs: Iterable[Exact | None]) -> Exact | None:
    known = list(highs)
    return None if None in known else max((high for high in known if high is not None), default=0)


def _reaches_first(first: Interval, gpu: Load, case_slots: Interval) -> bool:
    """Return whether the case surely has covers for a card in the slot nearest the processor."""
    if first.high is None:
        return False
    return case_slots.low is not None and first.high + gpu.most[1] - 1 <= case_slots.low


def _least_beside(board: BoardMap, first: Sequence[Slot], *, takes: bool) -> Exact:
    """Return the lanes that the slot of a single GPU, one of these, keeps at least beside other cards and drives."""
    names = {slot.name for slot in first}
    lefts = [taking.left.low or 0 for taking in board.takings if takes and not names.isdisjoint({None, *taking.loses})]
    rows = [mode for mode in board.modes or () if mode.holds is not Verdict.VIOLATED]
    given = [lane.low or 0 for mode in rows for name, lane in mode.lanes if name in names]
    kept = [KEPT_BY_FIRST if slot.lanes.low == X16 and slot.wired_to in FROM_CPU else 0 for slot in first]
    return min([*lefts, *given, *kept])
