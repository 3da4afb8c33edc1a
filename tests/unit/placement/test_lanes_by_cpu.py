"""The lanes a processor brings: tables that depend on it, and processors with few."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.values import Interval
from tests.unit.placement.rigs import Facts, board, figure, gpu, lanes, placed, seats, slot

X299 = board(
    slot("A", 1),
    slot("B", 4),
    slot("C", 7, lanes=8),
    lane_modes=[
        {"used": ["A", "B"], "lanes": [16, 8], "cpu_lanes": 28},
        {"used": ["A", "B"], "lanes": [16, 16], "cpu_lanes": 44},
        {"used": ["A", "C"], "lanes": [16, 8]},
        {"used": ["B", "C"], "lanes": [16, 8]},
        {"used": ["A", "B", "C"], "lanes": [16, 8, 4], "cpu_lanes": 28},
        {"used": ["A", "B", "C"], "lanes": [16, 16, 8], "cpu_lanes": 44},
    ],
)
APU_BOARD = board(
    slot("A", 1),
    slot("B", 4, lanes=8),
    lane_modes=[
        {"used": ["A"], "lanes": [16]},
        {"used": ["A"], "lanes": [8], "cpu_families": ["raven-ridge", "picasso", "phoenix"]},
        {"used": ["A", "B"], "lanes": [8, 8]},
        {"used": ["A", "B"], "lanes": [8, 0], "cpu_families": ["raven-ridge", "picasso", "phoenix"]},
    ],
)


def cpu(lanes: Any, family: Any = "skylake-x") -> Facts:
    return {"family": family, "pcie_lanes": lanes, "pcie_generation": 3}


@pytest.mark.parametrize(("cpu_lanes", "gpus", "least"), [(28, 2, 8), (44, 2, 16), (28, 3, 4), (44, 3, 8)])
def test_28_and_44_lanes_serve_several_gpus_differently(cpu_lanes: int, gpus: int, least: int) -> None:
    found = placed(X299, gpus=[gpu()] * gpus, cpu=cpu(cpu_lanes))
    assert lanes(found) == Interval.point(least)


def test_a_processor_whose_lanes_nobody_states_leaves_the_rows_open() -> None:
    found = placed(X299, gpus=[gpu()] * 3, cpu=cpu({"at_least": 28, "at_most": 44}))
    assert lanes(found) == Interval(0, 8)  # it may have 36, of which no row speaks
    assert "cpu#1.pcie_lanes" in found.placed["gpu#1"].lanes.blame


def test_the_table_says_what_a_card_gets_alone_behind_an_apu() -> None:
    assert lanes(placed(APU_BOARD, gpus=[gpu()], cpu=cpu(12, "raven-ridge"))) == Interval.point(8)
    # Sixteen lanes in all, but not all of them for this slot.
    assert lanes(placed(APU_BOARD, gpus=[gpu()], cpu=cpu(16, "phoenix"))) == Interval.point(8)
    assert lanes(placed(APU_BOARD, gpus=[gpu()], cpu=cpu(20, "zen-2"))) == Interval.point(16)


def test_a_processor_that_may_be_an_apu_leaves_the_lanes_open() -> None:
    found = placed(APU_BOARD, gpus=[gpu()], cpu=cpu(16, {"one_of": ["phoenix", "zen-4"]}))
    assert lanes(found) == Interval(8, 16)
    assert "cpu#1.family" in found.placed["gpu#1"].lanes.blame


def test_a_second_gpu_behind_an_apu_sits_in_a_slot_without_lanes() -> None:
    found = placed(APU_BOARD, gpus=[gpu()] * 2, cpu=cpu(12, "picasso"))
    assert figure(found, "unplaced_gpus") == Interval.point(0)
    assert lanes(found) == Interval.point(0)


def test_a_processor_that_gives_one_slot_fewer_lanes_than_it_has() -> None:
    """Phoenix has sixteen lanes, eight of them for M.2, whatever the board's table says or leaves out."""
    behind = {**cpu(16, "phoenix"), "graphics_lanes": 8}
    assert lanes(placed(board(slot("A", 1)), gpus=[gpu()], cpu=behind)) == Interval.point(8)
    chipset = board(slot("A", 1, wired_to="chipset"))
    assert lanes(placed(chipset, gpus=[gpu()], cpu=behind)) == Interval.point(16)


def test_no_link_is_twelve_lanes_wide() -> None:
    """A processor of which no row speaks gives a slot the widest link that its lanes make."""
    silent = board(slot("A", 1))
    assert lanes(placed(silent, gpus=[gpu()], cpu=cpu(12))) == Interval.point(8)
    assert lanes(placed(silent, gpus=[gpu()], cpu=cpu(20))) == Interval.point(16)
    switched = board(slot("A", 1, wired_to="switch"))
    assert lanes(placed(switched, gpus=[gpu()], cpu=cpu(12))) == Interval.point(16)


@pytest.mark.parametrize(
    ("slot_has", "cpu_has", "card_has", "link"),
    [(4, 3, 4, 3), (4, 4, 3, 3), (3, 4, 4, 3), (4, 5, 5, 4)],
)
def test_a_link_is_as_fast_as_slot_processor_and_card_all_allow(
    slot_has: int, cpu_has: int, card_has: int, link: int
) -> None:
    where = board(slot("A", 1, generation=slot_has))
    behind = {**cpu(20), "pcie_generation": cpu_has}
    found = placed(where, gpus=[gpu(pcie_generation=card_has)], cpu=behind)
    assert found.placed["gpu#1"].generation.value == Interval.point(link)


def test_an_old_processor_does_not_slow_the_slots_of_the_chipset() -> None:
    where = board(slot("A", 1, generation=4, wired_to="chipset"))
    found = placed(where, gpus=[gpu()], cpu=cpu(16, "zen-plus"))
    assert found.placed["gpu#1"].generation.value == Interval.point(4)


def test_a_processor_of_an_unknown_generation_is_what_is_missing() -> None:
    behind = {"family": "zen-2", "pcie_lanes": 20}
    found = placed(board(slot("A", 1, generation=4)), gpus=[gpu()], cpu=behind)
    generation = found.placed["gpu#1"].generation
    assert generation.value.high == 4
    assert generation.value.low != 4
    assert "cpu#1.pcie_generation" in generation.blame


def test_a_card_that_needs_lanes_gets_the_wide_slot_whatever_the_order_of_the_list() -> None:
    where = board(slot("A", 1, lanes=4), slot("B", 4))
    assert seats(placed(where, gpus=[gpu()])) == {"B": "gpu#1"}
    assert seats(placed(where, gpus=[gpu(pcie_lanes=4)])) == {"A": "gpu#1"}


def test_slots_of_a_second_processor_are_none_without_it() -> None:
    two = board(slot("A", 1), slot("B", 4, wired_to="cpu2", needs_cpu=2), sockets=2)
    one_gpu_left = placed(two, gpus=[gpu()] * 2, cpu=cpu(40), cpus=1)
    assert figure(one_gpu_left, "gpu_slots") == Interval.point(1)
    assert figure(one_gpu_left, "unplaced_gpus") == Interval.point(1)
    both = placed(two, gpus=[gpu()] * 2, cpu=cpu(40), cpus=2)
    assert figure(both, "unplaced_gpus") == Interval.point(0)
    assert lanes(both) == Interval.point(16)
