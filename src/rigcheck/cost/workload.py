"""The workload: what is to be computed, and what either side costs besides its prices. One file for both sides.

Every key has a default that the answer prints as assumed. Money is in `currency`, shares are in percent, storage is in
GB, and the horizon is in months of 730 hours.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from rigcheck.schema.cloud import Priced
from rigcheck.schema.types import Strict

HOURS_PER_MONTH: Final = 730
"""Hours of a month, of 365 days in the year."""
DESKTOP: Final = "desktop"
"""The name of the desktop among the machines that hours can be measured on."""
USUAL_USE_PERCENT: Final = 15
"""The share of all hours that a desktop computes, where nobody says: what Tim Dettmers reckons with for a PhD student
(Which GPU(s) to Get for Deep Learning, 2020, https://timdettmers.com/2020/09/07/which-gpu-for-deep-learning/);
he gives 5 to 10 % for personal machines, so it rather favours owning, and is printed as assumed."""

Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False, max_digits=18)]
Positive = Annotated[Decimal, Field(gt=0, allow_inf_nan=False, max_digits=18)]
Times = Annotated[Decimal, Field(gt=0, le=1000, allow_inf_nan=False)]
Percent = Annotated[Decimal, Field(ge=0, le=100, allow_inf_nan=False, max_digits=18)]
BelowAll = Annotated[Decimal, Field(ge=0, lt=100, allow_inf_nan=False, max_digits=18)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Count = Annotated[int, Field(ge=0, le=10**12)]
Purchase = Literal["on-demand", "spot", "reserved-1y", "reserved-3y"]


class _Table(Strict):
    """A table of the file; text is taken for a number where one is wanted, a truth value never is."""

    @field_validator("*", mode="before")
    @classmethod
    def _no_truth(cls, value: object) -> object:
        if isinstance(value, bool):
            raise ValueError("expected a number or a text")  # noqa: TRY004 - pydantic listens to ValueError
        return value


class Work(_Table):
    """How long machines compute."""

    projects: Positive | None = None
    days_per_project: Positive | None = None
    hours_per_day: Annotated[Decimal, Field(gt=0, le=24, max_digits=18)] = Decimal(24)
    hours: Amount | None = None
    """All busy hours over the horizon, in the place of projects and days."""
    use_percent: Percent | None = None
    """The share of all hours of the horizon that is computed, in the place of either."""
    retraining: Positive = Decimal(1)
    """How often everything is trained again: the plan of the first user was wrong by a factor."""
    horizon_months: Annotated[Decimal, Field(gt=0, le=240, max_digits=18)] = Decimal(36)
    measured_on: str = DESKTOP
    """The machine that the hours are measured on: `desktop`, or an instance."""
    jobs: Literal["one-model", "separate"] = "one-model"
    """Whether several GPUs train one model together, or each its own."""
    data_gb: Amount = Decimal(0)

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        ways = [
            name
            for name, stated in (
                ("projects and days_per_project", self.projects is not None or self.days_per_project is not None),
                ("hours", self.hours is not None),
                ("use_percent", self.use_percent is not None),
            )
            if stated
        ]
        if len(ways) > 1:
            raise ValueError(f"found {', '.join(ways)}; expected one of them: each says how long machines compute")
        if (self.projects is None) != (self.days_per_project is None):
            raise ValueError("found one of projects and days_per_project; expected both")
        if self.busy_hours > self.all_hours:
            use = self.busy_hours * 100 / self.all_hours
            raise ValueError(
                f"found {self.busy_hours.normalize():f} busy hours in {self.horizon_months.normalize():f} months, "
                f"a use of {use:.0f} %; expected at most {self.all_hours.normalize():f} hours, 100 %"
            )
        return self

    @property
    def is_assumed(self) -> bool:
        """Return whether nobody said how long machines compute."""
        return self.projects is None and self.hours is None and self.use_percent is None

    @property
    def all_hours(self) -> Decimal:
        """Return the hours of the horizon, computing or not."""
        return self.horizon_months * HOURS_PER_MONTH

    @property
    def planned_hours(self) -> Decimal:
        """Return the busy hours over the horizon without any retraining."""
        if self.projects is not None and self.days_per_project is not None:
            return self.projects * self.days_per_project * self.hours_per_day
        if self.hours is not None:
            return self.hours
        use = USUAL_USE_PERCENT if self.use_percent is None else self.use_percent
        return self.all_hours * use / 100

    @property
    def busy_hours(self) -> Decimal:
        """Return the busy hours over the horizon, on the machine they are measured on."""
        return self.planned_hours * self.retraining


class Prices(_Table):
    """Prices in the place of the provider's, with the day they held."""

    rate_per_h: Amount | None = None
    object_per_gb_month: Amount | None = None
    block_per_gb_month: Amount | None = None
    write_per_1000: Amount | None = None
    read_per_1000: Amount | None = None
    egress_per_gb: Amount | None = None
    egress_free_gb_per_month: Amount | None = None
    public_ipv4_per_h: Amount | None = None
    currency: Currency | None = None
    """That of the answer where the workload states it, else the provider's."""
    priced: Priced | None = None
    source: str | None = None
    rate_priced: Priced | None = None
    """Of the rate alone, where it is not of the same day and source as the others."""
    rate_source: str | None = None


class CloudTerms(_Table):
    """What is rented, how, and what it takes besides computing."""

    instances: tuple[str, ...] = ()
    purchase: Purchase = "on-demand"
    lost_percent: BelowAll = Decimal(0)
    """The share of the rented hours that is lost where spot instances are taken back."""
    idle_hours: Amount = Decimal(0)
    """Hours that instances are left running without work, over the horizon."""
    starts: Annotated[int, Field(gt=0, le=10**9)] | None = None
    """How often an instance is started; once for each project where nobody says."""
    object_gb: Amount | None = None
    """Object storage; the data set where nobody says."""
    object_months: Amount | None = None
    block_gb: Amount | None = None
    """Disks of the instance; the data set where nobody says. They are paid for while the instance is stopped, too."""
    block_months: Amount | None = None
    block_type: str | None = None
    writes: Count = 0
    reads: Count = 0
    egress_gb: Amount = Decimal(0)
    public_ipv4: Annotated[int, Field(ge=0, le=1000)] | None = None
    """Addresses that are paid while the instance runs; one where the provider asks money for them."""
    tax_percent: Percent = Decimal(0)
    prices: Prices = Prices()


class DesktopTerms(_Table):
    """What the desktop costs besides its parts."""

    price: Amount | None = None
    """In the place of the sum of the parts."""
    priced: Priced | None = None
    """When the prices of the list held."""
    rebates: Amount | None = None
    """In the place of those that the list states."""
    tax_percent: Percent = Decimal(0)
    draw_w: Positive | None = None
    """Direct current while computing, in the place of the power model's."""
    efficiency: Annotated[Decimal, Field(gt=0, le=1, max_digits=18)] | None = None
    idle_hours: Amount = Decimal(0)
    """Hours that it is on without work, over the horizon."""
    idle_wall_w: Amount | None = None
    tariff: str | None = None
    """The price of a kWh, or a place that the catalog knows the price for."""
    cooling_factor: Annotated[Decimal, Field(ge=1, le=3, max_digits=18)] = Decimal(1)
    """All electricity over that of the machine: more than 1 where cooling runs for it."""
    resale_percent: BelowAll = Decimal(0)
    """What the parts are worth at the end of the horizon, in percent of what was paid."""
    own_hours: Amount = Decimal(0)
    """Hours of one's own to choose, build and keep it."""
    own_rate_per_h: Amount = Decimal(0)
    other_per_month: Amount = Decimal(0)
    """Anything else that it costs each month: room, network, colocation."""
    interest_percent: Percent = Decimal(0)
    """The yearly interest that the money would bring elsewhere."""

    @field_validator("tariff", mode="before")
    @classmethod
    def _number_or_place(cls, value: object) -> object:
        return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


class StatedSpeed(_Table):
    """How many times faster the desktop does the work than the instance."""

    fp32: Times | None = None
    mixed: Times | None = None


class Workload(_Table):
    """One file for both sides."""

    name: str | None = None
    currency: Currency | None = None
    """Of the answer; that of the cloud's prices where nobody says."""
    work: Work = Work()
    cloud: CloudTerms = CloudTerms()
    desktop: DesktopTerms = DesktopTerms()
    speed: dict[str, StatedSpeed] = Field(default_factory=dict)
    """By instance."""
    exchange: dict[Currency, Positive] = Field(default_factory=dict)
    """What one unit of a currency is worth in that of the answer."""

    @model_validator(mode="after")
    def _no_more_hours_than_there_are(self) -> Self:
        work, idle = self.work, self.desktop.idle_hours
        busy = work.busy_hours if work.measured_on == DESKTOP else Decimal(0)
        if busy + idle > work.all_hours:
            raise ValueError(
                f"found {busy.normalize():f} busy and {idle.normalize():f} idle hours of the desktop; "
                f"expected at most {work.all_hours.normalize():f} in all"
            )
        return self
