"""The chart of `rigcheck psu` in a real browser: it is painted, nothing leaves the sheet, no texts collide.

Chromium measures and paints; `.ci/run` installs it. Without it these tests are skipped, but never in CI.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rigcheck.render.psu_svg import COLOURS, LIMIT, psu_svg
from rigcheck.render.svg import INK, PAPER
from tests.browser.chromium import Browser, boxes, collisions, outside, shares
from tests.psu_answers import ANSWERS, OPEN, answer, draw, supply


@pytest.fixture(scope="module")
def measured(browser: Browser) -> dict[str, Any]:
    return boxes(browser, {name: psu_svg(said) for name, said in ANSWERS.items()})


@pytest.mark.parametrize("name", ANSWERS)
def test_nothing_lies_outside_the_sheet(measured: dict[str, Any], name: str) -> None:
    assert outside(measured[name]) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_no_two_texts_overlap(measured: dict[str, Any], name: str) -> None:
    texts = measured[name]["texts"]
    assert len(texts) >= (1 if ANSWERS[name] is OPEN else 5)
    assert collisions(texts) == []


@pytest.mark.parametrize("name", [name for name, said in ANSWERS.items() if said is not OPEN])
def test_the_legend_and_all_its_rows_are_on_the_sheet(measured: dict[str, Any], name: str) -> None:
    picture = measured[name]
    rows = [one for one in picture["texts"] if ", for some 10 ms " in one["text"]]
    assert len(rows) == len(ANSWERS[name]["needs"]["draws"])
    last = next(one for one in picture["texts"] if one["text"].startswith("possible besides"))
    assert all(one["box"][3] <= last["box"][1] + 2 for one in rows), "what the paler colour means comes last"
    assert last["box"][3] <= picture["sheet"][3]


@pytest.mark.parametrize("rated", [1, 10, 90, 250, 999, 2400, 3600, 9999, 50_000])
def test_the_names_of_limits_never_collide_whatever_the_rating(browser: Browser, rated: int) -> None:
    """The smaller the rating, the nearer to the edge; of equal watts all marks stand at one place."""
    charts = {
        f"{low} to {high}": psu_svg(answer(draw("A card", watts), listed=supply(rated, (low, high))))
        for watts in (1000, 2500)
        for low, high in ((rated, rated), (rated * 1.25, rated * 1.6), (rated, rated * 2))
    }
    for said, picture in boxes(browser, charts).items():
        assert collisions(picture["texts"]) == [], said
        assert outside(picture) == [], said


def test_a_chart_is_painted(browser: Browser, tmp_path: Path) -> None:
    said = answer(draw("A card", 500), draw("A processor", 100, 300, spike=1), listed=supply(1000, (1250, 1600)))
    share = shares(browser, psu_svg(said), tmp_path, 900, 400)
    card, processor, *_ = COLOURS
    assert 0.5 < share[PAPER] < 0.95, "the paper"
    assert 0.008 < share[processor] < 0.015 < 0.05 < share[card] < 0.09, "the card draws most, the processor less"
    assert share[LIMIT] > 0.0002, "the limit across the first bar"
    assert share["#ffffff"] > 0.0002, "the numbers in the pieces"
    assert len(share) > 50, "letters with smooth edges"


def test_what_is_only_possible_is_paler_than_what_is_sure(browser: Browser, tmp_path: Path) -> None:
    sure, may = (answer(draw("A card", low, 1000, spike=1), listed=supply(1000, (1000, 1000))) for low in (1000, 0))
    painted = shares(browser, psu_svg(sure), tmp_path, 900, 400)
    open_one = shares(browser, psu_svg(may), tmp_path, 900, 400)
    assert painted[COLOURS[0]] > 0.1
    assert open_one[COLOURS[0]] < 0.01, "only the legend"
    grown = {colour: share - painted.get(colour, 0) for colour, share in open_one.items()}
    paler = max(grown, key=lambda colour: grown[colour])
    assert grown[paler] > 0.1
    assert paler not in {PAPER, INK}, "between the paper and the ink"
