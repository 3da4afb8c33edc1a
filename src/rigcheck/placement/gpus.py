"""GPUs in slots: how many find one, and how many case slots they need.

Position 1 is the place nearest the CPU, and case slot 1 lies behind it. A card of thickness t at position p covers
p … p+⌈t⌉-1; its brackets need case slots p … p+b-1. Where every x16-length slot has a position the best arrangement is
searched; where positions are missing, every map that the form factor leaves possible is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rigcheck.placement.loads import ENDLESS, size_of
from rigcheck.placement.slots import X16, slots_of, works_with
from rigcheck.quantity import NOTHING, Quantity, number, settled
from rigcheck.values import ANY_WORD, Exact, Interval, Record, Words, less_or_equal
from rigcheck.verdict import Verdict, conjunction


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
    sure: tuple[Interval, ...] = ()
    """Where the slots can lie that work and are long enough for sure."""
    every: tuple[Interval, ...] | None = None
    """The same with those that may be one; None where the list may go on."""
    places: int | None = None
    """The places of the board's form factor; None where nothing bounds them."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the GPUs of a build find room."""

    unplaced: Quantity
    """GPUs left without a slot in the best arrangement."""
    case_slots: Quantity
    """The case slots that the brackets reach down to in the best arrangement; while GPUs are left without a slot, no
    fewer than all of them would need one behind the other."""


def gpu_slots(board: Record, cpus: int, standard: Record) -> GpuSlots:
    """Return the board's slots for GPUs; `standard` is the standard `slots`, which bounds them by form factor."""
    slots = slots_of(board)
    blame: set[str] = set() if slots.complete else {slots.path}
    found: list[tuple[bool, Interval]] = []
    all_work = slots.complete or number(board, "sockets").value.high == 1
    for slot in slots.items:
        if not isinstance(slot, Record):
            continue
        works, works_blame = works_with(slot, cpus, board)
        all_work &= works is Verdict.OK
        length = number(slot, "mechanical_lanes")
        long_enough = less_or_equal(Interval.point(X16), length.value)
        fits = conjunction([works, long_enough])
        if fits is Verdict.VIOLATED:
            continue
        position = number(slot, "position")
        found.append((fits is Verdict.OK, position.value))
        blame |= position.blame | works_blame | (length.blame if long_enough is Verdict.UNKNOWN else NOTHING)
    sure = tuple(place for is_sure, place in found if is_sure)
    count = settled(Interval(len(sure), len(found) if slots.complete else None), blame)
    usual, places = of_form(board, standard)
    exact = [place.low for place in sure if place.is_point and isinstance(place.low, int)]
    every = tuple(place for _, place in found) if slots.complete else None
    if slots.complete and len(exact) == len(found):
        positions = tuple(sorted(exact))
        first = Interval.point(min(positions, default=1))
        return GpuSlots(count, positions, first, NOTHING, sure, every, places)
    # Where the first slot usually lies says nothing of the first that works.
    first = _first_of(found, usual if all_work else Interval(1, None), complete=slots.complete)
    return GpuSlots(count, None, first, frozenset(blame), sure, every, places)


def of_form(board: Record, standard: Record) -> tuple[Interval, int | None]:
    """Return where the first x16-length slot lies on boards of this form, and how many places they have at most."""
    form = board.fields.get("form_factor")
    words = form if isinstance(form, Words) else ANY_WORD
    places = _by_form(words, standard.fields.get("positions")).high
    return _by_form(words, standard.fields.get("first_x16_position")), None if places is None else int(places)


def _first_of(found: Sequence[tuple[bool, Interval]], usual: Interval, *, complete: bool) -> Interval:
    """Return where the first slot can lie: what its board says of it, within what holds for boards of that form.

    Where there may be none at all, cards are counted from the first place on.
    """
    lows = [place.low or 1 for _, place in found] if complete and any(is_sure for is_sure, _ in found) else []
    highs = [place.high for is_sure, place in found if is_sure and place.high is not None]
    own = Interval(min(lows, default=1), min(highs, default=None))
    return own.meet(usual) or own


def _by_form(form: Words, standard: object) -> Interval:
    """Return what a standard says of boards of this form; where nobody names it, or the standard does not, nothing."""
    fields = standard.fields if isinstance(standard, Record) else {}
    keys = {word.replace("-", "_") for word in form.options or ()}
    bounds = [value for key, value in fields.items() if isinstance(value, Interval) and key in keys]
    if len(bounds) < max(1, len(keys)):
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
    sizes = [size_of(gpu) for gpu in seated]
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


