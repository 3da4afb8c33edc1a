"""The known examples of GPUs in slots, and the bounds a builder meets when positions are missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from rigcheck.fact import value_of
from rigcheck.placement.gpus import Arrangement, GpuSlots, arrange, gpu_slots
from rigcheck.values import Interval, Record
from rigcheck.verdict import Verdict

STANDARD = {
    "first_x16_position": {
        "mini_itx": 1,
        "micro_atx": {"at_least": 1, "at_most": 3},
        "atx": {"at_least": 1, "at_most": 3},
    },
    "positions": {"mini_itx": 1, "micro_atx": 4, "atx": 7},
}
DUAL = {"thickness_slots": 2, "brackets": 2}
TRIPLE = {"thickness_slots": 3, "brackets": 3}
QUAD = {"thickness_slots": 4, "brackets": 4}


def record(facts: dict[str, Any], path: str) -> Record:
    value = value_of(facts, path)
    assert isinstance(value, Record)
    return value


def slots(*positions: int, cpus: int = 1, **facts: Any) -> GpuSlots:
    listed = [{"mechanical_lanes": 16, "position": position} for position in positions]
    return board({"form_factor": "atx", "sockets": 1, "slots": listed, **facts}, cpus)


def board(facts: dict[str, Any], cpus: int = 1) -> GpuSlots:
    return gpu_slots(record(facts, "motherboard#1"), cpus, record(STANDARD, "standard.slots"))


def arranged(where: GpuSlots, gpus: Sequence[dict[str, Any]]) -> Arrangement:
    return arrange(where, [record({"riser": False, **gpu}, f"gpu#{number}") for number, gpu in enumerate(gpus, 1)])


def ends(found: Arrangement) -> tuple[Interval, Interval]:
    return found.unplaced.value, found.case_slots.value


@pytest.mark.parametrize(
    ("positions", "gpus", "case_slots"),
    [
        pytest.param(range(1, 8), [DUAL] * 4, 8, id="seven slots hold four dual-slot cards in an eight-slot case"),
        pytest.param(range(1, 8), [DUAL] * 3, 6, id="and three in a seven-slot case"),
        pytest.param([1, 4, 7], [TRIPLE] * 3, 9, id="three triple-slot cards need nine"),
        pytest.param([2, 5, 7], [TRIPLE] * 2, 7, id="slots at 2, 5, 7: two triple-slot cards fill a seven-slot case"),
        pytest.param([2, 5, 7], [DUAL] * 3, 8, id="slots at 2, 5, 7: three dual-slot cards need eight"),
        pytest.param([2, 6], [QUAD] * 2, 9, id="slots at 2 and 6: four-slot cards need nine"),
        pytest.param([1], [{"thickness_slots": 2, "brackets": 1}], 1, id="a bracket counts, not the cooler"),
        pytest.param([1, 4], [QUAD, DUAL], 7, id="the thick card goes last when that makes both fit"),
    ],
)
def test_known_examples(positions: Sequence[int], gpus: list[dict[str, Any]], case_slots: int) -> None:
    found = arranged(slots(*positions), gpus)
    assert ends(found) == (Interval.point(0), Interval.point(case_slots))
    assert not found.case_slots.blame


def test_a_card_that_covers_the_next_slot_leaves_the_other_card_out() -> None:
    found = arranged(slots(1, 3), [TRIPLE, TRIPLE])
    assert found.unplaced.value == Interval.point(1)
    assert found.case_slots.value == Interval.point(6)  # what both would need one behind the other


def test_two_and_a_half_slots_cover_three_places() -> None:
    half = {"thickness_slots": {"at_least": 2, "at_most": 3}, "brackets": 2}
    assert arranged(slots(1, 3), [half, half]).unplaced.value == Interval(0, 1)
    assert arranged(slots(1, 4), [half, half]).unplaced.value == Interval.point(0)


def test_a_single_card_on_mini_itx_is_no_problem_of_the_board() -> None:
    itx = board({"form_factor": "mini-itx", "sockets": 1, "slots": [{"mechanical_lanes": 16}]})
    assert ends(arranged(itx, [DUAL])) == (Interval.point(0), Interval.point(2))


def test_a_card_of_unknown_thickness_finds_the_only_slot_all_the_same() -> None:
    found = arranged(slots(1), [{}])
    assert found.unplaced.value == Interval.point(0)
    assert found.case_slots.value == Interval(1, None)
    assert found.case_slots.blame == {"gpu#1.thickness_slots", "gpu#1.brackets"}


def test_without_positions_the_form_factor_bounds_the_first_slot() -> None:
    atx = board({"form_factor": "atx", "sockets": 1, "slots": [{"mechanical_lanes": 16}] * 3})
    assert ends(arranged(atx, [DUAL])) == (Interval.point(0), Interval(2, 4))
    third = arranged(atx, [DUAL] * 3)
    assert third.unplaced.value == Interval(0, 1)  # of three slots in seven places no dual-slot card covers two
    assert third.case_slots.value == Interval(6, 8)  # the first at 1 and no gap, up to 3, 5, 7
    assert third.case_slots.blame == {f"motherboard#1.slots[{index}].position" for index in range(3)}


def test_four_dual_slot_cards_need_eight_case_slots_on_every_board() -> None:
    found = arranged(board({"form_factor": "atx"}), [DUAL] * 4)
    assert found.case_slots.value == Interval(8, None)
    assert found.case_slots.blame == {"motherboard#1.slots"}


def test_an_unknown_form_factor_bounds_nothing_above() -> None:
    unknown_form = board({"slots": [{"mechanical_lanes": 16}], "sockets": 1})
    assert unknown_form.first == Interval(1, None)  # it may be one that the standard does not know
    assert unknown_form.places is None
    either = board({"form_factor": {"one_of": ["atx", "mini-itx"]}, "slots": [{"mechanical_lanes": 16}], "sockets": 1})
    assert (either.first, either.places) == (Interval(1, 3), 7)
    foreign = board({"form_factor": "ssi-eeb", "slots": [{"mechanical_lanes": 16}], "sockets": 1})
    assert foreign.first == Interval(1, None)


def test_a_stated_first_position_bounds_it_better_than_the_form_factor() -> None:
    listed = [{"mechanical_lanes": 16}, {"mechanical_lanes": 16, "position": 2}]
    assert board({"form_factor": "atx", "sockets": 1, "slots": listed}).first == Interval(1, 2)


def test_slots_of_a_second_processor_count_only_with_it() -> None:
    listed = [{"mechanical_lanes": 16, "position": 1}, {"mechanical_lanes": 16, "position": 4, "needs_cpu": 2}]
    facts = {"sockets": 2, "slots": listed}
    assert board(facts, cpus=2).count.value == Interval.point(2)
    one = board(facts, cpus=1)
    assert one.count.value == Interval(0, 1)  # nobody says that the first slot belongs to the first processor
    assert one.count.blame == {"motherboard#1.slots[0].needs_cpu"}


def test_no_slot_needs_more_processors_than_the_board_has_sockets() -> None:
    listed = [{"mechanical_lanes": 16, "position": 1, "needs_cpu": {"at_least": 1, "at_most": 9}}]
    assert board({"sockets": 1, "slots": listed}).count.value == Interval.point(1)
    assert board({"sockets": 2, "slots": listed}).count.value == Interval(0, 1)


def test_short_slots_are_no_slots_for_gpus() -> None:
    listed = [{"mechanical_lanes": 1, "position": 1}, {"mechanical_lanes": {"at_least": 8, "at_most": 16}}]
    found = board({"sockets": 1, "slots": listed})
    assert found.count.value == Interval(0, 1)
    assert "motherboard#1.slots[1].mechanical_lanes" in found.count.blame


def test_cards_on_risers_need_no_slot_and_unsure_ones_perhaps_none() -> None:
    gpu = record(TRIPLE, "gpu#1")
    hangs = Record({**gpu.fields, "riser": Verdict.OK}, gpu.path)
    assert ends(arrange(slots(1), [hangs])) == (Interval.point(0), Interval.point(0))
    may_hang = Record({**gpu.fields, "riser": Verdict.UNKNOWN}, gpu.path)
    found = arrange(slots(1), [may_hang])
    assert ends(found) == (Interval.point(0), Interval(0, 3))
    assert found.case_slots.blame == {"gpu#1.riser"}


def test_a_thick_card_hangs_on_two_brackets_at_least_and_on_no_more_than_its_places() -> None:
    assert arranged(slots(1), [{"thickness_slots": 3}]).case_slots.value == Interval(2, 3)
    assert arranged(slots(1), [{"thickness_slots": 2}]).case_slots.value == Interval(1, 2)


def test_a_dozen_different_cards_are_still_arranged_at_once() -> None:
    many = [{"thickness_slots": 1 + number % 4, "brackets": 1 + number % 2} for number in range(12)]
    assert arranged(slots(*range(1, 10)), many).unplaced.value == Interval.point(6)
