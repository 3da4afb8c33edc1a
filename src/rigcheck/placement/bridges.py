"""NVLink bridges between cards as they sit: a bridge is rigid, and a card is joined with one other card.

Some cards take several bridges, all of them to the same second card (A100: three). Where nobody states how many, one is
sure and any number is possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rigcheck.placement.loads import Load
from rigcheck.values import Interval
from rigcheck.verdict import Verdict

Joined = tuple[int, int]
"""Two cards joined: how many places apart, and how many bridges they take."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """Bridges of one span, in slot places from card to card."""

    span: Interval
    units: int


def bridges_left_out(bridges: Sequence[Bridge], gpus: Sequence[tuple[int, Load]]) -> Interval:
    """Return how many bridges join no two cards, at best and at worst; each card comes with its place."""
    units = sum(bridge.units for bridge in bridges)
    sure = tuple(bridge for bridge in bridges if bridge.span.is_point)
    best = max(_joined(bridges, pairs) for pairs in _pairings(gpus, units, surely=False))
    worst = max(_joined(sure, pairs) for pairs in _pairings(gpus, units, surely=True))
    return Interval(units - best, units - worst)


def _pairings(gpus: Sequence[tuple[int, Load]], units: int, *, surely: bool) -> Iterator[tuple[Joined, ...]]:
    """Yield the ways to pair some of the cards."""
    if len(gpus) < 2:
        yield ()
        return
    (place, card), *others = gpus
    yield from _pairings(others, units, surely=surely)
    for index, (below, other) in enumerate(others):
        taken = min(_takes(card, units, surely=surely), _takes(other, units, surely=surely))
        if taken:
            for rest in _pairings(others[:index] + others[index + 1 :], units, surely=surely):
                yield ((below - place, taken), *rest)


def _takes(card: Load, units: int, *, surely: bool) -> int:
    """Return how many of so many bridges a card takes, surely or at most."""
    if card.nvlink is Verdict.VIOLATED or (surely and card.nvlink is not Verdict.OK):
        return 0
    number = card.bridges.low or 0 if surely else card.bridges.high
    return units if number is None else min(units, max(1, int(number)))


def _joined(bridges: Sequence[Bridge], pairs: Sequence[Joined]) -> int:
    """Return how many bridges find a pair: from narrow to wide, the bridge with the narrowest reach first."""
    left = [bridge.units for bridge in bridges]
    reach = sorted(range(len(bridges)), key=lambda one: (bridges[one].span.high is None, bridges[one].span.high or 0))
    joined = 0
    for apart, room in sorted(pairs):
        here = 0
        for one in reach:
            if apart in bridges[one].span:
                used = min(room - here, left[one])
                left[one] -= used
                here += used
        joined += here
    return joined
