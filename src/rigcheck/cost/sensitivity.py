"""Which assumptions move the answer most: each is changed by a quarter, down and up, with all others as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from rigcheck.cost.cloud import CloudUse
from rigcheck.cost.compare import Case, outcome

CHANGE: Final = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Moved:
    """What one assumption does to the answer: by how much owning is cheaper over the horizon."""

    assumption: str
    low: str
    """The changed values, for reading."""
    high: str
    saved_low: Decimal
    saved_high: Decimal
    months_low: Decimal | None
    months_high: Decimal | None

    @property
    def swing(self) -> Decimal:
        """Return how far apart the two answers are."""
        return abs(self.saved_high - self.saved_low)


def moved(case: Case) -> list[Moved]:
    """Return every assumption with what it does, the one that moves the answer most first."""
    return sorted(_every(case), key=lambda one: (-one.swing, one.assumption))


def _every(case: Case) -> Iterator[Moved]:
    desktop, use, prices = case.desktop, case.use, case.prices
    yield _by_a_quarter("busy hours", case.work_hours, "h", lambda value: replace(case, work_hours=value))
    yield _by_a_quarter(
        "rate of the instance",
        prices.rate_per_h,
        "per h",
        lambda value: replace(case, prices=replace(prices, rate_per_h=value)),
    )
    yield _by_a_quarter(
        "price of the parts",
        desktop.parts,
        "",
        lambda value: replace(case, desktop=replace(desktop, parts=value)),
    )
    yield _by_a_quarter(
        "price of electricity",
        desktop.per_kwh,
        "per kWh",
        lambda value: replace(case, desktop=replace(desktop, per_kwh=value)),
    )
    yield _by_a_quarter(
        "watts at the wall",
        desktop.wall_w,
        "W",
        lambda value: replace(case, desktop=replace(desktop, wall_w=value)),
    )
    yield _by_a_quarter("speed of the desktop", case.ratio, "x", case.as_fast)
    yield _by_a_quarter(
        "data that is stored",
        use.object_gb + use.block_gb,
        "GB",
        lambda value: replace(case, use=_with_data(case, value)),
    )
    yield _resale(case)


def _by_a_quarter(assumption: str, value: Decimal, unit: str, changed: Callable[[Decimal], Case]) -> Moved:
    low, high = value * (1 - CHANGE), value * (1 + CHANGE)
    return _moved(assumption, low, high, unit, changed)


def _resale(case: Case) -> Moved:
    """Return what the parts' worth in the end does: from nothing to a quarter, or by a quarter around what is said."""
    share = case.desktop.resale_share
    low, high = (share * (1 - CHANGE), share * (1 + CHANGE)) if share else (Decimal(0), CHANGE)
    return _moved(
        "resale of the parts",
        low * 100,
        high * 100,
        "%",
        lambda value: replace(case, desktop=replace(case.desktop, resale_share=value / 100)),
    )


def _moved(assumption: str, low: Decimal, high: Decimal, unit: str, changed: Callable[[Decimal], Case]) -> Moved:
    one, other = outcome(changed(low)), outcome(changed(high))
    end = f" {unit}" if unit else ""
    return Moved(
        assumption, f"{_short(low)}{end}", f"{_short(high)}{end}", one.saved, other.saved, one.months, other.months
    )


def _with_data(case: Case, value: Decimal) -> CloudUse:
    use = case.use
    whole = use.object_gb + use.block_gb
    factor = value / whole if whole else Decimal(1)
    return replace(use, object_gb=use.object_gb * factor, block_gb=use.block_gb * factor)


def _short(value: Decimal) -> str:
    return f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
