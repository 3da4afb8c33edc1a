"""Prices with the day they held: one that is older than a year is marked, and one without a date says so."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

A_YEAR_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class PriceSource:
    """Where a price comes from, and when it held."""

    what: str
    held: str | None
    """A day, a month or a year, as far as it is known."""
    source: str
    url: str | None = None
    lines: tuple[str, ...] = ()
    """The lines of the cloud's bill that it is the price of; empty where it counts whatever they say."""

    def is_old(self, today: date) -> bool:
        """Return whether the price is older than a year; one without a date may be as old as it likes."""
        return self.held is not None and (today - last_day(self.held)).days > A_YEAR_DAYS


def last_day(text: str) -> date:
    """Return the last day of a period: `2019`, `2019-06`, `2019-06-07`, `2025-S1` (a half-year), `2025-Q3`."""
    year, _, rest = text.partition("-")
    if not rest:
        return date(int(year), 12, 31)
    if rest[0] in "SQ":
        month = int(rest[1]) * (6 if rest[0] == "S" else 3)
        return date(int(year), month, calendar.monthrange(int(year), month)[1])
    month_text, _, day = rest.partition("-")
    month = int(month_text)
    return date(int(year), month, int(day) if day else calendar.monthrange(int(year), month)[1])
