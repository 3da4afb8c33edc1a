"""Finds what cannot be in the rows of a board's file that speak of its slots by name: `lane_modes` and `sharing`.

A name is unknown only where every slot is listed and named: otherwise it may be one that the file does not list.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from rigcheck.catalog.board_map_facts import (
    Found,
    Listed,
    Names,
    counted,
    exactly,
    highest,
    lanes_by_name,
    listed,
    lowest,
    names_in,
    nearest,
    quoted,
    twice,
)
from rigcheck.fact import raw_text

_SATA: Final = re.compile(r"SATA_(0|[1-9][0-9]{0,3})")


def lane_mode_problems(facts: Mapping[str, Any]) -> Iterator[Found]:
    """Yield (key, message, hint) for the rows of `lane_modes`."""
    slots, m2_slots = names_in(listed(facts.get("slots"))), names_in(listed(facts.get("m2_slots")))
    lanes_of = lanes_by_name(facts)
    first: dict[Hashable, str] = {}
    for key, row in listed(facts.get("lane_modes")).numbered("lane_modes"):
        used, lanes = listed(row.get("used")), listed(row.get("lanes"))
        yield from _list_problems(f"{key}.used", used)
        for name in dict.fromkeys(used.items):
            if slots.closed and name not in slots.known:
                yield f"{key}.used", *_no_slot(name, slots, m2_slots)
        if used.complete and lanes.complete:
            if len(used.items) != len(lanes.items):
                numbers, names = counted(len(lanes.items), "number"), counted(len(used.items), "slot")
                message = f"found {numbers} for {names} in used; expected one for each."
                yield f"{key}.lanes", message, ""
            else:
                yield from _too_many(f"{key}.lanes", used, lanes, lanes_of)
        if used.complete and used.items and (same := _processors(row)) is not None:
            other = first.setdefault((frozenset(used.items), same), key)
            if other != key:
                message = f"{other} already says what {quoted(used.items)} get with the same processors."
                yield f"{key}.used", message, "Keep one, or name the processors of each: cpu_families or cpu_lanes."


def sharing_problems(facts: Mapping[str, Any]) -> Iterator[Found]:
    """Yield (key, message, hint) for the entries of `sharing`."""
    slots, m2_slots = names_in(listed(facts.get("slots"))), names_in(listed(facts.get("m2_slots")))
    sata_ports = facts.get("sata_ports")
    lanes_of = lanes_by_name(facts)
    for key, entry in listed(facts.get("sharing")).numbered("sharing"):
        used, loses = listed(entry.get("used")), listed(entry.get("loses"))
        for place, names in ((f"{key}.used", used), (f"{key}.loses", loses)):
            yield from _list_problems(place, names)
            for name in dict.fromkeys(names.items):
                if name not in slots.known and name not in m2_slots.known:
                    yield from ((place, *told) for told in _unknown(name, slots, m2_slots, sata_ports))
        yield from _left_problems(f"{key}.lanes_left", entry.get("lanes_left"), loses, lanes_of)
        if used.complete and len(used.items) == 1 and used.items[0] in loses.items and not _is_conditional(entry):
            message = (
                f"{used.items[0]!r} takes lanes from itself whenever it is used; expected only with some processors."
            )
            yield f"{key}.loses", message, "Name them: cpu_families or cpu_lanes."


def _left_problems(key: str, left: Any, loses: Listed, lanes_of: Mapping[str, Any]) -> Iterator[Found]:
    low = lowest(left)
    for name in dict.fromkeys(loses.items):
        if low is not None and name in lanes_of and low > (highest(lanes_of[name]) or 0):
            yield key, f"found {raw_text(left)}; {name!r} has {counted(lanes_of[name], 'lane')}.", ""


def _list_problems(key: str, names: Listed) -> Iterator[Found]:
    if names.complete and not names.items:
        yield key, "found an empty list; expected at least one name.", ""
    for name in twice(names.items):
        yield key, f"{name!r} stands here more than once; expected each name once.", ""


def _no_slot(name: str, slots: Names, m2_slots: Names) -> tuple[str, str]:
    if name in m2_slots.known:
        return f"{name!r} is an M.2 slot; expected slots that hold cards.", "What an M.2 slot takes stands in sharing."
    return f"{name!r} is no slot of this board; expected one of {quoted(slots.known)}.", nearest(name, slots.known)


def _unknown(name: str, slots: Names, m2_slots: Names, sata_ports: Any) -> Iterator[tuple[str, str]]:
    """Yield message and hint for a name that is neither a slot nor an M.2 slot, if it can be nothing else."""
    ports = highest(sata_ports)
    all_ports = "SATA_1 onwards" if ports is None else f"SATA_1 to SATA_{ports}" if ports else "none"
    if port := _SATA.fullmatch(name):
        number = int(port[1])
        if number < 1 or (ports is not None and number > ports):
            yield f"this board has no port {name!r}; its SATA ports: {all_ports}.", ""
    elif slots.closed and m2_slots.closed:
        known = (*slots.known, *m2_slots.known)
        message = (
            f"{name!r} is no slot ({quoted(slots.known)}), no M.2 slot ({quoted(m2_slots.known)}) "
            f"and no SATA port ({all_ports}) of this board."
        )
        yield message, nearest(name, known)


def _too_many(key: str, used: Listed, lanes: Listed, lanes_of: Mapping[str, Any]) -> Iterator[Found]:
    """Yield what is no number of lanes, which the schema's lists let through, and what is more than a slot has."""
    for (place, lane), name in zip(lanes.numbered(key), used.items, strict=True):
        if isinstance(lane, bool) or not isinstance(lane, int | Decimal) or lane < 0 or lane % 1:
            yield place, f"found {lane!r}; expected a whole number of lanes.", ""
        elif name in lanes_of and lane > (highest(lanes_of[name]) or 0):
            yield place, f"found {raw_text(lane)}; {name!r} has {counted(lanes_of[name], 'lane')}.", ""


def _processors(row: Mapping[str, Any]) -> Hashable | None:
    """Return the processors that a row is for, to compare; None where it does not say all of them."""
    families, lanes = row.get("cpu_families"), row.get("cpu_lanes")
    if (families is not None and not listed(families).complete) or (lanes is not None and exactly(lanes) is None):
        return None
    return (None if families is None else frozenset(families), exactly(lanes))


def _is_conditional(entry: Mapping[str, Any]) -> bool:
    """Return whether an entry holds only with some processors or some drives."""
    return not entry.keys().isdisjoint({"cpu_families", "cpu_lanes", "used_as"})
