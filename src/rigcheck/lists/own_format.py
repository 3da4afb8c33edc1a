"""rigcheck's own list format, once it is a tree of tables: what may stand in it, and what each mistake is told as.

TOML and JSON share it. All problems of a file are collected and raised together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, Protocol

from rigcheck.errors import DataError, Problem
from rigcheck.lists.kinds import guess_kind
from rigcheck.lists.labels import read_label
from rigcheck.lists.merge import merged
from rigcheck.lists.model import Entry, ListFormat, PartsList, Price
from rigcheck.lists.own_price import read_own_price
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.settings import BUILD_NUMBERS, POWER_LIMITS_W
from rigcheck.toml_text import Path

TOP_KEYS: Final = ("name", "settings", "ignore", "part")
SETTINGS: Final = ("mains", "profile", "final", *BUILD_NUMBERS)
PART_SETTINGS: Final = ("power_limit_w", "clock_locked", "riser", "feeds")
PART_KEYS: Final = ("kind", "name", "id", "quantity", "price", "alternative", *PART_SETTINGS, "facts")


class Locator(Protocol):
    """Knows where in the text a key stands."""

    def where(self, path: Path) -> str:
        """Return `line 7`, or the key's path where the line cannot be told."""

    def line(self, path: Path) -> int:
        """Return the line of a part, or 1 where it cannot be told."""


def read_tree(data: Mapping[str, Any], source: str, list_format: ListFormat, locator: Locator) -> PartsList:
    """Return the list that the tree holds; raises `DataError` with everything that is wrong with it."""
    return _Reader(source, locator).read(data, list_format)


