"""`rigcheck gpus` as a process: the number, what limits it, the picture, and `check` with more than one card."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.process import Run

FOUR_CARDS = "docs/examples/lists/four-cards.txt"
SEVEN_SLOTS = ("gpus", "--board", "ASUS X99-E WS")
AT_2_5_7 = ("gpus", "--board", "Gigabyte X570S AORUS MASTER")
AT_2_6 = ("gpus", "--board", "MSI MPG X870E CARBON WIFI")

SHARED = """
[[part]]
kind = "motherboard"
name = "A board whose second slot takes the second M.2 slot"
[part.facts]
form_factor = "atx"
sockets = 1
sata_ports = 6
[[part.facts.slots]]
name = "A"
position = 2
mechanical_lanes = 16
electrical_lanes = 16
wired_to = "cpu"
[[part.facts.slots]]
name = "B"
position = 5
mechanical_lanes = 16
electrical_lanes = 4
wired_to = "chipset"
[[part.facts.m2_slots]]
name = "M1"
key = "m"
sizes = ["2280"]
interfaces = ["nvme"]
[[part.facts.m2_slots]]
name = "M2"
key = "m"
sizes = ["2280"]
interfaces = ["nvme"]
[[part.facts.sharing]]
used = ["B"]
loses = ["M2"]
lanes_left = 0

[[part]]
kind = "gpu"
name = "EVGA GeForce RTX 2070 Black"
quantity = 2

[[part]]
kind = "storage"
name = "Samsung 980 Pro 2 TB"
quantity = 2
"""


@pytest.mark.parametrize(
    ("board", "case_slots", "gpu_slots", "count", "limit"),
    [
        (SEVEN_SLOTS, 8, 2, 4, "case-slots"),
        (SEVEN_SLOTS, 7, 2, 3, "case-slots"),
        (SEVEN_SLOTS, 9, 3, 3, "case-slots"),
        (SEVEN_SLOTS, 8, 3, 2, "case-slots"),
        (AT_2_5_7, 7, 3, 2, "case-slots"),
        (AT_2_5_7, 7, 2, 2, "case-slots"),
        (AT_2_5_7, 8, 2, 3, "case-slots"),
        (AT_2_6, 9, 4, 2, "case-slots"),
        (AT_2_6, 8, 4, 1, "case-slots"),
        (SEVEN_SLOTS, 20, 3, 3, "positions"),
    ],
)
def test_the_number_is_that_of_the_known_examples(
    rigcheck: Run, board: tuple[str, ...], case_slots: int, gpu_slots: int, count: int, limit: str
) -> None:
    size = ("--case-slots", str(case_slots), "--gpu-slots", str(gpu_slots))
    answer = rigcheck(*board, *size, "--format", "json").json
    assert answer["count"] == {"at_least": count, "at_most": count, "usual": count}
    assert (answer["limited_by"][0]["what"], answer["limited_by"][0]["count"]) == (limit, count)
    assert len(answer["placement"]["cards"]) == count
    assert answer["placement"]["outcome"] == "placed"


def test_the_answer_has_the_picture_and_the_obstacle_behind_the_first(rigcheck: Run) -> None:
    out = rigcheck("gpus", FOUR_CARDS).out
    assert "3, by space and slots" in out
    first, behind = out.index("at most 3 by case-slots"), out.index("at most 4 by positions")
    assert first < behind
    assert "    1  PCIE1 x16/x16      ┌ Asus TURBO GeForce RTX 2080 Ti, no. 1" in out


def test_a_third_card_cannot_be_proven_to_fit_the_board_of_2019(rigcheck: Run) -> None:
    call = ("gpus", "--board", "ASUS Prime X470-Pro", "--case-slots", "7", "--gpu-slots", "2", "--format", "json")
    answer = rigcheck(*call).json
    count = answer["count"]
    assert count["at_least"] < 3 <= count["at_most"]
    assert count["usual"] == 2
    missing = {path for entry in answer["provided"] for path in entry["missing"]}
    assert "motherboard#1.slots[2].position" in missing


def test_lanes_at_a_chosen_minimum_limit_the_number_beside_the_count(rigcheck: Run) -> None:
    call = (*AT_2_5_7, "--cpu", "AMD Ryzen 9 5950X", "--case-slots", "8", "--gpu-slots", "2", "--format", "json")
    free = rigcheck(*call).json
    assert free["count"]["at_most"] == 3
    limited = rigcheck(*call, "--min-lanes", "8").json
    assert limited["count"] == free["count"]
    assert {"what": "lanes", "count": 2} in [
        {key: limit[key] for key in ("what", "count")} for limit in limited["limited_by"]
    ]


def test_open_cards_side_by_side_are_warned_of_and_blowers_are_not(rigcheck: Run) -> None:
    call = ("gpus", "--board", "ASUS X99-E WS", "--case-slots", "8", "--gpu", "EVGA GeForce RTX 2070 Black")
    warned = {entry["rule"] for entry in rigcheck(*call, "--format", "json").json["warnings"]}
    assert "slots/air-below" in warned
    assert rigcheck(*call, "--blower", "--format", "json").json["warnings"] == []


def test_risers_need_slots_and_no_places(rigcheck: Run) -> None:
    answer = rigcheck(*SEVEN_SLOTS, "--case-slots", "8", "--gpu-slots", "3", "--risers", "--format", "json").json
    assert answer["count"]["at_most"] == 7
    assert answer["limited_by"][0]["rule"] == "slots/risers-in-slots"


def test_the_picture_is_written_as_svg(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "placement.svg"
    assert rigcheck("gpus", FOUR_CARDS, "--svg", path).code == 0
    text = " ".join(ET.parse(path).getroot().itertext())
    assert "PCIE4" in text
    assert "Asus TURBO GeForce RTX 2080 Ti" in text
    assert [found.name for found in tmp_path.iterdir()] == ["placement.svg"]
    rigcheck("check", FOUR_CARDS, "--svg", path)
    assert "no cover in the case" in " ".join(ET.parse(path).getroot().itertext())


def test_a_picture_that_cannot_be_written_is_a_clear_error(rigcheck: Run, tmp_path: Path) -> None:
    answer = rigcheck("gpus", FOUR_CARDS, "--svg", tmp_path / "nowhere" / "placement.svg")
    assert (answer.code, answer.out) == (2, "")
    assert "--svg" in answer.err
    assert "Traceback" not in answer.err


def test_check_shows_the_table_as_soon_as_there_is_more_than_one_card(rigcheck: Run) -> None:
    assert "no cover in the case" in rigcheck("check", FOUR_CARDS).out
    assert "| no cover in the case |" in rigcheck("check", FOUR_CARDS, "--format", "markdown").out
    assert "slot of the board" not in rigcheck("check", "examples/itx-desktop.txt").out


def test_a_drive_that_loses_its_port_to_a_card_is_told(rigcheck: Run) -> None:
    report = rigcheck("check", "-", "--from", "toml", "--format", "json", stdin=SHARED).json
    found = {finding["rule"]: finding for finding in report["findings"]}
    assert found["slots/drives-beside-cards"]["verdict"] == "violated"
    assert "1 of 2 drives" in found["slots/drives-beside-cards"]["message"]
    assert report["placement"]["lost"] == [{"name": "M2", "lanes_left": 0, "because": ["B"]}]
    assert [drive["port"] for drive in report["placement"]["drives"]] == ["M1"]
