"""The answer of `rigcheck psu` as JSON-ready data, schema `rigcheck.psu/1`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from rigcheck.catalog.part import Standard
from rigcheck.catalog.vocabulary import word_lists
from rigcheck.engine.build import Build
from rigcheck.engine.derive import derive
from rigcheck.engine.display import Names, shown_word
from rigcheck.engine.placement_report import interval_json, number_json
from rigcheck.engine.power_report import cables_json, circuit_json, draws_json
from rigcheck.engine.report import message, part_json, remarks_json
from rigcheck.engine.ruleset import standards_record
from rigcheck.engine.sources import raw_at
from rigcheck.errors import Problem
from rigcheck.fact import usual_of
from rigcheck.power.wall import USUAL_LABEL, levels_at, wall_watts
from rigcheck.questions.hypothetical import Outcome, as_build_part, with_parts
from rigcheck.questions.psu import Candidate, PsuAnswer
from rigcheck.rules.finding import Finding
from rigcheck.values import Interval, Record, Words
from rigcheck.verdict import Verdict

SCHEMA: Final = "rigcheck.psu/1"

Json = dict[str, Any]


def psu_json(
    answer: PsuAnswer,
    standards: Mapping[str, Standard],
    *,
    why: Sequence[Candidate] = (),
    problems: Sequence[Problem] = (),
) -> Json:
    """Return the answer; `why` names supplies whose findings are told in full, `problems` what else should be known."""
    own = answer.build.of_kind("psu")
    listed = {part.id for part in own} if len(own) == 1 else set()  # unlike supplies are tried as a pair of each
    return {
        "schema": SCHEMA,
        "needs": _needs(answer, standards),
        "listed": _listed(answer, standards),
        "apart": [_told(finding, Names(answer.build)) for finding in answer.apart],
        "fits": [_candidate(one, listed, answer.units) for one in answer.fits],
        "undecided": [
            {**_candidate(one, listed, answer.units), "missing": list(one.missing)} for one in answer.undecided
        ],
        "near_misses": [
            {
                **_candidate(one, listed, answer.units),
                "missing": list(one.missing),
                "because": sorted({finding.rule.id for finding in one.outcome.of(Verdict.VIOLATED, "error")}),
            }
            for one in answer.near_misses
        ],
        "why": [_why(one, answer.build, answer.units) for one in why],
        "parts": [part_json(part) for part in answer.build.parts if part.kind != "psu"],
        **remarks_json(answer.build, problems),
    }


def _listed(answer: PsuAnswer, standards: Mapping[str, Standard]) -> Json | None:
    """Return what the rules say of the supplies in the list, as many of each and feeding what it says."""
    if answer.listed is None:
        return None
    figures = derive(answer.build, standards_record(standards)).figures
    said = answer.listed
    return {
        "name": " and ".join(
            f"{part.quantity} × {part.name}" if part.quantity > 1 else part.name for part in answer.build.of_kind("psu")
        ),
        **{
            key: interval_json(figures[f"power.{key}"])
            for key in ("rated_w", "tolerated_w", "load_percent", "spike_percent")
        },
        "verdict": min(said.verdict, answer.rest.verdict).word,
        "because": sorted({finding.rule.id for finding in said.of(Verdict.VIOLATED, "error")}),
        "missing": list(said.missing),
        **_warnings(said),
    }


def _warnings(said: Outcome) -> Json:
    return {
        "warnings": sorted({finding.rule.id for finding in said.of(Verdict.VIOLATED, "warning")}),
        "open_warnings": sorted({finding.rule.id for finding in said.of(Verdict.UNKNOWN, "warning")}),
    }


def _needs(answer: PsuAnswer, standards: Mapping[str, Standard]) -> Json:
    build, figures, sizes = answer.build, answer.derived.figures, answer.sizes
    spike = figures["power.spike_w"].value
    makers = list(_makers(build, standards))
    record = standards_record(standards)
    wall, reckoned = _wall(answer, record)
    circuit = circuit_json(answer.derived.circuit, record)
    return {
        "sustained_w": interval_json(figures["power.sustained_w"]),
        "spike_w": number_json(spike.high if spike.high is not None else spike.low),
        "spike": interval_json(spike),
        "smallest_w": {"atx2": sizes.smallest_atx_2_w, "atx3": sizes.smallest_atx_3_w},
        "recommended_w": sizes.recommended_w,
        "supposed": [
            {
                "what": one.what,
                "low_w": number_json(one.watts.low),
                "high_w": number_json(one.watts.high),
                "usual_w": usual_of(raw_at(one.figure, build, standards)),
            }
            for one in answer.supposed
        ],
        "smallest_load": float(answer.highest_load),
        "recommended_load": float(answer.comfortable_load),
        "maker_w": max((one["maker_w"] for one in makers), default=None),
        "makers": makers,
        "wall_w": number_json(wall.high if wall.high is not None else wall.low),
        "wall": {**interval_json(wall), "reckoned_with": reckoned},
        "circuit": {**circuit, "share": _share(wall, circuit["rated_w"])},
        "next_gpu_w": interval_json(figures["power.next_gpu_w"]),
        "draws": [
            {
                "part": draw["part"],
                "name": build.part(draw["part"]).name,
                "units": draw["units"],
                "low_w": draw["watts"]["low"],
                "high_w": draw["watts"]["high"],
                "usual_w": draw["usual_w"],
                "spike_low_w": draw["spike_w"]["low"],
                "spike_w": draw["spike_w"]["high"],
                "rail": draw["rail"],
                "basis": draw["basis"],
                "source": draw["source"],
                "source_basis": draw["source_basis"],
            }
            for draw in draws_json(answer.derived, build, standards)
        ],
    }


def _share(wall: Interval, rated: int) -> float | None:
    return None if wall.high is None else round(float(wall.high) / rated, 3)


def _makers(build: Build, standards: Mapping[str, Standard]) -> list[Json]:
    """Return what the maker of each GPU asks for, in the maker's own words, and the machine that is meant for."""
    found = []
    for part in build.of_kind("gpu"):
        watts = usual_of(part.facts.get("maker_psu_w"))
        if isinstance(watts, bool | str) or watts is None:
            continue
        maker = part.facts.get("maker")
        sources = part.source_of("maker_psu_w")
        found.append(
            {
                "part": part.ref,
                "name": part.name,
                "maker": shown_word("gpu_makers", maker) if isinstance(maker, str) else None,
                "term": raw_at(f"standard.maker_figures.term.{maker}", build, standards),
                "maker_w": number_json(Fraction(watts)),
                "cpu": usual_of(part.facts.get("maker_psu_cpu")),
                "basis": sources[0]["basis"] if sources else None,
            }
        )
    return found


