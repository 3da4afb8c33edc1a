"""Markdown: pipe tables in every state of repair, bullets, headings, lines."""

from __future__ import annotations

from typing import Final

from rigcheck.lists.document import Document, Table, TableRow
from rigcheck.lists.markup import without_markdown
from rigcheck.lists.readers.lines import Source, as_line, source_lines
from rigcheck.pattern import lazy

_RULE: Final = lazy(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$")
_BULLET: Final = lazy(r"^\s*(?:[-*+]|\d+[.)])\s+")
_PIPE: Final = lazy(r"(?<!\\)\|")


def read_markdown(text: str) -> Document:
    """Return the tables and lines of a Markdown text."""
    document: Document = []
    block: list[Source] = []
    lines = source_lines(text)
    for position, line in enumerate(lines):
        if _in_table(line.raw, block):
            starts_anew = (
                position + 1 < len(lines)
                and is_rule(lines[position + 1].raw)
                and any(is_rule(row.raw) for row in block)
            )
            if starts_anew:
                document.append(_table(block))
                block = []
            block.append(line)
        elif line.raw.strip():
            if block:
                document.extend(_table_or_lines(block))
                block = []
            document.append(as_line(line))
    if block:
        document.extend(_table_or_lines(block))
    return document


def is_rule(raw: str) -> bool:
    """Return whether a line only draws a table: `|---|---|`, `:----|:----`."""
    return _RULE.match(raw) is not None


def _in_table(raw: str, block: list[Source]) -> bool:
    if is_rule(raw):
        return True
    if not _PIPE.search(raw):
        return False
    return not _BULLET.match(raw) or any(is_rule(line.raw) for line in block)


def _table_or_lines(block: list[Source]) -> Document:
    drawn = any(is_rule(line.raw) for line in block) or block[0].raw.lstrip().startswith("|")
    if drawn or len(block) > 2:
        return [_table(block)]
    return [as_line(line) for line in block]


def _table(block: list[Source]) -> Table:
    rules = [line for line in block if is_rule(line.raw)]
    filled = [line for line in block if line not in rules]
    # Exports have no outer pipes: there a row that begins with one has an empty first cell. The first row tells.
    framed = bool(filled) and filled[0].raw.lstrip().startswith("|")
    header = block[0] if rules and block.index(rules[0]) == 1 else None
    return Table(
        rows=tuple(_row(line, framed=framed) for line in filled if line is not header),
        header=_row(header, framed=framed) if header else None,
        rules=tuple(TableRow(line.number, line.raw, ()) for line in rules),
    )


def _row(line: Source, *, framed: bool) -> TableRow:
    body = line.raw.strip()
    if framed:
        body = body.removeprefix("|")
    if body.endswith("|") and not body.endswith("\\|"):
        body = body[:-1]
    return TableRow(line.number, line.raw, tuple(without_markdown(cell) for cell in _PIPE.split(body)), line.removed)
