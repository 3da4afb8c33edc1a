"""Which power supply fits: this build with each supply of the catalog in turn.

A supply fits when every rule of severity error is ok with it, in all families; it is undecided when none is violated
and some are unknown; otherwise it is a near miss. Warnings and advice rank, they do not exclude.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from rigcheck.catalog.part import CatalogPart
from rigcheck.engine.build import Build, BuildPart
from rigcheck.engine.check import PLAUSIBILITY
from rigcheck.engine.derive import Derived, derive
from rigcheck.engine.report import number_json
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
from rigcheck.rules.model import Rule
from rigcheck.values import Exact, Interval, Record, Value
from rigcheck.verdict import Verdict

SCHEMA: Final = "rigcheck.psu/1"

HIGHEST_LOAD = Decimal("0.90")
"""The load up to which a supply is the smallest sensible one; its source stands in rules/power/above-90."""
COMFORTABLE_LOAD = Decimal("0.80")
"""The load that is recommended; its source stands in rules/power/above-80."""
SIZE_STEP_W = 50
"""Supplies are sold in steps of 50 W."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One supply in this build."""

    part: CatalogPart
    outcome: Outcome

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


def which_psu(build: Build, supplies: Iterable[CatalogPart], rules: Sequence[Rule], standards: Record) -> PsuAnswer:
    """Try every supply in the place of those the build has, as many of each as it has now."""
    bare = with_parts(build, "psu", ())
    chosen = applicable(build, rules)
    units = max(1, sum(part.quantity for part in build.of_kind("psu")))
    # Rules that read nothing of a supply say the same for all of them: they are evaluated once.
    reading = [rule for rule in chosen if depends_on(rule, "psu", ["power.rated_w"])]
    rest = outcome(bare, [rule for rule in chosen if rule not in reading], standards)
    derived = derive(bare, standards)
    trial = _Trial(derived, reading, rest)
    plausibility = [rule for rule in rules if rule.family == PLAUSIBILITY]
    candidates = [
        Candidate(part, trial.outcome(cleaned_part(as_build_part(part, units), plausibility, standards)))
        for part in supplies
    ]
    by_verdict: dict[Verdict, list[Candidate]] = {verdict: [] for verdict in Verdict}
    for candidate in candidates:
        by_verdict[candidate.outcome.verdict].append(candidate)
    needed = derived.figures["power.sustained_w"].value
    return PsuAnswer(
        build,
        derived,
        tuple(sorted(by_verdict[Verdict.OK], key=lambda one: _rank(one, needed))),
        tuple(sorted(by_verdict[Verdict.UNKNOWN], key=lambda one: _rank(one, needed))),
        tuple(sorted(by_verdict[Verdict.VIOLATED], key=lambda one: _rank(one, needed))),
    )


class _Trial:
    """Puts one supply after the other in place and evaluates the rules that read it.

    What a rule says is remembered for the facts it names: three thousand supplies have a few dozen ratings.
    """

    def __init__(self, derived: Derived, rules: Sequence[Rule], rest: Outcome) -> None:
        self._derived, self._rest = derived, rest
        self._rules = [(rule, sorted(facts_named(rule))) for rule in rules]
        self._known: dict[tuple[str, tuple[Value | None, ...]], tuple[Finding, ...]] = {}

    def outcome(self, part: BuildPart) -> Outcome:
        """Return what all rules say with this supply."""
        part = replace(part, ref="psu#1")
        fields = part.record().fields
        there: Situation | None = None
        found = list(self._rest.findings)
        for rule, facts in self._rules:
            key = (rule.id, tuple(fields.get(fact) for fact in facts))
            if key not in self._known:
                there = there or _with(self._derived, part)
                self._known[key] = tuple(findings(rule, there))
            found += self._known[key]
        return Outcome(tuple(found))


def _with(derived: Derived, part: BuildPart) -> Situation:
    """Return the situation with this supply in place: only it and its rating differ."""
    record = part.record()
    rating = record.fields.get("rated_w")
    situation = derived.situation
    power = situation.namespaces["power"]
    rated = rating * Interval.point(part.quantity) if isinstance(rating, Interval) else Interval(0, None)
    fields = dict(power.fields) if isinstance(power, Record) else {}
    because = dict(situation.because)
    if not rated.is_point:
        because["power.rated_w"] = frozenset({"psu#1.rated_w"})
    namespaces = {**situation.namespaces, "power": Record({**fields, "rated_w": rated}, "power")}
    units = {**situation.units, "psu": replace(situation.units["psu"], items=(record,) * part.quantity, complete=True)}
    return replace(
        situation, parts={**situation.parts, "psu": (record,)}, units=units, namespaces=namespaces, because=because
    )


def _rank(candidate: Candidate, needed: Interval) -> tuple[Any, ...]:
    """Order: fewest warnings, then fewest errors, then the least oversize, then the name."""
    warnings = len(candidate.outcome.of(Verdict.VIOLATED, "warning"))
    errors = len(candidate.outcome.of(Verdict.VIOLATED, "error"))
    advice = len(candidate.outcome.of(Verdict.VIOLATED, "advice"))
    rated = candidate.rated_w
    oversize = abs((rated or 0) - (needed.high or needed.low or 0))
    imported = candidate.part.origin != "curated"
    return errors, warnings, advice, imported, oversize, candidate.part.id


def smallest_w(sustained: Interval, load: Decimal) -> int | None:
    """Return the smallest rating, in steps of 50 W, that carries the high end at this load; None when it is open."""
    if sustained.high is None:
        return None
    return math.ceil(sustained.high / Fraction(load) / SIZE_STEP_W) * SIZE_STEP_W


def psu_json(answer: PsuAnswer) -> dict[str, Any]:
    """Return the answer as JSON-ready data, schema `rigcheck.psu/1`."""
    sustained = answer.derived.figures["power.sustained_w"].value
    makers = [usual_of(part.facts.get("maker_psu_w")) for part in answer.build.of_kind("gpu")]
    asked = [watts for watts in makers if isinstance(watts, int)]
    return {
        "schema": SCHEMA,
        "needs": {
            "sustained_w": {"low": number_json(sustained.low), "high": number_json(sustained.high)},
            "smallest_w": smallest_w(sustained, HIGHEST_LOAD),
            "recommended_w": smallest_w(sustained, COMFORTABLE_LOAD),
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
        "fits": [
            {
                "id": one.part.id,
                "name": one.part.name,
                "rated_w": one.rated_w,
                "load": _load(sustained.high, one.rated_w),
                "warnings": sorted({finding.rule.id for finding in one.outcome.of(Verdict.VIOLATED, "warning")}),
            }
            for one in answer.fits
        ],
        "undecided": [
            {"id": one.part.id, "name": one.part.name, "rated_w": one.rated_w, "missing": list(one.outcome.missing)}
            for one in answer.undecided
        ],
        "near_misses": [
            {
                "id": one.part.id,
                "name": one.part.name,
                "rated_w": one.rated_w,
                "because": sorted({finding.rule.id for finding in one.outcome.of(Verdict.VIOLATED, "error")}),
            }
            for one in answer.near_misses
        ],
    }


def _load(watts: Exact | None, rated: Any) -> float | None:
    return round(float(watts) / float(rated), 3) if watts is not None and rated else None
