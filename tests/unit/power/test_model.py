"""All figures of a build: what its parts draw, and what its supplies make of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rigcheck.power.model import BY_SUPPLY, Loads, Supplied, Units, loads_in, supplied
from rigcheck.power.wall import levels_at
from rigcheck.quantity import Quantity
from rigcheck.schema.kinds import Kind
from rigcheck.values import NON_NEGATIVE, Interval
from tests.unit.power.facts import exactly, standard, standards, units

Facts = dict[str, Any]

RIG: dict[Kind, Units] = {
    "cpu": units("cpu", {"sustained_w": 180, "unlocked": False}),
    "motherboard": units("motherboard", {"power_w": 60}),
    "fan": units("fan", (6, {"power_w": 4, "in_pack": 1})),
    "gpu": units("gpu", (4, {"board_power_w": 350, "architecture": "ampere", "power_limit_w": 250})),
}
"""Four RTX 3090 limited to 250 W, and 264 W of all else: 79 % of a supply of 1600 W, that they tripped all the same."""
PRIME_TX_1600: Facts = {
    "rated_w": 1600,
    "atx_version": "2.x",
    "efficiency": "titanium",
    "trip_ratio": {"at_least": Decimal("1.2649"), "at_most": Decimal("1.3061")},
    "plugs": {"pcie_16pin": 0},
}


def loads(parts: Mapping[Kind, Units] = RIG) -> Loads:
    return loads_in(parts, standard("platform_power"), standard("excursions"))


def with_supplies(*psus: Facts | tuple[int, Facts], parts: Mapping[Kind, Units] = RIG) -> Supplied:
    return supplied(loads(parts), units("psu", *psus), standard("excursions"), levels_at(120, standards()))


def test_the_loads_of_a_rig_are_what_lasts_what_spikes_and_what_one_more_card_adds() -> None:
    assert loads().figures == {
        "power.sustained_w": exactly(1264),
        "power.spike_w": exactly(4 * 525 + 234 + 84),
        "power.least_spike_w": exactly(4 * 350 + 180 + 84),
        "power.next_gpu_w": exactly(1264 + 250),
    }


def test_one_supply_carries_what_lasts_and_not_what_spikes() -> None:
    figures = with_supplies(PRIME_TX_1600).figures
    assert figures["power.rated_w"] == exactly(1600)
    assert figures["power.load_percent"] == exactly(79)
    assert figures["power.tolerated_w"].value == Interval(Fraction("2023.84"), Fraction("2089.76"))
    assert figures["power.spike_percent"].value == Interval(Fraction("115.707"), Fraction("119.476"))
    assert figures["power.trip_percent"].value == Interval(Fraction("79.626"), Fraction("82.22"))
    assert figures["power.spike_percent"].blame == figures["power.trip_percent"].blame == {"psu#1.trip_ratio"}
    assert figures["power.gpus_apart"] == exactly(0)


def test_the_wall_gives_what_lasts_over_the_efficiency_at_that_load() -> None:
    share = Fraction("0.94") - Fraction("0.04") * Fraction(29, 50)  # at 79 %, between 50 and 100
    figures = with_supplies(PRIME_TX_1600).figures
    assert figures["power.wall_w"] == Quantity.exactly(Fraction(round(1264 / share * 1000), 1000))
    assert abs((figures["power.least_wall_w"].value.low or 0) - 1264 / Fraction("0.94")) < Fraction(1, 1000)


def test_figures_of_several_supplies_are_those_of_all_their_units_and_of_the_fullest() -> None:
    big: Facts = {"rated_w": 1200, "atx_version": "3.1", "efficiency": "gold", "plugs": {"pcie_16pin": 2}}
    found = with_supplies({**big, "feeds": ["cpu", "gpu"]}, (2, {**big, "rated_w": 600, "feeds": ["gpu"]}))
    assert found.figures["power.rated_w"] == exactly(2400)
    assert found.figures["power.tolerated_w"] == exactly(3840)
    assert sorted(watts or 0 for watts in found.division.carried) == [250, 250, 764]
    assert found.figures["power.load_percent"].value == Interval.point(Fraction("63.667"))
    assert found.figures["power.gpus_apart"] == exactly(1)
    assert [supply.units for supply in found.supplies] == [1, 2]


def test_without_a_supply_all_that_rests_on_one_is_open() -> None:
    figures = with_supplies().figures
    assert figures["power.rated_w"] == figures["power.tolerated_w"] == exactly(0)
    for figure in ("power.load_percent", "power.spike_percent", "power.trip_percent"):
        assert figures[figure].value == NON_NEGATIVE
        assert figures[figure].blame == {"psu"}
    assert figures["power.wall_w"].blame == {"psu.rated_w", "psu.efficiency"}


def test_a_supply_that_nobody_measured_trips_nowhere() -> None:
    figures = with_supplies({"rated_w": 300, "atx_version": "2.x"}).figures
    assert figures["power.trip_percent"] == exactly(0)
    assert figures["power.spike_percent"].value.low == Fraction("644.8")


def test_a_build_of_nothing_draws_nothing() -> None:
    assert set(loads({}).figures.values()) == {exactly(0)}
    figures = with_supplies(PRIME_TX_1600, parts={}).figures
    assert figures["power.load_percent"] == figures["power.wall_w"] == exactly(0)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "rated_w": st.sampled_from([400, 1000, 1600]),
    "atx_version": st.sampled_from(["2.x", "3.0"]),
    "efficiency": st.sampled_from(["gold", "none"]),
    "cybenetics": st.sampled_from(["gold", "diamond"]),
    "trip_ratio": st.sampled_from([1, 2]),
    "plugs": st.fixed_dictionaries({}, optional={"pcie_16pin": st.integers(0, 1), "sata": st.integers(0, 1)}),
    "modular": st.sampled_from(["full", "none"]),
    "length_mm": st.sampled_from([140, 180]),
}
supply_facts = st.fixed_dictionaries({}, optional=VALUES)


@pytest.mark.parametrize("figure", sorted(BY_SUPPLY))
@given(one=supply_facts, other=supply_facts)
def test_a_figure_rests_on_no_fact_of_a_supply_but_those_named_for_it(figure: str, one: Facts, other: Facts) -> None:
    """`psu` remembers a rule's answer by the facts named: two supplies that agree in those must get the same figure."""
    changed = dict(other)
    for fact in BY_SUPPLY[figure]:
        _copy(one, changed, fact)
    before, after = with_supplies(one).figures[figure], with_supplies(changed).figures[figure]
    assert before == after, (one, changed)


def _copy(source: Facts, target: Facts, path: str) -> None:
    """Give the target a fact as the source states it, or states it not."""
    group, _, key = path.partition(".")
    if key:
        inner = dict(target.get(group, {}))
        _copy(source.get(group, {}), inner, key)
        target[group] = inner
    elif group in source:
        target[group] = source[group]
    else:
        target.pop(group, None)


def test_every_figure_that_changes_with_the_supply_is_named() -> None:
    one = with_supplies({"rated_w": 500, "efficiency": "none", "atx_version": "2.x", "trip_ratio": 1}).figures
    two = with_supplies((2, PRIME_TX_1600)).figures
    assert {figure for figure in one if one[figure] != two[figure]} <= set(BY_SUPPLY)
