"""Power plugs to GPU sockets: how many sockets no plug is left for in the best assignment.

The plugs of all supplies are pooled. A plug of 6+2 pins feeds sockets of 8 and of 6 pins, a plug of six pins only those
of six; a 16-pin or EPS socket takes its own plug, or the adapter in the card's box, which takes several plugs of 6+2
pins. The board keeps an EPS plug for the processor.

Which plugs go where needs no search. Every socket counts the same, so plugs of 6+2 pins go where a socket costs fewest
of them; caps by kind of socket (only so many are left over from plugs of their own) make this the greedy algorithm on a
matroid, which is exact. It is no matching: an adapter takes several plugs or none. Only where a unit has too few
sockets for its cables are the ways to connect them tried.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from rigcheck.placement.plugs import EPS, NONE, PIN_6, PIN_8, PIN_16, PLUGS, Offer, Supply, supply_of
from rigcheck.quantity import Quantity, number, settled
from rigcheck.values import ANY_WORD, Exact, Interval, Record, Words, equal
from rigcheck.verdict import Verdict, conjunction

KEPT: Final = 1
"""The EPS plug that the processor takes; further EPS sockets of a board are the matter of a rule of their own."""
MOST_CABLES: Final = 24
"""More cables of one sort than any unit has that competes for sockets."""
ADAPTED: Final = (PIN_16, EPS)
"""Sockets that an adapter in the card's box can feed."""

Units = Sequence[tuple[Record, int]]
"""Distinct parts, and how many there are of each."""
Stock = Mapping[str, int]
"""Plugs that are connected, by kind."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """The adapter in a card's box, for one kind of socket."""

    is_there: Verdict
    plugs: Interval
    """Plugs of 6+2 pins that it takes."""
    blame: frozenset[str]


@dataclass(frozen=True, slots=True)
class Card:
    """The power sockets of a GPU."""

    units: int
    sockets: Mapping[str, Quantity]
    adapters: Mapping[str, Adapter]


@dataclass(frozen=True, slots=True)
class Needs:
    """The sockets of a card in one scenario, and the plugs its adapters take; None for no adapter."""

    units: int
    sockets: Mapping[str, int]
    adapters: Mapping[str, Exact | None]


def unfed_gpu_sockets(gpus: Units, psus: Units) -> Quantity:
    """Return how many power sockets of GPUs no plug is left for, at least and at most."""
    cards, supplies = [card_of(*gpu) for gpu in gpus], [supply_of(*psu) for psu in psus]
    least = _fewest_unfed(_at_best(cards), [(one.best, one.units) for one in supplies]) if supplies else 0
    worst = at_worst(cards)
    most = None if worst is None else _fewest_unfed(worst, with_a_cable_kept(supplies))
    return settled(Interval(least, most), blame_of(cards, supplies))


def blame_of(cards: Iterable[Card], supplies: Sequence[Supply]) -> frozenset[str]:
    """Return the facts that would tell which sockets find a plug; none of a kind that no card could want."""
    cards = list(cards)
    wanted = {plug for plug in PLUGS if any(card.sockets[plug].value.high != 0 for card in cards)}
    competing = any(supply.competes for supply in supplies)
    short = {to for to in ADAPTED if to in wanted and (competing or is_short(cards, supplies, to))}
    blame = {path for card in cards for sockets in card.sockets.values() for path in sockets.blame}
    blame |= {path for card in cards for to in short for path in card.adapters[to].blame}
    wanted |= {PIN_8} if PIN_6 in wanted or short else set()
    for supply in supplies:
        counted = wanted | {EPS} if supply.competes else wanted
        blame = blame.union(*(supply.open_counts[plug] for plug in counted))
        blame |= supply.open_cables if supply.competes else frozenset()
    return frozenset(blame) if supplies else frozenset(blame | {"psu"})


# --- what the facts say of cards ---


def card_of(gpu: Record, units: int) -> Card:
    """Return the sockets and adapters of a GPU."""
    plugs = gpu.fields.get("plugs")
    record = Record(plugs.fields if isinstance(plugs, Record) else {}, f"{gpu.path}.plugs")
    return Card(units, {plug: number(record, plug) for plug in PLUGS}, {to: _adapter(gpu, to) for to in ADAPTED})


