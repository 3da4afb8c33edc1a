"""The answer of `rigcheck checklist` for a terminal and as Markdown with boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from rigcheck.render.output import Output
from rigcheck.render.words import VERDICT_STYLES, cell, facts_named, names_of, plural, remarks, span

TITLES: Final[Mapping[str, str]] = {
    "before": "Before the first start",
    "firmware": "Firmware settings",
    "system": "Operating system, driver, framework",
    "verify": "Look whether all is there",
    "stress": "Stress tests, and what to expect",
}
"""The sections by their words in the data."""


def print_checklist(answer: Mapping[str, Any], to: Output) -> None:
    """Print the verdict, then every section with its items."""
    to.line((answer["verdict"], VERDICT_STYLES[answer["verdict"]]), f": {_verdict(answer)}")
    for remark in remarks(answer):
        to.line(remark)
    sources = _numbered(answer)
    for section, items in _sections(answer):
        to.line()
        to.line((TITLES[section], "bold"))
        for item in items:
            to.line(f"[ ] {item['do']}")
            to.line((f"{item['why']}{_marks(item, sources)}", "dim"), under=True)
            for line in _expected(item):
                to.line(f"expect {line}", under=True)
            for command in item["commands"]:
                to.line((f"$ {command}", "cyan"), under=True)
            for line in _unknown(item, answer):
                to.line((line, "magenta"), under=True)
    to.line()
    for source, mark in sources.items():
        to.line((f"[{mark}] {source}", "dim"))
    to.line((_dated(answer), "dim"))


def markdown_checklist(answer: Mapping[str, Any]) -> str:
    """Return the checklist as Markdown: a box for every item."""
    lines = [f"**{answer['verdict']}**: {cell(_verdict(answer))}"]
    said = [f"- {cell(line)}" for line, _ in remarks(answer)]
    lines += ["", *said] if said else []
    sources = _numbered(answer)
    for section, items in _sections(answer):
        lines += ["", f"### {TITLES[section]}", ""]
        for item in items:
            lines += [f"- [ ] {cell(item['do'])}", f"  {cell(item['why'])}{_marks(item, sources)}"]
            lines += [f"  - expect {cell(line)}" for line in _expected(item)]
            lines += [f"  - `{command}`" for command in item["commands"]]
            lines += [f"  - {cell(line)}" for line in _unknown(item, answer)]
    lines += ["", "### Sources", ""]
    lines += [f"{mark}. {cell(source)}" for source, mark in sources.items()]
    return "\n".join([*lines, "", cell(_dated(answer))]) + "\n"


def _numbered(answer: Mapping[str, Any]) -> dict[str, int]:
    """Return the sources of all items, numbered as they come."""
    every = dict.fromkeys(source for item in answer["items"] for source in item["sources"])
    return {source: mark for mark, source in enumerate(every, start=1)}


def _marks(item: Mapping[str, Any], sources: Mapping[str, int]) -> str:
    """Return the numbers of an item's sources."""
    return "".join(f" [{sources[source]}]" for source in item["sources"])


def _sections(answer: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    for section, items in groupby(answer["items"], key=lambda item: str(item["section"])):
        yield section, list(items)


def _verdict(answer: Mapping[str, Any]) -> str:
    """Return what the rules say, and what to do about that first."""
    if answer["verdict"] == "incompatible":
        return f"{plural(answer['errors'], 'error')}; run `rigcheck check` first: these parts do not work together."
    reasons = []
    if answer["undecided"]:
        reasons.append(f"{plural(answer['undecided'], 'check')} could not be decided")
    if answer["not_chosen"]:
        reasons.append(f"not chosen yet: {', '.join(answer['not_chosen'])}")
    if answer["verdict"] == "undecided":
        return f"run `rigcheck check` first{': ' if reasons else ''}{'; '.join(reasons)}."
    return "`rigcheck check` finds no error; this is what to do after building."


def _expected(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is expected, the numbers of one thing on one line."""
    for what, numbers in groupby(item["expect"], key=lambda one: str(one["what"])):
        every = list(numbers)
        said = ", ".join(_number(one) for one in every)
        notes = "; ".join(dict.fromkeys(one["note"] for one in every if one["note"]))
        yield f"{what}: {said}{f' ({notes})' if notes else ''}"


def _number(one: Mapping[str, Any]) -> str:
    """Return a number with its unit, in the words that people say it with."""
    value = span(one["low"], one["high"])
    if not one["low"] and one["high"]:
        value = f"up to {span(one['high'], one['high'])}"
    match one["unit"]:
        case "lanes":
            return f"x{value}" if one["low"] == one["high"] else f"{value} lanes"
        case "PCIe generation":
            return f"PCIe {value}"
        case "cards" | "drives" | "GPUs" as unit:
            return plural(one["low"], unit.removesuffix("s"))
        case unit:
            return f"{value} {unit}".rstrip()


def _unknown(item: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what nobody stated, and what no page was found for."""
    if item["missing"]:
        yield f"not known: {facts_named(item['missing'], names_of(answer), 3)}"
    for text in item["unsourced"]:
        yield f"not known: {text}"


def _dated(answer: Mapping[str, Any]) -> str:
    """Return how old the facts of software are."""
    return f"What is said of {answer['system']}, drivers and frameworks is of {answer['as_of']}; look for newer."
