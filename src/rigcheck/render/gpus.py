"""The answer of `rigcheck gpus` for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from rigcheck.render.output import Output
from rigcheck.render.placement import markdown_placement, print_placement
from rigcheck.render.text import part_row
from rigcheck.render.words import MATCHES, cell, facts_named, names_of, plural, remarks, span

ASKED: Final = ("motherboard", "case", "gpu")
"""The kinds whose match decides the number."""
COLUMNS: Final = ("GPUs", "x16-length slots", "without a slot", "case slots needed")


def print_gpus(answer: Mapping[str, Any], to: Output) -> None:
    """Print the number, for which parts it holds, the picture, what limits it, and what it is provided on."""
    to.line((_number(answer), "bold"))
    to.table(("kind", "part", "matched"), [part_row(part) for part in _asked(answer)])
    if answer["placement"]["cards"]:
        to.line()
        to.line(_drawn(answer))
        print_placement(answer["placement"], names_of(answer), to)
    to.line()
    for line in _limits(answer):
        to.line(line)
    to.table(COLUMNS, _by_count(answer), right=COLUMNS)
    for remark in remarks(answer):
        to.line(remark)


def markdown_gpus(answer: Mapping[str, Any]) -> str:
    """Return the answer as Markdown."""
    lines = [f"**{cell(_number(answer))}**", ""]
    lines += [f"- {part['kind']}: {cell(part['name'])} ({MATCHES[part['match']]})" for part in _asked(answer)]
    if answer["placement"]["cards"]:
        lines += ["", _drawn(answer), "", *markdown_placement(answer["placement"], names_of(answer)), ""]
    lines += [f"- {cell(line)}" for line in _limits(answer)]
    lines += ["", f"| {' | '.join(COLUMNS)} |", "|" + " --- |" * len(COLUMNS)]
    lines += [f"| {' | '.join(row)} |" for row in _by_count(answer)]
    lines += ["", *(f"- {cell(line)}" for line, _ in remarks(answer))]
    return "\n".join(lines).rstrip() + "\n"


def _number(answer: Mapping[str, Any]) -> str:
    low, high, usual = (answer["count"][key] for key in ("at_least", "at_most", "usual"))
    number = f"{low}" if low == high else f"at least {low}, at most {high}"
    if usual is not None and low != high:
        number += f"; usual, though not known, is {usual}"
    return f"{answer['gpu']}: {number}, by space and slots."


def _drawn(answer: Mapping[str, Any]) -> str:
    """Return what the picture shows."""
    sure = "" if answer["count"]["at_least"] >= answer["shown"] else ", if it fits at all"
    return f"With {plural(answer['shown'], 'GPU')}{sure}:"


def _asked(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [part for part in answer["parts"] if part["kind"] in ASKED]


def _limits(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what limits the number, the nearest first; what lies behind it would be met next."""
    for limit in answer["limited_by"]:
        reason = f": {limit['reason']}" if limit["reason"] else ""
        yield f"at most {limit['count']} by {limit['what']} ({limit['rule']}){reason}"
    for number, entries in groupby(answer["provided"], key=lambda entry: entry["from"]):
        together = sorted(entries, key=lambda entry: len(entry["missing"]))
        missing = list(dict.fromkeys(path for entry in together for path in entry["missing"]))
        rules = ", ".join(sorted(entry["rule"] for entry in together))
        lacks = facts_named(missing, names_of(answer), 4)
        yield f"from {number} on not decidable: {rules}; lacks {lacks}"
    for entry in answer["warnings"]:
        yield f"! with {plural(answer['shown'], 'GPU')}: {entry['message']} ({entry['rule']})"


def _by_count(answer: Mapping[str, Any]) -> list[tuple[str, ...]]:
    figures = ("gpu_slots", "unplaced_gpus", "case_slots_needed")
    return [
        (str(row["gpus"]), *(span(row[key]["low"], row[key]["high"]) for key in figures))
        for row in answer["by_count"][1:]
    ]
