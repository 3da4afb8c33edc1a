"""Kits and packs of which only the least number is known: bounded like those of which nothing is known."""

from __future__ import annotations

from rigcheck.power.draw import draws
from rigcheck.values import Interval
from tests.unit.power.facts import record, standard, units


def test_a_kit_of_at_least_one_module_is_bounded_by_the_largest_kits() -> None:
    kit = {"type": "ddr4", "module_kind": "udimm", "modules": {"at_least": 1}}
    (open_kit,) = draws({"memory": units("memory", (1, kit))}, standard("platform_power"))
    (bare,) = draws(
        {"memory": units("memory", (1, {**kit, "modules": {"at_least": 1, "at_most": 8}}))}, standard("platform_power")
    )
    assert open_kit.watts.value == bare.watts.value == Interval(0, 40)


def test_a_pack_of_at_least_two_fans_is_bounded_by_the_largest_packs() -> None:
    (fans,) = draws(
        {"fan": units("fan", (1, {"in_pack": {"at_least": 2}, "power_w": {"at_least": 0}}))},
        record({"fan_w": {"at_most": 8}}, "standard.platform_power"),
    )
    assert fans.watts.value == Interval(0, 48)
