"""When a figure held: a day, or as far as it is known a month, a quarter, half a year or a year."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

A_YEAR_DAYS: Final = 365


def is_old(period: str | None, today: date) -> bool:
    """Return whether something that held in a period is older than a year; without a date nobody can say so."""
    return period is not None and (today - last_day(period)).days > A_YEAR_DAYS


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
