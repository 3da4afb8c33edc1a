"""Words and marks that every renderer shares: a verdict is never told by colour alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

MARKS: Final[Mapping[tuple[str, str], tuple[str, str, str]]] = {
    ("violated", "error"): ("✗", "error", "bold red"),
    ("violated", "warning"): ("!", "warning", "yellow"),
    ("violated", "advice"): ("i", "advice", "cyan"),
    ("unknown", "error"): ("?", "not decided", "magenta"),
    ("unknown", "warning"): ("?", "not decided (warning)", "dim"),
    ("unknown", "advice"): ("?", "not decided (advice)", "dim"),
    ("ok", "error"): ("✓", "ok", "green"),
    ("ok", "warning"): ("✓", "ok", "green"),
    ("ok", "advice"): ("✓", "ok", "green"),
}
"""By verdict and severity: the mark, the word beside it, and the style where colour is allowed."""

VERDICT_STYLES: Final = {"compatible": "bold green", "incompatible": "bold red", "undecided": "bold yellow"}

MATCHES: Final[Mapping[str, str]] = {
    "exact": "exact",
    "alias": "other name",
    "name": "by name",
    "chip": "by its chip only",
    "several": "one of several",
    "inline": "from the list's words",
    "none": "product not known",
}
"""How a line was matched, in words."""


MANY: Final = 4
"""So many open checks that lack facts of one part are told together."""


def verdict_sentence(report: Mapping[str, Any]) -> str:
    """Return the verdict with its reason in one sentence; it never says that all is good."""
    counts = report["counts"]
    violated = counts["by_severity"]["error"]["violated"]
    if report["verdict"] == "incompatible":
        return f"{plural(violated, 'error')}: these parts do not work together as listed."
    reasons = []
    if unknown := counts["by_severity"]["error"]["unknown"]:
        reasons.append(f"{plural(unknown, 'check')} could not be decided")
    if report["not_chosen"]:
        reasons.append(f"not chosen yet: {', '.join(report['not_chosen'])}")
    if report["doubled"]:
        named = " and ".join(plural(number, kind) for kind, number in report["doubled"].items())
        reasons.append(f"the list names {named}")
    if report["not_understood"]:
        reasons.append(f"{plural(len(report['not_understood']), 'line')} not understood")
    if report["verdict"] == "undecided":
        return f"no error found, but {'; '.join(reasons)}."
    return "no error found by the checks below."


def counts_sentence(report: Mapping[str, Any]) -> str:
    """Return how many checks passed, failed, stayed open and did not apply."""
    counts = report["counts"]
    return (
        f"{plural(counts['ok'], 'check')} passed, {counts['violated']} violated, {counts['unknown']} not decidable, "
        f"{counts['not_applicable']} not applicable."
    )


def plural(number: int, word: str, words: str = "") -> str:
    """Return a count with its word: `1 check`, `2 checks`."""
    return f"{number} {word}" if number == 1 else f"{number} {words or word + 's'}"


def grouped(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the findings worth showing, the worst first: violated errors, warnings, open errors, advice, the rest."""
    order = {
        ("violated", "error"): 0,
        ("unknown", "error"): 1,
        ("violated", "warning"): 2,
        ("violated", "advice"): 3,
        ("unknown", "warning"): 4,
        ("unknown", "advice"): 5,
    }
    return sorted(report["findings"], key=lambda finding: order.get((finding["verdict"], finding["severity"]), 6))


def unverified(finding: Mapping[str, Any]) -> list[str]:
    """Return the facts of a finding that nobody has checked yet."""
    return [f"{fact['ref']}.{fact['fact']}" for fact in finding["facts"] if fact["basis"] == "unverified"]


def lacking(report: Mapping[str, Any], finding: Mapping[str, Any], most: int = 4) -> str:
    """Return the facts that would decide a finding, by the names of their parts."""
    return facts_named(finding["missing"], names_of(report), most)


def cards_of(report: Mapping[str, Any]) -> int:
    """Return how many cards a build has: of more than one it matters which sits where."""
    return sum(part["quantity"] for part in report["parts"] if part["kind"] in {"gpu", "card"})


def names_of(answer: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of an answer's parts by their references."""
    return {part["ref"]: part["name"] for part in answer["parts"]}


def facts_named(paths: Sequence[str], names: Mapping[str, str], most: int) -> str:
    """Return facts for reading: `length_mm of NZXT H500 and 3 more`."""
    said = []
    for path in paths[:most]:
        ref, _, fact = path.partition(".")
        said.append(f"{fact or 'the list'} of {names.get(ref, ref)}")
    more = len(paths) - most
    return ", ".join(said) + (f" and {more} more" if more > 0 else "")


def open_by_part(answer: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    """Return the open errors that lack facts of one part, by its reference, where they are many; each stands once."""
    left = [one for one in grouped(answer) if (one["verdict"], one["severity"]) == ("unknown", "error")]
    blocks: dict[str, list[Mapping[str, Any]]] = {}
    for _ in answer["parts"]:
        lacks = {
            ref: [one for one in left if any(path.startswith(f"{ref}.") for path in one["missing"])]
            for ref in names_of(answer)
        }
        ref = max(lacks, key=lambda ref: len(lacks[ref]))
        if len(lacks[ref]) < MANY:
            break
        blocks[ref] = lacks[ref]
        left = [one for one in left if one not in blocks[ref]]
    return blocks


def remarks(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a person should know of the list, with the style it has where colour is allowed."""
    for line in answer["not_understood"]:
        yield f"? line {line['line']} not understood: {line['text']}", "magenta"
    for problem in answer["problems"]:
        where = f"{problem['source']}, {problem['where']}" if problem["where"] else problem["source"]
        yield f"! {where}: {problem['message']} {problem['hint']}".rstrip(), "yellow"


def span(low: float | None, high: float | None, unit: str = "") -> str:
    """Return an interval for reading, rounded outwards to whole numbers: `288 to 453 W`, `at least 113 W`."""
    end = f" {unit}" if unit else ""
    if low is not None and low == high:
        return f"{round(low)}{end}"
    bottom = math.floor(low or 0)
    if high is None:
        return f"at least {bottom}{end}"
    top = math.ceil(high)
    return f"{bottom} to {top}{end}"


def cell(text: str) -> str:
    """Return a text that stays in its cell: what a list says must not become a table or HTML of ours."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
