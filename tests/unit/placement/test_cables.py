"""Power plugs to sockets of GPUs: the known examples, sockets that cables compete for, and cables that are shared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from rigcheck.fact import value_of
from rigcheck.placement.cables import unfed_gpu_sockets
from rigcheck.placement.sharing import shared_cables
from rigcheck.quantity import Quantity
from rigcheck.values import Interval, Record

Facts = dict[str, Any]
SOCKETS = {"pcie_8pin": 0, "pcie_6pin": 0, "pcie_16pin": 0, "eps_8pin": 0}


def units(kind: str, listed: Sequence[Facts]) -> list[tuple[Record, int]]:
    found = []
    for number, facts in enumerate(listed, 1):
        record = value_of({key: fact for key, fact in facts.items() if key != "units"}, f"{kind}#{number}")
        assert isinstance(record, Record)
        found.append((record, facts.get("units", 1)))
    return found


def unfed(gpus: Sequence[Facts], *psus: Facts) -> Quantity:
    return unfed_gpu_sockets(units("gpu", gpus), units("psu", psus))


def shared(gpus: Sequence[Facts], *psus: Facts) -> Quantity:
    return shared_cables(units("gpu", gpus), units("psu", psus), 225)


def gpu(board_power_w: int = 300, **plugs: Any) -> Facts:
    return {"adapter_in_box": False, "board_power_w": board_power_w, "plugs": {**SOCKETS, **plugs}}


def adapted(to: str, count: Any, **facts: Any) -> Facts:
    adapter = {"to": to, "from_plug": "pcie_8pin", "count": count}
    return {"adapter_in_box": True, "adapter": adapter, "board_power_w": 300, "plugs": {**SOCKETS, to: 1}, **facts}


def psu(**plugs: Any) -> Facts:
    return {"plugs": {"pcie_8pin": 0, "pcie_6pin": 0, "pcie_16pin": 0, "eps_8pin": 1, **plugs}}


def modular(sockets: int, *cables: tuple[str, int, int]) -> Facts:
    """A modular unit with sockets that its cables (plug, cables, plugs on each) compete for."""
    listed = [
        {"socket": "12V-2x6" if plug == "pcie_16pin" else "CPU/PCIe", "plug": plug, "count": count, "plugs": plugs}
        for plug, count, plugs in cables
    ]
    return {"modular": "full", "cpu_pcie_sockets": sockets, "cables": listed}


@pytest.mark.parametrize(
    ("gpus", "supply", "unplugged"),
    [
        pytest.param([gpu(pcie_8pin=1, pcie_6pin=1)], psu(pcie_8pin=1, pcie_6pin=1), 0, id="exactly as many of each"),
        pytest.param([gpu(pcie_8pin=1, pcie_6pin=1)], psu(pcie_8pin=2), 0, id="6+2 plugs feed a 6-pin socket"),
        pytest.param([gpu(pcie_8pin=2)], psu(pcie_8pin=1, pcie_6pin=2), 1, id="6-pin plugs feed no 8-pin socket"),
        pytest.param([gpu(pcie_8pin=2)] * 2, psu(pcie_8pin=2), 2, id="two cards on a supply for one"),
        pytest.param([gpu()], psu(), 0, id="a card that lives on the slot alone"),
        pytest.param(
            [gpu(pcie_8pin={"at_least": 0, "at_most": 3})], psu(pcie_8pin=4), 0, id="enough for the hungriest"
        ),
        pytest.param([gpu(pcie_16pin=1)], psu(pcie_16pin=1), 0, id="a 16-pin plug of its own"),
        pytest.param([gpu(pcie_16pin=1)], psu(pcie_8pin=6), 1, id="no 16-pin plug and no adapter"),
        pytest.param([adapted("pcie_16pin", 3)], psu(pcie_8pin=3), 0, id="exactly the adapter's plugs"),
        pytest.param([adapted("pcie_16pin", 4)], psu(pcie_8pin=3), 1, id="one too few for the adapter"),
        pytest.param(
            [adapted("pcie_16pin", {"at_least": 3, "at_most": 4})] * 2,
            psu(pcie_16pin=1, pcie_8pin=4),
            0,
            id="one plug, one adapter within bounds",
        ),
        pytest.param(
            [adapted("pcie_16pin", {"at_least": 3, "at_most": 4})] * 2,
            psu(pcie_16pin=1, pcie_8pin=2),
            1,
            id="too few for the other's adapter",
        ),
        pytest.param(
            [adapted("pcie_16pin", 4), adapted("pcie_16pin", 2)],
            psu(pcie_16pin=1, pcie_8pin=2),
            0,
            id="the plug goes to the greedier card",
        ),
        pytest.param(
            [adapted("pcie_16pin", 4), adapted("pcie_16pin", 2)], psu(pcie_8pin=5), 1, id="six for both, five there"
        ),
        pytest.param(
            [gpu(pcie_16pin=1), adapted("pcie_16pin", 4)],
            psu(pcie_16pin=1, pcie_8pin=3),
            1,
            id="the plug must go to the card without an adapter",
        ),
        pytest.param(
            [gpu(pcie_16pin=1), adapted("pcie_16pin", 3)],
            psu(pcie_16pin=1, pcie_8pin=3),
            0,
            id="the plug goes to the card without an adapter",
        ),
        pytest.param(
            [adapted("pcie_16pin", 3), gpu(pcie_8pin=2)], psu(pcie_8pin=4), 1, id="an older card takes two of the plugs"
        ),
        pytest.param([gpu(eps_8pin=1)], psu(eps_8pin=2), 0, id="an EPS plug beside the processor's"),
        pytest.param([gpu(eps_8pin=1)], psu(pcie_8pin=4), 1, id="PCIe plugs do not help a P40 without an adapter"),
        pytest.param([adapted("eps_8pin", 2)], psu(pcie_8pin=2), 0, id="its adapter and exactly two PCIe plugs"),
        pytest.param([adapted("eps_8pin", 2)], psu(pcie_8pin=1), 1, id="its adapter and a single PCIe plug"),
        pytest.param(
            [adapted("eps_8pin", 2)] * 2, psu(eps_8pin=2, pcie_8pin=2), 0, id="one on EPS, one on its adapter"
        ),
    ],
)
def test_known_examples(gpus: list[Facts], supply: Facts, unplugged: int) -> None:
    assert unfed(gpus, supply) == Quantity.exactly(unplugged)


def test_adapters_of_both_kinds_draw_on_the_same_plugs() -> None:
    cards = [adapted("pcie_16pin", 3), adapted("eps_8pin", 2)]
    assert unfed(cards, psu(pcie_8pin=4)) == Quantity.exactly(1)
    assert unfed(cards, psu(pcie_8pin=5)) == Quantity.exactly(0)


def test_several_supplies_pool_their_plugs() -> None:
    assert unfed([gpu(pcie_8pin=2)] * 2, psu(pcie_8pin=2), psu(pcie_8pin=2)) == Quantity.exactly(0)
    assert unfed(
        [
            gpu(
                pcie_8pin=2,
            )
            | {"units": 4}
        ],
        psu(pcie_8pin=3) | {"units": 2},
    ) == Quantity.exactly(2)


def test_a_supply_whose_plugs_nobody_counted() -> None:
    found = unfed([gpu(pcie_8pin=2)], {"rated_w": 750})
    assert found.value == Interval(0, 2)
    assert found.blame == {"psu#1.plugs.pcie_8pin"}
    assert unfed([gpu(pcie_6pin=1)], {}).blame == {"psu#1.plugs.pcie_8pin", "psu#1.plugs.pcie_6pin"}


def test_without_a_supply_nothing_is_known() -> None:
    found = unfed([gpu(pcie_8pin=2)])
    assert found.value == Interval(0, 2)
    assert found.blame == {"psu"}
    assert unfed([gpu()]) == Quantity.exactly(0)


def test_a_card_of_which_nothing_is_known() -> None:
    found = unfed([{}], psu(pcie_8pin=4))
    assert found.value == Interval(0, None)
    assert {f"gpu#1.plugs.{plug}" for plug in SOCKETS} <= found.blame


def test_an_adapter_that_nobody_vouches_for() -> None:
    found = unfed([{"plugs": {**SOCKETS, "pcie_16pin": 1}}], psu(pcie_8pin=4))
    assert found.value == Interval(0, 1)
    assert found.blame == {
        "gpu#1.adapter_in_box",
        "gpu#1.adapter.to",
        "gpu#1.adapter.from_plug",
        "gpu#1.adapter.count",
    }


def test_an_adapter_for_other_plugs_is_not_counted() -> None:
    card = adapted("pcie_16pin", 2)
    card["adapter"]["from_plug"] = "molex"
    assert unfed([card], psu(pcie_8pin=4)).value == Interval(0, 1)


# --- sockets of the unit ---


def test_cpu_and_pcie_cables_compete_for_the_units_sockets() -> None:
    unit = modular(5, ("eps_8pin", 2, 1), ("pcie_8pin", 4, 1))
    assert unfed([gpu(pcie_8pin=2)] * 2, unit) == Quantity.exactly(0)  # a second CPU cable stays in the box
    assert unfed([gpu(pcie_8pin=2)] * 2, {**unit, "cpu_pcie_sockets": 4}) == Quantity.exactly(1)
    assert unfed([gpu(pcie_8pin=2)] * 2, {key: unit[key] for key in ("modular", "cables")}) == Quantity.exactly(0)


def test_cables_with_two_plugs_take_one_socket() -> None:
    unit = modular(3, ("eps_8pin", 1, 1), ("pcie_8pin", 2, 1), ("pcie_8pin", 2, 2))
    assert unfed([gpu(pcie_8pin=2)] * 2, unit) == Quantity.exactly(0)


def test_without_cables_the_counts_tell_what_surely_connects() -> None:
    unit = {"cpu_pcie_sockets": 4, **psu(eps_8pin=1, pcie_8pin=4)}
    assert unfed([gpu(pcie_8pin=3)], unit) == Quantity.exactly(0)
    found = unfed([gpu(pcie_8pin=4)], unit)
    assert found.value == Interval(0, 1)
    assert found.blame == {"psu#1.cables"}


def test_a_16_pin_cable_takes_one_socket_or_two_of_the_common_ones() -> None:
    unit = modular(5, ("eps_8pin", 1, 1), ("pcie_8pin", 3, 1), ("pcie_16pin", 1, 1))
    cards = [gpu(pcie_16pin=1), gpu(pcie_8pin=3)]
    assert unfed(cards, unit) == Quantity.exactly(0)
    unit["cables"][2]["socket"] = "CPU/PCIe"
    assert unfed(cards, unit).value == Interval(0, 1)
    assert unfed(cards, {**unit, "cpu_pcie_sockets": 6}) == Quantity.exactly(0)


def test_cables_that_are_known_count_where_their_plugs_are_not() -> None:
    assert unfed([gpu(pcie_8pin=2)], modular(9, ("pcie_8pin", 2, 1))) == Quantity.exactly(0)


# --- shared cables ---


def test_a_card_with_fewer_cables_than_sockets_shares() -> None:
    unit = modular(9, ("eps_8pin", 1, 1), ("pcie_8pin", 2, 2))
    assert shared([gpu(pcie_8pin=2)], unit) == Quantity.exactly(0)
    assert shared([gpu(pcie_8pin=3)], unit) == Quantity.exactly(1)
    assert shared([gpu(pcie_8pin=2)] * 2, unit) == Quantity.exactly(0)  # each cable feeds both cards
    assert shared([gpu(225, pcie_8pin=3)], unit) == Quantity.exactly(0)  # what one cable carries may hang on one
    assert shared([gpu(226, pcie_8pin=3)], unit) == Quantity.exactly(1)
    assert shared([gpu(300, pcie_8pin=3) | {"power_limit_w": 220}], unit) == Quantity.exactly(0)


def test_a_cable_of_six_pins_is_one_more_for_the_small_socket() -> None:
    unit = modular(9, ("pcie_8pin", 1, 2), ("pcie_6pin", 1, 1))
    assert shared([gpu(pcie_8pin=1, pcie_6pin=1)], unit) == Quantity.exactly(0)
    assert shared([gpu(pcie_8pin=2)], unit) == Quantity.exactly(1)


def test_the_plugs_of_an_adapter_that_must_be_used_want_cables_too() -> None:
    unit = modular(9, ("eps_8pin", 1, 1), ("pcie_8pin", 2, 2))
    assert shared([adapted("pcie_16pin", 3)], unit) == Quantity.exactly(1)
    unit["cables"].append({"socket": "12V-2x6", "plug": "pcie_16pin", "count": 1, "plugs": 1})
    assert shared([adapted("pcie_16pin", 3)], unit) == Quantity.exactly(0)


def test_the_only_supply_keeps_a_socket_for_the_processors_cable() -> None:
    unit = modular(3, ("eps_8pin", 1, 1), ("pcie_8pin", 3, 2))
    assert shared([gpu(pcie_8pin=3)], unit) == Quantity.exactly(1)


def test_without_cables_only_the_number_of_plugs_bounds_what_is_shared() -> None:
    found = shared([gpu(pcie_8pin=2)], psu(pcie_8pin=4))
    assert found.value == Interval(0, 1)
    assert found.blame == {"psu#1.cables"}
    assert shared([gpu(pcie_8pin=1)], psu(pcie_8pin=4)) == Quantity.exactly(0)
    assert shared([gpu(pcie_8pin=2)], {}).value == Interval(0, 2)
