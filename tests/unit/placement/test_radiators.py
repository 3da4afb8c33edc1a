"""Radiators in the places of a case: the known examples, and what stays open when facts are missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from rigcheck.fact import value_of
from rigcheck.placement.radiators import most_placed, takes, unplaced_radiators
from rigcheck.quantity import Quantity
from rigcheck.values import Interval, Record

Facts = dict[str, Any]


def record(facts: Facts, path: str) -> Record:
    value = value_of(facts, path)
    assert isinstance(value, Record)
    return value


def left_out(case: Facts, *, cooler: Facts | None = None, gpus: Sequence[Facts] = (), units: int = 1) -> Quantity:
    coolers = [] if cooler is None else [(record(cooler, "cooler#1"), 1)]
    cards = [(record(gpu, f"gpu#{number}"), units) for number, gpu in enumerate(gpus, 1)]
    return unplaced_radiators(coolers, cards, record(case, "case#1"))


def aio(size_mm: Any) -> Facts:
    return {"liquid": True, "radiator_mm": size_mm}


def hybrid(size_mm: Any) -> Facts:
    return {"cooling": "liquid", "radiator_mm": size_mm}


def case(*places: list[int]) -> Facts:
    return {"radiators": [{"sizes_mm": sizes} for sizes in places]}


def test_a_longer_place_of_the_same_fans_takes_a_shorter_radiator() -> None:
    assert takes([360]) == {120, 240, 360}
    assert takes([280]) == {140, 280}
    assert takes([180]) == {180}
    assert takes([]) == frozenset()


@pytest.mark.parametrize(
    ("size", "places", "unplaced"),
    [
        pytest.param(360, [[240, 280, 360]], 0, id="a place of exactly this size"),
        pytest.param(240, [[360]], 0, id="240 where only 360 is named"),
        pytest.param(360, [[120, 140, 240, 280], [120]], 1, id="360 where the case ends at 280"),
        pytest.param(280, [[240, 360]], 1, id="280 is wider than 360"),
        pytest.param(240, [[120], [120]], 1, id="two places for 120 are none for 240"),
        pytest.param(240, [], 1, id="a case that takes none"),
    ],
)
def test_the_radiator_of_a_cooler(size: int, places: list[list[int]], unplaced: int) -> None:
    assert left_out(case(*places), cooler=aio(size)) == Quantity.exactly(unplaced)


def test_air_coolers_custom_loops_and_cards_with_fans_bring_none() -> None:
    assert left_out({}, cooler={"liquid": False}) == Quantity.exactly(0)
    assert left_out(case(), cooler=aio(0), gpus=[{"cooling": "open-air"}, {"cooling": "block"}]) == Quantity.exactly(0)


def test_card_and_processor_share_the_places() -> None:
    assert left_out(case([240, 280], [120]), cooler=aio(240), gpus=[hybrid(120)]) == Quantity.exactly(0)
    assert left_out(case([240]), cooler=aio(240), gpus=[hybrid(240)]) == Quantity.exactly(1)


def test_the_small_radiator_leaves_the_large_place_to_the_large_one() -> None:
    assert left_out(case([360], [120]), cooler=aio(120), gpus=[hybrid(360)]) == Quantity.exactly(0)


def test_every_unit_of_a_card_brings_one() -> None:
    assert left_out(case([240], [240]), gpus=[hybrid(240)], units=3) == Quantity.exactly(1)
    assert left_out(case([240], [240]), gpus=[hybrid(240)], units=1000) == Quantity.exactly(998)


def test_where_giving_the_first_place_is_not_the_best_the_matching_is() -> None:
    a, b, c = frozenset({1, 2}), frozenset({1, 3}), frozenset({2, 3, 4})
    assert most_placed({a: 1, b: 2, c: 1}) == 4
    assert most_placed({frozenset({1, 2}): 1, frozenset({1, 3, 4}): 1, frozenset({1, 2, 5}): 2}) == 4
    assert most_placed({frozenset(): 3}) == 0


def test_a_case_whose_places_nobody_listed_may_take_all_or_none() -> None:
    found = left_out({}, cooler=aio(360))
    assert found.value == Interval(0, 1)
    assert found.blame == {"case#1.radiators"}


def test_a_place_that_may_take_more_sizes() -> None:
    found = left_out({"radiators": [{"sizes_mm": {"at_least": [240, 360]}}]}, cooler=aio(420))
    assert found.value == Interval(0, 1)
    assert found.blame == {"case#1.radiators[0].sizes_mm"}


def test_what_is_known_of_an_open_list_is_enough_where_it_is_enough() -> None:
    open_case = {"radiators": {"at_least": [{"sizes_mm": {"at_least": [360]}}]}}
    assert left_out(open_case, cooler=aio(240)) == Quantity.exactly(0)


def test_a_card_that_may_be_liquid_cooled() -> None:
    maybe = {"cooling": {"one_of": ["open-air", "liquid"]}, "radiator_mm": 240}
    found = left_out(case(), gpus=[maybe])
    assert found.value == Interval(0, 1)
    assert found.blame == {"gpu#1.cooling"}
    assert left_out(case([240]), gpus=[maybe]) == Quantity.exactly(0)


def test_a_radiator_of_unknown_size_fits_nowhere_for_sure_and_a_full_case_leaves_it_out() -> None:
    assert left_out(case([360]), gpus=[{"cooling": "liquid"}]).value == Interval(0, 1)
    assert left_out(case([180]), gpus=[hybrid({"at_least": 240, "at_most": 360})]).value == Interval.point(1)
    two = left_out(case([240]), gpus=[{"cooling": "liquid"}], cooler=aio(240))
    assert two.value == Interval.point(1)
