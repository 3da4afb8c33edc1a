"""HTML: tables, lists, headings and lines, with stray tags forgiven."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from rigcheck.lists.document import Document, Line, Table, TableRow
from rigcheck.lists.markup import plain

_BREAKS: Final = frozenset({"br", "p", "div", "li", "ul", "ol"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT: Final = frozenset({"script", "style", "title", "head"})
_STRUCK: Final = frozenset({"s", "del", "strike"})

_LONGEST: Final = 5000
"""Characters of a cell or line that are kept: what is longer is prose, and set aside as that."""


def read_html(text: str) -> Document:
    """Return the tables and lines of an HTML text or fragment."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.finish()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._document: Document = []
        self._words: list[str] = []
        self._start = 1
        self._depth = 0
        self._bullet = False
        self._silent = 0
        self._struck = False
        self._rows: list[TableRow] | None = None
        self._header: TableRow | None = None
        self._cells: list[str] | None = None
        self._in_head = False
        self._all_th = True
        self._row_start = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, row, cell or line."""
        del attrs
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._end_line()
            self._end_table()
            self._rows = []
        elif tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self._end_row()
            self._rows = [] if self._rows is None else self._rows
            self._cells, self._words, self._all_th, self._row_start = [], [], True, self.getpos()[0]
        elif tag in ("td", "th"):
            if self._cells is None:
                self._cells, self._row_start = [], self.getpos()[0]
            self._all_th = self._all_th and tag == "th"
            self._words = []
        elif self._cells is not None:
            if tag in _BREAKS:
                self._words.append("\n")
        elif tag in ("ul", "ol"):
            self._end_line()
            self._depth += 1
        elif tag in _BREAKS or tag in _HEADINGS:
            self._end_line()
            self._bullet = tag == "li"
            self._start = self.getpos()[0]
        self._struck = self._struck or tag in _STRUCK

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag opened."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append(self._text())
            self._words = []
        elif tag == "tr":
            self._end_row()
        elif tag == "thead":
            self._in_head = False
        elif tag == "table":
            self._end_row()
            self._end_table()
        elif tag in _HEADINGS:
            self._end_line(heading=True)
        elif tag in _BREAKS and self._cells is None:
            self._end_line()
            if tag in ("ul", "ol"):
                self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        """Collect words."""
        if self._silent:
            return
        if self._cells is not None:
            self._words.append(data.replace("\n", " "))
            return
        for position, piece in enumerate(data.split("\n")):
            if position:
                self._end_line()
            if piece.strip() and not any(word.strip() for word in self._words):
                self._start = self.getpos()[0] + position
            self._words.append(piece)

    def finish(self) -> Document:
        """Return what was read, open rows and lines included."""
        self._end_row()
        self._end_table()
        self._end_line()
        return self._document

    def _text(self) -> str:
        return plain("".join(self._words)[:_LONGEST])

    def _end_line(self, *, heading: bool = False) -> None:
        text = self._text()
        self._words = []
        if text and self._cells is None:
            line = Line(self._start, text, text, self._depth, self._bullet, heading, self._struck)
            self._document.append(line)
        self._struck = False

    def _end_row(self) -> None:
        if self._cells is None:
            return
        if any(word.strip() for word in self._words):
            self._cells.append(self._text())
        self._words = []
        cells = tuple(self._cells)
        raw = " | ".join(cell.replace("\n", " ") for cell in cells if cell)
        row = TableRow(self._row_start, raw, cells, self._struck)
        self._cells, self._struck = None, False
        if not any(cells):
            return
        if self._header is None and not self._rows and (self._in_head or self._all_th):
            self._header = row
        elif self._rows is not None:
            self._rows.append(row)

    def _end_table(self) -> None:
        if self._rows or self._header:
            self._document.append(Table(tuple(self._rows or ()), self._header))
        self._rows, self._header = None, None
