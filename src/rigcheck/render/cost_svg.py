"""The curve of cumulative cost as a picture: both sides over the months, each crossing marked and named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from xml.etree import ElementTree as ET

from rigcheck.render.cost_chart import CREDITS, crossing_words, highest
from rigcheck.render.svg import INK, Sheet, document, fitted

WIDTH: Final = 900
LEFT: Final = 110
RIGHT: Final = 860
TOP: Final = 96
BOTTOM: Final = 400
LOOKS: Final = {"no_credit": "none", "fp32": "9 5", "mixed": "2 4"}
"""Dashes by credit: lines are told apart without their colours."""
CLOUD: Final = "#c8813b"
DESKTOP: Final = "#3b6ea5"
MARK: Final = "#2f7d32"
GRID: Final = "#d9d4c7"
ROW: Final = 22
TICKS: Final = 5
LONG: Final = 1e12
"""Amounts that are told in powers of ten."""
MONTH_TICKS: Final = 6


def cost_svg(answer: Mapping[str, Any]) -> str:
    """Return the curves of an answer of `rigcheck cost` as SVG."""
    curve = answer["curve"]
    sheet = Sheet(ET.Element("g"))
    title = f"Desktop against {curve['against']}"
    sheet.text(24, 36, fitted(title, WIDTH - 48, 18, bold=True), 18, bold=True)
    described = _described(answer)
    sheet.text(24, 58, fitted(described, WIDTH - 48, 13), 13)
    top = _nice(max(highest(line) for line in curve["lines"].values()))
    _axes(sheet, top, curve["months"], answer["currency"])
    for credit, line in curve["lines"].items():
        _curve(sheet, credit, line, top, curve["months"])
    for number, (credit, line) in enumerate(curve["lines"].items()):
        _legend(sheet, credit, line, number, curve)
    return document(sheet, WIDTH, BOTTOM + 60 + ROW * (len(curve["lines"]) + 1), title, f"{title}: {described}")


def _described(answer: Mapping[str, Any]) -> str:
    work = answer["workload"]
    return (
        f"Cumulative cost in {answer['currency']}: {work['busy_hours']:g} busy hours in {work['horizon_months']:g} "
        f"months, {work['use_percent']:.1f} % of all hours"
    )


def _nice(value: float) -> float:
    """Return the next number that divides well: 1, 2, 2.5 or 5 times a power of ten."""
    step = 1.0
    while step * 10 < value:
        step *= 10
    return next(step * factor for factor in (1, 2, 2.5, 5, 10) if step * factor >= value)


def _x(month: float, months: float) -> float:
    return LEFT + (RIGHT - LEFT) * (month / months if months else 0)


def _y(worth: float, top: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * worth / top


def _axes(sheet: Sheet, top: float, months: float, currency: str) -> None:
    for tick in range(TICKS + 1):
        worth = top * tick / TICKS
        y = _y(worth, top)
        sheet.line(LEFT, y, RIGHT, y, stroke=GRID, stroke_width=1)
        sheet.text(LEFT - 10, y + 4, _amount(worth, top), 12, anchor="end")
    for tick in range(MONTH_TICKS + 1):
        month = months * tick / MONTH_TICKS
        x = _x(month, months)
        sheet.line(x, BOTTOM, x, BOTTOM + 5, stroke_width=1)
        sheet.text(x, BOTTOM + 20, f"{month:.3g}", 12, anchor="middle")
    sheet.text(LEFT - 10, TOP - 14, currency, 12, anchor="end")
    sheet.text(RIGHT, BOTTOM + 38, "months", 12, anchor="end")
    sheet.line(LEFT, BOTTOM, RIGHT, BOTTOM, stroke_width=1)


def _amount(worth: float, top: float) -> str:
    """Return an amount as the axis says it: short enough to stand beside it, and never twice the same."""
    return f"{worth:,.0f}" if TICKS <= top < LONG else f"{worth:.3g}"


def _curve(sheet: Sheet, credit: str, line: Mapping[str, Any], top: float, months: float) -> None:
    """Draw both lines of a credit and a ring where they cross."""
    group = sheet.group(f"curve {credit}", f"{CREDITS[credit]}: {crossing_words(line)}")
    start, end = line["points"][0], line["points"][-1]
    for key, colour in (("cloud", CLOUD), ("desktop", DESKTOP)):
        y1, y2 = _y(float(start[key]), top), _y(float(end[key]), top)
        width = 3 if credit == "no_credit" else 2
        group.line(LEFT, y1, RIGHT, y2, stroke=colour, stroke_width=width, stroke_dasharray=LOOKS[credit])
    crossing = line["crossing_month"]
    if crossing is not None and crossing <= months:
        worth = float(end["cloud"]) * crossing / months if months else 0.0
        group.circle(_x(crossing, months), _y(worth, top), 6, fill="none", stroke=MARK, stroke_width=3)


def _legend(sheet: Sheet, credit: str, line: Mapping[str, Any], number: int, curve: Mapping[str, Any]) -> None:
    y = BOTTOM + 62 + ROW * number
    for x, colour, name in ((24, CLOUD, str(curve["against"])), (250, DESKTOP, "desktop")):
        sheet.line(x, y - 4, x + 40, y - 4, stroke=colour, stroke_width=3, stroke_dasharray=LOOKS[credit])
        sheet.text(x + 48, y, fitted(name, 170, 12), 12, fill=INK)
    sheet.text(RIGHT, y, f"{CREDITS[credit]}: {crossing_words(line)}", 12, anchor="end")
