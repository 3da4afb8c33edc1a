"""The chart of draw against rating: which supply it shows, and bars that are as long as their watts."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.render.psu_chart import WIDTH, Bar, Chart, chart_of, drawn
from tests.psu_answers import ANSWERS, DESKTOP, answer, candidate, draw, supply

BORNE = (1600, 1600)


def chart(said: dict[str, Any]) -> Chart:
    found = chart_of(said)
    assert found is not None
    return found


def test_every_part_has_its_bar_and_so_have_the_sums_and_the_limits() -> None:
    found = chart(answer(*DESKTOP, listed=supply(1000, (1250, 1600))))
    assert [(bar.label, bar.low, bar.high) for bar in found.parts] == [
        ("NVIDIA Founders Edition GeForce RTX 4090", 450, 450),
        ("AMD Ryzen 9 7950X", 230, 230),
        ("Asus ProArt X670E-CREATOR WIFI", 25, 100),
        ("Samsung 990 Pro 2 TB", 0, 15),
    ]
    assert [(bar.low, bar.high) for bar in found.totals] == [(705, 795), (999, 1089)]
    assert [(bar.label, bar.low, bar.high) for bar in found.limits] == [
        ("rated", 1000, 1000),
        ("borne for 10 ms", 1250, 1600),
    ]
    assert [bar.high for bar in found.spikes] == [675, 299, 100, 15]
    assert found.scale_w == 1600


def test_several_of_a_part_are_counted_in_its_name() -> None:
    [one, four] = chart(answer(draw("A card", 300), draw("A fan", 0, 12, units=4))).parts
    assert (one.label, four.label) == ("A card", "4 × A fan")


def test_the_supply_of_the_list_comes_before_the_best() -> None:
    said = answer(*DESKTOP, listed=supply(850, BORNE, "mine"), fits=[candidate(1200, BORNE, "the best")])
    assert chart(said).title == "Draw against mine"
    assert chart(said).limits[0].high == 850


@pytest.mark.parametrize("rated", [{"low": 0, "high": None}, {"low": 750, "high": 850}])
def test_a_supply_whose_rating_is_not_known_is_not_shown(rated: dict[str, float | None]) -> None:
    mine = {**supply(0, BORNE, "mine"), "rated_w": rated}
    assert chart(answer(*DESKTOP, listed=mine, fits=[candidate(1200, BORNE, "the best")])).title.endswith("the best")


def test_without_one_the_best_that_fits_is_shown_then_one_that_may() -> None:
    fits, may = [candidate(1200, BORNE, "fits")], [candidate(None, BORNE, "?"), candidate(900, BORNE, "may")]
    near = [candidate(500, BORNE, "does not")]
    for said, title in (
        (answer(*DESKTOP, fits=fits, undecided=may, near_misses=near), "Draw against fits"),
        (answer(*DESKTOP, undecided=may, near_misses=near), "Draw against may"),
        (answer(*DESKTOP, near_misses=near), "Draw against the recommended size"),
    ):
        assert chart(said).title == title
    assert [(bar.label, bar.high) for bar in chart(answer(*DESKTOP, near_misses=near)).limits] == [
        ("recommended", 1000)
    ]


def test_several_of_the_best_give_their_ratings_together() -> None:
    found = chart(answer(*DESKTOP, fits=[candidate(800, (2000, 2560), "the best", units=2)]))
    assert found.title == "Draw against 2 × the best"
    assert [(bar.low, bar.high) for bar in found.limits] == [(1600, 1600), (2000, 2560)]


def test_what_a_supply_bears_is_left_out_where_nobody_knows_it() -> None:
    assert [bar.label for bar in chart(answer(*DESKTOP, listed=supply(1000, (1000, None)))).limits] == ["rated"]


def test_there_is_no_chart_of_a_draw_that_nobody_knows() -> None:
    assert chart_of(ANSWERS["a draw that nobody knows"]) is None


def test_there_is_a_chart_of_nothing_that_draws() -> None:
    found = chart(ANSWERS["nothing that draws"])
    assert found.scale_w > 0, "it is divided by"
    assert [drawn(bar, found.scale_w) for bar in found.totals] == ["", ""]


@pytest.mark.parametrize(
    ("low", "high", "letters"),
    [
        (0, 0, ""),
        (480, 480, "█" * 48),
        (240, 480, "█" * 24 + "░" * 24),
        (0, 240, "░" * 24),
        (240, 244, "█" * 24),
        (4, 4, ""),
        (6, 6, "█"),
    ],
)
def test_sure_watts_are_solid_and_possible_ones_lighter(low: float, high: float, letters: str) -> None:
    assert drawn(Bar("a part", low, high, "part"), 480) == letters


@pytest.mark.parametrize(
    ("low", "high", "letters"),
    [(480, 480, "─" * 47 + "┤"), (240, 240, "─" * 23 + "┤"), (240, 480, "─" * 23 + "┤" + "┄" * 23 + "┤")],
)
def test_a_limit_ends_where_its_watts_end(low: float, high: float, letters: str) -> None:
    assert drawn(Bar("rated", low, high, "limit"), 480) == letters


@pytest.mark.parametrize("name", [name for name, said in ANSWERS.items() if chart_of(said)])
def test_no_bar_is_longer_than_the_chart_is_wide(name: str) -> None:
    found = chart(ANSWERS[name])
    bars = (*found.parts, *found.spikes, *found.totals, *found.limits)
    assert {len(drawn(bar, found.scale_w)) for bar in bars if bar.high == found.scale_w} <= {WIDTH}
    assert max((len(drawn(bar, found.scale_w)) for bar in bars), default=0) <= WIDTH
