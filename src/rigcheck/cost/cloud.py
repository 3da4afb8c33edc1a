"""The cloud's bill: computing by the hour as it is billed, storage by the month, transfer by its tiers, and tax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from rigcheck.cost.bill import Bill, Line, plain_number
from rigcheck.cost.workload import HOURS_PER_MONTH

SECONDS: Final = 3600
HAIR: Final = 20
"""Decimals below which a share of an instance is the rounding of a division and no work."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A price of transfer up to a monthly amount; None for the last tier."""

    up_to_gb: Decimal | None
    per_gb: Decimal


@dataclass(frozen=True, slots=True)
class CloudPrices:
    """What a provider asks, all in one currency; None where nobody gave a price."""

    rate_per_h: Decimal
    term_months: int | None = None
    """Of a reservation: every hour of it is paid, used or not."""
    unit_s: int = 1
    """Computing is billed in steps of so many seconds …"""
    minimum_s: int = 0
    """… and for at least so many at each start."""
    object_per_gb_month: Decimal | None = None
    block_per_gb_month: Decimal | None = None
    write_per_1000: Decimal | None = None
    read_per_1000: Decimal | None = None
    egress_free_gb_per_month: Decimal = Decimal(0)
    egress: tuple[Tier, ...] = ()
    """Empty where nobody gave a price."""
    public_ipv4_per_h: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CloudUse:
    """What the work takes over the horizon."""

    hours: Decimal
    """Busy hours of the instance."""
    months: Decimal
    """The horizon."""
    idle_hours: Decimal = Decimal(0)
    lost_share: Decimal = Decimal(0)
    """Of the rented hours: work that is lost when spot instances are taken back."""
    starts: int = 1
    object_gb: Decimal = Decimal(0)
    object_months: Decimal = Decimal(0)
    block_gb: Decimal = Decimal(0)
    block_months: Decimal | None = Decimal(0)
    """None: as long as instances compute."""
    writes: int = 0
    reads: int = 0
    egress_gb: Decimal = Decimal(0)
    public_ipv4: int = 0
    tax_share: Decimal = Decimal(0)


def cloud_bill(use: CloudUse, prices: CloudPrices) -> Bill:
    """Return what the work costs in a cloud, without anything that nobody gave a price for: `unpriced` names that."""
    lines = [line for line in _lines(use, prices) if isinstance(line, Line)]
    unpriced = tuple(line for line in _lines(use, prices) if isinstance(line, str))
    before = sum((line.exact for line in lines), Decimal(0))
    how = f"{plain_number(use.tax_share * 100)} % of {plain_number(before, 2)}"
    return Bill((*lines, Line("tax", before * use.tax_share, how)), unpriced)


def billed_hours(hours: Decimal, starts: int, unit_s: int, minimum_s: int) -> Decimal:
    """Return the hours that are billed: each start in whole steps of time, and for the least time at least."""
    if not hours:
        return Decimal(0)
    each = hours * SECONDS / starts
    stepped = (each / unit_s).to_integral_value(ROUND_CEILING) * unit_s
    billed = max(stepped, Decimal(minimum_s))
    return hours if billed == each else billed * starts / SECONDS


def _lines(use: CloudUse, prices: CloudPrices) -> Iterator[Line | str]:
    billed = billed_hours(use.hours, use.starts, prices.unit_s, prices.minimum_s)
    lost = billed / (1 - use.lost_share) - billed
    yield from _computing(billed, lost, use, prices)
    yield from _stored("object_storage", use.object_gb, use.object_months, prices.object_per_gb_month)
    computing = use.hours / HOURS_PER_MONTH
    kept = computing if use.block_months is None else use.block_months
    yield from _stored("block_storage", use.block_gb, kept, prices.block_per_gb_month)
    yield from _requests(use, prices)
    yield _egress(use, prices)
    rented = (billed + lost + use.idle_hours) * use.public_ipv4
    if rented and prices.public_ipv4_per_h is None:
        yield "public IPv4 addresses"
    each = prices.public_ipv4_per_h or Decimal(0)
    yield Line("address", rented * each, f"{plain_number(rented, 2)} h x {plain_number(each)}")


