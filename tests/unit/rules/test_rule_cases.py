"""What the cases beside a rule must prove together, and what is said when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rigcheck.rules.cases import PlainDisplay, prove
from rigcheck.rules.load import load_rules
from rigcheck.values import Record
from tests.unit.rules.rule_texts import SCOPE

RULE = """
title    = "The GPU is no longer than the case allows"
severity = "error"
when     = "not gpu.riser"
require  = "gpu.length_mm <= case.max_gpu_length_mm"
violated = "{gpu} is {gpu.length_mm} long; {case} takes {case.max_gpu_length_mm}."
why      = "It would not close."
"""
OK = 'name = "as long"\nverdict = "ok"\ngpu = { length_mm = 330, riser = false }\ncase = { max_gpu_length_mm = 330 }'
TOO_LONG = OK.replace("as long", "too long").replace("= 330, r", "= 331, r").replace('"ok"', '"violated"')
UNKNOWN = OK.replace("as long", "no length").replace("length_mm = 330, r", "r").replace('"ok"', '"unknown"')
RISER = OK.replace("as long", "riser").replace("false", "true").replace('"ok"', '"not-applicable"')
SHORT = OK.replace("as long", "short").replace("= 330, r", "= 300, r")
ALL = (OK, TOO_LONG, UNKNOWN, RISER)


def proved(folder: Path, *cases: str, rule: str = RULE) -> list[str]:
    (folder / "clearance").mkdir()
    (folder / "clearance" / "gpu-length.toml").write_text(rule, "utf-8")
    if cases:
        text = "\n".join(f"[[case]]\n{case}\n" for case in cases)
        (folder / "clearance" / "gpu-length.cases.toml").write_text(text, "utf-8")
    (loaded,) = load_rules([folder], SCOPE)
    proof = prove(loaded, Record({}, "standard"), PlainDisplay())
    return [f"{problem.where}: {problem.message}" if problem.where else problem.message for problem in proof.problems]


def test_a_rule_with_all_its_cases_is_proved(tmp_path: Path) -> None:
    assert proved(tmp_path, *ALL) == []


def test_a_rule_without_cases_is_not(tmp_path: Path) -> None:
    assert proved(tmp_path) == ["the cases are missing: expected gpu-length.cases.toml beside it."]


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        (
            (TOO_LONG, UNKNOWN, RISER, SHORT),
            ["no case lies exactly on the boundary of `gpu.length_mm <= case.max_gpu_length_mm`."],
        ),
        ((OK, UNKNOWN, RISER), ["no case shows violated."]),
        ((OK, TOO_LONG, RISER), ["no case shows unknown."]),
        ((OK, TOO_LONG, UNKNOWN), ["no case shows not-applicable, although the rule has a `when`."]),
    ],
    ids=["boundary", "violated", "unknown", "not-applicable"],
)
def test_what_no_case_shows_is_said(tmp_path: Path, cases: tuple[str, ...], said: list[str]) -> None:
    assert proved(tmp_path, *cases) == said


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (SHORT.replace('"ok"', '"violated"'), "case 'short': expected violated, found ok."),
        (
            UNKNOWN.replace('"unknown"', '"ok"'),
            "case 'no length': expected ok, found unknown (lacking gpu#1.length_mm).",
        ),
        (
            UNKNOWN + '\nblames = ["case.max_gpu_length_mm"]',
            "case 'no length': expected to blame case.max_gpu_length_mm; blamed gpu.length_mm.",
        ),
        (
            TOO_LONG + '\nmessage = "needs 9 V"',
            "case 'too long': expected 'needs 9 V' in the message, found 'gpu#1 is 331 mm long; case#1 takes 330 mm.'.",
        ),
        (OK.replace('"ok"', '"fine"'), "case 'as long': a case needs a name and a verdict of ok, violated"),
        (OK.replace("as long", ""), "case '': a case needs a name"),
        (
            OK.replace("length_mm = 330, r", "lenght_mm = 3, r"),
            "gpu has no fact 'lenght_mm'; did you mean 'length_mm'?",
        ),
        (
            OK.replace("length_mm = 330, r", 'length_mm = "long", r'),
            "gpu.length_mm is 'long'; expected a number of mm.",
        ),
        (OK.replace("riser = false", "riser = 0"), "gpu.riser is 0; expected true or false."),
        (OK.replace("riser = false", "plugs = 3"), "gpu.plugs is 3; expected a table of facts."),
        (OK.replace("riser = false", "nvlink_spacings = 3"), "gpu.nvlink_spacings is 3; expected a list."),
        (OK.replace("gpu =", "gppu ="), "'gppu' is neither a kind nor a group of derived facts."),
    ],
)
def test_a_wrong_case_is_named_with_what_was_found(tmp_path: Path, case: str, said: str) -> None:
    found = proved(tmp_path, *ALL, case)
    assert len(found) == 1
    assert said in found[0]


def test_right_blame_and_message_pass(tmp_path: Path) -> None:
    blamed = UNKNOWN + '\nblames = ["gpu.length_mm"]'
    worded = TOO_LONG + '\nmessage = "is 331 mm long"'
    assert proved(tmp_path, OK, worded, blamed, RISER) == []


def test_several_parts_of_a_kind_are_an_array_and_the_worst_counts(tmp_path: Path) -> None:
    several = TOO_LONG.replace(
        "gpu = { length_mm = 331, riser = false }",
        "gpu = [{ length_mm = 1, riser = false }, { length_mm = 331, riser = false }]",
    )
    assert proved(tmp_path, *ALL, several.replace("too long", "second too long")) == []


def test_cases_are_tables_and_nothing_else(tmp_path: Path) -> None:
    assert proved(tmp_path, f"{OK}\n[other]\nx = 1") == [
        "expected [[case]] tables and nothing else.",
        "no case shows ok.",
        "no case shows violated.",
        "no case shows unknown.",
        "no case shows not-applicable, although the rule has a `when`.",
        "no case lies exactly on the boundary of `gpu.length_mm <= case.max_gpu_length_mm`.",
    ]
