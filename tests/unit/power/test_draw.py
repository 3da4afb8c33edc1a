"""Sustained watts: sums, limits, bounds from the standards, and whom to blame for what stays open."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.fact import value_of
from rigcheck.power.draw import Draw, Units, draws, next_gpu, sustained
from rigcheck.quantity import Quantity
from rigcheck.schema.kinds import Kind
from rigcheck.values import NON_NEGATIVE, Interval, Record

PLATFORM: dict[str, Any] = {
    "sata_ssd_w": {"at_most": 8},
    "nvme_drive_w": {"at_most": 15},
    "hard_disk_w": {"at_most": 10},
    "fan_w": {"at_most": 8},
    "pump_w": {"at_least": 2, "at_most": 43},
    "air_cooler_w": {"at_most": 7},
    "liquid_cooler_w": {"at_most": 40},
    "sound_card_w": {"at_most": 25},
    "other_card_w": {"at_most": 25},
    "pcie_switch_card_w": {"at_least": 10, "at_most": 75},
    "registered_module_w": {"at_most": 18},
    "cpu_sustained_per_tdp": {"at_least": 1, "at_most": 3},
    "memory_module_w": {"ddr4": {"at_most": 5}, "ddr5": {"at_most": 7}},
    "board_w": {"any": {"at_least": 25, "at_most": 100}},
}


def record(facts: dict[str, Any], path: str) -> Record:
    value = value_of(facts, path)
    assert isinstance(value, Record)
    return value


def drawn(*parts: tuple[Kind, int, dict[str, Any]]) -> tuple[Draw, ...]:
    by_kind: dict[Kind, Units] = {}
    for kind, units, facts in parts:
        listed = by_kind.get(kind, ())
        by_kind[kind] = (*listed, (record(facts, f"{kind}#{len(listed) + 1}"), units))
    return draws(by_kind, record(PLATFORM, "standard.platform_power"))


def one(kind: Kind, **facts: Any) -> Quantity:
    (draw,) = drawn((kind, 1, facts))
    return draw.watts


def test_what_is_stated_is_summed() -> None:
    watts = sustained(
        drawn(
            ("cpu", 1, {"tdp_w": 105, "sustained_w": 142}),
            ("gpu", 2, {"board_power_w": 350}),
            ("motherboard", 1, {"power_w": 40}),
            ("fan", 3, {"power_w": 2}),
        )
    )
    assert watts == Quantity.exactly(142 + 700 + 40 + 6)


def test_a_power_limit_comes_before_the_boards_own_power() -> None:
    limited = drawn(("gpu", 1, {"board_power_w": 350, "power_limit_w": 250}))
    assert limited[0].watts == Quantity.exactly(250)
    assert limited[0].basis == "power limit"


@pytest.mark.parametrize("facts", [{}, {"tdp_w": 125}, {"tdp_w": 125, "sustained_w": 253}])
def test_a_power_limit_comes_before_all_that_is_known_of_the_processor(facts: dict[str, Any]) -> None:
    (limited,) = drawn(("cpu", 1, {**facts, "power_limit_w": 160}))
    assert limited.watts == Quantity.exactly(160)
    assert limited.figure == "cpu#1.power_limit_w"


@pytest.mark.parametrize(
    ("kind", "facts", "basis", "figure", "times"),
    [
        ("gpu", {"board_power_w": 350}, "board power", "gpu#1.board_power_w", Interval(2, 2)),
        ("cpu", {"sustained_w": 142, "tdp_w": 105}, "sustained limit", "cpu#1.sustained_w", Interval(2, 2)),
        ("cpu", {"tdp_w": 105}, "a multiple of its TDP", "cpu#1.tdp_w", Interval(2, 2)),
        (
            "motherboard",
            {"chipset": "x570"},
            "usual for its sort",
            "standard.platform_power.board_w.any",
            Interval(2, 2),
        ),
        ("memory", {"power_w": 6, "modules": 4}, "own figure", "memory#1.power_w", Interval(2, 2)),
        (
            "memory",
            {"modules": 4, "type": "ddr4"},
            "usual for its sort",
            "standard.platform_power.memory_module_w.ddr4",
            Interval(8, 8),
        ),
        ("memory", {}, "usual for its sort", "standard.platform_power.memory_module_w", Interval(2, 16)),
        (
            "storage",
            {"interface": "nvme"},
            "usual for its sort",
            "standard.platform_power.nvme_drive_w",
            Interval(2, 2),
        ),
        ("storage", {}, "usual for its sort", "standard.platform_power", Interval(2, 2)),
        ("fan", {"in_pack": 3}, "usual for its sort", "standard.platform_power.fan_w", Interval(6, 6)),
        ("cooler", {"liquid": True}, "usual for its sort", "standard.platform_power.liquid_cooler_w", Interval(2, 2)),
    ],
)
def test_a_draw_names_the_figure_it_rests_on_and_how_often_that_counts(
    kind: Kind, facts: dict[str, Any], basis: str, figure: str, times: Interval
) -> None:
    (draw,) = drawn((kind, 2, facts))
    assert (draw.basis, draw.figure, draw.times) == (basis, figure, times)


def test_one_of_several_units_draws_its_share() -> None:
    (draw,) = drawn(("gpu", 4, {"board_power_w": {"at_least": 300, "at_most": 350}}))
    assert draw.watts.value == Interval(1200, 1400)
    assert draw.per_unit == Quantity.between(300, 350, {"gpu#1.board_power_w"})


@pytest.mark.parametrize(
    ("kind", "facts", "watts", "blame"),
    [
        ("gpu", {}, NON_NEGATIVE, {"gpu#1.board_power_w"}),
        ("gpu", {"board_power_w": {"at_least": 300, "at_most": 350}}, Interval(300, 350), {"gpu#1.board_power_w"}),
        ("cpu", {"tdp_w": 100}, Interval(100, 300), {"cpu#1.sustained_w"}),
        ("cpu", {"tdp_w": 100, "sustained_w": {"at_least": 142}}, Interval(142, 300), {"cpu#1.sustained_w"}),
        ("cpu", {"tdp_w": 100, "sustained_w": 400}, Interval.point(400), set()),
        ("cpu", {}, NON_NEGATIVE, {"cpu#1.sustained_w"}),
        ("motherboard", {}, Interval(25, 100), {"motherboard#1.power_w"}),
        ("memory", {"modules": 2, "type": "ddr4", "module_kind": "udimm"}, Interval(0, 10), {"memory#1.power_w"}),
        ("memory", {"modules": 2, "type": "ddr4"}, Interval(0, 36), {"memory#1.power_w"}),
        ("memory", {"modules": 2, "module_kind": "udimm"}, Interval(0, 14), {"memory#1.power_w"}),
        ("memory", {"type": "ddr4", "module_kind": "udimm"}, Interval(0, 40), {"memory#1.power_w", "memory#1.modules"}),
        ("memory", {"modules": 1, "type": "ddr2", "module_kind": "udimm"}, NON_NEGATIVE, {"memory#1.power_w"}),
        (
            "memory",
            {"modules": 1, "type": {"one_of": ["ddr2", "ddr4"]}, "module_kind": "udimm"},
            NON_NEGATIVE,
            {"memory#1.power_w"},
        ),
        ("storage", {}, Interval(0, 15), {"storage#1.power_w"}),
        ("storage", {"interface": "nvme"}, Interval(0, 15), {"storage#1.power_w"}),
        ("storage", {"interface": "sata", "spins": False}, Interval(0, 8), {"storage#1.power_w"}),
        ("storage", {"interface": "sata"}, Interval(0, 10), {"storage#1.power_w"}),
        ("storage", {"spins": True}, Interval(0, 10), {"storage#1.power_w"}),
        ("fan", {"in_pack": 3}, Interval(0, 24), {"fan#1.power_w"}),
        ("fan", {}, Interval(0, 48), {"fan#1.power_w"}),
        ("fan", {"in_pack": 1, "power_w": {"at_least": 2}}, Interval(2, 8), {"fan#1.power_w"}),
        ("fan", {"in_pack": 1, "power_w": 20}, Interval.point(20), set()),
        ("cooler", {"liquid": False}, Interval(0, 7), {"cooler#1.power_w"}),
        ("cooler", {"liquid": True}, Interval(0, 40), {"cooler#1.power_w"}),
        ("cooler", {}, Interval(0, 40), {"cooler#1.power_w"}),
        ("card", {"mechanical_lanes": 4}, Interval(0, 25), {"card#1.power_w"}),
        ("card", {"mechanical_lanes": 16}, Interval(0, 75), {"card#1.power_w"}),
        ("card", {}, Interval(0, 75), {"card#1.power_w"}),
        ("card", {"bus": "usb"}, Interval(0, 25), {"card#1.power_w"}),
    ],
)
def test_what_nobody_stated_is_bounded_and_blamed(
    kind: Kind, facts: dict[str, Any], watts: Interval, blame: set[str]
) -> None:
    found = one(kind, **facts)
    assert found.value == watts
    assert set(found.blame) == blame


def test_a_drive_with_its_own_supply_and_an_accessory_draw_nothing() -> None:
    assert one("storage", external=True) == Quantity.exactly(0)
    assert one("accessory", role="thermal-paste") == Quantity.exactly(0)
    assert one("accessory", role="water-part").value == Interval(0, 43)
    assert one("accessory", role="water-part", power_w=18) == Quantity.exactly(18)
    assert one("accessory", power_w=5) == Quantity.exactly(5)


def test_supplies_and_cases_are_not_counted() -> None:
    assert drawn(("psu", 1, {"rated_w": 850}), ("case", 1, {})) == ()


def test_the_next_gpu_is_one_unit_of_the_hungriest() -> None:
    units = drawn(("gpu", 2, {"board_power_w": 350}), ("gpu", 1, {"board_power_w": 400}), ("fan", 1, {"power_w": 2}))
    assert next_gpu(units) == Quantity.exactly(400)
    assert next_gpu(drawn(("fan", 1, {"power_w": 2}))) == Quantity.exactly(0)
    unsure = drawn(("gpu", 1, {"board_power_w": 350}), ("gpu", 1, {"board_power_w": {"at_least": 300, "at_most": 450}}))
    assert next_gpu(unsure).value == Interval(350, 450)
    assert next_gpu(unsure).blame == {"gpu#2.board_power_w"}
