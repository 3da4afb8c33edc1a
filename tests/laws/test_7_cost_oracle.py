"""Law 7 against the oracle: whoever pays hour by hour, GB by GB and month by month comes to the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from rigcheck.cost.break_even import months_to_pay, present_value
from rigcheck.cost.cloud import CloudPrices, CloudUse, Tier, billed_hours, cloud_bill, tiered
from rigcheck.cost.compare import Case, outcome
from tests.costs import cases, decimals, tiers
from tests.oracles.cost import (
    PATIENCE,
    billed_seconds,
    cloud_month,
    desktop_month,
    desktop_start,
    first_month_that_owning_is_no_dearer,
    month_with_interest,
    transfer,
)

HAIR = Fraction(1, 10**9)


@given(st.integers(0, 20_000), st.integers(1, 6), st.sampled_from([1, 60, 3600]), st.sampled_from([0, 60, 100, 600]))
def test_a_start_is_billed_as_its_clock_runs(seconds: int, starts: int, unit_s: int, minimum_s: int) -> None:
    hours = Decimal(seconds * starts) / 3600
    assume(seconds and Fraction(hours) * 3600 == seconds * starts)
    billed = billed_hours(hours, starts, unit_s, minimum_s)
    assert round(billed * 3600) == billed_seconds(seconds, unit_s, minimum_s) * starts
    assert billed >= hours


@given(st.integers(0, 2500), st.sampled_from([0, 1, 100]), tiers())
def test_every_gb_costs_the_price_of_its_place_in_the_month(size: int, free: int, rising: tuple[Tier, ...]) -> None:
    use = CloudUse(hours=Decimal(0), months=Decimal(1), egress_gb=Decimal(size))
    bill = cloud_bill(use, CloudPrices(Decimal(0), egress_free_gb_per_month=Decimal(free), egress=rising))
    assert Fraction(bill.of("egress")) == transfer(size, free, rising)
    assert Fraction(tiered(Decimal(size), rising)) == transfer(size, 0, rising)


def whole(case: Case) -> Case:
    """Return the case as the oracle can pay it: whole GB of transfer in a month and starts of whole seconds."""
    months = case.use.months
    return replace(case, use=replace(case.use, starts=1, egress_gb=months * int(case.use.egress_gb / months)))


def second(case: Case) -> Fraction:
    """Return what the second costs that the one start may be rounded up to."""
    rate = case.prices.rate_per_h + (case.prices.public_ipv4_per_h or 0) * case.use.public_ipv4
    return Fraction(rate * (1 + case.use.tax_share) / (1 - case.use.lost_share)) / 3600


@given(cases(by_second=True))
def test_both_bills_are_what_the_months_come_to(case: Case) -> None:
    case = whole(case)
    found = outcome(case)
    months = Fraction(case.use.months)
    assert 0 <= Fraction(found.cloud.exact) - cloud_month(case) * months + HAIR <= second(case) + 2 * HAIR
    owned = desktop_start(case) + desktop_month(case) * months
    assert abs(Fraction(found.desktop.exact) - owned) < HAIR


@given(cases(by_second=True))
def test_the_months_are_those_of_whoever_pays_month_by_month(case: Case) -> None:
    case = whole(case)
    found = outcome(case)
    assume(found.fits)
    months = found.months
    rented = cloud_month(case)
    paid = {
        first_month_that_owning_is_no_dearer(desktop_start(case), desktop_month(case), cloud)
        for cloud in (rented, rented + second(case) / Fraction(case.use.months))
    }
    if months is None or months > PATIENCE:
        assert None in paid
    else:
        assert {_ceiling(months - Decimal("1e-9")), _ceiling(months + Decimal("1e-9"))} & paid


@given(decimals("0.01", "5000"), decimals("1", "900"), decimals("0", "0.4"))
def test_with_interest_the_savings_are_counted_one_by_one(net: Decimal, saved: Decimal, yearly: Decimal) -> None:
    months = months_to_pay(net, saved, yearly)
    paid = month_with_interest(Fraction(net), Fraction(saved), Fraction(yearly))
    if months is None or months > PATIENCE:
        assert paid is None
    else:
        assert paid in {_ceiling(months - Decimal("1e-6")), _ceiling(months + Decimal("1e-6"))}


@given(decimals("0", "900"), st.integers(0, 60), decimals("0", "0.4"))
def test_a_present_value_is_that_of_every_payment(amount: Decimal, months: int, yearly: Decimal) -> None:
    monthly = (1 + float(yearly)) ** (1 / 12)
    slow = sum(float(amount) / monthly**month for month in range(1, months + 1))
    assert abs(float(present_value(amount, Decimal(months), yearly)) - slow) < 1e-6


def _ceiling(months: Decimal) -> int:
    return max(0, int(months.to_integral_value("ROUND_CEILING")))
