"""Cases of `rigcheck cost` that several tests share: the article's, and random ones."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from rigcheck.cost.cloud import CloudPrices, CloudUse, Tier
from rigcheck.cost.compare import Case
from rigcheck.cost.desktop import Desktop

LIST: Final = "examples/ml-desktop-2019.txt"
WORKLOAD: Final = "examples/workloads/article-2019.toml"
DAY: Final = "2026-11-27"
ARTICLE: Final = (LIST, "--workload", WORKLOAD, "--as-of", DAY)
"""The call for the article of 2019, seen from a day."""

PRICES_2019: Final = CloudPrices(
    rate_per_h=Decimal("0.75"),
    object_per_gb_month=Decimal("0.023"),
    block_per_gb_month=Decimal("0.10"),
    write_per_1000=Decimal("0.005"),
    read_per_1000=Decimal("0.0004"),
    egress=(Tier(None, Decimal("0.09")),),
)
DESKTOP_2019: Final = Desktop(
    parts=Decimal("1371.72"),
    rebates=Decimal(45),
    wall_w=Decimal(290) / Decimal("0.90"),
    per_kwh=Decimal("0.1301"),
    months=Decimal(24),
)


def article(ratio: str = "1", **desktop: Any) -> Case:
    """Return the article's plan, computing alone, with one belief about the speeds of both sides."""
    return Case(
        work_hours=Decimal(2880),
        ratio=Decimal(ratio),
        measured_ratio=None,
        use=CloudUse(hours=Decimal(0), months=Decimal(24), starts=10),
        prices=PRICES_2019,
        desktop=replace(DESKTOP_2019, **desktop),
    )


def decimals(low: str, high: str, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Return numbers with so many decimals."""
    return st.decimals(Decimal(low), Decimal(high), allow_nan=False, allow_infinity=False, places=places)


@st.composite
def tiers(draw: st.DrawFn) -> tuple[Tier, ...]:
    """Return up to four tiers of transfer, at times none; the totals rise and the last one may end."""
    ends = sorted(draw(st.sets(st.integers(101, 2000), max_size=3)))
    ends_open = [*map(Decimal, ends), None] if draw(st.booleans()) or not ends else list(map(Decimal, ends))
    return tuple(Tier(end, draw(decimals("0", "0.2"))) for end in ends_open)


@st.composite
def uses(draw: st.DrawFn, months: Decimal) -> CloudUse:
    """Return what work takes from a cloud."""
    return CloudUse(
        hours=Decimal(0),
        months=months,
        idle_hours=draw(decimals("0", "100")),
        lost_share=draw(decimals("0", "0.5")),
        starts=draw(st.integers(1, 20)),
        object_gb=draw(decimals("0", "500")),
        object_months=draw(decimals("0", "48")),
        block_gb=draw(decimals("0", "500")),
        block_months=draw(st.one_of(st.none(), decimals("0", "48"))),
        writes=draw(st.integers(0, 10**6)),
        reads=draw(st.integers(0, 10**6)),
        egress_gb=draw(decimals("0", "9000")),
        public_ipv4=draw(st.integers(0, 2)),
        tax_share=draw(decimals("0", "0.25")),
    )


@st.composite
def prices(draw: st.DrawFn, *, by_second: bool = False) -> CloudPrices:
    """Return what a provider asks; with `by_second` no start is rounded up."""
    return CloudPrices(
        rate_per_h=draw(st.one_of(decimals("0", "0.3"), decimals("0", "40"))),
        unit_s=1 if by_second else draw(st.sampled_from([1, 60, 3600])),
        minimum_s=0 if by_second else draw(st.sampled_from([0, 60, 600])),
        object_per_gb_month=draw(decimals("0", "0.2", 3)),
        block_per_gb_month=draw(decimals("0", "0.2", 3)),
        write_per_1000=draw(decimals("0", "0.01", 4)),
        read_per_1000=draw(decimals("0", "0.01", 4)),
        egress_free_gb_per_month=Decimal(draw(st.sampled_from([0, 1, 100]))),
        egress=draw(tiers()),
        public_ipv4_per_h=draw(decimals("0", "0.01", 3)),
    )


@st.composite
def desktops(draw: st.DrawFn, months: Decimal) -> Desktop:
    """Return a desktop; its rebates may be above its price."""
    return Desktop(
        parts=draw(decimals("0", "20000")),
        rebates=draw(st.sampled_from([Decimal(0), Decimal(45), Decimal(3000)])),
        wall_w=draw(decimals("0", "3000", 1)),
        per_kwh=draw(decimals("0", "0.6", 4)),
        months=months,
        tax_share=draw(decimals("0", "0.25")),
        cooling_factor=draw(decimals("1", "1.6", 1)),
        idle_hours=draw(decimals("0", "2000")),
        idle_wall_w=draw(decimals("0", "100")),
        own_hours=draw(decimals("0", "40")),
        own_rate_per_h=draw(decimals("0", "60")),
        other_per_month=draw(decimals("0", "50")),
        resale_share=draw(decimals("0", "0.99")),
    )


@st.composite
def cases(draw: st.DrawFn, *, by_second: bool = False, measured_on_desktop: bool | None = None) -> Case:
    """Return the same work on both sides; it may be more than a desktop does within the horizon."""
    months = Decimal(draw(st.integers(1, 60)))
    on_desktop = draw(st.booleans()) if measured_on_desktop is None else measured_on_desktop
    return Case(
        work_hours=months * draw(decimals("0", "730")),
        ratio=draw(decimals("0.1", "8")),
        measured_ratio=Decimal(1) if on_desktop else None,
        use=draw(uses(months)),
        prices=draw(prices(by_second=by_second)),
        desktop=draw(desktops(months)),
        interest=draw(st.sampled_from([Decimal(0), Decimal("0.05"), Decimal("0.3")])),
    )
