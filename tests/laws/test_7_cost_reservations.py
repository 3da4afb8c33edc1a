"""Reservations: every hour of their terms is paid, as many instances as the hours need, and `use` reckons with both."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from rigcheck.cost.compare import Case, outcome
from rigcheck.cost.workload import HOURS_PER_MONTH
from tests.costs import cases, decimals

HAIR = Decimal("0.000001")
"""Far below a cent: where both sides cost the same, the last digit of a division decides."""


@st.composite
def reserved(draw: st.DrawFn) -> Case:
    """Return a case against reserved instances; the desktop may be several times as fast as one."""
    case = draw(cases(by_second=True, measured_on_desktop=True))
    prices = replace(case.prices, term_months=draw(st.sampled_from([12, 36])), public_ipv4_per_h=None)
    return replace(case, prices=prices, ratio=draw(decimals("0.5", "5")))


def at(case: Case, share: Decimal) -> Decimal:
    """Return what owning saves if the desktop computes this share of all hours."""
    return outcome(replace(case, work_hours=case.use.months * HOURS_PER_MONTH * share)).saved


@given(reserved(), st.lists(st.fractions(0, 1), min_size=1, max_size=8))
def test_from_the_use_on_owning_wins_and_right_below_it_does_not(case: Case, shares: list[float]) -> None:
    use = outcome(case).use
    if use is None:
        assert at(case, Decimal(1)) < HAIR
        return
    for share in shares:
        above = use + (1 - use) * Decimal(share.numerator) / share.denominator  # type: ignore[attr-defined]
        assert above == use or at(case, above) >= -HAIR
    if use > 0:
        assert at(case, use) < HAIR  # the last hour of a step that one instance less takes over


@given(reserved())
def test_a_reservation_of_n_instances_costs_n_times_one(case: Case) -> None:
    one = outcome(replace(case, work_hours=Decimal(0))).cloud.of("compute")
    found = outcome(case)
    rented = Fraction(case.work_hours) * Fraction(case.ratio) / (1 - Fraction(case.use.lost_share))
    needed = max(1, ceil(rented / Fraction(case.use.months * HOURS_PER_MONTH)))
    assert found.cloud.of("compute") == one * needed
