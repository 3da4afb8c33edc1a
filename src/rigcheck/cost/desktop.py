"""The desktop's bill: parts, tax, electricity at the wall, one's own time, and what the parts are worth in the end."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rigcheck.cost.bill import Bill, Line, plain_number

W_PER_KW: Final = 1000
BY_PARTS: Final = "the sum of the parts"


@dataclass(frozen=True, slots=True)
class Desktop:
    """What a desktop costs, all in one currency; shares are of 1."""

    parts: Decimal
    """What the parts cost before rebates."""
    wall_w: Decimal
    """Taken from the outlet while computing."""
    per_kwh: Decimal
    months: Decimal
    """The horizon."""
    rebates: Decimal = Decimal(0)
    tax_share: Decimal = Decimal(0)
    """On the parts before rebates, which the maker pays and not the shop."""
    cooling_factor: Decimal = Decimal(1)
    idle_hours: Decimal = Decimal(0)
    idle_wall_w: Decimal = Decimal(0)
    own_hours: Decimal = Decimal(0)
    own_rate_per_h: Decimal = Decimal(0)
    other_per_month: Decimal = Decimal(0)
    resale_share: Decimal = Decimal(0)
    """Of what was paid for the parts, at the end of the horizon."""
    priced_by: str = BY_PARTS
    """Who says what the parts cost."""

    @property
    def paid(self) -> Decimal:
        """Return what the parts cost after rebates."""
        return self.parts - self.rebates

    @property
    def resale(self) -> Decimal:
        """Return what the parts bring at the end of the horizon; where rebates paid for all of them, nothing."""
        return max(self.paid, Decimal(0)) * self.resale_share

    @property
    def net(self) -> Decimal:
        """Return all that does not depend on the hours or months: paid, taxed, own time, less the resale."""
        return self.paid - self.resale + self.parts * self.tax_share + self.own_hours * self.own_rate_per_h

    def kwh(self, hours: Decimal) -> Decimal:
        """Return the electricity of so many busy hours and of those without work, cooling too."""
        return (hours * self.wall_w + self.idle_hours * self.idle_wall_w) / W_PER_KW * self.cooling_factor

    @property
    def busy_hour(self) -> Decimal:
        """Return what the electricity of a busy hour costs."""
        return self.wall_w / W_PER_KW * self.per_kwh * self.cooling_factor

    @property
    def idle_hour(self) -> Decimal:
        """Return what the electricity of an hour without work costs."""
        return self.idle_wall_w / W_PER_KW * self.per_kwh * self.cooling_factor


def desktop_bill(desktop: Desktop, hours: Decimal) -> Bill:
    """Return what the desktop costs over the horizon with so many busy hours."""
    cooled = f" x {plain_number(desktop.cooling_factor)}" if desktop.cooling_factor != 1 else ""
    rate = f"{plain_number(desktop.per_kwh)}{cooled}"
    return Bill(
        (
            Line("parts", desktop.parts, desktop.priced_by),
            Line("rebates", -desktop.rebates, "stated"),
            Line(
                "tax",
                desktop.parts * desktop.tax_share,
                f"{plain_number(desktop.tax_share * 100)} % of {plain_number(desktop.parts, 2)}",
            ),
            Line(
                "electricity",
                hours * desktop.busy_hour,
                f"{plain_number(hours, 2)} h x {plain_number(desktop.wall_w, 1)} W at the wall x {rate}",
            ),
            Line(
                "idle_electricity",
                desktop.idle_hours * desktop.idle_hour,
                f"{plain_number(desktop.idle_hours, 2)} h x {plain_number(desktop.idle_wall_w, 1)} W x {rate}",
            ),
            Line(
                "own_time",
                desktop.own_hours * desktop.own_rate_per_h,
                f"{plain_number(desktop.own_hours, 2)} h x {plain_number(desktop.own_rate_per_h)}",
            ),
            Line(
                "other",
                desktop.other_per_month * desktop.months,
                f"{plain_number(desktop.months, 2)} months x {plain_number(desktop.other_per_month)}",
            ),
            Line(
                "resale",
                -desktop.resale,
                f"{plain_number(desktop.resale_share * 100)} % of {plain_number(desktop.paid, 2)}",
            ),
        )
    )
