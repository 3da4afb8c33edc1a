"""The three outcomes of placement, each a type."""

from __future__ import annotations

from dataclasses import dataclass, field

from rigcheck.placement.arrangement import Arrangement
from rigcheck.placement.conflict import Conflict


@dataclass(frozen=True, slots=True)
class Placed:
    """Every card has its place, and the case a cover behind it."""

    table: Arrangement | None
    """The best arrangement; None where no card needs a slot."""
    missing: frozenset[str] = frozenset()
    """The facts that would tell whether another arrangement is better still."""
    conflicts: tuple[Conflict, ...] = field(default=(), init=False)
    word: str = field(default="placed", init=False)


@dataclass(frozen=True, slots=True)
class Impossible:
    """Not all cards have a place, however the missing facts turn out."""

    conflicts: tuple[Conflict, ...]
    """Why: the nearest obstacle, with those behind it."""
    missing: frozenset[str] = field(default=frozenset(), init=False)
    word: str = field(default="impossible", init=False)


@dataclass(frozen=True, slots=True)
class Undetermined:
    """It is not known whether, or where, all cards have a place."""

    missing: frozenset[str]
    """The facts that would tell."""
    conflicts: tuple[Conflict, ...] = field(default=(), init=False)
    word: str = field(default="undetermined", init=False)


Outcome = Placed | Impossible | Undetermined
