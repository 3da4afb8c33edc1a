"""Cleaning: facts that cannot be true are dropped before any other rule sees them, and the report says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.clean import cleaned, without
from rigcheck.rules.language import Scope
from rigcheck.rules.load import load_rules
from rigcheck.rules.model import Rule
from rigcheck.values import Record

RULE = """
title    = "A card is shorter than half a metre"
severity = "warning"
require  = "gpu.length_mm <= 500"
violated = "{gpu} is said to be {gpu.length_mm} long."
why      = "No such card exists."
drops    = ["gpu.length_mm", "gpu.plugs"]
"""


def rules(folder: Path) -> tuple[Rule, ...]:
    path = folder / "plausibility" / "gpu-length.toml"
    path.parent.mkdir()
    path.write_text(RULE, "utf-8")
    return load_rules([folder], Scope())


def build(*gpus: dict[str, Any]) -> Build:
    return Build(numbered([BuildPart("", "gpu", 1, f"Card {number}", facts) for number, facts in enumerate(gpus, 1)]))


def test_an_implausible_fact_and_what_falls_with_it_are_dropped(tmp_path: Path) -> None:
    known = build({"length_mm": 3310, "height_mm": 120, "plugs": {"pcie_8pin": 2, "pcie_6pin": 0}})
    result = cleaned(known, rules(tmp_path), Record({}, "standard"))
    assert result.parts[0].facts == {"height_mm": 120}
    (problem,) = result.problems
    assert str(problem) == "Card 1, gpu.length_mm, gpu.plugs: not believed: a card is shorter than half a metre."


def test_only_the_part_that_breaks_the_rule_loses_facts(tmp_path: Path) -> None:
    result = cleaned(build({"length_mm": 3310}, {"length_mm": 331}), rules(tmp_path), Record({}, "standard"))
    assert [part.facts for part in result.parts] == [{}, {"length_mm": 331}]
    assert len(result.problems) == 1


def test_missing_and_possible_facts_are_left_alone(tmp_path: Path) -> None:
    known = build({}, {"length_mm": {"at_least": 300, "at_most": 600}})
    assert cleaned(known, rules(tmp_path), Record({}, "standard")) == known


def test_one_key_of_a_group_can_be_dropped() -> None:
    part = build({"plugs": {"pcie_8pin": 2, "pcie_6pin": 0}, "length_mm": 3}).parts[0]
    assert without(part, {"plugs.pcie_6pin"}).facts == {"plugs": {"pcie_8pin": 2}, "length_mm": 3}
    assert without(part, {"plugs"}).facts == {"length_mm": 3}
    assert without(part, {"plugs.pcie_6pin", "plugs.pcie_8pin"}).facts == {"length_mm": 3}
    assert without(part, set()) is part


def test_a_key_drops_what_is_under_it_and_not_what_begins_like_it() -> None:
    part = build({"length_mm": 3, "length_mm_x": 4}).parts[0]
    assert without(part, {"length_mm"}).facts == {"length_mm_x": 4}
