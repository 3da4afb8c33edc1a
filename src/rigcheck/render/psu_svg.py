"""The chart of draw against rating as a picture: two stacked bars, and the supply's limits as lines across them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.etree import ElementTree as ET

from rigcheck.render.psu_chart import Bar, Chart, chart_of
from rigcheck.render.svg import INK, Sheet, document, fitted
from rigcheck.render.words import span

WIDTH: Final = 900
LEFT: Final = 150
"""Where the bars begin."""
RIGHT: Final = 860
TOP: Final = 124
BAR: Final = 44
GAP: Final = 26
LEGEND_ROW: Final = 22
COLOURS: Final = ("#3b6ea5", "#c8813b", "#5b8f5a", "#8a6bb1", "#b4534b", "#4d9aa0", "#9b8f3f", "#7a7f87")
"""One for each part in turn; the legend names each with its watts, and its number stands in its piece."""
LIMIT: Final = "#8b1e1e"
PALE: Final = "0.45"
"""How solid watts are drawn that are only possible."""
LABEL_ROW: Final = 13
"""Each limit's name has a row of its own above the bars: none can run into another."""
SMALL: Final = 30
"""Pixels that a piece needs to hold its number."""


def psu_svg(answer: Mapping[str, Any]) -> str:
    """Return the chart of an answer of `rigcheck psu` as SVG."""
    chart = chart_of(answer)
    sheet = Sheet(ET.Element("g"))
    if chart is None:
        sheet.text(24, 40, "No chart: a part's draw is not known.", 16)
        return document(sheet, WIDTH, 80, "Draw against rating", "No chart: a part's draw is not known.")
    sheet.text(24, 36, fitted(chart.title, WIDTH - 48, 18, bold=True), 18, bold=True)
    lasting, spike = chart.totals
    described = (
        f"{span(lasting.low, lasting.high, 'W')} all the time, {span(spike.low, spike.high, 'W')} for some 10 ms"
    )
    sheet.text(24, 58, described, 13)
    _stack(sheet, "all the time", chart.parts, TOP, chart.scale_w)
    _stack(sheet, "for some 10 ms", chart.spikes, TOP + BAR + GAP, chart.scale_w)
    end = TOP + 2 * BAR + GAP
    _limits(sheet, chart, end)
    height = _legend(sheet, chart, end + 34)
    return document(sheet, WIDTH, height, chart.title, f"{chart.title}: {described}.")


def _x(watts: float, scale_w: float) -> float:
    return LEFT + (RIGHT - LEFT) * watts / scale_w


def _stack(sheet: Sheet, label: str, bars: Sequence[Bar], top: float, scale_w: float) -> None:
    """Draw what each part surely draws in a row, and behind it, paler, what all of them may draw besides."""
    sheet.text(24, top + BAR / 2 + 5, label, 13)
    sure = sum(bar.low for bar in bars)
    most = sum(bar.high for bar in bars)
    at = 0.0
    for number, bar in enumerate(bars, 1):
        piece = sheet.group("draw", f"{bar.label}: {span(bar.low, bar.high, 'W')}")
        left, right = _x(at, scale_w), _x(at + bar.low, scale_w)
        piece.rect(left, top, max(0.0, right - left), BAR, fill=_colour(number), stroke="#ffffff")
        if right - left >= SMALL:
            piece.text((left + right) / 2, top + BAR / 2 + 5, str(number), 13, fill="#ffffff", anchor="middle")
        at += bar.low
    if most > sure:
        left, right = _x(sure, scale_w), _x(most, scale_w)
        possible = sheet.group("possible", f"possible besides: {most - sure:.0f} W")
        possible.rect(left, top, right - left, BAR, fill=INK, fill_opacity=PALE)


def _colour(number: int) -> str:
    return COLOURS[(number - 1) % len(COLOURS)]


def _limits(sheet: Sheet, chart: Chart, end: float) -> None:
    """Draw what the supply gives for hours across the first bar, and what it bears for some 10 ms across the second."""
    if not chart.limits:
        return
    rated, *borne = chart.limits
    for row, share in enumerate((*chart.loads, 1.0)):
        x, y = _x(rated.low * share, chart.scale_w), TOP - 8 - LABEL_ROW * row
        last = share == 1
        look = {"stroke_width": 2} if last else {"stroke_width": 1, "stroke_dasharray": "4 3"}
        sheet.line(x, y + 4, x, TOP + BAR + 6, stroke=LIMIT, **look)
        text = f"{rated.label} {rated.low:.0f} W" if last else f"{share * 100:g} %"
        anchor = "end" if x > RIGHT - 60 else "middle"
        sheet.text(x, y, text, 11, anchor=anchor, fill=LIMIT)
    for bar in borne:
        for watts in sorted({bar.low, bar.high}):
            x = _x(watts, chart.scale_w)
            sheet.line(x, TOP + BAR + GAP - 6, x, end + 8, stroke=INK, stroke_width=2)
        x = _x(bar.high, chart.scale_w)
        text = f"{bar.label} {span(bar.low, bar.high, 'W')}"
        sheet.text(x, end + 22, text, 11, anchor="end" if x > RIGHT - 80 else "middle")


def _legend(sheet: Sheet, chart: Chart, top: float) -> float:
    """Write who is who, and return where it ends."""
    for row, (bar, spike) in enumerate(zip(chart.parts, chart.spikes, strict=True)):
        y = top + LEGEND_ROW * (row + 1)
        sheet.rect(24, y - 12, 18, 16, fill=_colour(row + 1))
        sheet.text(33, y, str(row + 1), 11, fill="#ffffff", anchor="middle")
        watts = f"{span(bar.low, bar.high, 'W')}, for some 10 ms {span(spike.low, spike.high, 'W')}"
        sheet.text(52, y, fitted(bar.label, 460, 13), 13)
        sheet.text(RIGHT, y, watts, 13, anchor="end")
    y = top + LEGEND_ROW * (len(chart.parts) + 1)
    sheet.rect(24, y - 12, 18, 16, fill=INK, fill_opacity=PALE)
    sheet.text(52, y, "possible besides: facts that nobody stated leave it open", 13)
    return y + 22
