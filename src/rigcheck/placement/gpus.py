"""GPUs in slots: how many find one, and how many case slots they need.

Position 1 is the place nearest the CPU, and case slot 1 lies behind it. A card of thickness t at position p covers
p … p+⌈t⌉-1; its brackets need case slots p … p+b-1. Where every x16-length slot has a position the best arrangement is
searched; where positions are missing the answer is bounded by what holds for every board of that form.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rigcheck.quantity import Quantity, number, settled
from rigcheck.values import Exact, Interval, Items, Record, Words
from rigcheck.verdict import Verdict

X16 = 16


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
    """The case slots that the brackets reach down to in the best arrangement."""


def gpu_slots(board: Record, cpus: int, first_position: Record) -> GpuSlots:
    """Return the board's slots for GPUs; `first_position` bounds the first one by form factor (standards/slots)."""
    listed = board.fields.get("slots")
    slots = listed if isinstance(listed, Items) else Items((), complete=False)
    path = f"{board.path}.slots"
    sure = possible = 0
    blame: set[str] = set() if slots.complete else {path}
    positions: list[int | None] = []
    for index, slot in enumerate(slots.items):
        if not isinstance(slot, Record):
            continue
        length = number(slot, "mechanical_lanes").value
        needs = slot.fields.get("needs_cpu")
        works = not isinstance(needs, Interval) or needs.low is None or needs.low <= cpus
        if not works or (length.high is not None and length.high < X16):
            continue
        possible += 1
        sure += length.low is not None and length.low >= X16
        position = number(slot, "position").value
        known = position.low if position.is_point and isinstance(position.low, int) else None
        positions.append(known)
        if known is None:
            blame.add(f"{path}[{index}].position")
        if not length.is_point:
            blame.add(f"{path}[{index}].mechanical_lanes")
    form = board.fields.get("form_factor")
    first = _first_position(form if isinstance(form, Words) else Words(None), first_position)
    count = settled(Interval(sure, possible if slots.complete else None), blame)
    if not slots.complete or sure != possible or None in positions:
        known_positions = [position for position in positions if position is not None]
        if positions and positions[0] is not None and slots.complete:
            first = Interval(known_positions[0], known_positions[0])
        return GpuSlots(count, None, first, frozenset(blame))
    exact = tuple(sorted(position for position in positions if position is not None))
    return GpuSlots(count, exact, Interval(exact[0], exact[0]) if exact else first, frozenset())


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
    blame = slots.blame.union(*(size.blame for size in sizes))
    maybe = sum(gpu.fields.get("riser") is Verdict.UNKNOWN for gpu in seated)
    best = _search_or_bound(slots, [(size.width_low, size.brackets_low) for size in sizes[maybe:]], optimistic=True)
    if maybe:
        best = (0, 0)  # cards that may hang on risers may need nothing at all
        blame = blame.union(f"{gpu.path}.riser" for gpu in seated)
    if any(size.width_high is None or size.brackets_high is None for size in sizes):
        worst: tuple[int, int | None] = (len(seated), None)
    else:
        widths = [(size.width_high or 1, size.brackets_high or 1) for size in sizes]
        worst = _search_or_bound(slots, widths, optimistic=False)
    return Arrangement(
        settled(Interval(best[0], worst[0]), blame),
        settled(Interval(best[1] or 0, worst[1]), blame),
    )


@dataclass(frozen=True, slots=True)
class _Size:
    """The room one card takes, in whole places."""

    width_low: int
    width_high: int | None
    brackets_low: int
    brackets_high: int | None
    blame: frozenset[str]


def _size(gpu: Record) -> _Size:
    thickness, brackets = number(gpu, "thickness_slots"), number(gpu, "brackets")
    width_low = max(1, _up(thickness.value.low or 0))
    width_high = None if thickness.value.high is None else max(1, _up(thickness.value.high))
    # We know no card of three places that hangs on a single bracket; of two places there are some.
    fewest = 2 if width_low >= 3 else 1
    brackets_low = max(fewest, _up(brackets.value.low or 0))
    brackets_high = brackets.value.high
    if brackets_high is None:  # a card has no more brackets than the places its cooler covers
        brackets_high = width_high
    return _Size(
        width_low,
        width_high,
        brackets_low,
        None if brackets_high is None else max(1, _up(brackets_high)),
        thickness.blame | brackets.blame,
    )


def _up(places: Exact) -> int:
    return math.ceil(places)


def _search_or_bound(slots: GpuSlots, sizes: Sequence[tuple[int, int]], *, optimistic: bool) -> tuple[int, int | None]:
    """Return (GPUs without a slot, case slots needed) for these sizes."""
    if slots.positions is not None:
        return _search(slots.positions, tuple(sorted(sizes)))
    count = slots.count.value
    if optimistic:
        unplaced = 0 if count.high is None else max(0, len(sizes) - int(count.high))
        seated = sorted(sizes)[: len(sizes) - unplaced]
        return unplaced, _tightest(slots.first.low or 1, seated)
    if len(sizes) == 1 and count.low and count.low >= 1:
        high = slots.first.high
        return 0, None if high is None else int(high) - 1 + sizes[0][1]
    surely = 1 if count.low and count.low >= 1 else 0
    return max(0, len(sizes) - surely), None


def _tightest(first: Exact, sizes: Sequence[tuple[int, int]]) -> int:
    """Return the case slots needed if every card sat right behind the one before it."""
    if not sizes:
        return 0
    covered = sum(width for width, _ in sizes)
    return int(first) - 1 + covered - max(width - brackets for width, brackets in sizes)


@cache
def _search(positions: tuple[int, ...], sizes: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Return the exact best: fewest cards unplaced, then the smallest case slot reached. Memoised."""
    best = (len(sizes), 0)
    for unplaced, reach in _placements(positions, sizes, 1):
        best = min(best, (unplaced, reach))
    return best


def _placements(
    positions: tuple[int, ...], sizes: tuple[tuple[int, int], ...], free_from: int
) -> Iterator[tuple[int, int]]:
    """Yield (unplaced, lowest case slot) of every way to put cards into these slots, from the CPU outwards."""
    if not positions or not sizes:
        yield len(sizes), 0
        return
    yield from _placements(positions[1:], sizes, free_from)
    if positions[0] < free_from:
        return
    for index, (width, brackets) in enumerate(sizes):
        if index and sizes[index - 1] == (width, brackets):
            continue  # the same size was tried
        rest = sizes[:index] + sizes[index + 1 :]
        for unplaced, reach in _placements(positions[1:], rest, positions[0] + width):
            yield unplaced, max(reach, positions[0] + brackets - 1)
