"""GPUs in slots: how many find one, and how many case slots they need.

Position 1 is the place nearest the CPU, and case slot 1 lies behind it. A card of thickness t at position p covers
p … p+⌈t⌉-1; its brackets need case slots p … p+b-1. Where every x16-length slot has a position the best arrangement is
searched; where positions are missing the answer is bounded by what holds for every board of that form.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rigcheck.placement.slots import X16, slots_of, works_with
from rigcheck.quantity import NOTHING, Quantity, number, settled
from rigcheck.values import ANY_WORD, Exact, Interval, Record, Words, less_or_equal
from rigcheck.verdict import Verdict, conjunction

ENDLESS = 10**6
"""More places than any board has: what a cooler may cover of which nobody knows the thickness."""


@dataclass(frozen=True, slots=True)
class GpuSlots:
    """The x16-length slots of a board that work with the processors that are there."""

    count: Quantity
    positions: tuple[int, ...] | None
    """Their positions from the CPU outwards; None where one of them is missing."""
    first: Interval
    """Where the first of them can lie."""
    blame: frozenset[str]
    """The facts that would tell the positions."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the GPUs of a build find room."""

    unplaced: Quantity
    """GPUs left without a slot in the best arrangement."""
    case_slots: Quantity
    """The case slots that the brackets reach down to in the best arrangement; while GPUs are left without a slot, no
    fewer than all of them would need one behind the other."""


def gpu_slots(board: Record, cpus: int, first_position: Record) -> GpuSlots:
    """Return the board's slots for GPUs; `first_position` bounds the first one by form factor (standards/slots)."""
    slots = slots_of(board)
    blame: set[str] = set() if slots.complete else {slots.path}
    found: list[tuple[bool, Interval]] = []
    for slot in slots.items:
        if not isinstance(slot, Record):
            continue
        works, works_blame = works_with(slot, cpus, board)
        length = number(slot, "mechanical_lanes")
        long_enough = less_or_equal(Interval.point(X16), length.value)
        fits = conjunction([works, long_enough])
        if fits is Verdict.VIOLATED:
            continue
        position = number(slot, "position")
        found.append((fits is Verdict.OK, position.value))
        blame |= position.blame | works_blame | (length.blame if long_enough is Verdict.UNKNOWN else NOTHING)
    sure = sum(is_sure for is_sure, _ in found)
    count = settled(Interval(sure, len(found) if slots.complete else None), blame)
    form = board.fields.get("form_factor")
    usual = _first_position(form if isinstance(form, Words) else ANY_WORD, first_position)
    positions = [place.low for is_sure, place in found if is_sure and place.is_point and isinstance(place.low, int)]
    if slots.complete and len(positions) == len(found):
        exact = tuple(sorted(positions))
        return GpuSlots(count, exact, Interval.point(min(exact, default=1)), NOTHING)
    return GpuSlots(count, None, _first_of(found, usual, complete=slots.complete), frozenset(blame))


def _first_of(found: Sequence[tuple[bool, Interval]], usual: Interval, *, complete: bool) -> Interval:
    """Return where the first slot can lie: what its board says of it, within what holds for boards of that form.

    Where there may be none at all, cards are counted from the first place on.
    """
    lows = [place.low or 1 for _, place in found] if complete and any(is_sure for is_sure, _ in found) else []
    highs = [place.high for is_sure, place in found if is_sure and place.high is not None]
    own = Interval(min(lows, default=1), min(highs, default=None))
    return own.meet(usual) or own


def _first_position(form: Words, standard: Record) -> Interval:
    """Return where the first x16-length slot lies on boards of this form, or of any form if it is not known."""
    bounds = [
        value
        for key, value in standard.fields.items()
        if isinstance(value, Interval)
        and (form.options is None or key in {word.replace("-", "_") for word in form.options})
    ]
    if not bounds or (form.options and len(bounds) < len(form.options)):
        return Interval(1, None)
    result = bounds[0]
    for bound in bounds[1:]:
        result = result.hull(bound)
    return result


def arrange(slots: GpuSlots, gpus: Sequence[Record]) -> Arrangement:
    """Return the best arrangement of the GPUs that sit in slots: first all of them, then the fewest case slots."""
    seated = [gpu for gpu in gpus if gpu.fields.get("riser") is not Verdict.OK]
    if not seated:
        return Arrangement(Quantity.exactly(0), Quantity.exactly(0))
    sizes = [_size(gpu) for gpu in seated]
    surely = [size for size, gpu in zip(sizes, seated, strict=True) if gpu.fields.get("riser") is not Verdict.UNKNOWN]
    blame = slots.blame.union(*(size.blame for size in sizes))
    if len(surely) < len(seated):
        blame |= {f"{gpu.path}.riser" for gpu in seated if gpu.fields.get("riser") is Verdict.UNKNOWN}
    least, most = [size.least for size in surely], [size.most for size in sizes]
    if slots.positions is None:
        unplaced, case_slots = _bounded(slots, least, most)
    else:
        unplaced, case_slots = _searched(slots.positions, slots.first, least, most)
    return Arrangement(settled(unplaced, blame), settled(case_slots, blame))


