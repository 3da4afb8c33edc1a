"""The derived facts of placement: what rules read of slots, lanes, ports and the room between cards.

Each is what holds however the missing facts turn out, with the facts that would settle it. Where every slot that may be
used has a known position the search says it (`outcome`); else bounds do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rigcheck.placement.arrangement import Arrangement
from rigcheck.placement.blame import (
    Blames,
    bridges_blame,
    cooling_blame,
    lanes_blame,
    ports_blame,
    room_blame,
)
from rigcheck.placement.board_map import BoardMap, read_board
from rigcheck.placement.bounds import card_bounds, gpu_bounds
from rigcheck.placement.bridges import Bridge
from rigcheck.placement.conflict import Room, conflicts
from rigcheck.placement.drives import drives_of, may_lose
from rigcheck.placement.gpus import GpuSlots, arrange, gpu_slots
from rigcheck.placement.loads import ENDLESS, Load, loads_of
from rigcheck.placement.outcome import Impossible, Outcome, Placed, Undetermined
from rigcheck.placement.slots import X16
from rigcheck.placement.solution import CardFigures, Problem, Solution, may_take, solve
from rigcheck.quantity import NOTHING, Quantity, greatest, number, settled
from rigcheck.values import ANY_WORD, Exact, Interval, Record, Words, equal, less_or_equal, smallest
from rigcheck.verdict import Verdict, conjunction

Units = Sequence[tuple[Record, int]]
"""Distinct parts of one kind, each with how many there are."""

MOST_UNITS = 1000
"""Units of one part that are counted one by one; a list that says more is a mistake found before it gets here."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a build that placement looks at."""

    board: Record
    case: Record | None
    cpus: Units
    gpus: Units
    cards: Units
    storage: Units
    accessories: Units
    usual: Mapping[str, Exact] = field(default_factory=dict)
    """The usual thickness of cards by reference, in slots: for what is shown, never for a figure."""


@dataclass(frozen=True, slots=True)
class Got:
    """What the cards of one part get."""

    lanes: Quantity
    generation: Quantity
    on_chipset: Quantity


@dataclass(frozen=True, slots=True)
class Placement:
    """The derived facts of a build, and the solution they come from."""

    figures: Mapping[str, Quantity]
    placed: Mapping[str, Got]
    """By the reference of the part."""
    problem: Problem
    solution: Solution | None
    outcome: Outcome
    shown: Arrangement | None
    """The arrangement to show: the best one, or where sizes are open that of the usual sizes, else of the thickest."""
    board_places: int | None
    """The slot places of the board's form factor; None where nothing bounds them."""


def placement_of(parts: Parts, standard: Record) -> Placement:
    """Compute the derived facts; `standard` is the standard `slots`."""
    count = sum(units for _, units in parts.cpus) or 1
    board = read_board(parts.board, [cpu for cpu, _ in parts.cpus], count)
    loads = loads_of(parts.gpus, parts.cards)
    where = gpu_slots(parts.board, count, standard)
    problem = _problem(parts, board, loads)
    solution = solve(problem)
    blames = _blames(parts, board, where, bridges=sum(bridge.units for bridge in problem.bridges))
    gpus = _every(parts.gpus)
    now = arrange(where, gpus)
    covers = problem.open_frame is not Verdict.OK  # of an open frame no bracket needs any
    # One more of any of the cards: what the worst of them needs, in whatever order the list names them.
    later = [arrange(where, [*gpus, gpu]) for gpu, _ in parts.gpus] or [now]
    figures = {
        "gpu_slots": where.count,
        "unplaced_gpus": now.unplaced,
        "case_slots_needed": now.case_slots if covers else Quantity.exactly(0),
        "next_unplaced_gpus": greatest(one.unplaced for one in later),
        "next_case_slots_needed": greatest(one.case_slots for one in later) if covers else Quantity.exactly(0),
        **_others(problem, solution, where, now.unplaced.value, blames),
        "unplaced_risers": settled(_risers_left_out(problem, solution), blames.every),
    }
    placed = _placed(parts, problem, solution, where, blames)
    outcome = _outcome(parts, problem, solution, where, figures)
    return Placement(figures, placed, problem, solution, outcome, _shown(parts, problem, solution), where.places)


def _shown(parts: Parts, problem: Problem, solution: Solution | None) -> Arrangement | None:
    def unlikely(one: Arrangement) -> tuple[Exact, ...]:
        widths = [size[0] if size else 0 for size in one.setting.sizing]
        wanted = [parts.usual.get(load.ref) for load in problem.loads]
        off = [abs(width - math.ceil(want)) for width, want in zip(widths, wanted, strict=True) if want is not None]
        open_ones = [width for width, want in zip(widths, wanted, strict=True) if want is None]
        return (-len(one.seated), sum(off), -sum(open_ones))

    best = min(solution.likely, key=unlikely, default=None) if solution else None
    return best if best and best.seated else None


