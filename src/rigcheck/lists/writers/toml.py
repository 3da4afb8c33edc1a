"""rigcheck's own TOML, in the order a person would write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from rigcheck.lists.model import Entry, PartsList
from rigcheck.lists.own_format import PART_SETTINGS, SETTINGS
from rigcheck.lists.own_price import write_own_price
from rigcheck.pattern import lazy

_BARE_KEY: Final = lazy(r"[A-Za-z0-9_-]+", re.ASCII)
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def write_toml(parts_list: PartsList) -> str:
    """Return the list as TOML."""
    blocks: list[list[str]] = []
    if parts_list.name is not None:
        blocks.append([_pair("name", parts_list.name)])
    settings = [_pair(key, parts_list.settings[key]) for key in SETTINGS if key in parts_list.settings]
    if settings:
        blocks.append(["[settings]", *settings])
    if parts_list.ignore:
        blocks.append(["[ignore]", *(_pair(rule, reason) for rule, reason in parts_list.ignore.items())])
    blocks.extend(_part(entry) for entry in parts_list.entries)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _part(entry: Entry) -> list[str]:
    lines = ["[[part]]"]
    if entry.kind is not None:
        lines.append(_pair("kind", entry.kind))
    if entry.id is not None:
        lines.append(_pair("id", entry.id))
    if entry.name != entry.id:
        lines.append(_pair("name", entry.name))
    if entry.quantity != 1:
        lines.append(_pair("quantity", entry.quantity))
    if entry.price is not None:
        lines.append(_pair("price", write_own_price(entry.price)))
    if entry.alternative:
        lines.append(_pair("alternative", value=True))
    lines.extend(_pair(key, entry.settings[key]) for key in PART_SETTINGS if key in entry.settings)
    if entry.facts:
        lines.extend(_facts(entry.facts))
    return lines


def _facts(facts: Mapping[str, Any]) -> list[str]:
    """Return `[part.facts]`, with lists of tables (slots, ports) as tables of their own after the plain facts."""
    tables = {key: value for key, value in facts.items() if _is_tables(value)}
    lines = ["", "[part.facts]", *(_pair(key, value) for key, value in facts.items() if key not in tables)]
    for key, rows in tables.items():
        for row in rows:
            lines.extend(["", f"[[part.facts.{_key(key)}]]", *(_pair(name, value) for name, value in row.items())])
    return lines


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _pair(key: str, value: object) -> str:
    return f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _text(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case int():
            return str(value)
        case Decimal():
            number = str(value)
            return number if "." in number or "E" in number else f"{number}.0"
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            inner = ", ".join(_pair(key, item) for key, item in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case list() | tuple():
            return f"[{', '.join(_value(item) for item in value)}]"
        case _:
            raise TypeError(f"a parts list cannot hold {value!r}")


def _text(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(letter) or _printable(letter) for letter in text) + '"'


def _printable(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 32 or ord(letter) == 127 else letter
