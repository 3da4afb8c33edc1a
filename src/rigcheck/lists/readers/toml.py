"""rigcheck's own TOML."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from rigcheck.errors import DataError, Problem
from rigcheck.lists.model import PartsList
from rigcheck.lists.own_format import Path, read_tree
from rigcheck.pattern import lazy

_PART: Final = lazy(r"^\s*\[\[\s*part\s*\]\]")
_SYNTAX: Final = lazy(
    r"^(?P<what>.*?)\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL
)


def read_toml(text: str, source: str) -> PartsList:
    """Return the list of a TOML text; raises `DataError` with all its problems."""
    import tomllib  # noqa: PLC0415 - only this format needs it

    try:
        data = tomllib.loads(text, parse_float=_decimal)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise DataError([_broken(str(error), text, source)]) from None
    except RecursionError:
        raise DataError(
            [Problem(source, "", "its tables are nested too deeply; expected at most a few levels.")]
        ) from None
    parts = data.get("part")
    return read_tree(data, source, "toml", _Lines(text, len(parts) if isinstance(parts, list) else 0))


def _decimal(text: str) -> Decimal:
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


class _Lines:
    """Finds the lines of parts and keys by their headers; says the key where tables are written inline."""

    def __init__(self, text: str, parts: int) -> None:
        self._lines = text.split("\n")
        starts = [number for number, line in enumerate(self._lines, start=1) if _PART.match(line)]
        self._starts = starts if len(starts) == parts else []

    def line(self, path: Path) -> int:
        return self._found(path) or 1

    def where(self, path: Path) -> str:
        line = self._found(path)
        return f"line {line}" if line else ".".join(map(str, path))

    def _found(self, path: Path) -> int | None:
        first, last = 1, len(self._lines)
        rest: list[Any] = list(path)
        if len(path) > 1 and path[0] == "part" and isinstance(path[1], int):
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
