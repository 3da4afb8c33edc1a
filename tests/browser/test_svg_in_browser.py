"""The picture of a placement in a real browser: something is painted, nothing leaves the sheet, no texts collide.

Chromium measures and paints; `.ci/run` installs it. Without it these tests are skipped, but never in CI.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from rigcheck.render.placement_svg import placement_svg
from tests.placements import NAMES, PLACEMENTS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",  # needed as root; all it opens are pages of ours
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
LONG_TITLE = "A title of a build that has more to say than fits on a line or even on two of them, as some do " * 3

MEASURE = """
addEventListener("load", () => {
  const box = (one) => { const {x, y, width, height} = one.getBBox(); return [x, y, x + width, y + height]; };
  const texts = (root) => [...root.querySelectorAll("text")].map((one) => ({text: one.textContent, box: box(one)}));
  const answer = [...document.querySelectorAll("svg")].map((svg) => ({
    sheet: [0, 0, svg.viewBox.baseVal.width, svg.viewBox.baseVal.height],
    drawn: box(svg),
    texts: texts(svg),
    bodies: [...svg.querySelectorAll(".body")].map((one) => [box(one), [...one.parentNode.children]
      .filter((child) => child.tagName === "text").map((child) => ({text: child.textContent, box: box(child)}))]),
  }));
  document.getElementById("answer").textContent = JSON.stringify(answer);
});
"""
COUNT_COLOURS = """
addEventListener("load", () => {
  const image = document.querySelector("img"), canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const counts = {}, {data} = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < data.length; at += 4) {
    const colour = "#" + [...data.slice(at, at + 3)].map((part) => part.toString(16).padStart(2, "0")).join("");
    counts[colour] = (counts[colour] || 0) + 1;
  }
  document.getElementById("answer").textContent = JSON.stringify({size: [canvas.width, canvas.height], counts});
});
"""

Box = tuple[float, float, float, float]


class Browser:
    """Chromium with a profile of its own for every start."""

    def __init__(self, binary: str, folder: Path) -> None:
        self._binary = binary
        self._folder = folder
        self._starts = 0

    def start(self, page: Path, *options: str) -> str:
        """Open a page and return what the browser prints."""
        self._starts += 1
        profile = self._folder / f"profile-{self._starts}"
        profile.mkdir()
        command = [self._binary, *OPTIONS, f"--user-data-dir={profile}", *options, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    def answer(self, body: str, script: str) -> Any:
        """Return the JSON that a script on a page writes into its answer."""
        page = self._folder / "page.html"
        page.write_text(
            f'<!doctype html><meta charset="utf-8">{body}<pre id="answer"></pre><script>{script}</script>', "utf-8"
        )
        found = re.search(r'<pre id="answer">(.+?)</pre>', self.start(page, "--dump-dom"), re.DOTALL)
        assert found, "the page did not answer"
        return json.loads(unescape(found[1]))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    binary = next(filter(None, map(shutil.which, BROWSERS)), None)
    if binary:
        return Browser(binary, tmp_path_factory.mktemp("browser"))
    reason = f"none of {', '.join(BROWSERS)} is installed"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def measured(browser: Browser) -> dict[str, Any]:
    """Return the boxes of every picture; they are measured on one page, as one start is enough."""
    pictures = [placement_svg(drawn, NAMES, f"{name}: {LONG_TITLE}") for name, drawn in PLACEMENTS.items()]
    return dict(zip(PLACEMENTS, browser.answer("".join(pictures), MEASURE), strict=True))


def inside(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes share more than a hair's breadth."""
    hair = 0.5
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > hair and down > hair


def test_nothing_lies_outside_the_sheet(measured: dict[str, Any]) -> None:
    for name, picture in measured.items():
        assert inside(picture["drawn"], picture["sheet"]), name
        assert [one["text"] for one in picture["texts"] if not inside(one["box"], picture["sheet"])] == [], name


def test_no_two_texts_overlap(measured: dict[str, Any]) -> None:
    for name, picture in measured.items():
        assert len(picture["texts"]) > 5
        pairs = combinations(picture["texts"], 2)
        assert [(a["text"], b["text"]) for a, b in pairs if overlap(a["box"], b["box"])] == [], name


def test_what_is_written_on_a_card_stays_on_it(measured: dict[str, Any]) -> None:
    for name, picture in measured.items():
        for body, texts in picture["bodies"]:
            assert texts, name
            assert [one["text"] for one in texts if not inside(one["box"], body)] == [], name


def test_a_picture_is_painted(browser: Browser, tmp_path: Path) -> None:
    page, shot = tmp_path / "picture.svg", tmp_path / "picture.png"
    page.write_text(placement_svg(PLACEMENTS["four-blowers-7"], NAMES, "Four cards"), "utf-8")
    browser.start(page, f"--screenshot={shot}", "--window-size=1000,700")
    png = base64.b64encode(shot.read_bytes()).decode()
    answer = browser.answer(f'<img src="data:image/png;base64,{png}">', COUNT_COLOURS)
    pixels = answer["size"][0] * answer["size"][1]
    share = {colour: count / pixels for colour, count in answer["counts"].items()}
    assert pixels == 1000 * 700
    assert 0.15 < share["#2c3e52"] < 0.4, "the four cards"
    assert 0.15 < share["#e7efe9"] < 0.5, "the board"
    assert share["#b3261e"] > 0.0001, "the cross on the bracket without a cover"
    assert len(share) > 50, "letters with smooth edges"