class _Reader:
    def __init__(self, source: str, locator: Locator) -> None:
        self._source = source
        self._locator = locator
        self._problems: list[Problem] = []

    def read(self, data: Mapping[str, Any], list_format: ListFormat) -> PartsList:
        self._unknown_keys(data, TOP_KEYS, ())
        name = self._typed(data, "name", str, "text", ())
        settings = self._settings(self._table(data, "settings"))
        ignore = self._ignore(self._table(data, "ignore"))
        parts = data.get("part", [])
        if not isinstance(parts, list):
            self._wrong(("part",), parts, "a list of tables, [[part]]")
            parts = []
        entries = [entry for place, part in enumerate(parts, start=1) if (entry := self._part(part, ("part", place)))]
        if not parts and not self._problems:
            self._problem(("part",), "it names no part; expected at least one [[part]] table.")
        if self._problems:
            raise DataError(sorted(set(self._problems), key=self._problems.index))
        return PartsList(
            source=self._source,
            format=list_format,
            entries=tuple(merged(entries)),
            name=name,
            settings=settings,
            ignore=ignore,
        )

    def _problem(self, path: Path, message: str, hint: str = "") -> None:
        self._problems.append(Problem(self._source, self._locator.where(path), message, hint))

    def _wrong(self, path: Path, found: object, expected: str, hint: str = "") -> None:
        self._problem(path, f"{_shown(path)} is {_value(found)}; expected {expected}.", hint)

    def _unknown_keys(self, table: Mapping[str, Any], known: Iterable[str], path: Path) -> None:
        known = list(known)
        for key in table:
            if key not in known:
                message = f"unknown key {_shown((*path, key))}; expected {_listed(known)}."
                self._problem((*path, key), message, nearest(key, known))

    def _typed(self, table: Mapping[str, Any], key: str, kind: type, expected: str, path: Path) -> Any:
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            self._wrong((*path, key), value, expected)
            return None
        return value

    def _table(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = data.get(key, {})
        if isinstance(value, Mapping):
            return value
        self._wrong((key,), value, "a table")
        return {}

    def _settings(self, table: Mapping[str, Any]) -> dict[str, Any]:
        path = ("settings",)
        self._unknown_keys(table, SETTINGS, path)
        settings: dict[str, Any] = {}
        for key, kind, expected in (("mains", str, 'text such as "120V 15A"'), ("final", bool, "true or false")):
            value = self._typed(table, key, kind, expected, path)
            if value is not None:
                settings[key] = value
        for key, (possible, counted) in BUILD_NUMBERS.items():
            value = self._typed(table, key, int, f"a whole number of {counted}", path)
            if value is not None and value not in possible:
                self._wrong((*path, key), value, f"{possible.start} to {possible.stop - 1} {counted}")
            elif value is not None:
                settings[key] = value
        if "profile" in table:
            names = self._words(table["profile"], (*path, "profile"), 'a list of names such as ["ml"]')
            if names is not None:
                settings["profile"] = names
        return {key: settings[key] for key in SETTINGS if key in settings}

    def _words(self, value: object, path: Path, expected: str) -> list[str] | None:
        words = [value] if isinstance(value, str) else value
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            return words
        self._wrong(path, value, expected)
        return None

    def _ignore(self, table: Mapping[str, Any]) -> dict[str, str]:
        for rule, reason in table.items():
            if not isinstance(reason, str) or not reason.strip():
                self._wrong(("ignore", rule), reason, "the reason as text")
        return {rule: reason for rule, reason in table.items() if isinstance(reason, str)}

    def _part(self, part: object, path: Path) -> Entry | None:
        if not isinstance(part, Mapping):
            self._wrong(path, part, "a table")
            return None
        before = len(self._problems)
        self._unknown_keys(part, PART_KEYS, path)
        name = self._typed(part, "name", str, "text", path)
        identity = self._typed(part, "id", str, "the id of a part as text", path)
        if not (name or "").strip() and not (identity or "").strip() and len(self._problems) == before:
            self._problem(path, f"{_shown(path)} has neither a name nor an id; expected one of them.")
        kind = self._kind(part, name or "", identity or "", path)
        quantity = self._quantity(part, path)
        price = self._price(part, path)
        alternative = self._typed(part, "alternative", bool, "true or false", path)
        settings = self._part_settings(part, path)
        facts = part.get("facts", {})
        if not isinstance(facts, Mapping):
            self._wrong((*path, "facts"), facts, "a table")
            facts = {}
        self._finite(facts, (*path, "facts"))
        if len(self._problems) > before:
            return None
        shown = name or identity or ""
        return Entry(
            lines=(self._locator.line(path),),
            text=shown,
            name=shown,
            kind=kind,
            quantity=quantity,
            id=identity,
            price=price,
            alternative=bool(alternative),
            settings=settings,
            facts=dict(facts),
        )

    def _kind(self, part: Mapping[str, Any], name: str, identity: str, path: Path) -> Kind | None:
        value: str | None = self._typed(part, "kind", str, "text", path)
        if value is None:
            first = identity.split("/", 1)[0]
            return first if first in KINDS else guess_kind(name)
        if value in KINDS:
            return value
        meant = read_label(value)
        hint = f"Did you mean {meant.kind!r}?" if meant and meant.kind else nearest(value, KINDS)
        self._wrong((*path, "kind"), value, f"one of {_listed(KINDS)}", hint)
        return None

    def _quantity(self, part: Mapping[str, Any], path: Path) -> int:
        value = self._typed(part, "quantity", int, "a whole number of at least 1", path)
        if value is not None and value < 1:
            self._wrong((*path, "quantity"), value, "a whole number of at least 1")
        return int(value or 1)

    def _price(self, part: Mapping[str, Any], path: Path) -> Price | None:
        if "price" not in part:
            return None
        price = read_own_price(part["price"])
        if price is None:
            expected = 'an amount with its currency, such as "209.99 USD"'
            self._wrong((*path, "price"), part["price"], expected)
        return price

    def _part_settings(self, part: Mapping[str, Any], path: Path) -> dict[str, Any]:
        checks: dict[str, Callable[[object], bool]] = {
            "power_limit_w": lambda value: (
                isinstance(value, int | Decimal)
                and not isinstance(value, bool)
                and POWER_LIMITS_W.start <= value < POWER_LIMITS_W.stop
            ),
            "clock_locked": lambda value: isinstance(value, bool),
            "riser": lambda value: isinstance(value, bool | str),
            "feeds": lambda value: isinstance(value, list) and all(isinstance(word, str) for word in value),
        }
        expected = {
            "power_limit_w": f"{POWER_LIMITS_W.start} to {POWER_LIMITS_W.stop - 1} watts",
            "clock_locked": "true or false",
            "riser": "true, false or the name of the riser",
            "feeds": 'a list of the parts it powers, such as ["gpu#1"]',
        }
        settings: dict[str, Any] = {}
        for key in PART_SETTINGS:
            if key not in part:
                continue
            value = [part[key]] if key == "feeds" and isinstance(part[key], str) else part[key]
            if checks[key](value):
                settings[key] = value
            else:
                self._wrong((*path, key), value, expected[key])
        return settings

    def _finite(self, value: object, path: Path) -> None:
        if isinstance(value, Decimal) and not value.is_finite():
            self._wrong(path, value, "a number")
        elif isinstance(value, Mapping):
            for key, inner in value.items():
                self._finite(inner, (*path, key))
        elif isinstance(value, list):
            for place, inner in enumerate(value, start=1):
                self._finite(inner, (*path, place))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `Did you mean …?` for the nearest known word, or an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes come here

    close = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"Did you mean {close[0]!r}?" if close else ""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _shown(path: Path) -> str:
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
    return f"`{shown}`"


def _value(found: object) -> str:
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, Mapping):
        return "a table"
    if isinstance(found, list):
        return "a list"
    text = repr(found) if isinstance(found, str) else str(found)
    return text if len(text) <= 60 else text[:57] + "…"
