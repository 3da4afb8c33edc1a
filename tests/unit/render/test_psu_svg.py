"""The picture of draw against rating shows every part, what is only possible, and the limits of the supply."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from rigcheck.render.psu_svg import BAR, LEFT, RIGHT, psu_svg
from tests.psu_answers import ANSWERS, CARDS, DESKTOP, EIGHT, OPEN, TWENTY, answer, draw, supply

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [name for name, said in ANSWERS.items() if said is not OPEN]


class Picture:
    """A drawn chart, read as a viewer reads it."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.source = psu_svg(said)
        self.root = ET.fromstring(self.source)

    def of_class(self, kind: str) -> list[ET.Element]:
        return [one for one in self.root.iter() if kind in one.get("class", "").split()]

    def texts(self) -> list[str]:
        return [one.text or "" for one in self.root.iter(f"{SVG}text")]

    def read(self) -> str:
        return " ".join(self.texts())

    def pieces(self, kind: str) -> list[tuple[float, float]]:
        """Return where the pieces of a class begin and end, from left to right."""
        boxes = [one.find(f"{SVG}rect") for one in self.of_class(kind)]
        ends = [(float(box.get("x", "")), float(box.get("width", ""))) for box in boxes if box is not None]
        return [(x, x + width) for x, width in ends]

    def upright(self) -> list[float]:
        """Return where the lines across the bars stand."""
        return sorted({float(one.get("x1", "")) for one in self.root.iter(f"{SVG}line")})


def at(watts: float, scale: float) -> Any:
    return pytest.approx(LEFT + (RIGHT - LEFT) * watts / scale, abs=0.02)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_chart_stands_on_its_own(name: str) -> None:
    picture = Picture(ANSWERS[name])
    assert picture.root.tag == f"{SVG}svg"
    assert picture.root.get("viewBox") == f"0 0 {picture.root.get('width')} {picture.root.get('height')}"
    assert picture.root.findtext(f"{SVG}title")
    assert picture.root.findtext(f"{SVG}desc")
    assert {one.tag for one in picture.root.iter()}.isdisjoint(
        {f"{SVG}script", f"{SVG}image", f"{SVG}style", f"{SVG}use"}
    )
    assert picture.source.count("http") == 1, "only the namespace"


@pytest.mark.parametrize("name", ANSWERS)
def test_the_same_answer_is_drawn_the_same(name: str) -> None:
    assert psu_svg(ANSWERS[name]) == psu_svg(json.loads(json.dumps(ANSWERS[name])))


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_drawn_beyond_the_longest_bar(name: str) -> None:
    picture = Picture(ANSWERS[name])
    for left, right in (*picture.pieces("draw"), *picture.pieces("possible")):
        assert LEFT - 0.01 <= left <= right <= RIGHT + 0.01
    assert all(LEFT - 0.01 <= x <= RIGHT + 0.01 for x in picture.upright())


def test_the_pieces_of_a_bar_are_as_long_as_their_watts_and_touch() -> None:
    pieces = Picture(ANSWERS["a desktop"]).pieces("draw")
    lasting, spikes = pieces[:4], pieces[4:]
    for bar, watts in ((lasting, (450, 230, 25, 0)), (spikes, (675, 299, 25, 0))):
        start = 0.0
        for (left, right), piece in zip(bar, watts, strict=True):
            assert (left, right) == (at(start, 1600), at(start + piece, 1600))
            start += piece


def test_what_is_only_possible_follows_what_is_sure() -> None:
    lasting, spikes = Picture(ANSWERS["a desktop"]).pieces("possible")
    assert lasting == (at(705, 1600), at(795, 1600))
    assert spikes == (at(999, 1600), at(1089, 1600))
    assert Picture(answer(draw("A card", 300), listed=supply(500, (800, 800)))).pieces("possible") == []


