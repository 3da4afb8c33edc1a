"""The curve of cumulative cost for a terminal: both sides over the months, and the month where they cross."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rigcheck.render.output import Output, Span

WIDTH: Final = 60
"""Columns of the months."""
HEIGHT: Final = 12
"""Rows of the money."""
CLOUD: Final = ("c", "yellow")
DESKTOP: Final = ("d", "cyan")
CROSSING: Final = ("X", "bold green")
"""Letters, so that no colour is needed to tell them apart."""
CREDITS: Final = {
    "no_credit": "both as fast",
    "fp32": "speed in FP32",
    "mixed": "speed in mixed precision",
}
"""What is believed of speeds, in words."""


def print_curve(answer: Mapping[str, Any], to: Output) -> None:
    """Print the curve by what is believed of speeds: `c` the cloud, `d` the desktop, `X` where they cross."""
    curve = answer["curve"]
    line = curve["lines"][answer["belief"]]
    rows = drawn(line, curve["months"])
    top = highest(line)
    to.line((f"Cumulative cost, {answer['currency']}, over {curve['months']:g} months:", "bold"))
    for number, row in enumerate(rows):
        worth = top * (HEIGHT - 1 - number) / (HEIGHT - 1)
        to.line(f"{worth:>10,.0f} |", *row)
    to.line(f"{'':>10} +{'-' * WIDTH}")
    crossing = line["crossing_month"]
    end = crossing_words(line)
    if crossing is not None and crossing > curve["months"]:
        end += ", beyond the picture"
    to.line(f"c {curve['against']}, d the desktop; {end} ({CREDITS[answer['belief']]}).")


def crossing_words(line: Mapping[str, Any]) -> str:
    """Return when owning pays, in words."""
    if not line["fits_the_horizon"]:
        return "the desktop is too slow for this work"
    crossing = line["crossing_month"]
    return "owning never pays" if crossing is None else f"owning pays from month {crossing:g} on"


def drawn(line: Mapping[str, Any], months: float) -> list[list[Span]]:
    """Return the rows from the top down; each is a list of single letters."""
    top = highest(line)
    start, end = line["points"][0], line["points"][-1]
    cells: list[list[Span]] = [[" "] * WIDTH for _ in range(HEIGHT)]
    for column in range(WIDTH):
        share = column / (WIDTH - 1)
        for key, mark in (("cloud", CLOUD), ("desktop", DESKTOP)):
            worth = float(start[key]) + (float(end[key]) - float(start[key])) * share
            cells[_row(worth, top)][column] = mark
    crossing = line["crossing_month"]
    if crossing is not None and crossing <= months:
        share = crossing / months if months else 0.0
        worth = float(end["cloud"]) * share
        cells[_row(worth, top)][round(share * (WIDTH - 1))] = CROSSING
    return cells


def highest(line: Mapping[str, Any]) -> float:
    """Return the most that either side comes to."""
    end = line["points"][-1]
    return max(float(end["cloud"]), float(end["desktop"]), float(line["desktop_start"]), 1.0)


def _row(worth: float, top: float) -> int:
    return min(HEIGHT - 1, max(0, HEIGHT - 1 - round(worth / top * (HEIGHT - 1))))
