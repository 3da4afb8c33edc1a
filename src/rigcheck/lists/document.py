"""The shape every text format is brought into before anything is understood: lines and tables.

A format reader knows markup and nothing else; what a row says is decided once, in `rigcheck.lists.rows` and after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Line:
    """One line outside a table, free of markup."""

    number: int
    """The 1-based line of the input."""
    raw: str
    """The line as it was written."""
    text: str
    """Its words, without bullet, link targets and emphasis; a line break inside it is a newline."""
    indent: int = 0
    bullet: bool = False
    heading: bool = False
    removed: bool = False
    """True for a line that a diff takes away or that is struck out."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table; `cells` are free of markup and padding."""

    number: int
    raw: str
    cells: tuple[str, ...]
    removed: bool = False
    extra: tuple[int, ...] = ()
    """Further input lines the row stands on, where the format lets a row span several."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows in order, the header among them where there is one."""

    rows: tuple[TableRow, ...]
    header: TableRow | None = None
    rules: tuple[TableRow, ...] = ()
    """Rows that only draw the table, such as `|---|---|`."""


Document: TypeAlias = list[Line | Table]
