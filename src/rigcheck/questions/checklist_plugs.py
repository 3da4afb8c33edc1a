"""Which plugs feed the cards: those of the best assignment where it is sure, else the sockets by the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rigcheck.catalog.vocabulary import word_lists
from rigcheck.placement.cables import card_of
from rigcheck.placement.plugs import EPS, PIN_6, PIN_8, PIN_16
from rigcheck.quantity import Quantity
from rigcheck.questions.checklist_gpus import apart
from rigcheck.questions.checklist_items import Bench, Item, listed, named, shown

UNFED: Final = "placement.unfed_gpu_sockets"
SOCKETS: Final = (PIN_8, PIN_6, PIN_16, EPS)
Sockets = Mapping[str, Quantity]


def feed_cards(bench: Bench) -> Iterator[Item]:
    """Yield how the cards are fed that have, or may have, power sockets."""
    sockets = {card.ref: card_of(card.record(), 1).sockets for card in bench.build.of_kind("gpu")}
    cards = [card for card in bench.build.of_kind("gpu") if any(_may(one) for one in sockets[card.ref].values())]
    if not cards:
        return
    assigned = _assigned(bench)
    lines, open_sockets, open_cables = [], set[str](), frozenset[str]()
    for card in cards:
        own, fed = sockets[card.ref], assigned.get(card.ref, [])
        open_sockets |= {path for one in own.values() for path in one.blame}
        needed = card.quantity * sum(int(one.value.high or 0) for one in own.values())
        if all(one.value.is_point for one in own.values()) and sum(one["sockets"] for one in fed) == needed:
            lines.append(f"{named([card])}: {_plugs(fed)}{' in all' if card.quantity > 1 else ''}")
        else:
            known = any(one.value.high is not None for one in own.values())
            into = " (or the plugs of the adapter in its box)" if card.facts.get("adapter_in_box") is True else ""
            each = ", each" if known and card.quantity > 1 else ""
            lines.append(f"{named([card])}: {_by_facts(own)}{into}{each}")
            open_cables = bench.check.derived.figures[UNFED].blame - {"psu"}
    missing = (*sorted(open_sockets), *sorted(open_cables - open_sockets))
    yield bench.item("feed-cards", values={"plugs": f"{'; '.join(lines)}."}, missing=missing)
    by_eps = [card for card in cards if sockets[card.ref][EPS].value.low]
    if by_eps:
        yield bench.item("feed-eps", values={"cards": named(by_eps)})


def _may(sockets: Quantity) -> bool:
    return sockets.value.high != 0


def _assigned(bench: Bench) -> dict[str, list[Mapping[str, Any]]]:
    """Return by card which plugs feed it in the best assignment; nothing where cards go into different machines."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in () if apart(bench) else bench.report["power"]["cables"] or ():
        found.setdefault(one["ref"], []).append(one)
    return found


def _plugs(fed: list[Mapping[str, Any]]) -> str:
    counted: Counter[str] = Counter()
    for one in fed:
        counted[one["plug"]] += one["sockets"] * one["plugs_each"]
    words = word_lists()["plugs"].words
    adapters = [f", {one['plugs_each']} for each adapter" for one in fed if one["plugs_each"] > 1]
    return listed([f"{number} × {words[plug]}" for plug, number in counted.items()]) + "".join(adapters[:1])


def _by_facts(sockets: Sockets) -> str:
    """Return the sockets of one card for a sentence, as far as they are known."""
    if all(one.value.high is None for one in sockets.values()):
        return "its sockets are not known"
    words, sure, perhaps = word_lists()["plugs"].words, [], []
    for plug in SOCKETS:
        low, high = sockets[plug].value.low or 0, sockets[plug].value.high
        if low:
            most = " or more" if high is None else f" to {shown(high)}" if high > low else ""
            sure.append(f"{shown(low)}{most} × {words[plug]}")
        elif high != 0:
            most = "any number of" if high is None else f"{'up to ' if high > 1 else ''}{shown(high)} ×"
            perhaps.append(f"{most} {words[plug]}")
    if sure:
        return listed(sure) + (f", and perhaps {' and '.join(perhaps)}" if perhaps else "")
    return f"perhaps {perhaps[0]}" if len(perhaps) == 1 else f"look at its sockets: {' or '.join(perhaps)}"
