"""Lines as plain text and Markdown share them: bullets, numbers, headings, indentation, and the marks of a diff."""

from __future__ import annotations

from typing import Final, NamedTuple

from rigcheck.lists.document import Line
from rigcheck.lists.labels import read_label
from rigcheck.lists.markup import plain, struck_out, without_markdown
from rigcheck.pattern import lazy

_BULLET: Final = lazy(r"^(?:[-*+•◦▪‣·–—●○■]\s+|\d{1,2}[.)]\s+|[-*•●]\s*(?=[A-Z*\[]))")
_HEADING: Final = lazy(r"^#{1,6}\s+")
_CLOSING: Final = lazy(r"\s+#+\s*$")
_QUOTE: Final = lazy(r"^(?:>\s?)+")


class Source(NamedTuple):
    """A line of the input with its number."""

    number: int
    raw: str
    removed: bool = False


def source_lines(text: str) -> list[Source]:
    """Return the lines of a text, blank ones too; in a diff, the marks are off and removed lines are told."""
    lines = [Source(number, raw) for number, raw in enumerate(text.split("\n"), start=1)]
    if not _is_diff(lines):
        return lines
    return [
        Source(line.number, line.raw[1:] if line.raw[:1] in "+- " else line.raw, line.raw.startswith("-"))
        for line in lines
    ]


def _is_diff(lines: list[Source]) -> bool:
    """Return whether `+` and `-` mean added and removed: a label that goes must come again.

    A list may use both as bullets; then each label stands once.
    """
    filled = [line.raw for line in lines if line.raw.strip()]
    if not all(raw[0] in "+-@ " or raw.startswith(("diff ", "index ")) for raw in filled):
        return False
    gone = {_label(raw) for raw in filled if raw.startswith("- ")}
    come = {_label(raw) for raw in filled if raw.startswith("+ ")}
    return bool((gone & come) - {None})


def _label(raw: str) -> str | None:
    left, colon, _ = raw[1:].partition(":")
    meaning = read_label(left.strip()) if colon else None
    return meaning.kind if meaning else None


def as_line(source: Source, *, markdown: bool = True) -> Line:
    """Return a line without its bullet and markup."""
    body = _QUOTE.sub("", source.raw.rstrip())
    stripped = body.lstrip()
    indent = len(body.expandtabs(4)) - len(stripped.expandtabs(4))
    heading = _HEADING.match(stripped)
    bullet = None if heading else _BULLET.match(stripped)
    if heading:
        stripped = _CLOSING.sub("", stripped[heading.end() :])
    elif bullet and stripped.strip("-*_ "):
        stripped = stripped[bullet.end() :]
    text = without_markdown(stripped) if markdown else plain(stripped)
    removed = source.removed or struck_out(stripped)
    return Line(source.number, source.raw, text, indent, bool(bullet), bool(heading), removed)
