"""A placement as a picture: the open case from the side, its rear wall at the left, the processor above.

A row is a slot place: the case's cover, the card, and the board's slot that belong together stand beside each other. In
a real case a card hides its slot; here the slots stand to the right of the cards, and a card reaches over to its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET

from rigcheck.render.placement_words import (
    Part,
    air_words,
    board_words,
    bracket_words,
    build_words,
    card_words,
    case_words,
    description,
    headline,
    link_words,
    notes,
    slot_name,
    slot_words,
    unit_words,
)
from rigcheck.render.svg import INK, PAPER, Sheet, document, fitted, width_of, wrapped

WIDTH: Final = 1000
MARGIN: Final = 20
RIGHT: Final = WIDTH - MARGIN
ROW: Final = 54
"""The height of a slot place."""
HEAD: Final = 72
"""The height of the part with the processor, above the first place."""
WALL: Final = 132
WALL_WIDTH: Final = 34
CARD: Final = 178
CARD_WIDTH: Final = 420
SLOT: Final = 624
LANE: Final = 8
PAD: Final = 14
ROOM: Final = CARD_WIDTH - 2 * PAD
"""For what is written on a card."""
LINE: Final = 19

GREY: Final = "#5f6b76"
PALE: Final = "#d5dade"
METAL: Final = "#aab3bb"
BOARD: Final = "#e7efe9"
BOARD_EDGE: Final = "#3d6150"
GPU: Final = "#2c3e52"
OTHER: Final = "#ffffff"
ALARM: Final = "#b3261e"
"""Never alone: what is drawn in it also has a cross and words."""


@dataclass(frozen=True)
class _View:
    """What is drawn, and where its rows lie."""

    placement: Part
    names: Mapping[str, str]
    top: float
    """Where the board begins."""

    @property
    def cards(self) -> list[Part]:
        return [card for card in self.placement["cards"] if card["position"] is not None]

    @property
    def slots(self) -> dict[int, Part]:
        """The first slot at each place; two at one place are a mistake in the data, and told below."""
        known = [slot for slot in self.placement["slots"] if slot["position"] is not None]
        return {slot["position"]: slot for slot in reversed(known)}

    @property
    def rows(self) -> int:
        reached = [place for card in self.cards for place in (*card["covers"], *card["brackets"], card["position"])]
        case = self.placement["case_slots"]["high"] or self.placement["case_slots"]["low"]
        lowest: int = max(1, self.placement["board_places"] or 0, case or 0, *reached, *self.slots)
        return lowest

    @property
    def covers(self) -> int:
        """How many covers are drawn: what the case has at most."""
        high: int | None = self.placement["case_slots"]["high"]
        return self.rows if high is None else high

    def y(self, place: float) -> float:
        """Return the upper edge of a place."""
        return self.top + HEAD + (place - 1) * ROW


def placement_svg(placement: Mapping[str, Any], names: Mapping[str, str], title: str) -> str:
    """Return a placement as an SVG file of its own; `names` are the parts' names by their references."""
    sheet = Sheet(ET.Element("g", {"class": "placement"}))
    view = _View(placement, names, _heading(sheet, title, headline(placement, names)))
    _board(sheet, view)
    _case(sheet, view)
    for place, slot in sorted(view.slots.items()):
        _slot(sheet.group("slot", f"{slot_name(slot)}: {slot_words(slot)}"), view, place, slot)
    for card in view.cards:
        _card(sheet.group("card", card_words(card, placement, names)), view, card)
    end = _notes(sheet, view, _legend(sheet, view.y(view.rows + 1) + 30))
    return document(sheet, WIDTH, end, title, " ".join(description(placement, names)))


def _heading(sheet: Sheet, title: str, sentence: str) -> float:
    y = MARGIN + 4.0
    for line in wrapped(title, WIDTH - 2 * MARGIN, 20, 2, bold=True):
        y += 16
        sheet.text(MARGIN, y, line, 20, bold=True)
        y += 10
    for line in wrapped(sentence, WIDTH - 2 * MARGIN, 14, 3):
        y += 14
        sheet.text(MARGIN, y, line, 14)
        y += 6
    return y + 16


