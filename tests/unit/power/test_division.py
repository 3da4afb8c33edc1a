"""How loads hang on several supplies: by `feeds`, else by the best division; and what each supply carries then."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.power.division import BEYOND_ALL, Division, Load, best_division, fewest_apart, loads_of
from rigcheck.power.supply import Supply, supplies_of
from rigcheck.quantity import Quantity
from rigcheck.values import NON_NEGATIVE, Interval
from tests.unit.power.facts import exactly, standard, units

Facts = dict[str, Any]
Drawn = tuple[str, int, int]
"""A part, its units, and what all of them draw together."""

BOARD: Drawn = ("motherboard#1", 1, 60)
CPU: Drawn = ("cpu#1", 1, 240)
OPEN_END = Quantity.between(200, None, {"gpu#1.board_power_w"})


def supplies(*listed: Facts | tuple[int, Facts]) -> tuple[Supply, ...]:
    return supplies_of(units("psu", *listed), standard("excursions"))


def rated(watts: int, *feeds: str) -> Facts:
    return {"rated_w": watts, "atx_version": "2.x", **({"feeds": list(feeds)} if feeds else {})}


def loads(drawn: tuple[Drawn, ...], listed: tuple[Supply, ...]) -> tuple[Load, ...]:
    return loads_of([(part, count, exactly(watts)) for part, count, watts in drawn], listed)


def divided(listed: tuple[Supply, ...], *drawn: Drawn) -> Division:
    return best_division(loads(drawn, listed), listed, lambda supply: supply.rated)


def apart(listed: tuple[Supply, ...], *drawn: Drawn, spiking: tuple[Drawn, ...] = ()) -> Quantity:
    return fewest_apart(loads(drawn, listed), loads(spiking or drawn, listed), listed)


def test_one_supply_carries_everything() -> None:
    found = divided(supplies(rated(1000)), BOARD, CPU, ("gpu#1", 2, 600), ("storage#1", 1, 10))
    assert found.percent == exactly(91)
    assert found.carried == (910,)


def test_a_build_without_a_supply_leaves_the_load_open_and_blames_the_supply() -> None:
    found = divided((), BOARD, CPU)
    assert found == Division(Quantity(NON_NEGATIVE, frozenset({"psu"})), ())


@pytest.mark.parametrize(
    ("each_w", "percent"),
    [
        (750, "120"),  # 1500 W carry 1500 W, and not two cards of 600 W beside 300 W: 900 W hang on one of them
        (900, "100"),
        (1000, "90"),
    ],
)
def test_a_card_hangs_on_one_supply_as_a_whole(each_w: int, percent: str) -> None:
    assert divided(supplies((2, rated(each_w))), BOARD, CPU, ("gpu#1", 2, 1200)).percent == exactly(percent)


def test_the_larger_supply_carries_the_more() -> None:
    found = divided(supplies(rated(500), rated(1500)), BOARD, CPU, ("gpu#1", 3, 1050))
    assert found.carried == (300, 1050)
    assert found.percent == exactly(70)


def test_unequal_cards_are_divided_as_well_as_can_be() -> None:
    """The heaviest first, each to where it weighs least, would end at 700 W."""
    found = divided(supplies((2, rated(1000))), BOARD, CPU, ("gpu#1", 1, 300), ("gpu#2", 3, 600))
    assert found.carried == (600, 600)
    assert found.percent == exactly(60)


def test_a_card_hangs_where_the_list_says_by_reference() -> None:
    listed = supplies(rated(1000, "cpu", "gpu#1"), rated(1000, "gpu#2"))
    assert divided(listed, BOARD, CPU, ("gpu#1", 2, 600), ("gpu#2", 1, 250)).carried == (900, 250)


def test_cards_hang_where_the_list_says_by_kind() -> None:
    listed = supplies(rated(1000, "motherboard"), rated(1600, "gpu"))
    assert divided(listed, BOARD, CPU, ("gpu#1", 2, 600), ("gpu#2", 1, 250)).carried == (300, 850)


def test_cards_that_two_supplies_feed_are_divided_between_those() -> None:
    listed = supplies(rated(1000, "cpu"), rated(800, "gpu"), rated(400, "gpu"))
    found = divided(listed, BOARD, CPU, ("gpu#1", 3, 900))
    assert found.carried == (300, 600, 300)
    assert found.percent == exactly(75)


def test_a_card_that_no_list_names_hangs_anywhere() -> None:
    listed = supplies(rated(1000, "cpu", "gpu#1"), rated(1000, "gpu#2"))
    found = divided(listed, BOARD, CPU, ("gpu#1", 1, 300), ("gpu#2", 1, 300), ("gpu#3", 1, 200))
    assert found.carried == (600, 500)


@pytest.mark.parametrize("name", ["cpu", "motherboard", "cpu#1", "motherboard#1"])
def test_board_and_all_else_hang_where_the_list_names_board_or_processor(name: str) -> None:
    listed = supplies(rated(1600), rated(400, name))
    found = divided(listed, BOARD, CPU, ("storage#1", 2, 20), ("fan#1", 3, 6), ("gpu#1", 1, 350))
    assert found.carried == (350, 326)


def test_another_part_hangs_where_the_list_says_else_with_the_board() -> None:
    listed = supplies(rated(1000, "cpu"), rated(400, "storage", "gpu"))
    found = divided(listed, BOARD, CPU, ("storage#1", 4, 40), ("fan#1", 1, 5), ("gpu#1", 1, 200))
    assert found.carried == (305, 240)


def test_the_units_of_one_supply_feed_the_same_parts() -> None:
    listed = supplies(rated(1000, "cpu"), (2, rated(1000, "gpu")))
    assert divided(listed, BOARD, CPU, ("gpu#1", 4, 1600)).carried == (300, 800, 800)


def test_a_supply_that_gives_more_than_any_load_takes_all() -> None:
    listed = supplies(rated(1000), rated(500))
    found = best_division(
        loads((BOARD, ("gpu#1", 3, 900)), listed),
        listed,
        lambda supply: supply.rated if supply.ref == "psu#2" else None,
    )
    assert found.percent == exactly(0)
    assert found.carried == (960, 0)


def test_a_supply_that_gives_nothing_is_full_beyond_all_with_any_load() -> None:
    found = divided(supplies(rated(0)), BOARD)
    assert found.percent == exactly(BEYOND_ALL)
    assert divided(supplies(rated(0))).percent == exactly(0)


def test_open_loads_and_ratings_leave_the_percentage_open_and_are_to_blame() -> None:
    listed = supplies(rated(1000), {"rated_w": {"at_least": 400, "at_most": 800}})
    wide = Quantity.between(200, 400, {"gpu#1.board_power_w"})
    found = best_division(loads_of([("cpu#1", 1, exactly(200)), ("gpu#1", 1, wide)], listed), listed, lambda s: s.rated)
    assert found.percent.value == Interval(25, 50)
    assert found.percent.blame == {"gpu#1.board_power_w", "psu#2.rated_w"}


def test_a_load_without_end_has_no_upper_percentage() -> None:
    listed = supplies((2, rated(1000)))
    drawn = [("cpu#1", 1, exactly(300)), ("gpu#1", 1, OPEN_END)]
    found = best_division(loads_of(drawn, listed), listed, lambda supply: supply.rated)
    assert found.percent == Quantity.between(30, None, {"gpu#1.board_power_w"})
    assert None in found.carried


def test_only_the_supply_that_carries_a_load_without_end_carries_watts_without_end() -> None:
    listed = supplies(rated(1000, "cpu", "gpu#2"), rated(1000, "gpu#1"))
    drawn = [("cpu#1", 1, exactly(300)), ("gpu#1", 1, OPEN_END), ("gpu#2", 1, exactly(100))]
    free = supplies((2, rated(1000)))
    assert best_division(loads_of(drawn, listed), listed, lambda supply: supply.rated).carried == (400, None)
    assert best_division(loads_of(drawn, free), free, lambda supply: supply.rated).carried == (None, None)


def test_no_division_is_told_where_none_is_better_than_another() -> None:
    """An open board fills any supply: that all eight cards hang on the other one is no best division."""
    listed = supplies((2, rated(1600)))
    drawn = [("cpu#1", 1, OPEN_END), ("gpu#1", 8, exactly(3560))]
    assert best_division(loads_of(drawn, listed), listed, lambda supply: supply.rated).carried == (None, None)
    unrated = supplies((2, {}))
    assert divided(unrated, BOARD, ("gpu#1", 8, 3560)).carried == (None, None)


def test_loads_without_end_are_no_trouble_where_a_supply_gives_more_than_any_load() -> None:
    listed = supplies(rated(1000), rated(300))
    drawn = [("cpu#1", 1, exactly(100)), ("gpu#1", 1, OPEN_END), ("gpu#2", 1, exactly(100))]
    found = best_division(
        loads_of(drawn, listed), listed, lambda supply: None if supply.ref == "psu#1" else supply.rated
    )
    assert found.percent == exactly(0)


def test_more_divisions_than_are_tried_still_give_bounds_that_hold() -> None:
    """36 cards of three sorts on four supplies: 9 each is the best, 90 %, and what is carried fits on them."""
    cards: tuple[Drawn, ...] = (("gpu#1", 12, 1200), ("gpu#2", 12, 1200), ("gpu#3", 12, 1200))
    found = divided(supplies((4, rated(1000))), *cards)
    assert 90 in found.percent.value
    assert found.percent.value.high is not None
    assert found.percent.value.high <= 100
    assert sum(watts or 0 for watts in found.carried) == 3600


def test_no_card_is_apart_where_one_supply_carries_all() -> None:
    assert apart(supplies((2, rated(1200))), BOARD, CPU, ("gpu#1", 2, 600)) == exactly(0)
    assert apart(supplies(rated(100)), BOARD, CPU, ("gpu#1", 2, 600)) == exactly(0)
    assert apart((), BOARD, ("gpu#1", 2, 600)) == exactly(0)


def test_as_few_cards_are_apart_as_the_ratings_allow() -> None:
    rig = (BOARD, CPU, ("gpu#1", 4, 1400))
    assert apart(supplies(rated(1600), rated(1000)), *rig) == exactly(1)
    assert apart(supplies((2, rated(1000))), *rig) == exactly(2)


def test_a_card_that_the_list_hangs_on_another_supply_is_apart() -> None:
    listed = supplies(rated(1600, "cpu"), rated(1600, "gpu#2"))
    assert apart(listed, BOARD, CPU, ("gpu#1", 1, 300), ("gpu#2", 2, 600)) == exactly(2)


def test_all_cards_are_apart_where_no_division_keeps_within_the_ratings() -> None:
    assert apart(supplies((2, rated(500))), BOARD, CPU, ("gpu#1", 3, 1200)) == exactly(3)


def test_cards_are_apart_where_their_spikes_are_too_much_for_one_supply() -> None:
    """Four RTX 3090 limited to 250 W and 300 W of all else are 1300 W; with 2490 W for some 10 ms they trip 1600 W."""
    listed, cards = supplies((2, rated(1600))), ("gpu#1", 4, 1000)
    assert apart(listed, BOARD, CPU, cards) == exactly(0)
    assert apart(listed, BOARD, CPU, cards, spiking=(BOARD, ("cpu#1", 1, 312), ("gpu#1", 4, 2100))) == exactly(1)


def test_how_many_are_apart_is_open_with_the_ratings() -> None:
    rig: tuple[Drawn, ...] = (BOARD, CPU, ("gpu#1", 2, 800))
    narrow, wide = ({**rated(700), "rated_w": {"at_least": 700, "at_most": most}} for most in (1000, 1100))
    assert apart(supplies(narrow, rated(1000)), *rig) == exactly(1)
    assert apart(supplies(wide, rated(1000)), *rig) == Quantity.between(0, 1, {"psu#1.rated_w"})


def test_what_nobody_names_hangs_on_the_supply_of_which_nothing_is_said() -> None:
    found = divided(supplies(rated(400), rated(1600, "gpu#1")), BOARD, CPU, ("gpu#1", 1, 350))
    assert found.carried[1] == 350
    assert found.carried[0] != 0


def test_a_processor_hangs_apart_from_its_board_where_the_list_says_so_of_both() -> None:
    said = supplies(rated(550, "cpu", "gpu"), rated(1600, "motherboard"))
    assert divided(said, BOARD, ("cpu#1", 1, 350), ("gpu#1", 1, 320)).carried[0] == 670
    together = supplies(rated(550, "gpu"), rated(1600, "cpu"))
    assert divided(together, BOARD, ("cpu#1", 1, 350), ("gpu#1", 1, 320)).carried[0] == 320
