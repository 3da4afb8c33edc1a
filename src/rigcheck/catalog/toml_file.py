"""Reads one TOML file of the catalog into its model, and says everything that is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from rigcheck.errors import DataError, Problem
from rigcheck.schema.mistakes import mistakes
from rigcheck.toml_text import Lines, read_table

Model = TypeVar("Model", bound=BaseModel)
ARRAY = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]", re.MULTILINE)


def read_model(path: Path, model: type[Model], problems: list[Problem]) -> Model | None:
    """Return the file as its model, or None with its problems added; numbers stay exact."""
    text = ""
    try:
        text = path.read_text("utf-8-sig")
        return model.model_validate(read_table(text, str(path)))
    except DataError as error:
        problems += error.problems
    except ValidationError as error:
        found = mistakes(error, model)
        problems += [Problem(str(path), _where(one.key, text), one.message) for one in found]
    except OSError as error:
        problems.append(Problem(str(path), "", f"it cannot be read: {error.strerror}."))
    except ValueError:
        problems.append(Problem(str(path), "", "it is not text in UTF-8."))
    return None


def _where(key: tuple[str | int, ...], text: str) -> str:
    """Return the line of a key; that of a member of an array lies below the member's header."""
    array = str(key[0]) if len(key) > 1 and isinstance(key[1], int) else ""
    members = ARRAY.findall(text).count(array)
    counted = tuple(step + 1 if isinstance(step, int) else step for step in key)  # members are counted from 1
    lines = Lines(text, array, members)
    where = lines.where(counted) if key else ""
    if where.startswith("line ") or not array:
        return where
    return lines.where(counted[:2])  # a key that is not there: its member's header