def _board(sheet: Sheet, view: _View) -> None:
    board = sheet.group("board", board_words(view.placement))
    places = view.placement["board_places"]
    left, height = WALL + WALL_WIDTH + 2, HEAD + (places or view.rows) * ROW
    board.rect(left, view.top, RIGHT - left, height, rx=5, fill=BOARD, stroke="none")
    edge = f"M{left} {view.top + height}V{view.top}H{RIGHT}V{view.top + height}"
    board.path(edge if places is None else edge + "z", stroke=BOARD_EDGE, stroke_width=2, stroke_linejoin="round")
    if places is None:
        board.line(left, view.top + height, RIGHT, view.top + height, stroke=BOARD_EDGE, stroke_dasharray="3 7")
    board.text(
        SLOT, view.top + 28, fitted(board_words(view.placement), RIGHT - SLOT - PAD, 13, bold=True), 13, bold=True
    )
    middle = view.top + HEAD / 2
    board.rect(CARD + 150, middle - 24, 48, 48, rx=3, fill=PAPER, stroke=INK, stroke_width=1.5)
    board.rect(CARD + 156, middle - 18, 36, 36, rx=2, fill="none", stroke=GREY)
    board.text(CARD + 174, middle + 4, "CPU", 11, bold=True, anchor="middle")
    for stick in range(4):
        board.rect(CARD + 230 + 14 * stick, middle - 26, 7, 52, rx=1.5, fill=PAPER, stroke=GREY)
    for place in range(1, view.rows + 1):
        if place != (places or 0) + 1:
            board.line(left, view.y(place), RIGHT, view.y(place), stroke=METAL, stroke_dasharray="1 4")


def _case(sheet: Sheet, view: _View) -> None:
    words = case_words(view.placement)
    case = sheet.group("case", words)
    for number, line in enumerate(wrapped(words, WALL - MARGIN - 8, 13, 3, bold=True)):
        case.text(WALL - 10, view.top + 28 + number * 16, line, 13, bold=True, anchor="end")
    case.rect(
        WALL, view.top, WALL_WIDTH, view.y(view.covers + 1) - view.top, rx=2, fill=PALE, stroke=INK, stroke_width=2
    )
    case.rect(WALL + 6, view.top + 8, WALL_WIDTH - 12, HEAD - 18, rx=2, fill=PAPER, stroke=GREY)
    for port in range(3):
        case.rect(WALL + 11, view.top + 14 + 15 * port, WALL_WIDTH - 22, 9, rx=1.5, fill=METAL, stroke=GREY)
    taken = {place for card in view.cards for place in card["brackets"]}
    for place in range(1, view.rows + 1):
        beyond = place > view.covers
        case.text(
            WALL - 10,
            view.y(place) + ROW / 2 + 5,
            str(place),
            14,
            bold=not beyond,
            anchor="end",
            fill=GREY if beyond else INK,
        )
        if not beyond:
            sure = place <= (view.placement["case_slots"]["low"] or 0)
            _cover(case, WALL + 5, view.y(place) + 4, sure=sure, vents=place not in taken)


def _cover(sheet: Sheet, x: float, y: float, *, sure: bool, vents: bool) -> None:
    cover = sheet.group("cover" if sure else "cover uncertain")
    dashes: dict[str, str | float] = {} if sure else {"stroke_dasharray": "4 3"}
    cover.rect(x, y, WALL_WIDTH - 10, ROW - 6, rx=2, fill=PAPER, stroke=INK, **dashes)
    if vents and not sure:
        cover.text(x + WALL_WIDTH / 2 - 5, y + ROW / 2 + 2, "?", 14, bold=True, anchor="middle")
    elif vents:
        for at in (x + 6, x + 12, x + 18):
            cover.line(at, y + 8, at, y + ROW - 14, stroke=GREY, stroke_width=2, stroke_linecap="round")


def _slot(sheet: Sheet, view: _View, place: int, slot: Part) -> None:
    y = view.y(place) + 9
    length = slot["length"]
    lanes = slot["electrical_lanes"] or {"low": None, "high": None}
    _lanes(sheet, SLOT, y, length or 16, (lanes["low"] or 0, lanes["high"] or length or 16))
    used = any(card["position"] == place for card in view.cards)
    covered = any(place in card["covers"] for card in view.cards)
    state = "in use" if used else "covered by the card" if covered else "free"
    name = SLOT + (length or 16) * LANE + 12
    sheet.text(name, y + 11, fitted(slot_name(slot), RIGHT - PAD - name, 13, bold=True), 13, bold=True)
    sheet.text(SLOT, y + 32, fitted(f"{slot_words(slot)} · {state}", RIGHT - PAD - SLOT, 12))


