"""The picture of a placement shows what there is, marks what is wrong, and says what nobody knows."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from rigcheck.render.placement_svg import placement_svg
from rigcheck.render.svg import fitted, width_of, wrapped
from tests.placements import (
    BLOWER,
    NAMES,
    PLACEMENTS,
    all_that_can_be_unknown,
    card,
    cramped,
    exactly,
    four_blowers,
    mini_itx,
    placement,
    slot,
    three_cards_at_2_5_7,
    two_thick_and_a_network_card,
    undetermined,
    with_air,
)

SVG = "{http://www.w3.org/2000/svg}"


class Picture:
    """A drawn placement, read as a viewer reads it."""

    def __init__(self, drawn: dict[str, Any], title: str = "Which card goes where") -> None:
        self.source = placement_svg(drawn, NAMES, title)
        self.root = ET.fromstring(self.source)

    def of_class(self, kind: str) -> list[ET.Element]:
        return [one for one in self.root.iter() if kind in one.get("class", "").split()]

    def texts(self, kind: str = "") -> list[str]:
        within = self.of_class(kind) if kind else [self.root]
        return [one.text or "" for element in within for one in element.iter(f"{SVG}text")]

    def read(self, kind: str = "") -> str:
        return " ".join(self.texts(kind))

    def titles(self, kind: str) -> list[str]:
        return [element.findtext(f"{SVG}title") or "" for element in self.of_class(kind)]

    def heights(self) -> list[float]:
        return [float(body.get("height", "0")) for body in self.of_class("body")]


@pytest.mark.parametrize("name", PLACEMENTS)
def test_a_picture_stands_on_its_own(name: str) -> None:
    picture = Picture(PLACEMENTS[name])
    assert picture.root.tag == f"{SVG}svg"
    assert picture.root.get("viewBox") == f"0 0 {picture.root.get('width')} {picture.root.get('height')}"
    assert picture.root.findtext(f"{SVG}title") == "Which card goes where"
    assert picture.root.findtext(f"{SVG}desc")
    assert {one.tag for one in picture.root.iter()}.isdisjoint(
        {f"{SVG}script", f"{SVG}image", f"{SVG}style", f"{SVG}use"}
    )
    assert picture.source.count("http") == 1, "only the namespace"
    assert picture.of_class("paper")[0].get("width") == picture.root.get("width")


@pytest.mark.parametrize("name", PLACEMENTS)
def test_the_same_placement_is_drawn_the_same(name: str) -> None:
    again = json.loads(json.dumps(PLACEMENTS[name]))
    assert Picture(PLACEMENTS[name]).source == Picture(again).source


@pytest.mark.parametrize("name", PLACEMENTS)
def test_every_card_is_drawn_with_its_name(name: str) -> None:
    picture = Picture(PLACEMENTS[name])
    cards = PLACEMENTS[name]["cards"]
    assert len(picture.of_class("body")) == len(cards)
    for entry, title in zip(cards, picture.titles("card"), strict=True):
        assert " ".join(NAMES.get(entry["ref"], entry["ref"]).split()) in title


def test_several_cards_of_one_product_are_told_apart() -> None:
    picture = Picture(four_blowers(8))
    assert picture.texts("card").count(BLOWER) == 4
    assert [text for text in picture.texts("card") if text.startswith("no. ")] == ["no. 1", "no. 2", "no. 3", "no. 4"]


def test_a_card_says_what_its_slot_gives_it() -> None:
    said = Picture(two_thick_and_a_network_card()).texts("card")
    assert "x8 · PCIe 4 · 15.8 GB/s · CPU" in said
    assert "x4 · PCIe 3 · 3.9 GB/s · chipset" in said
    assert "2.5 slots thick · open-air cooler" in said


def test_a_slot_says_how_it_is_wired_and_whether_it_is_free() -> None:
    picture = Picture(two_thick_and_a_network_card())
    assert "x16 wired x8, PCIe 4, CPU · in use" in picture.texts("slot")
    assert "x1 wired x1, PCIe 3, chipset · free" in picture.texts("slot")
    assert Picture(four_blowers(8)).read("slot").count("covered by the card") == 3


def test_the_wired_part_of_a_slot_is_as_long_as_its_lanes() -> None:
    wired = [float(one.get("width", "0")) for one in Picture(three_cards_at_2_5_7()).of_class("wired")][:3]
    assert wired[0] == 2 * wired[1] == 4 * wired[2]


def test_a_card_is_as_high_as_it_is_thick() -> None:
    three, two_and_a_half, one = Picture(two_thick_and_a_network_card()).heights()
    assert three - two_and_a_half == pytest.approx((three - one) / 4)


@pytest.mark.parametrize("slots", [7, 8])
def test_the_case_has_as_many_covers_as_slots(slots: int) -> None:
    picture = Picture(four_blowers(slots))
    assert len(picture.of_class("cover")) == slots
    assert f"{slots} case slots" in picture.texts("case")
    assert {str(number) for number in range(1, 9)} <= set(picture.texts("case"))


def test_a_bracket_beyond_the_case_is_marked_and_said() -> None:
    picture = Picture(four_blowers(7))
    assert len(picture.of_class("outside")) == 1
    assert picture.read("outside") == "no cover in the case"
    assert "1 bracket finds no cover in the case." in picture.read()
    assert "bracket at 8: no cover in the case" in picture.titles("card")[3]


def test_brackets_that_find_their_cover_are_not_marked() -> None:
    picture = Picture(four_blowers(8))
    assert picture.of_class("outside") == []
    assert len(picture.of_class("bracket")) == 8
    assert "no cover" not in picture.source


def test_a_card_may_reach_beyond_board_and_case() -> None:
    picture = Picture(mini_itx())
    assert "Board: 1 place" in picture.texts()
    assert len(picture.of_class("cover")) == 2
    assert "3" in picture.texts("case"), "the row that the cooler reaches into"


def test_air_is_said_where_there_is_some_and_where_there_is_none() -> None:
    assert Picture(with_air()).texts("air") == ["1 place of air", "1 place of air"]
    assert Picture(two_thick_and_a_network_card()).texts("air") == ["no air below", "no air below"]
    assert Picture(mini_itx()).texts("air") == ["air not known"]
    assert Picture(four_blowers(8)).texts("air") == [], "a blower needs none"


def test_what_markup_means_is_only_text_in_a_name() -> None:
    picture = Picture(three_cards_at_2_5_7(), "<b>Mine & yours</b>")
    assert NAMES["card#1"] in picture.texts("card")
    assert "&lt;25 &amp; 10 GbE&gt;" in picture.source
    assert picture.root.findtext(f"{SVG}title") == "<b>Mine & yours</b>"


def test_letters_that_xml_forbids_are_left_out() -> None:
    drawn = placement(slots=[slot("A\x00B\ufffe\u202e\nC", 1)])
    assert "AB C" in Picture(drawn, "\x1b[31mred\ud800").texts("slot")


def test_what_nobody_knows_is_said() -> None:
    picture = Picture(all_that_can_be_unknown())
    assert "x? · PCIe 3–4 · ? GB/s · CPU or chipset?" in picture.texts("card")
    assert "thickness not known · open-air cooler" in picture.texts("card")
    assert "x? wired x?, PCIe ?, CPU or chipset? · in use" in picture.texts("slot")
    assert "Board: number of places not known" in picture.texts("board")
    assert len(picture.of_class("cover")) == 4
    assert len(picture.of_class("uncertain")) == 2
    assert picture.read("bracket").count("perhaps no cover here") == 2


def test_an_undetermined_placement_is_drawn_as_far_as_it_is_known() -> None:
    picture = Picture(undetermined())
    assert picture.read().startswith("Which card goes where Not decided: facts are missing.")
    assert "PCIEX4_1" in picture.texts("slot")
    assert picture.texts()[picture.texts().index("Place not known") + 1 :][:2] == [
        "PCIEX16_1: x16 wired x16, PCIe 4, CPU",
        "slot without a name: x16 wired x4–16, PCIe ?, CPU or chipset?",
    ]
    assert f"slots[0].position of {NAMES['motherboard#1']}" in picture.read()
    assert len(picture.of_class("uncertain")) == len(picture.of_class("cover")) == 7


def test_why_something_is_impossible_is_said_with_both_numbers() -> None:
    conflict = {"what": "case-slots", "cards": [{"ref": "gpu#1", "units": 4}], "needs": 8, "has": 7}
    reason = [{**conflict, "facts": ["case#1.expansion_slots"], "because": []}]
    picture = Picture({**four_blowers(7), "outcome": "impossible", "reason": reason})
    assert f"The brackets of 4 × {BLOWER} reach down to case slot 8 at best; the case has 7." in picture.read()


def test_nothing_known_at_all_is_drawn_too() -> None:
    nothing = placement(outcome="undetermined", board_places=None, case_slots={"low": None, "high": None})
    assert "case slots not known" in Picture(nothing).root.findtext(f"{SVG}desc", "")


def test_what_has_no_place_in_the_drawing_is_told_below() -> None:
    picture = Picture(all_that_can_be_unknown())
    for heading, line in (
        ("On risers", NAMES["gpu#2"]),
        ("Without a slot", f"3 × {BLOWER}"),
        ("Also there", "SLOT3B at place 3: x16 wired x16, PCIe 4, second CPU"),
        ("Lost", "M.2_2 loses lanes; how many is not known"),
    ):
        texts = picture.texts()
        assert texts[texts.index(heading) + 1] == line
    lost = Picture(two_thick_and_a_network_card()).texts()
    assert "M.2_2 is off because of PCIEX4_1" in lost
    assert "PCIEX16_1 keeps x8 because of PCIEX16_2" in lost
    assert f"M.2_1: {NAMES['storage#1']}" in Picture(four_blowers(8)).texts()


def test_a_card_whose_place_is_not_known_is_told_below() -> None:
    adrift = {**card("gpu#1", 1, 2, 2), "position": None, "covers": [], "brackets": []}
    picture = Picture(placement(cards=[adrift], case_slots=exactly(7)))
    assert picture.of_class("body") == []
    assert f"{BLOWER}: PCIEX16_1, place not known; x16 · PCIe 4 · 31.5 GB/s · CPU" in picture.texts()


def test_names_too_long_end_with_an_ellipsis_and_stand_whole_in_the_title() -> None:
    picture = Picture(cramped())
    assert any(text.endswith("…") for text in picture.texts("card"))
    assert NAMES["gpu#3"] in picture.titles("card")[0]


@pytest.mark.parametrize("text", ["", "short", "a name of many words " * 9, "W" * 90, "显卡" * 40])
@pytest.mark.parametrize("room", [60, 200])
def test_what_is_fitted_or_wrapped_fits(text: str, room: float) -> None:
    assert width_of(fitted(text, room, 14, bold=True), 14, bold=True) <= room
    lines = wrapped(text, room, 14, 3)
    assert len(lines) <= 3
    assert all(width_of(line, 14) <= room for line in lines)


def test_wrapping_loses_no_word_that_has_room() -> None:
    assert " ".join(wrapped("one two three four", 60, 14, 9)) == "one two three four"
