"""The three-valued verdict: its words and what it gives over nothing."""

from __future__ import annotations

import pytest

from rigcheck.verdict import Verdict, conjunction, disjunction, negate


def test_the_words_are_those_of_the_report() -> None:
    assert [verdict.word for verdict in Verdict] == ["violated", "unknown", "ok"]


def test_a_truth_becomes_ok_or_violated() -> None:
    assert Verdict.of(True) is Verdict.OK
    assert Verdict.of(False) is Verdict.VIOLATED


def test_over_nothing_all_holds_and_any_does_not() -> None:
    assert conjunction([]) is Verdict.OK
    assert disjunction([]) is Verdict.VIOLATED


@pytest.mark.parametrize(
    ("verdict", "mirrored"),
    [(Verdict.OK, Verdict.VIOLATED), (Verdict.VIOLATED, Verdict.OK), (Verdict.UNKNOWN, Verdict.UNKNOWN)],
)
def test_not_mirrors_and_leaves_unknown(verdict: Verdict, mirrored: Verdict) -> None:
    assert negate(verdict) is mirrored


def test_one_violated_decides_and_one_ok_decides_or() -> None:
    assert conjunction([Verdict.UNKNOWN, Verdict.VIOLATED, Verdict.OK]) is Verdict.VIOLATED
    assert disjunction([Verdict.UNKNOWN, Verdict.VIOLATED, Verdict.OK]) is Verdict.OK
    assert conjunction([Verdict.UNKNOWN, Verdict.OK]) is Verdict.UNKNOWN
    assert disjunction([Verdict.UNKNOWN, Verdict.VIOLATED]) is Verdict.UNKNOWN
