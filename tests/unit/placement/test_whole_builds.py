"""What a builder sees: cards of unlike size, bridges, risers, open frames, air between cards."""

from __future__ import annotations

import pytest

from rigcheck.values import Interval
from tests.unit.placement.rigs import OPEN, Facts, board, card, case, figure, gpu, lanes, placed, seats, slot, x16

NVLINK = gpu(nvlink=True)


def missing(found_case: Facts, on: Facts, gpus: list[Facts]) -> tuple[Interval, Interval]:
    found = placed(on, gpus=gpus, inside=found_case)
    return figure(found, "unplaced_gpus"), figure(found, "case_slots_needed")


@pytest.mark.parametrize(
    ("positions", "gpus", "needed"),
    [
        pytest.param([1, 2, 3, 4, 5, 6, 7], [gpu(2)] * 4, 8, id="seven slots hold four dual-slot cards in eight"),
        pytest.param([1, 2, 3, 4, 5, 6, 7], [gpu(2)] * 3, 6, id="and three in a seven-slot case"),
        pytest.param([1, 4, 7], [gpu(3)] * 3, 9, id="three full-bracket triple-slot cards need nine"),
        pytest.param([2, 5, 7], [gpu(3)] * 2, 7, id="two triple-slot cards at 2 and 5 fill seven"),
        pytest.param([2, 5, 7], [gpu(2)] * 3, 8, id="three dual-slot cards at 2, 5, 7 need eight"),
        pytest.param([2, 6], [gpu(4)] * 2, 9, id="four-slot cards at 2 and 6 need nine"),
    ],
)
def test_the_case_slots_that_must_hold(positions: list[int], gpus: list[Facts], needed: int) -> None:
    """The same in a case with just enough slots, and the conflict in one with a slot less."""
    on = x16(*positions)
    assert missing(case(needed), on, gpus) == (Interval.point(0), Interval.point(needed))
    assert placed(on, gpus=gpus, inside=case(needed)).outcome.word == "placed"
    tight = placed(on, gpus=gpus, inside=case(needed - 1)).outcome
    assert [conflict.what for conflict in tight.conflicts] == ["case-slots"]
    assert (tight.conflicts[0].needs, tight.conflicts[0].has) == (needed, needed - 1)


def test_a_network_card_goes_where_the_thick_cards_leave_it_a_slot() -> None:
    on = board(*(slot(f"S{place}", place, wired_to="switch") for place in (1, 2, 5)), slot("N", 4, length=4))
    found = placed(on, gpus=[gpu(3), gpu(2)], cards=[card(4)], inside=case(8))
    assert figure(found, "unplaced_cards") == Interval.point(0)
    assert seats(found) == {"S1": "gpu#1", "N": "card#1", "S5": "gpu#2"}
    longer = placed(on, gpus=[gpu(3), gpu(3)], cards=[card(8)], inside=case(8))
    assert seats(longer) == {"S1": "card#1", "S2": "gpu#1", "S5": "gpu#1"}  # the cards make room for each other
    wide = placed(on, gpus=[gpu(4), gpu(3)], cards=[card(8), card(8)], inside=case(8))
    assert figure(wide, "unplaced_cards") == Interval.point(1)


def test_an_open_ended_slot_takes_a_longer_card_but_no_gpu() -> None:
    on = board(slot("A", 1), slot("N", 4, length=1, open_ended=True))
    assert seats(placed(on, gpus=[gpu()], cards=[card(8)])) == {"A": "gpu#1", "N": "card#1"}
    assert lanes(placed(on, gpus=[gpu()], cards=[card(8)]), "card#1") == Interval.point(1)
    assert figure(placed(on, gpus=[gpu()] * 2), "unplaced_gpus") == Interval.point(1)


def test_a_narrow_card_leaves_the_wide_slot_to_the_one_that_needs_it() -> None:
    on = board(slot("N", 1, length=4), slot("W", 2, length=4, lanes=1))
    found = placed(on, cards=[card(1), card(4)])
    assert (lanes(found, "card#1"), lanes(found, "card#2")) == (Interval.point(1), Interval.point(4))


@pytest.mark.parametrize(("span", "places"), [(3, ["S1", "S4"]), (4, ["S1", "S5"])])
def test_a_bridge_decides_which_slots_two_cards_take(span: int, places: list[str]) -> None:
    found = placed(x16(1, 3, 4, 5), gpus=[NVLINK] * 2, bridges=[span])
    assert figure(found, "unplaced_bridges") == Interval.point(0)
    assert sorted(str(name) for name in seats(found)) == places


def test_a_bridge_that_no_two_cards_can_span_is_left() -> None:
    assert figure(placed(x16(1, 3), gpus=[NVLINK] * 2, bridges=[3]), "unplaced_bridges") == Interval.point(1)
    assert figure(placed(x16(1, 4), gpus=[gpu()] * 2, bridges=[3]), "unplaced_bridges") == Interval.point(1)
    thick = gpu(4, nvlink=True)  # covers the slot that the bridge would reach
    assert figure(placed(x16(1, 4, 5), gpus=[thick] * 2, bridges=[3]), "unplaced_bridges") == Interval.point(1)


def test_cards_before_bridges() -> None:
    """A third card is not left out for the sake of a bridge."""
    found = placed(x16(1, 3, 5), gpus=[gpu(2, nvlink=True)] * 3, bridges=[3])
    assert (figure(found, "unplaced_gpus"), figure(found, "unplaced_bridges")) == (Interval.point(0), Interval.point(1))


