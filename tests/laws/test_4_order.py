"""Law 4: the order of parts and of rules changes nothing but the numbers in references."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.check import check
from rigcheck.engine.derive import derive
from rigcheck.engine.display import Names
from rigcheck.engine.report import message
from rigcheck.rules.model import Rule
from tests.laws.strategies import build_of, less_known, rules, standards


def findings_of(build: Build, in_order: tuple[Rule, ...]) -> tuple[str, list[tuple[str, ...]]]:
    """Return the verdict and every finding, with parts by their names and facts without numbers."""
    checked = check(build, in_order, standards())
    names = Names(build)
    name_of = {part.ref: part.name for part in build.parts}
    found = []
    for entry in checked.judged:
        finding = entry.finding
        parts = sorted(name_of[ref] for ref in finding.parts)
        missing = sorted(re.sub(r"^\w+#\d+", lambda ref: name_of.get(ref[0], ref[0]), path) for path in finding.missing)
        said = (finding.rule.id, entry.severity, finding.verdict.word, message(finding, names))
        found.append((*said, *parts, *missing))
    return checked.verdict, sorted(found)


@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_the_order_of_parts_and_rules_changes_nothing(seed: int) -> None:
    """A build whose parts and rules come in another order gets the same verdict and the same findings."""
    random = Random(seed)
    build = less_known(random, build_of(random), 0.1)
    shuffled = replace(build, parts=numbered(random.sample(build.parts, len(build.parts))))
    other_rules = tuple(random.sample(rules(), len(rules())))
    assert findings_of(shuffled, other_rules) == findings_of(build, rules())


@given(st.integers(0, 2**32))
@settings(max_examples=10)
def test_the_order_of_rules_does_not_even_change_the_order_of_findings(seed: int) -> None:
    """The report lists findings by severity, rule and parts, whatever order the rules were loaded in."""
    build = build_of(Random(seed))
    other_rules = tuple(Random(seed).sample(rules(), len(rules())))
    one, other = (check(build, listed, standards()) for listed in (rules(), other_rules))
    assert [entry.finding.rule.id for entry in one.judged] == [entry.finding.rule.id for entry in other.judged]
    assert [entry.finding.parts for entry in one.judged] == [entry.finding.parts for entry in other.judged]


def test_the_order_of_unlike_processors_does_not_change_the_lanes() -> None:
    """Which of two unlike processors the list names first decides nothing."""
    board = {
        "sockets": 2,
        "slots": [{"name": "A", "position": 1, "mechanical_lanes": 16, "electrical_lanes": 16}] * 2,
        "lane_modes": [{"used": ["A", "A"], "lanes": [16, 8], "cpu_families": ["zen-2"]}],
    }
    cpus = [BuildPart("", "cpu", 1, family, {"family": family, "pcie_lanes": 24}) for family in ("zen-2", "zen-3")]
    rest = [BuildPart("", "motherboard", 1, "board", board), BuildPart("", "gpu", 2, "card", {"pcie_lanes": 16})]
    one, other = (derive(Build(numbered([*order, *rest])), standards()) for order in (cpus, cpus[::-1]))
    assert one.situation.parts["gpu"] == other.situation.parts["gpu"]


def test_the_order_of_cards_does_not_change_what_one_more_needs() -> None:
    """Which of two equally thick cards the list names first decides nothing."""
    board = {"sockets": 1, "slots": [{"position": 1, "mechanical_lanes": 16}]}
    cards = [
        BuildPart("", "gpu", 1, name, {"thickness_slots": 2, "brackets": 2}, settings={"riser": riser})
        for name, riser in (("in a slot", False), ("on a riser", True))
    ]
    rest = [BuildPart("", "motherboard", 1, "board", board)]
    one, other = (derive(Build(numbered([*order, *rest])), standards()) for order in (cards, cards[::-1]))
    assert one.figures["placement.next_unplaced_gpus"] == other.figures["placement.next_unplaced_gpus"]
