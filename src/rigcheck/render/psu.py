"""The answer of `rigcheck psu` for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rigcheck.render.output import Output
from rigcheck.render.words import cell, facts_named, names_of, plural, remarks, span

Row = Sequence[str]


def print_psu(answer: Mapping[str, Any], to: Output, most: int) -> None:
    """Print who draws what, the sizes that follow, and the supplies that fit, may fit and just miss."""
    for heading, columns, rows, rest in _sections(answer, most):
        to.line((heading, "bold"))
        if rows:
            to.table(columns, rows, right=[column for column in columns if column.endswith("W")])
        for line in rest.splitlines():
            to.line((line, "dim"))
        to.line()
    for remark in remarks(answer):
        to.line(remark)


def markdown_psu(answer: Mapping[str, Any], most: int) -> str:
    """Return the answer as Markdown."""
    lines: list[str] = []
    for heading, columns, rows, rest in _sections(answer, most):
        lines += [f"### {heading}", ""]
        if rows:
            lines += [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
            lines += [f"| {' | '.join(map(cell, row))} |" for row in rows]
        lines += [f"- {cell(line)}" for line in rest.splitlines()]
        lines += [""]
    lines += [f"- {cell(line)}" for line, _ in remarks(answer)]
    return "\n".join(lines).rstrip() + "\n"


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
    every = [*answer["fits"], *answer["undecided"], *answer["near_misses"]]
    missed = [one for one in every if one.get("because")]
    undecided = [one for one in every if one.get("missing") and not one.get("because")]
    carried = [one for one in every if not one.get("missing") and not one.get("because")]
    if answer["apart"]:
        yield "Whatever the supply", (), [], "\n".join(_apart(answer))
    carry = f"{plural(len(carried), 'supply', 'supplies')} {'carries' if len(carried) == 1 else 'carry'} it"
    yield (
        f"{carry}, once the rest is settled" if answer["apart"] else f"Fits: {len(carried)}",
        ("supply", "W", "load", "warnings"),
        [
            (_named(one), _watts(one), _percent(one["load"]), ", ".join(one["warnings"]) or "none")
            for one in carried[:most]
        ],
        _more(carried, most),
    )
    names = {**names_of(answer), "psu#1": "the supply"}
    yield (
        f"Not decidable: {len(undecided)}",
        ("supply", "W", "lacks"),
        [(_named(one), _watts(one), facts_named(one["missing"], names, 3)) for one in undecided[:most]],
        _more(undecided, most),
    )
    yield (
        f"Does not fit: {len(missed)}",
        ("supply", "W", "because"),
        [(_named(one), _watts(one), ", ".join(one["because"])) for one in missed[:most]],
        _more(missed, most),
    )


def _apart(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what no supply can change: every violated rule with its sentence, the open ones together."""
    for entry in answer["apart"]:
        if entry["verdict"] == "violated":
            yield f"{entry['rule']} violated: {entry['message']}"
    unknown = [entry for entry in answer["apart"] if entry["verdict"] == "unknown"]
    if unknown:
        rules = dict.fromkeys(entry["rule"] for entry in unknown)
        # What decides a rule by itself is said before what is only one of many.
        by_weight = sorted(unknown, key=lambda entry: len(entry["missing"]))
        missing = list(dict.fromkeys(path for entry in by_weight for path in entry["missing"]))
        yield f"not decidable: {', '.join(rules)}; lacks {facts_named(missing, names_of(answer), 6)}"


def _sizes(needs: Mapping[str, Any]) -> str:
    if needs["recommended_w"] is None:
        return "No size can be given: a part's draw is not known."
    maker = f" The GPU's maker asks for {needs['maker_w']} W." if needs["maker_w"] else ""
    return (
        f"Smallest sensible size {needs['smallest_w']} W ({needs['smallest_load'] * 100:g} % load), "
        f"recommended {needs['recommended_w']} W ({needs['recommended_load'] * 100:g} %)."
        f"{maker} Spikes, cables and the wall circuit are not computed yet."
    )


def _named(one: Mapping[str, Any]) -> str:
    return str(one["name"])


def _watts(one: Mapping[str, Any]) -> str:
    return "?" if one["rated_w"] is None else f"{one['rated_w']}"


def _percent(share: float | None) -> str:
    return "?" if share is None else f"up to {share:.0%}"


def _more(rows: Sequence[Any], most: int) -> str:
    return f"and {len(rows) - most} more (--most)" if len(rows) > most else ""
