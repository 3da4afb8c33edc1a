"""What is wrong with a table that a model refuses, in our words: what was found, and what was expected in its place."""

from __future__ import annotations

import difflib
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

Key = tuple[str | int, ...]

EXPECTED: Final[Mapping[str, str]] = {
    "missing": "this key is needed",
    "greater_than_equal": "expected {ge} or more",
    "greater_than": "expected more than {gt}",
    "less_than_equal": "expected at most {le}",
    "less_than": "expected less than {lt}",
    "literal_error": "expected one of {expected}",
    "finite_number": "expected a number that ends",
    "decimal_parsing": "expected a number",
    "decimal_type": "expected a number",
    "is_instance_of": "expected a number",
    "decimal_max_digits": "expected a number of at most {max_digits} digits",
    "int_parsing": "expected a whole number",
    "int_type": "expected a whole number",
    "int_from_float": "expected a whole number",
    "bool_type": "expected true or false",
    "string_type": "expected a text in quotes",
    "tuple_type": "expected a list in square brackets",
    "list_type": "expected a list",
    "dict_type": "expected a table",
    "model_type": "expected a table",
}
"""By pydantic's name of the error; any other keeps pydantic's words."""


HALVES: Final = ", or a half-year or quarter as '2024-S1', '2024-Q4'"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: the key it stands under, and the sentence about it."""

    key: Key
    message: str


def mistakes(error: ValidationError, model: type[BaseModel]) -> list[Mistake]:
    """Return what is wrong, one mistake for each key: pydantic tells every alternative of a value apart."""
    by_key: dict[Key, list[Any]] = {}
    for detail in error.errors(include_url=False):
        by_key.setdefault(_key(detail["loc"], model), []).append(detail)
    return [Mistake(key, _sentence(key, details, model)) for key, details in by_key.items()]


def _sentence(key: Key, details: list[Any], model: type[BaseModel]) -> str:
    first = details[0]
    name = dotted(key)
    if first["type"] == "extra_forbidden":
        known = _beside(key, model)
        near = difflib.get_close_matches(str(key[-1]), known, 1)
        return f"found the key {name}; expected {near[0] if near else 'one of ' + ', '.join(known)}."
    messages = list(dict.fromkeys(_expected(one["type"], one.get("ctx", {}), one["msg"]) for one in details))
    if len(messages) > 1:  # of the alternatives of a number, the bound says more than that it is one
        bounds = [one for one in messages if one not in {"expected a whole number", "expected a number"}]
        messages = bounds or ["expected a number"]
    message = " or ".join(dict.fromkeys(messages))
    if message.startswith("found ") or first["type"] == "missing":
        return f"{name}: {message}." if name else f"{message}."
    return f"{name}: found {_shown(first['input'])}; {message}."


def dotted(key: Key) -> str:
    """Return a key for reading; members of a list are counted from 1: `instance[2].gpus`."""
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in key)
    return text.removeprefix(".")


def _expected(sort: str, context: Mapping[str, Any], message: str) -> str:
    if sort == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        if "A-Z]{3}" in pattern:
            return "expected three capitals such as 'USD'"
        if r"\d{4}" in pattern:
            return f"expected a day such as '2026-11-20', a month or a year{HALVES if 'S[12]' in pattern else ''}"
    text = EXPECTED.get(sort)
    return text.format(**context) if text else message.removeprefix("Value error, ").rstrip(".")


def _shown(found: Any) -> str:
    return repr(found) if isinstance(found, str) else "a table" if isinstance(found, dict) else str(found)


def _key(place: tuple[Any, ...], model: type[BaseModel]) -> Key:
    """Return the keys of a place without what pydantic adds for the alternatives of a value."""
    keys: list[str | int] = []
    shape: Any = model
    for step in place:
        sort = _sort(shape)
        if isinstance(step, int) and sort == "list":
            shape = (get_args(_plain(shape)) or (None,))[0]
        elif sort == "model":
            field = _plain(shape).model_fields.get(step)
            shape = field.annotation if field else None
        elif sort == "table" and step != "[key]":
            shape = get_args(_plain(shape))[1]
        else:
            break
        keys.append(step)
    return tuple(keys)


def _beside(key: Key, model: type[BaseModel]) -> list[str]:
    """Return the keys that may stand where this one does."""
    shape: Any = model
    for step in key[:-1]:
        sort = _sort(shape)
        if sort == "list":
            shape = get_args(_plain(shape))[0]
        elif sort == "table":
            shape = get_args(_plain(shape))[1]
        elif sort == "model":
            shape = _plain(shape).model_fields[str(step)].annotation
    return sorted(_plain(shape).model_fields) if _sort(shape) == "model" else []


def _sort(shape: Any) -> str:
    plain = _plain(shape)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return "model"
    return {list: "list", tuple: "list", dict: "table"}.get(get_origin(plain), "value")


def _plain(shape: Any) -> Any:
    """Return what is left of an annotation without its constraints and its None."""
    while get_origin(shape) is Annotated or isinstance(shape, types.UnionType) or get_origin(shape) is Union:
        options = [one for one in get_args(shape) if one is not type(None)]
        if get_origin(shape) is Annotated or len(options) == 1:
            shape = options[0]
        else:
            return None
    return shape