def _computing(billed: Decimal, lost: Decimal, use: CloudUse, prices: CloudPrices) -> Iterator[Line]:
    rate = plain_number(prices.rate_per_h, 6)
    if prices.term_months:
        count = instances_for(use)
        reserved = count * reserved_hours(use.months, prices.term_months)
        terms = terms_of(use.months, prices.term_months)
        said = f"{plain_number(terms)} x {prices.term_months} months x {HOURS_PER_MONTH} h, used or not, x {rate}"
        if count > 1:
            said = f"{plain_number(count)} instances x {said}"
        yield Line("compute", reserved * prices.rate_per_h, said)
        return
    yield Line("compute", billed * prices.rate_per_h, f"{plain_number(billed, 2)} h x {rate}")
    yield Line("lost", lost * prices.rate_per_h, f"{plain_number(lost, 2)} h x {rate}")
    yield Line("idle", use.idle_hours * prices.rate_per_h, f"{plain_number(use.idle_hours, 2)} h x {rate}")


def terms_of(months: Decimal, term_months: int) -> Decimal:
    """Return the whole terms that a horizon takes."""
    return (months / term_months).to_integral_value(ROUND_CEILING)


def reserved_hours(months: Decimal, term_months: int) -> Decimal:
    """Return the hours of one reserved instance that are paid over a horizon, used or not."""
    return terms_of(months, term_months) * term_months * HOURS_PER_MONTH


def instances_for(use: CloudUse) -> Decimal:
    """Return how many instances have the hours that the work needs; a hair above a whole number is that number."""
    needed = use.hours / (use.months * HOURS_PER_MONTH * (1 - use.lost_share))
    return max(Decimal(1), round(needed, HAIR).to_integral_value(ROUND_CEILING))


def _stored(key: str, size: Decimal, months: Decimal, price: Decimal | None) -> Iterator[Line | str]:
    if size and months and price is None:
        yield f"{plain_number(size)} GB of {key.replace('_', ' ')}"
    each = price or Decimal(0)
    how = f"{plain_number(size)} GB x {plain_number(months, 2)} months x {plain_number(each)}"
    yield Line(key, size * months * each, how)


def _requests(use: CloudUse, prices: CloudPrices) -> Iterator[Line | str]:
    write, read = prices.write_per_1000, prices.read_per_1000
    if (use.writes and write is None) or (use.reads and read is None):
        yield "requests"
    amount = use.writes * (write or Decimal(0)) / 1000 + use.reads * (read or Decimal(0)) / 1000
    how = f"{use.writes} writes x {plain_number(write or Decimal(0), 6)} / 1000"
    how += f" + {use.reads} reads x {plain_number(read or Decimal(0), 6)} / 1000"
    yield Line("requests", amount, how)


def _egress(use: CloudUse, prices: CloudPrices) -> Line | str:
    """Return what leaves the cloud: the same amount each month, what is free of it off, the rest by its tiers."""
    if use.egress_gb and not prices.egress:
        return f"{plain_number(use.egress_gb)} GB of transfer out"
    monthly = use.egress_gb / use.months
    free = min(monthly, prices.egress_free_gb_per_month)
    amount = (tiered(monthly, prices.egress) - tiered(free, prices.egress)) * use.months
    how = f"{plain_number(use.months, 2)} months x ({plain_number(monthly)} GB - {plain_number(free)} GB free)"
    return Line("egress", amount, f"{how} x {_asked(monthly, prices.egress)}")


def _asked(size: Decimal, tiers: Sequence[Tier]) -> str:
    """Return the prices that the GB of a month come to cost."""
    starts = [Decimal(0), *(tier.up_to_gb or Decimal(0) for tier in tiers)]
    reached = [tier.per_gb for tier, start in zip(tiers, starts, strict=False) if start < size] or [Decimal(0)]
    first, last = plain_number(reached[0], 6), plain_number(reached[-1], 6)
    return first if len(reached) == 1 else f"{first} to {last} by {len(reached)} tiers"


def tiered(size: Decimal, tiers: Sequence[Tier]) -> Decimal:
    """Return what an amount costs where its first GB cost one price and further ones another."""
    amount, reached = Decimal(0), Decimal(0)
    for tier in tiers:
        top = size if tier.up_to_gb is None else min(size, tier.up_to_gb)
        amount += max(Decimal(0), top - reached) * tier.per_gb
        reached = max(reached, top)
    return amount + max(Decimal(0), size - reached) * (tiers[-1].per_gb if tiers else Decimal(0))
