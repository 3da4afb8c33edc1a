"""The formulas of the answer with its numbers put in, for a reader who wants to check them by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rigcheck.cost.bill import plain_number, significant
from rigcheck.cost.break_even import monthly_interest
from rigcheck.cost.compare import Case, Outcome, fixed_costs, outcome, steps_of
from rigcheck.cost.money import money_text
from rigcheck.cost.question import Answered, Credit, Duel
from rigcheck.cost.workload import HOURS_PER_MONTH

COARSE = Decimal("0.001")
"""Steps above this share of all hours are no longer a straight line."""
NEVER = "never: a busy hour saves nothing"


def explained(answer: Answered) -> list[str]:
    """Return the formulas, the first duel's."""
    return list(_lines(answer, answer.duels[0]))


def _lines(answer: Answered, duel: Duel) -> Iterator[str]:
    desktop, wall = answer.desktop, answer.power.wall
    work = answer.asked.workload.work
    yield f"busy hours = {_hours_of(answer)} = {plain_number(work.busy_hours, 2)} h"
    yield f"P_wall = {wall.how} = {plain_number(wall.watts, 1)} W"
    factor = desktop.cooling_factor
    cooled, named = (f" x {plain_number(factor)}", " x cooling") if factor != 1 else ("", "")
    watts, kwh = plain_number(wall.watts, 1), plain_number(desktop.per_kwh)
    hour = f"{significant(desktop.busy_hour)} {answer.currency}"
    yield f"desktop_h = P_wall / 1000 x price_kwh{named} = {watts} / 1000 x {kwh}{cooled} = {hour}"
    yield (
        f"paid = parts - rebates = {money_text(desktop.parts)} - {money_text(desktop.rebates)} = "
        f"{money_text(desktop.paid)}"
    )
    yield (
        f"net = paid x (1 - resale) + tax + own time = {money_text(desktop.paid)} x "
        f"(1 - {plain_number(desktop.resale_share)}) + {money_text(desktop.parts * desktop.tax_share)} + "
        f"{money_text(desktop.own_hours * desktop.own_rate_per_h)} = {money_text(desktop.net)}"
    )
    for credit, case in duel.cases.items():
        yield from _break_even(credit, case, duel.outcomes[credit], duel)


def _hours_of(answer: Answered) -> str:
    work = answer.asked.workload.work
    again = f" x {plain_number(work.retraining)} (retraining)" if work.retraining != 1 else ""
    if work.projects is not None and work.days_per_project is not None:
        days, hours = plain_number(work.days_per_project), plain_number(work.hours_per_day)
        return f"{plain_number(work.projects)} projects x {days} days x {hours} h{again}"
    if work.hours is not None:
        return f"{plain_number(work.hours, 2)} h{again}"
    share = plain_number(work.planned_hours * 100 / work.all_hours, 2)
    return f"{share} % x {plain_number(work.horizon_months, 2)} months x {HOURS_PER_MONTH} h{again}"


def _break_even(credit: Credit, case: Case, found: Outcome, duel: Duel) -> Iterator[str]:
    desktop, months = case.desktop, case.use.months
    rate, speed = significant(case.prices.rate_per_h), significant(case.ratio)
    label = credit.replace("_", " ")
    yield f"{label}: speed = desktop / {duel.rival.name} = {duel.ratios[credit].how} = {speed}"
    if not case.prices.term_months:
        yield (
            f"{label}: compute_only = paid / (rate x speed - desktop_h) = {money_text(desktop.paid)} / "
            f"({rate} x {speed} - {significant(desktop.busy_hour)}) = {_hours(found.compute_only_hours)}"
        )
    running = found.desktop.of("electricity", "idle_electricity", "other")
    saved = (found.cloud.exact - running) / months
    yield (
        f"{label}: saved a month = (cloud - running of the desktop) / months = ({money_text(found.cloud.exact)} - "
        f"{money_text(running)}) / {plain_number(months, 2)} = {money_text(saved)}"
    )
    end = "never" if found.months is None else f"{plain_number(found.months, 1)} months"
    yield f"{label}: all_in = net / saved a month = {money_text(desktop.net)} / {money_text(saved)} = {end}"
    if case.interest:
        yield f"{label}: {_with_interest(case, found, saved)}"
    yield f"{label}: use = {_use(case, found)}"


def _with_interest(case: Case, found: Outcome, saved: Decimal) -> str:
    monthly = monthly_interest(case.interest)
    end = "never" if found.discounted_months is None else f"{plain_number(found.discounted_months, 1)} months"
    formula = "months with net = saved x (1 - (1 + i)^-months) / i, the resale worth less at the start"
    return f"{formula}; i = {significant(monthly)} a month, saved = {money_text(saved)}: {end}"


def _use(case: Case, found: Outcome) -> str:
    """Return how the use was found: by the formula where the cloud's bill rises evenly, else by its steps."""
    desktop, all_hours = case.desktop, case.use.months * HOURS_PER_MONTH
    if found.use is None:
        dearer = outcome(replace(case, work_hours=all_hours, measured_ratio=Decimal(1)))
        return f"never: with all {plain_number(all_hours, 2)} h owning costs {money_text(-dearer.saved)} more"
    if not found.use:
        return "0 %: owning is the cheaper whatever is computed"
    share = f"{plain_number(found.use * 100, 1)} %"
    beside, steps = steps_of(case)
    if case.prices.term_months or steps.hours * steps.least > all_hours * COARSE:
        return (
            f"{share}, found step by step: each {plain_number(steps.hours, 2)} h of the desktop begin another "
            f"{money_text(steps.cost)} in the cloud, at least {steps.least} x"
        )
    idle, fixed = fixed_costs(case)
    return (
        f"(net + fixed of the desktop - fixed of the cloud) / ((cloud_h x speed - desktop_h) x hours) = "
        f"({money_text(desktop.net)} + {money_text(idle)} - {money_text(fixed)}) / "
        f"(({significant(steps.cost / steps.hours + beside)} - {significant(desktop.busy_hour)}) x "
        f"{plain_number(all_hours, 2)}) = {share}"
    )


def _hours(value: Decimal | None) -> str:
    return NEVER if value is None else f"{value:.0f} busy hours of the desktop"