def test_of_an_open_frame_no_bracket_needs_a_cover() -> None:
    found = placed(x16(2, 6), gpus=[gpu(4)] * 2, inside=OPEN)
    assert found.outcome.word == "placed"
    assert (figure(found, "case_slots_needed"), figure(found, "overhang_slots")) == (Interval.point(0),) * 2


def test_a_cooler_may_reach_below_the_last_cover_as_far_as_there_is_room() -> None:
    found = placed(x16(1, 7), gpus=[gpu(4, brackets=2)] * 2, inside=case(8))
    assert figure(found, "case_slots_needed") == Interval.point(8)
    assert figure(found, "overhang_slots") == Interval.point(2)
    on = board(slot("S7", 7), slot("S4", 4))
    assert seats(placed(on, gpus=[gpu(4, brackets=2)], inside=case(8))) == {"S4": "gpu#1"}
    # Room below the last cover is for what cannot stay above it: it makes no slot better.
    assert seats(placed(on, gpus=[gpu(4, brackets=2)], inside=case(8, overhang_mm=40))) == {"S4": "gpu#1"}


def test_open_air_cards_are_spread_and_blowers_need_not_be() -> None:
    air, blower = gpu(2, cooling="open-air"), gpu(2)
    assert sorted(str(name) for name in seats(placed(x16(1, 3, 4), gpus=[air] * 2))) == ["S1", "S4"]
    assert figure(placed(x16(1, 3), gpus=[air] * 2), "touching_gpus") == Interval.point(1)
    assert figure(placed(x16(1, 3), gpus=[blower] * 2), "touching_gpus") == Interval.point(0)
    mixed = placed(x16(1, 3), gpus=[air, blower])
    assert figure(mixed, "touching_gpus") == Interval.point(0)
    assert seats(mixed) == {"S1": "gpu#2", "S3": "gpu#1"}  # the open-air card below


def test_a_card_on_a_riser_needs_a_free_slot_but_no_room_before_it() -> None:
    hanging = gpu(3, riser=True)
    found = placed(x16(1, 4), gpus=[gpu(3), hanging], inside=case(4))
    assert figure(found, "unplaced_gpus") == Interval.point(0)
    assert figure(found, "case_slots_needed") == Interval.point(3)
    assert figure(found, "unplaced_risers") == Interval.point(0)
    covered = placed(x16(1, 3), gpus=[gpu(3), hanging])
    assert figure(covered, "unplaced_risers") == Interval.point(0)  # the card sits at 3 and leaves 1 free
    full = placed(x16(1, 4), gpus=[gpu(3)] * 2 + [hanging])
    assert figure(full, "unplaced_risers") == Interval.point(1)


def test_a_card_that_sits_lower_leaves_a_riser_its_slot() -> None:
    """Two risers find slots at 1 and 2 because the dual-slot card goes to 3."""
    found = placed(x16(1, 2, 3), gpus=[gpu(2), *[gpu(3, riser=True)] * 2])
    assert figure(found, "unplaced_risers") == Interval.point(0)
    assert seats(found) == {"S3": "gpu#1"}


def test_a_card_that_may_hang_on_a_riser_leaves_both_open() -> None:
    found = placed(x16(1, 2), gpus=[gpu(2), gpu(3, riser=None)])
    assert (figure(found, "unplaced_gpus"), figure(found, "unplaced_risers")) == (Interval(0, 1), Interval(0, 1))
    assert "gpu#2.riser" in found.figures["unplaced_risers"].blame
    assert found.outcome.word == "undetermined"


def bridged(*places: int, cards: int, spans: list[int], **facts: int) -> Interval:
    found = placed(x16(*places), gpus=[gpu(1, nvlink=True, **facts)] * cards, bridges=spans)
    return figure(found, "unplaced_bridges")


def test_two_bridges_want_two_pairs_of_cards() -> None:
    assert bridged(1, 3, 5, 7, cards=4, spans=[2, 2], nvlink_bridges=1) == Interval.point(0)
    assert bridged(1, 3, 5, 7, cards=4, spans=[4, 4], nvlink_bridges=1) == Interval.point(0)  # 1 with 5, 3 with 7
    assert bridged(1, 3, 4, 7, cards=4, spans=[4, 4], nvlink_bridges=1) == Interval.point(1)
    assert bridged(1, 3, 5, cards=3, spans=[2, 2], nvlink_bridges=1) == Interval.point(1)


def test_some_cards_take_several_bridges() -> None:
    assert bridged(1, 3, cards=2, spans=[2, 2, 2], nvlink_bridges=3) == Interval.point(0)
    assert bridged(1, 3, cards=2, spans=[2, 2, 2], nvlink_bridges=2) == Interval.point(1)
    # A card is joined with one other, however many it takes.
    assert bridged(1, 3, 5, cards=3, spans=[2, 2], nvlink_bridges=2) == Interval.point(0)
    assert bridged(1, 3, 7, cards=3, spans=[2, 4], nvlink_bridges=2) == Interval.point(1)


def test_where_nobody_says_how_many_bridges_a_card_takes() -> None:
    assert bridged(1, 3, cards=2, spans=[2]) == Interval.point(0)
    assert bridged(1, 3, cards=2, spans=[2, 2]) == Interval(0, 1)
    found = placed(x16(1, 3), gpus=[NVLINK] * 2, bridges=[2, 2])
    assert "gpu#1.nvlink_bridges" in found.figures["unplaced_bridges"].blame
