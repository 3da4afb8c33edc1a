"""Where GPUs sit, by trying everything: every assignment of every card to every slot. Slow and obvious."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product

Size = tuple[int, int]
"""Whole places that the cooler covers, and brackets."""


def best(positions: Sequence[int], cards: Sequence[Size]) -> tuple[int, int]:
    """Return the GPUs left without a slot and the case slots needed, of the best of all assignments.

    Where not all find a slot, the case needs at least what all of them would take one behind the other.
    """
    unplaced, reach = min(assignments(positions, cards))
    return (unplaced, max(reach, packed(min(positions, default=1), cards)) if unplaced else reach)


def assignments(positions: Sequence[int], cards: Sequence[Size]) -> Iterator[tuple[int, int]]:
    """Yield (cards left out, lowest case slot reached) of every assignment in which no two cards meet."""
    for chosen in product([None, *positions], repeat=len(cards)):
        seated = [(place, size) for place, size in zip(chosen, cards, strict=True) if place is not None]
        covered = [place for start, (width, _) in seated for place in range(start, start + width)]
        if len(covered) == len(set(covered)):
            reach = max((start + brackets - 1 for start, (_, brackets) in seated), default=0)
            yield len(cards) - len(seated), reach


def packed(first: int, cards: Sequence[Size]) -> int:
    """Return the lowest case slot reached if the cards sat one behind the other, in the best order."""
    reaches = []
    for order in permutations(cards):
        start = first
        for width, brackets in order:
            reach = start + brackets - 1
            start += width
        reaches.append(reach if order else 0)
    return min(reaches)
