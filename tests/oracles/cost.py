"""What both sides cost, paid hour by hour, GB by GB and month by month. Slow and obvious."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rigcheck.cost.cloud import CloudPrices, CloudUse, Tier
from rigcheck.cost.compare import Case

PATIENCE = 2000
"""Months after which nobody waits any more."""


def billed_seconds(seconds: int, unit_s: int, minimum_s: int) -> int:
    """Return the seconds of one start that are paid: until the step of time is over, and for the least time."""
    paid = 0
    while paid < seconds or paid % unit_s:
        paid += 1
    while paid < minimum_s:
        paid += 1
    return paid


def transfer(size_gb: int, free_gb: int, tiers: Sequence[Tier]) -> Fraction:
    """Return what leaves the cloud in a month costs, each GB at the price of its place in the month."""
    paid = Fraction(0)
    for number in range(1, size_gb + 1):
        if number <= free_gb:
            continue
        fitting = [tier for tier in tiers if tier.up_to_gb is None or number <= tier.up_to_gb]
        paid += Fraction((fitting or tiers[-1:])[0].per_gb)
    return paid


def cloud_month(case: Case) -> Fraction:
    """Return what the cloud takes in each month, the whole of the horizon spread over it; starts are to the second."""
    use, prices = case.use, case.prices
    months = Fraction(use.months)
    rented = Fraction(case.cloud_hours) / Fraction(1 - use.lost_share) + Fraction(use.idle_hours)
    whole = rented * Fraction(prices.rate_per_h)
    whole += rented * use.public_ipv4 * Fraction(prices.public_ipv4_per_h or 0)
    whole += Fraction(use.object_gb) * Fraction(use.object_months) * Fraction(prices.object_per_gb_month or 0)
    disks = Fraction(case.cloud_hours) / 730 if use.block_months is None else Fraction(use.block_months)
    whole += Fraction(use.block_gb) * disks * Fraction(prices.block_per_gb_month or 0)
    whole += Fraction(use.writes, 1000) * Fraction(prices.write_per_1000 or 0)
    whole += Fraction(use.reads, 1000) * Fraction(prices.read_per_1000 or 0)
    return whole * Fraction(1 + use.tax_share) / months + monthly_transfer(use, prices) * Fraction(1 + use.tax_share)


def monthly_transfer(use: CloudUse, prices: CloudPrices) -> Fraction:
    """Return what leaves the cloud in each month costs; only for whole GB a month, and where it has a price."""
    return transfer(int(use.egress_gb / use.months), int(prices.egress_free_gb_per_month), prices.egress)


def desktop_month(case: Case) -> Fraction:
    """Return what the desktop takes in each month: electricity and whatever else is paid by the month."""
    desktop = case.desktop
    kwh = Fraction(case.desktop_hours) * Fraction(desktop.wall_w) / 1000
    kwh += Fraction(desktop.idle_hours) * Fraction(desktop.idle_wall_w) / 1000
    electricity = kwh * Fraction(desktop.cooling_factor) * Fraction(desktop.per_kwh)
    return electricity / Fraction(desktop.months) + Fraction(desktop.other_per_month)


def desktop_start(case: Case) -> Fraction:
    """Return what is paid before the first month, what the parts bring in the end taken off."""
    desktop = case.desktop
    paid = Fraction(desktop.parts) - Fraction(desktop.rebates)
    start = paid - max(paid, Fraction(0)) * Fraction(desktop.resale_share)
    start += Fraction(desktop.parts) * Fraction(desktop.tax_share)
    return start + Fraction(desktop.own_hours) * Fraction(desktop.own_rate_per_h)


def first_month_that_owning_is_no_dearer(start: Fraction, desktop: Fraction, cloud: Fraction) -> int | None:
    """Return the first whole month at whose end owning has cost no more than renting; None where patience ends."""
    owned, rented = start, Fraction(0)
    for month in range(PATIENCE + 1):
        if owned <= rented:
            return month
        owned += desktop
        rented += cloud
    return None


def month_with_interest(start: Fraction, saved: Fraction, yearly: Fraction, months: int = PATIENCE) -> int | None:
    """Return the first whole month at whose end savings that are worth less the later they come have paid."""
    monthly = (1 + float(yearly)) ** (1 / 12)
    left = float(start)
    for month in range(months + 1):
        if left <= 0:
            return month
        left -= float(saved) / monthly ** (month + 1)
    return None
