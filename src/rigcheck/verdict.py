"""The three-valued verdict of a rule, and the logic it is computed with.

Kleene's strong logic on three ordered values: violated < unknown < ok. A truth value inside a rule is a verdict
too: `ok` is true, `violated` is false. As in Kconfiglib, *and* is the minimum, *or* the maximum, *not* the mirror.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Verdict(IntEnum):
    """What is known of a condition: it does not hold, nobody can say, or it holds."""

    VIOLATED = 0
    UNKNOWN = 1
    OK = 2

    @property
    def word(self) -> str:
        """Return the word used in reports: `violated`, `unknown` or `ok`."""
        return self.name.lower()

    @classmethod
    def of(cls, truth: bool) -> Verdict:  # noqa: FBT001 - it converts a truth value, which is its only argument
        """Return `ok` for true and `violated` for false."""
        return cls.OK if truth else cls.VIOLATED


def negate(verdict: Verdict) -> Verdict:
    """Return Kleene's *not*: ok and violated change places, unknown stays."""
    return Verdict(2 - verdict)


def conjunction(verdicts: Iterable[Verdict]) -> Verdict:
    """Return Kleene's *and*; over nothing it is ok."""
    return min(verdicts, default=Verdict.OK)


def disjunction(verdicts: Iterable[Verdict]) -> Verdict:
    """Return Kleene's *or*; over nothing it is violated."""
    return max(verdicts, default=Verdict.VIOLATED)
