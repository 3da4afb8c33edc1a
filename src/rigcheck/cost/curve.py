"""The cumulative cost of both sides over time: straight lines, for every month takes its share of the work."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Any, Final

from rigcheck.cost.compare import Case, Outcome
from rigcheck.cost.money import money_text
from rigcheck.cost.question import Credit

MOST_MONTHS: Final = 120
"""How far a curve goes beyond the horizon to show a late crossing."""
POINTS: Final = 12
TENTH: Final = Decimal("0.1")


def curve_json(cases: Mapping[Credit, Case], outcomes: Mapping[Credit, Outcome]) -> dict[str, Any]:
    """Return both lines for each credit: where they start, what each month adds, and where they cross.

    The desktop starts at all that does not depend on time, its resale taken off; the cloud at nothing.
    """
    horizon = next(iter(cases.values())).use.months
    last = _last(horizon, outcomes)
    return {
        "months": float(last),
        "horizon": float(horizon),
        "lines": {credit: _line(case, outcomes[credit], last) for credit, case in cases.items()},
    }


def _last(horizon: Decimal, outcomes: Mapping[Credit, Outcome]) -> Decimal:
    crossings = [one.months for one in outcomes.values() if one.months is not None and one.months <= MOST_MONTHS]
    wanted = max([horizon, *(crossing * Decimal("1.15") for crossing in crossings)])
    return wanted.to_integral_value(ROUND_CEILING)


def _line(case: Case, found: Outcome, last: Decimal) -> dict[str, Any]:
    months = case.use.months
    rented = found.cloud.exact / months
    running = found.desktop.of("electricity", "idle_electricity", "other") / months
    steps = [last * step / POINTS for step in range(POINTS + 1)]
    return {
        "crossing_month": None if found.months is None else float(found.months.quantize(TENTH, ROUND_HALF_UP)),
        "fits_the_horizon": found.fits,
        "desktop_start": money_text(case.desktop.net),
        "points": [
            {
                "month": round(float(month), 2),
                "cloud": money_text(rented * month),
                "desktop": money_text(case.desktop.net + running * month),
            }
            for month in steps
        ],
    }
