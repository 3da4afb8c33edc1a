"""A bill: lines that add up, each with the arithmetic that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rigcheck.money import cents


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill."""

    key: str
    """`compute`, `tax`, `electricity`, …"""
    exact: Decimal
    how: str
    """The arithmetic with the numbers put in: `2880 h x 0.75`."""

    @property
    def amount(self) -> Decimal:
        """Return the amount to the cent."""
        return cents(self.exact)


@dataclass(frozen=True, slots=True)
class Bill:
    """What one side costs over the horizon."""

    lines: tuple[Line, ...]
    unpriced: tuple[str, ...] = ()
    """What belongs on it and nobody gave a price for: the total is at least what it says."""

    @property
    def total(self) -> Decimal:
        """Return the sum of the lines as they are written, so that a reader can add them up."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def exact(self) -> Decimal:
        """Return the sum without any rounding."""
        return sum((line.exact for line in self.lines), Decimal(0))

    def of(self, *keys: str) -> Decimal:
        """Return the exact sum of some lines."""
        return sum((line.exact for line in self.lines if line.key in keys), Decimal(0))


def significant(value: Decimal, digits: int = 6) -> str:
    """Return a number with so many digits that count, however small it is: one that a reader reckons with."""
    return plain_number(value, max(0, digits - 1 - value.adjusted()) if value else 0)


def plain_number(value: Decimal, places: int = 4) -> str:
    """Return a number for reading: no zeros at its end, at most so many decimals."""
    text = f"{round(value, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
