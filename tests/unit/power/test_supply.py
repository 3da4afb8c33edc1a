"""What supplies give: by their version, their size and plugs, and where they were measured to trip."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rigcheck.power.supply import Supply, supplies_of
from rigcheck.quantity import Quantity
from rigcheck.values import NON_NEGATIVE, Interval
from tests.unit.power.facts import exactly, standard, units

Facts = dict[str, Any]
PLUG: Facts = {"plugs": {"pcie_16pin": 1}}
NO_PLUG: Facts = {"plugs": {"pcie_16pin": 0}}
PRIME_TX_1600: Facts = {
    "rated_w": 1600,
    "atx_version": "2.x",
    "trip_ratio": {"at_least": Decimal("1.2649"), "at_most": Decimal("1.3061")},
}
"""Measured hot and cold."""


def supply(count: int = 1, **facts: Any) -> Supply:
    (found,) = supplies_of(units("psu", (count, facts)), standard("excursions"))
    return found


def interval(low: int, high: int | None, *blame: str) -> Quantity:
    return Quantity.between(low, high, {f"psu#1.{key}" for key in blame})


@pytest.mark.parametrize(
    ("facts", "watts"),
    [
        ({"rated_w": 1000, "atx_version": "2.x", **PLUG}, 1250),
        ({"rated_w": 400, "atx_version": "2.x", **NO_PLUG}, 500),
        ({"rated_w": 1000, "atx_version": "3.0", **PLUG}, 1600),
        ({"rated_w": 1000, "atx_version": "3.1", **PLUG}, 1600),
        ({"rated_w": 1000, "atx_version": {"one_of": ["3.0", "3.1"]}, **PLUG}, 1600),
        ({"rated_w": 1000, "atx_version": "3.1", "plugs": {"pcie_16pin": 2}}, 1600),
        ({"rated_w": 1000, "atx_version": "3.1", **NO_PLUG}, 1350),
        ({"rated_w": 500, "atx_version": "3.1", **PLUG}, 800),
        ({"rated_w": 450, "atx_version": "3.1", **PLUG}, "607.5"),
        ({"rated_w": 400, "atx_version": "3.0", **PLUG}, 540),
        ({"rated_w": 400, "atx_version": "3.0"}, 540),
    ],
)
def test_a_supply_bears_what_its_version_size_and_plugs_promise(facts: Facts, watts: str | int) -> None:
    found = supply(**facts)
    assert found.tolerated == exactly(watts)
    assert found.trips is None


@pytest.mark.parametrize(
    ("facts", "tolerated"),
    [
        ({"rated_w": 1000, **PLUG}, interval(1250, 1600, "atx_version")),
        ({"rated_w": 1000, **NO_PLUG}, interval(1250, 1350, "atx_version")),
        ({"rated_w": 1000}, interval(1250, 1600, "atx_version", "plugs.pcie_16pin")),
        ({"rated_w": 400}, interval(500, 540, "atx_version")),
        ({"rated_w": 1000, "atx_version": {"one_of": ["2.x", "3.0"]}, **PLUG}, interval(1250, 1600, "atx_version")),
        ({"rated_w": 1000, "atx_version": "3.1"}, interval(1350, 1600, "plugs.pcie_16pin")),
        ({"rated_w": 1000, "atx_version": "3.1", "plugs": {}}, interval(1350, 1600, "plugs.pcie_16pin")),
        (
            {"rated_w": 1000, "atx_version": "3.1", "plugs": {"pcie_16pin": {"at_most": 1}}},
            interval(1350, 1600, "plugs.pcie_16pin"),
        ),
        ({"rated_w": 1000, "atx_version": "3.1", "plugs": {"pcie_16pin": {"at_least": 1}}}, exactly(1600)),
        (
            {"rated_w": {"at_least": 400, "at_most": 600}, "atx_version": "3.1", **PLUG},
            interval(540, 960, "rated_w"),
        ),
        (
            {"rated_w": {"at_least": 1000, "at_most": 1200}, "atx_version": "2.x"},
            interval(1250, 1500, "rated_w"),
        ),
        ({"rated_w": {"at_least": 500, "at_most": 600}, "atx_version": "3.0", **PLUG}, interval(800, 960, "rated_w")),
        ({"atx_version": "2.x"}, interval(0, None, "rated_w")),
        ({"atx_version": "3.1", **NO_PLUG}, interval(0, None, "rated_w")),
    ],
)
def test_what_is_open_leaves_the_tolerance_open_and_nothing_else_is_blamed(facts: Facts, tolerated: Quantity) -> None:
    assert supply(**facts).tolerated == tolerated


def test_of_an_atx_2_unit_the_measured_trip_takes_the_place_of_the_planning_figure() -> None:
    earlier = supply(
        rated_w=850, atx_version="2.x", trip_ratio=Decimal("1.1176")
    )  # Dark Power Pro 11; 1.25 gives 1062.5
    assert earlier.tolerated == earlier.trips == exactly("949.96")
    later = supply(rated_w=850, atx_version="2.x", trip_ratio=Decimal("1.5882"))  # Leadex Titanium
    assert later.tolerated == later.trips == exactly("1349.97")


def test_a_range_of_measured_trips_is_a_bound_that_blames_the_measurement() -> None:
    found = supply(**PRIME_TX_1600)
    assert found.tolerated == found.trips
    assert found.tolerated.value == Interval(Fraction("2023.84"), Fraction("2089.76"))
    assert found.tolerated.blame == {"psu#1.trip_ratio"}


def test_an_atx_3_unit_bears_what_it_promises_even_where_it_was_measured_to_trip_earlier() -> None:
    found = supply(rated_w=1000, atx_version="3.1", trip_ratio=Decimal("1.12"), **PLUG)
    assert found.tolerated == exactly(1600)
    assert found.trips == exactly(1600)


def test_an_atx_3_unit_that_was_measured_to_trip_later_is_planned_with_what_it_promises() -> None:
    found = supply(rated_w=1000, atx_version="3.1", trip_ratio=2, **NO_PLUG)
    assert found.tolerated == exactly(1350)
    assert found.trips == exactly(2000)


def test_a_measured_unit_of_unknown_version_bears_what_either_would() -> None:
    found = supply(rated_w=1000, trip_ratio=1, **PLUG)
    assert found.tolerated == found.trips == interval(1000, 1600, "atx_version")


def test_nothing_is_known_beyond_the_rating_of_a_unit_that_nobody_measured() -> None:
    assert supply(rated_w=850, atx_version="2.x").trips is None
    assert supply().trips is None


def test_watts_are_those_of_one_unit() -> None:
    found = supply(2, rated_w=750, atx_version="2.x")
    assert (found.units, found.rated, found.tolerated) == (2, exactly(750), exactly("937.5"))


def test_an_unknown_rating_is_open_and_to_blame() -> None:
    assert supply().rated == Quantity(NON_NEGATIVE, frozenset({"psu#1.rated_w"}))
    bounded = supply(rated_w={"at_least": 650, "at_most": 750}).rated
    assert bounded.value == Interval(650, 750)


def test_what_a_supply_feeds_is_what_the_list_says_in_any_case() -> None:
    assert supply(feeds=["GPU#1", "cpu"]).feeds == frozenset({"gpu#1", "cpu"})
    assert supply().feeds is None
