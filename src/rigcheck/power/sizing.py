"""Which rating a build asks for: by what lasts, at a share of the rating, and by what spikes, at what is borne."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rigcheck.power.figures import ratio_of
from rigcheck.values import Exact, Record

STEP_W: Final = 50
"""Supplies are sold in steps of 50 W."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Ratings in watts; None where a part's draw has no upper end."""

    smallest_atx_2_w: int | None
    smallest_atx_3_w: int | None
    recommended_w: int | None
    """Of an ATX 3 supply."""


def sizes(
    sustained_w: Exact | None, spike_w: Exact | None, excursions: Record, *, highest: Fraction, comfortable: Fraction
) -> Sizes:
    """Return the sizes for the upper ends of what a build draws.

    `highest` and `comfortable` are the loads, in shares of the rating, up to which a supply is the smallest sensible
    one and the recommended one.
    """
    if sustained_w is None or spike_w is None:
        return Sizes(None, None, None)
    old = ratio_of(excursions, "atx_2", "ratio_10ms").low or 1
    return Sizes(
        _rounded_up(max(sustained_w / highest, Fraction(spike_w) / Fraction(old))),
        _atx_3(sustained_w / highest, spike_w, excursions),
        _atx_3(sustained_w / comfortable, spike_w, excursions),
    )


def _atx_3(lasting_w: Exact, spike_w: Exact, excursions: Record) -> int:
    """Return the smallest size of an ATX 3 supply; small ones need not bear the long excursions."""
    small, large = (
        Fraction(ratio_of(excursions, group, "ratio_10ms").low or 1)
        for group in ("atx_3_without_16pin", "atx_3_with_16pin")
    )
    limit = ratio_of(excursions, "sizing", "long_excursions_above_w").low or 0
    size = _rounded_up(max(lasting_w, spike_w / small))
    return (
        size if size <= limit else max(_rounded_up(max(lasting_w, spike_w / large)), _rounded_up(Fraction(limit) + 1))
    )


def _rounded_up(watts: Exact) -> int:
    return math.ceil(Fraction(watts) / STEP_W) * STEP_W
