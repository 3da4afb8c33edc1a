"""The report as Markdown, for issues, forum posts and chats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rigcheck.render.words import MARKS, MATCHES, counts_sentence, grouped, lacking, unverified, verdict_sentence


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


def cell(text: str) -> str:
    """Return a text that stays in its cell: what a list says must not become a table or HTML of ours."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
