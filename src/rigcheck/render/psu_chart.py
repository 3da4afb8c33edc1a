"""The chart of draw against rating: what is drawn on it, and its bars for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from rigcheck.render.output import Output, Span
from rigcheck.render.words import span

WIDTH: Final = 48
"""Columns of the longest bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A quantity: sure up to `low`, possible up to `high`; a limit is drawn as a line with an end."""

    label: str
    low: float
    high: float
    sort: str
    """`part`, `total` or `limit`."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Draws, their sums, and what a supply gives."""

    title: str
    parts: tuple[Bar, ...]
    """Who draws what all the time."""
    spikes: tuple[Bar, ...]
    """The same for some 10 ms."""
    totals: tuple[Bar, ...]
    limits: tuple[Bar, ...]
    loads: tuple[float, ...] = ()
    """The shares of the rating that sizes rest on, the smaller first."""

    @property
    def scale_w(self) -> float:
        """Return the watts of the longest bar."""
        return max((bar.high for bar in (*self.totals, *self.limits)), default=1) or 1


def chart_of(answer: Mapping[str, Any]) -> Chart | None:
    """Return the chart for the supply in the list, else the best that fits, else the recommended size; None if open."""
    needs = answer["needs"]
    if needs["sustained_w"]["high"] is None or needs["spike"]["high"] is None:
        return None
    parts = [_bar(_label(draw), draw["low_w"], draw["high_w"], "part") for draw in needs["draws"]]
    spikes = [_bar(_label(draw), draw["spike_low_w"], draw["spike_w"], "part") for draw in needs["draws"]]
    totals = [
        _bar("all the time", needs["sustained_w"]["low"], needs["sustained_w"]["high"], "total"),
        _bar("for some 10 ms", needs["spike"]["low"], needs["spike"]["high"], "total"),
    ]
    title, limits = _supply(answer)
    loads = (needs["recommended_load"], needs["smallest_load"])
    return Chart(f"Draw against {title}", tuple(parts), tuple(spikes), tuple(totals), tuple(limits), loads)


def _supply(answer: Mapping[str, Any]) -> tuple[str, list[Bar]]:
    """Return which supply the draw is held against, and what it gives."""
    listed = answer["listed"]
    if listed and listed["rated_w"]["low"] and listed["rated_w"]["low"] == listed["rated_w"]["high"]:
        return listed["name"], _limits(listed["rated_w"]["low"], listed["tolerated_w"])
    best = next((one for one in (*answer["fits"], *answer["undecided"]) if one["rated_w"]), None)
    if best:
        units = best["units"]
        name = f"{units} × {best['name']}" if units > 1 else best["name"]
        return name, _limits(best["rated_w"] * units, best["tolerated_w"])
    size = answer["needs"]["recommended_w"]
    return "the recommended size", [_bar("recommended", size, size, "limit")] if size else []


def _limits(rated: float, borne: Mapping[str, float | None]) -> list[Bar]:
    limits = [_bar("rated", rated, rated, "limit")]
    if borne["low"] is not None and borne["high"] is not None:
        limits.append(_bar("borne for 10 ms", borne["low"], borne["high"], "limit"))
    return limits


def _bar(label: str, low: float, high: float, sort: str) -> Bar:
    return Bar(label, float(low), float(high), sort)


def _label(draw: Mapping[str, Any]) -> str:
    count = f"{draw['units']} × " if draw["units"] > 1 else ""
    return f"{count}{draw['name']}"


def print_chart(chart: Chart, to: Output) -> None:
    """Print the chart as a table of bars: sure watts solid, possible ones lighter, limits as lines."""
    to.line((f"{chart.title}:", "bold"))
    rows: list[list[Span]] = []
    for bar in (*chart.parts, *chart.totals, *chart.limits):
        style = {"part": "cyan", "total": "bold", "limit": "green"}[bar.sort]
        rows.append([bar.label, (drawn(bar, chart.scale_w), style), span(bar.low, bar.high, "W")])
    to.table(("part", f"0 to {chart.scale_w:.0f} W", "watts"), rows)


def drawn(bar: Bar, scale_w: float) -> str:
    """Return a bar in letters: `█` is sure, `░` possible, a limit ends in `┤`."""
    low, high = (round(watts / scale_w * WIDTH) for watts in (bar.low, bar.high))
    if bar.sort == "limit":
        return "─" * max(0, low - 1) + "┤" + ("┄" * (high - low - 1) + "┤" if high > low else "")
    return "█" * low + "░" * (high - low)