def _wall(answer: PsuAnswer, standards: Record) -> tuple[Interval, str]:
    """Return what the build takes from the wall with the list's own supply, or with one of the recommended size."""
    if answer.build.of_kind("psu"):
        listed = answer.build.of_kind("psu")
        known = all(isinstance(part.facts.get("efficiency"), str) for part in listed)
        several = sum(part.quantity for part in listed) > 1
        which = "the supplies in the list" if several else "the supply in the list"
        which += "" if known else ", without an 80 PLUS label known"
        return derive(answer.build, standards).figures["power.wall_w"].value, which
    label = word_lists()["efficiency"].words[USUAL_LABEL]
    rated = answer.sizes.recommended_w
    size = {"rated_w": Interval.point(rated)} if rated else {}
    supposed = Record({"efficiency": Words.of(USUAL_LABEL), **size}, "psu")
    levels = levels_at(answer.derived.circuit.volts, standards)
    taken = wall_watts(answer.derived.figures["power.sustained_w"], [(supposed, 1)], levels)
    return taken.value, f"a supply of the recommended size and {label} (assumed)"


def _candidate(one: Candidate, listed: set[str | None], units: int) -> Json:
    offer = one.offer
    return {
        "id": one.part.id,
        "name": one.part.name,
        "rated_w": one.rated_w,
        "load": None if one.load is None else round(float(one.load), 3),
        "efficiency": None if one.efficiency is None else round(float(one.efficiency), 3),
        "tolerated_w": interval_json(one.tolerated_w),
        "price": None
        if offer is None
        else {
            "amount": str(offer.amount),
            "currency": offer.currency,
            "seller": offer.seller,
            "date": offer.date.isoformat(),
        },
        **_warnings(one.outcome),
        "listed": one.part.id in listed,
        "units": units,
    }


def _why(one: Candidate, build: Build, units: int) -> Json:
    """Return everything that rules say of one supply but that all is well, each with its sentence and way out."""
    tried = with_parts(build, "psu", [as_build_part(one.part, units)])
    names = Names(tried)
    findings = [finding for finding in one.outcome.findings if finding.verdict is not Verdict.OK]
    order = sorted(findings, key=lambda finding: (finding.verdict, _SEVERITY[finding.rule.severity], finding.rule.id))
    return {
        "id": one.part.id,
        "name": one.part.name,
        "findings": [_told(finding, names) for finding in order],
        "cables": cables_json(tried),
        "passed": sum(finding.verdict is Verdict.OK for finding in one.outcome.findings),
    }


_SEVERITY: Final = {"error": 0, "warning": 1, "advice": 2}


def _told(finding: Finding, names: Names) -> Json:
    violated = finding.verdict is Verdict.VIOLATED
    return {
        "rule": finding.rule.id,
        "severity": finding.rule.severity,
        "verdict": finding.verdict.word,
        "message": message(finding, names),
        "missing": list(finding.missing),
        "fix": finding.rule.fix.fill(finding.scene, names) if finding.rule.fix and violated else None,
    }
