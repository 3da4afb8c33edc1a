"""Which power supply fits: this build with each supply of the catalog in turn.

A supply fits when every rule of severity error is ok with it, in all families; it is undecided when none is violated
and some are unknown; otherwise it is a near miss. Warnings and advice rank, they do not exclude. What is violated or
open whatever the supply is told once and apart: it keeps every supply from fitting, and no supply is blamed for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from rigcheck.catalog.part import CatalogPart
from rigcheck.engine.build import Build, BuildPart
from rigcheck.engine.check import PLAUSIBILITY
from rigcheck.engine.derive import FED, FED_BY, Derived, derive, fed
from rigcheck.engine.display import Names
from rigcheck.engine.placement_report import number_json
from rigcheck.engine.report import message, part_json, remarks_json
from rigcheck.fact import usual_of
from rigcheck.questions.hypothetical import (
    Outcome,
    applicable,
    as_build_part,
    cleaned_part,
    depends_on,
    facts_named,
    outcome,
    with_parts,
)
from rigcheck.rules.finding import Finding, Situation, findings
from rigcheck.rules.model import SEVERITIES, Rule
from rigcheck.values import Exact, Interval, Record, Value
from rigcheck.verdict import Verdict

SCHEMA: Final = "rigcheck.psu/1"

HIGHEST_LOAD: Final = "power/above-90"
"""The rule whose share is the load up to which a supply is the smallest sensible one."""
COMFORTABLE_LOAD: Final = "power/above-80"
"""The rule whose share is the load that is recommended."""
SIZE_STEP_W = 50
"""Supplies are sold in steps of 50 W."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One supply in this build."""

    part: CatalogPart
    outcome: Outcome
    """What the rules say that read supplies."""

    @property
    def rated_w(self) -> Any:
        """Return its rating for ranking and display, or None."""
        return usual_of(self.part.facts.get("rated_w"))


@dataclass(frozen=True, slots=True)
class PsuAnswer:
    """The supplies of the catalog, by what the rules say of each."""

    build: Build
    derived: Derived
    fits: tuple[Candidate, ...]
    undecided: tuple[Candidate, ...]
    near_misses: tuple[Candidate, ...]
    rest: Outcome
    """What the other rules say: the same of every supply."""
    highest_load: Fraction
    comfortable_load: Fraction

    @property
    def apart(self) -> tuple[Finding, ...]:
        """Return what keeps every supply from fitting."""
        return (*self.rest.of(Verdict.VIOLATED, "error"), *self.rest.of(Verdict.UNKNOWN, "error"))


def which_psu(build: Build, supplies: Iterable[CatalogPart], rules: Sequence[Rule], standards: Record) -> PsuAnswer:
    """Try every supply in the place of those the build has, as many of each as it has now."""
    bare = with_parts(build, "psu", ())
    chosen = applicable(build, rules)
    units = max(1, sum(part.quantity for part in build.of_kind("psu")))
    # Rules that read nothing of a supply say the same for all of them: they are evaluated once.
    reading = [rule for rule in chosen if depends_on(rule, "psu", ["power.rated_w", *FED])]
    rest = outcome(bare, [rule for rule in chosen if rule not in reading], standards)
    derived = derive(bare, standards)
    trial = _Trial(derived, reading)
    plausibility = [rule for rule in rules if rule.family == PLAUSIBILITY]
    candidates = [
        Candidate(part, trial.outcome(cleaned_part(as_build_part(part, units), plausibility, standards)))
        for part in supplies
    ]
    by_verdict: dict[Verdict, list[Candidate]] = {verdict: [] for verdict in Verdict}
    for candidate in candidates:
        by_verdict[min(candidate.outcome.verdict, rest.verdict)].append(candidate)
    needed = derived.figures["power.sustained_w"].value
    return PsuAnswer(
        build,
        derived,
        tuple(sorted(by_verdict[Verdict.OK], key=lambda one: _rank(one, needed))),
        tuple(sorted(by_verdict[Verdict.UNKNOWN], key=lambda one: _rank(one, needed))),
        tuple(sorted(by_verdict[Verdict.VIOLATED], key=lambda one: _rank(one, needed))),
        rest,
        _share(rules, HIGHEST_LOAD),
        _share(rules, COMFORTABLE_LOAD),
    )


def _share(rules: Iterable[Rule], name: str) -> Fraction:
    """Return the load that a rule allows, which its file states with the source."""
    value = next(rule for rule in rules if rule.id == name).parameters["share"].constant.value
    assert isinstance(value, Interval)
    assert value.low is not None
    return Fraction(value.low)


class _Trial:
    """Puts one supply after the other in place and evaluates the rules that read it.

    What a rule says is remembered for the facts it names: three thousand supplies have a few dozen ratings.
    """

    def __init__(self, derived: Derived, rules: Sequence[Rule]) -> None:
        self._derived = derived
        fed_by = {rule.id: FED_BY if depends_on(rule, "psu", FED) else frozenset[str]() for rule in rules}
        self._rules = [(rule, sorted(facts_named(rule) | fed_by[rule.id])) for rule in rules]
        self._known: dict[tuple[str, tuple[Value | None, ...]], tuple[Finding, ...]] = {}

    def outcome(self, part: BuildPart) -> Outcome:
        """Return what the rules say with this supply."""
        part = replace(part, ref="psu#1")
        fields = part.record().fields
        there: Situation | None = None
        found: list[Finding] = []
        for rule, facts in self._rules:
            key = (rule.id, tuple(fields.get(fact) for fact in facts))
            if key not in self._known:
                there = there or _with(self._derived, part)
                self._known[key] = tuple(findings(rule, there))
            found += self._known[key]
        return Outcome(tuple(found))


