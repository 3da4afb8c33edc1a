"""Which plugs feed which card: own plugs, plugs of 6+2 pins, adapters, and what is left open."""

from __future__ import annotations

from rigcheck.placement.feeding import Feeding, feeding
from tests.unit.placement.test_cables import adapted, gpu, psu, units


def test_every_socket_that_is_fed_is_named_with_its_plug() -> None:
    found = feeding(units("gpu", [gpu(pcie_8pin=2), gpu(pcie_6pin=1)]), units("psu", [psu(pcie_8pin=3)]))
    assert found == (
        Feeding("gpu#1", "pcie_8pin", 2, "pcie_8pin", 1),
        Feeding("gpu#2", "pcie_6pin", 1, "pcie_8pin", 1),
    )


def test_a_socket_without_a_plug_is_not_named() -> None:
    found = feeding(units("gpu", [gpu(pcie_8pin=3)]), units("psu", [psu(pcie_8pin=2)]))
    assert found == (Feeding("gpu#1", "pcie_8pin", 2, "pcie_8pin", 1),)


def test_the_only_16_pin_plug_goes_to_the_card_with_the_dearest_adapter() -> None:
    cards = units("gpu", [adapted("pcie_16pin", 2), adapted("pcie_16pin", 4)])
    assert feeding(cards, units("psu", [psu(pcie_16pin=1, pcie_8pin=3)])) == (
        Feeding("gpu#2", "pcie_16pin", 1, "pcie_16pin", 1),
        Feeding("gpu#1", "pcie_16pin", 1, "pcie_8pin", 2),
    )


def test_several_cards_of_a_kind_are_told_together() -> None:
    cards = units("gpu", [gpu(pcie_8pin=2) | {"units": 4}])
    assert feeding(cards, units("psu", [psu(pcie_8pin=9)])) == (Feeding("gpu#1", "pcie_8pin", 8, "pcie_8pin", 1),)


def test_nothing_is_told_where_sockets_are_open_or_no_supply_is_chosen() -> None:
    assert (
        feeding(units("gpu", [gpu(pcie_8pin={"at_least": 2, "at_most": 3})]), units("psu", [psu(pcie_8pin=9)])) is None
    )
    assert feeding(units("gpu", [gpu(pcie_8pin=2)]), []) is None
    assert feeding([], units("psu", [psu()])) == ()
