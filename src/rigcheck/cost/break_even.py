"""When owning has paid for itself. Capital is counted once, at the start: running costs hold none of it.

Formulas: docs/explanation/cost.md, after Dettmers (2020) and Lenovo LP2225. A calculator that divides the capital by a
saving which already pays it off by the month counts it twice, and says 137 months where 36 are right.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal


def busy_hours_to_pay(net: Decimal, cloud_hour: Decimal, desktop_hour: Decimal) -> Decimal | None:
    """Return after how many busy hours of the desktop owning costs no more than renting; None for never.

    `cloud_hour` is what the cloud asks for the work of one busy hour of the desktop: its rate times how much faster
    the desktop is.
    """
    saved = cloud_hour - desktop_hour
    if net <= 0:
        return Decimal(0)
    return net / saved if saved > 0 else None


def months_to_pay(net: Decimal, saved_per_month: Decimal, yearly_interest: Decimal = Decimal(0)) -> Decimal | None:
    """Return after how many months the savings have paid for the desktop; None for never.

    With interest, each saving is worth less the later it comes: net = saved x (1 - (1 + i)^-months) / i.
    """
    if net <= 0:
        return Decimal(0)
    if saved_per_month <= 0:
        return None
    monthly = monthly_interest(yearly_interest)
    if not monthly:
        return net / saved_per_month
    left = 1 - net * monthly / saved_per_month
    return -left.ln() / (1 + monthly).ln() if left > 0 else None


def monthly_interest(yearly: Decimal) -> Decimal:
    """Return the monthly interest that makes the yearly one: twelve times on top of each other."""
    return (1 + yearly) ** (Decimal(1) / 12) - 1 if yearly else Decimal(0)


def present_value(per_month: Decimal, months: Decimal, yearly_interest: Decimal) -> Decimal:
    """Return what a payment of every month is worth at the start."""
    monthly = monthly_interest(yearly_interest)
    return per_month * (1 - (1 + monthly) ** -months) / monthly if monthly else per_month * months


@dataclass(frozen=True, slots=True)
class Steps:
    """How the cloud's bill rises with the busy hours of the desktop: so much for each step of hours that is begun."""

    hours: Decimal
    cost: Decimal
    least: int = 1
    """The steps that are paid at least, once there is any hour."""


def hours_for_owning_to_win(
    capital: Decimal, hour: Decimal, cloud_fixed: Decimal, steps: Steps, most: Decimal
) -> Decimal | None:
    """Return the busy hours of the desktop from which on, up to `most`, owning is the cheaper; None for never.

    `capital` is all that the desktop costs over the horizon whatever is computed, `cloud_fixed` the same of the cloud,
    and `hour` what one more busy hour of the desktop costs, less what it costs in the cloud beside the steps. Where an
    hour of the desktop costs more than one of the cloud, owning may win with few hours and lose with all of them: that
    is never.
    """

    def lacking(step: int) -> Decimal:
        """Return by how much owning is dearer where it is dearest within a step."""
        start, end = steps.hours * (step - 1), min(most, steps.hours * step)
        return capital - cloud_fixed - max(step, steps.least) * steps.cost + max(hour * start, hour * end)

    last = max(1, int((most / steps.hours).to_integral_value(ROUND_CEILING)))
    if lacking(last) > 0:
        return None
    turn = min(steps.least, last)  # from here on each step costs; up to here all cost the same
    first, won = (turn, last) if lacking(turn) > 0 else (1, turn)
    if lacking(first) <= 0:
        return Decimal(0)
    while won - first > 1:
        middle = (first + won) // 2
        first, won = (middle, won) if lacking(middle) > 0 else (first, middle)
    end = steps.hours * first
    if hour >= 0:
        return min(end, most)
    return min(end, most, (capital - cloud_fixed - max(first, steps.least) * steps.cost) / -hour)
