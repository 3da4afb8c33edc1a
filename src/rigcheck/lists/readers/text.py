"""Free text, and PCPartPicker's text export: lines, and tables whose columns are parted by tabs."""

from __future__ import annotations

from typing import Final

from rigcheck.lists.columns import heading_role
from rigcheck.lists.document import Document, Table, TableRow
from rigcheck.lists.markup import without_markdown
from rigcheck.lists.readers.lines import Source, as_line, source_lines

_LEAST_ROWS: Final = 2


def read_text(text: str) -> Document:
    """Return the lines of a text, and its runs of tab-parted lines as tables."""
    document: Document = []
    block: list[Source] = []
    for line in source_lines(text):
        if "\t" in line.raw.strip("\t "):
            block.append(line)
        elif line.raw.strip():
            document.extend(_block(block))
            block = []
            document.append(as_line(line))
    document.extend(_block(block))
    return document


def _block(block: list[Source]) -> Document:
    if len(block) < _LEAST_ROWS:
        return [as_line(line) for line in block]
    rows = [_row(line) for line in block]
    headings = [cell for cell in rows[0].cells if cell]
    is_header = all(heading_role(cell) for cell in headings) and len(headings) > 1
    return [Table(tuple(rows[1:] if is_header else rows), rows[0] if is_header else None)]


def _row(line: Source) -> TableRow:
    cells = tuple(without_markdown(cell) for cell in line.raw.split("\t"))
    return TableRow(line.number, line.raw, cells, line.removed)
