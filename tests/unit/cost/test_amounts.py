"""Money keeps its currency and its cents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rigcheck.cost.bill import Bill, Line, plain_number
from rigcheck.cost.money import Exchange, Money, money_text
from rigcheck.errors import UsageError
from rigcheck.money import cents


def test_a_rate_leads_one_way_and_without_one_currencies_do_not_add_up() -> None:
    exchange = Exchange("USD", {"EUR": Decimal("1.1")})
    assert exchange.into(Money(Decimal(10), "EUR")) == Money(Decimal("11.0"), "USD")
    assert exchange.turn("USD")(Decimal(7)) == 7
    with pytest.raises(UsageError, match="GBP"):
        exchange.into(Money(Decimal(10), "GBP"))
    with pytest.raises(UsageError, match="--exchange USD=RATE"):
        Exchange("EUR", {"GBP": Decimal(1)}).into(Money(Decimal(1), "USD"))


def test_every_currency_without_a_rate_is_told_once() -> None:
    problems = Exchange("USD", {"EUR": Decimal(1)}).problems(["USD", "EUR", "JPY", "GBP", "JPY"])
    assert [
        f"--exchange {one}=RATE" in problem.hint for one, problem in zip(("GBP", "JPY"), problems, strict=True)
    ] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("0.0049", "0.00"),
        ("-0.001", "0.00"),
        ("2160", "2160.00"),
        ("1E+3", "1000.00"),
        ("1326.715", "1326.72"),
    ],
)
def test_halves_go_away_from_nothing_and_nothing_is_never_negative(amount: str, text: str) -> None:
    assert money_text(Decimal(amount)) == text
    assert cents(Decimal(amount)) == Decimal(text)


def test_a_total_is_of_the_lines_as_they_are_written() -> None:
    third = Decimal("0.004")
    bill = Bill(tuple(Line(str(number), third, "") for number in range(3)))
    assert (bill.total, bill.exact) == (Decimal(0), Decimal("0.012"))
    assert bill.of("0", "2", "none") == Decimal("0.008")


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("2880", 4, "2880"),
        ("0.10", 4, "0.1"),
        ("2.08333", 4, "2.0833"),
        ("100", 0, "100"),
        ("0", 4, "0"),
        ("1E+2", 4, "100"),
    ],
)
def test_numbers_for_reading(value: str, places: int, text: str) -> None:
    assert plain_number(Decimal(value), places) == text
