"""What the checks of a board's slot map read off its raw facts: lists that may go on, numbers with ends, names.

Nothing here guesses: what nobody stated has no end, and a list that may go on may hold any other name.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rigcheck.fact import is_bound, raw_text

Found = tuple[str, str, str]
"""A problem: the key below `facts`, what was found and expected, and a hint."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The members of a list fact, and whether there are no others."""

    items: Sequence[Any]
    complete: bool

    def numbered(self, key: str) -> Iterator[tuple[str, Any]]:
        """Yield each member with its key: `slots[0]`, `slots[1]`."""
        return ((f"{key}[{index}]", item) for index, item in enumerate(self.items))


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the members of a list have, in its order, and whether no other name is possible."""

    known: tuple[str, ...]
    closed: bool


def listed(raw: Any) -> Listed:
    """Return the members of a list fact; one that is missing may hold anything."""
    if is_bound(raw):
        return Listed(raw.get("at_least", ()), complete=False)
    return Listed(raw or (), complete=raw is not None)


def names_in(members: Listed) -> Names:
    """Return the names of slots or M.2 slots; a member without a name may have any."""
    each = [member.get("name") for member in members.items]
    known = (option for name in each for option in _options(name))
    return Names(tuple(dict.fromkeys(known)), closed=members.complete and None not in each)


def _options(name: Any) -> Sequence[str]:
    if name is None:
        return ()
    options: Sequence[str] = name["one_of"] if is_bound(name) else (name,)
    return options


def lowest(raw: Any) -> int | Decimal | None:
    """Return the least that a number is said to be, or None where nobody says."""
    low: int | Decimal | None = raw.get("at_least") if is_bound(raw) else raw
    return low


def highest(raw: Any) -> int | Decimal | None:
    """Return the most that a number is said to be, or None where nobody says."""
    high: int | Decimal | None = raw.get("at_most") if is_bound(raw) else raw
    return high


def exactly(raw: Any) -> int | Decimal | None:
    """Return the number that is stated, or None where it is bounded or missing."""
    low = lowest(raw)
    return low if low == highest(raw) else None


def lanes_by_name(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the raw number of lanes of each named slot and M.2 slot, where it is known to have no more.

    A slot has no more lanes than are wired to it, and than it is long.
    """
    lanes: dict[str, Any] = {}
    for member in (*listed(facts.get("slots")).items, *listed(facts.get("m2_slots")).items):
        limits = [
            (high, number, raw)
            for number, key in enumerate(("electrical_lanes", "lanes", "mechanical_lanes"))
            if (high := highest(raw := member.get(key))) is not None
        ]
        if limits and isinstance(name := member.get("name"), str):
            lanes.setdefault(name, min(limits, key=lambda limit: limit[:2])[2])
    return lanes


def twice(names: Iterable[str]) -> list[str]:
    """Return the names that stand in a list more than once."""
    return [name for name, times in Counter(names).items() if times > 1]


def counted(number: Any, what: str) -> str:
    """Return a raw number with what it counts: `1 lane`, `4 to 8 lanes`."""
    return f"{raw_text(number)} {what}{'' if number == 1 else 's'}"


def quoted(names: Iterable[str]) -> str:
    """Return names as messages show them."""
    return ", ".join(map(repr, names)) or "none"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the hint that names what may have been meant; nothing where no name is near. Case is no difference."""
    spelled = {other.lower(): other for other in known}
    near = [repr(spelled[other]) for other in difflib.get_close_matches(name.lower(), spelled, 3)]
    return f"Did you mean {' or '.join(near)}?" if near else ""
