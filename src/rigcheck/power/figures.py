"""Numbers of the standards, as the power model reads them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import overload

from rigcheck.values import NON_NEGATIVE, Exact, Interval, Record, exact


def group_in(standard: Record, key: str) -> dict[str, Interval]:
    """Return the numbers of a group; an absent one is empty."""
    inner = standard.fields.get(key)
    fields = inner.fields if isinstance(inner, Record) else {}
    return {name: value for name, value in fields.items() if isinstance(value, Interval)}


def ratio_of(standard: Record, group: str, key: str) -> Interval:
    """Return one number of a group; one that is not there is anything from zero up."""
    return group_in(standard, group).get(key, NON_NEGATIVE)


def hull_of(values: Iterable[Interval]) -> Interval:
    """Return what holds whichever of these is the right one; of none, anything from zero up."""
    result: Interval | None = None
    for value in values:
        result = value if result is None else result.hull(value)
    return NON_NEGATIVE if result is None else result


@overload
def rounded(number: Exact) -> Exact: ...
@overload
def rounded(number: Exact | None) -> Exact | None: ...
def rounded(number: Exact | None) -> Exact | None:
    """Return a quotient to a thousandth: the tables that SQL reads hold six decimals. No upper end stays none."""
    return None if number is None else exact(Fraction(round(number * 1000), 1000))
