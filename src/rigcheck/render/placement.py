"""The picture of a placement in rows of text: a row for each slot place, from the processor down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rigcheck.render.output import Output, Span
from rigcheck.render.placement_words import (
    NO_COVER,
    air_words,
    between,
    bracket_words,
    in_conflict,
    link_words,
    notes,
    slot_name,
    unit_words,
)
from rigcheck.render.words import cell

COLUMNS: Final = ("place", "slot of the board", "card, and what it gets there", "case")
LONGEST_NAME: Final = 36
TOP, MIDDLE, BOTTOM, SINGLE = "┌ ", "│ ", "└ ", "╶ "
"""The left edge of a card in the rows it covers."""


def print_placement(placement: Mapping[str, Any], names: Mapping[str, str], to: Output) -> None:
    """Print the table and what it cannot show; why something has no place the findings say."""
    rows = list(placement_rows(placement, names))
    if rows:
        to.table(COLUMNS, [_styled(row) for row in rows], right=("place",))
    for line in placement_notes(placement, names):
        to.line((line, "dim"))


def markdown_placement(placement: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the same as lines of Markdown."""
    rows = list(placement_rows(placement, names))
    if rows:
        yield f"| {' | '.join(COLUMNS)} |"
        yield "|" + " --- |" * len(COLUMNS)
        yield from (f"| {' | '.join(map(cell, row))} |" for row in rows)
        yield ""
    yield from (f"- {cell(line)}" for line in placement_notes(placement, names))


def placement_notes(placement: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what the table cannot show: cards in conflict, on risers, without a slot; drives; ports that are off."""
    if conflicts := list(in_conflict(placement, names)):
        yield f"In conflict: {'; '.join(conflicts)}."
    for heading, lines in notes(placement, names, []):
        if lines and heading != "Not known":
            yield f"{heading}: {'; '.join(lines)}."


def placement_rows(placement: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of every place down to the end of board, case and cards; nothing where no card has a place."""
    cards = placement["cards"]
    if not cards:
        return
    slots = {slot["position"]: slot for slot in placement["slots"]}
    open_slots = None in slots
    ends = [placement["board_places"] or 0, placement["case_slots"]["high"] or placement["case_slots"]["low"] or 0]
    last = max(*(min(end, MOST_ROWS) for end in ends), *(card["covers"][-1] for card in cards))
    for place in range(1, last + 1):
        card = next((card for card in cards if place in card["covers"]), None)
        yield (
            str(place),
            _slot_cell(slots.get(place), place, placement, open_slots=open_slots),
            _card_cell(card, place, placement, names) if card else "",
            _case_cell(card, place, placement),
        )


MOST_ROWS: Final = 12
"""Rows for the ends of boards and cases; no case has more covers in one row."""


def _slot_cell(slot: Mapping[str, Any] | None, place: int, placement: Mapping[str, Any], *, open_slots: bool) -> str:
    if slot is not None:
        lanes = slot["electrical_lanes"]
        return f"{slot_name(slot)} x{slot['length'] or '?'}/x{between(lanes['low'], lanes['high'])}"
    if placement["board_places"] is not None and place > placement["board_places"]:
        return "(below the board)"
    return "?" if open_slots else "-"


def _card_cell(card: Mapping[str, Any], place: int, placement: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return a row of a card: its name on the first, what it gets below, the air on the last; all on a thin one."""
    covers = card["covers"]
    unit = unit_words(card, placement)
    name = _short(names.get(card["ref"], card["ref"])) + (f", {unit}" if unit else "")
    below = [words for words in (link_words(card), air_words(card)) if words]
    if len(covers) == 1:
        return SINGLE + "; ".join([name, *below])
    lines = [name, "; ".join(below)] if len(covers) == 2 else [name, *below]
    row = place - covers[0]
    edge = TOP if not row else BOTTOM if place == covers[-1] else MIDDLE
    return edge + (lines[row] if row < len(lines) else "")


def _short(name: str) -> str:
    """Return a name that leaves the table its shape; the list of parts has it whole."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _case_cell(card: Mapping[str, Any] | None, place: int, placement: Mapping[str, Any]) -> str:
    case = placement["case_slots"]
    bracket = card is not None and place in card["brackets"]
    if bracket and (wrong := bracket_words(place, placement)):
        return wrong if case["high"] is not None or case["low"] else "bracket"
    if case["high"] is None:
        return "bracket" if bracket else ""
    if place > case["high"]:
        return ""
    return f"{place}: bracket" if bracket else str(place)


def _styled(row: tuple[str, ...]) -> list[Span]:
    return [(text, "bold red") if text == NO_COVER else text for text in row]
