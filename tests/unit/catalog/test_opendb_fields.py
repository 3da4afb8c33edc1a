"""What OpenDB's values become, trap by trap."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rigcheck.catalog.sources.opendb import import_opendb
from tests.unit.catalog.opendb_archive import archive, import_one, record


def facts(tmp_path: Path, kind: str, name: str = "Acme One", **fields: Any) -> dict[str, Any]:
    part, _ = import_one(tmp_path, kind, record(name, **fields))
    return dict(part.facts)


def reasons(tmp_path: Path, kind: str, name: str = "Acme One", **fields: Any) -> dict[str, str]:
    _, result = import_one(tmp_path, kind, record(name, **fields))
    return {drop.key: drop.reason for drop in result.dropped}


def test_zero_and_nothing_are_not_entered(tmp_path: Path) -> None:
    assert facts(tmp_path, "GPU", tdp=0, length=0, memory=None, total_slot_width=0, core_count=0) == {}
    assert facts(tmp_path, "PCCase", expansion_slots=0, max_cpu_cooler_height=0) == {}
    assert facts(tmp_path, "Motherboard", storage_devices={"sata_6_gb_s": 0, "u2": 0}, pcie_slots=[], m2_slots=[]) == {}


def test_impossible_values_are_dropped_with_the_reason(tmp_path: Path) -> None:
    fields: dict[str, Any] = {"tdp": 850, "length": 9, "total_slot_width": 55.6, "memory_type": "SDRAM"}
    assert facts(tmp_path, "GPU", **fields) == {}
    assert reasons(tmp_path, "GPU", **fields) == {
        "board_power_w": "outside 10 to 600",
        "length_mm": "outside 100 to 420",
        "thickness_slots": "outside 1 to 5",
        "vram_type": "no sort of video memory",
    }


def test_numbers_stay_exact(tmp_path: Path) -> None:
    found = facts(tmp_path, "GPU", length=267.0, total_slot_width=2.55)
    assert found == {"length_mm": 267, "thickness_slots": Decimal("2.55")}
    assert isinstance(found["length_mm"], int)


def test_words_outside_the_vocabulary_are_dropped(tmp_path: Path) -> None:
    assert reasons(tmp_path, "PSU", form_factor="Mini-ITX") == {"form_factor": "not a word of vocab/psu_form_factors"}


def test_a_false_that_is_a_default_is_missing(tmp_path: Path) -> None:
    assert facts(tmp_path, "Motherboard", ecc_support=False, bios_features={"flashback": False}) == {}
    assert facts(tmp_path, "Motherboard", ecc_support=True, bios_features={"flashback": True}) == {
        "ecc": True,
        "bios_flashback": True,
    }
    assert facts(tmp_path, "CPU", specifications={"eccSupport": False, "includesCooler": False}) == {}


PLUGS = {"pcie_6_pin": 0, "pcie_8_pin": 0, "pcie_12VHPWR": 0, "pcie_12V_2x6": 0}


@pytest.mark.parametrize(
    ("watts", "entered", "plugs"),
    [
        (75, {}, {"pcie_6pin": 0, "pcie_8pin": 0, "pcie_16pin": 0}),
        (76, {}, None),
        (0, {}, None),
        (320, {"pcie_8_pin": 2}, {"pcie_6pin": 0, "pcie_8pin": 2, "pcie_16pin": 0}),
        (450, {"pcie_12VHPWR": 1, "pcie_12V_2x6": 1}, {"pcie_6pin": 0, "pcie_8pin": 0, "pcie_16pin": 1}),
        (500, {"pcie_8_pin": 2}, {"pcie_6pin": 0, "pcie_8pin": 2, "pcie_16pin": 0}),
        (300, {"pcie_8_pin": 1}, {"pcie_6pin": 0, "pcie_8pin": 1, "pcie_16pin": 0}),
        (301, {"pcie_8_pin": 1}, None),
    ],
)
def test_plugs_of_a_card(tmp_path: Path, watts: int, entered: dict[str, int], plugs: dict[str, int] | None) -> None:
    found = facts(tmp_path, "GPU", tdp=watts, power_connectors={**PLUGS, **entered})
    assert found.get("plugs") == plugs


def test_an_interface_of_sixteen_lanes_is_the_length_of_the_connector(tmp_path: Path) -> None:
    assert facts(tmp_path, "GPU", interface="PCIe x16") == {"mechanical_lanes": 16}
    assert facts(tmp_path, "GPU", interface="PCIe 4.0 x8") == {
        "pcie_generation": 4,
        "pcie_lanes": 8,
        "mechanical_lanes": {"at_least": 8, "at_most": 16},
    }


def test_one_fan_may_be_a_blower(tmp_path: Path) -> None:
    assert facts(tmp_path, "GPU", cooling="1 Fan") == {"cooling": {"one_of": ["open-air", "blower"]}}
    assert facts(tmp_path, "GPU", cooling="3 Fans") == {"cooling": "open-air"}


SUPPLY = {"atx_24_pin": 1, "eps_8_pin": 0, "pcie_12vhpwr": 0, "pcie_6_plus_2_pin": 0, "sata": 8, "molex_4_pin": 0}


def test_zero_plugs_of_a_supply_mean_something_only_where_plugs_were_entered(tmp_path: Path) -> None:
    assert facts(tmp_path, "PSU", wattage=850, connectors=SUPPLY)["plugs"] == {"atx_24pin": 1, "sata": 8}
    entered = {**SUPPLY, "eps_8_pin": 2, "pcie_6_plus_2_pin": 4}
    assert facts(tmp_path, "PSU", wattage=850, connectors=entered)["plugs"] == {
        "atx_24pin": 1,
        "eps_8pin": 2,
        "pcie_8pin": 4,
        "pcie_16pin": 0,
        "sata": 8,
    }
    small = {**SUPPLY, "eps_8_pin": 1}
    assert facts(tmp_path, "PSU", wattage=350, connectors=small)["plugs"]["pcie_8pin"] == 0
    assert "pcie_8pin" not in facts(tmp_path, "PSU", wattage=450, connectors=small)["plugs"]


def test_a_supply_named_after_the_plug_has_it(tmp_path: Path) -> None:
    entered = {**SUPPLY, "eps_8_pin": 2, "pcie_6_plus_2_pin": 4}
    for name in ("MSI MPG A1000G PCIE5", "Acme ATX 3.0 850W", "Acme 12VHPWR 850W"):
        assert "pcie_16pin" not in facts(tmp_path, "PSU", name, wattage=850, connectors=entered)["plugs"]


@pytest.mark.parametrize(
    ("name", "length", "form"),
    [
        ("Acme SFX", 100, "sfx"),
        ("Acme SF1000L", 130, "sfx-l"),
        ("Acme SFX-L", None, "sfx-l"),
        ("Acme SF600", None, {"one_of": ["sfx", "sfx-l"]}),
    ],
)
def test_sfx_supplies_of_two_lengths(tmp_path: Path, name: str, length: int | None, form: Any) -> None:
    assert facts(tmp_path, "PSU", name, form_factor="SFX", length=length)["form_factor"] == form


def test_the_name_tells_the_atx_version(tmp_path: Path) -> None:
    assert facts(tmp_path, "PSU", "Acme ATX 3.1 850W") == {"atx_version": "3.1"}
    assert facts(tmp_path, "PSU", "Acme ATX3.0 850W") == {"atx_version": "3.0"}


@pytest.mark.parametrize(
    ("name", "kind", "ecc"),
    [
        ("Acme DDR5-6000", "udimm", None),
        ("Acme Registered DDR5-6000", {"one_of": ["rdimm", "lrdimm"]}, True),
        ("Acme RDIMM DDR5-6000", "rdimm", True),
        ("Acme LRDIMM DDR4-2400", "lrdimm", True),
        ("Acme VLP ECC UDIMM DDR5-5600", "udimm", True),
        ("Acme Non-ECC DDR5-5600", "udimm", None),
    ],
)
def test_the_name_tells_the_kind_of_module(tmp_path: Path, name: str, kind: Any, ecc: bool | None) -> None:
    found = facts(tmp_path, "RAM", name, form_factor="288-pin DIMM", registered="Unbuffered", ecc="Non-ECC")
    assert (found["module_kind"], found.get("ecc")) == (kind, ecc)


def test_memory_that_contradicts_itself(tmp_path: Path) -> None:
    fields: dict[str, Any] = {
        "capacity": 64,
        "modules": {"quantity": 2, "capacity_gb": 24},
        "height": 14.896,
        "form_factor": "240-pin DIMM",
    }
    assert facts(tmp_path, "RAM", ram_type="DDR5", **fields) == {"module_kind": "udimm"}
    assert facts(tmp_path, "RAM", form_factor="260-pin SO-DIMM", ram_type="DDR4", voltage=1.2) == {
        "type": "ddr4",
        "module_kind": "so-dimm",
        "voltage_v": Decimal("1.2"),
    }


@pytest.mark.parametrize(
    ("form", "interface", "expected"),
    [
        (
            "M.2-2280",
            "M.2 PCIe 4.0 x4",
            {"interface": "nvme", "form_factor": "m2", "m2_size": "2280", "pcie_lanes": 4, "pcie_generation": 4},
        ),
        ("M.2-2242", "M.2 SATA", {"interface": "sata", "form_factor": "m2", "m2_size": "2242"}),
        (
            "M.2-2280",
            "M.2 PCIe 4.0 x8",
            {"interface": "nvme", "form_factor": "m2", "m2_size": "2280", "pcie_generation": 4},
        ),
        ('2.5"', "U.2", {"interface": "nvme", "form_factor": "u2"}),
        ('2.5"', "SATA 6.0 Gb/s", {"interface": "sata", "form_factor": "2.5"}),
        ('3.5"', "PATA 100", {"interface": "ide", "form_factor": "3.5"}),
        ("mSATA", "mSATA", {"interface": "sata", "form_factor": "msata"}),
    ],
)
def test_drives(tmp_path: Path, form: str, interface: str, expected: dict[str, Any]) -> None:
    found = facts(tmp_path, "Storage", form_factor=form, interface=interface)
    assert found == expected


@pytest.mark.parametrize(
    ("name", "core", "micro", "socket", "family"),
    [
        ("AMD Ryzen 7 2700", "Pinnacle Ridge", "Zen+", "AM4", "pinnacle-ridge"),
        ("AMD Ryzen 7 5800X3D", "Vermeer", "Zen 3", "AM4", "vermeer-x3d"),
        ("AMD Threadripper PRO 7965WX", "Storm Peak", "Zen 4", "sTR5", "threadripper-pro-7000"),
        ("Intel Core i9-14900K", "Raptor Cove / Gracemont", "Raptor Lake Refresh", "LGA 1700", "raptor-lake-refresh"),
        ("Intel Xeon E3-1230 v5", "Skylake-DT", "Skylake", "LGA 1151", "skylake-xeon-e3"),
        ("Intel Xeon W-2125", "Skylake-X", "Skylake", "LGA 2066", "xeon-w-2100"),
        ("Intel Core i9-13900K", "Raptor Cove / Gracemont", "Raptor Lake Refresh", "LGA 1700", "raptor-lake"),
        ("Intel Core i5 9600K", "Coffee Lake", "Coffee Lake", "LGA 1151", "coffee-lake-refresh"),
        ("Intel Core i5 7500", "Sandy Bridge", "Kaby Lake", "LGA 1151", None),
    ],
)
def test_families(tmp_path: Path, name: str, core: str, micro: str, socket: str, family: str | None) -> None:
    found = facts(tmp_path, "CPU", name, coreFamily=core, microarchitecture=micro, socket=socket)
    assert found.get("family") == family


@pytest.mark.parametrize(
    ("name", "tdp", "ppt", "sustained"),
    [
        ("AMD Ryzen 9 5950X", 105, 142, 142),
        ("AMD Ryzen 5 5600X", 65, 88, {"at_least": 76, "at_most": 88, "usual": 88}),
        ("AMD Ryzen 9 9900X3D", 120, 230, None),
        ("Intel Core i9-13900K", 125, 253, 253),
        ("AMD Ryzen 7 2700", 65, 0, None),
    ],
)
def test_sustained_power(tmp_path: Path, name: str, tdp: int, ppt: int, sustained: Any) -> None:
    found = facts(tmp_path, "CPU", name, specifications={"tdp": tdp, "ppt": ppt})
    assert found.get("sustained_w") == sustained


@pytest.mark.parametrize(
    ("name", "unlocked"),
    [
        ("Intel Core i9-13900K", True),
        ("Intel Core i9 7900X 3.3 GHz 10-Core LGA2066", True),
        ("Intel Core i9-10980XE", True),
        ("Intel Core i7-5960X", True),
        ("Intel Core i9-14900KS", True),
        ("Intel Core Ultra 7 265KF", True),
        ("Intel Core Ultra 7 270K Plus", True),
        ("Intel Core Ultra 5 225F", False),
        ("Intel Core i7-6700T", False),
        ("Intel Pentium G4560", False),
        ("Intel Xeon E5-2698 v4", False),
        ("Intel Xeon W-3175X", None),  # unlocked like Core X, on boards of workstations
        ("AMD Ryzen 9 7900X", False),
        ("AMD Ryzen Threadripper PRO 7995WX", False),
        ("AMD EPYC 7302P", False),
        ("AMD FX-8350", False),
        ("Acme One", None),
    ],
)
def test_the_name_tells_whether_boards_lift_the_power_limits(tmp_path: Path, name: str, unlocked: bool | None) -> None:
    assert facts(tmp_path, "CPU", name).get("unlocked") is unlocked


def test_coolers_that_are_not_in_the_box(tmp_path: Path) -> None:
    entered = {"includesCooler": True}
    assert facts(tmp_path, "CPU", "AMD Ryzen 5 3600", specifications=entered)["cooler_in_box"] is True
    for name in ("Intel Core i7-7700K", "AMD Ryzen 7 1700X", "AMD Ryzen 5 3600 OEM/Tray", "Intel Core i9 7960X"):
        assert "cooler_in_box" not in facts(tmp_path, "CPU", name, specifications=entered)


def test_one_memory_type_may_not_be_all(tmp_path: Path) -> None:
    memory = {"memory": {"types": ["DDR5"], "maxSupport": 2}}
    found = facts(tmp_path, "CPU", socket="LGA 1700", specifications=memory)
    assert found == {"socket": "lga1700", "memory_types": {"at_least": ["ddr5"]}}
    assert facts(tmp_path, "CPU", socket="AM5", specifications=memory)["memory_types"] == ["ddr5"]


def test_lists_that_may_go_on(tmp_path: Path) -> None:
    boards = ["ATX", "Micro ATX", "Mini-ITX"]
    assert facts(tmp_path, "PCCase", supported_motherboard_form_factors=boards)["form_factors"] == {
        "at_least": ["atx", "micro-atx", "mini-itx"]
    }
    assert facts(tmp_path, "PCCase", supported_motherboard_form_factors=["Mini-ITX"])["form_factors"] == ["mini-itx"]
    assert facts(tmp_path, "CPUCooler", cpu_sockets=["AM4", "LGA 115"])["sockets"] == {"at_least": ["am4"]}


@pytest.mark.parametrize(
    ("text", "watts"), [("None", 0), ("No", 0), ("300 W", 300), (None, None), ("SFX-L 650W 80 Plus Gold", None)]
)
def test_the_supply_in_a_case(tmp_path: Path, text: str | None, watts: int | None) -> None:
    assert facts(tmp_path, "PCCase", power_supply=text).get("psu_in_box_w") == watts


def test_no_bays_are_believed_only_of_a_record_verified_by_hand(tmp_path: Path) -> None:
    assert facts(tmp_path, "PCCase", internal_3_5_bays=0, internal_2_5_bays=2) == {"bays_25": 2}
    by_hand: dict[str, Any] = {"metadata": {"name": "A case", "last_manually_spec_verified_at": "2026-01-14"}}
    verified = facts(tmp_path, "PCCase", internal_3_5_bays=0, internal_2_5_bays=2, **by_hand)
    assert verified == {"bays_35": 0, "bays_25": 2}


def test_coolers(tmp_path: Path) -> None:
    assert facts(tmp_path, "CPUCooler", water_cooled=False, height=158) == {
        "liquid": False,
        "height_mm": 158,
        "radiator_mm": 0,
    }
    assert facts(tmp_path, "CPUCooler", water_cooled=True, height=52, radiator_size=360) == {
        "liquid": True,
        "radiator_mm": 360,
    }
    assert reasons(tmp_path, "CPUCooler", water_cooled=True, radiator_size=394) == {
        "radiator_mm": "no size that radiators are sold in"
    }


def test_what_hangs_outside_is_set_aside(tmp_path: Path) -> None:
    _, result = import_one(tmp_path, "NetworkCard", record("Acme Gigabit Ethernet PCIe x1"))
    assert result.parts[0].facts == {"bus": "pcie", "mechanical_lanes": 1}
    assert facts(tmp_path, "SoundCard", "Acme PCI 5.1 Channel") == {"bus": "pci"}
    assert facts(tmp_path, "CaptureCard", "Acme Game Capture") == {"bus": {"one_of": ["pcie", "usb"]}}
    assert facts(tmp_path, "ThermalCompound", "Acme Paste 4 g") == {"role": "thermal-paste"}
    files = {"NetworkCard/a.json": record("Acme Ethernet USB Type-A"), "PSU/b.json": record()}
    result = import_opendb(archive(tmp_path / "b.tar.gz", dict(files)))
    assert dict(result.set_aside) == {"hangs on the outside of the PC": 1}
    assert result.parts_by_kind() == {"psu": 1}
