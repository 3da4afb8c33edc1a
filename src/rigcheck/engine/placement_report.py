"""What the report says of placement: figures, the table slot by slot, what is lost, why something has no place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rigcheck.engine.build import Build
from rigcheck.engine.derive import Derived
from rigcheck.fact import usual_of
from rigcheck.placement.arrangement import Arrangement
from rigcheck.placement.board_map import Slot, exactly
from rigcheck.placement.conflict import Conflict
from rigcheck.placement.drives import seats_of_drives
from rigcheck.placement.facts import Placement
from rigcheck.placement.lanes import triggered
from rigcheck.quantity import Quantity
from rigcheck.values import Exact, Interval, Record, smallest
from rigcheck.verdict import Verdict

Json = dict[str, Any]


def placement_json(derived: Derived, build: Build, standards: Record) -> Json:
    """Return the placement as JSON-ready data: figures by name, and the best arrangement as a table.

    `outcome` is `placed`, `impossible` or `undetermined`; where it is not placed, the table shows the best or likeliest
    arrangement of what finds room.
    """
    placement = derived.placement
    board, problem = placement.problem.board, placement.problem
    shown = placement.shown
    return {
        **{key: interval_json(figure.value) for key, figure in placement.figures.items()},
        "outcome": placement.outcome.word,
        "board_places": placement.board_places,
        "case_slots": interval_json(problem.case_slots),
        "slots": [_slot(slot) for slot in sorted(board.slots, key=_by_place)],
        "cards": list(_cards(shown, placement, build, standards)) if shown else [],
        "risers": [{"ref": part.ref, "units": part.quantity} for part in build.parts if part.settings.get("riser")],
        "left_out": list(_left_out(shown, placement)),
        "drives": list(_drives(placement)),
        "lost": list(_lost(shown)) if shown else [],
        "reason": [conflict_json(conflict) for conflict in placement.outcome.conflicts],
        "missing": sorted(placement.outcome.missing),
    }


def _by_place(slot: Slot) -> tuple[Exact, int]:
    return (slot.position.low or 0) if slot.position.high is not None else 99, slot.index


def _slot(slot: Slot) -> Json:
    return {
        "name": slot.name,
        "position": exactly(slot.position),
        "length": exactly(slot.length),
        "electrical_lanes": interval_json(slot.lanes),
        "generation": exactly(slot.generation),
        "wired_to": slot.wired_to,
    }


def _cards(shown: Arrangement, placement: Placement, build: Build, standards: Record) -> Iterator[Json]:
    """Yield the cards from the processor outwards."""
    units: dict[str, int] = {}
    for index, (slot, load) in enumerate(shown.seated):
        ref = placement.problem.loads[load].ref
        units[ref] = units.get(ref, 0) + 1
        part = build.part(ref)
        _, brackets = shown.size(load)
        place = shown.position(slot)
        lanes = shown.got(slot, load)
        generation = smallest([slot.generation, shown.setting.loads[load].generation])
        yield {
            "ref": ref,
            "unit": units[ref],
            "slot": slot.name,
            "position": place,
            "covers": list(shown.covers(slot, load)),
            "brackets": list(range(place, place + brackets)),
            "thickness_slots": number_json(_number(usual_of(part.facts.get("thickness_slots")))),
            "lanes": interval_json(lanes),
            "own_lanes": exactly(shown.setting.loads[load].lanes),
            "generation": interval_json(generation),
            "gb_s": interval_json(_rate(lanes, generation, standards)),
            "wired_to": slot.wired_to,
            "free_below": _free_below(shown, index, placement),
            "cooling": usual_of(part.facts.get("cooling")),
        }


def _free_below(shown: Arrangement, index: int, placement: Placement) -> int | None:
    """Return the free places below a card: to the next one, or to the end of the case; None where that is not known."""
    free = shown.free_below(index)
    if free is not None:
        return free
    slot, load = shown.seated[index]
    end = exactly(placement.problem.case_slots) or placement.board_places
    return None if end is None else max(0, end - max(shown.covers(slot, load)))


def _number(value: object) -> Exact | None:
    return Fraction(value) if isinstance(value, int | Decimal) else None


def _drives(placement: Placement) -> Iterator[Json]:
    """Yield the M.2 drives in the slots they may sit in, beside the cards."""
    shown = placement.shown
    if shown is None:
        return
    units: dict[str, int] = {}
    for ref, port in seats_of_drives(placement.problem.board, placement.problem.drives, shown.m2, shown.ports):
        units[ref] = units.get(ref, 0) + 1
        yield {"ref": ref, "unit": units[ref], "port": port}


def _lost(shown: Arrangement) -> Iterator[Json]:
    """Yield the ports that are switched off, each with what takes them."""
    used = [slot for slot, _ in shown.seated]
    takings = triggered(shown.setting.board, used, shown.m2, drives=shown.setting.drives.count)
    for name in sorted(shown.ports.lost):
        takers = {taker for taking, _ in takings if name in taking.loses for taker in taking.used}
        takers |= {slot for taking in shown.setting.board.takings if name in taking.used for slot in taking.loses}
        here = {slot.name for slot in used} | {slot for slot, _ in shown.m2}
        yield {"name": name, "lanes_left": 0, "because": sorted(takers & here)}


def _rate(lanes: Interval, generation: Interval, standards: Record) -> Interval:
    """Return what the link carries in one direction, in GB/s."""
    slots = standards.fields.get("slots")
    rates = slots.fields.get("lane_mb_s") if isinstance(slots, Record) else None
    by_generation = {
        int(key.removeprefix("gen_")): rate.low
        for key, rate in (rates.fields.items() if isinstance(rates, Record) else ())
        if isinstance(rate, Interval) and rate.low is not None
    }
    low = by_generation.get(int(generation.low or 0), 0)
    high = None if generation.high is None else by_generation.get(int(generation.high))
    most = None if high is None or lanes.high is None else Fraction(lanes.high * high, 1000)
    return Interval(Fraction((lanes.low or 0) * low, 1000), most)


def _left_out(shown: Arrangement | None, placement: Placement) -> Iterator[Json]:
    """Yield the cards that the arrangement has no slot for."""
    for index, load in enumerate(placement.problem.loads):
        seated = shown.seats.count(index) if shown else 0
        if (shown or placement.solution) and load.in_slot is Verdict.OK and seated < load.units:
            yield {"ref": load.ref, "units": load.units - seated}


def conflict_json(conflict: Conflict) -> Json:
    """Return a reason with the reasons behind it."""
    return {
        "what": conflict.what,
        "cards": [{"ref": ref, "units": units} for ref, units in conflict.cards],
        "needs": conflict.needs,
        "has": conflict.has,
        "facts": list(conflict.facts),
        "because": [conflict_json(cause) for cause in conflict.because],
    }


def interval_json(interval: Interval | Quantity) -> Json:
    """Return both ends of an interval; null for infinity."""
    value = interval.value if isinstance(interval, Quantity) else interval
    return {"low": number_json(value.low), "high": number_json(value.high)}


def number_json(number: Exact | None) -> int | float | None:
    """Return a number for JSON: whole as an integer, else rounded to three decimals; null for infinity."""
    if isinstance(number, Fraction):
        return number.numerator if number.denominator == 1 else round(float(number), 3)
    return number
