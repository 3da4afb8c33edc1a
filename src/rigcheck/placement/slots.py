"""The slots of a board: the list of them, and whether one works with the processors that are there."""

from __future__ import annotations

from rigcheck.quantity import NOTHING, number
from rigcheck.values import Interval, Items, Record, less_or_equal
from rigcheck.verdict import Verdict

X16 = 16
"""The length of a slot that takes every card."""


def slots_of(board: Record) -> Items:
    """Return the board's slots; a board of which nobody listed them may have any."""
    listed = board.fields.get("slots")
    path = f"{board.path}.slots"
    if not isinstance(listed, Items):
        return Items((), complete=False, path=path)
    return Items(listed.items, listed.complete, path)


def works_with(slot: Record, cpus: int, board: Record) -> tuple[Verdict, frozenset[str]]:
    """Return whether the slot works with this number of processors, and what to blame if nobody can say.

    No slot needs more processors than the board has sockets.
    """
    needs = number(slot, "needs_cpu")
    possible = Interval(1, number(board, "sockets").value.high)
    works = less_or_equal(needs.value.meet(possible) or needs.value, Interval.point(cpus))
    return works, needs.blame if works is Verdict.UNKNOWN else NOTHING
