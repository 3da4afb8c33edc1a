"""What a reader makes of a parts list: every line becomes an entry or is set aside with a reason.

A reader decides what a line *is* (a part, a total, a note) and what its label says of the kind. Which product is meant
is the business of `rigcheck.catalog.match`, and what a product can do that of the catalog.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from rigcheck.errors import Problem
from rigcheck.schema.kinds import Kind

ListFormat = Literal["pcpartpicker", "markdown", "html", "bbcode", "text", "csv", "json", "toml"]


@dataclass(frozen=True, slots=True)
class Price:
    """What the list says a part costs, exactly as it says it: nothing is divided or multiplied."""

    amount: Decimal
    """The money paid for `units` units, before any rebate."""
    currency: str
    """ISO 4217 code, such as `USD`; `XXX` (ISO: no currency) where the list gives bare numbers."""
    rebate: Decimal = Decimal(0)
    """Money that comes back on this amount, positive, where the list states it."""
    units: int = 1
    """How many units the amount pays for: 1, more where a row of several has one price: `RTX 3090 (x3) | $2,100`."""
    of_row: bool = field(default=False, compare=False)
    """Whether it stands beside several units and the list leaves open if it is that of one: it is taken for all."""

    def of(self, quantity: int) -> Decimal:
        """Return what `quantity` units cost before rebates."""
        return self.amount if quantity == self.units else self.amount * quantity / self.units

    def for_units(self, quantity: int) -> Price:
        """Return what `quantity` units cost, as one price for all of them; the rebate grows with the amount."""
        if quantity == self.units:
            return self
        rebate = self.rebate * quantity / self.units
        return Price(self.of(quantity), self.currency, rebate, quantity, self.of_row)


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as the list names it, not yet matched to a product."""

    lines: tuple[int, ...]
    """The 1-based lines it stands on; repeated rows of the same part are one entry with all their lines."""
    text: str
    """The first of these lines as it was written, without table padding."""
    name: str
    """The words that name the product: no label, quantity, price or shop."""
    kind: Kind | None
    """What the list's own label says it is, or what the words leave no doubt about; None where neither tells."""
    quantity: int = 1
    id: str | None = None
    """The part's id, where a list of our own format gives one."""
    price: Price | None = None
    alternative: bool = False
    """True where the list says that this is another choice for a part it already names."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Settings of the part: `power_limit_w`, `clock_locked`, `riser`, `feeds`."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Facts the list states about the part, as a TOML table of the schema holds them."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line that names no part of the PC, and why we think so."""

    line: int
    text: str
    reason: str
    """A short phrase: `total`, `monitor`, `operating system`, `note`, `table header`, `link`, …"""


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A sum the list itself states; nothing here is added up by us."""

    label: str
    """The list's own words, such as `Total (before mail-in rebates)`."""
    amount: Decimal
    """As a positive amount, rebates too."""
    currency: str
    means: Literal["total", "before rebates", "rebates"] = "total"
    line: int = 0


@dataclass(frozen=True, slots=True)
class PartsList:
    """A parts list after reading and before matching."""

    source: str
    """The file's name as given, or `-` for standard input."""
    format: ListFormat
    entries: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...] = ()
    name: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Settings of the build: `mains`, `profile`, `final`, `min_lanes`, `data_gb`, `gpus_wanted`."""
    ignore: Mapping[str, str] = field(default_factory=dict)
    """Rule id to the reason why its findings are to be ignored."""
    totals: tuple[StatedTotal, ...] = ()
    """The sums the list states, in its order."""
    problems: tuple[Problem, ...] = ()
    """What a person should know about the input although it could be read."""
