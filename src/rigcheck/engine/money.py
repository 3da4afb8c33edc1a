"""What the parts of a build cost, as far as its list says it: the figures of `build` that count money."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from rigcheck.engine.build import Build, BuildPart
from rigcheck.lists.price import NO_CURRENCY
from rigcheck.money import cents
from rigcheck.schema.kinds import Kind
from rigcheck.values import Interval, Value, Words
from rigcheck.verdict import Verdict

FIGURES: Final[Mapping[str, Kind | None]] = {"": None, "gpu_": "gpu", "cpu_": "cpu"}
"""The start of each figure's name, and the kind whose parts it counts; None for all."""
MOST: Final = Decimal(10) ** 12
"""A sum above this is a mistake of the list in every currency."""


def money_of(build: Build) -> dict[str, Value]:
    """Return the figures of money; only whether there are any, where a unit or a line has no price of its own."""
    currencies = {_currency(part) for part in build.parts}
    priced = len(currencies) == 1 and None not in currencies and not build.not_understood
    if not priced or sum(map(_cost, build.parts)) > MOST:
        return {"priced": Verdict.VIOLATED}
    (currency,) = currencies
    unit = "" if currency == NO_CURRENCY else f" {currency}"
    figures: dict[str, Value] = {"priced": Verdict.OK}
    for name, kind in FIGURES.items():
        cost = sum((cents(_cost(part)) for part in build.parts if kind in {None, part.kind}), Decimal(0))
        figures[f"{name}money"] = Interval.point(cost)
        figures[f"{name}price"] = Words.of(f"{cost:.2f}{unit}")
    return figures


def _currency(part: BuildPart) -> str | None:
    """Return the currency of a part's price; None where the list has a price for none or for not all of its units."""
    return part.price.currency if part.price and part.price.units >= part.quantity else None


def _cost(part: BuildPart) -> Decimal:
    """Return what all units of a part cost before rebates."""
    return part.price.of(part.quantity) if part.price else Decimal(0)