def _searched(
    positions: tuple[int, ...], first: Interval, least: Sequence[tuple[int, int]], most: Sequence[tuple[int, int]]
) -> tuple[Interval, Interval]:
    """Return the GPUs without a slot and the case slots needed: at most with all cards, at least with the sure ones."""
    small, large = reaches(positions, tuple(sorted(least)), 1), reaches(positions, tuple(sorted(most)), 1)
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
    """Return the same for a board whose positions nobody knows: what holds on every map its form factor allows."""
    count = slots.count.value
    a_slot = bool(count.low)
    fewest = 0 if count.high is None else max(0, len(least) - math.ceil(count.high))
    reach = _tightest(slots.first.high, most) if len(most) == 1 and a_slot else ENDLESS
    unplaced, needed = Interval(fewest, len(most) - a_slot), Interval(_tightest(slots.first.low, least), _finite(reach))
    if slots.places is None or slots.every is None:
        return unplaced, needed
    certain = slots.every == slots.sure
    # A slot that may be none can be the first; then nothing bounds where the first sure one lies.
    worst = _on_maps(maps(slots.sure, slots.first if certain else Interval(1, None), slots.places), least, most)
    best = worst if certain else _on_maps(maps(slots.every, slots.first, slots.places), least, most)
    if not worst or not best:
        return unplaced, needed  # more slots than the form factor has places for: nothing is concluded from it
    left_out = Interval(min(found.low or 0 for found, _ in best), max(found.high or 0 for found, _ in worst))
    if not certain:
        return left_out, needed
    return left_out, Interval(min(reach.low or 0 for _, reach in best), _most(reach.high for _, reach in best))


def _on_maps(
    possible: Iterable[tuple[int, ...]], least: Sequence[tuple[int, int]], most: Sequence[tuple[int, int]]
) -> list[tuple[Interval, Interval]]:
    return [_searched(one, Interval.point(min(one)), least, most) for one in possible]


def _most(highs: Iterable[Exact | None]) -> Exact | None:
    known = list(highs)
    return None if None in known else max((high for high in known if high is not None), default=0)


@lru_cache(2**12)
def maps(where: tuple[Interval, ...], first: Interval, places: int) -> tuple[tuple[int, ...], ...]:
    """Return every set of positions that slots with these bounds can have, the first of them within its own."""
    wanted = sorted(where, key=lambda bound: places if bound.high is None else bound.high)
    return tuple(
        chosen
        for chosen in combinations(range(1, places + 1), len(where))
        if chosen and chosen[0] in first and _can_lie(chosen, wanted)
    )


def _can_lie(positions: tuple[int, ...], where: Sequence[Interval]) -> bool:
    """Return whether the slots can lie at these positions: each takes the first it may, the most pressed slot first."""
    free = list(positions)
    for bound in where:
        place = next((place for place in free if place in bound), None)
        if place is None:
            return False
        free.remove(place)
    return True


def _tightest(first: Exact | None, sizes: Sequence[tuple[int, int]]) -> int:
    """Return the case slots needed if every card sat right behind the one before it."""
    if not sizes:
        return 0
    covered = sum(width for width, _ in sizes) - max(width - brackets for width, brackets in sizes)
    return covered - 1 + (ENDLESS if first is None else math.ceil(first))


def _finite(places: int) -> int | None:
    return None if places >= ENDLESS - 1 else places


def _fewest_left_out(by_left_out: Sequence[int | None]) -> int:
    return next(unplaced for unplaced, reach in enumerate(by_left_out) if reach is not None)


def fewest_left_out(positions: tuple[int, ...], sizes: tuple[tuple[int, int], ...]) -> int:
    """Return how many of the cards find no slot at best."""
    return _fewest_left_out(reaches(positions, sizes, 1))


def least_reach(positions: tuple[int, ...], sizes: tuple[tuple[int, int], ...]) -> int:
    """Return the lowest case slot that the brackets of as many cards as find a slot must reach."""
    found = reaches(positions, sizes, 1)
    return found[_fewest_left_out(found)] or 0


@lru_cache(2**16)
def reaches(positions: tuple[int, ...], sizes: tuple[tuple[int, int], ...], free: int) -> tuple[int | None, ...]:
    """Return the least case slot that brackets must reach, by the number of cards left out: 0, 1, … all of them.

    None where so few cannot be left out. Places before `free` are covered.
    """
    if not positions or not sizes:
        return (*[None] * len(sizes), 0)
    place, further = positions[0], positions[1:]
    best = list(reaches(further, sizes, free))
    for index, (width, brackets) in enumerate(sizes if place >= free else ()):
        if index and sizes[index - 1] == (width, brackets):
            continue  # the same size was tried
        others = sizes[:index] + sizes[index + 1 :]
        for left_out, below in enumerate(reaches(further, others, place + width)):
            so_far = best[left_out]
            if below is not None:
                reach = max(below, place + brackets - 1)
                best[left_out] = reach if so_far is None else min(so_far, reach)
    return tuple(best)
