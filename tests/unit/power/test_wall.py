"""The wall: what labels promise at a load and a line voltage, and what stays open where a label is not known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rigcheck.power.figures import rounded
from rigcheck.power.wall import efficiency_of, least_at_the_wall, levels_at, wall_watts
from rigcheck.quantity import Quantity
from rigcheck.values import Exact, Interval
from tests.unit.power.facts import exactly, record, standards, units

Facts = dict[str, Any]


def wall(watts: Quantity | int, *psus: Facts | tuple[int, Facts], volts: int = 120) -> Quantity:
    load = watts if isinstance(watts, Quantity) else exactly(watts)
    return wall_watts(load, units("psu", *psus), levels_at(volts, standards()))


def taken(watts: int, efficiency: str) -> Quantity:
    """Return watts over an efficiency, to a thousandth."""
    return Quantity.exactly(Fraction(round(watts / Fraction(efficiency) * 1000), 1000))


def one_kw(label: str, **facts: Any) -> Facts:
    return {"rated_w": 1000, "efficiency": label, **facts}


@pytest.mark.parametrize(
    ("label", "watts", "volts", "efficiency"),
    [
        ("white", 500, 120, "0.80"),
        ("bronze", 500, 120, "0.85"),
        ("gold", 200, 120, "0.87"),
        ("gold", 500, 120, "0.90"),
        ("gold", 1000, 120, "0.87"),
        ("gold", 500, 230, "0.92"),
        ("gold", 1000, 240, "0.89"),
        ("platinum", 1000, 230, "0.90"),
        ("titanium", 100, 120, "0.90"),
        ("titanium", 1000, 230, "0.94"),
        ("ruby", 50, 230, "0.90"),
        ("ruby", 500, 230, "0.965"),
        ("gold", 500, 100, "0.90"),  # a line of Japan
        ("gold", 500, 199, "0.90"),
        ("gold", 500, 200, "0.92"),
    ],
)
def test_at_the_loads_of_the_label_its_own_figure_counts(label: str, watts: int, volts: int, efficiency: str) -> None:
    assert wall(watts, one_kw(label), volts=volts) == taken(watts, efficiency)


@pytest.mark.parametrize(
    ("label", "watts", "volts", "efficiency"),
    [
        ("gold", 350, 120, "0.885"),  # half way from 0.87 to 0.90
        ("gold", 600, 120, "0.894"),  # a fifth of the way from 0.90 to 0.87
        ("titanium", 150, 120, "0.91"),
        ("silver", 750, 230, "0.885"),
    ],
)
def test_between_the_loads_of_the_label_it_is_read_off_the_line(
    label: str, watts: int, volts: int, efficiency: str
) -> None:
    assert wall(watts, one_kw(label), volts=volts) == taken(watts, efficiency)


def test_below_the_lowest_load_and_above_the_rating_the_nearest_figure_counts() -> None:
    assert wall(50, one_kw("gold")) == taken(50, "0.87")
    assert wall(50, one_kw("titanium")) == taken(50, "0.90")
    assert wall(1500, one_kw("gold")) == taken(1500, "0.87")


@pytest.mark.parametrize(
    ("facts", "watts", "efficiency"),
    [
        (one_kw("gold", cybenetics="titanium"), 500, "0.91"),
        (one_kw("gold", cybenetics="platinum"), 500, "0.90"),
        (one_kw("gold", cybenetics="platinum"), 1000, "0.89"),
        (one_kw("none", cybenetics="diamond"), 500, "0.93"),
        (one_kw("platinum", cybenetics="bronze"), 1000, "0.89"),
    ],
)
def test_the_average_of_cybenetics_counts_where_it_promises_more(facts: Facts, watts: int, efficiency: str) -> None:
    assert wall(watts, facts) == taken(watts, efficiency)


def test_a_unit_without_a_certificate_is_held_to_what_atx_asks() -> None:
    assert wall(200, one_kw("none")) == taken(200, "0.65")
    assert wall(500, one_kw("none")) == taken(500, "0.72")
    assert wall(1000, one_kw("none")) == taken(1000, "0.70")


def test_several_supplies_share_the_load_by_their_ratings() -> None:
    assert wall(1000, (2, one_kw("gold"))) == taken(1000, "0.90")
    small: Facts = {"rated_w": 500, "efficiency": "bronze"}
    both = Fraction(500) / Fraction("0.9") + Fraction(250) / Fraction("0.85")
    assert wall(750, one_kw("gold"), small).value == Interval.point(Fraction(round(both * 1000), 1000))


def test_an_unknown_label_is_anything_from_none_to_the_best_and_to_blame() -> None:
    found = wall(500, {"rated_w": 1000})
    assert (found.value.low, found.value.high) == (taken(500, "0.94").value.low, taken(500, "0.72").value.low)
    assert found.blame == {"psu#1.efficiency"}
    either = wall(500, {"rated_w": 1000, "efficiency": {"one_of": ["gold", "bronze"]}})
    assert (either.value.low, either.value.high) == (taken(500, "0.9").value.low, taken(500, "0.85").value.low)


def test_an_unknown_rating_is_any_load_of_its_label_and_to_blame() -> None:
    found = wall(500, {"efficiency": "gold"})
    assert (found.value.low, found.value.high) == (taken(500, "0.9").value.low, taken(500, "0.87").value.low)
    assert found.blame == {"psu#1.rated_w"}


def test_without_a_supply_any_label_is_possible() -> None:
    found = wall(500)
    assert (found.value.low, found.value.high) == (taken(500, "0.94").value.low, taken(500, "0.65").value.low)
    assert found.blame == {"psu.rated_w", "psu.efficiency"}


def test_an_open_load_leaves_the_wall_open_and_is_to_blame() -> None:
    load = Quantity.between(500, 1000, {"gpu#1.board_power_w"})
    found = wall(load, one_kw("gold"))
    assert (found.value.low, found.value.high) == (taken(500, "0.9").value.low, taken(1000, "0.87").value.low)
    assert found.blame == {"gpu#1.board_power_w"}
    endless = wall(Quantity.between(500, None, {"gpu#1.board_power_w"}), one_kw("gold")).value
    assert (endless.low, endless.high) == (taken(500, "0.9").value.low, None)


@pytest.mark.parametrize(("line", "best"), [(120, "0.94"), (230, "0.965")])
def test_the_least_at_the_wall_is_that_of_the_best_level_whatever_the_supply(line: int, best: str) -> None:
    load = Quantity.between(500, 1000, {"gpu#1.board_power_w"})
    found = least_at_the_wall(load, levels_at(line, standards()))
    assert found.value == Interval(rounded(500 / Fraction(best)), rounded(1000 / Fraction(best)))
    assert found.blame == {"gpu#1.board_power_w"}


def test_the_efficiency_is_told_only_of_a_known_label() -> None:
    levels = levels_at(120, standards())
    (gold, _), (unknown, _) = units("psu", one_kw("gold"), {"rated_w": 1000})
    assert efficiency_of(gold, Fraction(1, 2), levels) == Fraction("0.9")
    assert efficiency_of(unknown, Fraction(1, 2), levels) is None


def test_without_standards_the_wall_takes_at_least_what_arrives() -> None:
    found = wall_watts(exactly(500), units("psu", one_kw("none")), levels_at(120, record({}, "standard")))
    assert found.value == Interval(500, None)


WORDS = ("none", "white", "bronze", "silver", "gold", "platinum", "titanium", "ruby")
stated = st.fixed_dictionaries(
    {"rated_w": st.sampled_from([300, 450, 750, 1000, 1600]), "efficiency": st.sampled_from(WORDS)},
    optional={"cybenetics": st.sampled_from(["bronze", "gold", "titanium", "diamond"])},
)
volts = st.sampled_from([100, 120, 230])


@st.composite
def less_of(draw: st.DrawFn, facts: Facts) -> Facts:
    """Return the supply with its label or its rating bounded or unknown; a Cybenetics level stays."""
    left = dict(facts)
    match draw(st.integers(0, 2)):
        case 0:
            del left["efficiency"]
        case 1:
            left["efficiency"] = {"one_of": [facts["efficiency"], draw(st.sampled_from(WORDS))]}
    match draw(st.integers(0, 2)):
        case 0:
            del left["rated_w"]
        case 1:
            rated = facts["rated_w"]
            left["rated_w"] = {"at_least": rated - draw(st.integers(0, 300)), "at_most": rated + 100}
    return left


def ends(value: Interval) -> tuple[Exact, Exact]:
    assert value.low is not None
    assert value.high is not None
    return value.low, value.high


@given(st.data(), st.lists(stated, min_size=1, max_size=3), st.integers(1, 3000), volts)
def test_bounds_contain_every_case_that_may_be_stated(
    data: st.DataObject, psus: list[Facts], watts: int, line: int
) -> None:
    """Whatever is not known of labels and ratings, what the wall gives with all stated lies in the bound."""
    exact_low, exact_high = ends(wall(watts, *psus, volts=line).value)
    found = wall(watts, *(data.draw(less_of(psu)) for psu in psus), volts=line)
    low, high = ends(found.value)
    assert low <= exact_low <= exact_high <= high
    least, _ = ends(least_at_the_wall(exactly(watts), levels_at(line, standards())).value)
    assert least - Fraction(1, 2000) <= exact_low  # the other is rounded to a thousandth
    assert found.value.is_point or found.blame


@given(st.data(), st.lists(stated, max_size=3), st.integers(1, 3000), st.integers(1, 500), volts)
def test_the_wall_never_gives_less_for_a_higher_load(
    data: st.DataObject, psus: list[Facts], watts: int, more: int, line: int
) -> None:
    """Both ends rise with the load, whatever is known of the supplies, and neither is below the load itself."""
    known = [data.draw(st.one_of(st.just(psu), less_of(psu))) for psu in psus]
    low, high = ends(wall(watts, *known, volts=line).value)
    higher_low, higher_high = ends(wall(watts + more, *known, volts=line).value)
    assert watts < low < higher_low
    assert high < higher_high


def test_a_level_without_figures_at_this_voltage_is_above_those_that_have_them() -> None:
    assert wall(exactly(500), one_kw("ruby")) == wall(exactly(500), one_kw("titanium"))


def test_a_cybenetics_level_that_may_be_one_of_several_leaves_the_wall_open() -> None:
    def of(level: Any) -> Quantity:
        return wall(exactly(500), one_kw("bronze", cybenetics=level))

    found = of({"one_of": ["gold", "titanium"]})
    assert found.value == of("gold").value.hull(of("titanium").value)
    assert found.blame == {"psu#1.cybenetics"}
