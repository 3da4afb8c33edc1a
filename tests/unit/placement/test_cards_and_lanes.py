"""Other cards beside GPUs, and the lanes a GPU gets: bounds that hold whatever is missing."""

from __future__ import annotations

from typing import Any

from rigcheck.fact import value_of
from rigcheck.placement.facts import Parts, Placement, placement_of
from rigcheck.values import Interval, Record
from tests.unit.placement.rigs import STANDARD

NETWORK = {"bus": "pcie", "mechanical_lanes": 4, "thickness_slots": 1, "brackets": 1, "riser": False}
GPU = {"thickness_slots": 2, "brackets": 2, "riser": False, "pcie_lanes": 16}


def record(facts: dict[str, Any], path: str) -> Record:
    value = value_of(facts, path)
    assert isinstance(value, Record)
    return value


def slot(lanes: int, electrical: int | None = None, **facts: Any) -> dict[str, Any]:
    return {"mechanical_lanes": lanes, **({} if electrical is None else {"electrical_lanes": electrical}), **facts}


def board(*slots: dict[str, Any], **facts: Any) -> Record:
    return record({"sockets": 1, "form_factor": "atx", "slots": list(slots), **facts}, "motherboard#1")


CPU = record({"family": "zen-2", "pcie_lanes": 20}, "cpu#1")


def placed(
    where: Record,
    gpus: list[dict[str, Any]],
    cards: list[dict[str, Any]],
    *,
    cpu: Record = CPU,
    drives: int = 0,
    gpu_units: int = 1,
) -> Placement:
    nvme = [(record({"form_factor": "m2", "interface": "nvme"}, "storage#1"), drives)] if drives else []
    parts = Parts(
        where,
        None,
        [(cpu, 1)],
        [(record(gpu, f"gpu#{number}"), gpu_units) for number, gpu in enumerate(gpus, 1)],
        [(record(card, f"card#{number}"), 1) for number, card in enumerate(cards, 1)],
        nvme,
        [],
    )
    return placement_of(parts, record(STANDARD, "standard.slots"))


def left_out(where: Record, gpus: list[dict[str, Any]], cards: list[dict[str, Any]]) -> Interval:
    return placed(where, gpus, cards).figures["unplaced_cards"].value


def gpu_lanes(where: Record, cpu: Record, gpus: int, drives: int = 0) -> tuple[Interval, frozenset[str]]:
    got = placed(where, [GPU], [], cpu=cpu, drives=drives, gpu_units=gpus).placed["gpu#1"].lanes
    return got.value, got.blame


def test_without_cards_nothing_is_left_out() -> None:
    assert left_out(board(), [GPU], []) == Interval.point(0)
    assert left_out(board(), [GPU], [{"bus": "usb"}, {"bus": "m2"}]) == Interval.point(0)


def test_the_only_slot_is_taken_by_the_gpu() -> None:
    assert left_out(board(slot(16, position=1)), [GPU], [NETWORK]) == Interval.point(1)


def test_without_positions_cards_are_left_out_where_slots_are_too_few() -> None:
    assert left_out(board(slot(16)), [GPU], [NETWORK, {**NETWORK, "mechanical_lanes": 1}]) == Interval.point(2)


def test_a_card_may_sit_below_the_gpu_or_be_hidden_by_it() -> None:
    assert left_out(board(slot(16, position=1), slot(4, position=2)), [GPU], [NETWORK]) == Interval.point(1)
    assert left_out(board(slot(16, position=1), slot(4, position=3)), [GPU], [NETWORK]) == Interval.point(0)
    assert left_out(board(slot(16, position=1), slot(4)), [GPU], [NETWORK]) == Interval(0, 1)
    assert left_out(board(slot(16), slot(4), slot(4)), [GPU], [NETWORK]) == Interval.point(0)


