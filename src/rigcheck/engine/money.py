"""What the parts of a build cost, as far as its list says it: the figures of `build` that count money."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from rigcheck.engine.build import Build, BuildPart
from rigcheck.lists.price import NO_CURRENCY
from rigcheck.schema.kinds import Kind
from rigcheck.values import Interval, Value, Words
from rigcheck.verdict import Verdict

FIGURES: Final[Mapping[str, Kind | None]] = {"": None, "gpu_": "gpu", "cpu_": "cpu"}
"""The start of each figure's name, and the kind whose parts it counts; None for all."""


def money_of(build: Build) -> dict[str, Value]:
    """Return the figures of money; only whether there are any, where a part or a line has no price of its own."""
    currencies = {part.price.currency if part.price else None for part in build.parts}
    priced = len(currencies) == 1 and None not in currencies and not build.not_understood
    figures: dict[str, Value] = {"priced": Verdict.of(priced)}
    if not priced:
        return figures
    (currency,) = currencies
    unit = "" if currency in {None, NO_CURRENCY} else f" {currency}"
    for name, kind in FIGURES.items():
        cost = sum((_cost(part) for part in build.parts if kind in {None, part.kind}), Fraction(0))
        figures[f"{name}money"] = Interval.point(cost)
        figures[f"{name}price"] = Words.of(f"{cost:.2f}{unit}")
    return figures


def _cost(part: BuildPart) -> Fraction:
    """Return what all units of a part cost before rebates; a share of a price for several is rounded to cents."""
    if part.price is None:
        return Fraction(0)
    return round(Fraction(part.price.of(part.quantity)), 2)
