"""A build as such builds usually turn out: open facts of board, case and cards take their usual value.

For display beside a bound, and never for a proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from rigcheck.engine.build import Build, BuildPart
from rigcheck.fact import is_bound, usual_of
from rigcheck.values import Interval, Items, Record

USUAL_FACTS: Final = ("thickness_slots", "brackets", "expansion_slots")
"""Facts of which a bound may carry the usual value, and which the room for cards depends on."""
X16: Final = 16


def as_usual(build: Build, standards: Record) -> Build:
    """Return the build with usual values in the place of open ones, as far as there are any."""
    return replace(build, parts=tuple(_usual_part(part, standards) for part in build.parts))


def _usual_part(part: BuildPart, standards: Record) -> BuildPart:
    facts = dict(part.facts)
    for key in USUAL_FACTS:
        usual = usual_of(facts.get(key))
        if is_bound(facts.get(key)) and usual is not None:
            facts[key] = usual
    if (
        part.kind == "gpu"
        and is_bound(facts.get("brackets"))
        and isinstance(facts.get("thickness_slots"), int | Decimal)
    ):
        # Where only the thickness has a usual value: covers as wide as the cooler, to the nearest place.
        low, high = facts["brackets"].get("at_least", 1), facts["brackets"].get("at_most")
        nearest = max(low, round(facts["thickness_slots"]))
        facts["brackets"] = nearest if high is None else min(nearest, high)
    if part.kind == "motherboard" and isinstance(facts.get("slots"), list):
        facts["slots"] = _usual_slots(facts["slots"], facts.get("form_factor"), standards)
    return replace(part, facts=facts)


def _usual_slots(slots: list[Mapping[str, Any]], form: Any, standards: Record) -> list[Mapping[str, Any]]:
    """Return the slots with the long ones at the usual places, if one of them has none; in the order of the list."""
    long = [slot for slot in slots if slot.get("mechanical_lanes") == X16]
    places = _usual_places(form, len(long), standards) if isinstance(form, str) else ()
    if len(places) != len(long) or all(isinstance(slot.get("position"), int) for slot in long):
        return slots
    given = iter(places)
    return [{**slot, "position": next(given)} if slot.get("mechanical_lanes") == X16 else slot for slot in slots]


def _usual_places(form: str, count: int, standards: Record) -> tuple[int, ...]:
    maps = standards.fields.get("usual_slots")
    of_form = maps.fields.get(form.replace("-", "_")) if isinstance(maps, Record) else None
    places = of_form.fields.get(f"slots_{count}") if isinstance(of_form, Record) else None
    members = places.items if isinstance(places, Items) else ()
    return tuple(int(place.low) for place in members if isinstance(place, Interval) and place.low is not None)