def _lanes(sheet: Sheet, x: float, y: float, length: int, wired: tuple[int, int]) -> None:
    """Draw a slot: a cell per lane; filled ones are wired, crossed ones perhaps."""
    sure, perhaps = wired
    sheet.rect(x, y, length * LANE, 14, fill=PAPER, stroke="none")
    if sure:
        sheet.rect(x, y, min(sure, length) * LANE, 14, fill=GREY, kind="wired")
    cells = range(sure, min(perhaps, length))
    if cells:
        sheet.path("".join(f"M{x + lane * LANE} {y + 14}l{LANE} -14" for lane in cells), stroke=GREY, kind="perhaps")
    if length > 1:
        sheet.path("".join(f"M{x + lane * LANE} {y}v14" for lane in range(1, length)), stroke=PALE)
    sheet.rect(x, y, length * LANE, 14, rx=2, fill="none", stroke=INK, stroke_width=1.5)


def _card(sheet: Sheet, view: _View, card: Part) -> None:
    y = view.y(card["position"]) + 3
    thickness = card["thickness_slots"]
    height = max(thickness or len(card["covers"]), 0.9) * ROW - 6
    for place in card["brackets"]:
        _bracket(sheet, view, place)
    gpu = card["ref"].startswith("gpu#")
    ink = PAPER if gpu else INK
    if card["position"] in view.slots:
        sheet.rect(CARD + CARD_WIDTH - 4, y + 10, SLOT - CARD - CARD_WIDTH + 4, 6, fill=INK, kind="plugged")
    sheet.rect(CARD, y, CARD_WIDTH, height, rx=4, fill=GPU if gpu else OTHER, stroke=INK, stroke_width=1.5, kind="body")
    if thickness is None:
        sheet.line(
            CARD, y + height, CARD + CARD_WIDTH, y + height, stroke=PAPER, stroke_width=3, stroke_dasharray="5 5"
        )
    _cooler(sheet, card["cooling"], y + height, ink)
    badge = _air(sheet, view, card, y + height, ink)
    _label(sheet, view, card, (y, height, ROOM - badge), ink)


def _label(sheet: Sheet, view: _View, card: Part, place: tuple[float, float, float], ink: str) -> None:
    """Write on a card; `place` is where it begins, its height, and the room that the badge at its foot leaves."""
    y, height, beside = place
    tall = height > 1.25 * ROW
    unit = unit_words(card, view.placement)
    if unit:
        sheet.text(CARD + CARD_WIDTH - PAD, y + 19, unit, 12, anchor="end", fill=ink)
    room = ROOM - (width_of(unit, 12) + 10 if unit else 0)
    for line in wrapped(view.names.get(card["ref"], card["ref"]), room, 14, 2 if height > 1.75 * ROW else 1, bold=True):
        sheet.text(CARD + PAD, y + 19, line, 14, bold=True, fill=ink)
        y += 17
    sheet.text(CARD + PAD, y + 20, fitted(link_words(card), ROOM if tall else beside, 12), fill=ink)
    if tall:
        sheet.text(CARD + PAD, y + 37, fitted(build_words(card), beside, 12), fill=ink)


def _bracket(sheet: Sheet, view: _View, place: int) -> None:
    """Draw the bracket of a card; where the case has no cover for it, it hangs in the air with a cross on it."""
    y, words, outside = view.y(place), bracket_words(place, view.placement), place > view.covers
    bracket = sheet.group("bracket outside" if outside else "bracket")
    look: dict[str, str | float] = {"fill": PAPER, "stroke": ALARM, "stroke_dasharray": "4 3"}
    if not outside:
        look = {"fill": METAL, "stroke": INK}
    bracket.rect(WALL + WALL_WIDTH - 2, y + 7, CARD - WALL - WALL_WIDTH + 2, ROW - 12, **look)
    bracket.rect(WALL + 3, y + (6 if outside else 3), WALL_WIDTH - 6, ROW - (8 if outside else 5), rx=2, **look)
    for port in () if outside else (10, 30):
        bracket.rect(WALL + 12, y + port, WALL_WIDTH - 24, 14, rx=1.5, fill=INK)
    if not words:
        return
    for number, line in enumerate(wrapped(words, WALL - MARGIN - 34, 11, 3, bold=True)):
        bracket.text(WALL - 34, y + 24 + 14 * number, line, 11, bold=True, anchor="end", fill=ALARM)
    x, middle = WALL + WALL_WIDTH / 2, y + ROW / 2
    bracket.circle(x, middle, 12, fill=PAPER, stroke=ALARM, stroke_width=2)
    if outside:
        bracket.path(f"M{x - 5} {middle - 5}l10 10m0 -10l-10 10", stroke=ALARM, stroke_width=3, stroke_linecap="round")
    else:
        bracket.text(x, middle + 5, "?", 14, bold=True, anchor="middle", fill=ALARM)


