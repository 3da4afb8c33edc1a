"""JSON: the tree of our own TOML, or a plain array of names and objects as other programs write them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from rigcheck.errors import DataError, Problem
from rigcheck.lists.columns import heading_role
from rigcheck.lists.interpret import interpret
from rigcheck.lists.model import PartsList
from rigcheck.lists.own_format import PART_KEYS, Path, read_tree
from rigcheck.lists.rows import Row
from rigcheck.pattern import lazy
from rigcheck.schema.kinds import KINDS

_ARRAY: Final = lazy(r"\"parts?\"\s*:\s*\[|\A\s*\[")
_SPACE: Final = lazy(r"[\s,]*")


def read_json(text: str, source: str) -> PartsList:
    """Return the list of a JSON text; raises `DataError` with all its problems."""
    data = _loaded(text, source)
    if isinstance(data, list):
        own = [
            item
            for item in data
            if isinstance(item, dict) and item.get("kind") in KINDS and set(item) <= set(PART_KEYS)
        ]
        if data and len(own) == len(data):
            data = {"part": data}
    if isinstance(data, list):
        return _plain_array(data, text, source)
    if not isinstance(data, dict):
        raise DataError(
            [Problem(source, "", "it is a single JSON value; expected an object with a list `part`, or a list.")]
        )
    if "parts" in data and "part" not in data:
        data = {("part" if key == "parts" else key): value for key, value in data.items()}
    return read_tree(data, source, "json", _Lines(text))


def _loaded(text: str, source: str) -> Any:
    import json  # noqa: PLC0415 - only this format needs it

    twice: list[str] = []

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        twice.extend(sorted({key for key in keys if keys.count(key) > 1}) if len(set(keys)) < len(keys) else ())
        return dict(pairs)

    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=table)
    except json.JSONDecodeError as error:
        message = f"it is no valid JSON: {error.msg[:1].lower()}{error.msg[1:]}."
        raise DataError([Problem(source, f"line {error.lineno}, column {error.colno}", message)]) from None
    except (ValueError, ArithmeticError) as error:
        raise DataError([Problem(source, "", f"it is no valid JSON: {error}.")]) from None
    except RecursionError:
        raise DataError(
            [Problem(source, "", "its values are nested too deeply; expected at most a few levels.")]
        ) from None
    if twice:
        raise DataError(
            [Problem(source, key, f"the key {key!r} stands twice in one object; expected it once.") for key in twice]
        )
    return data


def _plain_array(data: list[Any], text: str, source: str) -> PartsList:
    lines = _Lines(text)
    rows: list[Row] = []
    problems: list[Problem] = []
    for place, item in enumerate(data, start=1):
        where = lines.where(("part", place))
        if isinstance(item, str) and item.strip():
            rows.append(Row((lines.line(("part", place)),), item, item, cells=(item,)))
        elif isinstance(item, dict):
            row, problem = _row(item, lines.line(("part", place)))
            rows.extend([row] if row else [])
            problems.extend([Problem(source, where, problem)] if problem else [])
        else:
            problems.append(Problem(source, where, f"item {place} is {item!r}; expected a name or an object."))
    if not data:
        problems.append(Problem(source, "", "it is an empty list; expected at least one part."))
    if problems:
        raise DataError(problems)
    reading = interpret(rows)
    return PartsList(
        source=source,
        format="json",
        entries=tuple(reading.entries),
        set_aside=tuple(reading.set_aside),
        totals=tuple(reading.totals),
    )


def _row(item: dict[str, Any], line: int) -> tuple[Row | None, str]:
    """Return the row an object of foreign make states, or what is wrong with it."""
    cells: dict[str, str] = {}
    for key, value in item.items():
        words = re.sub(r"[_-]", " ", key).lower()
        role = heading_role(words)
        if words in ("part", "component") and (
            "label" in cells or not {"type", "kind", "category"} & {k.lower() for k in item}
        ):
            role = "item" if not {"name", "item", "model", "product"} & {k.lower() for k in item} else "label"
        if role and role not in cells and isinstance(value, str | int | Decimal) and not isinstance(value, bool):
            cells[role] = str(value)
    if not cells.get("item"):
        return None, f"no name is found among its keys ({', '.join(item) or 'none'}); expected `name` or `item`."
    quantity = cells.get("quantity", "")
    if quantity and not re.fullmatch(r"[1-9]\d{0,2}", quantity):
        return None, f"the quantity is {quantity}; expected a whole number of at least 1."
    price, each = (cells["unit price"], True) if "unit price" in cells else (cells.get("price", ""), False)
    label, name = cells.get("label", ""), cells["item"]
    text = ": ".join(word for word in (label, name) if word)
    currency = next((str(v) for k, v in item.items() if k.lower() == "currency" and isinstance(v, str)), "")
    return Row(
        (line,),
        text,
        name,
        label,
        quantity=quantity,
        price=price,
        each=each,
        currency=currency,
        cells=(label, name) if label else (name,),
    ), ""


class _Lines:
    """Finds the lines of the elements of the list of parts by walking through it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[tuple[int, int]] | None = None

    def line(self, path: Path) -> int:
        span = self._span(path)
        return self._text.count("\n", 0, span[0]) + 1 if span else 1

    def where(self, path: Path) -> str:
        span = self._span(path)
        if span is None:
            return ".".join(map(str, path))
        start = span[0]
        if len(path) > 2:
            found = lazy(rf'"{re.escape(str(path[2]))}"\s*:').search(self._text, *span)
            start = found.start() if found else start
        return f"line {self._text.count(chr(10), 0, start) + 1}"

    def _span(self, path: Path) -> tuple[int, int] | None:
        if len(path) < 2 or path[0] != "part" or not isinstance(path[1], int):
            return None
        if self._spans is None:
            self._spans = self._walk()
        return self._spans[path[1] - 1] if path[1] <= len(self._spans) else None

    def _walk(self) -> list[tuple[int, int]]:
        import json  # noqa: PLC0415

        decoder = json.JSONDecoder()
        spans: list[tuple[int, int]] = []
        start = _ARRAY.search(self._text)
        position = start.end() if start else len(self._text)
        while True:
            space = _SPACE.match(self._text, position)
            position = space.end() if space else position
            if position >= len(self._text) or self._text[position] == "]":
                return spans
            try:
                _, end = decoder.raw_decode(self._text, position)
            except json.JSONDecodeError:
                return spans
            spans.append((position, end))
            position = end
