"""How the picture of a placement says what it shows: the words on cards and slots, the lines below, the description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rigcheck.render.words import facts_named, plural

Part = Mapping[str, Any]

OUTCOMES: Final = {
    "placed": "The parts find their places like this.",
    "impossible": "The parts do not all find a place.",
    "undetermined": "Not decided: facts are missing.",
}
WIRED_TO: Final = {"cpu": "CPU", "cpu2": "second CPU", "chipset": "chipset", "switch": "PCIe switch"}
COOLING: Final = {
    "open-air": "open-air cooler",
    "blower": "blower",
    "passive": "no fan",
    "liquid": "liquid cooler",
    "block": "water block",
}
REASONS: Final = {
    "board-slots": "{cards} need {needs} x16-length slots; the board has {has}.",
    "positions": "Of {cards} only {has} of {needs} find a slot that no cooler covers.",
    "case-slots": "The brackets of {cards} reach down to case slot {needs} at best; the case has {has}.",
    "card-slots": "Beside the GPUs, of {cards} together, {has} of {needs} other cards find a slot.",
}
"""By what there is too little of: the sentence for it."""
SHORTAGES: Final = {
    "board-slots": "{needs} long slots needed, {has} there",
    "positions": "{has} of {needs} find a slot that is not covered",
    "case-slots": "case slot {needs} needed, {has} there",
    "card-slots": "{has} of {needs} other cards find a slot",
}
"""The same in a few words."""
NO_COVER: Final = "no cover in the case"
PERHAPS_NO_COVER: Final = "perhaps no cover here"


def headline(placement: Part, names: Mapping[str, str]) -> str:
    """Return in a few sentences what came out, and why."""
    said = [OUTCOMES[placement["outcome"]]]
    brackets = [place for card in placement["cards"] for place in card["brackets"]]
    if outside := sum(bracket_words(place, placement) == NO_COVER for place in brackets):
        said.append(f"{plural(outside, 'bracket finds', 'brackets find')} no cover in the case.")
    return " ".join([*said, *reasons(placement, names)])


def in_conflict(placement: Part, names: Mapping[str, str]) -> Iterator[str]:
    """Yield in a few words which cards conflict, and over what: a smallest set of them."""
    for conflict in placement["reason"]:
        cards = " and ".join(_units(entry, names) for entry in conflict["cards"])
        yield f"{cards} ({SHORTAGES[conflict['what']].format(needs=conflict['needs'], has=conflict['has'])})"


def reasons(placement: Part, names: Mapping[str, str]) -> Iterator[str]:
    """Yield why cards have no place, the nearest obstacle first, then those behind it."""
    waiting = list(placement["reason"])
    while waiting:
        conflict = waiting.pop(0)
        cards = " and ".join(_units(entry, names) for entry in conflict["cards"])
        yield REASONS[conflict["what"]].format(cards=cards, needs=conflict["needs"], has=conflict["has"])
        waiting = [*conflict["because"], *waiting]


def between(low: float | None, high: float | None) -> str:
    """Return a figure or the two it lies between: `8`, `4–16`, `4+`, `?`."""
    if high is None:
        return f"{_short(low)}+" if low else "?"
    return _short(high) if low == high else f"{_short(low or 0)}–{_short(high)}"


def case_words(placement: Part) -> str:
    """Return how many slots the case has."""
    low, high = placement["case_slots"]["low"] or 0, placement["case_slots"]["high"]
    if high is None:
        return f"at least {plural(low, 'case slot')}" if low else "case slots not known"
    return plural(high, "case slot") if low == high else f"{low} to {high} case slots"


def board_words(placement: Part) -> str:
    """Return how many places the board has."""
    places = placement["board_places"]
    return "Board: number of places not known" if places is None else f"Board: {plural(places, 'place')}"


def slot_words(slot: Part) -> str:
    """Return what is wired to a slot: `x16 wired x8, PCIe 4, CPU`."""
    lanes = slot["electrical_lanes"] or {"low": None, "high": None}
    return (
        f"x{_or_unknown(slot['length'])} wired x{between(lanes['low'], lanes['high'])}, "
        f"PCIe {_or_unknown(slot['generation'])}, {WIRED_TO.get(slot['wired_to'], 'CPU or chipset?')}"
    )


def link_words(card: Part) -> str:
    """Return what a card gets in its slot: `x8 · PCIe 4 · 15.8 GB/s · CPU`, or `x8 · PCIe up to 4 · …`."""
    lanes, generation, speed = (
        between(figure["low"], figure["high"]) if (figure := card[key]) else "?"
        for key in ("lanes", "generation", "gb_s")
    )
    # Lanes may be 0, in a slot that is switched off; a generation is not: there nobody states that of the card.
    if generation.startswith("0–"):
        generation, speed = (f"up to {figure.removeprefix('0–')}" for figure in (generation, speed))
    return f"x{lanes} · PCIe {generation} · {speed} GB/s · {WIRED_TO.get(card['wired_to'], 'CPU or chipset?')}"


def build_words(card: Part) -> str:
    """Return how a card is built: `2.5 slots thick · blower`."""
    thickness = card["thickness_slots"]
    said = ["thickness not known" if thickness is None else f"{_short(thickness)} slot{'s' * (thickness != 1)} thick"]
    if card["cooling"] or card["ref"].startswith("gpu#"):
        said.append(COOLING.get(card["cooling"], "cooling not known"))
    return " · ".join(said)


def air_words(card: Part) -> str:
    """Return how much room a card has below; empty where it does not matter."""
    free = card["free_below"]
    if free:
        return f"{plural(free, 'place')} of air"
    if card["cooling"] != "open-air":
        return ""
    return "air not known" if free is None else "no air below"


def full_name(card: Part, placement: Part, names: Mapping[str, str]) -> str:
    """Return the name of a card, with its number where there are several of it."""
    unit = unit_words(card, placement)
    return names.get(card["ref"], card["ref"]) + (f", {unit}" if unit else "")


def unit_words(card: Part, placement: Part) -> str:
    """Return which one of several a card is: `no. 2`; empty if there is one."""
    several = sum(other["ref"] == card["ref"] for other in placement["cards"]) > 1
    return f"no. {card['unit']}" if several else ""


def slot_name(slot: Part) -> str:
    """Return the name on the board, or say that there is none."""
    return slot["name"] or "slot without a name"


def notes(placement: Part, names: Mapping[str, str], hidden: list[Part]) -> Iterator[tuple[str, list[str]]]:
    """Yield what the drawing cannot show, by headings; `hidden` are slots that share their place with a drawn one."""
    yield "On risers", [_units(entry, names) for entry in placement["risers"]]
    yield "Without a slot", [_units(entry, names) for entry in placement["left_out"]]
    yield (
        "Place not known",
        [f"{slot_name(slot)}: {slot_words(slot)}" for slot in placement["slots"] if slot["position"] is None],
    )
    yield (
        "Cards not drawn",
        [
            f"{full_name(card, placement, names)}: {card['slot'] or 'its slot'}, place not known; {link_words(card)}"
            for card in placement["cards"]
            if card["position"] is None
        ],
    )
    yield "Also there", [f"{slot_name(slot)} at place {slot['position']}: {slot_words(slot)}" for slot in hidden]
    yield (
        "Drives",
        [f"{drive['port'] or 'a port'}: {names.get(drive['ref'], drive['ref'])}" for drive in placement["drives"]],
    )
    yield "Lost", [_lost(entry) for entry in placement["lost"]]
    if placement["missing"]:
        yield "Not known", [facts_named(placement["missing"], names, 4)]


def description(placement: Part, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the picture in sentences, for those who cannot see it."""
    yield headline(placement, names)
    yield f"Case: {case_words(placement)}. {board_words(placement)}."
    for card in placement["cards"]:
        yield f"{card_words(card, placement, names)}."
    for slot in placement["slots"]:
        where = "place not known" if slot["position"] is None else f"place {slot['position']}"
        yield f"Slot {slot_name(slot)}, {where}: {slot_words(slot)}."


