"""Where a page goes: laid out by rich on a terminal, and plainly in a pipe.

In a pipe nothing is wrapped or coloured: what reads it may search for whole lines. Nor is rich imported there, which
takes a tenth of the time of a check.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from typing import Final, Protocol, TextIO

Span = str | tuple[str, str]
"""A piece of a line; with it the style it has where colour is allowed."""

UNDER: Final = 4
"""Columns by which a line that belongs to the one above it is moved in."""
PIPE_WIDTH = 10_000
"""Columns of coloured output that nobody looks at: no line of ours is longer."""
_CONTROLS: Final = dict.fromkeys(set(range(32)) - {ord("\t"), ord("\n")} | set(range(127, 160)))
"""What would move the cursor or colour the screen: a part's name is somebody else's text."""
_NARROW: Final = "\u0300"
"""Letters before this one take one column each."""


class Output(Protocol):
    """What renderers print to."""

    def line(self, *spans: Span, under: bool = False) -> None:
        """Print a line; `under` the one above it, if it belongs to that."""

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Span]], right: Collection[str] = ()) -> None:
        """Print a table; the columns named in `right` hold numbers."""


def output() -> Output:
    """Return the output for answers: coloured only on a terminal that wants it (`NO_COLOR` is respected)."""
    if sys.stdout.isatty():
        return Terminal(None)
    return Terminal(PIPE_WIDTH) if os.environ.get("FORCE_COLOR") else Pipe(sys.stdout)


class Pipe:
    """Plain lines."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def line(self, *spans: Span, under: bool = False) -> None:
        """Print a line."""
        print(" " * UNDER * under + "".join(map(_text, spans)), file=self._file)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Span]], right: Collection[str] = ()) -> None:
        """Print a table with two blanks between its columns."""
        cells = [columns, *([_text(cell) for cell in row] for row in rows)]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            padded = (
                " " * (width - _width(cell)) + cell if column in right else cell + " " * (width - _width(cell))
                for column, cell, width in zip(columns, row, widths, strict=True)
            )
            print("  ".join(padded), file=self._file)


class Terminal:
    """Colours, and lines that fit the window or `width`."""

    def __init__(self, width: int | None) -> None:
        from rich.console import Console  # noqa: PLC0415 - a pipe needs none of it

        self._console = Console(highlight=False, width=width)

    def line(self, *spans: Span, under: bool = False) -> None:
        """Print a line, wrapped."""
        from rich.padding import Padding  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        text = Text.assemble(*map(_clean, spans))
        self._console.print(Padding(text, (0, 0, 0, UNDER), expand=False) if under else text)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Span]], right: Collection[str] = ()) -> None:
        """Print a table, its long cells folded."""
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        table = Table(box=None, pad_edge=False, header_style="dim")
        for column in columns:
            table.add_column(column, overflow="fold", justify="right" if column in right else "left")
        for row in rows:
            table.add_row(*(Text.assemble(_clean(cell)) for cell in row))
        self._console.print(table)


def plain(text: str) -> str:
    """Return a text without what would speak to the terminal."""
    return text.translate(_CONTROLS)


def _text(span: Span) -> str:
    return plain(span if isinstance(span, str) else span[0])


def _clean(span: Span) -> Span:
    return _text(span) if isinstance(span, str) else (_text(span), span[1])


def _width(text: str) -> int:
    """Return how many columns a text takes: Chinese letters take two."""
    if all(letter < _NARROW for letter in text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(text)