@dataclass(frozen=True, slots=True)
class _Size:
    """The room one card takes: whole places that its cooler covers, and case slots for its brackets."""

    least: tuple[int, int]
    most: tuple[int, int]
    blame: frozenset[str]


def _size(gpu: Record) -> _Size:
    thickness, brackets = number(gpu, "thickness_slots"), number(gpu, "brackets")
    width_low = max(1, math.ceil(thickness.value.low or 0))
    width_high = ENDLESS if thickness.value.high is None else max(1, math.ceil(thickness.value.high))
    # Both bounds hold for facts that the rule plausibility/gpu-brackets believes: no more brackets than places, and no
    # card of three places on a single bracket (of two places there are some).
    brackets_low = max(2 if width_low >= 3 else 1, math.ceil(brackets.value.low or 0))
    brackets_high = min(width_high, ENDLESS if brackets.value.high is None else math.ceil(brackets.value.high))
    return _Size(
        (width_low, brackets_low), (width_high, max(brackets_low, brackets_high)), thickness.blame | brackets.blame
    )


def _searched(
    positions: tuple[int, ...], first: Interval, least: Sequence[tuple[int, int]], most: Sequence[tuple[int, int]]
) -> tuple[Interval, Interval]:
    """Return the GPUs without a slot and the case slots needed: at most with all cards, at least with the sure ones."""
    small, large = _reaches(positions, tuple(sorted(least)), 1), _reaches(positions, tuple(sorted(most)), 1)
    fewest, unplaced = _fewest_left_out(small), _fewest_left_out(large)
    low, high = _tightest(first.low, least), large[unplaced] or 0
    if not unplaced or (fewest == unplaced and len(least) == len(most)):
        low = max(low, small[fewest] or 0)
    else:  # fewer cards in slots may reach less far, so only the tightest packing and the last slot bound them
        high = max(positions, default=0) + max(brackets for _, brackets in most) - 1
    if unplaced:
        high = max(high, _tightest(first.high, most))
    return Interval(fewest, unplaced), Interval(low, _finite(high))


def _bounded(
    slots: GpuSlots, least: Sequence[tuple[int, int]], most: Sequence[tuple[int, int]]
) -> tuple[Interval, Interval]:
    """Return the same for a board whose positions nobody knows."""
    count = slots.count.value
    a_slot = bool(count.low)
    fewest = 0 if count.high is None else max(0, len(least) - math.ceil(count.high))
    reach = _tightest(slots.first.high, most) if len(most) == 1 and a_slot else ENDLESS
    return Interval(fewest, len(most) - a_slot), Interval(_tightest(slots.first.low, least), _finite(reach))


def _tightest(first: Exact | None, sizes: Sequence[tuple[int, int]]) -> int:
    """Return the case slots needed if every card sat right behind the one before it."""
    if not sizes:
        return 0
    covered = sum(width for width, _ in sizes) - max(width - brackets for width, brackets in sizes)
    return covered - 1 + (ENDLESS if first is None else math.ceil(first))


def _finite(places: int) -> int | None:
    return None if places >= ENDLESS - 1 else places


def _fewest_left_out(reaches: Sequence[int | None]) -> int:
    return next(unplaced for unplaced, reach in enumerate(reaches) if reach is not None)


@lru_cache(2**16)
def _reaches(positions: tuple[int, ...], sizes: tuple[tuple[int, int], ...], free: int) -> tuple[int | None, ...]:
    """Return the least case slot that brackets must reach, by the number of cards left out: 0, 1, … all of them.

    None where so few cannot be left out. Places before `free` are covered.
    """
    if not positions or not sizes:
        return (*[None] * len(sizes), 0)
    place, further = positions[0], positions[1:]
    best = list(_reaches(further, sizes, free))
    for index, (width, brackets) in enumerate(sizes if place >= free else ()):
        if index and sizes[index - 1] == (width, brackets):
            continue  # the same size was tried
        others = sizes[:index] + sizes[index + 1 :]
        for left_out, below in enumerate(_reaches(further, others, place + width)):
            so_far = best[left_out]
            if below is not None:
                reach = max(below, place + brackets - 1)
                best[left_out] = reach if so_far is None else min(so_far, reach)
    return tuple(best)
