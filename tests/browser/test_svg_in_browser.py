"""The picture of a placement in a real browser: something is painted, nothing leaves the sheet, no texts collide.

Chromium measures and paints; `.ci/run` installs it. Without it these tests are skipped, but never in CI.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rigcheck.render.placement_svg import placement_svg
from tests.browser.chromium import Browser, boxes, collisions, inside, outside, shares
from tests.placements import NAMES, PLACEMENTS

LONG_TITLE = "A title of a build that has more to say than fits on a line or even on two of them, as some do " * 3


@pytest.fixture(scope="module")
def measured(browser: Browser) -> dict[str, Any]:
    return boxes(
        browser,
        {name: placement_svg(drawn, NAMES, f"{name}: {LONG_TITLE}") for name, drawn in PLACEMENTS.items()},
    )


def test_nothing_lies_outside_the_sheet(measured: dict[str, Any]) -> None:
    for name, picture in measured.items():
        assert outside(picture) == [], name


def test_no_two_texts_overlap(measured: dict[str, Any]) -> None:
    for name, picture in measured.items():
        assert len(picture["texts"]) > 5
        assert collisions(picture["texts"]) == [], name


def test_what_is_written_on_a_card_stays_on_it(measured: dict[str, Any]) -> None:
    for name, picture in measured.items():
        for body, texts in picture["bodies"]:
            assert texts, name
            assert [one["text"] for one in texts if not inside(one["box"], body)] == [], name


def test_a_picture_is_painted(browser: Browser, tmp_path: Path) -> None:
    picture = placement_svg(PLACEMENTS["four-blowers-7"], NAMES, "Four cards")
    share = shares(browser, picture, tmp_path, 1000, 700)
    assert 0.15 < share["#2c3e52"] < 0.4, "the four cards"
    assert 0.15 < share["#e7efe9"] < 0.5, "the board"
    assert share["#b3261e"] > 0.0001, "the cross on the bracket without a cover"
    assert len(share) > 50, "letters with smooth edges"
