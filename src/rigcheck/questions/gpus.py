"""How many GPUs: this build with none, one, two … of them, and the rules run over each.

The count speaks of space and slots alone (the family `slots`). Every other rule that reads GPUs is told beside it:
where it is decided, up to how many GPUs it holds; where it is not, which facts it would need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rigcheck.engine.build import Build, BuildPart
from rigcheck.engine.derive import derive
from rigcheck.engine.display import Names
from rigcheck.engine.placement_report import number_json
from rigcheck.engine.report import part_json, remarks_json
from rigcheck.questions.hypothetical import applicable, depends_on, with_parts
from rigcheck.rules.finding import Finding, findings
from rigcheck.rules.model import Rule
from rigcheck.values import Record
from rigcheck.verdict import Verdict

SCHEMA: Final = "rigcheck.gpus/1"
SPACE: Final = "slots"
"""The family that the count speaks of."""
MOST_GPUS: Final = 12
"""More GPUs than any board has places for."""

GPU_FIGURES: Final = (
    "placement.unplaced_gpus",
    "placement.case_slots_needed",
    "placement.unplaced_cards",
    "placement.next_unplaced_gpus",
    "placement.next_case_slots_needed",
    "power.sustained_w",
    "power.next_gpu_w",
)
"""Derived facts that change with the number of GPUs."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What one rule says of the number: it surely holds up to one, and may hold up to another."""

    rule: Rule
    at_least: int
    at_most: int
    reason: str | None
    """Its message for one GPU more than it allows."""
    missing: tuple[str, ...]
    """The facts that would decide it for one GPU more than it surely allows."""


@dataclass(frozen=True, slots=True)
class GpuAnswer:
    """How many GPUs the board and the case hold."""

    build: Build
    gpu: BuildPart
    at_least: int
    at_most: int
    space: tuple[Limit, ...]
    others: tuple[Limit, ...]
    figures: tuple[dict[str, Any], ...]
    """Slots and case slots for each number of GPUs, from none up."""


def how_many_gpus(build: Build, gpu: BuildPart, rules: Sequence[Rule], standards: Record) -> GpuAnswer:
    """Try the build with 0, 1, 2 … units of the GPU in the place of those it has."""
    chosen = [
        rule for rule in applicable(build, rules) if rule.severity == "error" and depends_on(rule, "gpu", GPU_FIGURES)
    ]
    found: dict[str, list[tuple[Verdict, Finding | None]]] = {rule.id: [] for rule in chosen}
    figures = []
    names = Names(build)
    for number in range(MOST_GPUS + 1):
        there = with_parts(build, "gpu", [replace(gpu, quantity=number)] if number else [])
        names = Names(there) if number else names
        derived = derive(there, standards)
        figures.append(
            {
                "gpus": number,
                **{
                    path.partition(".")[2]: {
                        "low": number_json(figure.value.low),
                        "high": number_json(figure.value.high),
                    }
                    for path, figure in derived.figures.items()
                    if path in {"placement.gpu_slots", "placement.unplaced_gpus", "placement.case_slots_needed"}
                },
            }
        )
        for rule in chosen:
            worst = min(findings(rule, derived.situation), key=lambda finding: finding.verdict, default=None)
            found[rule.id].append((worst.verdict if worst else Verdict.OK, worst))
    limits = [_limit(rule, found[rule.id], names) for rule in chosen]
    space = tuple(limit for limit in limits if limit.rule.family == SPACE)
    others = tuple(limit for limit in limits if limit.rule.family != SPACE)
    return GpuAnswer(
        build,
        gpu,
        min((limit.at_least for limit in space), default=0),
        min((limit.at_most for limit in space), default=MOST_GPUS),
        space,
        others,
        tuple(figures),
    )


def _limit(rule: Rule, by_number: Sequence[tuple[Verdict, Finding | None]], names: Names) -> Limit:
    at_least = _run(by_number, {Verdict.OK})
    at_most = _run(by_number, {Verdict.OK, Verdict.UNKNOWN})
    beyond = by_number[at_most + 1][1] if at_most < MOST_GPUS else None
    open_one = by_number[at_least + 1][1] if at_least < at_most else None
    return Limit(
        rule,
        at_least,
        at_most,
        rule.violated.fill(beyond.scene, names) if beyond else None,
        open_one.missing if open_one else (),
    )


def _run(by_number: Sequence[tuple[Verdict, Finding | None]], wanted: set[Verdict]) -> int:
    """Return up to which number, from none upwards without a gap, the verdict is one of these."""
    count = 0
    for number, (verdict, _) in enumerate(by_number):
        if verdict not in wanted:
            break
        count = number
    return count


def gpus_json(answer: GpuAnswer) -> dict[str, Any]:
    """Return the answer as JSON-ready data, schema `rigcheck.gpus/1`."""
    limits = sorted((*answer.space, *answer.others), key=lambda limit: (limit.at_most, limit.rule.id))
    return {
        "schema": SCHEMA,
        "gpu": answer.gpu.name,
        "count": {"at_least": answer.at_least, "at_most": answer.at_most, "usual": None},
        "limited_by": [
            {"what": limit.rule.id, "count": limit.at_most, "reason": limit.reason}
            for limit in limits
            if limit.at_most < MOST_GPUS
        ],
        "provided": [
            {"rule": limit.rule.id, "from": limit.at_least + 1, "missing": list(limit.missing)}
            for limit in sorted(limits, key=lambda limit: (limit.at_least, limit.rule.id))
            if limit.missing and limit.at_least < answer.at_most
        ],
        "placement": list(answer.figures[: answer.at_most + 2]),
        "parts": [part_json(part) for part in with_parts(answer.build, "gpu", [answer.gpu]).parts],
        **remarks_json(answer.build),
    }
