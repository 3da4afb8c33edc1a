"""Which power supply fits: this build with each supply of the catalog in turn.

A supply fits when every rule of severity error is ok with it, in all families; it is undecided when none is violated
and some are unknown; otherwise it is a near miss. Warnings and advice rank, they do not exclude. What is violated or
open whatever the supply is told once and apart: it keeps every supply from fitting, and no supply is blamed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.price_book import Offer
from rigcheck.engine.build import Build
from rigcheck.engine.check import PLAUSIBILITY, uncovered
from rigcheck.engine.derive import OF_SUPPLY, Derived, derive
from rigcheck.engine.distinct import group_of
from rigcheck.fact import usual_of
from rigcheck.power.figures import ratio_of
from rigcheck.power.sizing import Sizes, sizes
from rigcheck.power.supply import supplies_of
from rigcheck.power.wall import efficiency_of, levels_at
from rigcheck.quantity import number
from rigcheck.questions.hypothetical import (
    Outcome,
    applicable,
    as_build_part,
    cleaned_part,
    depends_on,
    outcome,
    with_parts,
)
from rigcheck.questions.psu_trial import Trial
from rigcheck.questions.psu_wishes import NO_WISHES, Wishes
from rigcheck.rules.finding import Finding
from rigcheck.rules.model import Rule
from rigcheck.values import Exact, Interval, Record
from rigcheck.verdict import Verdict

HIGHEST_LOAD: Final = "power/above-90"
"""The rule whose share is the load up to which a supply is the smallest sensible one."""
A_PROCESSOR: Final = "a processor"
COMFORTABLE_LOAD: Final = "power/above-80"
"""The rule whose share is the load that is recommended."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One supply in this build."""

    part: CatalogPart
    outcome: Outcome
    """What the rules say that read supplies."""
    load: Exact | None
    """How full the fullest of its units is, in shares of the rating, at most."""
    efficiency: Exact | None
    """What its label promises at this load."""
    tolerated_w: Interval
    """What as many units of it as are tried bear for some 10 ms."""
    offer: Offer | None
    """The cheapest that the price book has of it."""
    wanting: tuple[str, ...] = ()
    """The facts that would tell whether it is of the sort that is asked for."""

    @property
    def rated_w(self) -> Any:
        """Return its rating for ranking and display, or None."""
        return usual_of(self.part.facts.get("rated_w"))

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what keeps it undecided."""
        return tuple(sorted({*self.outcome.missing, *self.wanting}))


@dataclass(frozen=True, slots=True)
class Supposed:
    """Watts that a part may draw that is not chosen yet: sizes would be too small without it."""

    what: str
    watts: Interval
    figure: str
    """Where it stands in the standards."""


@dataclass(frozen=True, slots=True)
class PsuAnswer:
    """The supplies of the catalog, by what the rules say of each."""

    build: Build
    units: int
    """How many of each supply were tried: as many as the build has, at least one."""
    derived: Derived
    fits: tuple[Candidate, ...]
    undecided: tuple[Candidate, ...]
    near_misses: tuple[Candidate, ...]
    rest: Outcome
    """What the other rules say: the same of every supply."""
    listed: Outcome | None
    """What the rules that read supplies say of those in the list, as they are there."""
    supposed: tuple[Supposed, ...]
    """What sizes count for parts that are not chosen yet."""
    sizes: Sizes
    highest_load: Fraction
    comfortable_load: Fraction

    @property
    def apart(self) -> tuple[Finding, ...]:
        """Return what keeps every supply from fitting."""
        return (*self.rest.of(Verdict.VIOLATED, "error"), *self.rest.of(Verdict.UNKNOWN, "error"))

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Return all supplies, the best first."""
        return (*self.fits, *self.undecided, *self.near_misses)