def test_a_cooler_bounded_beyond_all_reason_hides_no_more_than_an_unknown_one() -> None:
    where, bounded = board(*[slot(4)] * 5, slot(16)), {**GPU, "thickness_slots": {"at_least": 2, "at_most": 100}}
    unknown = {"brackets": 2, "riser": False}
    assert left_out(where, [bounded], [NETWORK]) == left_out(where, [unknown], [NETWORK]) == Interval.point(0)


def test_a_card_that_may_hang_on_usb_is_not_proven_left_out() -> None:
    card = {"mechanical_lanes": 1, "riser": False}
    assert left_out(board(slot(16, position=1)), [GPU], [card]) == Interval(0, 1)


def test_a_gpu_without_a_slot_takes_none_from_the_cards() -> None:
    assert left_out(board(slot(4, position=1)), [GPU], [NETWORK]) == Interval.point(0)
    assert left_out(board(slot(4)), [GPU], [NETWORK]) == Interval(0, 1)


def test_nothing_is_proven_on_a_board_whose_slots_nobody_listed() -> None:
    assert left_out(record({}, "motherboard#1"), [], [NETWORK]) == Interval(0, 1)


def test_a_single_gpu_gets_the_widest_slot() -> None:
    lanes, blame = gpu_lanes(board(slot(16, 4), slot(16, 16)), CPU, 1, 1)
    assert lanes == Interval.point(16)
    assert not blame


def test_several_gpus_get_at_most_what_the_slots_have() -> None:
    wide = [slot(16, 16, position=1), slot(16, 8, position=4)]
    lanes, blame = gpu_lanes(board(*wide), CPU, 2)
    assert lanes == Interval(0, 8)
    assert "motherboard#1.lane_modes" in blame
    # Without positions the cooler of one may cover the other's slot; the one left out has what it has itself.
    assert gpu_lanes(board(slot(16, 16), slot(16, 8)), CPU, 2)[0] == Interval(0, 16)


def two_slots(*modes: dict[str, Any]) -> Record:
    slots = [slot(16, 16, name="A", position=1), slot(16, 8, name="B", position=4)]
    return board(*slots, lane_modes=list(modes), sharing=[])


def test_the_boards_table_decides_for_several() -> None:
    where = two_slots(
        {"used": ["A", "B"], "lanes": [8, 8], "cpu_families": ["zen-2"]},
        {"used": ["A", "B"], "lanes": [8, 4], "cpu_families": ["zen-plus"]},
    )
    assert gpu_lanes(where, CPU, 2)[0] == Interval.point(8)
    assert gpu_lanes(where, record({"family": "zen-plus", "pcie_lanes": 20}, "cpu#1"), 2)[0] == Interval.point(4)
    assert gpu_lanes(where, record({}, "cpu#1"), 2)[0] == Interval(0, 8)


def test_a_mode_that_may_hold_raises_the_upper_end_only() -> None:
    where = two_slots(
        {"used": ["A", "B"], "lanes": [8, 4]},
        {"used": ["A", "B"], "lanes": [8, 8], "cpu_families": ["zen-2"]},
    )
    lanes, blame = gpu_lanes(where, record({"pcie_lanes": 20}, "cpu#1"), 2)
    assert lanes == Interval(4, 8)
    assert "cpu#1.family" in blame
    assert gpu_lanes(where, record({"family": "zen-3", "pcie_lanes": 20}, "cpu#1"), 2)[0] == Interval.point(4)


def test_a_slot_that_may_be_longer_leaves_the_lanes_open() -> None:
    lanes, blame = gpu_lanes(board({"electrical_lanes": 16}, slot(16, 4)), CPU, 1)
    assert lanes == Interval(0, 16)
    assert "motherboard#1.slots[0].mechanical_lanes" in blame


def test_without_a_list_of_slots_nothing_is_known_of_lanes() -> None:
    lanes, blame = gpu_lanes(record({}, "motherboard#1"), CPU, 1)
    assert lanes == Interval(0, 16)
    assert "motherboard#1.slots" in blame