def _adapter(gpu: Record, to: str) -> Adapter:
    """Return the adapter; whether one for other plugs than those of 6+2 pins can be fed is not counted."""
    group = gpu.fields.get("adapter")
    adapter = Record(group.fields if isinstance(group, Record) else {}, f"{gpu.path}.adapter")
    in_box = gpu.fields.get("adapter_in_box")
    fits = equal(adapter.fields.get("to", ANY_WORD), Words.of(to))
    there = conjunction([in_box if isinstance(in_box, Verdict) else Verdict.UNKNOWN, fits])
    if there is Verdict.VIOLATED:
        return Adapter(there, NONE, frozenset())
    takes_8 = equal(adapter.fields.get("from_plug", ANY_WORD), Words.of(PIN_8))
    count = number(adapter, "count")
    blame = set(count.blame)
    blame |= {f"{gpu.path}.adapter_in_box"} if not isinstance(in_box, Verdict) else set()
    blame |= {f"{adapter.path}.to"} if fits is Verdict.UNKNOWN else set()
    blame |= {f"{adapter.path}.from_plug"} if takes_8 is Verdict.UNKNOWN else set()
    if takes_8 is Verdict.OK:
        return Adapter(there, count.value, frozenset(blame))
    return Adapter(Verdict.UNKNOWN, Interval(0, count.value.high), frozenset(blame))


def _at_best(cards: Iterable[Card]) -> list[Needs]:
    return [
        Needs(
            card.units,
            {plug: math.ceil(sockets.value.low or 0) for plug, sockets in card.sockets.items()},
            {to: None if one.is_there is Verdict.VIOLATED else one.plugs.low or 0 for to, one in card.adapters.items()},
        )
        for card in cards
    ]


def at_worst(cards: Iterable[Card]) -> list[Needs] | None:
    """Return the needs if all that is not known is for the worst; None if there may be any number of sockets."""
    needs = []
    for card in cards:
        sockets = most_sockets(card)
        if sockets is None:
            return None
        sure = {to: one.plugs.high if one.is_there is Verdict.OK else None for to, one in card.adapters.items()}
        needs.append(Needs(card.units, sockets, sure))
    return needs


def most_sockets(card: Card) -> dict[str, int] | None:
    """Return how many sockets a card has at most; None if there may be any number of one kind."""
    sockets: dict[str, int] = {}
    for plug, quantity in card.sockets.items():
        if quantity.value.high is None:
            return None
        sockets[plug] = math.ceil(quantity.value.high)
    return sockets


# --- plugs to sockets ---


def with_a_cable_kept(supplies: Sequence[Supply]) -> list[tuple[Offer, int]]:
    """Return what the supplies offer at worst; where no EPS plug is sure, one that may be there takes a socket."""
    if any(supply.worst.sorts(EPS) for supply in supplies):
        return [(supply.worst, supply.units) for supply in supplies]
    offers = []
    for supply in supplies:
        offer = supply.worst
        may_have_one = supply.best.loose[EPS] is None or bool(supply.best.sorts(EPS))
        if offer.sockets is not None and may_have_one:
            offer = replace(offer, sockets=max(0, offer.sockets - KEPT))
        offers.append((offer, supply.units))
    return offers


def _fewest_unfed(cards: Sequence[Needs], supplies: Sequence[tuple[Offer, int]]) -> int:
    return min(unfed(cards, stock) for stock in starting_stocks(cards, supplies))


def starting_stocks(cards: Sequence[Needs], supplies: Sequence[tuple[Offer, int]]) -> list[Stock]:
    """Return the plugs that the supplies can connect at once, in every way that may be the best."""
    wanted = _wanted(cards)
    stocks: set[tuple[int, ...]] = {(0,) * len(PLUGS)}
    for offer, units in supplies:
        choices = set(_connected(offer, wanted))
        for _ in range(min(units, 1 + sum(wanted.values()))):  # one unit more feeds one socket more, or none
            more = {
                tuple(min(a + b, wanted[plug]) for plug, a, b in zip(PLUGS, stock, choice, strict=True))
                for stock in stocks
                for choice in choices
            }
            if more == stocks:
                break
            stocks = more
    connected: list[Stock] = [dict(zip(PLUGS, stock, strict=True)) for stock in sorted(stocks)]
    # The processor comes first: no way to connect leaves it without its plug if another does not.
    return [stock for stock in connected if stock[EPS] >= KEPT] or connected


def _wanted(cards: Sequence[Needs]) -> dict[str, int]:
    """Return how many plugs of each kind could be of use."""
    wanted = {plug: sum(card.units * card.sockets[plug] for card in cards) for plug in PLUGS}
    adapters = sum(card.units * card.sockets[to] * (card.adapters[to] or 0) for card in cards for to in ADAPTED)
    return {**wanted, EPS: wanted[EPS] + KEPT, PIN_8: wanted[PIN_8] + wanted[PIN_6] + math.ceil(adapters)}


