"""The three outcomes, the smallest sets of cards that conflict, and answers that are kept."""

from __future__ import annotations

from rigcheck.placement import solution
from rigcheck.placement.facts import Placement
from rigcheck.placement.outcome import Impossible, Placed, Undetermined
from tests.unit.placement.rigs import Facts, board, card, case, gpu, placed, slot, x16


def reason(found: Placement) -> tuple[str, tuple[tuple[str, int], ...], int | object, int | object]:
    assert isinstance(found.outcome, Impossible)
    nearest = found.outcome.conflicts[0]
    return nearest.what, nearest.cards, nearest.needs, nearest.has


def without(facts: Facts, *keys: str) -> Facts:
    return {key: value for key, value in facts.items() if key not in keys}


def test_placed_shows_the_arrangement() -> None:
    found = placed(x16(1, 4), gpus=[gpu()] * 2, inside=case(7)).outcome
    assert isinstance(found, Placed)
    assert found.table is not None
    assert [slot.name for slot, _ in found.table.seated] == ["S1", "S4"]
    assert not found.missing | set(found.conflicts)


def test_without_cards_everything_has_its_place() -> None:
    found = placed(x16(1)).outcome
    assert isinstance(found, Placed)
    assert found.table is None


def test_more_gpus_than_slots_is_the_nearest_obstacle() -> None:
    found = placed(x16(1, 4), gpus=[gpu(2), *[gpu(3)] * 3], inside=case(4))
    what, cards, needs, has = reason(found)
    assert (what, needs, has) == ("board-slots", 3, 2)
    assert sum(units for _, units in cards) == 3  # one of the four has nothing to do with it
    assert found.outcome.conflicts[0].facts == ("motherboard#1.slots",)
    assert [cause.what for cause in found.outcome.conflicts[0].because] == ["case-slots"]


def test_covered_slots_name_positions_and_thickness() -> None:
    found = placed(x16(1, 3), gpus=[gpu(3)] * 2, inside=case(9))
    assert reason(found) == ("positions", (("gpu#1", 2),), 2, 1)
    facts = found.outcome.conflicts[0].facts
    assert {"motherboard#1.slots[0].position", "motherboard#1.slots[1].position", "gpu#1.thickness_slots"} <= {*facts}


def test_a_thin_card_is_no_part_of_a_conflict_of_thick_ones() -> None:
    found = placed(x16(1, 2, 3), gpus=[gpu(1), gpu(3), gpu(4)], inside=case(9))
    assert reason(found) == ("positions", (("gpu#2", 1), ("gpu#3", 1)), 2, 1)


def test_too_few_covers_name_the_case_and_the_brackets() -> None:
    found = placed(x16(1, 4, 7), gpus=[gpu(3)] * 3, inside=case(8))
    assert reason(found) == ("case-slots", (("gpu#1", 3),), 9, 8)
    facts = found.outcome.conflicts[0].facts
    assert facts[0] == "case#1.expansion_slots"
    assert "gpu#1.brackets" in facts


def test_a_card_without_a_slot_names_the_cards_that_take_it() -> None:
    on = board(slot("A", 1), slot("N", 3, length=4))
    found = placed(on, gpus=[gpu(3)], cards=[card(4), card(1)], inside=case(7))
    what, cards, needs, has = reason(found)
    assert (what, needs, has) == ("card-slots", 1, 0)
    assert cards in {(("gpu#1", 1), ("card#1", 1)), (("gpu#1", 1), ("card#2", 1))}


def test_what_a_missing_position_leaves_open_is_named() -> None:
    on = board(without(slot("A", 1), "position"), without(slot("B", 4), "position"))
    found = placed(on, gpus=[gpu(3)] * 2, inside=case(9)).outcome
    assert isinstance(found, Undetermined)
    assert {"motherboard#1.slots[0].position", "motherboard#1.slots[1].position"} <= found.missing


def test_a_case_whose_slots_nobody_counted_leaves_it_open() -> None:
    found = placed(x16(1, 4), gpus=[gpu(2)] * 2, inside={"open_frame": False}).outcome
    assert isinstance(found, Undetermined)
    assert "case#1.expansion_slots" in found.missing


def test_a_problem_is_solved_once_whatever_the_parts_are_called() -> None:
    """Lists of parts that differ only in their names and numbers share one answer."""
    first = placed(x16(1, 4, 6), gpus=[gpu(2)], cards=[card(4)], inside=case(7))
    before = solution._solve.cache_info()
    again = placed(x16(1, 4, 6), gpus=[gpu(2)], cards=[card(4)], inside=case(7))
    # With a device before it that sits in no slot, the card has another reference.
    moved = placed(x16(1, 4, 6), gpus=[gpu(2)], cards=[card(1, bus="usb"), card(4)], inside=case(7))
    after = solution._solve.cache_info()
    assert after.misses == before.misses
    assert after.hits >= before.hits + 2
    assert again.solution is first.solution is moved.solution
    assert [load.ref for load in moved.problem.loads] == ["gpu#1", "card#2"]