def _cooler(sheet: Sheet, cooling: str | None, bottom: float, ink: str) -> None:
    """Draw fans where they look down, or the one that blows out of the case."""
    if cooling == "open-air":
        for fan in range(3):
            sheet.rect(CARD + 24 + 128 * fan, bottom - 5, 116, 3, rx=1.5, fill=ink, kind="fan")
    if cooling == "blower":
        sheet.rect(CARD + CARD_WIDTH - 90, bottom - 6, 76, 3, rx=1.5, fill=ink, kind="fan")
        sheet.path(
            f"M{CARD + CARD_WIDTH - 100} {bottom - 5}H{CARD + 16}m6 -4l-6 4l6 4", stroke=ink, stroke_dasharray="none"
        )


def _air(sheet: Sheet, view: _View, card: Part, bottom: float, ink: str) -> float:
    """Say how much air a card has below, in the gap or else on the card; return the room it takes on the card."""
    words = air_words(card)
    if not words:
        return 0
    last = min(card["position"] + max(1, len(card["covers"])) - 1 + (card["free_below"] or 0), view.rows)
    gap = view.y(last + 1) - bottom
    if card["free_below"] and gap > ROW / 2:
        x, low = CARD + PAD + 4, bottom + gap - 6
        air = sheet.group("air")
        air.path(
            f"M{x} {bottom + 5}V{low}m-4 -5l4 5l4 -5M{x - 4} {bottom + 10}l4 -5l4 5", stroke=GREY, stroke_width=1.5
        )
        air.text(x + 14, bottom + gap / 2 + 4, words, 12, fill=INK)
        return 0
    width = width_of(words, 11, bold=True) + 12
    left = CARD + CARD_WIDTH - PAD - width
    air = sheet.group("air")
    air.rect(left, bottom - 26, width, 17, rx=8.5, fill="none", stroke=ink)
    air.text(left + width / 2, bottom - 13.5, words, 11, bold=True, anchor="middle", fill=ink)
    return width + 8


def _legend(sheet: Sheet, y: float) -> float:
    legend = sheet.group("legend")
    x = float(CARD)
    for wired, words in (((4, 4), "lanes wired"), ((0, 4), "perhaps wired"), ((0, 0), "not wired")):
        _lanes(legend, x, y - 11, 4, wired)
        legend.text(x + 4 * LANE + 8, y, words, 12, fill=GREY)
        x += 4 * LANE + 8 + width_of(words, 12) + 14
    legend.rect(x, y - 8, 26, 6, fill=INK)
    legend.text(x + 34, y, "plugged in here", 12, fill=GREY)
    x += 34 + width_of("plugged in here", 12) + 14
    legend.text(x, y, "? not known", 12, fill=GREY)
    return y + 20


def _notes(sheet: Sheet, view: _View, y: float) -> float:
    """Write the lines below the drawing; return where the sheet ends."""
    drawn = list(map(id, view.slots.values()))
    hidden = [slot for slot in view.placement["slots"] if slot["position"] is not None and id(slot) not in drawn]
    for heading, lines in notes(view.placement, view.names, hidden):
        for number, text in enumerate(lines):
            if not number:
                y += 6
                sheet.text(MARGIN, y + 14, fitted(heading, CARD - MARGIN - 8, 13, bold=True), 13, bold=True)
            for line in wrapped(text, RIGHT - CARD, 13, 3):
                y += LINE
                sheet.text(CARD, y - 5, line, 13)
    return y + MARGIN