def _outcome(
    parts: Parts, problem: Problem, solution: Solution | None, where: GpuSlots, figures: Mapping[str, Quantity]
) -> Outcome:
    records = {record.path: record for record, _ in [*parts.gpus, *parts.cards]}
    case = parts.case.path if parts.case is not None and problem.open_frame is Verdict.VIOLATED else None
    cards = tuple(records[load.ref] for load in problem.loads)
    covers = problem.case_slots if case else Interval(0, None)
    needed = [
        less_or_equal(figures[key].value, bound)
        for key, bound in (
            ("unplaced_gpus", Interval.point(0)),
            ("unplaced_cards", Interval.point(0)),
            *([("case_slots_needed", covers)] if case else []),
        )
    ]
    if Verdict.VIOLATED in needed and (found := conflicts(Room(problem, where, cards, parts.board.path, case))):
        return Impossible(found)
    missing = frozenset().union(*(figure.blame for figure in figures.values()))
    if conjunction(needed) is Verdict.OK and (solution or not problem.loads):
        return Placed(_shown(parts, problem, solution), missing if solution and not solution.certain else NOTHING)
    return Undetermined(missing | (number(parts.case, "expansion_slots").blame if parts.case is not None else NOTHING))


def _problem(parts: Parts, board: BoardMap, loads: tuple[Load, ...]) -> Problem:
    case, open_frame = parts.case, Verdict.OK
    if case is not None:
        said = case.fields.get("open_frame")
        # A case is closed unless somebody says that it is an open frame.
        open_frame = said if isinstance(said, Verdict) else Verdict.VIOLATED
    return Problem(
        board,
        loads,
        number(case, "expansion_slots").value if case is not None else Interval(0, None),
        open_frame,
        drives_of(parts.storage, parts.cards, board),
        _bridges(parts.accessories),
        _on_risers(parts),
    )


def _on_risers(parts: Parts) -> Interval:
    said = [(card.fields.get("riser"), units) for card, units in [*parts.gpus, *parts.cards]]
    surely = sum(units for riser, units in said if riser is Verdict.OK)
    return Interval(surely, surely + sum(units for riser, units in said if riser is Verdict.UNKNOWN))


def _risers_left_out(problem: Problem, solution: Solution | None) -> Interval:
    """Return the cards on risers for which no slot is left: one that holds no card and lies under none."""
    if solution is not None:
        return solution.risers_left_out
    slots = len(problem.board.slots) if problem.board.complete else ENDLESS
    return Interval(max(0, (problem.risers.low or 0) - slots), problem.risers.high)


def _bridges(accessories: Units) -> tuple[Bridge, ...]:
    spans: dict[Interval, int] = {}
    for accessory, units in accessories:
        if equal(accessory.fields.get("role", ANY_WORD), Words.of("bridge")) is Verdict.OK:
            span = number(accessory, "bridge_slots").value
            spans[span] = spans.get(span, 0) + units
    return tuple(
        Bridge(span, units)
        for span, units in sorted(spans.items(), key=lambda one: (one[0].low or 0, one[0].high or 0, one[1]))
    )


def _others(
    problem: Problem, solution: Solution | None, where: GpuSlots, left_out: Interval, blames: Blames
) -> dict[str, Quantity]:
    """Return the figures that need the search: bounded where it cannot be made."""
    if solution is not None:
        found = {
            "unplaced_cards": solution.without_slot,
            "unplaced_bridges": solution.without_pair,
            "drives_left_out": solution.without_port,
            "ports_lost": solution.lost,
            "touching_gpus": solution.touching,
            "overhang_slots": solution.overhang,
        }
        return {key: settled(value, blames.of(key)) for key, value in found.items()}
    return _bounded(problem, where, left_out, blames)


