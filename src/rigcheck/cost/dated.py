"""Prices with the day they held: one that is older than a year is marked, and one without a date says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rigcheck.schema.period import is_old


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
        return is_old(self.held, today)
