"""Sockets of GPUs that share a power cable with another of the same card, because too few separate cables are there.

Only a card that draws more than one cable should carry wants a cable for each of its sockets; a lesser card takes its
plugs from wherever they are left. How many sockets can be fed so is a maximum flow from cards to cables; it is read
off its minimum cut. Where nobody says which plugs lie on one cable, at best each has a cable of its own, and at worst a
unit's plugs of a kind lie on a single one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rigcheck.placement.cables import ADAPTED, Card, Units, blame_of, card_of, is_short, most_sockets, own_plugs
from rigcheck.placement.plugs import EPS, PIN_6, PIN_8, Cables, Offer, Supply, supply_of
from rigcheck.quantity import Quantity, number, settled, states
from rigcheck.values import Exact, Interval, Record
from rigcheck.verdict import Verdict


@dataclass(frozen=True, slots=True)
class _Demand:
    """The plugs that each of some cards takes from PCIe cables, those of its adapters among them."""

    units: int
    pin_8: int
    pin_6: int
    apart: bool = True
    """Whether each of its plugs wants a cable of its own."""

    @property
    def plugs(self) -> int:
        """Return how many of both kinds."""
        return self.pin_8 + self.pin_6

    def ways(self, cables: int) -> int:
        """Return how many of its plugs can hang on that many cables."""
        return cables if self.apart or not cables else self.plugs


def shared_cables(gpus: Units, psus: Units, heavy_w: Exact) -> Quantity:
    """Return how many 8-pin and 6-pin sockets of GPUs above `heavy_w` have to share a cable with another of the card.

    Of the sockets on one cable all but the first count, and so do those that find no plug; the plugs of an adapter
    count as sockets where the supplies have too few plugs for those that it feeds. The only supply of a build feeds the
    processor too.
    """
    cards, supplies = [card_of(*gpu) for gpu in gpus], [supply_of(*psu) for psu in psus]
    watts = [_lasting(gpu) for gpu, _ in gpus]
    alone = sum(supply.units for supply in supplies) == 1
    least, most = _least_demand(cards, supplies), _most_demand(cards, supplies)
    least = [replace(one, apart=(w.value.low or 0) > heavy_w) for one, w in zip(least, watts, strict=True)]
    most = most and [
        replace(one, apart=w.value.high is None or w.value.high > heavy_w) for one, w in zip(most, watts, strict=True)
    ]
    low, high = 0, None
    endless = {plug for plug in (PIN_8, PIN_6) if any(one.best.loose[plug] is None for one in supplies)}
    if PIN_6 in endless:  # each of these sockets may have a cable of its own
        least = [_Demand(one.units, one.pin_8, 0) for one in least]
    if supplies and PIN_8 not in endless:
        low = _sharing(least, [(_at_best(one, _plugs(least), alone=alone), one.units) for one in supplies])
    if most is not None:
        high = _sharing(most, [(_at_worst(one, _plugs(most), alone=alone), one.units) for one in supplies])
    blame = blame_of(cards, supplies).union(*(supply.open_cables for supply in supplies))
    return settled(Interval(low, high), blame.union(*(w.blame for w in watts if heavy_w in w.value)))


def _lasting(gpu: Record) -> Quantity:
    """Return what a card draws for hours."""
    return number(gpu, "power_limit_w" if states(gpu, "power_limit_w") else "board_power_w")


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


Plugs = tuple[tuple[int, ...], tuple[int, ...]]
"""The plugs on each cable with plugs of 6+2 pins, and on each with plugs of six pins."""


@dataclass(frozen=True, slots=True)
class _Ways:
    """The PCIe cables of a unit: those that are always connected, and those that compete, the largest first."""

    always: Plugs
    compete: Plugs
    room: int
    """How many of those that compete can be connected at once."""

    def choices(self) -> list[Plugs]:
        """Return the plugs on each connected cable, in every way that may be the best."""
        eight, six = self.compete
        most = min(self.room, len(eight))
        return [
            (self.always[0] + eight[:count], self.always[1] + six[: self.room - count])
            for count in range(max(0, self.room - len(six)) if six else most, most + 1)
        ] or [(self.always[0] + eight, self.always[1] + six)]


def _ways(offer: Offer, wanted: int, *, kept: bool, apart: bool) -> _Ways:
    """Return the PCIe cables of a unit; plugs of which nothing is known lie apart or on one cable."""
    room = None if offer.sockets is None else max(0, offer.sockets - kept)
    always: list[list[int]] = [[], []]
    compete: list[list[int]] = [[], []]
    for plug, free, bound in zip((PIN_8, PIN_6), always, compete, strict=True):
        for sort in offer.cables[plug]:
            found = [sort.plugs] * min(sort.count, wanted)
            (bound if sort.starts and room is not None else free).extend(found)
        loose = offer.loose[plug] or Cables(0, 1, 0)
        if loose.starts and room is not None:
            bound.extend([1] * min(loose.count, 1))  # one of them surely can be connected; of a second nobody can say
        else:
            free.extend([1] * min(loose.count, wanted) if apart else [loose.count])
    return _Ways(
        (tuple(always[0]), tuple(always[1])),
        (_largest(compete[0], wanted), _largest(compete[1], wanted)),
        room or 0,
    )


def _at_best(supply: Supply, wanted: int, *, alone: bool) -> _Ways:
    eps, loose = supply.best.sorts(EPS), supply.best.loose[EPS]
    no_other = loose is not None and not loose.count
    kept = alone and no_other and bool(eps) and all(sort.starts for sort in eps)
    return _ways(supply.best, wanted, kept=kept, apart=True)


def _at_worst(supply: Supply, wanted: int, *, alone: bool) -> _Ways:
    loose = supply.best.loose[EPS]
    kept = loose is None or bool(loose.count) or any(sort.starts for sort in supply.worst.sorts(EPS))
    return _ways(supply.worst, wanted, kept=alone and kept, apart=False)


def _sharing(demands: Sequence[_Demand], supplies: Iterable[tuple[_Ways, int]]) -> int:
    """Return how many plugs are still wanted when each cable feeds a card at most once, in the best way to connect."""
    wanted = _plugs(demands)
    choices: set[Plugs] = {((), ())}
    for ways, units in supplies:
        of_unit = ways.choices()
        times = min(units, wanted) if len(of_unit) == 1 else 1
        for _ in range(1 if times > 1 else min(units, wanted)):
            choices = {
                (_largest(eight + one[0] * times, wanted), _largest(six + one[1] * times, wanted))
                for eight, six in choices
                for one in of_unit
            }
    return wanted - max(_flow(demands, eight, six) for eight, six in choices)


def _largest(plugs: Sequence[int], count: int) -> tuple[int, ...]:
    return tuple(sorted(plugs, reverse=True)[:count])


def _flow(demands: Sequence[_Demand], eight: Sequence[int], six: Sequence[int]) -> int:
    """Return how many plugs find a socket when each cable feeds a card at most once: a maximum flow.

    The minimum cut takes the cables with fewest plugs, and at each card what is smallest: all it wants, the 6-pin
    sockets and its way to each further cable for 8 pins, or to each further cable. A card that may share has a way to a
    cable for all its plugs.
    """
    return min(
        below_8
        + below_6
        + sum(
            one.units * min(one.plugs, one.pin_6 + one.ways(left_8), one.ways(left_8) + one.ways(left_6))
            for one in demands
        )
        for left_8, below_8 in zip(range(len(eight), -1, -1), accumulate(sorted(eight), initial=0), strict=True)
        for left_6, below_6 in zip(range(len(six), -1, -1), list(accumulate(sorted(six), initial=0)), strict=True)
    )
