"""Money: exact amounts, each with its currency, and the rates that lead from one currency to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rigcheck.errors import Problem, UsageError
from rigcheck.money import cents

DIGITS: Final = 120
"""Digits to reckon with: enough for any product of the numbers that a workload may state, with its cents."""
Turn = Callable[[Decimal], Decimal]
"""Turns an amount of one currency into another's."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency."""

    amount: Decimal
    currency: str
    """ISO 4217 code, such as `USD`."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one unit of other currencies is worth in `currency`."""

    currency: str
    rates: Mapping[str, Decimal]

    def into(self, money: Money) -> Money:
        """Return the money in `currency`; raises UsageError where nobody gave a rate."""
        if money.currency == self.currency:
            return money
        rate = self.rates.get(money.currency)
        if rate is None:
            raise UsageError([no_rate(money.currency, self.currency)])
        return Money(money.amount * rate, self.currency)

    def turn(self, currency: str) -> Turn:
        """Return what turns amounts of another currency into this one's; it raises as `into` does."""
        return lambda amount: self.into(Money(amount, currency)).amount

    def problems(self, currencies: Iterable[str]) -> list[Problem]:
        """Return a problem for each currency that no rate leads from."""
        missing = sorted(set(currencies) - {self.currency} - self.rates.keys())
        return [no_rate(one, self.currency) for one in missing]


def no_rate(found: str, wanted: str) -> Problem:
    """Return what is wrong where two currencies meet without a rate."""
    return Problem(
        "prices",
        "",
        f"found prices in {found} and in {wanted}, and no rate between them; two currencies do not add up.",
        f"Say what one {found} is worth: --exchange {found}=RATE, or [exchange] in the workload.",
    )


def money_text(amount: Decimal) -> str:
    """Return an amount as JSON and pages write it: two decimals and no grouping."""
    return f"{cents(amount):f}"
