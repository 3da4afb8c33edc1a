"""PCPartPicker's 353 W for the list of 2019 beside ours: the table of docs/explanation/power.md says what we say."""

from __future__ import annotations

import re

from tests.process import REPOSITORY, Run

THEIRS_W = 353
"""The picture of the article's parts list: "Estimated wattage: 353 W"."""
PAGE = REPOSITORY / "docs" / "explanation" / "power.md"
ROW = re.compile(r"^\| (?P<name>[^|]+?) \| (?P<low>\d+)(?: to (?P<high>\d+))? W \| (?P<usual>\d+) W \|", re.MULTILINE)


def test_the_page_tells_the_figures_of_the_model_line_by_line(rigcheck: Run) -> None:
    needs = rigcheck("psu", "examples/ml-desktop-2019.txt", "--format", "json").json["needs"]
    told = {
        row["name"]: (int(row["low"]), int(row["high"] or row["low"]), int(row["usual"]))
        for row in ROW.finditer(PAGE.read_text("utf-8"))
    }
    for draw in needs["draws"]:
        name = next(name for name in told if draw["name"].startswith(name))
        assert told.pop(name) == (draw["low_w"], draw["high_w"], round(draw["usual_w"]))
    usual = sum(draw["usual_w"] for draw in needs["draws"])
    total = (round(needs["sustained_w"]["low"]), round(needs["sustained_w"]["high"]), round(usual))
    assert told == {"all parts": total}


def test_their_figure_lies_inside_ours(rigcheck: Run) -> None:
    needs = rigcheck("psu", "examples/ml-desktop-2019.txt", "--format", "json").json["needs"]
    assert needs["sustained_w"]["low"] < THEIRS_W < needs["sustained_w"]["high"]
    usual = round(sum(draw["usual_w"] for draw in needs["draws"]))
    page = PAGE.read_text("utf-8")
    assert f"{THEIRS_W - usual} W above the usual sum" in page
    assert f"{round(needs['sustained_w']['high']) - THEIRS_W} W below what is possible" in page
