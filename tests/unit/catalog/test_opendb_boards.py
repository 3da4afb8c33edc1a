"""Slots, M.2 and memory of OpenDB's boards: what a record filled by rule says, and what one read from a page says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.catalog.opendb_archive import import_one, record

PAGE = {"power_connectors": {"cpu_power": ["8-pin", "4-pin"], "main_power": "24-pin"}}


def board(tmp_path: Path, **fields: Any) -> dict[str, Any]:
    part, _ = import_one(tmp_path, "Motherboard", record(**fields))
    return dict(part.facts)


def reasons(tmp_path: Path, **fields: Any) -> dict[str, str]:
    _, result = import_one(tmp_path, "Motherboard", record(**fields))
    return {drop.key: drop.reason for drop in result.dropped}


def listed(*slots: tuple[int, int, str]) -> list[dict[str, Any]]:
    return [{"quantity": quantity, "lanes": lanes, "gen": gen} for quantity, lanes, gen in slots]


def test_a_record_filled_by_rule_names_lengths_and_no_generation(tmp_path: Path) -> None:
    slots = listed((2, 16, "4.0"), (1, 1, "4.0"))
    assert board(tmp_path, socket="LGA 1151", pcie_slots=slots)["slots"] == [
        {"mechanical_lanes": 16, "electrical_lanes": {"at_least": 8, "at_most": 16, "usual": 16}},
        {"mechanical_lanes": 16, "electrical_lanes": {"at_least": 1, "at_most": 16}},
        {"mechanical_lanes": 1, "electrical_lanes": 1},
    ]
    assert reasons(tmp_path, socket="LGA 1151", pcie_slots=slots) == {"slots.generation": "filled by rule"}


def test_a_record_from_a_page_names_wired_lanes(tmp_path: Path) -> None:
    slots = listed((1, 16, "5.0"), (1, 2, "4.0"))
    assert board(tmp_path, socket="AM5", pcie_slots=slots, **PAGE)["slots"] == [
        {
            "mechanical_lanes": 16,
            "electrical_lanes": {"at_least": 8, "at_most": 16, "usual": 16},
            "generation": 5,
        },
        {
            "mechanical_lanes": {"at_least": 4, "at_most": 16},
            "electrical_lanes": {"at_least": 1, "at_most": 2},
            "generation": 4,
        },
    ]


def test_a_generation_that_the_socket_cannot_have(tmp_path: Path) -> None:
    found = board(tmp_path, socket="LGA 1151", pcie_slots=listed((1, 16, "4.0")), **PAGE)
    assert "generation" not in found["slots"][0]


@pytest.mark.parametrize(
    ("form", "slots", "reason"),
    [
        ("ATX", [(1, 4, "4.0")], "no slot for a graphics card"),
        ("ATX", [(5, 16, "4.0")], "more long slots than a board of this socket has"),
        ("Mini-ITX", [(2, 16, "4.0")], "more slots than a board of this form has places"),
        ("ATX", [(31, 1, "4.0"), (1, 16, "4.0")], "more slots than a board of this form has places"),
    ],
)
def test_lists_of_slots_that_no_board_has(
    tmp_path: Path, form: str, slots: list[tuple[int, int, str]], reason: str
) -> None:
    fields: dict[str, Any] = {"socket": "AM5", "form_factor": form, "pcie_slots": listed(*slots)}
    assert "slots" not in board(tmp_path, **fields)
    assert reasons(tmp_path, **fields)["slots"] == reason


def test_seven_long_slots_on_a_workstation_board(tmp_path: Path) -> None:
    found = board(tmp_path, socket="LGA 2011-3", form_factor="SSI CEB", pcie_slots=listed((7, 16, "4.0")))
    assert len(found["slots"]) == 7


def test_an_entry_without_lanes_leaves_the_list_open(tmp_path: Path) -> None:
    found = board(tmp_path, pcie_slots=[*listed((1, 16, "4.0")), {"quantity": 1, "lanes": 0}, {"lanes": None}, "x"])
    assert set(found["slots"]) == {"at_least"}


def m2(*sizes: str) -> list[dict[str, Any]]:
    return [{"size": size, "key": "M", "interface": "PCIe 4.0 x4"} for size in sizes]


def test_m2_slots_entered_twice_are_counted_once(tmp_path: Path) -> None:
    assert board(tmp_path, m2_slots=m2("2242-2260", "2280", "2260-2280", "2280"))["m2_slots"] == [
        {"key": "m"},
        {"key": "m"},
    ]
    assert board(tmp_path, m2_slots=m2("2242-2260", "2280", "2280"))["m2_slots"] == {"at_least": [{"key": "m"}]}


def test_m2_slots_of_a_page(tmp_path: Path) -> None:
    entries = [
        {"size": "2242/2260/2280", "key": "M", "interface": "PCIe 4.0 x4 & SATA"},
        {"size": "2242-22110", "key": "M", "interface": "PCIe Gen3 x2"},
        {"size": "25110/2580", "key": "M", "interface": None},
        {"size": "2230", "key": "M", "interface": "WiFi"},
    ]
    assert board(tmp_path, m2_slots=entries, **PAGE)["m2_slots"] == [
        {"key": "m", "sizes": ["2242", "2260", "2280"], "interfaces": ["nvme", "sata"], "generation": 4, "lanes": 4},
        {"key": "m", "sizes": ["2242", "2260", "2280", "22110"], "interfaces": ["nvme"], "generation": 3, "lanes": 2},
        {"key": "m", "sizes": {"at_least": ["25110"]}},
        {"key": "e", "sizes": ["2230"]},
    ]


@pytest.mark.parametrize(
    ("sort", "slots", "most", "fact"),
    [
        ("DDR4", 4, 64, {"at_least": 64, "at_most": 128}),
        ("DDR4", 4, 128, 128),
        ("DDR5", 4, 192, {"at_least": 192, "at_most": 256}),
        ("DDR3", 4, 32, 32),
        ("DDR5", 4, 1000, 1024),
        ("DDR5", 4, 1, None),
        ("DDR5", 4, 0, None),
    ],
)
def test_the_maximum_grew_after_the_board_came_out(
    tmp_path: Path, sort: str, slots: int, most: int, fact: object
) -> None:
    assert board(tmp_path, memory={"ram_type": sort, "slots": slots, "max": most}).get("max_memory_gb") == fact


def test_sockets_chipsets_and_plugs(tmp_path: Path) -> None:
    assert board(tmp_path, socket="2 x LGA 2011-3 Narrow", chipset="Intel C612", **PAGE) == {
        "socket": "lga2011-3",
        "sockets": 2,
        "chipset": "c612",
        "plugs": {"eps_8pin": 1, "eps_4pin": 1, "atx_24pin": 1},
    }
    assert board(tmp_path, socket="Integrated Atom", chipset="Intel Z12345") == {}


def test_the_name_tells_the_chipset_of_one_letter_more(tmp_path: Path) -> None:
    part, _ = import_one(tmp_path, "Motherboard", record("MSI MAG X670E TOMAHAWK", chipset="AMD X670"))
    assert part.facts["chipset"] == "x670e"
    part, _ = import_one(tmp_path, "Motherboard", record("MSI MAG X670 TOMAHAWK", chipset="AMD X670"))
    assert part.facts["chipset"] == "x670"


def test_ports_and_outputs(tmp_path: Path) -> None:
    assert board(
        tmp_path,
        storage_devices={"sata_6_gb_s": 4, "sata_3_gb_s": 2, "u2": 1},
        back_panel_ports=["1 x DisplayPort 1.4", "2 x HDMI™ port", "2 x HDMI™ port", "1 x DisplayPort In", "1 x RJ-45"],
        fan_headers={"cpu_fan": 1, "case_fan": 4, "pump": 1},
    ) == {"sata_ports": 6, "u2_ports": 1, "headers": {"fan": 6}, "display_outputs": {"at_least": 3}}
