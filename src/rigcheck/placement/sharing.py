"""Sockets of GPUs that share a power cable with another of the same card, because too few separate cables are there.

How many sockets can be fed if each cable feeds a card at most once is a maximum flow from cards to cables; it is read
off its minimum cut. Where nobody says which plugs lie on one cable, at best each has a cable of its own, and at worst a
unit's plugs of a kind lie on a single one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rigcheck.placement.cables import ADAPTED, Card, Units, blame_of, card_of, is_short, most_sockets, own_plugs
from rigcheck.placement.plugs import EPS, PIN_6, PIN_8, PIN_16, Cables, Offer, Supply, supply_of
from rigcheck.quantity import Quantity, settled
from rigcheck.values import Exact, Interval
from rigcheck.verdict import Verdict


@dataclass(frozen=True, slots=True)
class _Demand:
    """The plugs that each of some cards takes from PCIe cables, those of its adapters among them."""

    units: int
    pin_8: int
    pin_6: int

    @property
    def plugs(self) -> int:
        """Return how many of both kinds."""
        return self.pin_8 + self.pin_6


def shared_cables(gpus: Units, psus: Units) -> Quantity:
    """Return how many 8-pin and 6-pin sockets of GPUs have to share a cable with another of the same card.

    Of the sockets on one cable all but the first count, and so do those that find no plug; the plugs of an adapter
    count as sockets where adapters must be used. CPU and 16-pin cables are connected first.
    """
    cards, supplies = [card_of(*gpu) for gpu in gpus], [supply_of(*psu) for psu in psus]
    least, most = _least_demand(cards, supplies), _most_demand(cards, supplies)
    low = _sharing(least, _separate(supplies, _plugs(least))) if supplies else 0
    high = None if most is None else _sharing(most, _together(supplies, _plugs(most)))
    blame = blame_of(cards, supplies).union(*(supply.open_cables for supply in supplies))
    return settled(Interval(low, high), blame)


def _least_demand(cards: Iterable[Card], supplies: Sequence[Supply]) -> list[_Demand]:
    """Return the plugs that cards take at least; an adapter surely is used where there is no other plug at all."""
    demands = []
    none = {to for to in ADAPTED if own_plugs(supplies, to).high == 0}
    for card in cards:
        low = {plug: math.ceil(sockets.value.low or 0) for plug, sockets in card.sockets.items()}
        used = sum(
            low[to] * (one.plugs.low or 0)
            for to, one in card.adapters.items()
            if to in none and one.is_there is Verdict.OK
        )
        demands.append(_Demand(card.units, low[PIN_8] + math.ceil(used), low[PIN_6]))
    return demands


def _most_demand(cards: Sequence[Card], supplies: Sequence[Supply]) -> list[_Demand] | None:
    """Return the plugs that cards take at most; None if there may be any number."""
    demands = []
    short = {to for to in ADAPTED if is_short(cards, supplies, to)}
    for card in cards:
        high = most_sockets(card)
        if high is None:
            return None
        used: Exact = 0
        for to in short:
            adapter = card.adapters[to]
            if high[to] and adapter.is_there is not Verdict.VIOLATED:
                if adapter.plugs.high is None:
                    return None
                used += high[to] * adapter.plugs.high
        demands.append(_Demand(card.units, high[PIN_8] + math.ceil(used), high[PIN_6]))
    return demands


def _plugs(demands: Iterable[_Demand]) -> int:
    return sum(one.units * one.plugs for one in demands)


def _sharing(demands: Sequence[_Demand], cables: Mapping[str, Sequence[int]]) -> int:
    """Return how many plugs are still wanted when each cable feeds a card at most once, as many as possible.

    `cables` holds the plugs of each cable. The minimum cut takes the cables with fewest plugs, and at each card what is
    smallest: all it wants, the 6-pin sockets and its way to each further cable for 8 pins, or to each further cable.
    """
    eight, six = sorted(cables[PIN_8]), sorted(cables[PIN_6])
    cut_8, cut_6 = [0, *accumulate(eight)], [0, *accumulate(six)]
    flow = min(
        below_8 + below_6 + sum(one.units * min(one.plugs, one.pin_6 + left_8, left_8 + left_6) for one in demands)
        for left_8, below_8 in zip(range(len(eight), -1, -1), cut_8, strict=True)
        for left_6, below_6 in zip(range(len(six), -1, -1), cut_6, strict=True)
    )
    return _plugs(demands) - flow


def _separate(supplies: Iterable[Supply], wanted: int) -> dict[str, list[int]]:
    """Return the plugs on each PCIe cable at best: all connected, and unknown plugs on cables of their own."""
    cables: dict[str, list[int]] = {PIN_8: [], PIN_6: []}
    for supply in supplies:
        for plug in cables:
            for sort in supply.best.sorts(plug):
                cables[plug] += [sort.plugs] * min(supply.units * sort.count, wanted)
            cables[plug] += [1] * (wanted if supply.best.loose[plug] is None else 0)
    return {plug: sorted(found, reverse=True)[:wanted] for plug, found in cables.items()}


def _together(supplies: Iterable[Supply], wanted: int) -> dict[str, list[int]]:
    """Return the plugs on each PCIe cable at worst: what surely can be connected, unknown plugs on one cable."""
    cables: dict[str, list[int]] = {PIN_8: [], PIN_6: []}
    for supply in supplies:
        for plug, found in _connected(supply.worst, wanted).items():
            cables[plug] += found * min(supply.units, wanted)
    return {plug: sorted(found, reverse=True)[:wanted] for plug, found in cables.items()}


def _connected(offer: Offer, wanted: int) -> dict[str, list[int]]:
    """Return the plugs on each PCIe cable of a unit that can surely be connected beside its CPU and 16-pin cables."""
    free = None if offer.all_connect else max(0, (offer.sockets or 0) - offer.starts(EPS, PIN_16))
    cables: dict[str, list[int]] = {}
    for plug in (PIN_8, PIN_6):
        cables[plug] = []
        loose = offer.loose[plug] or Cables(0, 1, 0)
        for sort in (*sorted(offer.cables[plug], key=lambda sort: (sort.starts, -sort.plugs)), loose):
            count = sort.count if free is None or not sort.starts else min(sort.count, free // sort.starts)
            free = None if free is None else free - count * sort.starts
            cables[plug] += [count] if sort is loose else [sort.plugs] * min(count, wanted)
    return cables