def test_the_limits_stand_where_their_watts_are() -> None:
    picture = Picture(ANSWERS["a trip point that is not known"])
    assert picture.upright() == [at(watts, 1600) for watts in (800, 900, 1000, 1250, 1600)]
    for text in ("80 %", "90 %", "rated 1000 W", "borne for 10 ms 1250 to 1600 W"):
        assert text in picture.texts()


def test_the_legend_names_every_part_with_both_draws() -> None:
    picture = Picture(ANSWERS["a desktop"])
    assert "NVIDIA Founders Edition GeForce RTX 4090" in picture.texts()
    assert "450 W, for some 10 ms 675 W" in picture.texts()
    assert "25 to 100 W, for some 10 ms 25 to 100 W" in picture.texts()
    assert "possible besides: facts that nobody stated leave it open" in picture.texts()


def test_every_part_has_a_number_and_a_row_however_many_there_are() -> None:
    picture = Picture(ANSWERS["twenty draws"])
    texts = picture.texts()
    assert [text for text in map(str, range(1, len(TWENTY) + 1)) if text not in texts] == []
    assert len(picture.of_class("draw")) == 2 * len(TWENTY)
    assert "11 × Part 11 of many" in texts
    legend = [one for one in picture.root.iter(f"{SVG}rect") if one.get("width") == "18"]
    assert len({one.get("y") for one in legend}) == len(legend) == len(TWENTY) + 1


def test_cards_of_eight_kinds_have_eight_colours() -> None:
    rects = [one.find(f"{SVG}rect") for one in Picture(ANSWERS["eight kinds of cards"]).of_class("draw")]
    assert len({rect.get("fill") for rect in rects if rect is not None}) == len(EIGHT)


def test_the_title_says_which_supply_and_the_description_says_the_sums() -> None:
    root = Picture(ANSWERS["a desktop"]).root
    assert root.findtext(f"{SVG}title") == "Draw against Corsair RM1000x (2024)"
    assert "705 to 795 W all the time, 999 to 1089 W for some 10 ms" in root.findtext(f"{SVG}desc", "")


def test_names_too_long_are_shortened_and_stand_whole_in_the_title() -> None:
    picture = Picture(ANSWERS["eight kinds of cards"])
    assert any(text.endswith("…") for text in picture.texts())
    titles = [one.findtext(f"{SVG}title", "") for one in picture.of_class("draw")]
    for name, title in zip(CARDS, titles[: len(CARDS)], strict=True):
        assert title.startswith(" ".join(name.split()))


def test_what_markup_means_is_only_text_in_a_name() -> None:
    picture = Picture(answer(draw("<b>A & B</b>", 300), listed=supply(500, (800, 800), "<i>C & D</i>")))
    assert "<b>A & B</b>" in picture.texts()
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in picture.source
    assert picture.root.findtext(f"{SVG}title") == "Draw against <i>C & D</i>"


def test_letters_that_xml_forbids_are_left_out() -> None:
    picture = Picture(answer(draw("A\x00B\u202e\nC\ud800", 300), listed=supply(500, (800, 800), "\x1b[31mred")))
    assert "AB C" in picture.texts()


@pytest.mark.parametrize("name", ["no supply", "no size", "nothing that draws"])
def test_without_a_supply_what_is_drawn_is_drawn_all_the_same(name: str) -> None:
    picture = Picture(ANSWERS[name])
    assert "Draw against the recommended size" in picture.read()
    assert ("recommended 1000 W" in picture.texts()) == (name == "no supply")
    assert len(picture.of_class("draw")) == 2 * len(ANSWERS[name]["needs"]["draws"])


def test_a_draw_that_nobody_knows_is_said_and_not_drawn() -> None:
    picture = Picture(OPEN)
    assert picture.texts() == ["No chart: a part's draw is not known."]
    assert picture.of_class("draw") == []


def test_both_bars_are_of_one_height() -> None:
    rects = [one.find(f"{SVG}rect") for one in Picture(answer(*DESKTOP)).of_class("draw")]
    assert {rect.get("height") for rect in rects if rect is not None} == {str(BAR)}