def _connected(offer: Offer, wanted: Stock) -> Iterator[tuple[int, ...]]:
    """Yield the plugs that one unit can feed at once, in every way that no other outdoes."""
    free = {plug: wanted[plug] if offer.loose[plug] is None else 0 for plug in PLUGS}
    compete: dict[str, list[int]] = {plug: [] for plug in PLUGS}
    starts = dict.fromkeys(PLUGS, 1)
    for plug in PLUGS:
        for sort in offer.sorts(plug):
            if not sort.starts or offer.all_connect:
                free[plug] += sort.count * sort.plugs
            else:
                compete[plug] += [sort.plugs] * min(sort.count, wanted[plug], MOST_CABLES)
                starts[plug] = sort.starts
        compete[plug] = sorted(compete[plug], reverse=True)[: max(0, wanted[plug] - free[plug])]
    *others, last = PLUGS
    for counts in product(*(range(len(compete[plug]) + 1) for plug in others)):
        chosen = dict(zip(others, counts, strict=True))
        left = (offer.sockets or 0) - sum(starts[plug] * count for plug, count in chosen.items())
        if left < 0:
            continue
        chosen[last] = left // starts[last]
        yield tuple(free[plug] + sum(compete[plug][: chosen[plug]]) for plug in PLUGS)


def unfed(cards: Sequence[Needs], stock: Stock) -> int:
    """Return how many sockets find no plug of this stock, in the best assignment."""
    needed = sum(card.units * sockets for card in cards for sockets in card.sockets.values())
    return needed - sum(sockets for _, _, _, sockets in feedings(cards, stock))


def feedings(cards: Sequence[Needs], stock: Stock) -> Iterator[tuple[int, str, Exact | None, int]]:
    """Yield which sockets of which card are fed, by the plugs of 6+2 pins that each takes; None for its own plug."""
    left = {(index, plug): card.units * card.sockets[plug] for index, card in enumerate(cards) for plug in PLUGS}
    own = {**stock, EPS: max(0, stock[EPS] - KEPT), PIN_8: 0}
    for plug in PLUGS:  # to the cards with the dearest adapter first, or with none
        for index in sorted(range(len(cards)), key=lambda index: _adapter_cost(cards[index], plug), reverse=True):
            fed = min(left[index, plug], own[plug])
            if fed:
                left[index, plug] -= fed
                own[plug] -= fed
                yield index, plug, None, fed
    # What each further socket costs in plugs of 6+2 pins: one, or what the adapter takes.
    costs: list[tuple[Exact, str, int]] = [(1, plug, index) for plug in (PIN_8, PIN_6) for index in range(len(cards))]
    costs += [
        (plugs, to, index)
        for index, card in enumerate(cards)
        for to, plugs in card.adapters.items()
        if plugs is not None
    ]
    budget: Exact = stock[PIN_8]
    for cost, plug, index in sorted(costs, key=lambda one: one[0]):
        fed = min(left[index, plug], int(budget // cost)) if cost else left[index, plug]
        if fed:
            left[index, plug] -= fed
            budget -= fed * cost
            yield index, plug, cost, fed


def _adapter_cost(card: Needs, plug: str) -> float:
    cost = card.adapters.get(plug)
    return math.inf if cost is None else float(cost)


def own_plugs(supplies: Iterable[Supply], plug: str) -> Interval:
    """Return how many sockets find a plug of their own kind, if all cables are connected."""
    low, high = 0, 0
    endless = False
    for supply in supplies:
        low += supply.units * sum(sort.count * sort.plugs for sort in supply.worst.sorts(plug))
        high += supply.units * sum(sort.count * sort.plugs for sort in supply.best.sorts(plug))
        endless |= supply.best.loose[plug] is None
    kept = KEPT if plug == EPS else 0
    return Interval(max(0, low - kept), None if endless else max(0, high - kept))


def is_short(cards: Iterable[Card], supplies: Iterable[Supply], plug: str) -> bool:
    """Return whether there may be fewer plugs of their own kind than such sockets."""
    needed: Exact | None = 0
    for card in cards:
        high = card.sockets[plug].value.high
        needed = None if needed is None or high is None else needed + card.units * high
    return needed is None or needed > (own_plugs(supplies, plug).low or 0)
