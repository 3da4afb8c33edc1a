"""Drops facts that cannot be true, as the rules of the family `plausibility` say, before any other rule sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rigcheck.catalog.part import CatalogPart
from rigcheck.engine.build import Build, BuildPart
from rigcheck.engine.check import PLAUSIBILITY
from rigcheck.engine.display import Names
from rigcheck.errors import Problem
from rigcheck.fact import covers, leaves
from rigcheck.rules.evaluate import Scene
from rigcheck.rules.finding import judge
from rigcheck.rules.message import in_sentence
from rigcheck.rules.model import Rule
from rigcheck.values import Record
from rigcheck.verdict import Verdict


def cleaned(build: Build, rules: Sequence[Rule], standards: Record) -> Build:
    """Return the build without implausible facts; every drop becomes a problem that the report shows."""
    plausibility = [rule for rule in rules if rule.family == PLAUSIBILITY]
    parts: list[BuildPart] = []
    problems = list(build.problems)
    for part in build.parts:
        broken = implausible(part, plausibility, standards)
        for rule in broken:
            problems.append(Problem(part.name, ", ".join(rule.drops), f"not believed: {in_sentence(rule.title)}."))
        parts.append(without(part, {key.partition(".")[2] for rule in broken for key in rule.drops}))
    return replace(build, parts=tuple(parts), problems=tuple(problems))


@dataclass(frozen=True, slots=True)
class Disbelieved:
    """A part of the catalog with facts that a plausibility rule drops whenever the part is used."""

    part: str
    rule: str
    facts: tuple[str, ...]
    message: str


def disbelieved(parts: Iterable[CatalogPart], rules: Sequence[Rule], standards: Record) -> Iterator[Disbelieved]:
    """Yield every drop that the plausibility rules cause over parts of the catalog."""
    plausibility = [rule for rule in rules if rule.family == PLAUSIBILITY]
    for part in parts:
        as_part = BuildPart(f"{part.kind}#1", part.kind, 1, part.name, part.facts)
        names = Names(Build((as_part,)))
        for rule in implausible(as_part, plausibility, standards):
            message = rule.violated.fill(_alone(as_part, standards), names)
            yield Disbelieved(part.id, rule.id, rule.drops, message)


def implausible(part: BuildPart, rules: Iterable[Rule], standards: Record) -> list[Rule]:
    """Return the plausibility rules that the part's facts break."""
    broken = []
    for rule in rules:
        if rule.quantified == (part.kind,):
            finding = judge(rule, _alone(part, standards), (part.ref,))
            if finding and finding.verdict is Verdict.VIOLATED:
                broken.append(rule)
    return broken


def _alone(part: BuildPart, standards: Record) -> Scene:
    return Scene({part.kind: part.record(), "standard": standards}, {}, {})


def without(part: BuildPart, keys: set[str]) -> BuildPart:
    """Return the part without these facts; a key drops everything under it."""
    if not keys:
        return part
    dropped = {leaf for leaf in leaves(part.facts) if any(covers(key, leaf) for key in keys)}
    return replace(part, facts=_without(part.facts, dropped, ""))


def _without(facts: Any, dropped: set[str], prefix: str) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, fact in facts.items():
        name = prefix + key
        if name in dropped:
            continue
        if any(leaf.startswith(name + ".") for leaf in dropped):
            below = _without(fact, dropped, name + ".")
            if below:
                kept[key] = below
        else:
            kept[key] = fact
    return kept