def _bounded(problem: Problem, where: GpuSlots, left_out: Interval, blames: Blames) -> dict[str, Quantity]:
    loads, board = problem.loads, problem.board
    gpus = sum(load.units for load in loads if load.gpu)
    bridges = sum(bridge.units for bridge in problem.bridges)
    quiet = not board.takings and (board.takings_complete or not may_take(problem))
    open_air = sum(load.units for load in loads if load.gpu and load.open_air is not Verdict.VIOLATED)
    drives = 0 if quiet else may_lose(board, problem.drives)
    if not board.takings_complete and may_take(problem):
        drives = problem.drives.count + int(problem.drives.sata.high or 0)
    bounded = {
        "unplaced_cards": _cards_left_out(problem, where, left_out),
        "unplaced_bridges": Interval(bridges if gpus < 2 else 0, bridges),
        "drives_left_out": Interval(0, drives),
        "ports_lost": Interval(0, 0 if quiet else None),
        "touching_gpus": Interval(0, open_air if gpus > 1 else 0),
        "overhang_slots": _overhang_bound(problem, where),
    }
    return {key: settled(value, blames.of(key)) for key, value in bounded.items()}


def _cards_left_out(problem: Problem, where: GpuSlots, gpus_left_out: Interval) -> Interval:
    if all(load.gpu for load in problem.loads):
        return Interval(0, 0)
    lowest = where.places if problem.open_frame is Verdict.OK else problem.case_slots.low
    covers = None if lowest is None else int(lowest)
    return card_bounds(problem.board, problem.loads, gpus_left_out, covers, where.places)


def _overhang_bound(problem: Problem, where: GpuSlots) -> Interval:
    """Return how far a cooler may reach below the last cover: not at all if even the lowest slot leaves room."""
    if problem.open_frame is Verdict.OK or not problem.loads:
        return Interval(0, 0)
    # A GPU that is alone sits in the slot nearest the processor, unless a drive or a riser needs it to make room.
    alone = sum(load.units for load in problem.loads) == 1 and problem.loads[0].gpu
    stays = alone and not problem.risers.high and not (problem.board.takings and problem.drives.count)
    ends = [end for end in (where.places, where.first.high if stays else None) if end is not None]
    thickness = [load.thickness.high for load in problem.loads]
    if not ends or None in thickness or problem.case_slots.low is None:
        return Interval(0, None)
    thickest = max(high for high in thickness if high is not None)
    return Interval(0, max(0, min(ends) - 1 + thickest - problem.case_slots.low))


def _placed(
    parts: Parts, problem: Problem, solution: Solution | None, where: GpuSlots, blames: Blames
) -> dict[str, Got]:
    """Return the figures of every card."""
    loads = {load.ref: index for index, load in enumerate(problem.loads)}
    placed: dict[str, Got] = {}
    for record, _ in [*parts.gpus, *parts.cards]:
        figures = _figures(record, loads.get(record.path), problem, solution, where)
        placed[record.path] = Got(
            settled(figures.lanes, blames.every | number(record, "pcie_lanes").blame),
            settled(figures.generation, blames.every | number(record, "pcie_generation").blame),
            settled(figures.on_chipset, blames.every),
        )
    return placed


def _figures(
    record: Record, index: int | None, problem: Problem, solution: Solution | None, where: GpuSlots
) -> CardFigures:
    own, generation = number(record, "pcie_lanes").value, number(record, "pcie_generation").value
    if index is None:  # on a riser, or in no slot at all: nobody says where it goes
        return CardFigures(smallest([own, Interval.point(X16)]), generation, Interval(0, 0))
    if solution is not None:
        return solution.cards[index]
    load = problem.loads[index]
    covers = Interval(ENDLESS, None) if problem.open_frame is Verdict.OK else problem.case_slots
    fit = _cards_left_out(problem, where, Interval(0, 0)).high == 0
    bounds = gpu_bounds(problem, where.first, covers, cards_fit=fit)
    if load.gpu and own.low:
        lanes, links = smallest([bounds.lanes, own]), smallest([bounds.generation, generation])
    else:
        lanes, links = Interval(0, min(X16, own.high or X16)), Interval(0, generation.high)
    if load.in_slot is Verdict.UNKNOWN:
        lanes, links = lanes.hull(own), links.hull(generation)
    on_chipset = bounds.on_chipset if load.gpu else Interval(0, load.units)
    return CardFigures(lanes, links, Interval(0, min(load.units, on_chipset.high or 0)))


def _blames(parts: Parts, board: BoardMap, where: GpuSlots, *, bridges: int) -> Blames:
    return Blames(
        room_blame(parts.board, where, parts.case, parts.gpus, parts.cards),
        bridges_blame(parts.accessories, parts.gpus, bridges=bridges),
        ports_blame(parts.board, board, parts.storage, parts.cards),
        lanes_blame(parts.board, board, parts.cpus, parts.gpus, parts.cards),
        cooling_blame(parts.gpus),
    )


def _every(units: Units) -> list[Record]:
    return [record for record, count in units for _ in range(min(count, MOST_UNITS))]
