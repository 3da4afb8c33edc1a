"""Runs one rule over one build: a finding for each combination of the parts it speaks of."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rigcheck.rules.evaluate import NOTHING, Blame, Scene, verdict_of
from rigcheck.rules.model import Rule
from rigcheck.schema.kinds import Kind
from rigcheck.schema.shapes import FactType
from rigcheck.values import Items, Record, Value
from rigcheck.verdict import Verdict, disjunction, negate


@dataclass(frozen=True, slots=True)
class Situation:
    """A build as rules see it."""

    parts: Mapping[Kind, tuple[Record, ...]]
    """The distinct parts of each kind; a record's path is its reference, `gpu#1`."""
    units: Mapping[Kind, Items]
    """Every unit of each kind: a part that is there twice stands here twice."""
    namespaces: Mapping[str, Value]
    """Derived facts and standards: `power`, `placement`, `build`, `standard`."""
    because: Mapping[str, Blame]
    """For a derived fact, by path: the facts of parts that leave it open."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule, the parts it looked at, its verdict, and the facts it used or lacked."""

    rule: Rule
    parts: tuple[str, ...]
    """References of the parts it was evaluated for."""
    verdict: Verdict
    scene: Scene
    """For its message and for what it read."""
    missing: tuple[str, ...] = ()
    """Paths of the facts that would decide it; empty unless unknown."""

    @property
    def reads(self) -> Mapping[str, tuple[Value, FactType]]:
        """Return the facts that were looked at, by path."""
        return self.scene.reads


def findings(rule: Rule, situation: Situation) -> Iterator[Finding]:
    """Yield the findings of one rule; nothing where it does not apply."""
    choices = [situation.parts.get(kind, ()) for kind in rule.quantified]
    for parts in itertools.product(*choices):
        names: dict[str, Value] = {**situation.namespaces, **dict(zip(rule.quantified, parts, strict=True))}
        finding = judge(rule, Scene(names, situation.units, situation.because), tuple(part.path for part in parts))
        if finding:
            yield finding


def judge(rule: Rule, scene: Scene, parts: tuple[str, ...]) -> Finding | None:
    """Return the finding for one binding of names, or None where the rule does not apply.

    Where it is not known whether the rule applies, it is ok if its condition holds anyway, and else unknown.
    """
    applies, applies_blame = (Verdict.OK, NOTHING) if rule.when is None else verdict_of(rule.when, scene)
    if applies is Verdict.VIOLATED:
        return None
    holds, holds_blame = verdict_of(rule.require, scene)
    verdict = disjunction([negate(applies), holds])
    missing: Blame = NOTHING
    if verdict is Verdict.UNKNOWN:
        missing = (applies_blame if applies is Verdict.UNKNOWN else NOTHING) | (
            holds_blame if holds is Verdict.UNKNOWN else NOTHING
        )
    return Finding(rule, parts, verdict, scene, tuple(sorted(missing)))
