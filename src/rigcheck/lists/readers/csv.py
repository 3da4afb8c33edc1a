"""CSV with a header in any usual wording: `type,item,quantity,price`."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.errors import DataError, Problem
from rigcheck.lists.columns import columns_of, heading_role
from rigcheck.lists.document import Document, Table, TableRow
from rigcheck.lists.markup import plain
from rigcheck.lists.quantity import cell_quantity

_DELIMITERS: Final = ",;\t|"
_NO_COUNT: Final = ("", "-", "–")


def read_csv(text: str, source: str) -> Document:
    """Return the table of a CSV text.

    Raises `DataError` with every row that has too many cells or a quantity that is no count, or the broken quoting.
    """
    table = _table(text, source)
    columns = columns_of(table)
    problems: list[Problem] = []
    width = len(table.header.cells) if table.header else 0
    for row in table.rows:
        where = f"line {row.number}"
        if width and len([*filter(None, row.cells[width:])]) > 0:
            problems.append(
                Problem(
                    source,
                    where,
                    f"it has {len(row.cells)} cells; the header has {width}.",
                    "Quote cells that hold the delimiter.",
                )
            )
            continue
        count = columns.cell(row, "quantity") if table.header else ""
        if count not in _NO_COUNT and cell_quantity(count) is None and columns.item(row):
            problems.append(
                Problem(source, where, f"the quantity is {count!r}; expected a whole number of at least 1.")
            )
    if problems:
        raise DataError(problems)
    return [table]


def _table(text: str, source: str) -> Table:
    import csv  # noqa: PLC0415 - only this format needs it

    first = next(line for line in text.split("\n") if line.strip())
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    lines = text.split("\n")
    rows: list[TableRow] = []
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True, skipinitialspace=True)
    before = 0
    try:
        for cells in reader:
            number, last = before + 1, reader.line_num
            before = last
            if any(cell.strip() for cell in cells):
                raw = "\n".join(lines[number - 1 : last])
                rows.append(
                    TableRow(
                        number, raw, tuple(plain(cell) for cell in cells), extra=tuple(range(number + 1, last + 1))
                    )
                )
    except csv.Error as error:
        reason = "a quoted cell is never closed" if "unexpected end" in str(error) else str(error)
        message = f"the CSV is broken: {reason}."
        raise DataError(
            [Problem(source, f"line {before + 1}", message, 'Double a quote inside a cell: ""."')]
        ) from None
    if not rows:
        raise DataError([Problem(source, "", "it has no cell with words in it; expected a row for each part.")])
    headings = [cell for cell in rows[0].cells if cell]
    known = [cell for cell in headings if heading_role(re.sub(r"[_-]", " ", cell))]
    if headings and len(known) >= max(1, (len(headings) + 1) // 2):
        named = tuple(re.sub(r"[_-]", " ", cell) for cell in rows[0].cells)
        header = TableRow(rows[0].number, rows[0].raw, named)
        return Table(tuple(rows[1:]), header)
    return Table(tuple(rows))
