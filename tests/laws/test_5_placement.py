"""Law 5: placement says what trying every assignment says, and its bounds hold whatever the missing facts are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rigcheck.fact import value_of
from rigcheck.placement.gpus import Arrangement, arrange, gpu_slots
from rigcheck.values import Record
from rigcheck.verdict import Verdict
from tests.oracles.placement import Size, best

FIRST = (1, 3)
PLACES = 9
"""As many as any form factor has."""
STANDARD = {
    "first_x16_position": {"atx": {"at_least": FIRST[0], "at_most": FIRST[1]}},
    "positions": {"atx": PLACES},
}

boards = st.sets(st.integers(1, 9), max_size=4).map(sorted).filter(lambda places: not places or places[0] <= 3)
sizes = st.sampled_from([(1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (4, 2), (4, 3), (4, 4)])
cards = st.lists(sizes, min_size=1, max_size=4)


def record(facts: dict[str, Any], path: str) -> Record:
    value = value_of(facts, path)
    assert isinstance(value, Record)
    return value


def board(slots: Sequence[dict[str, Any]] | None) -> Record:
    facts: dict[str, Any] = {"form_factor": "atx", "sockets": 1}
    return record(facts if slots is None else {**facts, "slots": list(slots)}, "motherboard#1")


def arranged(slots: Sequence[dict[str, Any]] | None, gpus: Sequence[dict[str, Any]]) -> Arrangement:
    records = [record({"riser": False, **gpu}, f"gpu#{number}") for number, gpu in enumerate(gpus, 1)]
    return arrange(gpu_slots(board(slots), 1, record(STANDARD, "standard")), records)


def stated(size: Size) -> dict[str, Any]:
    return {"thickness_slots": size[0], "brackets": size[1]}


def slot(position: int) -> dict[str, Any]:
    return {"mechanical_lanes": 16, "position": position}


@settings(max_examples=300)
@given(boards, cards)
def test_every_arrangement_is_the_best_of_all_assignments(places: list[int], gpus: list[Size]) -> None:
    """With all facts stated, GPUs left out and case slots needed are those of the best of all assignments."""
    found = arranged([slot(place) for place in places], [stated(size) for size in gpus])
    unplaced, case_slots = best(places, gpus)
    assert (found.unplaced.value.low, found.unplaced.value.high) == (unplaced, unplaced)
    assert (found.case_slots.value.low, found.case_slots.value.high) == (case_slots, case_slots)
    assert not found.unplaced.blame | found.case_slots.blame


@st.composite
def partly_known(draw: st.DrawFn) -> tuple[list[int], list[Size], list[dict[str, Any]] | None, list[dict[str, Any]]]:
    """A board with cards, and what is left of its facts when some are dropped or widened."""
    places, gpus = draw(boards), draw(cards)
    known: list[dict[str, Any]] = []
    for place in draw(st.permutations(places)):
        facts: dict[str, Any] = slot(place)
        match draw(st.sampled_from(["stated", "stated", "missing", "bounded", "length", "needs"])):
            case "missing":
                del facts["position"]
            case "bounded":
                facts["position"] = {"at_least": max(1, place - 1), "at_most": place + draw(st.integers(0, 3))}
            case "length":
                facts["mechanical_lanes"] = {"at_least": 8, "at_most": 16}
            case "needs":
                facts["needs_cpu"] = {"at_least": 1, "at_most": 2}
        known.append(facts)
    left = [{key: draw(widened(value)) for key, value in stated(size).items()} for size in gpus]
    stated_slots = None if draw(st.integers(0, 9)) == 0 else known
    return (
        places,
        gpus,
        stated_slots,
        [{key: value for key, value in facts.items() if value is not None} for facts in left],
    )


def widened(value: int) -> st.SearchStrategy[Any]:
    bound = st.tuples(st.integers(0, 1), st.integers(0, 1)).map(
        lambda by: {"at_least": max(1, value - by[0]), "at_most": value + by[1]}
    )
    return st.just(value) | st.just(value) | bound | st.none()


@settings(max_examples=300)
@given(partly_known())
def test_bounds_hold_for_every_choice_of_the_missing_facts(
    drawn: tuple[list[int], list[Size], list[dict[str, Any]] | None, list[dict[str, Any]]],
) -> None:
    """Whatever is missing or bounded on the board and its cards, the best of all assignments lies in the bounds."""
    places, gpus, known, left = drawn
    found = arranged(known, left)
    unplaced, case_slots = best(places, gpus)
    assert unplaced in found.unplaced.value
    assert case_slots in found.case_slots.value


@given(boards, st.lists(st.tuples(sizes, st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=4))
@settings(max_examples=300)
def test_bounds_hold_for_every_size_the_cards_may_have(places: list[int], gpus: list[tuple[Size, int, int]]) -> None:
    """With all positions stated and cards known by bounds, the best of all assignments lies in the bounds."""
    bounded = [
        {"thickness_slots": {"at_least": max(1, size[0] - below), "at_most": size[0] + above}, "brackets": size[1]}
        for size, below, above in gpus
    ]
    found = arranged([slot(place) for place in places], bounded)
    unplaced, case_slots = best(places, [size for size, _, _ in gpus])
    assert unplaced in found.unplaced.value
    assert case_slots in found.case_slots.value


@given(st.integers(1, 3), st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True), cards)
def test_positions_that_nobody_stated_are_bounded_by_the_form(first: int, further: list[int], gpus: list[Size]) -> None:
    """With no position stated at all, the bounds hold for every map of slots that the form factor allows."""
    places = sorted({first, *(first + step for step in further if first + step <= PLACES)})
    found = arranged([{"mechanical_lanes": 16} for _ in places], [stated(size) for size in gpus])
    unplaced, case_slots = best(places, gpus)
    assert unplaced in found.unplaced.value
    assert case_slots in found.case_slots.value


places_left_open = st.lists(
    st.just((1, PLACES)) | st.tuples(st.integers(1, PLACES), st.integers(0, 3)).map(lambda one: (one[0], sum(one))),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(places_left_open, st.lists(sizes, min_size=1, max_size=3))
def test_bounds_without_positions_are_the_extremes_over_all_maps(
    ranges: list[tuple[int, int]], gpus: list[Size]
) -> None:
    """Where positions are missing or bounded, the figures are the least and the most of all maps that are possible."""
    every = {
        tuple(sorted(chosen))
        for chosen in product(*(range(low, min(high, PLACES) + 1) for low, high in ranges))
        if len(set(chosen)) == len(chosen) and FIRST[0] <= min(chosen) <= FIRST[1]
    }
    assume(every)
    answers = [best(places, gpus) for places in every]
    listed = [
        {"mechanical_lanes": 16, **({} if (low, high) == (1, PLACES) else {"position": between(low, high)})}
        for low, high in ranges
    ]
    found = arranged(listed, [stated(size) for size in gpus])
    for figure, values in zip((found.unplaced, found.case_slots), zip(*answers, strict=True), strict=True):
        assert (figure.value.low, figure.value.high) == (min(values), max(values))


def between(low: int, high: int) -> Any:
    return low if low == high else {"at_least": low, "at_most": high}


@given(boards, cards, st.data())
def test_a_riser_that_nobody_is_sure_of_is_bounded_by_both_answers(
    places: list[int], gpus: list[Size], data: st.DataObject
) -> None:
    """Where some cards may hang on risers, the bounds hold for every choice of those that do."""
    unsure = data.draw(st.sets(st.sampled_from(range(len(gpus)))))
    on_risers = data.draw(st.sets(st.sampled_from(sorted(unsure)))) if unsure else set()
    records = [
        Record({**record(stated(size), "").fields, "riser": riser}, f"gpu#{index}")
        for index, size in enumerate(gpus)
        for riser in [Verdict.UNKNOWN if index in unsure else Verdict.VIOLATED]
    ]
    found = arrange(gpu_slots(board([slot(place) for place in places]), 1, record(STANDARD, "standard")), records)
    seated = [size for index, size in enumerate(gpus) if index not in on_risers]
    unplaced, case_slots = best(places, seated) if seated else (0, 0)
    assert unplaced in found.unplaced.value
    assert case_slots in found.case_slots.value
