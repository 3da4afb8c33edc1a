"""Radiators in the places of a case: how many are left without one in the best assignment.

Each place takes one radiator: of a size it is named for, or a shorter one of the same fan width. Where counting does
not decide, a maximum matching does. A radiator that may be there, and a place that may take it, widen the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rigcheck.placement.matching import by_unit, maximum_matching
from rigcheck.quantity import NOTHING, Quantity, number, settled
from rigcheck.values import ANY_WORD, Exact, Interval, Items, Record, Words, equal
from rigcheck.verdict import Verdict, conjunction, negate

ROWS_MM: Final[tuple[tuple[int, ...], ...]] = ((120, 240, 360, 480), (140, 280, 420, 560))
"""Rows of fans of one width, 120 and 140 mm: where a longer one finds place, a shorter one does."""

Units = Sequence[tuple[Record, int]]
"""Distinct parts, and how many there are of each."""


def takes(sizes_mm: Iterable[Exact]) -> frozenset[Exact]:
    """Return every radiator size that finds room in a place that is named for these sizes."""
    named = frozenset(sizes_mm)
    return named.union(size for row in ROWS_MM for size in row for longer in row if size < longer and longer in named)


@dataclass(frozen=True, slots=True)
class _Radiator:
    """A radiator that is there, or may be."""

    units: int
    is_there: Verdict
    size: Quantity
    blame: frozenset[str]
    """The facts that would tell whether it is there."""


def unplaced_radiators(coolers: Units, gpus: Units, case: Record) -> Quantity:
    """Return how many radiators of CPU coolers and GPUs find no place in the case, at least and at most."""
    named = [*(_of_cooler(*cooler) for cooler in coolers), *(_of_gpu(*gpu) for gpu in gpus)]
    radiators = [one for one in named if one.is_there is not Verdict.VIOLATED]
    if not radiators:
        return Quantity.exactly(0)
    listed = case.fields.get("radiators")
    places = listed if isinstance(listed, Items) else Items((), complete=False)
    sizes = [_sizes(place) for place in places.items]
    surely = [one for one in radiators if one.is_there is Verdict.OK]
    least = _left_over(surely, sizes, Verdict.UNKNOWN) if places.complete else 0
    most = _left_over(radiators, sizes, Verdict.OK)
    blame = {f"{case.path}.radiators"} if not places.complete else set()
    blame |= {f"{case.path}.radiators[{index}].sizes_mm" for index, one in enumerate(sizes) if not _is_stated(one)}
    return settled(Interval(least, most), blame.union(*(one.blame | one.size.blame for one in radiators)))


def _of_cooler(cooler: Record, units: int) -> _Radiator:
    """Return a cooler's radiator; a water block for the builder's own loop states a size of 0 and brings none."""
    liquid = _truth(cooler, "liquid")
    size = number(cooler, "radiator_mm")
    is_there = conjunction([liquid, negate(equal(size.value, Interval.point(0)))])
    return _Radiator(units, is_there, size, _blamed(liquid, f"{cooler.path}.liquid"))


def _of_gpu(gpu: Record, units: int) -> _Radiator:
    cooling = gpu.fields.get("cooling", ANY_WORD)
    is_there = equal(cooling, Words.of("liquid"))
    return _Radiator(units, is_there, number(gpu, "radiator_mm"), _blamed(is_there, f"{gpu.path}.cooling"))


def _truth(record: Record, key: str) -> Verdict:
    value = record.fields.get(key)
    return value if isinstance(value, Verdict) else Verdict.UNKNOWN


def _blamed(verdict: Verdict, path: str) -> frozenset[str]:
    return frozenset({path}) if verdict is Verdict.UNKNOWN else NOTHING


def _sizes(place: object) -> Items:
    sizes = place.fields.get("sizes_mm") if isinstance(place, Record) else None
    return sizes if isinstance(sizes, Items) else Items((), complete=False)


def _is_stated(sizes: Items) -> bool:
    return sizes.complete and all(isinstance(size, Interval) and size.is_point for size in sizes.items)


def _fits(size: Interval, sizes: Items) -> Verdict:
    """Return whether a place takes a radiator of this size."""
    named = takes(one.low for one in sizes.items if isinstance(one, Interval) and one.is_point and one.low is not None)
    if size.is_point and size.low in named:
        return Verdict.OK
    if _is_stated(sizes) and not any(one in size for one in named):
        return Verdict.VIOLATED
    return Verdict.UNKNOWN


def _left_over(radiators: Sequence[_Radiator], places: Sequence[Items], wanted: Verdict) -> int:
    """Return how many radiators find no place, where a place takes one if its verdict is at least the wanted one."""
    open_to: dict[frozenset[int], int] = {}
    for radiator in radiators:
        fitting = frozenset(index for index, sizes in enumerate(places) if _fits(radiator.size.value, sizes) >= wanted)
        open_to[fitting] = open_to.get(fitting, 0) + radiator.units
    return sum(open_to.values()) - most_placed(open_to)


def most_placed(open_to: Mapping[frozenset[int], int]) -> int:
    """Return how many find a place, from the numbers of those that have the same places to choose from.

    A place is given to those first who have fewest to choose from; that is the best if as many find one as can.
    """
    most = min(sum(min(units, len(places)) for places, units in open_to.items()), len(frozenset().union(*open_to)))
    free = set(frozenset[int]().union(*open_to))
    placed = 0
    for places in sorted(open_to, key=lambda places: (len(places), sorted(places))):
        given = sorted(places & free)[: open_to[places]]
        free.difference_update(given)
        placed += len(given)
    return placed if placed == most else len(maximum_matching(by_unit(open_to, open_to.values())))
