"""A number together with the facts that leave it open: what derived facts are computed with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rigcheck.values import NON_NEGATIVE, Exact, Interval, Record, largest, smallest

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval and, where it is not a single number, the paths of the facts to blame."""

    value: Interval
    blame: frozenset[str] = NOTHING

    @classmethod
    def exactly(cls, number: Exact) -> Quantity:
        """Return a number that is known."""
        return cls(Interval.point(number))

    @classmethod
    def between(cls, low: Exact, high: Exact | None, blame: Iterable[str]) -> Quantity:
        """Return a number known by its bounds."""
        return settled(Interval(low, high), blame)

    def __add__(self, other: Quantity) -> Quantity:
        return settled(self.value + other.value, self.blame | other.blame)

    def times(self, other: Quantity) -> Quantity:
        """Return the product."""
        return settled(self.value * other.value, self.blame | other.blame)


def settled(value: Interval, blame: Iterable[str]) -> Quantity:
    """Return the quantity; a single number needs no blame."""
    return Quantity(value, NOTHING if value.is_point else frozenset(blame))


def total(quantities: Iterable[Quantity]) -> Quantity:
    """Return the sum; of nothing it is zero."""
    result = Quantity.exactly(0)
    for quantity in quantities:
        result += quantity
    return result


def least(quantities: Iterable[Quantity]) -> Quantity:
    """Return the smallest of at least one quantity."""
    listed = list(quantities)
    return settled(smallest(quantity.value for quantity in listed), _blame(listed))


def greatest(quantities: Iterable[Quantity]) -> Quantity:
    """Return the largest of at least one quantity."""
    listed = list(quantities)
    return settled(largest(quantity.value for quantity in listed), _blame(listed))


def either(quantities: Iterable[Quantity], blame: Iterable[str] = ()) -> Quantity:
    """Return what holds if any one of these is the right one; `blame` names the facts that would tell which."""
    listed = list(quantities)
    value = listed[0].value
    for quantity in listed[1:]:
        value = value.hull(quantity.value)
    return settled(value, _blame(listed).union(blame))


def states(record: Record, key: str) -> bool:
    """Return whether anything at all is known of this number."""
    return isinstance(record.fields.get(key), Interval)


def number(record: Record, key: str) -> Quantity:
    """Return a number of a part; one that nobody stated is anything from zero up, and to blame."""
    value = record.fields.get(key)
    return settled(value if isinstance(value, Interval) else NON_NEGATIVE, {f"{record.path}.{key}"})


def _blame(quantities: list[Quantity]) -> frozenset[str]:
    return NOTHING.union(*(quantity.blame for quantity in quantities))
