"""JSON: the tree of our own TOML, or a plain array of names and objects as other programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from rigcheck.errors import DataError, Problem
from rigcheck.lists.columns import heading_role
from rigcheck.lists.interpret import interpret
from rigcheck.lists.labels import read_label
from rigcheck.lists.model import PartsList
from rigcheck.lists.own_format import PART_KEYS, PART_SETTINGS, read_tree
from rigcheck.lists.rows import Row
from rigcheck.lists.set_aside import is_total
from rigcheck.pattern import lazy
from rigcheck.schema.kinds import KINDS
from rigcheck.toml_text import Path

_ARRAY: Final = lazy(r"\"parts?\"\s*:\s*\[|\A\s*\[")
_LISTS: Final = ("part", "parts", "components", "items")
_ONLY_OURS: Final = {"id", "alternative", "facts", *PART_SETTINGS}
_SPACE: Final = lazy(r"[\s,]*")


def read_json(text: str, source: str) -> PartsList:
    """Return the list of a JSON text; raises `DataError` with all its problems."""
    data = _loaded(text, source)
    if isinstance(data, list):
        own = [
            item
            for item in data
            if isinstance(item, dict)
            and item.get("kind") in KINDS
            and set(item) <= set(PART_KEYS)
            and not _is_foreign_part(item)
        ]
        if data and len(own) == len(data):
            data = {"part": data}
    if isinstance(data, list):
        return _plain_array(data, text, source)
    if not isinstance(data, dict):
        raise DataError(
            [Problem(source, "", "it is a single JSON value; expected an object with a list `part`, or a list.")]
        )
    if _is_foreign(data):
        return _foreign_object(data, text, source)
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


def _is_foreign(data: dict[str, Any]) -> bool:
    """Return whether an object is as shops write it: parts with a `type`, or labels as keys (`{"cpu": "…"}`)."""
    if data.keys() & {"settings", "ignore"}:
        return False
    parts = next((data[key] for key in _LISTS if key in data), data)
    if isinstance(parts, dict):
        return any(_is_kind(key) for key in parts)
    return isinstance(parts, list) and any(
        isinstance(part, str) or (isinstance(part, dict) and _is_foreign_part(part)) for part in parts
    )


def _is_foreign_part(part: dict[str, Any]) -> bool:
    if part.keys() & _ONLY_OURS:
        return False
    kind, price = part.get("kind"), part.get("price")
    bare = False
    if isinstance(price, int | Decimal) and not isinstance(price, bool):
        bare = Decimal(price).is_finite() and price >= 0
    named = isinstance(kind, str) and kind not in KINDS and _is_kind(kind)
    return bare or named or any(heading_role(re.sub(r"[_-]", " ", key)) for key in part if key not in PART_KEYS)


def _is_kind(label: str) -> bool:
    meaning = read_label(label)
    return meaning is not None and meaning.kind is not None


def _foreign_object(data: dict[str, Any], text: str, source: str) -> PartsList:
    rows: list[Row] = []
    problems: list[Problem] = []
    place = 0
    for label, item in _flat(data):
        first = (
            next((value for value in item.values() if isinstance(value, str)), "") if isinstance(item, dict) else item
        )
        place = max(place, text.find(f'"{first}"' if isinstance(first, str) and first else f'"{label}"', place))
        line = text.count("\n", 0, place) + 1
        row, problem = _labelled_row(label, item, line)
        rows.extend([row] if row else [])
        problems.extend([Problem(source, f"line {line}", problem)] if problem else [])
    if problems:
        raise DataError(problems)
    name = data.get("name")
    return _interpreted(rows, source, name if isinstance(name, str) else None)


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the label (empty where there is none) and the value of everything an object of foreign make holds."""
    for key, value in data.items():
        if key in _LISTS and isinstance(value, dict):
            yield from _flat(value)
        elif key != "name" or not isinstance(value, str):
            label = "" if key in _LISTS else key
            yield from ((label, item) for item in (value or [None] if isinstance(value, list) else [value]))


def _labelled_row(label: str, item: Any, line: int) -> tuple[Row | None, str]:
    if isinstance(item, dict):
        return _row(item | {"kind": label} if label and "kind" not in item else item, line)
    if isinstance(item, bool | list) or (not label and not isinstance(item, str)):
        return None, f"the value of {label or 'a part'!r} is {item!r}; expected a name or an object."
    words = "none" if item is None or item == "" else str(item)
    known = not label or is_total(label) or read_label(label) is not None
    text = f"{label}: {words}" if label else words
    cells = (label, words) if label else (words,)
    return Row((line,), text, words, label, cells=cells, reason="" if known else "note"), ""


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
    return _interpreted(rows, source, None)


def _interpreted(rows: list[Row], source: str, name: str | None) -> PartsList:
    reading = interpret(rows)
    return PartsList(
        source=source,
        format="json",
        name=name,
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