def _with(derived: Derived, part: BuildPart) -> Situation:
    """Return the situation with this supply in place: only it, its rating and what its plugs feed differ."""
    record = part.record()
    rating = record.fields.get("rated_w")
    situation = derived.situation
    power = situation.namespaces["power"]
    rated = rating * Interval.point(part.quantity) if isinstance(rating, Interval) else Interval(0, None)
    fields = dict(power.fields) if isinstance(power, Record) else {}
    because = dict(situation.because)
    if not rated.is_point:
        because["power.rated_w"] = frozenset({"psu#1.rated_w"})
    gpus = [(gpu, 1) for gpu in situation.units["gpu"].items if isinstance(gpu, Record)]
    figures = fed(gpus, [(record, part.quantity)])
    because |= {path: figure.blame for path, figure in figures.items()}
    placement = situation.namespaces["placement"]
    placed = dict(placement.fields) if isinstance(placement, Record) else {}
    placed |= {path.partition(".")[2]: figure.value for path, figure in figures.items()}
    namespaces = {
        **situation.namespaces,
        "power": Record({**fields, "rated_w": rated}, "power"),
        "placement": Record(placed, "placement"),
    }
    units = {**situation.units, "psu": replace(situation.units["psu"], items=(record,) * part.quantity, complete=True)}
    return replace(
        situation, parts={**situation.parts, "psu": (record,)}, units=units, namespaces=namespaces, because=because
    )


def _rank(candidate: Candidate, needed: Interval) -> tuple[Any, ...]:
    """Order: the fewest errors, decided ones first, the fewest warnings, then advice; curated; the nearest rating."""
    said = candidate.outcome
    errors, warnings, advice = (len(said.of(Verdict.VIOLATED, severity)) for severity in SEVERITIES)
    imported = candidate.part.origin != "curated"
    distance = abs((candidate.rated_w or 0) - (needed.high or needed.low or 0))
    return errors, bool(said.missing), warnings, advice, imported, distance, candidate.part.id


def smallest_w(sustained: Interval, load: Fraction) -> int | None:
    """Return the smallest rating, in steps of 50 W, that carries the high end at this load; None when it is open."""
    if sustained.high is None:
        return None
    return math.ceil(sustained.high / load / SIZE_STEP_W) * SIZE_STEP_W


def psu_json(answer: PsuAnswer) -> dict[str, Any]:
    """Return the answer as JSON-ready data, schema `rigcheck.psu/1`."""
    sustained = answer.derived.figures["power.sustained_w"].value
    makers = [usual_of(part.facts.get("maker_psu_w")) for part in answer.build.of_kind("gpu")]
    asked = [watts for watts in makers if isinstance(watts, int)]
    return {
        "schema": SCHEMA,
        "needs": {
            "sustained_w": {"low": number_json(sustained.low), "high": number_json(sustained.high)},
            "smallest_w": smallest_w(sustained, answer.highest_load),
            "recommended_w": smallest_w(sustained, answer.comfortable_load),
            "smallest_load": float(answer.highest_load),
            "recommended_load": float(answer.comfortable_load),
            "maker_w": max(asked) if asked else None,
            "draws": [
                {
                    "part": draw.part,
                    "name": answer.build.part(draw.part).name,
                    "units": draw.units,
                    "low_w": number_json(draw.watts.value.low),
                    "high_w": number_json(draw.watts.value.high),
                    "basis": draw.basis,
                }
                for draw in answer.derived.draws
            ],
        },
        "apart": [
            {
                "rule": finding.rule.id,
                "verdict": finding.verdict.word,
                "message": message(finding, Names(answer.build)),
                "missing": list(finding.missing),
            }
            for finding in answer.apart
        ],
        "fits": [_candidate(one, sustained) for one in answer.fits],
        "undecided": [{**_candidate(one, sustained), "missing": list(one.outcome.missing)} for one in answer.undecided],
        "near_misses": [
            {
                **_candidate(one, sustained),
                "missing": list(one.outcome.missing),
                "because": sorted({finding.rule.id for finding in one.outcome.of(Verdict.VIOLATED, "error")}),
            }
            for one in answer.near_misses
        ],
        "parts": [part_json(part) for part in answer.build.parts if part.kind != "psu"],
        **remarks_json(answer.build),
    }


def _candidate(one: Candidate, sustained: Interval) -> dict[str, Any]:
    return {
        "id": one.part.id,
        "name": one.part.name,
        "rated_w": one.rated_w,
        "load": _load(sustained.high, one.rated_w),
        "warnings": sorted({finding.rule.id for finding in one.outcome.of(Verdict.VIOLATED, "warning")}),
    }


def _load(watts: Exact | None, rated: Any) -> float | None:
    return round(float(watts) / float(rated), 3) if watts is not None and rated else None
