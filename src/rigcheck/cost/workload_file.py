"""Reads a workload: a TOML file, and what the options of a call say on top of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from rigcheck.cost.workload import Workload
from rigcheck.errors import DataError, Problem, UsageError
from rigcheck.schema.mistakes import Key, Mistake, mistakes
from rigcheck.toml_text import Lines, read_table

WAYS: Final = ("projects", "days_per_project", "hours", "use_percent")
"""The keys of `work` that say how long machines compute: an option takes the place of all that the file says."""
PAIR: Final = frozenset({"projects", "days_per_project"})


def read_workload(path: Path | None, stated: Mapping[Key, tuple[str, Any]]) -> Workload:
    """Return the workload of a file and of options, which come by key as (option, value).

    Raises UsageError for a file that cannot be opened and for options that say nothing sensible, and DataError with
    everything that is wrong in the file.
    """
    source = str(path) if path else ""
    text = _text(path) if path else ""
    table = read_table(text, source)
    said = {key[1] for key in stated if key[0] == "work"}.intersection(WAYS)
    if said:  # either of projects and days leaves the file's other one
        _without(table, [way for way in WAYS if not (said <= PAIR and way in PAIR)])
    for key, (_, value) in stated.items():
        _put(table, key, value)
    try:
        return Workload.model_validate(table)
    except ValidationError as error:
        options = {key: option for key, (option, _) in stated.items()}
        problems = [_problem(one, source, Lines(text), options) for one in mistakes(error, Workload)]
        raise (DataError if all(one.source == source for one in problems) else UsageError)(problems) from None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError.of(str(path), f"the workload cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise DataError([Problem(str(path), "", "it is not text in UTF-8.")]) from error


def _without(table: dict[str, Any], keys: Collection[str]) -> None:
    work = table.get("work")
    if isinstance(work, dict):
        table["work"] = {key: value for key, value in work.items() if key not in keys}


def _put(table: dict[str, Any], key: Key, value: Any) -> None:
    """Put a value where its key says; a file with something else in the place of a table is told so later."""
    for step in key[:-1]:
        inner = table.setdefault(str(step), {})
        if not isinstance(inner, dict):
            return
        table = inner
    table[str(key[-1])] = value


def _problem(mistake: Mistake, source: str, lines: Lines, options: Mapping[Key, str]) -> Problem:
    """Return the problem with the option that caused it, else with the line of the file."""
    key = mistake.key
    option = options.get(key) or next((options[one] for one in _behind(mistake) if one in options), None)
    if option is not None:
        return Problem(option, "", mistake.message)
    return Problem(source or "the workload", lines.where(key) if source and key else "", mistake.message)


def _behind(mistake: Mistake) -> list[Key]:
    """Return the keys that what is wrong with `work` as a whole may come from."""
    if mistake.key != ("work",):
        return []
    sizes = ("retraining", "hours_per_day", "horizon_months") if "busy hours" in mistake.message else ()
    return [("work", name) for name in (*WAYS, *sizes)]
