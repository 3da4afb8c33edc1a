"""Runs the rules over a build and draws the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from rigcheck.engine.assemble import ONE_OF_A_KIND
from rigcheck.engine.build import Build
from rigcheck.engine.derive import Derived, derive
from rigcheck.errors import Problem
from rigcheck.rules.finding import Finding, Situation, findings
from rigcheck.rules.model import SEVERITIES, Rule, Severity
from rigcheck.schema.kinds import Kind
from rigcheck.values import Record
from rigcheck.verdict import Verdict

BuildVerdict = Literal["compatible", "incompatible", "undecided"]

NEEDED: Final[tuple[Kind, ...]] = ("cpu", "motherboard", "memory", "storage", "psu", "case")
"""Kinds that every PC needs; a cooler is needed where none comes with the processor."""

COMPLETENESS = "completeness"
"""The family that speaks of absence: advice while a build is being chosen, as severe as it says when it is final."""

PLAUSIBILITY = "plausibility"
"""The family that looks at single parts before anything else; its rules drop facts and report nothing here."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with the severity it has in this build."""

    finding: Finding
    severity: Severity


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding that the list asks to ignore, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Check:
    """A checked build."""

    build: Build
    derived: Derived
    verdict: BuildVerdict
    judged: tuple[Judged, ...]
    """Every finding of every rule, in the order of severity, rule and parts."""
    not_applicable: tuple[Rule, ...]
    ignored: tuple[Ignored, ...] = ()
    not_chosen: tuple[Kind, ...] = ()
    doubled: Mapping[Kind, int] = field(default_factory=dict)
    """How many the list names of kinds of which a build has one: it is not known which is meant."""
    problems: tuple[Problem, ...] = field(default=())

    def count(self, verdict: Verdict, severity: Severity | None = None) -> int:
        """Return how many findings have this verdict, of one severity or of all."""
        return sum(judged.finding.verdict is verdict and severity in {None, judged.severity} for judged in self.judged)


def check(build: Build, rules: Sequence[Rule], standards: Record) -> Check:
    """Check a build: derive, evaluate every rule that applies, and draw the verdict."""
    derived = derive(build, standards)
    every, not_applicable = _evaluate(build, rules, derived.situation)
    found = list(uncovered(every))  # before ignoring: what a worse finding spoke for does not come back
    reasons = reasons_by_rule(build, rules)
    ignored = tuple(
        Ignored(finding, reasons[finding.rule.id])
        for finding in found
        if finding.rule.id in reasons and finding.verdict is not Verdict.OK
    )
    left_out = {id(entry.finding) for entry in ignored}
    kept = [finding for finding in found if id(finding) not in left_out]
    judged = tuple(
        sorted(
            (Judged(finding, severity_in(finding.rule, build)) for finding in kept),
            key=lambda entry: (SEVERITIES.index(entry.severity), entry.finding.rule.id, entry.finding.parts),
        )
    )
    missing, twice = not_chosen(build), doubled(build)
    return Check(
        build,
        derived,
        _verdict(judged, settled=not (build.not_understood or missing or twice)),
        judged,
        tuple(not_applicable),
        ignored,
        missing,
        twice,
        tuple(_needless_ignores(build, rules, ignored)),
    )


def reasons_by_rule(build: Build, rules: Sequence[Rule]) -> dict[str, str]:
    """Return why each ignored rule is ignored, by its present id; a list may know it by an older name."""
    ignore = build.settings.ignore
    return {rule.id: ignore[name] for rule in rules for name in (rule.id, *rule.aliases) if name in ignore}


def severity_in(rule: Rule, build: Build) -> Severity:
    """Return the rule's severity in this build: absence is only advice until the list is final."""
    if rule.family == COMPLETENESS and not build.settings.final:
        return "advice"
    return rule.severity


def not_chosen(build: Build) -> tuple[Kind, ...]:
    """Return the kinds the build still lacks, as far as every PC needs them."""
    present = {part.kind for part in build.parts}
    missing: list[Kind] = [kind for kind in NEEDED if kind not in present]
    cpus = build.of_kind("cpu")
    if "cooler" not in present and not (cpus and all(cpu.facts.get("cooler_in_box") is True for cpu in cpus)):
        missing.append("cooler")
    return tuple(missing)


def doubled(build: Build) -> dict[Kind, int]:
    """Return how many the list names of a kind of which a build has one, where it names more."""
    named = {
        kind: sum(part.quantity for part in build.of_kind(kind))
        + sum(aside.reason == f"a second {kind}" for aside in build.set_aside)
        for kind in ONE_OF_A_KIND
    }
    return {kind: number for kind, number in named.items() if number > 1}


def _evaluate(build: Build, rules: Sequence[Rule], situation: Situation) -> tuple[list[Finding], list[Rule]]:
    found: list[Finding] = []
    not_applicable: list[Rule] = []
    for rule in rules:
        if rule.family == PLAUSIBILITY or (rule.profile and rule.profile not in build.settings.profiles):
            continue
        results = list(findings(rule, situation))
        found += results
        if not results:
            not_applicable.append(rule)
    return found, not_applicable


def uncovered(found: Sequence[Finding]) -> Iterable[Finding]:
    """Leave out milder findings about the parts of a worse one that covers them."""
    covering = [finding for finding in found if finding.verdict is Verdict.VIOLATED and finding.rule.covers]
    for finding in found:
        if not any(finding.rule.id in worse.rule.covers and _share_parts(finding, worse) for worse in covering):
            yield finding


def _share_parts(one: Finding, other: Finding) -> bool:
    """Return whether two findings speak of the same parts, for the kinds that both speak of."""
    kinds_one = {ref.partition("#")[0] for ref in one.parts}
    kinds_other = {ref.partition("#")[0] for ref in other.parts}
    common = kinds_one & kinds_other
    return {ref for ref in one.parts if ref.partition("#")[0] in common} == {
        ref for ref in other.parts if ref.partition("#")[0] in common
    }


def _verdict(judged: Sequence[Judged], *, settled: bool) -> BuildVerdict:
    errors = [entry.finding.verdict for entry in judged if entry.severity == "error"]
    if Verdict.VIOLATED in errors:
        return "incompatible"
    if Verdict.UNKNOWN in errors or not settled:
        return "undecided"
    return "compatible"


def _needless_ignores(build: Build, rules: Sequence[Rule], ignored: Sequence[Ignored]) -> Iterable[Problem]:
    present = {name: rule.id for rule in rules for name in (rule.id, *rule.aliases)}
    used = {entry.finding.rule.id for entry in ignored}
    for name in build.settings.ignore:
        if name not in present:
            yield Problem("ignore", name, "there is no rule of this name.", "See `rigcheck rules list`.")
        elif present[name] not in used:
            yield Problem("ignore", name, "this rule has nothing to say here; the entry is not needed.")
