"""Chromium for tests of pictures: it opens pages of ours, measures what is drawn, and counts what is painted."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import Any

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


def installed() -> str | None:
    """Return the browser that is there, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def boxes(browser: Browser, pictures: Mapping[str, str]) -> dict[str, Any]:
    """Return the boxes of every picture; they are measured on one page, as one start is enough."""
    return dict(zip(pictures, browser.answer("".join(pictures.values()), MEASURE), strict=True))


def shares(browser: Browser, picture: str, folder: Path, width: int, height: int) -> dict[str, float]:
    """Return which share of a window of this size each colour has when a picture is painted in it."""
    page, shot = folder / "picture.svg", folder / "picture.png"
    page.write_text(picture, "utf-8")
    browser.start(page, f"--screenshot={shot}", f"--window-size={width},{height}")
    png = base64.b64encode(shot.read_bytes()).decode()
    answer = browser.answer(f'<img src="data:image/png;base64,{png}">', COUNT_COLOURS)
    pixels = answer["size"][0] * answer["size"][1]
    assert pixels == width * height
    return {colour: count / pixels for colour, count in answer["counts"].items()}


def inside(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes share more than a hair's breadth."""
    hair = 0.5
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > hair and down > hair


def outside(picture: Mapping[str, Any]) -> list[str]:
    """Return the texts that leave the sheet, and that the drawing does where anything else of it does."""
    beyond = [one["text"] for one in picture["texts"] if not inside(one["box"], picture["sheet"])]
    return beyond if inside(picture["drawn"], picture["sheet"]) else [*beyond, "the drawing"]


def collisions(texts: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on each other."""
    return [(a["text"], b["text"]) for a, b in combinations(texts, 2) if overlap(a["box"], b["box"])]
