"""Hypothetical builds: this build with another part, or with more of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from rigcheck.catalog.part import CatalogPart
from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.check import COMPLETENESS, PLAUSIBILITY, reasons_by_rule
from rigcheck.engine.clean import implausible, without
from rigcheck.engine.derive import derive
from rigcheck.rules import tree
from rigcheck.rules.finding import Finding, findings
from rigcheck.rules.model import Rule
from rigcheck.rules.tree import Node
from rigcheck.schema.kinds import Kind
from rigcheck.values import Record
from rigcheck.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of one hypothetical build."""

    findings: tuple[Finding, ...]

    def of(self, verdict: Verdict, severity: str | None = None) -> tuple[Finding, ...]:
        """Return the findings with this verdict, of one severity or of all."""
        return tuple(
            finding
            for finding in self.findings
            if finding.verdict is verdict and severity in {None, finding.rule.severity}
        )

    @property
    def verdict(self) -> Verdict:
        """Return the worst verdict of the rules of severity error; warnings and advice only rank."""
        return min(
            (finding.verdict for finding in self.findings if finding.rule.severity == "error"), default=Verdict.OK
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the facts that keep rules of severity error undecided."""
        return tuple(sorted({path for finding in self.of(Verdict.UNKNOWN, "error") for path in finding.missing}))


def as_build_part(part: CatalogPart, quantity: int = 1) -> BuildPart:
    """Return a part of the catalog as it would stand in a build."""
    return BuildPart("", part.kind, quantity, part.name, part.facts, part.sources, part.id, "exact")


def cleaned_part(part: BuildPart, rules: Sequence[Rule], standards: Record) -> BuildPart:
    """Return a part without the facts that the plausibility rules do not believe."""
    plausibility = [rule for rule in rules if rule.family == PLAUSIBILITY]
    broken = implausible(replace(part, ref=f"{part.kind}#1"), plausibility, standards)
    return without(part, {key.partition(".")[2] for rule in broken for key in rule.drops})


def with_parts(build: Build, kind: Kind, parts: Iterable[BuildPart]) -> Build:
    """Return the build with these parts in place of all of their kind."""
    others = [part for part in build.parts if part.kind != kind]
    return replace(build, parts=numbered([*others, *parts]))


def with_more_of(build: Build, ref: str, units: int) -> Build:
    """Return the build with so many more units of one part."""
    more = [part.units(part.quantity + units) if part.ref == ref else part for part in build.parts]
    return replace(build, parts=tuple(more))


def hungriest_gpu(build: Build, standards: Record) -> str:
    """Return the GPU that draws most, by the upper end of one of them; of equal ones the first. There must be one."""
    drawn = [draw for draw in derive(build, standards).loads.draws if draw.kind == "gpu"]
    most = [draw.per_unit.value.high for draw in drawn]
    return max(zip(drawn, most, strict=True), key=lambda one: inf if one[1] is None else one[1])[0].part


def with_gpu_limit(build: Build, limit_w: int) -> Build:
    """Return the build with this power limit on every GPU that may draw more; a limit never raises a draw."""
    return replace(build, parts=tuple(_limited(part, limit_w) if part.kind == "gpu" else part for part in build.parts))


def _limited(part: BuildPart, limit_w: int) -> BuildPart:
    now = part.settings.get("power_limit_w", part.facts.get("board_power_w"))
    most = now.get("at_most") if isinstance(now, Mapping) else now
    if most is not None and most <= limit_w:
        return part
    return replace(part, settings={**part.settings, "power_limit_w": limit_w})


def outcome(build: Build, rules: Iterable[Rule], standards: Record) -> Outcome:
    """Evaluate rules on one hypothetical build."""
    situation = derive(build, standards).situation
    return Outcome(tuple(finding for rule in rules for finding in findings(rule, situation)))


def applicable(build: Build, rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules that judge whole builds under the build's profiles and are not ignored.

    Completeness is left out: a question is asked of unfinished builds.
    """
    ignored = reasons_by_rule(build, rules)
    return [
        rule
        for rule in rules
        if rule.family not in {PLAUSIBILITY, COMPLETENESS}
        and (rule.profile is None or rule.profile in build.settings.profiles)
        and rule.id not in ignored
    ]


def depends_on(rule: Rule, kind: Kind, derived: Iterable[str] = ()) -> bool:
    """Return whether a rule reads a kind, or one of these derived facts (`power.rated_w`)."""
    for node in _nodes(rule):
        match node:
            case tree.Units() if node.kind == kind:
                return True
            case tree.Name() if node.name == kind:
                return True
    return reads_derived(rule, derived)


def reads_derived(rule: Rule, derived: Iterable[str]) -> bool:
    """Return whether a rule reads one of these derived facts (`power.rated_w`)."""
    wanted = set(derived)
    return any(
        f"{node.of.name}.{node.key}" in wanted
        for node in _nodes(rule)
        if isinstance(node, tree.Fact) and isinstance(node.of, tree.Name)
    )


def facts_named(rule: Rule) -> frozenset[str]:
    """Return the keys of all facts that a rule or its messages name, of whatever part: nothing else can matter."""
    return frozenset(node.key for node in _nodes(rule) if isinstance(node, tree.Fact))


def _nodes(rule: Rule) -> Iterator[Node]:
    nodes: list[Node] = [rule.require, *([rule.when] if rule.when else [])]
    for template in (rule.violated, rule.fix):
        nodes += [piece for piece in template.pieces if not isinstance(piece, str)] if template else []
    while nodes:
        node = nodes.pop()
        yield node
        nodes += tree.children(node)
