"""The answer of `rigcheck psu` for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rigcheck.render.output import Output
from rigcheck.render.words import span

Row = Sequence[str]


def print_psu(answer: Mapping[str, Any], to: Output, most: int) -> None:
    """Print who draws what, the sizes that follow, and the supplies that fit, may fit and just miss."""
    for heading, columns, rows, rest in _sections(answer, most):
        to.line((heading, "bold"))
        if rows:
            to.table(columns, rows, right=[column for column in columns if column.endswith("W")])
        if rest:
            to.line((rest, "dim"))
        to.line()


def markdown_psu(answer: Mapping[str, Any], most: int) -> str:
    """Return the answer as Markdown."""
    lines: list[str] = []
    for heading, columns, rows, rest in _sections(answer, most):
        lines += [f"### {heading}", ""]
        if rows:
            lines += [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
            lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
        lines += [rest, ""] if rest else [""]
    return "\n".join(lines)


def _sections(answer: Mapping[str, Any], most: int) -> Iterator[tuple[str, Row, list[Row], str]]:
    needs = answer["needs"]
    yield (
        f"Sustained draw: {span(needs['sustained_w']['low'], needs['sustained_w']['high'])} W",
        ("part", "units", "W", "rests on"),
        [
            (draw["name"], str(draw["units"]), span(draw["low_w"], draw["high_w"]), draw["basis"])
            for draw in needs["draws"]
        ],
        _sizes(needs),
    )
    fits = answer["fits"]
    yield (
        f"Fits: {len(fits)}",
        ("supply", "W", "load", "warnings"),
        [
            (_named(one), _watts(one), _percent(one["load"]), ", ".join(one["warnings"]) or "none")
            for one in fits[:most]
        ],
        _more(fits, most),
    )
    undecided = answer["undecided"]
    yield (
        f"Not decidable: {len(undecided)}",
        ("supply", "W", "lacks"),
        [(_named(one), _watts(one), _some(one["missing"])) for one in undecided[:most]],
        _more(undecided, most),
    )
    missed = answer["near_misses"]
    yield (
        f"Does not fit: {len(missed)}",
        ("supply", "W", "because"),
        [(_named(one), _watts(one), ", ".join(one["because"])) for one in missed[:most]],
        _more(missed, most),
    )


def _sizes(needs: Mapping[str, Any]) -> str:
    if needs["recommended_w"] is None:
        return "No size can be given: a part's draw is not known."
    maker = f" The GPU's maker asks for {needs['maker_w']} W." if needs["maker_w"] else ""
    return (
        f"Smallest sensible size {needs['smallest_w']} W (90 % load), recommended {needs['recommended_w']} W (80 %)."
        f"{maker} Spikes, cables and the wall circuit are not computed yet."
    )


def _named(one: Mapping[str, Any]) -> str:
    return str(one["name"])


def _watts(one: Mapping[str, Any]) -> str:
    return "?" if one["rated_w"] is None else f"{one['rated_w']}"


def _percent(share: float | None) -> str:
    return "?" if share is None else f"up to {share:.0%}"


def _some(paths: Sequence[str], most: int = 3) -> str:
    more = f" and {len(paths) - most} more" if len(paths) > most else ""
    return ", ".join(paths[:most]) + more


def _more(rows: Sequence[Any], most: int) -> str:
    return f"and {len(rows) - most} more (--most)" if len(rows) > most else ""
