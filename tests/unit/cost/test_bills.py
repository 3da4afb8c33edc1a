"""Lines of both bills on their boundaries: steps of time, tiers, reservations, and what nobody gave a price for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rigcheck.cost.break_even import Steps, busy_hours_to_pay, hours_for_owning_to_win, months_to_pay
from rigcheck.cost.cloud import CloudPrices, CloudUse, Tier, billed_hours, cloud_bill, tiered
from rigcheck.cost.dated import PriceSource
from rigcheck.cost.desktop import desktop_bill
from tests.costs import DESKTOP_2019, PRICES_2019

TIERS = (Tier(Decimal(10), Decimal("0.10")), Tier(Decimal(30), Decimal("0.05")), Tier(None, Decimal("0.01")))
USE = CloudUse(hours=Decimal(100), months=Decimal(10))
DAY = date(2026, 11, 27)


def amount(key: str, use: CloudUse, prices: CloudPrices) -> Decimal:
    return next(line.amount for line in cloud_bill(use, prices).lines if line.key == key)


@pytest.mark.parametrize(
    ("hours", "starts", "unit_s", "minimum_s", "billed"),
    [
        ("0", 5, 1, 60, "0"),
        ("1", 1, 1, 60, "1"),
        ("1", 120, 1, 60, "2"),  # 30 s each, a minute at least
        ("1", 60, 60, 0, "1"),  # a minute each
        ("1.1", 60, 60, 0, "2"),  # 66 s each are two minutes
        ("0.5", 1, 3600, 0, "1"),
        ("2.0001", 2, 3600, 0, "4"),
    ],
)
def test_hours_as_they_are_billed(hours: str, starts: int, unit_s: int, minimum_s: int, billed: str) -> None:
    assert billed_hours(Decimal(hours), starts, unit_s, minimum_s) == Decimal(billed)


@pytest.mark.parametrize(
    ("size", "cost"),
    [("0", "0"), ("10", "1.00"), ("11", "1.05"), ("30", "2.00"), ("31", "2.01"), ("10.5", "1.025")],
)
def test_tiers_of_transfer(size: str, cost: str) -> None:
    assert tiered(Decimal(size), TIERS) == Decimal(cost)


def test_what_is_free_each_month_is_off_the_dearest_gb() -> None:
    prices = CloudPrices(Decimal(0), egress_free_gb_per_month=Decimal(5), egress=TIERS)
    use = replace(USE, egress_gb=Decimal(200))
    assert amount("egress", use, prices) == Decimal("10.00")  # ten months of 5 GB for 0.10 and 10 GB for 0.05
    assert amount("egress", replace(use, egress_gb=Decimal(50)), prices) == 0
    assert amount("egress", use, replace(prices, egress_free_gb_per_month=Decimal(500))) == 0


@pytest.mark.parametrize(
    ("egress_gb", "said"),
    [("50", "(5 GB - 2 GB free) x 0.1"), ("100", "(10 GB - 2 GB free) x 0.1"), ("110", "x 0.1 to 0.05 by 2 tiers")],
)
def test_the_arithmetic_of_transfer_says_its_prices(egress_gb: str, said: str) -> None:
    prices = CloudPrices(Decimal(0), egress_free_gb_per_month=Decimal(2), egress=TIERS)
    bill = cloud_bill(replace(USE, egress_gb=Decimal(egress_gb)), prices)
    assert next(line.how for line in bill.lines if line.key == "egress").endswith(said)


@pytest.mark.parametrize(("months", "hours"), [("1", 8760), ("12", 8760), ("12.5", 17520), ("24", 17520)])
def test_a_reservation_is_paid_to_its_end(months: str, hours: int) -> None:
    prices = replace(PRICES_2019, rate_per_h=Decimal(1), term_months=12)
    assert amount("compute", replace(USE, hours=Decimal(1), months=Decimal(months)), prices) == hours


def test_more_work_than_one_instance_does_takes_two_reservations() -> None:
    prices = replace(PRICES_2019, rate_per_h=Decimal(1), term_months=12)
    use = replace(USE, months=Decimal(12))
    assert amount("compute", replace(use, hours=Decimal(8760)), prices) == 8760
    assert amount("compute", replace(use, hours=Decimal(8761)), prices) == 2 * 8760


def test_what_nobody_gave_a_price_for_is_named_and_costs_nothing() -> None:
    use = replace(
        USE,
        object_gb=Decimal(5),
        object_months=Decimal(1),
        block_gb=Decimal(6),
        block_months=Decimal(1),
        writes=1,
        egress_gb=Decimal(7),
        public_ipv4=1,
    )
    bill = cloud_bill(use, CloudPrices(Decimal(1)))
    assert bill.unpriced == (
        "5 GB of object storage",
        "6 GB of block storage",
        "requests",
        "7 GB of transfer out",
        "public IPv4 addresses",
    )
    assert bill.total == 100
    assert cloud_bill(USE, CloudPrices(Decimal(1))).unpriced == ()


def test_lost_hours_are_a_share_of_the_rented_ones() -> None:
    """Of 125 rented hours a fifth is lost, and 100 are left."""
    bill = cloud_bill(replace(USE, lost_share=Decimal("0.2")), CloudPrices(Decimal(1)))
    assert [(line.key, line.amount) for line in bill.lines if line.amount] == [
        ("compute", Decimal(100)),
        ("lost", Decimal(25)),
    ]


def test_tax_is_on_everything() -> None:
    use = replace(
        USE, idle_hours=Decimal(10), tax_share=Decimal("0.1"), object_gb=Decimal(100), object_months=Decimal(1)
    )
    prices = replace(PRICES_2019, rate_per_h=Decimal(1), object_per_gb_month=Decimal("0.1"))
    assert amount("tax", use, prices) == Decimal(12)


def test_a_desktop_with_everything_on_its_bill() -> None:
    desktop = replace(
        DESKTOP_2019,
        wall_w=Decimal(1000),
        per_kwh=Decimal("0.2"),
        tax_share=Decimal("0.1"),
        cooling_factor=Decimal("1.5"),
        idle_hours=Decimal(100),
        idle_wall_w=Decimal(50),
        own_hours=Decimal(3),
        own_rate_per_h=Decimal(20),
        other_per_month=Decimal(2),
        resale_share=Decimal("0.25"),
    )
    assert {line.key: f"{line.amount}" for line in desktop_bill(desktop, Decimal(10)).lines} == {
        "parts": "1371.72",
        "rebates": "-45.00",
        "tax": "137.17",  # on what the shop took, as rebates come from the maker
        "electricity": "3.00",
        "idle_electricity": "1.50",
        "own_time": "60.00",
        "other": "48.00",
        "resale": "-331.68",
    }


# --- when owning pays ---


@pytest.mark.parametrize(
    ("net", "cloud", "desktop", "hours"),
    [("100", "1", "0.5", "200"), ("100", "0.5", "0.5", None), ("100", "0.4", "0.5", None), ("0", "0.4", "0.5", "0")],
)
def test_busy_hours_until_it_is_paid(net: str, cloud: str, desktop: str, hours: str | None) -> None:
    assert busy_hours_to_pay(Decimal(net), Decimal(cloud), Decimal(desktop)) == (
        None if hours is None else Decimal(hours)
    )


def test_interest_can_eat_all_savings() -> None:
    assert months_to_pay(Decimal(1000), Decimal(10)) == 100
    assert months_to_pay(Decimal(1000), Decimal(10), Decimal("0.2")) is None
    later = months_to_pay(Decimal(1000), Decimal(100), Decimal("0.12"))
    assert later is not None
    assert Decimal(10) < later < Decimal(11)


@pytest.mark.parametrize(
    ("capital", "cloud_hour", "desktop_hour", "cloud_fixed", "hours"),
    [
        ("50", "1", "0.5", "0", "100"),
        ("500", "1", "0.5", "0", "1000"),
        ("501", "1", "0.5", "0", None),  # more than the thousand hours there are
        ("50", "0.5", "0.5", "0", None),
        ("50", "1", "0.5", "60", "0"),
        ("50", "0.5", "1", "60", None),  # wins below 20 hours and loses above
        ("50", "0.5", "1", "600", "0"),  # wins with all hours, too
        ("0", "0", "0", "0", "0"),
    ],
)
def test_hours_from_which_on_owning_wins(
    capital: str, cloud_hour: str, desktop_hour: str, cloud_fixed: str, hours: str | None
) -> None:
    second = Decimal(1) / 3600
    steps = Steps(second, Decimal(cloud_hour) * second)
    found = hours_for_owning_to_win(Decimal(capital), Decimal(desktop_hour), Decimal(cloud_fixed), steps, Decimal(1000))
    assert (found is None) == (hours is None)
    assert found is None or hours is None or abs(found - Decimal(hours)) <= second


@pytest.mark.parametrize(
    ("capital", "hour", "least", "hours"),
    [
        ("95", "0.5", 1, "180"),  # each ten hours save 5, paid when they begin: nineteen of them have to
        ("25", "-0.5", 1, "10"),  # the cloud charges besides: 10 + 10 h in the first step is too little
        ("45", "0", 5, "0"),  # five steps are paid at least
        ("55", "0", 5, "50"),
        ("500", "0", 5, "490"),
        ("1001", "0", 5, None),
    ],
)
def test_hours_where_the_cloud_is_billed_in_steps(capital: str, hour: str, least: int, hours: str | None) -> None:
    steps = Steps(Decimal(10), Decimal(10), least)
    found = hours_for_owning_to_win(Decimal(capital), Decimal(hour), Decimal(0), steps, Decimal(1000))
    assert found == (None if hours is None else Decimal(hours))


# --- how old a price is ---


@pytest.mark.parametrize(
    ("held", "old"),
    [
        ("2025-11-27", False),
        ("2025-11-26", True),
        ("2025-11", False),  # it may have held until the 30th
        ("2025-10", True),
        ("2025", False),
        ("2024", True),
        ("2025-S2", False),
        ("2025-S1", True),
        ("2025-Q4", False),
        ("2025-Q3", True),
        ("2024-02-29", True),
        (None, False),
    ],
)
def test_a_price_is_old_after_a_year(held: str | None, old: bool) -> None:
    assert PriceSource("a thing", held, "somebody").is_old(DAY) is old
