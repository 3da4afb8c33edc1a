"""The errors that leave the package, made for people who can act on them.

A `Problem` says where, what was found, and what was expected. Readers collect all problems of a file and raise them
together, so that a list with ten mistakes needs one round and not ten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with an input."""

    source: str
    """The file, option or folder it was found in; `-` is standard input."""
    where: str
    """The line (`line 3`) or key (`facts.length_mm`) inside it; empty for the whole."""
    message: str
    """What was found and what was expected."""
    hint: str = ""
    """What to do about it, if there is something to say."""

    def __str__(self) -> str:
        place = f"{self.source}, {self.where}" if self.where else self.source
        return f"{place}: {self.message}" + (f" {self.hint}" if self.hint else "")


class RigcheckError(Exception):
    """Base class of what rigcheck raises on purpose; anything else that leaves it is a bug."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems: tuple[Problem, ...] = tuple(problems)


class DataError(RigcheckError):
    """A file of facts, rules or parts cannot be used as it is."""


class UsageError(RigcheckError):
    """The call itself cannot be used: an unknown option value, a file that is not there."""

    @classmethod
    def of(cls, source: str, message: str, hint: str = "") -> UsageError:
        """Return the error with a single problem."""
        return cls([Problem(source, "", message, hint)])


def together(*readings: Callable[[], Any]) -> list[Any]:
    """Return what each reading gives; raises UsageError with what is wrong with any of them: one round will do."""
    values: list[Any] = []
    problems: list[Problem] = []
    for read in readings:
        try:
            values.append(read())
        except RigcheckError as error:
            problems += error.problems
    if problems:
        raise UsageError(list(dict.fromkeys(problems)))
    return values
