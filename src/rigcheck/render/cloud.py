"""The answer of `rigcheck cloud list` for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rigcheck.render.output import Output
from rigcheck.render.words import cell

COLUMNS: Final = ("instance", "GPUs", "GB each", "vCPU", "on demand/h", "one GPU/h", "spot/h", "taken back", "priced")
OLD: Final = " (older than a year)"
NUMBERS: Final = ("GB each", "vCPU", "on demand/h", "one GPU/h", "spot/h")


def print_cloud(answer: Mapping[str, Any], to: Output) -> None:
    """Print the instances with their prices, and below where those come from."""
    if not answer["instances"]:
        to.line("No instance of the catalog is like that.")
        return
    to.table(COLUMNS, list(_rows(answer)), right=NUMBERS)
    for line in _lines(answer):
        to.line((line, "dim"))


def markdown_cloud(answer: Mapping[str, Any]) -> str:
    """Return the instances as Markdown."""
    lines = [f"| {' | '.join(COLUMNS)} |", f"|{' --- |' * len(COLUMNS)}"]
    lines += [f"| {' | '.join(map(cell, row))} |" for row in _rows(answer)]
    return "\n".join([*lines, "", *(f"- {cell(line)}" for line in _lines(answer))]) + "\n"


def _rows(answer: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for one in answer["instances"]:
        yield (
            f"{one['instance']}{' (legacy)' if one['legacy'] else ''}",
            f"{one['gpus']:g} × {one['gpu']}",
            _said(one["gpu_memory_gb"]),
            _said(one["vcpus"]),
            f"{one['on_demand_per_h']} {one['currency']}",
            one["on_demand_per_gpu_h"],
            one["spot_per_h"] or "-",
            one["spot_interruption"] or "-",
            f"{one['price_date']}{OLD if one['older_than_a_year'] else ''}",
        )


def _said(number: float | None) -> str:
    return "?" if number is None else f"{number:g}"


def _lines(answer: Mapping[str, Any]) -> Iterator[str]:
    spot = sorted(
        {
            f"{one['spot_price_date']}{OLD if one['spot_older_than_a_year'] else ''}"
            for one in answer["instances"]
            if one["spot_price_date"]
        }
    )
    if spot:
        yield f"Spot prices of {', '.join(spot)}: the saving of then, off the price on demand; taken back: in a month."
    if answer["memory_not_known"]:
        yield f"Left out, for nobody stated their GPU's memory: {', '.join(answer['memory_not_known'])}."
    for source in answer["sources"]:
        yield f"{source['provider']}: {', '.join(source['covers'])}: {source['title']}, {source['url']}"
