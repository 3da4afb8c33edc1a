"""One instance against the desktop, for the same work: both bills, and when owning has paid for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from rigcheck.cost.bill import Bill
from rigcheck.cost.break_even import (
    busy_hours_to_pay,
    hours_for_owning_to_win,
    months_to_pay,
    present_value,
)
from rigcheck.cost.cloud import CloudPrices, CloudUse, busy_hour, cloud_bill
from rigcheck.cost.desktop import Desktop, desktop_bill
from rigcheck.cost.workload import HOURS_PER_MONTH


@dataclass(frozen=True, slots=True)
class Case:
    """The same work on both sides, with one belief about their speeds."""

    work_hours: Decimal
    """Busy hours over the horizon, on the machine that they are measured on."""
    ratio: Decimal
    """How many times faster the desktop is than the instance."""
    measured_ratio: Decimal | None
    """How many times faster the desktop is than the machine of these hours: 1 for itself, None for the instance."""
    use: CloudUse
    """What the work takes from the cloud; its hours are those of the outcome and not read here."""
    prices: CloudPrices
    desktop: Desktop
    interest: Decimal = Decimal(0)
    """Yearly, as a share."""
    elsewhere: bool = False
    """Whether the hours are measured on a third machine, neither the desktop nor the instance."""

    @property
    def desktop_hours(self) -> Decimal:
        """Return the busy hours of the desktop over the horizon."""
        return self.work_hours / (self.ratio if self.measured_ratio is None else self.measured_ratio)

    def as_fast(self, ratio: Decimal) -> Case:
        """Return the case with a desktop that is so many times faster than the instance; no other machine changes."""
        measured = self.measured_ratio
        if measured is not None and self.elsewhere:
            measured *= ratio / self.ratio
        return replace(self, ratio=ratio, measured_ratio=measured)

    @property
    def cloud_hours(self) -> Decimal:
        """Return the busy hours of the instance over the horizon."""
        return self.work_hours if self.measured_ratio is None else self.work_hours * self.ratio / self.measured_ratio


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case comes to; None stands for never."""

    cloud_hours: Decimal
    desktop_hours: Decimal
    cloud: Bill
    desktop: Bill
    compute_only_hours: Decimal | None
    """Busy hours of the desktop until its parts, after rebates, are paid for by the bare rate less its electricity."""
    busy_hours: Decimal | None
    """The same with everything on both bills."""
    months: Decimal | None
    discounted_months: Decimal | None
    """With interest on the money that is paid at the start."""
    use: Decimal | None
    """The share of all hours that the desktop has to compute for owning to win over the horizon; None above 1."""
    cloud_now: Decimal
    """What the cloud's payments are worth at the start, with interest."""
    desktop_now: Decimal

    @property
    def saved(self) -> Decimal:
        """Return by how much owning is cheaper over the horizon; negative where renting is."""
        return self.cloud.exact - self.desktop.exact


def outcome(case: Case) -> Outcome:
    """Return what a case comes to."""
    desktop, months = case.desktop, case.use.months
    hours, rented = case.desktop_hours, case.cloud_hours
    cloud = cloud_bill(replace(case.use, hours=rented), case.prices)
    owned = desktop_bill(desktop, hours)
    running = owned.of("electricity", "idle_electricity", "other")
    saved = (cloud.exact - running) / months
    possible = hours <= months * HOURS_PER_MONTH
    paid_back = months_to_pay(desktop.net, saved) if possible else None
    worth = desktop.resale - _worth_now(desktop.resale, months, case.interest)
    return Outcome(
        rented,
        hours,
        cloud,
        owned,
        _compute_only(case, cloud),
        None if paid_back is None else paid_back * hours / months,
        paid_back,
        months_to_pay(desktop.net + worth, saved, case.interest) if possible else None,
        _use(case),
        present_value(cloud.exact / months, months, case.interest),
        desktop.net + worth + present_value(running / months, months, case.interest),
    )


def _compute_only(case: Case, cloud: Bill) -> Decimal | None:
    """Return the busy hours until the bare rate has paid for the parts; a reservation costs the same however used."""
    hour = case.prices.rate_per_h * case.ratio
    if case.prices.term_months:
        if not case.desktop_hours:
            return None
        hour = cloud.of("compute") / case.desktop_hours
    return busy_hours_to_pay(case.desktop.paid, hour, case.desktop.busy_hour)


def fixed_costs(case: Case) -> tuple[Decimal, Decimal]:
    """Return what the desktop and the cloud cost over the horizon whatever is computed, capital aside."""
    owned = desktop_bill(case.desktop, Decimal(0)).of("idle_electricity", "other")
    return owned, cloud_bill(replace(case.use, hours=Decimal(0)), case.prices).exact


def _use(case: Case) -> Decimal | None:
    if case.prices.term_months:
        return _use_against_reservations(case)
    owned, rented = fixed_costs(case)
    all_hours = case.use.months * HOURS_PER_MONTH
    cloud_hour = busy_hour(case.use, case.prices) * case.ratio
    capital = case.desktop.net + owned
    hours = hours_for_owning_to_win(capital, cloud_hour, case.desktop.busy_hour, rented, all_hours)
    return None if hours is None else hours / all_hours


def _use_against_reservations(case: Case) -> Decimal | None:
    """Return the same where as many instances are reserved as the hours need: the cloud's bill rises in steps.

    Within a step the desktop alone gets dearer, so owning wins in a step whose last hour it wins; all steps from the
    returned one on are such.
    """
    all_hours = case.use.months * HOURS_PER_MONTH
    each = all_hours * (1 - case.use.lost_share) / case.ratio  # busy hours of the desktop that one instance takes over
    start = Decimal(0)
    steps = int((all_hours / each).to_integral_value(ROUND_CEILING))
    for step in range(steps):
        end = min(all_hours, each * (step + 1))
        rented = cloud_bill(replace(case.use, hours=end * case.ratio), case.prices).exact
        if desktop_bill(case.desktop, end).exact > rented:
            start = end
    return start / all_hours if start < all_hours else None


def _worth_now(amount: Decimal, months: Decimal, yearly: Decimal) -> Decimal:
    """Return what an amount that comes after so many months is worth at the start."""
    return amount / (1 + yearly) ** (months / 12) if yearly else amount
