"""Spikes: by architecture from the default board power, by the processor's limits, and what is reached without any."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rigcheck.catalog.vocabulary import vocabularies
from rigcheck.power.draw import draws, sustained
from rigcheck.power.figures import group_in
from rigcheck.power.spike import Spike, Units, at_least, planned, spikes
from rigcheck.schema.kinds import Kind
from rigcheck.values import NON_NEGATIVE, Interval, Record
from tests.unit.power.facts import exactly, record, standard, units

INLINE = record(
    {
        "planned_ratio": {"ampere": Decimal("1.5"), "ada": Decimal("1.7"), "rdna_2": 2},
        "cpu_peak_ratio": {"limits_kept": Decimal("1.3"), "limits_lifted": Decimal("1.9")},
    },
    "standard.excursions",
)


def spike(kind: Kind, count: int = 1, excursions: Record = INLINE, **facts: Any) -> Spike:
    parts: dict[Kind, Units] = {kind: units(kind, (count, facts))}
    (found,) = spikes(parts, draws(parts, record({}, "standard.platform_power")), excursions)
    return found


@pytest.mark.parametrize(
    ("architecture", "board_power", "watts"),
    [
        ("ampere", 350, "525"),  # RTX 3090
        ("ada", 450, "675"),  # RTX 4090
        ("blackwell", 575, "862.5"),  # RTX 5090
        ("turing", 260, "416"),  # RTX 2080 Ti
        ("pascal", 250, "400"),  # GTX 1080 Ti
        ("rdna_1", 225, "360"),  # RX 5700 XT
        ("rdna_2", 300, "570"),  # RX 6900 XT
        ("rdna_3", 355, "532.5"),  # RX 7900 XTX
        ("rdna_4", 304, "608"),  # RX 9070 XT
        ("battlemage", 190, "285"),  # Arc B580
    ],
)
def test_a_card_spikes_by_what_its_architecture_is_planned_with(
    architecture: str, board_power: int, watts: str
) -> None:
    found = spike("gpu", 1, standard("excursions"), architecture=architecture, board_power_w=board_power)
    assert found.planned == exactly(watts)
    assert found.least == exactly(board_power)


def test_every_architecture_has_a_ratio_of_at_least_one() -> None:
    ratios = group_in(standard("excursions"), "planned_ratio")
    assert set(ratios) == set(vocabularies()["gpu_architectures"].words)
    assert all(ratio.is_point and (ratio.low or 0) >= 1 for ratio in ratios.values())


def test_all_units_spike_together() -> None:
    assert spike("gpu", 4, architecture="ampere", board_power_w=350).planned == exactly(2100)


def test_a_power_limit_alone_does_not_lower_the_spike() -> None:
    free = spike("gpu", architecture="ampere", board_power_w=350)
    assert spike("gpu", architecture="ampere", board_power_w=350, power_limit_w=250) == free
    assert spike("gpu", architecture="ampere", board_power_w=350, power_limit_w=250, clock_locked=False) == free


def test_with_locked_clocks_the_limit_counts_for_the_spike() -> None:
    locked = spike("gpu", 2, architecture="ampere", board_power_w=350, power_limit_w=250, clock_locked=True)
    assert locked.planned == exactly(750)
    assert locked.least == exactly(500)


def test_locked_clocks_without_a_limit_change_nothing() -> None:
    free = spike("gpu", architecture="ampere", board_power_w=350)
    assert spike("gpu", architecture="ampere", board_power_w=350, clock_locked=True) == free


@pytest.mark.parametrize("locked", [True, False])
def test_a_limit_above_the_board_power_raises_the_spike(locked: bool) -> None:
    raised = spike("gpu", architecture="ampere", board_power_w=350, power_limit_w=400, clock_locked=locked)
    assert raised.planned == exactly(600)
    assert raised.least == exactly(400)


def test_a_locked_limit_tells_the_spike_of_a_card_of_unknown_board_power_and_a_limit_alone_does_not() -> None:
    locked = spike("gpu", architecture="ampere", power_limit_w=250, clock_locked=True)
    assert locked.planned == exactly(375)
    alone = spike("gpu", architecture="ampere", power_limit_w=250).planned
    assert alone.value == Interval(375, None)
    assert alone.blame == {"gpu#1.board_power_w"}


@pytest.mark.parametrize(
    ("facts", "watts"),
    [
        ({}, Interval(150, 200)),
        ({"architecture": {"one_of": ["ampere", "ada"]}}, Interval(150, 170)),
        ({"architecture": {"one_of": ["ampere", "other"]}}, Interval(150, 200)),
    ],
)
def test_an_unknown_architecture_leaves_the_ratio_open_and_is_to_blame(facts: dict[str, Any], watts: Interval) -> None:
    found = spike("gpu", board_power_w=100, **facts)
    assert found.planned.value == watts
    assert found.planned.blame == {"gpu#1.architecture"}
    assert found.least == exactly(100)


def test_an_architecture_that_cannot_change_the_ratio_is_not_to_blame() -> None:
    either = {"one_of": ["ampere", "hopper"]}
    assert spike("gpu", 1, standard("excursions"), board_power_w=350, architecture=either).planned == exactly(525)


def test_an_unknown_board_power_is_to_blame_and_a_bound_of_it_scales() -> None:
    assert spike("gpu", architecture="ampere").planned.value == NON_NEGATIVE
    bounded = spike("gpu", architecture="ampere", board_power_w={"at_least": 300, "at_most": 350}).planned
    assert bounded.value == Interval(450, 525)
    assert bounded.blame == {"gpu#1.board_power_w"}


@pytest.mark.parametrize(
    ("facts", "peak"),
    [
        ({"sustained_w": 142, "unlocked": False}, "184.6"),  # a Ryzen keeps its PPT
        ({"sustained_w": 253, "unlocked": True}, "480.7"),  # a 13900K was measured to 492
        ({"sustained_w": 253, "unlocked": True, "power_limit_w": 200}, "260"),  # somebody looks after its limits
        ({"sustained_w": 253, "power_limit_w": 200}, "260"),
    ],
)
def test_a_processor_peaks_by_who_keeps_its_limits(facts: dict[str, Any], peak: str) -> None:
    assert spike("cpu", 1, standard("excursions"), **facts).planned == exactly(peak)


def test_a_processor_of_which_nobody_says_whether_it_is_unlocked_may_be_either() -> None:
    found = spike("cpu", sustained_w=100).planned
    assert found.value == Interval(130, 190)
    assert found.blame == {"cpu#1.unlocked"}


def test_the_least_that_a_processor_peaks_at_is_what_it_draws_all_the_time() -> None:
    assert spike("cpu", 2, sustained_w=120, unlocked=True).least == exactly(240)


@pytest.mark.parametrize("kind", ["motherboard", "memory", "storage", "fan", "cooler", "card", "accessory"])
def test_other_parts_draw_what_they_draw_all_the_time(kind: Kind) -> None:
    found = spike(kind, 2, power_w=20, modules=1, in_pack=1)
    assert found.planned == found.least == exactly(40)


def test_the_spikes_of_a_build_are_those_of_its_parts_together() -> None:
    parts: dict[Kind, Units] = {
        "gpu": units("gpu", (2, {"board_power_w": 350, "architecture": "ampere"}), {"board_power_w": 100}),
        "cpu": units("cpu", {"sustained_w": 100, "unlocked": False}),
        "fan": units("fan", (3, {"power_w": 2})),
    }
    drawn = draws(parts, record({}, "standard.platform_power"))
    found = spikes(parts, drawn, INLINE)
    assert planned(found).value == Interval(1050 + 150 + 130 + 6, 1050 + 200 + 130 + 6)
    assert at_least(found) == exactly(700 + 100 + 100 + 6)
    assert planned(found).blame == {"gpu#2.architecture"}
    assert sustained(drawn) == exactly(906)
