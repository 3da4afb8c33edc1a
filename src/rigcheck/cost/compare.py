"""One instance against the desktop, for the same work: both bills, and when owning has paid for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from rigcheck.cost.bill import Bill
from rigcheck.cost.break_even import (
    Steps,
    busy_hours_to_pay,
    hours_for_owning_to_win,
    months_to_pay,
    present_value,
)
from rigcheck.cost.cloud import SECONDS, CloudPrices, CloudUse, cloud_bill, instances_for, reserved_hours
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
    instances: int
    """How many instances have to run at the same time for the work to be done within the horizon."""
    fits: bool
    """Whether there are so many hours: the desktop's busy and idle ones within the horizon."""
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
    possible = hours + desktop.idle_hours <= months * HOURS_PER_MONTH
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
        max(1, int(instances_for(replace(case.use, hours=rented + case.use.idle_hours)))),
        possible,
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
    owned, rented = fixed_costs(case)
    all_hours = case.use.months * HOURS_PER_MONTH
    beside, steps = steps_of(case)
    hour = case.desktop.busy_hour - beside
    if case.prices.term_months:  # the first instance is reserved with no hour, too
        rented -= steps.cost
    hours = hours_for_owning_to_win(case.desktop.net + owned, hour, rented, steps, all_hours)
    return None if hours is None else hours / all_hours


def steps_of(case: Case) -> tuple[Decimal, Steps]:
    """Return what an hour of the desktop costs in the cloud beside the steps, and the steps its bill rises by.

    Instances are billed in steps of time at each start; of reserved ones another is needed when the last is full.
    """
    use, prices = case.use, case.prices
    rented = (1 + use.tax_share) / (1 - use.lost_share)  # of one busy hour, with what is lost and tax
    address = (prices.public_ipv4_per_h or Decimal(0)) * use.public_ipv4
    disk = Decimal(0)  # of an hour of the instance, where it has one as long as it computes
    if use.block_months is None:
        disk = (prices.block_per_gb_month or Decimal(0)) * use.block_gb / HOURS_PER_MONTH * (1 + use.tax_share)
    if prices.term_months:
        another = reserved_hours(use.months, prices.term_months) * prices.rate_per_h * (1 + use.tax_share)
        capacity = use.months * HOURS_PER_MONTH * (1 - use.lost_share)
        return (address * rented + disk) * case.ratio, Steps(capacity / case.ratio, another)
    step = Decimal(prices.unit_s) * use.starts / SECONDS
    least = -(-prices.minimum_s // prices.unit_s)
    return disk * case.ratio, Steps(step / case.ratio, step * (prices.rate_per_h + address) * rented, max(1, least))


def _worth_now(amount: Decimal, months: Decimal, yearly: Decimal) -> Decimal:
    """Return what an amount that comes after so many months is worth at the start."""
    return amount / (1 + yearly) ** (months / 12) if yearly else amount
