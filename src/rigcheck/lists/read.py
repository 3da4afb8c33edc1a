"""The way in: a file or standard input becomes a `PartsList`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO, Final, TextIO, get_args

from rigcheck.errors import DataError, Problem, UsageError
from rigcheck.lists.decode import source_text
from rigcheck.lists.detect import detect_format
from rigcheck.lists.document import Document
from rigcheck.lists.interpret import interpret
from rigcheck.lists.model import ListFormat, PartsList
from rigcheck.lists.rows import rows_of
from rigcheck.pattern import lazy

MAX_LINE: Final = 10_000
"""The longest line that is read; a table row with long links and notes has 1,500 characters."""

_DOLLARS: Final = {"ca": "CAD", "au": "AUD", "nz": "NZD", "sg": "SGD"}
_COUNTRY: Final = lazy(r"https?://(ca|au|nz|sg)\.pcpartpicker\.com", re.IGNORECASE)


def read_list(
    source: str | Path, *, from_format: ListFormat | None = None, stdin: BinaryIO | TextIO | None = None
) -> PartsList:
    """Read a parts list from a file, or from standard input where `source` is `-`.

    The format is detected unless `from_format` says it. A list with lines nobody understands is still a list: they are
    entries of kind None, or set aside with a reason. Raises `UsageError` where there is nothing to read (missing, a
    directory, empty, not text, larger than `decode.MAX_BYTES`) and `DataError` where TOML, JSON or CSV is broken.
    """
    name, text = source_text(source, stdin)
    return read_text_as_list(text, source=name, from_format=from_format)


def read_text_as_list(text: str, *, source: str = "-", from_format: ListFormat | None = None) -> PartsList:
    """Read a parts list from text that is already at hand; `source` is the name that problems show."""
    if from_format is not None and from_format not in get_args(ListFormat):
        raise UsageError.of(
            "--from", f"{from_format!r} is no list format; expected one of {', '.join(get_args(ListFormat))}."
        )
    if not text.strip():
        raise UsageError.of(source, "it is empty; expected a parts list.")
    detected = from_format or detect_format(text, source)
    if detected == "toml":
        from rigcheck.lists.readers.toml import read_toml  # noqa: PLC0415

        return read_toml(text, source)
    if detected == "json":
        from rigcheck.lists.readers.json import read_json  # noqa: PLC0415

        return read_json(text, source)
    if detected != "html":
        _refuse_long_lines(text, source)
    country = _COUNTRY.search(text)
    reading = interpret(
        rows_of(_document(text, source, detected)), dollar=_DOLLARS[country[1].lower()] if country else "USD"
    )
    problems = [
        Problem(
            source,
            f"line {entry.lines[0]}",
            f"it speaks of {said} cards ({entry.name}); the list names {entry.quantity}.",
            "Repeat the row for each card, or give a quantity.",
        )
        for entry in reading.entries
        if (said := reading.said.get(entry.name, 0)) > entry.quantity
    ]
    return PartsList(
        source=source,
        format=detected,
        entries=tuple(reading.entries),
        set_aside=tuple(sorted(reading.set_aside, key=lambda aside: aside.line)),
        name=reading.name,
        totals=tuple(reading.totals),
        problems=tuple(problems),
    )


def _refuse_long_lines(text: str, source: str) -> None:
    long = [(number, len(line)) for number, line in enumerate(text.split("\n"), start=1) if len(line) > MAX_LINE]
    if long:
        message = "it has {} characters; a line of a parts list has at most {}."
        raise DataError(
            [Problem(source, f"line {number}", message.format(size, MAX_LINE)) for number, size in long[:10]]
        )


def _document(text: str, source: str, detected: ListFormat) -> Document:
    match detected:
        case "markdown":
            from rigcheck.lists.readers.markdown import read_markdown  # noqa: PLC0415

            return read_markdown(text)
        case "html":
            from rigcheck.lists.readers.html import read_html  # noqa: PLC0415

            return read_html(text)
        case "bbcode":
            from rigcheck.lists.readers.bbcode import read_bbcode  # noqa: PLC0415

            return read_bbcode(text)
        case "csv":
            from rigcheck.lists.readers.csv import read_csv  # noqa: PLC0415

            return read_csv(text, source)
        case _:
            from rigcheck.lists.readers.text import read_text  # noqa: PLC0415

            return read_text(text)
