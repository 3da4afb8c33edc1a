"""BBCode as forums use it: the tags are taken off and what remains is read as text, tables cell by cell."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.lists.document import Document
from rigcheck.lists.readers.text import read_text
from rigcheck.pattern import lazy

_ROW: Final = lazy(r"\[tr\](.*?)\[/tr\]", re.IGNORECASE | re.DOTALL)
_CELL_END: Final = lazy(r"\[/t[dh]\]\s*\[t[dh]\]", re.IGNORECASE)
_ITEM: Final = lazy(r"^(\s*)\[\*\]\s*", re.MULTILINE)
_STRUCK: Final = lazy(r"\[s(?:trike)?\](.*?)\[/s(?:trike)?\]", re.IGNORECASE)
_TAG: Final = lazy(r"\[/?[a-z*][a-z0-9]*(?:=[^\]\n]*)?\]", re.IGNORECASE)


def read_bbcode(text: str) -> Document:
    """Return the lines and tables of a BBCode text; line numbers stay those of the input."""
    text = _ROW.sub(_one_line, text)
    text = _STRUCK.sub(r"~~\1~~", _ITEM.sub(r"\1- ", text))
    return read_text(_TAG.sub("", text))


def _one_line(row: re.Match[str]) -> str:
    """Put the cells of a table row on its first line, parted by tabs, and keep the number of lines."""
    body = _CELL_END.sub("\t", row[1]).strip()
    return " ".join(body.split("\n")) + "\n" * row[0].count("\n")
