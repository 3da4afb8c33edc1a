"""Law 7: what costs more never pays sooner, and break-evens are where both bills are equal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rigcheck.cost.cloud import cloud_bill
from rigcheck.cost.compare import Case, Outcome, outcome
from rigcheck.cost.desktop import desktop_bill
from rigcheck.cost.workload import HOURS_PER_MONTH
from rigcheck.money import CENT
from tests.costs import cases, decimals

HAIR = Decimal("1e-9")


def later(one: Decimal | None, other: Decimal | None) -> bool:
    """Return whether a break-even comes after another by more than rounding; never is after everything."""
    if one is None or other is None:
        return one is None and other is not None
    return one > other + HAIR + other * HAIR


def pays_later(one: Outcome, other: Outcome) -> list[str]:
    """Return the break-evens of one that come after those of the other."""
    figures = ("compute_only_hours", "busy_hours", "months", "discounted_months", "use")
    return [figure for figure in figures if later(getattr(one, figure), getattr(other, figure))]


def at_hours(case: Case, work_hours: Decimal) -> Case:
    return replace(case, work_hours=work_hours)


def totals(case: Case) -> tuple[Decimal, Decimal]:
    """Return what both sides cost, without rounding."""
    found = outcome(case)
    return found.cloud.exact, found.desktop.exact


# --- what costs more never pays sooner ---


@given(cases(), decimals("0", "500"))
def test_more_hours_never_make_the_cloud_cheaper(case: Case, more: Decimal) -> None:
    less, longer = (outcome(at_hours(case, hours)) for hours in (case.work_hours, case.work_hours + more))
    assert longer.cloud.exact >= less.cloud.exact
    assert longer.cloud.total >= less.cloud.total
    for one, other in zip(longer.cloud.lines, less.cloud.lines, strict=True):
        assert one.amount >= other.amount, one.key
    assert longer.desktop.total >= less.desktop.total


@given(cases(), decimals("0", "1", 4))
def test_a_higher_tariff_never_pays_sooner(case: Case, more: Decimal) -> None:
    dearer = replace(case, desktop=replace(case.desktop, per_kwh=case.desktop.per_kwh + more))
    assert pays_later(outcome(case), outcome(dearer)) == []


@given(cases(), decimals("0", "40"))
def test_a_higher_rate_never_makes_owning_later(case: Case, more: Decimal) -> None:
    dearer = replace(case, prices=replace(case.prices, rate_per_h=case.prices.rate_per_h + more))
    assert pays_later(outcome(dearer), outcome(case)) == []


@given(cases(by_second=True), decimals("1", "8"))
def test_a_faster_desktop_never_makes_owning_later(case: Case, factor: Decimal) -> None:
    """In months and in the share of all hours; of its own busy hours it needs fewer, too."""
    faster = replace(case, ratio=case.ratio * factor)
    assert pays_later(outcome(faster), outcome(case)) == []


@given(cases(), decimals("0", "0.99"))
def test_resale_never_makes_owning_later(case: Case, share: Decimal) -> None:
    assume(not case.interest)  # money that comes in the end is worth less by then
    more = replace(case, desktop=replace(case.desktop, resale_share=max(share, case.desktop.resale_share)))
    assert pays_later(outcome(more), outcome(case)) == []
    assert outcome(more).desktop.total <= outcome(case).desktop.total


@given(cases(), decimals("0", "0.5"))
def test_interest_never_makes_owning_sooner(case: Case, interest: Decimal) -> None:
    found = outcome(replace(case, interest=interest))
    assert not later(found.months, found.discounted_months)
    assert found.months == outcome(replace(case, interest=Decimal(0))).months


@given(cases(), decimals("0", "5000"))
def test_a_dearer_desktop_never_pays_sooner(case: Case, more: Decimal) -> None:
    dearer = replace(case, desktop=replace(case.desktop, parts=case.desktop.parts + more))
    assert pays_later(outcome(case), outcome(dearer)) == []


# --- a month in two halves ---


@given(cases(), st.decimals(0, 1, places=3), st.integers(0, 20))
def test_computing_in_two_halves_costs_the_same(case: Case, share: Decimal, starts: int) -> None:
    """But for the steps of time that each start is rounded up to, and two cents."""
    use = replace(case.use, hours=case.cloud_hours)
    first = int(share * use.starts)
    assume(0 < first < use.starts)
    halves = [
        replace(use, hours=use.hours * part / use.starts, starts=part, idle_hours=use.idle_hours * part / use.starts)
        for part in (first, use.starts - first)
    ]
    whole = cloud_bill(use, case.prices)
    one, other = (cloud_bill(half, case.prices) for half in halves)
    for key in ("compute", "lost", "idle"):
        amounts = [next(line.amount for line in bill.lines if line.key == key) for bill in (whole, one, other)]
        assert abs(amounts[0] - amounts[1] - amounts[2]) <= 2 * CENT, key


@given(cases(), st.decimals(0, 1, places=3))
def test_hours_in_two_halves_cost_at_most_a_step_more_for_each_start(case: Case, share: Decimal) -> None:
    use, prices = replace(case.use, hours=case.cloud_hours, lost_share=Decimal(0)), case.prices
    parts = [replace(use, hours=use.hours * part) for part in (share, 1 - share)]
    whole = cloud_bill(use, prices).of("compute")
    halves = sum((cloud_bill(part, prices).of("compute") for part in parts), Decimal(0))
    step = Decimal(max(prices.unit_s, prices.minimum_s)) / 3600 * use.starts * prices.rate_per_h
    assert -step - CENT <= halves - whole <= 2 * step + CENT


# --- break-evens are where both bills are equal ---


@given(cases())
def test_after_the_months_of_break_even_both_bills_are_equal(case: Case) -> None:
    """The same work every month, kept up until then, costs the same to the cent on both sides."""
    found = outcome(case)
    assume(found.months)
    assert found.months is not None
    rented = found.cloud.exact / case.use.months * found.months
    running = found.desktop.of("electricity", "idle_electricity", "other") / case.use.months * found.months
    assert abs(case.desktop.net + running - rented) < CENT
    assert found.busy_hours == pytest.approx(case.desktop_hours * found.months / case.use.months)


@given(cases(by_second=True, measured_on_desktop=True))
def test_with_a_horizon_of_that_many_months_the_totals_are_equal(case: Case) -> None:
    """The whole question asked anew: hours, storage and idling go along with the months."""
    case = replace(case, use=replace(case.use, writes=0, reads=0))
    months = outcome(case).months
    assume(months and Decimal("0.01") < months < 10_000)
    assert months is not None
    rented, owned = totals(longer(case, months))
    assert abs(rented - owned) < grace(case, months / case.use.months)


def longer(case: Case, months: Decimal) -> Case:
    """Return the case with another horizon and all that goes with it; requests do not."""
    by, use, desktop = months / case.use.months, case.use, case.desktop
    return replace(
        case,
        work_hours=case.work_hours * by,
        use=replace(
            use,
            months=months,
            idle_hours=use.idle_hours * by,
            object_months=use.object_months * by,
            block_months=None if use.block_months is None else use.block_months * by,
            egress_gb=use.egress_gb * by,
        ),
        desktop=replace(desktop, months=months, idle_hours=desktop.idle_hours * by),
    )


def grace(case: Case, times: Decimal = Decimal(1)) -> Decimal:
    """Return a cent and what the last second of each start costs, so many times."""
    use, prices = case.use, case.prices
    hour = (prices.rate_per_h + (prices.public_ipv4_per_h or 0) * use.public_ipv4) / (1 - use.lost_share)
    return CENT + hour * (1 + use.tax_share) * use.starts / 3600 * max(times, Decimal(1))


@given(cases(by_second=True, measured_on_desktop=True), decimals("1", "50"))
def test_at_the_use_both_totals_are_equal_and_owning_wins_above_it(case: Case, more: Decimal) -> None:
    use = outcome(case).use
    hours = case.use.months * HOURS_PER_MONTH
    if use is None:
        rented, owned = totals(at_hours(case, hours))
        assert owned > rented - grace(case), "not even with all hours"
        return
    rented, owned = totals(at_hours(case, use * hours))
    if use:
        assert abs(rented - owned) < grace(case)
        below, dearer = totals(at_hours(case, use * hours * (1 - more / 100)))
        assert below <= dearer + grace(case), "below it renting wins"
    above, cheaper = totals(at_hours(case, min(hours, use * hours + hours * more / 100)))
    assert cheaper <= above + grace(case), "above it owning wins"


@given(cases())
def test_after_the_busy_hours_of_the_bare_rate_the_parts_are_paid_for(case: Case) -> None:
    hours = outcome(case).compute_only_hours
    saved = case.prices.rate_per_h * case.ratio - case.desktop.busy_hour
    if hours is None:
        assert case.desktop.paid > 0
        assert saved <= 0
    else:
        assert abs(max(case.desktop.paid, Decimal(0)) - hours * saved) < CENT


@given(cases())
def test_owning_saves_over_the_horizon_just_where_it_pays_within_it(case: Case) -> None:
    found = outcome(case)
    assume(found.fits and abs(found.saved) > CENT)
    if found.saved > 0:
        assert found.months is not None
        assert found.months <= case.use.months
    elif found.months:
        assert found.months >= case.use.months


# --- bills ---


@given(cases())
def test_the_total_is_the_sum_of_the_lines_as_they_are_written(case: Case) -> None:
    found = outcome(case)
    for bill in (found.cloud, found.desktop):
        assert sum((Decimal(f"{line.amount:f}") for line in bill.lines), Decimal(0)) == bill.total
        assert abs(bill.total - bill.exact) <= len(bill.lines) * CENT / 2
        assert all(line.amount == round(line.amount, 2) for line in bill.lines)


@given(cases(), st.sampled_from([Decimal("0.9"), Decimal(7), Decimal(160)]))
def test_another_currency_for_everything_changes_no_break_even(case: Case, rate: Decimal) -> None:
    turned = in_another_currency(case, rate)
    found, again = outcome(case), outcome(turned)
    assert pays_later(found, again) == pays_later(again, found) == []
    assert again.cloud.exact == pytest.approx(found.cloud.exact * rate)
    assert again.desktop.exact == pytest.approx(found.desktop.exact * rate)


def in_another_currency(case: Case, rate: Decimal) -> Case:
    """Return the case with all that is money times a rate."""
    prices, desktop = case.prices, case.desktop

    def times(value: Decimal | None) -> Decimal:
        return (value or Decimal(0)) * rate

    return replace(
        case,
        prices=replace(
            prices,
            rate_per_h=times(prices.rate_per_h),
            object_per_gb_month=times(prices.object_per_gb_month),
            block_per_gb_month=times(prices.block_per_gb_month),
            write_per_1000=times(prices.write_per_1000),
            read_per_1000=times(prices.read_per_1000),
            egress=tuple(replace(tier, per_gb=times(tier.per_gb)) for tier in prices.egress),
            public_ipv4_per_h=times(prices.public_ipv4_per_h),
        ),
        desktop=replace(
            desktop,
            parts=times(desktop.parts),
            rebates=times(desktop.rebates),
            per_kwh=times(desktop.per_kwh),
            own_rate_per_h=times(desktop.own_rate_per_h),
            other_per_month=times(desktop.other_per_month),
        ),
    )


@given(cases(), decimals("0", "1"))
def test_a_desktop_costs_for_two_spans_what_it_costs_for_both(case: Case, share: Decimal) -> None:
    hours = case.desktop_hours
    whole = desktop_bill(case.desktop, hours).of("electricity")
    parts = [desktop_bill(case.desktop, hours * part).of("electricity") for part in (share, 1 - share)]
    assert abs(whole - sum(parts, Decimal(0))) < HAIR
