"""How many GPUs: this build with none, one, two … of them, and the rules run over each.

The count speaks of space and slots alone: of the rules of family `slots` that read where cards find room. Every other
error that reads GPUs is told beside it: where it is decided, up to how many GPUs it holds; where it is not, which facts
it would need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rigcheck.engine.build import Build, BuildPart
from rigcheck.engine.derive import Derived, derive
from rigcheck.engine.display import Names
from rigcheck.engine.placement_report import interval_json, placement_json
from rigcheck.engine.report import part_json, remarks_json
from rigcheck.questions.hypothetical import applicable, depends_on, reads_derived, with_parts
from rigcheck.questions.usual import as_usual
from rigcheck.rules.finding import Finding, findings
from rigcheck.rules.model import Rule
from rigcheck.values import Record
from rigcheck.verdict import Verdict

SCHEMA: Final = "rigcheck.gpus/1"
SPACE: Final = "slots"
"""The family that the count speaks of."""
MOST_GPUS: Final = 12
"""More GPUs than any board has places for."""

SPACE_FIGURES: Final = (
    "placement.gpu_slots",
    "placement.unplaced_gpus",
    "placement.case_slots_needed",
    "placement.overhang_slots",
    "placement.unplaced_risers",
    "placement.unplaced_cards",
)
"""What tells whether cards find room; what they get there (lanes, air) is told beside the count."""
GPU_FIGURES: Final = (
    *SPACE_FIGURES,
    "placement.unplaced_bridges",
    "placement.drives_left_out",
    "placement.touching_gpus",
    "placement.next_unplaced_gpus",
    "placement.next_case_slots_needed",
    "placement.unplaced_radiators",
    "placement.unfed_gpu_sockets",
    "power.sustained_w",
    "power.next_gpu_w",
)
"""Derived facts that change with the number of GPUs."""
SHOWN_FIGURES: Final = ("gpu_slots", "unplaced_gpus", "case_slots_needed")


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

    @property
    def is_space(self) -> bool:
        """Return whether the count speaks of it."""
        return self.rule.family == SPACE and reads_derived(self.rule, SPACE_FIGURES)


@dataclass(frozen=True, slots=True)
class Trial:
    """The build with a number of GPUs."""

    build: Build
    derived: Derived
    warnings: tuple[Finding, ...]
    """Milder things that the rules of the family `slots` say of it."""


@dataclass(frozen=True, slots=True)
class GpuAnswer:
    """How many GPUs the board and the case hold."""

    build: Build
    gpu: BuildPart
    at_least: int
    at_most: int
    usual: int | None
    """What is usual for such boards, where that is known."""
    limits: tuple[Limit, ...]
    trials: tuple[Trial, ...]
    """By the number of GPUs, from none up."""

    @property
    def shown(self) -> int:
        """Return the number to draw: what is sure, or at least one."""
        return self.at_least or min(1, self.at_most)


def how_many_gpus(build: Build, gpu: BuildPart, rules: Sequence[Rule], standards: Record) -> GpuAnswer:
    """Try the build with 0, 1, 2 … units of the GPU in the place of those it has."""
    chosen = [rule for rule in applicable(build, rules) if depends_on(rule, "gpu", GPU_FIGURES)]
    limits, trials = _tried(build, gpu, chosen, standards)
    at_least, at_most = _count(limits)
    usual: int | None = at_least
    if at_least < at_most:
        space = [limit.rule for limit in limits if limit.is_space]
        supposed, _ = _tried(as_usual(build, standards), _usual_gpu(gpu, standards), space, standards)
        low, high = _count(supposed)
        usual = low if low == high else None
    return GpuAnswer(build, gpu, at_least, at_most, usual, limits, trials)


def _usual_gpu(gpu: BuildPart, standards: Record) -> BuildPart:
    return as_usual(Build((gpu,)), standards).parts[0]


def _count(limits: Sequence[Limit]) -> tuple[int, int]:
    space = [limit for limit in limits if limit.is_space]
    return (
        min((limit.at_least for limit in space), default=0),
        min((limit.at_most for limit in space), default=MOST_GPUS),
    )


def _tried(
    build: Build, gpu: BuildPart, rules: Sequence[Rule], standards: Record
) -> tuple[tuple[Limit, ...], tuple[Trial, ...]]:
    """Return what each rule says of the number, and the builds that were tried."""
    errors = [rule for rule in rules if rule.severity == "error"]
    mild = [rule for rule in rules if rule.severity != "error" and rule.family == SPACE]
    found: dict[str, list[tuple[Verdict, Finding | None]]] = {rule.id: [] for rule in errors}
    trials = []
    names = Names(build)
    for number in range(MOST_GPUS + 1):
        there = with_parts(build, "gpu", [gpu.units(number)] if number else [])
        names = Names(there) if number else names
        derived = derive(there, standards)
        said = [finding for rule in mild for finding in findings(rule, derived.situation)]
        trials.append(Trial(there, derived, tuple(one for one in said if one.verdict is Verdict.VIOLATED)))
        for rule in errors:
            worst = min(findings(rule, derived.situation), key=lambda finding: finding.verdict, default=None)
            found[rule.id].append((worst.verdict if worst else Verdict.OK, worst))
    # What is violated without any GPU (a bridge between none) says nothing of their number.
    counting = [rule for rule in errors if found[rule.id][0][0] is not Verdict.VIOLATED]
    return tuple(_limit(rule, found[rule.id], names) for rule in counting), tuple(trials)


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


def gpus_json(answer: GpuAnswer, standards: Record) -> dict[str, Any]:
    """Return the answer as JSON-ready data, schema `rigcheck.gpus/1`."""
    limits = sorted(answer.limits, key=lambda limit: (limit.at_most, not limit.is_space, limit.rule.id))
    shown = answer.trials[answer.shown]
    names = Names(shown.build)
    return {
        "schema": SCHEMA,
        "gpu": answer.gpu.name,
        "count": {"at_least": answer.at_least, "at_most": answer.at_most, "usual": answer.usual},
        "limited_by": [
            {
                "what": limit.rule.limits or limit.rule.id,
                "rule": limit.rule.id,
                "count": limit.at_most,
                "reason": limit.reason,
            }
            for limit in limits
            if limit.at_most < MOST_GPUS
        ],
        "provided": [
            {"rule": limit.rule.id, "from": limit.at_least + 1, "missing": list(limit.missing)}
            for limit in sorted(limits, key=lambda limit: (limit.at_least, limit.rule.id))
            if limit.missing and limit.at_least < answer.at_most
        ],
        "shown": answer.shown,
        "placement": placement_json(shown.derived, shown.build, standards),
        "warnings": [
            {"rule": finding.rule.id, "message": finding.rule.violated.fill(finding.scene, names)}
            for finding in shown.warnings
        ],
        "by_count": [_figures(number, trial) for number, trial in enumerate(answer.trials[: answer.at_most + 2])],
        "parts": [part_json(part) for part in with_parts(answer.build, "gpu", [answer.gpu]).parts],
        **remarks_json(answer.build),
    }


def _figures(number: int, trial: Trial) -> dict[str, Any]:
    figures = trial.derived.placement.figures
    return {"gpus": number, **{key: interval_json(figures[key]) for key in SHOWN_FIGURES}}
