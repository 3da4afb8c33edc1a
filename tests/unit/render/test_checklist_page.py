"""The page of a checklist: numbers as people say them, sources once at the end, and what is not known."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.render.checklist import TITLES, markdown_checklist
from rigcheck.schema.software import SECTIONS

ITEM: dict[str, Any] = {
    "id": "see-links",
    "section": "verify",
    "do": "Look.",
    "why": "It matters.",
    "expect": [],
    "commands": [],
    "sources": [],
    "missing": [],
    "unsourced": [],
}


def page(*items: dict[str, Any], **top: Any) -> str:
    answer = {
        "verdict": "compatible",
        "errors": 0,
        "undecided": 0,
        "not_chosen": [],
        "system": "Ubuntu",
        "as_of": "2026-11-27",
        "parts": [{"ref": "gpu#1", "name": "A card"}],
        "items": [{**ITEM, **item} for item in items],
        "not_understood": [],
        "problems": [],
        **top,
    }
    return markdown_checklist(answer)


def expected(low: float | None, high: float | None, unit: str, note: str = "") -> dict[str, Any]:
    return {"what": "A card", "low": low, "high": high, "unit": unit, "note": note}


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([expected(16, 16, "lanes"), expected(4, 4, "PCIe generation")], "A card: x16, PCIe 4"),
        ([expected(8, 16, "lanes")], "A card: 8 to 16 lanes"),
        ([expected(0, 4, "PCIe generation")], "A card: PCIe up to 4"),
        ([expected(0, 5200, "MT/s")], "A card: up to 5200 MT/s"),
        ([expected(175, 240, "W", "board power")], "A card: 175 to 240 W (board power)"),
        ([expected(100, None, "W")], "A card: at least 100 W"),
        ([expected(1, 1, "GPUs"), expected(8, 8, "GB")], "A card: 1 GPU, 8 GB"),
        ([expected(2, 2, "drives")], "A card: 2 drives"),
        ([expected(0, 0, "")], "A card: 0"),
    ],
)
def test_numbers_are_said_as_people_say_them(numbers: list[dict[str, Any]], said: str) -> None:
    assert f"  - expect {said}\n" in page({"expect": numbers})


def test_a_source_is_numbered_once_and_named_at_the_end() -> None:
    told = page({"sources": ["one", "two"]}, {"sources": ["two"]})
    assert "It matters. [1] [2]" in told
    assert "It matters. [2]" in told
    assert told.count("1. one\n") == told.count("2. two\n") == 1


def test_what_is_not_known_is_named_by_its_part() -> None:
    told = page({"missing": ["gpu#1.length_mm"], "unsourced": ["the moon"]})
    assert "  - not known: length_mm of A card\n" in told
    assert "  - not known: the moon\n" in told


@pytest.mark.parametrize(
    ("top", "said"),
    [
        ({}, "**compatible**: `rigcheck check` finds no error"),
        ({"verdict": "incompatible", "errors": 2}, "**incompatible**: 2 errors; run `rigcheck check` first"),
        (
            {"verdict": "undecided", "undecided": 1, "not_chosen": ["case"]},
            "**undecided**: run `rigcheck check` first: 1 check could not be decided; not chosen yet: case.",
        ),
        ({"verdict": "undecided"}, "**undecided**: run `rigcheck check` first."),
    ],
)
def test_the_verdict_stands_first(top: dict[str, Any], said: str) -> None:
    assert page({}, **top).startswith(said)


def test_every_section_has_its_title_in_the_order_of_the_work() -> None:
    assert tuple(TITLES) == SECTIONS
