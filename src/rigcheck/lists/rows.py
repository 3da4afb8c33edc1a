"""One row of a parts list: the label, the words of the item, the count and the price, still uninterpreted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rigcheck.lists.columns import columns_of
from rigcheck.lists.document import Document, Table, TableRow
from rigcheck.lists.labelled import LineReader


@dataclass(frozen=True, slots=True)
class Row:
    """What a reader hands to the interpretation; one for each line or table row that is not blank."""

    lines: tuple[int, ...]
    text: str
    item: str
    label: str = ""
    section: str = ""
    """The label of the heading it stands under."""
    quantity: str = ""
    price: str = ""
    each: bool = False
    """True where the price is stated for one unit."""
    currency: str = ""
    cells: tuple[str, ...] = ()
    table: bool = False
    label_column: bool = False
    """True in a table with a column of labels, where an empty label means the same type again."""
    detail: bool = False
    """True for a line nested under a line that names a part."""
    heading: bool = False
    removed: bool = False
    reason: str = ""
    """Why the reader itself sets it aside (`table header`), where it does."""


def rows_of(document: Document) -> Iterator[Row]:
    """Yield one row for every line and table row, in order."""
    reader = LineReader()
    for block in document:
        if isinstance(block, Table):
            reader.leave_item()
            yield from _table_rows(block, reader.section)
        else:
            found = reader.read(block)
            yield Row(
                lines=(block.number,),
                text=" ".join(block.raw.split()),
                item=found.item,
                label=found.label,
                section=found.section,
                quantity=found.quantity,
                price=found.price,
                cells=found.cells,
                detail=found.detail,
                heading=found.heading,
                removed=block.removed,
            )


def _table_rows(table: Table, section: str) -> Iterator[Row]:
    columns = columns_of(table)
    drawn = sorted((*table.rules, *table.rows, *([table.header] if table.header else [])), key=lambda row: row.number)
    for row in drawn:
        lines, text = (row.number, *row.extra), " ".join(row.raw.split())
        if row is table.header:
            yield Row(lines, text, text, reason="table header")
        elif row in table.rules:
            yield Row(lines, text, text, reason="table rule")
        else:
            item, price, each, currency = columns.item(row), *columns.price(row)
            yield Row(
                lines=lines,
                text=text,
                item=item,
                label=columns.cell(row, "label"),
                section=section,
                quantity=columns.cell(row, "quantity"),
                price=price,
                each=each,
                currency=currency,
                cells=_filled(row),
                table=True,
                label_column=columns.has("label"),
                removed=row.removed,
            )


def _filled(row: TableRow) -> tuple[str, ...]:
    return tuple(cell for cell in row.cells if cell)
