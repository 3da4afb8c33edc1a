"""What can be known of a quantity: an interval of numbers, a set of words, a list that may go on.

These are the only values rules compute with. Every operation returns what holds for *all* values that are possible, so
that an answer stays true however the missing facts turn out. Numbers are exact (`int` and `Fraction`); `None` as an
end of an interval means infinity on that side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rigcheck.verdict import Verdict

Exact = int | Fraction


def exact(number: int | Decimal | Fraction) -> Exact:
    """Return the number without loss, as an int where it is whole."""
    if isinstance(number, int):
        return number
    fraction = Fraction(number)
    return fraction.numerator if fraction.denominator == 1 else fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of possible numbers; a stated number has equal ends."""

    low: Exact | None
    high: Exact | None

    @classmethod
    def point(cls, number: int | Decimal | Fraction) -> Interval:
        """Return the interval that holds just this number."""
        value = exact(number)
        return cls(value, value)

    @property
    def is_point(self) -> bool:
        """Return whether only one number is possible."""
        return self.low is not None and self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(_sum(self.low, other.low), _sum(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        products = [_product(a, b) for a in self._ends() for b in other._ends()]
        low, high = min(products), max(products)
        return Interval(None if low[0] < 0 else low[1], None if high[0] > 0 else high[1])

    def divided_by(self, divisor: Exact) -> Interval:
        """Return the quotient by one positive number."""
        return self * Interval.point(Fraction(1) / Fraction(divisor))

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that contains both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def meet(self, other: Interval) -> Interval | None:
        """Return what is possible under both, or None when they exclude each other."""
        low = _larger(self.low, other.low)
        high = _smaller(self.high, other.high)
        if low is not None and high is not None and low > high:
            return None
        return Interval(low, high)

    def __contains__(self, number: Exact) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def _ends(self) -> tuple[tuple[int, Exact], tuple[int, Exact]]:
        """Return both ends as (-1, 0, 1 for minus infinity, finite, infinity; the number)."""
        low = (-1, 0) if self.low is None else (0, self.low)
        high = (1, 0) if self.high is None else (0, self.high)
        return low, high


NON_NEGATIVE = Interval(0, None)
"""A number nobody stated: no quantity of a part is negative."""


def _sum(a: Exact | None, b: Exact | None) -> Exact | None:
    return None if a is None or b is None else a + b


def _product(a: tuple[int, Exact], b: tuple[int, Exact]) -> tuple[int, Exact]:
    if (a[0] == 0 and a[1] == 0) or (b[0] == 0 and b[1] == 0):
        return (0, 0)  # nothing, even infinitely often, is nothing: the infinite end is never attained
    if a[0] or b[0]:
        sign_a = a[0] or (1 if a[1] > 0 else -1)
        sign_b = b[0] or (1 if b[1] > 0 else -1)
        return (sign_a * sign_b, 0)
    return (0, a[1] * b[1])


def _larger(a: Exact | None, b: Exact | None) -> Exact | None:
    return b if a is None else a if b is None else max(a, b)


def _smaller(a: Exact | None, b: Exact | None) -> Exact | None:
    return b if a is None else a if b is None else min(a, b)


@dataclass(frozen=True, slots=True)
class Words:
    """A set of possible words; `None` when any word is possible."""

    options: frozenset[str] | None

    @classmethod
    def of(cls, *words: str) -> Words:
        """Return the value that is one of these words."""
        return cls(frozenset(words))

    @property
    def is_point(self) -> bool:
        """Return whether only one word is possible."""
        return self.options is not None and len(self.options) == 1

    def hull(self, other: Words) -> Words:
        """Return the set of words possible under either."""
        if self.options is None or other.options is None:
            return ANY_WORD
        return Words(self.options | other.options)

    def meet(self, other: Words) -> Words | None:
        """Return what is possible under both, or None when they exclude each other."""
        if self.options is None or other.options is None:
            return other if self.options is None else self
        common = self.options & other.options
        return Words(common) if common else None


ANY_WORD = Words(None)
"""A word nobody stated."""


@dataclass(frozen=True, slots=True)
class Record:
    """A group of facts: a part, a slot, a set of plugs. A key that is absent is missing."""

    fields: Mapping[str, Value]
    path: str = ""
    """What names it in blame: `gpu#1`, `motherboard#1.slots[2]`."""

    def __hash__(self) -> int:
        return hash((self.path, frozenset(self.fields.items())))


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values; when it is not complete, there may be more of them."""

    items: tuple[Value, ...]
    complete: bool = True
    path: str = ""


NO_ITEMS_KNOWN = Items((), complete=False)
"""A list nobody stated."""

Value = Interval | Words | Verdict | Items | Record


def less_or_equal(a: Interval, b: Interval) -> Verdict:
    """Return whether a <= b for all possible numbers, for none, or neither."""
    if a.high is not None and b.low is not None and a.high <= b.low:
        return Verdict.OK
    if a.low is not None and b.high is not None and a.low > b.high:
        return Verdict.VIOLATED
    return Verdict.UNKNOWN


def less(a: Interval, b: Interval) -> Verdict:
    """Return whether a < b for all possible numbers, for none, or neither."""
    return Verdict(2 - less_or_equal(b, a))


def equal(a: Value, b: Value) -> Verdict:
    """Return whether two numbers, words or truth values are equal."""
    match a, b:
        case Verdict(), Verdict():
            return Verdict.UNKNOWN if Verdict.UNKNOWN in (a, b) else Verdict.of(a == b)
        case Interval(), Interval():
            if a.is_point and b.is_point:
                return Verdict.of(a.low == b.low)
            return Verdict.VIOLATED if a.meet(b) is None else Verdict.UNKNOWN
        case Words(), Words():
            if a.is_point and b.is_point:
                return Verdict.of(a.options == b.options)
            return Verdict.VIOLATED if a.meet(b) is None else Verdict.UNKNOWN
    raise TypeError(f"cannot compare {type(a).__name__} with {type(b).__name__}")


def member(value: Value, items: Items) -> Verdict:
    """Return whether the value is one of the items.

    A word that may be one of several is a member when every one of them surely is in the list.
    """
    if isinstance(value, Words) and value.options is not None and len(value.options) > 1:
        each = [member(Words.of(word), items) for word in value.options]
        return each[0] if len(set(each)) == 1 else Verdict.UNKNOWN
    found = max((equal(value, item) for item in items.items), default=Verdict.VIOLATED)
    return found if items.complete else max(found, Verdict.UNKNOWN)


def smallest(values: Iterable[Interval]) -> Interval:
    """Return the minimum of at least one interval."""
    rest = iter(values)
    result = next(rest)
    for value in rest:
        low = None if result.low is None or value.low is None else min(result.low, value.low)
        result = Interval(low, _smaller(result.high, value.high))
    return result


def largest(values: Iterable[Interval]) -> Interval:
    """Return the maximum of at least one interval."""
    return -smallest(-value for value in values)


def number_text(number: Exact) -> str:
    """Return the number as people write it: whole, or with at most two decimals."""
    if isinstance(number, int):
        return str(number)
    rounded = f"{float(number):.2f}"
    return rounded.rstrip("0").rstrip(".")
