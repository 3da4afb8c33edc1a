"""A section of an answer: a heading, a table and lines below it, for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from rigcheck.render.output import Output
from rigcheck.render.words import cell

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a table, and lines below it."""

    heading: str
    columns: Row = ()
    rows: list[Row] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    has_chart: bool = False
    """Whether a terminal shows a chart below it."""


def print_section(section: Section, to: Output, numbers: Collection[str]) -> None:
    """Print a section; the columns named in `numbers` hold numbers."""
    to.line((section.heading, "bold"))
    if section.rows:
        to.table(section.columns, section.rows, right=numbers)
    for line in section.lines:
        to.line(line)
    to.line()


def markdown_sections(sections: Iterable[Section], remarks: Iterable[str]) -> str:
    """Return sections as Markdown, and below them what a person should know of the input."""
    lines: list[str] = []
    for section in sections:
        lines += [f"### {cell(section.heading)}", ""]
        if section.rows:
            lines += [f"| {' | '.join(section.columns)} |", f"|{' --- |' * len(section.columns)}"]
            lines += [f"| {' | '.join(map(cell, row))} |" for row in section.rows]
            lines += [""] * bool(section.lines)
        lines += [f"- {cell(line)}" for line in section.lines]
        lines += [""]
    lines += [f"- {cell(line)}" for line in remarks]
    return "\n".join(lines).rstrip() + "\n"
