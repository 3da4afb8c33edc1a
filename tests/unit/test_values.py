"""Intervals, word sets and open lists: what a reader of a report would expect of single values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from rigcheck.values import (
    ANY_WORD,
    NO_ITEMS_KNOWN,
    NON_NEGATIVE,
    Interval,
    Items,
    Record,
    Value,
    Words,
    equal,
    exact,
    largest,
    less,
    less_or_equal,
    member,
    number_text,
    smallest,
)
from rigcheck.verdict import Verdict

OK, UNKNOWN, VIOLATED = Verdict.OK, Verdict.UNKNOWN, Verdict.VIOLATED
point = Interval.point


def test_decimals_are_kept_exactly() -> None:
    assert exact(Decimal("0.1")) * 3 == Fraction(3, 10)
    assert exact(Decimal("2.0")) == 2
    assert isinstance(exact(Decimal("2.0")), int)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (point(330), point(330), OK),
        (point(331), point(330), VIOLATED),
        (Interval(230, 330), point(330), OK),
        (Interval(230, 331), point(330), UNKNOWN),
        (Interval(331, 400), point(330), VIOLATED),
        (NON_NEGATIVE, point(330), UNKNOWN),
        (NON_NEGATIVE, NON_NEGATIVE, UNKNOWN),
        (point(0), NON_NEGATIVE, OK),
        (point(-1), NON_NEGATIVE, OK),
        (Interval(None, 3), point(3), OK),
        (Interval(4, None), point(3), VIOLATED),
    ],
)
def test_at_most(a: Interval, b: Interval, verdict: Verdict) -> None:
    assert less_or_equal(a, b) is verdict


def test_less_than_excludes_the_boundary() -> None:
    assert less(point(3), point(3)) is VIOLATED
    assert less(Interval(1, 2), point(3)) is OK
    assert less(Interval(1, 3), point(3)) is UNKNOWN


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (point(4), point(Decimal("4.0")), OK),
        (Interval(1, 3), Interval(3, 5), UNKNOWN),
        (Interval(1, 3), Interval(4, 5), VIOLATED),
        (Interval(1, 3), Interval(1, 3), UNKNOWN),
        (Words.of("am4"), Words.of("am4"), OK),
        (Words.of("am4"), Words.of("am5"), VIOLATED),
        (Words.of("am4", "am5"), Words.of("am5"), UNKNOWN),
        (Words.of("am4", "am5"), Words.of("lga1700"), VIOLATED),
        (ANY_WORD, Words.of("am4"), UNKNOWN),
        (OK, VIOLATED, VIOLATED),
        (VIOLATED, VIOLATED, OK),
        (UNKNOWN, OK, UNKNOWN),
    ],
)
def test_equal(a: Value, b: Value, verdict: Verdict) -> None:
    assert equal(a, b) is verdict
    assert equal(b, a) is verdict


def test_a_number_and_a_word_are_never_compared() -> None:
    with pytest.raises(TypeError, match="Interval with Words"):
        equal(point(1), Words.of("am4"))


@pytest.mark.parametrize(
    ("value", "items", "verdict"),
    [
        (Words.of("atx"), Items((Words.of("atx"), Words.of("eatx"))), OK),
        (Words.of("atx"), Items((Words.of("eatx"),)), VIOLATED),
        (Words.of("atx"), Items((Words.of("eatx"),), complete=False), UNKNOWN),
        (Words.of("atx"), Items((Words.of("atx"),), complete=False), OK),
        (Words.of("atx"), NO_ITEMS_KNOWN, UNKNOWN),
        (ANY_WORD, Items(()), VIOLATED),
        (ANY_WORD, Items((Words.of("atx"),)), UNKNOWN),
        (Words.of("atx", "eatx"), Items((Words.of("atx"), Words.of("eatx"))), OK),
        (Words.of("atx", "eatx"), Items((Words.of("atx"),)), UNKNOWN),
        (Words.of("atx", "eatx"), Items((Words.of("mini-itx"),)), VIOLATED),
        (point(240), Items((Interval(240, 280),)), UNKNOWN),
    ],
)
def test_member(value: Value, items: Items, verdict: Verdict) -> None:
    assert member(value, items) is verdict


def test_nothing_times_infinity_is_nothing() -> None:
    assert point(0) * NON_NEGATIVE == point(0)
    assert Interval(0, 2) * NON_NEGATIVE == NON_NEGATIVE
    assert Interval(-1, 2) * NON_NEGATIVE == Interval(None, None)


def test_missing_numbers_leave_sums_and_differences_open() -> None:
    assert point(300) + NON_NEGATIVE == Interval(300, None)
    assert point(300) - NON_NEGATIVE == Interval(None, 300)
    assert Interval(10, 20) - Interval(1, 5) == Interval(5, 19)
    assert Interval(10, 20).divided_by(Fraction(1, 2)) == Interval(20, 40)


def test_least_and_greatest_of_bounds() -> None:
    assert smallest([Interval(1, 9), Interval(3, 4), NON_NEGATIVE]) == Interval(0, 4)
    assert largest([Interval(1, 9), Interval(3, 4)]) == Interval(3, 9)
    assert largest([Interval(1, 9), NON_NEGATIVE]) == Interval(1, None)


def test_hull_and_meet() -> None:
    assert Interval(1, 2).hull(Interval(5, None)) == Interval(1, None)
    assert Interval(1, 4).meet(Interval(3, None)) == Interval(3, 4)
    assert Interval(1, 2).meet(Interval(3, 4)) is None
    assert Words.of("a").hull(Words.of("b")) == Words.of("a", "b")
    assert Words.of("a").hull(ANY_WORD) == ANY_WORD
    assert Words.of("a").meet(Words.of("b")) is None
    assert Words.of("a").meet(ANY_WORD) == ANY_WORD.meet(Words.of("a")) == Words.of("a")


def test_only_numbers_inside_are_contained() -> None:
    assert 3 in Interval(3, 4)
    assert 5 not in Interval(3, 4)
    assert 10**9 in Interval(3, None)


def test_records_can_be_keys() -> None:
    one, same = (Record({"length_mm": point(1)}, "gpu#1") for _ in range(2))
    assert len({one, same}) == 1


@pytest.mark.parametrize(
    ("number", "text"),
    [(267, "267"), (Fraction(5, 2), "2.5"), (Fraction(508, 25), "20.32"), (Fraction(1, 3), "0.33")],
)
def test_numbers_are_written_as_people_write_them(number: int | Fraction, text: str) -> None:
    assert number_text(number) == text
