"""Law 1: Kleene's lattice laws hold, and interval arithmetic contains the exact result."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rigcheck.values import (
    Exact,
    Interval,
    Items,
    Value,
    Words,
    equal,
    largest,
    less,
    less_or_equal,
    member,
    smallest,
)
from rigcheck.verdict import Verdict, conjunction, disjunction, negate

VERDICTS = tuple(Verdict)
numbers = st.integers(-50, 50) | st.fractions(-50, 50, max_denominator=8)


def both(a: Verdict, b: Verdict) -> Verdict:
    return conjunction([a, b])


def either(a: Verdict, b: Verdict) -> Verdict:
    return disjunction([a, b])


@st.composite
def bounded(draw: st.DrawFn) -> tuple[Interval, Exact]:
    """An interval, possibly open-ended, and a number inside it."""
    low, inside, high = sorted(draw(st.lists(numbers, min_size=3, max_size=3)))
    shape = draw(st.sampled_from(["point", "closed", "no low", "no high", "open"]))
    if shape == "point":
        return Interval.point(inside), inside
    return Interval(
        None if shape in {"no low", "open"} else low, None if shape in {"no high", "open"} else high
    ), inside


@st.composite
def worded(draw: st.DrawFn) -> tuple[Words, str]:
    """A set of possible words, possibly any, and one of them."""
    word = draw(st.sampled_from("abcd"))
    others = draw(st.none() | st.sets(st.sampled_from("abcd")))
    return Words(None if others is None else frozenset(others | {word})), word


def test_and_and_or_form_a_distributive_lattice() -> None:
    """And and or are associative, commutative, idempotent, absorb and distribute over each other."""
    for a, b, c in product(VERDICTS, repeat=3):
        for op, dual in ((both, either), (either, both)):
            assert op(a, op(b, c)) is op(op(a, b), c)
            assert op(a, b) is op(b, a)
            assert op(a, a) is a
            assert op(a, dual(a, b)) is a
            assert op(a, dual(b, c)) is dual(op(a, b), op(a, c))


def test_not_is_de_morgans_involution() -> None:
    """Not undoes itself and turns and into or; there is no excluded middle for unknown."""
    for a, b in product(VERDICTS, repeat=2):
        assert negate(negate(a)) is a
        assert negate(both(a, b)) is either(negate(a), negate(b))
    assert either(Verdict.UNKNOWN, negate(Verdict.UNKNOWN)) is Verdict.UNKNOWN


def test_and_or_not_keep_the_order_of_information() -> None:
    """Replacing unknown by either truth never contradicts what was already decided."""
    for a, b in product(VERDICTS, repeat=2):
        for known in (Verdict.VIOLATED, Verdict.OK):
            for op in (both, either):
                before, after = op(Verdict.UNKNOWN, b), op(known, b)
                assert before in {Verdict.UNKNOWN, after}
        assert both(a, b) <= a <= either(a, b)


@given(bounded(), bounded())
@pytest.mark.parametrize("op", [operator.add, operator.sub, operator.mul])
def test_arithmetic_contains_the_exact_result(
    op: Callable[[object, object], object], one: tuple[Interval, Exact], other: tuple[Interval, Exact]
) -> None:
    """Whatever numbers two intervals stand for, their sum, difference and product lie in the result."""
    interval, exact = op(one[0], other[0]), op(one[1], other[1])
    assert isinstance(interval, Interval)
    assert isinstance(exact, int | Fraction)
    assert exact in interval


@given(bounded(), numbers.filter(bool))
def test_a_quotient_contains_the_exact_result(one: tuple[Interval, Exact], divisor: Exact) -> None:
    """Whatever number an interval stands for, its quotient by a constant lies in the result."""
    assert Fraction(one[1]) / Fraction(divisor) in one[0].divided_by(divisor)


@given(st.lists(bounded(), min_size=1, max_size=5))
def test_sums_and_extremes_of_lists_contain_the_exact_result(several: list[tuple[Interval, Exact]]) -> None:
    """Whatever numbers a list of intervals stands for, their sum, least and greatest lie in the results."""
    intervals, exacts = [interval for interval, _ in several], [exact for _, exact in several]
    total = intervals[0]
    for interval in intervals[1:]:
        total += interval
    assert sum(exacts) in total
    assert min(exacts) in smallest(intervals)
    assert max(exacts) in largest(intervals)


@given(st.lists(st.tuples(numbers, numbers).map(sorted), min_size=1, max_size=4))
def test_ends_of_the_results_are_reached(several: list[list[Exact]]) -> None:
    """Sum, least and greatest are no wider than needed: their ends are the results at the ends."""
    intervals = [Interval(low, high) for low, high in several]
    lows, highs = [low for low, _ in several], [high for _, high in several]
    total = Interval.point(0)
    for interval in intervals:
        total += interval
    assert total == Interval(sum(lows), sum(highs))
    assert smallest(intervals) == Interval(min(lows), min(highs))
    assert largest(intervals) == Interval(max(lows), max(highs))


def agrees(said: Verdict, truth: bool) -> bool:
    return said in {Verdict.UNKNOWN, Verdict.of(truth)}


@given(bounded(), bounded())
def test_comparisons_are_true_of_every_possible_pair(
    one: tuple[Interval, Exact], other: tuple[Interval, Exact]
) -> None:
    """A decided comparison of intervals is that of every pair of numbers in them; points are always decided."""
    (a, x), (b, y) = one, other
    for said, truth in ((less_or_equal(a, b), x <= y), (less(a, b), x < y), (equal(a, b), x == y)):
        assert agrees(said, truth)
        assert said is not Verdict.UNKNOWN or not (a.is_point and b.is_point)


@given(worded(), st.lists(worded(), max_size=3), st.booleans())
def test_words_and_membership_are_true_of_every_choice(
    one: tuple[Words, str], several: list[tuple[Words, str]], complete: bool
) -> None:
    """A decided equality or membership of word sets is that of every choice of words, and of every longer list."""
    for words, word in several:
        assert agrees(equal(one[0], words), one[1] == word)
    listed: tuple[Value, ...] = tuple(words for words, _ in several)
    said = member(one[0], Items(listed, complete))
    assert agrees(said, one[1] in [word for _, word in several])
    if not complete:
        assert said is not Verdict.VIOLATED


@given(bounded(), bounded())
def test_hull_and_meet_are_union_and_intersection(one: tuple[Interval, Exact], other: tuple[Interval, Exact]) -> None:
    """A hull holds what either holds; a meet holds exactly what both hold."""
    (a, x), (b, y) = one, other
    assert x in a.hull(b)
    assert y in a.hull(b)
    common = a.meet(b)
    for number in (x, y):
        assert (number in a and number in b) == (common is not None and number in common)
