"""Where slots usually lie is counted, not supposed: the standard says what the boards of the catalog show."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

from rigcheck.catalog.root import data_folder


def counted() -> dict[tuple[str, int], Counter[tuple[int, ...]]]:
    """Return how often each map of long slots occurs, by form factor and number of them."""
    maps: dict[tuple[str, int], Counter[tuple[int, ...]]] = {}
    for path in sorted((data_folder("catalog") / "motherboard").rglob("*.toml")):
        facts: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))["facts"]
        slots, form = facts.get("slots"), facts.get("form_factor")
        if not isinstance(slots, list) or not isinstance(form, str):
            continue
        if not all(isinstance(slot.get("mechanical_lanes"), int) for slot in slots):
            continue
        places = [slot.get("position") for slot in slots if slot["mechanical_lanes"] == 16]
        if places and all(isinstance(place, int) for place in places):
            maps.setdefault((form.replace("-", "_"), len(places)), Counter())[tuple(sorted(places))] += 1
    return maps


def test_the_usual_map_is_the_most_frequent_one() -> None:
    standard = tomllib.loads((data_folder("catalog") / "standards" / "usual-slots.toml").read_text("utf-8"))["facts"]
    maps = counted()
    for form, by_count in standard.items():
        for key, places in by_count.items():
            found = maps[form, int(key.removeprefix("slots_"))]
            most = max(found.values())
            assert tuple(places) == min(one for one, times in found.items() if times == most), f"{form} {key}: {found}"


def test_at_least_seventy_boards_have_every_long_slot_in_its_place() -> None:
    assert sum(sum(found.values()) for found in counted().values()) >= 70
