"""Which plugs feed which card: the best assignment, told card by card."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rigcheck.placement.cables import Units, at_worst, card_of, feedings, starting_stocks, unfed, with_a_cable_kept
from rigcheck.placement.plugs import PIN_8, supply_of


@dataclass(frozen=True, slots=True)
class Feeding:
    """How sockets of one card are fed."""

    ref: str
    socket: str
    sockets: int
    """Of all units together."""
    plug: str
    """The plug of the supplies that feeds them."""
    plugs_each: int
    """How many of them each socket takes: more than one for an adapter."""


def feeding(gpus: Units, psus: Units) -> tuple[Feeding, ...] | None:
    """Return which plugs feed which card in the best assignment, as far as it is sure; None where sockets are open.

    The plugs of all supplies are pooled. A socket that is not named finds no plug for sure.
    """
    cards, supplies = [card_of(*gpu) for gpu in gpus], [supply_of(*psu) for psu in psus]
    needs = at_worst(cards)
    known = all(sockets.value.is_point for card in cards for sockets in card.sockets.values())
    if needs is None or not supplies or not known:
        return None
    stock = min(starting_stocks(needs, with_a_cable_kept(supplies)), key=lambda stock: unfed(needs, stock))
    return tuple(
        Feeding(gpus[index][0].path, socket, fed, socket if plugs is None else PIN_8, math.ceil(plugs or 1))
        for index, socket, plugs, fed in feedings(needs, stock)
    )
