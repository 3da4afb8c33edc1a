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

    @property
    def scale_w(self) -> float:
        """Return the watts of the longest bar."""
        return max((bar.high for bar in (*self.totals, *self.limits)), default=1) or 1


def chart_of(answer: Mapping[str, Any]) -> Chart | None:
    """Return the chart for the supply in the list, else the best that fits, else the recommended size; None if open."""
    needs = answer["needs"]
    if needs["sustained_w"]["high"] is None or needs["spike"]["high"] is None:
        return None
    supply = _shown_supply(answer)
    parts = [_bar(_label(draw), draw["low_w"], draw["high_w"], "part") for draw in needs["draws"]]
    spikes = [_bar(_label(draw), draw["spike_low_w"], draw["spike_w"], "part") for draw in needs["draws"]]
    totals = [
        _bar("all the time", needs["sustained_w"]["low"], needs["sustained_w"]["high"], "total"),
        _bar("for some 10 ms", needs["spike"]["low"], needs["spike"]["high"], "total"),
    ]
    if supply is None:
        limits = [_bar("recommended", needs["recommended_w"], needs["recommended_w"], "limit")]
        return Chart("Draw against the recommended size", tuple(parts), tuple(spikes), tuple(totals), tuple(limits))
    rated, borne = supply["rated_w"], supply["tolerated_w"]
    units = supply["units"]
    limits = [_bar(f"rated{f', {units} together' if units > 1 else ''}", rated * units, rated * units, "limit")]
    if borne["high"] is not None:
        limits.append(_bar("borne for 10 ms", borne["low"], borne["high"], "limit"))
    title = f"Draw against {supply['name']}"
    return Chart(title, tuple(parts), tuple(spikes), tuple(totals), tuple(limits))


def _shown_supply(answer: Mapping[str, Any]) -> Mapping[str, Any] | None:
    every = [*answer["fits"], *answer["undecided"], *answer["near_misses"]]
    known = [one for one in every if one["rated_w"]]
    listed = [one for one in known if one["listed"]]
    sound = [one for one in known if not one.get("because")]
    return next(iter([*listed, *sound]), None)


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
