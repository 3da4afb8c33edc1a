"""The answer of `rigcheck gpus` for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rigcheck.render.markdown import cell
from rigcheck.render.output import Output
from rigcheck.render.text import part_row
from rigcheck.render.words import MATCHES, facts_named, names_of, remarks, span

ASKED: Final = ("motherboard", "case", "gpu")
"""The kinds whose match decides the number."""
COLUMNS: Final = ("GPUs", "x16-length slots", "without a slot", "case slots needed")


def print_gpus(answer: Mapping[str, Any], to: Output) -> None:
    """Print the number, for which parts it holds, what limits it, and what it is provided on."""
    to.line((_number(answer), "bold"))
    to.table(("kind", "part", "matched"), [part_row(part) for part in _asked(answer)])
    for line in _limits(answer):
        to.line(line)
    to.table(COLUMNS, _placement(answer), right=COLUMNS)
    for remark in remarks(answer):
        to.line(remark)


def markdown_gpus(answer: Mapping[str, Any]) -> str:
    """Return the answer as Markdown."""
    lines = [f"**{cell(_number(answer))}**", ""]
    lines += [f"- {part['kind']}: {cell(part['name'])} ({MATCHES[part['match']]})" for part in _asked(answer)]
    lines += [f"- {cell(line)}" for line in _limits(answer)]
    lines += ["", f"| {' | '.join(COLUMNS)} |", "|" + " --- |" * len(COLUMNS)]
    lines += [f"| {' | '.join(row)} |" for row in _placement(answer)]
    lines += ["", *(f"- {cell(line)}" for line, _ in remarks(answer))]
    return "\n".join(lines).rstrip() + "\n"


def _number(answer: Mapping[str, Any]) -> str:
    low, high = answer["count"]["at_least"], answer["count"]["at_most"]
    number = f"{low}" if low == high else f"at least {low}, at most {high}"
    return f"{answer['gpu']}: {number} by space and slots."


def _asked(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [part for part in answer["parts"] if part["kind"] in ASKED]


def _limits(answer: Mapping[str, Any]) -> Iterator[str]:
    for limit in answer["limited_by"]:
        reason = f": {limit['reason']}" if limit["reason"] else ""
        yield f"at most {limit['count']} by {limit['what']}{reason}"
    for entry in answer["provided"]:
        missing = facts_named(entry["missing"], names_of(answer), 4)
        yield f"from {entry['from']} on {entry['rule']} is not decidable; it lacks {missing}"


def _placement(answer: Mapping[str, Any]) -> list[tuple[str, ...]]:
    figures = ("gpu_slots", "unplaced_gpus", "case_slots_needed")
    return [
        (str(row["gpus"]), *(span(row[key]["low"], row[key]["high"]) for key in figures))
        for row in answer["placement"][1:]
    ]
