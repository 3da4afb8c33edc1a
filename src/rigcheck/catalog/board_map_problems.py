"""Finds what cannot be in a motherboard's slot map: places taken twice, slots beyond the board, names used twice.

The rows that speak of these slots by name are looked at in `board_rows_problems`. Only what is stated is a problem: a
bound counts by the end that excludes, a list that may go on by what it holds, and what is missing not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from rigcheck.catalog.board_map_facts import Found, Listed, exactly, highest, listed, lowest
from rigcheck.catalog.board_rows_problems import lane_mode_problems, sharing_problems
from rigcheck.catalog.slot_places import Room, room_of
from rigcheck.fact import raw_text

LENGTHS: Final = (1, 4, 8, 16)
"""The lengths of slots, in lanes."""

_CORRECT: Final = "Correct the slots or form_factor."


def board_map_problems(facts: Mapping[str, Any]) -> Iterator[Found]:
    """Yield (key, message, hint) for everything that cannot be in the slot map of a motherboard's raw facts."""
    slots = listed(facts.get("slots"))
    room = room_of(facts.get("form_factor"))
    if room and slots.complete and len(slots.items) > room.most:
        yield "slots", f"found {len(slots.items)} slots; {room}.", _CORRECT
    yield from _place_problems(slots, room)
    yield from _name_problems(slots, listed(facts.get("m2_slots")))
    for key, slot in slots.numbered("slots"):
        yield from _length_problems(key, slot)
    yield from lane_mode_problems(facts)
    yield from sharing_problems(facts)


def _place_problems(slots: Listed, room: Room | None) -> Iterator[Found]:
    holds: dict[int | Decimal, str] = {}
    for key, slot in slots.numbered("slots"):
        raw = slot.get("position")
        low, place = lowest(raw), exactly(raw)
        where = f"{key}.position"
        if place is not None and place % 1:
            yield where, f"found {raw_text(raw)}; a position is a whole number.", ""
        elif low is not None and low < 1:
            yield where, f"found {raw_text(raw)}; the place nearest the processor is position 1.", ""
        elif low is not None and room and low > room.most:
            yield where, f"found {raw_text(raw)}; {room}.", _CORRECT
        if place is not None:
            if place in holds:
                yield where, f"position {raw_text(place)} already holds {holds[place]}.", "Each place holds one slot."
            name = slot.get("name")
            holds.setdefault(place, repr(name) if isinstance(name, str) else key)


def _name_problems(slots: Listed, m2_slots: Listed) -> Iterator[Found]:
    """Yield the names that stand for two things: `used` and `loses` could not tell them apart."""
    owner: dict[str, str] = {}
    for key, member in (*slots.numbered("slots"), *m2_slots.numbered("m2_slots")):
        name = member.get("name")
        if isinstance(name, str) and (other := owner.setdefault(name, key)) != key:
            yield f"{key}.name", f"{name!r} already names {other}.", "Write each name as the board or its manual does."


def _length_problems(key: str, slot: Mapping[str, Any]) -> Iterator[Found]:
    length, lanes = slot.get("mechanical_lanes"), slot.get("electrical_lanes")
    stated, low = exactly(length), lowest(length)
    if low is not None and (low > max(LENGTHS) or (stated is not None and stated not in LENGTHS)):
        yield f"{key}.mechanical_lanes", f"found {raw_text(length)}; a slot is 1, 4, 8 or 16 lanes long.", ""
        return
    wired, most = lowest(lanes), highest(length)
    if wired is not None and wired > (max(LENGTHS) if most is None else most):
        longest = f"no slot has more than {max(LENGTHS)}" if most is None else f"mechanical_lanes is {raw_text(length)}"
        yield f"{key}.electrical_lanes", f"found {raw_text(lanes)}; {longest}.", ""
