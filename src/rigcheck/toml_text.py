"""TOML as people write it: numbers stay exact, and a mistake is told with its line."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from rigcheck.errors import DataError, Problem
from rigcheck.pattern import lazy

Path = tuple[str | int, ...]
"""The keys and places that lead to a value."""

_SYNTAX: Final = lazy(
    r"^(?P<what>.*?)\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL
)


def read_table(text: str, source: str) -> dict[str, Any]:
    """Return the table of a TOML text, its decimals exact; raises DataError with the line of what is no TOML."""
    import tomllib  # noqa: PLC0415 - many calls read none

    try:
        return tomllib.loads(text, parse_float=exact_number)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise DataError([_broken(str(error), text, source)]) from None
    except RecursionError:
        raise DataError(
            [Problem(source, "", "its tables are nested too deeply; expected at most a few levels.")]
        ) from None


def exact_number(text: str) -> Decimal:
    """Return a decimal as it is written; raises ValueError for one that is beyond all that can be held."""
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"the number {text!r} cannot be held") from None


def _broken(message: str, text: str, source: str) -> Problem:
    found = _SYNTAX.match(message)
    if found is None:
        return Problem(source, "", f"it is no valid TOML: {message}.")
    line = int(found["line"]) if found["line"] else text.count("\n") + 1
    column = f", column {found['column']}" if found["column"] else ""
    what = found["what"].strip()
    return Problem(source, f"line {line}{column}", f"it is no valid TOML: {what[:1].lower()}{what[1:]}.")


class Lines:
    """Finds the lines of keys by their headers; says the key where tables are written inline."""

    def __init__(self, text: str, array: str = "", members: int = 0) -> None:
        """Read a text; `array` is its one array of tables, which has so many members."""
        self._lines = text.split("\n")
        self._array = array
        header = lazy(rf"^\s*\[\[\s*{re.escape(array)}\s*\]\]")
        starts = [number for number, line in enumerate(self._lines, start=1) if array and header.match(line)]
        self._starts = starts if len(starts) == members else []

    def line(self, path: Path) -> int:
        """Return the line a value stands on, or 1 where it cannot be told."""
        return self._found(path) or 1

    def where(self, path: Path) -> str:
        """Return `line 7`, or the key's path where the line cannot be told."""
        line = self._found(path)
        return f"line {line}" if line else ".".join(map(str, path))

    def _found(self, path: Path) -> int | None:
        first, last = 1, len(self._lines)
        rest: list[Any] = list(path)
        if len(path) > 1 and path[0] == self._array and isinstance(path[1], int):
            if not self._starts:
                return None
            first = self._starts[path[1] - 1]
            last = self._starts[path[1]] - 1 if path[1] < len(self._starts) else len(self._lines)
            rest = rest[2:]
            if not rest:
                return first
        elif len(path) > 1:
            header = self._search(rf"^\s*\[\s*{re.escape(str(path[0]))}\s*\]", 1, last)
            first, rest = header or 1, rest[1:]
        for step in reversed([step for step in rest if isinstance(step, str)]):
            key = re.escape(step)
            found = self._search(rf"^\s*(?:\"{key}\"|'{key}'|{key})\s*(?:=|\.)|^\s*\[.*\b{key}\s*\]", first, last)
            if found:
                return found
        return None

    def _search(self, pattern: str, first: int, last: int) -> int | None:
        compiled = lazy(pattern)
        return next((n for n in range(first, last + 1) if compiled.match(self._lines[n - 1])), None)
