"""What is said of a card in its slot."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.render.placement_words import link_words


def figure(low: float | None, high: float | None) -> dict[str, float | None]:
    return {"low": low, "high": high}


@pytest.mark.parametrize(
    ("lanes", "generation", "speed", "said"),
    [
        (figure(8, 8), figure(4, 4), figure(15.8, 15.8), "x8 · PCIe 4 · 15.8 GB/s · CPU"),
        (figure(8, 16), figure(3, 4), figure(7.9, 31.5), "x8–16 · PCIe 3–4 · 7.9–31.5 GB/s · CPU"),
        (figure(16, 16), figure(0, 3), figure(0, 15.8), "x16 · PCIe up to 3 · up to 15.8 GB/s · CPU"),
        (figure(0, 8), figure(3, 3), figure(0, 7.9), "x0–8 · PCIe 3 · 0–7.9 GB/s · CPU"),
        (figure(0, 0), figure(3, 3), figure(0, 0), "x0 · PCIe 3 · 0 GB/s · CPU"),
        (None, None, None, "x? · PCIe ? · ? GB/s · CPU"),
    ],
)
def test_a_link_with_open_figures_says_what_is_open(lanes: Any, generation: Any, speed: Any, said: str) -> None:
    card = {"lanes": lanes, "generation": generation, "gb_s": speed, "wired_to": "cpu"}
    assert link_words(card) == said