def which_psu(
    build: Build,
    supplies: Iterable[CatalogPart],
    rules: Sequence[Rule],
    standards: Record,
    wishes: Wishes = NO_WISHES,
) -> PsuAnswer:
    """Try every supply that is asked for in the place of those the build has, as many of each as it has now."""
    bare = with_parts(build, "psu", ())
    chosen = applicable(build, rules)
    units = max(1, sum(part.quantity for part in build.of_kind("psu")))
    # Rules that read nothing of a supply say the same for all of them: they are evaluated once.
    reading = [rule for rule in chosen if depends_on(rule, "psu", OF_SUPPLY)]
    rest = outcome(bare, [rule for rule in chosen if rule not in reading], standards)
    derived = derive(bare, standards)
    trial = Trial(bare, derived, reading, standards)
    plausibility = [rule for rule in rules if rule.family == PLAUSIBILITY]
    excursions = group_of(standards, "excursions")
    levels = levels_at(derived.circuit.volts, standards)
    by_verdict: dict[Verdict, list[Candidate]] = {verdict: [] for verdict in Verdict}
    for part in supplies:
        is_of_sort, wanting = wishes.judge(part)
        if is_of_sort is Verdict.VIOLATED:
            continue
        tried = cleaned_part(as_build_part(part, units), plausibility, standards)
        said = trial.outcome(tried)
        record = replace(tried, ref="psu#1").record()
        percent = trial.power(record, units)["power.load_percent"].value.high
        load = None if percent is None else Fraction(percent) / 100
        efficiency = None if load is None else efficiency_of(record, load, levels)
        bears = supplies_of([(record, units)], excursions)[0].tolerated.value * Interval.point(units)
        candidate = Candidate(part, said, load, efficiency, bears, wishes.offers.get(part.id), wanting)
        by_verdict[min(said.verdict, rest.verdict, is_of_sort)].append(candidate)
    highest, comfortable = _share(rules, HIGHEST_LOAD), _share(rules, COMFORTABLE_LOAD)
    supposed = _supposed(build, standards)
    priced = len({offer.currency for offer in wishes.offers.values()}) == 1
    ranked = {
        verdict: tuple(sorted(found, key=lambda one: _rank(one, priced=priced)))
        for verdict, found in by_verdict.items()
    }
    return PsuAnswer(
        build,
        units,
        derived,
        ranked[Verdict.OK],
        ranked[Verdict.UNKNOWN],
        ranked[Verdict.VIOLATED],
        rest,
        Outcome(tuple(uncovered(outcome(build, reading, standards).findings))) if build.of_kind("psu") else None,
        supposed,
        _sizes(derived, supposed, standards, (highest, comfortable)),
        highest,
        comfortable,
    )


def _share(rules: Iterable[Rule], name: str) -> Fraction:
    """Return the load that a rule allows, which its file states with the source."""
    value = next(rule for rule in rules if rule.id == name).parameters["share"].constant.value
    assert isinstance(value, Interval)
    assert value.low is not None
    return Fraction(value.low)


def _supposed(build: Build, standards: Record) -> tuple[Supposed, ...]:
    """Return what sizes count for a board or a processor that is not chosen yet, beside the parts that are."""
    kinds = {part.kind for part in build.parts}
    found = []
    if "cpu" not in kinds:
        watts = number(group_of(group_of(standards, "maker_figures"), "reference"), "cpu_w").value
        found.append(Supposed(A_PROCESSOR, watts, "standard.maker_figures.reference.cpu_w"))
    if "motherboard" not in kinds:
        watts = number(group_of(group_of(standards, "platform_power"), "rest_of_platform_w"), "desktop").value
        figure = "standard.platform_power.rest_of_platform_w.desktop"
        found.append(Supposed("board, memory, drives and fans", watts, figure))
    return tuple(found)


def _sizes(
    derived: Derived, supposed: Sequence[Supposed], standards: Record, shares: tuple[Fraction, Fraction]
) -> Sizes:
    """Return the sizes for the upper ends; none for a list that names neither a processor nor a GPU."""
    if not any(draw.kind in {"cpu", "gpu"} for draw in derived.loads.draws):
        return Sizes(None, None, None)
    excursions = group_of(standards, "excursions")
    more = sum(one.watts.high or 0 for one in supposed)
    peak = Fraction(ratio_of(excursions, "cpu_peak_ratio", "limits_kept").high or 1)
    beyond = sum((one.watts.high or 0) * (peak if one.what == A_PROCESSOR else 1) for one in supposed)
    lasting, spike = (derived.figures[path].value.high for path in ("power.sustained_w", "power.spike_w"))
    return sizes(
        None if lasting is None else lasting + more,
        None if spike is None else spike + beyond,
        excursions,
        highest=shares[0],
        comfortable=shares[1],
    )


def _rank(candidate: Candidate, *, priced: bool) -> tuple[Any, ...]:
    """Return the order: warnings, open ones, margin (a comfortable load), efficiency, price, size; then curated ones.

    Errors come before all, so that of near misses the nearest is first; efficiency counts in whole percent.
    """
    said = candidate.outcome
    errors, warnings = (len(said.of(Verdict.VIOLATED, severity)) for severity in ("error", "warning"))
    unsure = len(said.of(Verdict.UNKNOWN, "warning"))
    narrow = any(finding.rule.id == COMFORTABLE_LOAD for finding in said.of(Verdict.VIOLATED))
    efficiency = -round((candidate.efficiency or 0) * 100)
    price = candidate.offer.amount if priced and candidate.offer else None
    return (
        errors,
        bool(candidate.missing),
        warnings,
        unsure,
        narrow,
        efficiency,
        (price is None, price or 0),
        candidate.rated_w or 0,
        candidate.part.origin != "curated",
        candidate.part.id,
    )
