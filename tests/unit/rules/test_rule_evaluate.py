"""Every node with stated, bounded and missing facts: the value that holds for all of them, and whom it blames."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.rules.evaluate import Outcome, Scene, evaluate
from rigcheck.rules.language import lower
from rigcheck.values import Interval, Items, Value
from rigcheck.verdict import Verdict
from tests.unit.rules.rule_texts import SCOPE, evaluated, record, scene

OK, UNKNOWN, VIOLATED = Verdict.OK, Verdict.UNKNOWN, Verdict.VIOLATED
BOUNDED = {"at_least": 230, "at_most": 267}


def said(text: str, **facts: Any) -> tuple[Value, set[str]]:
    outcome = evaluated(text, **facts)
    return outcome.value, set(outcome.blame)


@pytest.mark.parametrize(
    ("text", "gpu", "verdict", "blame"),
    [
        ("gpu.length_mm <= 250", {"length_mm": 250}, OK, set()),
        ("gpu.length_mm <= 250", {"length_mm": 251}, VIOLATED, set()),
        ("gpu.length_mm <= 250", {"length_mm": BOUNDED}, UNKNOWN, {"gpu#1.length_mm"}),
        ("gpu.length_mm <= 267", {"length_mm": BOUNDED}, OK, set()),
        ("gpu.length_mm < 230", {"length_mm": BOUNDED}, VIOLATED, set()),
        ("gpu.length_mm <= 250", {}, UNKNOWN, {"gpu#1.length_mm"}),
        ("gpu.length_mm >= 0", {}, OK, set()),
        ("gpu.length_mm == 230", {"length_mm": 230}, OK, set()),
        ("gpu.length_mm != 229", {"length_mm": BOUNDED}, OK, set()),
        ("gpu.maker == 'amd'", {"maker": "amd"}, OK, set()),
        ("gpu.maker == 'amd'", {"maker": {"one_of": ["amd", "nvidia"]}}, UNKNOWN, {"gpu#1.maker"}),
        ("gpu.maker in ['amd', 'nvidia']", {"maker": {"one_of": ["amd", "nvidia"]}}, OK, set()),
        ("gpu.maker not in ['amd']", {"maker": "nvidia"}, OK, set()),
        ("gpu.maker == 'amd'", {}, UNKNOWN, {"gpu#1.maker"}),
        ("gpu.riser", {"riser": True}, OK, set()),
        ("not gpu.riser", {}, UNKNOWN, {"gpu#1.riser"}),
        ("gpu.riser and gpu.nvlink", {"riser": False}, VIOLATED, set()),
        ("gpu.riser or gpu.nvlink", {"riser": True}, OK, set()),
        ("gpu.riser and gpu.nvlink", {"riser": True}, UNKNOWN, {"gpu#1.nvlink"}),
        ("gpu.riser or gpu.nvlink", {}, UNKNOWN, {"gpu#1.riser", "gpu#1.nvlink"}),
        ("gpu.plugs.pcie_8pin <= 2", {"plugs": {"pcie_8pin": 2}}, OK, set()),
        ("gpu.plugs.pcie_8pin <= 2", {"plugs": {"pcie_6pin": 2}}, UNKNOWN, {"gpu#1.plugs.pcie_8pin"}),
        ("gpu.plugs.pcie_8pin <= 2", {}, UNKNOWN, {"gpu#1.plugs.pcie_8pin"}),
        ("gpu.length_mm * 0 == 0", {}, OK, set()),
        ("gpu.length_mm - gpu.height_mm <= 300", {"length_mm": 300}, OK, set()),
        ("gpu.length_mm - gpu.height_mm >= 0", {"length_mm": 300}, UNKNOWN, {"gpu#1.height_mm"}),
        ("gpu.length_mm / 2 <= 133.5", {"length_mm": BOUNDED}, OK, set()),
        ("min(gpu.length_mm, 10) == 10", {"length_mm": BOUNDED}, OK, set()),
        ("max(gpu.length_mm, gpu.height_mm) >= 230", {"length_mm": BOUNDED}, OK, set()),
        ("max(gpu.length_mm, gpu.height_mm) <= 267", {"length_mm": BOUNDED}, UNKNOWN, None),
        ("len(gpu.nvlink_spacings) == 2", {"nvlink_spacings": [3, 4]}, OK, set()),
        ("len(gpu.nvlink_spacings) >= 1", {"nvlink_spacings": {"at_least": [3]}}, OK, set()),
        ("len(gpu.nvlink_spacings) <= 1", {"nvlink_spacings": {"at_least": [3]}}, UNKNOWN, {"gpu#1.nvlink_spacings"}),
        ("3 in gpu.nvlink_spacings", {"nvlink_spacings": {"at_least": [3]}}, OK, set()),
        ("4 in gpu.nvlink_spacings", {"nvlink_spacings": {"at_least": [3]}}, UNKNOWN, {"gpu#1.nvlink_spacings"}),
        ("4 in gpu.nvlink_spacings", {"nvlink_spacings": []}, VIOLATED, set()),
        ("4 in gpu.nvlink_spacings", {}, UNKNOWN, {"gpu#1.nvlink_spacings"}),
    ],
)
def test_one_part(text: str, gpu: dict[str, Any], verdict: Verdict, blame: set[str] | None) -> None:
    value, blamed = said(text, gpu=gpu)
    assert value is verdict
    assert blame is None or blamed == blame


KITS: list[dict[str, Any]] = [
    {"modules": 2, "module_gb": 16},
    {"modules": 2, "module_gb": {"at_least": 8, "at_most": 16}},
]


def test_a_sum_joins_bounds_and_blames_what_is_open() -> None:
    assert said("sum(m.modules * m.module_gb for m in memory)", memory=KITS) == (
        Interval(48, 64),
        {"memory#2.module_gb"},
    )
    assert said("sum(m.modules for m in memory)", memory=KITS) == (Interval.point(4), set())
    assert said("sum(m.modules for m in memory)") == (Interval.point(0), set())


def test_a_guard_that_nobody_can_decide_may_count_or_not() -> None:
    value, blame = said("sum(m.modules for m in memory if m.module_gb > 8)", memory=KITS)
    assert value == Interval(2, 4)
    assert blame == {"memory#2.module_gb"}


@pytest.mark.parametrize(
    ("text", "verdict", "blame"),
    [
        ("any(m.module_gb > 8 for m in memory)", OK, set()),
        ("all(m.module_gb > 8 for m in memory)", UNKNOWN, {"memory#2.module_gb"}),
        ("all(m.module_gb >= 8 for m in memory)", OK, set()),
        ("any(m.ecc for m in memory)", UNKNOWN, {"memory#1.ecc", "memory#2.ecc"}),
        ("any(m.ecc for m in memory if m.modules > 2)", VIOLATED, set()),
        ("all(m.ecc for m in memory if m.modules > 2)", OK, set()),
        ("same(m.modules for m in memory)", OK, set()),
        ("same(m.module_gb for m in memory)", UNKNOWN, {"memory#2.module_gb"}),
        ("same(m.module_gb for m in memory if m.module_gb > 8)", UNKNOWN, {"memory#2.module_gb"}),
        ("max((m.module_gb for m in memory), default=0) == 16", OK, set()),
        ("min((m.module_gb for m in memory), default=0) <= 16", OK, set()),
        ("min((m.module_gb for m in memory if m.ecc), default=99) <= 16", UNKNOWN, None),
        (
            "min((m.module_gb for m in memory if m.ecc), default=1) >= 8",
            UNKNOWN,
            {"memory#1.ecc", "memory#2.ecc", "memory#2.module_gb"},
        ),
        ("max((m.module_gb for m in memory if m.ecc), default=99) <= 16", UNKNOWN, None),
        ("all(m.modules > 2 for m in memory if m.ecc)", UNKNOWN, {"memory#1.ecc", "memory#2.ecc"}),
        ("any(m.modules == 2 for m in memory if m.ecc)", UNKNOWN, {"memory#1.ecc", "memory#2.ecc"}),
        ("all(m.modules == 2 for m in memory if m.ecc)", OK, set()),
        ("len(memory) == 2", OK, set()),
    ],
)
def test_quantifiers(text: str, verdict: Verdict, blame: set[str] | None) -> None:
    value, blamed = said(text, memory=KITS)
    assert value is verdict
    assert blame is None or blamed == blame


def test_over_nothing() -> None:
    assert said("any(m.ecc for m in memory)") == (VIOLATED, set())
    assert said("all(m.ecc for m in memory)") == (OK, set())
    assert said("same(m.ecc for m in memory)") == (OK, set())
    assert said("max((m.module_gb for m in memory), default=7)") == (Interval.point(7), set())


def test_different_things_are_not_the_same_whatever_else_is_missing() -> None:
    kits = [{"speed_mts": 3200}, {}, {"speed_mts": 3600}]
    assert said("same(m.speed_mts for m in memory)", memory=kits) == (VIOLATED, set())


def test_pairs() -> None:
    cards = [{"chip": "a"}, {"chip": "b"}, {}]
    assert said("all(a.chip == b.chip for a in gpu for b in gpu)", gpu=cards) == (VIOLATED, set())
    assert said("any(a.chip != b.chip for a in gpu for b in gpu)", gpu=cards[:1]) == (VIOLATED, set())
    assert said("any(a.chip == b.chip for a in gpu if a.nvlink for b in gpu if b.riser)", gpu=[{"nvlink": False}]) == (
        VIOLATED,
        set(),
    )


SLOTS: dict[str, Any] = {"slots": {"at_least": [{"position": 1}, {"position": {"at_least": 3, "at_most": 4}}]}}


@pytest.mark.parametrize(
    ("text", "verdict", "blame"),
    [
        ("any(s.position == 1 for s in motherboard.slots)", OK, set()),
        ("any(s.position == 7 for s in motherboard.slots)", UNKNOWN, {"motherboard#1.slots"}),
        ("all(s.position <= 4 for s in motherboard.slots)", UNKNOWN, {"motherboard#1.slots"}),
        ("all(s.position > 1 for s in motherboard.slots)", VIOLATED, set()),
        ("all(s.position <= 3 for s in motherboard.slots)", UNKNOWN, None),
        ("len(motherboard.slots) >= 2", OK, set()),
        ("sum(s.position for s in motherboard.slots) >= 4", OK, set()),
        ("sum(s.position for s in motherboard.slots) <= 99", UNKNOWN, None),
        ("sum(1 for s in motherboard.slots) <= 3", UNKNOWN, {"motherboard#1.slots"}),
        ("sum(1 for s in motherboard.slots) >= 2", OK, set()),
        ("max((s.position for s in motherboard.slots), default=0) >= 3", OK, set()),
        ("min((s.position for s in motherboard.slots), default=0) <= 1", OK, set()),
        ("same(s.position for s in motherboard.slots)", VIOLATED, set()),
    ],
)
def test_a_list_that_may_go_on(text: str, verdict: Verdict, blame: set[str] | None) -> None:
    value, blamed = said(text, motherboard=SLOTS)
    assert value is verdict
    assert blame is None or blamed == blame


def test_members_are_blamed_by_their_place_and_unlisted_ones_as_the_list() -> None:
    _, blame = said("all(s.position <= 3 for s in motherboard.slots)", motherboard=SLOTS)
    assert blame == {"motherboard#1.slots[1].position", "motherboard#1.slots"}
    assert said("any(s.open_ended for s in motherboard.slots)", motherboard={}) == (UNKNOWN, {"motherboard#1.slots"})


def test_a_guard_on_another_part_is_blamed_even_where_the_list_is_missing() -> None:
    value, blame = said("any(s.open_ended for s in motherboard.slots if gpu.nvlink)", motherboard={}, gpu={})
    assert value is UNKNOWN
    assert blame == {"motherboard#1.slots", "gpu#1.nvlink"}


def test_units_of_a_kind_that_may_be_there_are_blamed_as_the_kind() -> None:
    perhaps = Scene({}, {"gpu": Items((), complete=False, path="gpu")})
    for text in ("len(gpu) >= 1", "any(g.nvlink for g in gpu)", "sum(g.length_mm for g in gpu) <= 0"):
        outcome = evaluate(lower(text, SCOPE), perhaps)
        assert outcome == Outcome(UNKNOWN, frozenset({"gpu"}))


def test_a_derived_fact_blames_the_facts_below_it() -> None:
    power = record({"sustained_w": {"at_least": 300, "at_most": 500}}, "power")
    because = {"power.sustained_w": frozenset({"gpu#1.board_power_w"})}
    outcome = evaluate(lower("power.sustained_w <= 400", SCOPE), Scene({"power": power}, {}, because))
    assert outcome == Outcome(UNKNOWN, frozenset({"gpu#1.board_power_w"}))


def test_what_was_read_and_which_boundaries_were_met_is_noted() -> None:
    node, here = (
        lower("gpu.length_mm <= case.max_gpu_length_mm", SCOPE),
        scene(gpu={"length_mm": 300}, case={"max_gpu_length_mm": 300}),
    )
    assert evaluate(node, here).value is OK
    assert set(here.reads) == {"gpu#1.length_mm", "case#1.max_gpu_length_mm"}
    assert here.on_edge == {id(node)}
