"""The curve of `rigcheck cost` in a real browser: it is painted, nothing leaves the sheet, no texts collide.

Chromium measures and paints; `.ci/run` installs it. Without it these tests are skipped, but never in CI.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rigcheck.render.cost_svg import CLOUD, DESKTOP, MARK, cost_svg
from rigcheck.render.svg import PAPER
from tests.browser.chromium import Browser, boxes, collisions, outside, shares

LONG = "七彩虹 an instance with a name that is longer than any legend is wide, WWWW MMMM ЖЖЖЖ <&> " * 4
SIZE = (900, 560)


def line(start: float, desktop: float, cloud: float, months: float, crossing: float | None) -> dict[str, Any]:
    """Return a curve whose desktop starts at an amount; both sides cost so much in the end."""
    return {
        "crossing_month": crossing,
        "fits_the_horizon": True,
        "desktop_start": f"{start:.2f}",
        "points": [
            {"month": 0.0, "cloud": "0.00", "desktop": f"{start:.2f}"},
            {"month": months, "cloud": f"{cloud:.2f}", "desktop": f"{desktop:.2f}"},
        ],
    }


def answer(*lines: dict[str, Any], months: float = 24, against: str = "g3s.xlarge", hours: float = 2880) -> Any:
    """Return an answer, as far as the picture reads it."""
    credits_ = ("no_credit", "fp32", "mixed")
    return {
        "currency": "USD",
        "belief": credits_[len(lines) - 1],
        "workload": {"busy_hours": hours, "horizon_months": months, "use_percent": 16.4},
        "curve": {
            "against": against,
            "months": months,
            "horizon": months,
            "lines": dict(zip(credits_, lines, strict=False)),
        },
    }


ARTICLE = answer(
    line(1326.72, 1447.45, 2297.77, 24, 14.6),
    line(1326.72, 1384.21, 2297.77, 24, 14.2),
    line(1326.72, 1356.90, 2297.77, 24, 14.0),
)
CROSSING = answer(line(1000, 1200, 2000, 24, 13.3))
NEVER = answer(line(1000, 1500, 200, 36, None), months=36)
ANSWERS = {
    "the article": ARTICLE,
    "one crossing": CROSSING,
    "no crossing": NEVER,
    "a crossing beyond the picture": answer(line(1000, 1500, 200, 36, 505.5), months=36),
    "a long name": answer(*[line(1000, 1200, 2000, 24, 13.3)] * 3, against=LONG),
    "paid at once": answer(*[line(-200, 100, 2000, 24, 0)] * 3),
    "nothing at all": answer(line(0, 0, 0, 1, 0), months=1, hours=0),
    "cents": answer(line(0.5, 0.9, 1.2, 1, 0.4), months=1),
    "half a month": answer(line(500, 510, 3650, 1, 0.1), months=1),
    "twenty years": answer(*[line(987_654, 1_987_654, 9_876_543, 240, 28.7)] * 3, months=240, hours=175_200),
    "huge amounts": answer(*[line(1e18, 2e18, 4e35, 36, 0)] * 3, months=36),
    "trillions": answer(line(1e12, 9.9e12, 3e12, 36, None), months=36),
}


@pytest.fixture(scope="module")
def measured(browser: Browser) -> dict[str, Any]:
    return boxes(browser, {name: cost_svg(said) for name, said in ANSWERS.items()})


@pytest.mark.parametrize("name", ANSWERS)
def test_nothing_lies_outside_the_sheet(measured: dict[str, Any], name: str) -> None:
    assert outside(measured[name]) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_no_two_texts_overlap(measured: dict[str, Any], name: str) -> None:
    texts = measured[name]["texts"]
    assert len(texts) > 15
    assert collisions(texts) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_every_amount_on_the_axis_is_another(measured: dict[str, Any], name: str) -> None:
    axis = [one["text"] for one in measured[name]["texts"] if one["box"][2] < 105 and one["text"][0].isdigit()]
    assert len(axis) == len(set(axis)) == 6


def test_every_belief_says_when_it_pays(measured: dict[str, Any]) -> None:
    said = [one["text"] for one in measured["the article"]["texts"] if "owning pays" in one["text"]]
    assert [text.split()[-2] for text in said] == ["14.6", "14.2", "14"]
    assert "owning never pays" in " ".join(one["text"] for one in measured["no crossing"]["texts"])


def test_both_lines_and_the_crossing_are_painted(browser: Browser, tmp_path: Path) -> None:
    share = shares(browser, cost_svg(CROSSING), tmp_path, *SIZE)
    assert share[PAPER] > 0.5, "the paper"
    assert share[CLOUD] > 0.001, "the cloud's line"
    assert share[DESKTOP] > 0.001, "the desktop's line"
    assert share[MARK] > 0.0001, "the ring where they cross"
    assert len(share) > 50, "letters with smooth edges"


def test_without_a_crossing_no_ring_is_painted(browser: Browser, tmp_path: Path) -> None:
    share = shares(browser, cost_svg(NEVER), tmp_path, *SIZE)
    assert share[CLOUD] > 0.001
    assert share[DESKTOP] > 0.001
    assert share.get(MARK, 0) == 0
