"""The report as Markdown, for issues, forum posts and chats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rigcheck.render.placement import markdown_placement
from rigcheck.render.power_words import power_lines
from rigcheck.render.words import (
    MARKS,
    MATCHES,
    cards_of,
    cell,
    counts_sentence,
    grouped,
    lacking,
    names_of,
    unverified,
    verdict_sentence,
)


def markdown_report(report: Mapping[str, Any]) -> str:
    """Return a report of `rigcheck check` as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    yield f"**{report['verdict']}**: {verdict_sentence(report)}"
    yield ""
    yield "| kind | part | matched |"
    yield "| --- | --- | --- |"
    for part in report["parts"]:
        count = f"{part['quantity']} × " if part["quantity"] > 1 else ""
        yield f"| {part['kind']} | {cell(count + part['name'])} | {MATCHES[part['match']]} |"
    yield ""
    if lines := list(power_lines(report)):
        yield " ".join(lines)
        yield ""
    if cards_of(report) > 1:
        yield from markdown_placement(report["placement"], names_of(report))
        yield ""
    for finding in grouped(report):
        mark, word, _ = MARKS[finding["verdict"], finding["severity"]]
        yield f"- {mark} **{word}** {cell(finding['message'])} `{finding['rule']}`"
        if finding["missing"]:
            yield f"  - lacks: {cell(lacking(report, finding))}"
        if finding["fix"]:
            yield f"  - way out: {cell(finding['fix'])}"
        if unsure := unverified(finding):
            yield f"  - rests on unverified facts: {', '.join(unsure)}"
    yield ""
    yield counts_sentence(report)
    for line in report["not_understood"]:
        yield f"- line {line['line']} not understood: {cell(line['text'])}"
    for entry in report["ignored"]:
        yield f"- ignored: {cell(entry['message'])} (`{entry['rule']}`: {cell(entry['reason'])})"
    for problem in report["problems"]:
        yield f"- {cell(problem['source'])} {problem['where']}: {cell(problem['message'])} {problem['hint']}".rstrip()
    yield ""
    yield f"Not checked: {'; '.join(report['not_checked'])}."
