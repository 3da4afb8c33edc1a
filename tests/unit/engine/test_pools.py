"""Which plugs feed which cards where the list says what a supply feeds."""

from __future__ import annotations

from typing import Any

from rigcheck.engine.derive import fed
from rigcheck.engine.pools import pools
from rigcheck.quantity import Quantity
from tests.unit.placement.test_cables import adapted, gpu, modular, psu, units
from tests.unit.power.facts import standards


def unfed(gpus: list[dict[str, Any]], *psus: dict[str, Any]) -> Quantity:
    return fed(units("gpu", gpus), units("psu", psus), standards())["placement.unfed_gpu_sockets"]


def test_without_a_word_all_plugs_are_pooled() -> None:
    assert unfed([gpu(pcie_8pin=3)], psu(pcie_8pin=2), psu(pcie_8pin=1)) == Quantity.exactly(0)


def test_an_adapter_takes_no_plug_of_a_supply_that_feeds_the_board() -> None:
    cards = [adapted("pcie_16pin", 4)]
    first, second = psu(pcie_8pin=3), psu(pcie_8pin=2)
    assert unfed(cards, first, second) == Quantity.exactly(0)
    said = {**first, "feeds": ["gpu"]}, {**second, "feeds": ["cpu", "motherboard"]}
    assert unfed(cards, *said) == Quantity.exactly(1)


def test_cards_that_nobody_names_hang_on_the_supplies_of_which_nothing_is_said() -> None:
    cards = [gpu(pcie_8pin=2), gpu(pcie_8pin=2)]
    supplies = units("psu", [psu(pcie_8pin=9) | {"feeds": ["gpu#1"]}, psu(pcie_8pin=1)])
    assert [len(of_pool) for of_pool, _ in pools(units("gpu", cards), supplies)] == [1, 1]
    assert unfed(cards, psu(pcie_8pin=9) | {"feeds": ["gpu#1"]}, psu(pcie_8pin=1)) == Quantity.exactly(1)


def test_supplies_that_share_a_card_are_one_pool() -> None:
    cards = [gpu(pcie_8pin=2), gpu(pcie_8pin=2), gpu(pcie_8pin=2)]
    supplies = [psu(pcie_8pin=3) | {"feeds": ["gpu#1", "gpu#2"]}, psu(pcie_8pin=3) | {"feeds": ["gpu#2", "gpu#3"]}]
    assert len(pools(units("gpu", cards), units("psu", supplies))) == 1
    assert unfed(cards, *supplies) == Quantity.exactly(0)


def test_a_supply_that_does_not_feed_the_board_need_not_keep_a_plug_for_it() -> None:
    cards = [gpu(eps_8pin=1)]
    board = psu(eps_8pin=1) | {"feeds": ["motherboard"]}
    assert unfed(cards, psu(eps_8pin=1) | {"feeds": ["gpu"]}, board) == Quantity.exactly(0)
    assert unfed(cards, psu(eps_8pin=1) | {"feeds": ["gpu", "motherboard"]}) == Quantity.exactly(1)


def test_no_fact_of_a_supply_that_is_not_there_is_to_blame() -> None:
    cards = units("gpu", [gpu(pcie_8pin=2)])
    apart = modular(6, ("pcie_8pin", 1, 2)) | {"feeds": ["gpu"]}
    found = fed(cards, units("psu", [apart, psu() | {"feeds": ["cpu"]}]), standards())
    assert all(path.startswith(("gpu#", "psu#")) for figure in found.values() for path in figure.blame)
