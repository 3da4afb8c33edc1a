"""Quantities: a number carries the facts that leave it open, and a decided one carries none."""

from __future__ import annotations

from rigcheck.quantity import Quantity, greatest, least, number, settled, states, total
from rigcheck.values import NON_NEGATIVE, Interval, Record, Words

GPU = Record({"board_power_w": Interval(300, 350), "length_mm": Interval.point(267), "chip": Words.of("x")}, "gpu#1")


def test_a_stated_number_blames_nobody() -> None:
    assert number(GPU, "length_mm") == Quantity(Interval.point(267))


def test_a_bounded_number_blames_itself() -> None:
    assert number(GPU, "board_power_w") == Quantity(Interval(300, 350), frozenset({"gpu#1.board_power_w"}))


def test_a_missing_number_is_anything_from_zero_up_and_to_blame() -> None:
    assert number(GPU, "height_mm") == Quantity(NON_NEGATIVE, frozenset({"gpu#1.height_mm"}))
    assert not states(GPU, "height_mm")
    assert not states(GPU, "chip")
    assert states(GPU, "board_power_w")


def test_a_sum_joins_values_and_blame() -> None:
    watts = total([Quantity.exactly(25), number(GPU, "board_power_w"), Quantity.between(0, 15, ["storage#1.power_w"])])
    assert watts.value == Interval(325, 390)
    assert watts.blame == {"gpu#1.board_power_w", "storage#1.power_w"}
    assert total([]) == Quantity.exactly(0)


def test_nothing_of_an_unknown_thing_is_nothing_and_blames_nobody() -> None:
    assert number(GPU, "height_mm").times(Quantity.exactly(0)) == Quantity.exactly(0)


def test_the_least_of_several_is_decided_when_one_is_surely_least() -> None:
    lanes = least([Quantity.exactly(0), number(GPU, "pcie_lanes")])
    assert lanes == Quantity.exactly(0)
    assert greatest([Quantity.exactly(16), number(GPU, "pcie_lanes")]).blame == {"gpu#1.pcie_lanes"}


def test_an_interval_of_one_number_is_settled() -> None:
    assert settled(Interval(4, 4), {"anything"}).blame == frozenset()
