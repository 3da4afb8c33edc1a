"""Checking a build: which findings are shown, with what severity, and what verdict they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rigcheck.engine.build import Build, BuildPart, NotUnderstood, Settings, numbered
from rigcheck.engine.check import Check, check, not_chosen
from rigcheck.rules.language import Scope
from rigcheck.rules.load import load_rules
from rigcheck.rules.model import Rule
from rigcheck.schema.kinds import Kind
from rigcheck.values import Record
from rigcheck.verdict import Verdict

STANDARDS = Record({}, "standard")
WHOLE: tuple[tuple[Kind, dict[str, Any]], ...] = (
    ("cpu", {"cooler_in_box": True}),
    ("motherboard", {}),
    ("memory", {}),
    ("storage", {}),
    ("psu", {"rated_w": 850}),
    ("case", {"max_gpu_length_mm": 330}),
)


def build(*parts: tuple[Kind, dict[str, Any]], settings: Settings = Settings(), quantity: int = 1) -> Build:  # noqa: B008
    made = [BuildPart("", kind, quantity, f"the {kind}", facts) for kind, facts in parts]
    return Build(numbered(made), settings)


def whole(*parts: tuple[Kind, dict[str, Any]], settings: Settings = Settings()) -> Build:  # noqa: B008
    return build(*WHOLE, *parts, settings=settings)


def rule(folder: Path, rule_id: str, require: str, severity: str = "error", more: str = "") -> None:
    path = folder / f"{rule_id}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f'title = "{rule_id} holds"\nseverity = "{severity}"\nrequire = "{require}"\n'
        f'violated = "{rule_id} does not hold."\nwhy = "Because."\n{more}\n',
        "utf-8",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rule(tmp_path, "clearance/gpu-length", "gpu.length_mm <= case.max_gpu_length_mm")
    return tmp_path


def checked(folder: Path, known: Build) -> Check:
    return check(known, load_rules([folder], Scope()), STANDARDS)


def shown(result: Check) -> list[tuple[str, str, str]]:
    return [(entry.finding.rule.id, entry.finding.verdict.word, entry.severity) for entry in result.judged]


@pytest.mark.parametrize(
    ("gpu", "verdict", "word"),
    [
        ({"length_mm": 300}, "compatible", "ok"),
        ({"length_mm": 331}, "incompatible", "violated"),
        ({}, "undecided", "unknown"),
    ],
)
def test_an_error_rule_decides_the_build(folder: Path, gpu: dict[str, Any], verdict: str, word: str) -> None:
    result = checked(folder, whole(("gpu", gpu)))
    assert result.verdict == verdict
    assert shown(result) == [("clearance/gpu-length", word, "error")]


@pytest.mark.parametrize("severity", ["warning", "advice"])
def test_warnings_and_advice_never_change_the_verdict(folder: Path, severity: str) -> None:
    rule(folder, "power/enough", "psu.rated_w >= 1000", severity)
    result = checked(folder, whole(("gpu", {"length_mm": 300})))
    assert result.verdict == "compatible"
    assert ("power/enough", "violated", severity) in shown(result)


def test_a_violated_error_weighs_more_than_what_is_not_known(folder: Path) -> None:
    rule(folder, "power/enough", "psu.length_mm <= 100")
    result = checked(folder, replace(whole(("gpu", {"length_mm": 331})), not_understood=(NotUnderstood(9, "?"),)))
    assert result.verdict == "incompatible"


def test_a_line_nobody_understood_or_a_kind_not_chosen_leaves_it_undecided(folder: Path) -> None:
    assert checked(folder, replace(whole(), not_understood=(NotUnderstood(9, "?"),))).verdict == "undecided"
    result = checked(folder, build(*WHOLE[:-1]))
    assert result.verdict == "undecided"
    assert result.not_chosen == ("case",)


def test_a_cooler_is_needed_unless_one_comes_with_every_processor() -> None:
    assert not_chosen(whole()) == ()
    assert not_chosen(build(("cpu", {"cooler_in_box": False}), *WHOLE[1:])) == ("cooler",)
    assert not_chosen(build(("cpu", {}), *WHOLE[1:])) == ("cooler",)
    assert not_chosen(whole(("cpu", {}))) == ("cooler",)
    assert not_chosen(build(("cpu", {}), *WHOLE[1:], ("cooler", {}))) == ()


def test_each_distinct_part_has_its_finding_and_errors_come_first(folder: Path) -> None:
    rule(folder, "a/advice", "gpu.length_mm <= 100", "advice")
    result = checked(folder, whole(("gpu", {"length_mm": 300}), ("gpu", {"length_mm": 340})))
    assert [(entry.severity, entry.finding.parts, entry.finding.verdict.word) for entry in result.judged] == [
        ("error", ("gpu#1", "case#1"), "ok"),
        ("error", ("gpu#2", "case#1"), "violated"),
        ("advice", ("gpu#1",), "violated"),
        ("advice", ("gpu#2",), "violated"),
    ]
    assert result.count(Verdict.VIOLATED) == 3
    assert result.count(Verdict.VIOLATED, "error") == 1


def test_two_of_a_part_are_one_finding_and_two_units(folder: Path) -> None:
    rule(folder, "slots/two", "len(gpu) == 2")
    result = checked(folder, build(("gpu", {"length_mm": 300}), ("case", {"max_gpu_length_mm": 330}), quantity=2))
    assert [entry.finding.verdict for entry in result.judged] == [Verdict.OK, Verdict.OK]


def test_a_rule_whose_kinds_are_absent_does_not_apply(folder: Path) -> None:
    result = checked(folder, whole())
    assert shown(result) == []
    assert [one.id for one in result.not_applicable] == ["clearance/gpu-length"]


# --- covers ---


def covering(folder: Path, result: Sequence[tuple[Kind, dict[str, Any]]]) -> list[tuple[str, str, str]]:
    rule(folder, "power/rating", "psu.rated_w >= 500", more='covers = ["power/headroom"]')
    rule(folder, "power/headroom", "psu.rated_w >= 700", "warning")
    return [entry for entry in shown(checked(folder, build(*result))) if entry[0].startswith("power/")]


def test_a_violated_rule_covers_the_milder_one(folder: Path) -> None:
    assert covering(folder, [("psu", {"rated_w": 400})]) == [("power/rating", "violated", "error")]


def test_a_rule_that_holds_or_is_unknown_covers_nothing(folder: Path) -> None:
    assert [word for _, word, _ in covering(folder, [("psu", {"rated_w": 600})])] == ["ok", "violated"]
    assert [word for _, word, _ in covering(folder, [("psu", {})])] == ["unknown", "unknown"]


def test_only_findings_about_the_same_part_are_covered(folder: Path) -> None:
    found = covering(folder, [("psu", {"rated_w": 400}), ("psu", {"rated_w": 600})])
    assert found == [
        ("power/rating", "violated", "error"),
        ("power/rating", "ok", "error"),
        ("power/headroom", "violated", "warning"),
    ]


# --- ignore ---


def ignoring(**reasons: str) -> Settings:
    return Settings(ignore={name.replace("__", "/").replace("_", "-"): reason for name, reason in reasons.items()})


def test_an_ignored_rule_changes_nothing_and_is_told_with_its_reason(folder: Path) -> None:
    result = checked(folder, whole(("gpu", {"length_mm": 331}), settings=ignoring(clearance__gpu_length="cut open")))
    assert result.verdict == "compatible"
    assert shown(result) == []
    assert [(entry.finding.rule.id, entry.reason) for entry in result.ignored] == [("clearance/gpu-length", "cut open")]
    assert result.problems == ()


def test_a_needless_ignore_is_reported(folder: Path) -> None:
    result = checked(folder, whole(("gpu", {"length_mm": 300}), settings=ignoring(clearance__gpu_length="cut open")))
    (problem,) = result.problems
    assert (problem.where, problem.message) == (
        "clearance/gpu-length",
        "this rule has nothing to say here; the entry is not needed.",
    )
    assert shown(result) == [("clearance/gpu-length", "ok", "error")]


def test_an_ignore_of_no_rule_is_reported(folder: Path) -> None:
    (problem,) = checked(folder, whole(settings=ignoring(clearance__gpu_lenght="x"))).problems
    assert problem.message == "there is no rule of this name."


# --- profile, final ---


def test_a_rule_of_a_profile_speaks_only_when_it_is_on(folder: Path) -> None:
    rule(folder, "ml/vram", "gpu.vram_gb >= 24", "warning", 'profile = "ml"')
    card: tuple[Kind, dict[str, Any]] = ("gpu", {"length_mm": 300, "vram_gb": 8})
    quiet = checked(folder, whole(card))
    assert "ml/vram" not in [rule_id for rule_id, _, _ in shown(quiet)]
    assert "ml/vram" not in [one.id for one in quiet.not_applicable]
    on = checked(folder, whole(card, settings=Settings(profiles=frozenset({"ml"}))))
    assert ("ml/vram", "violated", "warning") in shown(on)


def test_absence_is_advice_in_a_draft_and_an_error_when_final(folder: Path) -> None:
    rule(folder, "completeness/gpu", "len(gpu) >= 1")
    draft = checked(folder, whole())
    assert (draft.verdict, shown(draft)) == ("compatible", [("completeness/gpu", "violated", "advice")])
    final = checked(folder, whole(settings=Settings(final=True)))
    assert (final.verdict, shown(final)) == ("incompatible", [("completeness/gpu", "violated", "error")])


def test_what_may_be_there_is_not_said_to_be_absent(folder: Path) -> None:
    rule(folder, "completeness/gpu", "len(gpu) >= 1")
    result = checked(folder, replace(whole(), not_understood=(NotUnderstood(9, "MSI thing"),)))
    (entry,) = result.judged
    assert entry.finding.verdict is Verdict.UNKNOWN
    assert entry.finding.missing == ("gpu",)


def test_plausibility_reports_nothing_here(folder: Path) -> None:
    rule(folder, "plausibility/gpu-length", "gpu.length_mm <= 400", "warning", 'drops = ["gpu.length_mm"]')
    result = checked(folder, whole(("gpu", {"length_mm": 3310})))
    assert [rule_id for rule_id, _, _ in shown(result)] == ["clearance/gpu-length"]


def test_rules_are_the_only_thing_that_judges(folder: Path) -> None:
    nothing: tuple[Rule, ...] = ()
    result = check(whole(("gpu", {"length_mm": 9999})), nothing, STANDARDS)
    assert (result.verdict, result.judged) == ("compatible", ())
