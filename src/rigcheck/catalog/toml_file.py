"""Reads one TOML file of the catalog into its model, and says everything that is wrong with it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from rigcheck.errors import Problem
from rigcheck.toml_text import exact_number

Model = TypeVar("Model", bound=BaseModel)


def read_model(path: Path, model: type[Model], problems: list[Problem]) -> Model | None:
    """Return the file as its model, or None with its problems added; numbers stay exact."""
    try:
        return model.model_validate(tomllib.loads(path.read_text("utf-8"), parse_float=exact_number))
    except ValidationError as error:
        problems += [
            Problem(str(path), ".".join(map(str, one["loc"])), f"{one['msg']}; found {one['input']!r}.")
            for one in error.errors()
        ]
    except (OSError, ValueError) as error:  # no such file, no text, no TOML, or a number that cannot be held
        problems.append(Problem(str(path), "", f"not readable as TOML: {error}."))
    return None
