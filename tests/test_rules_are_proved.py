"""Every shipped rule is proved by the cases beside it, and is written as docs/guides/write-a-rule.md asks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from rigcheck.catalog.root import data_folder
from rigcheck.engine.session import Session
from rigcheck.rules import tree
from rigcheck.rules.cases import PlainDisplay, prove
from rigcheck.rules.load import CASES_SUFFIX
from rigcheck.rules.model import Rule
from rigcheck.rules.tree import Node

TOO_FEW = 45


@cache
def session() -> Session:
    return Session()


def ids() -> list[str]:
    folder = data_folder("rules")
    paths = [path for path in folder.rglob("*.toml") if not path.name.endswith(CASES_SUFFIX)]
    return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in paths)


def rule(rule_id: str) -> Rule:
    return next(rule for rule in session().rules if rule.id == rule_id)


def facts(nodes: list[Node]) -> Iterator[tree.Fact]:
    while nodes:
        node = nodes.pop()
        if isinstance(node, tree.Fact):
            yield node
        nodes += tree.children(node)


@pytest.mark.parametrize("rule_id", ids())
def test_the_cases_beside_it_prove_the_rule(rule_id: str) -> None:
    proof = prove(rule(rule_id), session().standards_record, PlainDisplay())
    assert [str(problem) for problem in proof.problems] == []


def test_there_are_enough_rules_to_be_of_use() -> None:
    assert len(session().rules) >= TOO_FEW
    assert sum(rule.severity == "error" for rule in session().rules) >= TOO_FEW // 2


SHOWS_NONE = {
    "memory/same-module-kind": "what differs is a word of each kit, and a message has no lists of words",
    "ml/nvidia-gpu": "what is violated is that something is absent",
    "ml/nvme-drive": "what is violated is that something is absent",
    "socket/cpus-alike": "what differs is a word of each processor, and a message has no lists of words",
}
"""Rules whose message shows no fact, besides those of absence (completeness), and why; a needless entry is an error."""


def test_a_violated_message_shows_a_fact() -> None:
    """A reader learns the numbers and words behind a verdict; only absence has none to show."""
    without = {
        one.id
        for one in session().rules
        if one.family != "completeness"
        and not any(facts([piece for piece in one.violated.pieces if not isinstance(piece, str)]))
    }
    assert without - SHOWS_NONE.keys() == set()
    assert SHOWS_NONE.keys() - without == set(), "a needless exception"


@pytest.mark.parametrize("rule_id", ids())
def test_a_violated_message_is_a_sentence(rule_id: str) -> None:
    assert rule(rule_id).violated.text.strip().endswith(".")


@pytest.mark.parametrize("rule_id", ids())
def test_a_title_is_one_sentence_without_its_full_stop(rule_id: str) -> None:
    title = rule(rule_id).title
    assert title[0].isupper() or not title[0].isalpha()
    assert not title.endswith(".")
    assert len(rule(rule_id).why) > 40, "one paragraph for somebody who does not know"


def test_milder_rules_are_covered_by_worse_ones_only() -> None:
    severities = ("error", "warning", "advice")
    for one in session().rules:
        for other in one.covers:
            assert severities.index(one.severity) <= severities.index(rule(other).severity), f"{one.id} covers {other}"


def test_only_plausibility_drops_facts() -> None:
    for one in session().rules:
        assert bool(one.drops) == (one.family == "plausibility"), one.id