def card_words(card: Part, placement: Part, names: Mapping[str, str]) -> str:
    """Return all that is known of a card in its slot."""
    said = [f"{full_name(card, placement, names)}: {card['slot'] or 'a slot without a name'}"]
    if card["covers"]:
        said.append(f"covers {_places(card['covers'])}")
    said += [build_words(card), link_words(card)]
    if air := air_words(card):
        said.append(air)
    said += [f"bracket at {place}: {words}" for place in card["brackets"] if (words := bracket_words(place, placement))]
    return "; ".join(said)


def bracket_words(place: int, placement: Part) -> str:
    """Return what is wrong with a bracket's place in the case; empty if nothing is."""
    low, high = placement["case_slots"]["low"] or 0, placement["case_slots"]["high"]
    if high is not None and place > high:
        return NO_COVER
    return PERHAPS_NO_COVER if place > low else ""


def _lost(entry: Part) -> str:
    because = f" because of {', '.join(entry['because'])}" if entry["because"] else ""
    if entry["lanes_left"] is None:
        return f"{entry['name']} loses lanes{because}; how many is not known"
    left = f"keeps x{entry['lanes_left']}" if entry["lanes_left"] else "is off"
    return f"{entry['name']} {left}{because}"


def _units(entry: Part, names: Mapping[str, str]) -> str:
    name = names.get(entry["ref"], entry["ref"])
    return f"{entry['units']} × {name}" if entry["units"] != 1 else name


def _places(places: list[int]) -> str:
    return f"place {places[0]}" if len(places) == 1 else f"places {places[0]} to {places[-1]}"


def _or_unknown(figure: float | None) -> str:
    return "?" if figure is None else _short(figure)


def _short(figure: float | None) -> str:
    return f"{round(figure or 0, 1):g}"
