"""Reads a workload: a TOML file, and what the options of a call say on top of it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from rigcheck.cost.workload import Workload
from rigcheck.errors import DataError, Problem, UsageError
from rigcheck.toml_text import Lines, read_table

Key = tuple[str, ...]
"""Where a value stands in the file: `("work", "projects")`."""

WAYS: Final = ("projects", "days_per_project", "hours", "use_percent")
"""The keys of `work` that say how long machines compute: an option takes the place of all that the file says."""


def read_workload(path: Path | None, stated: Mapping[Key, tuple[str, Any]]) -> Workload:
    """Return the workload of a file and of options, which come by key as (option, value).

    Raises UsageError for a file that cannot be opened and for options that say nothing sensible, and DataError with
    everything that is wrong in the file.
    """
    source = str(path) if path else ""
    text = _text(path) if path else ""
    table = read_table(text, source)
    if any(key[0] == "work" and key[1] in WAYS for key in stated):
        _without(table, WAYS)
    for key, (_, value) in stated.items():
        _put(table, key, value)
    try:
        return Workload.model_validate(table)
    except ValidationError as error:
        options = {key: option for key, (option, _) in stated.items()}
        problems = [_problem(one, source, Lines(text), options) for one in error.errors()]
        raise (DataError if all(one.source == source for one in problems) else UsageError)(problems) from None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError.of(str(path), f"the workload cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise DataError([Problem(str(path), "", "it is not text in UTF-8.")]) from error


def _without(table: dict[str, Any], keys: tuple[str, ...]) -> None:
    work = table.get("work")
    if isinstance(work, dict):
        table["work"] = {key: value for key, value in work.items() if key not in keys}


def _put(table: dict[str, Any], key: Key, value: Any) -> None:
    """Put a value where its key says; a file with something else in the place of a table is told so later."""
    for step in key[:-1]:
        inner = table.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        table = inner
    table[key[-1]] = value


def _problem(error: Any, source: str, lines: Lines, options: Mapping[Key, str]) -> Problem:
    place = tuple(step for step in error["loc"] if step != "[key]" and not str(step).startswith("constrained-"))
    key = _known(place)
    found = error["input"]
    message = _message(error["type"], error.get("ctx", {}), error["msg"])
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key[-1], _keys_beside(key), 1, 0.6)
        expected = f"expected {near[0]}" if near else f"expected one of {', '.join(_keys_beside(key))}"
        said = f"found the key {'.'.join(key)}; {expected}."
    elif message.startswith("found "):
        said = f"{'.'.join(key)}: {message}." if key else f"{message}."
    else:
        said = f"{'.'.join(key)}: found {_shown(found)}; {message}."
    option = options.get(key) or next((options[one] for one in _behind(key, message) if one in options), None)
    if option is not None:
        return Problem(option, "", said)
    return Problem(source or "the workload", lines.where(key) if source and key else "", said)


def _behind(key: Key, message: str) -> list[Key]:
    """Return the keys that what is wrong with `work` as a whole may come from."""
    if key != ("work",):
        return []
    sizes = ("retraining", "hours_per_day", "horizon_months") if "busy hours" in message else ()
    return [("work", name) for name in (*WAYS, *sizes)]


def _known(place: tuple[Any, ...]) -> Key:
    """Return the keys of a place without what pydantic adds for the alternatives of a value."""
    keys: list[str] = []
    model: Any = Workload
    for step in place:
        if isinstance(step, int):
            break
        keys.append(str(step))
        field = model.model_fields.get(step) if isinstance(model, type) and issubclass(model, BaseModel) else None
        model = field.annotation if field else None
        if not (isinstance(model, type) and issubclass(model, BaseModel)) and keys[0] not in {"speed", "exchange"}:
            break
    return tuple(keys)


def _keys_beside(key: Key) -> list[str]:
    model: Any = Workload
    for step in key[:-1]:
        field = model.model_fields.get(step)
        model = field.annotation if field else model
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return ["fp32", "mixed"]  # under the name of an instance in [speed]
    return sorted(model.model_fields)


def _shown(found: Any) -> str:
    return repr(found) if isinstance(found, str) else "a table" if isinstance(found, dict) else str(found)


def _message(sort: str, context: Mapping[str, Any], message: str) -> str:
    """Return what was expected, in our words."""
    expected = {
        "greater_than_equal": "expected {ge} or more",
        "greater_than": "expected more than {gt}",
        "less_than_equal": "expected at most {le}",
        "less_than": "expected less than {lt}",
        "literal_error": "expected one of {expected}",
        "finite_number": "expected a number that ends",
        "decimal_parsing": "expected a number",
        "decimal_type": "expected a number",
        "decimal_max_digits": "expected a number of at most {max_digits} digits",
        "int_parsing": "expected a whole number",
        "int_type": "expected a whole number",
        "int_from_float": "expected a whole number",
        "string_type": "expected a text in quotes",
        "tuple_type": 'expected a list, as ["g3s.xlarge"]',
        "dict_type": "expected a table",
        "model_type": "expected a table",
    }.get(sort)
    if sort == "string_pattern_mismatch":
        capitals = "A-Z" in str(context.get("pattern"))
        return (
            "expected three capitals such as 'USD'" if capitals else "expected a day such as '2026-11-20', or a month"
        )
    if expected is not None:
        return expected.format(**context)
    return message.removeprefix("Value error, ").rstrip(".")
