"""Law 2: knowing less never flips a verdict; what was decided on less stays decided on more."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.derive import derive
from rigcheck.values import Interval
from rigcheck.verdict import Verdict
from tests.laws.strategies import Said, build_of, less_known, said_of, standards

APPLIES_NOT = (Verdict.OK, ())
"""A rule that does not apply asks for nothing: as good as ok."""


def contradictions(less: Said, more: Said) -> list[str]:
    return [
        f"{rule} of {', '.join(parts)}: {verdict.word} on less, {more.get((rule, parts), APPLIES_NOT)[0].word} on more"
        for (rule, parts), (verdict, _) in less.items()
        if verdict is not Verdict.UNKNOWN and verdict is not more.get((rule, parts), APPLIES_NOT)[0]
    ]


@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_no_rule_decides_on_less_what_it_does_not_say_on_more(seed: int) -> None:
    """Dropping or widening facts, or leaving lists open, makes verdicts unknown and never turns ok and violated."""
    random = Random(seed)
    build = build_of(random)
    more = said_of(build)
    for share in (0.05, 0.2, 0.5):
        build = less_known(random, build, share)
        less = said_of(build)
        assert contradictions(less, more) == []
        more = less


def placement_figures(known: Build) -> dict[str, Interval]:
    """Return every derived figure of placement, those of the cards too."""
    placement = derive(known, standards()).placement
    figures = {key: quantity.value for key, quantity in placement.figures.items()}
    for ref, got in placement.placed.items():
        figures |= {
            f"{ref}.lanes": got.lanes.value,
            f"{ref}.generation": got.generation.value,
            f"{ref}.on_chipset": got.on_chipset.value,
        }
    return figures


@given(st.integers(0, 2**32))
@settings(max_examples=80, deadline=None)
def test_a_figure_of_placement_on_less_contains_the_figure_on_more(seed: int) -> None:
    """Dropping or widening facts, or leaving lists open, only ever widens what placement says."""
    random = Random(seed)
    known = build_of(random)
    more = placement_figures(known)
    for share in (0.02, 0.05, 0.2, 0.5):
        known = less_known(random, known, share)
        less = placement_figures(known)
        assert {key: (value, less[key]) for key, value in more.items() if less[key].hull(value) != less[key]} == {}
        more = less


def test_the_builds_reach_what_the_law_is_about() -> None:
    """On the builds drawn here at least 45 rules are met with all three verdicts."""
    met: dict[str, set[Verdict]] = {}
    for seed in range(40):
        random = Random(seed)
        build = build_of(random)
        for known in (build, less_known(random, build, 0.1)):
            for (rule, _), (verdict, _) in said_of(known).items():
                met.setdefault(rule, set()).add(verdict)
    assert sum(len(verdicts) == len(Verdict) for verdicts in met.values()) >= 45


def build(*parts: tuple[Any, dict[str, Any]]) -> Build:
    return Build(
        numbered([BuildPart("", kind, 1, f"{kind} {index}", facts) for index, (kind, facts) in enumerate(parts)])
    )


def figure(known: Build, path: str) -> Interval:
    return derive(known, standards()).figures[path].value


def test_one_more_of_the_thickest_card_is_bounded_by_every_card_that_may_be_it() -> None:
    """The figure for one more card on less contains the figure on more."""
    board = ("motherboard", {"sockets": 1, "slots": [{"position": 1, "mechanical_lanes": 16}]})
    thick, thin = {"thickness_slots": 4, "brackets": 4}, {"brackets": 1, "riser": True}
    more = figure(build(board, ("gpu", thick), ("gpu", {**thin, "thickness_slots": 1})), "placement.next_unplaced_gpus")
    less = figure(build(board, ("gpu", thick), ("gpu", thin)), "placement.next_unplaced_gpus")
    assert more == Interval.point(1)
    assert 1 in less


def test_a_drive_that_may_be_nvme_may_take_lanes() -> None:
    """The lanes of a card on less contain its lanes on more."""
    board: dict[str, Any] = {
        "sockets": 1,
        "slots": [{"name": "A", "position": 1, "mechanical_lanes": 16, "electrical_lanes": 16}],
        "lane_modes": [{"used": ["A"], "lanes": [8]}],
    }
    lanes = []
    for drive in ({"interface": "nvme"}, {}):
        known = build(
            ("motherboard", board), ("gpu", {"pcie_lanes": 16}), ("storage", {"interface": "nvme"}), ("storage", drive)
        )
        record = derive(known, standards()).situation.parts["gpu"][0].fields["placed"]
        lanes.append(record.fields["lanes"])  # type: ignore[union-attr]
    assert lanes[0].low in lanes[1]  # type: ignore[union-attr,operator]
