"""Sizes: what lasts at a share of the rating, what spikes at what a supply of that size bears, in steps of 50 W."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rigcheck.power.sizing import STEP_W, Sizes, sizes
from rigcheck.power.supply import supplies_of
from tests.unit.power.facts import standard, units

HIGHEST, COMFORTABLE = Fraction(9, 10), Fraction(8, 10)


def sized(sustained_w: int | Fraction | None, spike_w: int | Fraction | None) -> Sizes:
    return sizes(sustained_w, spike_w, standard("excursions"), highest=HIGHEST, comfortable=COMFORTABLE)


@pytest.mark.parametrize(
    ("sustained_w", "spike_w", "atx_2", "atx_3", "recommended"),
    [
        (675, 700, 750, 750, 850),  # lasting load alone: 750, 843.75
        (676, 700, 800, 800, 850),  # one watt more than a step
        (720, 800, 800, 800, 900),  # both exactly on a step
        (525, 1000, 800, 650, 700),  # spikes: 800, 625; recommended by what lasts: 656.25
        (400, 1600, 1300, 1000, 1000),  # spikes: 1280, 1000; they decide the recommended size too
        (400, 1601, 1300, 1050, 1050),
        (200, 450, 400, 350, 350),  # a small ATX 3 unit bears 1.35: 333; by 1.6 it would be 300
        (300, 607, 500, 450, 450),  # 450 W bear 607.5
        (300, 608, 500, 500, 500),  # beyond the largest small unit, though 400 W would do by 1.6
        (405, 450, 450, 450, 550),
        (406, 450, 500, 500, 550),
        (0, 0, 0, 0, 0),
    ],
)
def test_a_size_is_the_next_step_that_carries_load_and_spike(
    sustained_w: int, spike_w: int, atx_2: int, atx_3: int, recommended: int
) -> None:
    assert sized(sustained_w, spike_w) == Sizes(atx_2, atx_3, recommended)


def test_without_an_upper_end_there_is_no_size() -> None:
    assert sized(None, 500) == sized(400, None) == Sizes(None, None, None)


def carries(rated_w: int, version: str, sustained_w: Fraction, spike_w: Fraction, share: Fraction) -> bool:
    facts = {"rated_w": rated_w, "atx_version": version, "plugs": {"pcie_16pin": 1}}
    (supply,) = supplies_of(units("psu", facts), standard("excursions"))
    bears = supply.tolerated.value.low
    assert bears is not None
    return sustained_w <= rated_w * share and spike_w <= bears


@given(st.fractions(1, 2000, max_denominator=10), st.fractions(1, 3, max_denominator=20))
def test_a_size_is_the_smallest_that_carries_the_build(sustained_w: Fraction, beyond: Fraction) -> None:
    """A supply of the size, an ATX 3 one with a 16-pin plug, carries load and spike; none a step smaller does."""
    spike_w = sustained_w * beyond
    found = sized(sustained_w, spike_w)
    for size, version, share in (
        (found.smallest_atx_2_w, "2.x", HIGHEST),
        (found.smallest_atx_3_w, "3.1", HIGHEST),
        (found.recommended_w, "3.1", COMFORTABLE),
    ):
        assert size is not None
        assert size % STEP_W == 0
        assert carries(size, version, sustained_w, spike_w, share)
        assert not carries(size - STEP_W, version, sustained_w, spike_w, share)
