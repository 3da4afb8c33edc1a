from __future__ import annotations

from decimal import Decimal

from rigcheck.engine.build import Build, BuildPart, NotUnderstood, numbered
from rigcheck.engine.money import money_of
from rigcheck.lists.model import Price
from rigcheck.schema.kinds import Kind
from rigcheck.values import Interval, Value, Words
from rigcheck.verdict import Verdict


def part(kind: Kind, amount: str | None, currency: str = "USD", quantity: int = 1, units: int = 1) -> BuildPart:
    price = Price(Decimal(amount), currency, units=units) if amount else None
    return BuildPart("", kind, quantity, kind, {}, price=price)


def figures(*parts: BuildPart, not_understood: tuple[NotUnderstood, ...] = ()) -> dict[str, Value]:
    return money_of(Build(numbered(parts), not_understood=not_understood))


def test_every_part_with_its_price() -> None:
    money = figures(part("cpu", "209.99"), part("gpu", "959.98", quantity=2, units=2), part("case", "76"))
    assert money["priced"] is Verdict.OK
    assert money["money"] == Interval.point(Decimal("1245.97"))
    assert money["gpu_money"] == Interval.point(Decimal("959.98"))
    assert money["cpu_money"] == Interval.point(Decimal("209.99"))
    assert money["gpu_price"] == Words.of("959.98 USD")
    assert money["price"] == Words.of("1245.97 USD")


def test_a_price_for_several_is_not_multiplied() -> None:
    money = figures(part("gpu", "700", quantity=2, units=2))
    assert money["gpu_money"] == Interval.point(700)
    assert money["cpu_money"] == Interval.point(0)


def test_a_share_of_a_price_for_several_is_in_cents() -> None:
    assert figures(part("gpu", "100", quantity=1, units=3))["gpu_money"] == Interval.point(Decimal("33.33"))


def test_half_a_cent_is_rounded_up_as_on_bills() -> None:
    assert figures(part("gpu", "0.25", quantity=1, units=2))["gpu_price"] == Words.of("0.13 USD")
    assert figures(part("gpu", "0.50", quantity=1, units=4))["gpu_price"] == Words.of("0.13 USD")


def test_a_price_for_one_of_two_units_is_no_price_of_the_other() -> None:
    """Two rows of one part, the second without a price, are one part whose price pays for one unit."""
    assert figures(part("gpu", "700", quantity=2, units=1)) == {"priced": Verdict.VIOLATED}


def test_more_units_of_a_priced_part_cost_the_same_each() -> None:
    one = part("gpu", "700", quantity=2, units=2)
    assert figures(one.units(3))["gpu_money"] == Interval.point(1050)
    partly = part("gpu", "700", quantity=2, units=1)
    assert figures(partly.units(3)) == {"priced": Verdict.VIOLATED}
    assert figures(partly.units(1))["gpu_money"] == Interval.point(700)


def test_bare_numbers_are_money_too() -> None:
    assert figures(part("gpu", "700", "XXX"))["gpu_price"] == Words.of("700.00")


def test_nothing_is_said_of_money_where_a_price_is_missing() -> None:
    without = {"priced": Verdict.VIOLATED}
    assert figures() == without
    assert figures(part("cpu", "209.99"), part("gpu", None)) == without
    assert figures(part("cpu", "209.99"), part("gpu", "400", "EUR")) == without
    assert figures(part("cpu", "1e30"), part("gpu", "400")) == without
    assert figures(part("cpu", "209.99"), not_understood=(NotUnderstood(3, "a thing"),)) == without
