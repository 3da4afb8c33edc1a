"""The report: what `rigcheck check --format json` prints, and what every renderer reads. Schema `rigcheck.report/1`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from rigcheck import __version__
from rigcheck.catalog.part import Standard
from rigcheck.engine.build import Build, BuildPart
from rigcheck.engine.check import Check, Judged
from rigcheck.engine.display import Names, shown_word
from rigcheck.engine.placement_report import placement_json
from rigcheck.engine.power_report import power_json
from rigcheck.engine.ruleset import standards_record
from rigcheck.engine.sources import cite, sources_at
from rigcheck.errors import Problem
from rigcheck.rules.finding import Finding
from rigcheck.rules.message import in_sentence, value_text
from rigcheck.rules.model import SEVERITIES
from rigcheck.schema.shapes import NumberType
from rigcheck.values import Items
from rigcheck.verdict import Verdict

SCHEMA: Final = "rigcheck.report/1"

NOT_CHECKED: Final = (
    "single 12 V rails",
    "which card sits in which slot where positions are not known",
    "noise, temperatures, firmware bugs and driver versions",
    "whether a shop ships what the list names",
)
"""What no rule looks at yet; every report says so."""


def report(
    checked: Check, catalog_version: str, standards: Mapping[str, Standard], *, verbose: bool = False
) -> dict[str, Any]:
    """Return the report as JSON-ready data; findings that are ok only if `verbose`."""
    build, names = checked.build, Names(checked.build)
    shown = [entry for entry in checked.judged if verbose or entry.finding.verdict is not Verdict.OK]
    return {
        "schema": SCHEMA,
        "rigcheck": __version__,
        "catalog": catalog_version,
        "name": build.name,
        "verdict": checked.verdict,
        "parts": [part_json(part) for part in build.parts],
        "findings": [_finding(entry, names, build, standards) for entry in shown],
        "counts": _counts(checked),
        "placement": placement_json(checked.derived, build, standards_record(standards)),
        "power": power_json(checked.derived, build, standards),
        "totals": totals(build),
        "stated_totals": [
            {"label": label, "amount": amount, "currency": currency} for label, amount, currency in build.totals
        ],
        "set_aside": [{"line": line.line, "text": line.text, "reason": line.reason} for line in build.set_aside],
        **remarks_json(build, checked.problems),
        "ignored": [
            {
                "rule": entry.finding.rule.id,
                "reason": entry.reason,
                "message": entry.finding.rule.violated.fill(entry.finding.scene, names),
            }
            for entry in checked.ignored
        ],
        "settings": {
            "final": build.settings.final,
            "profile": sorted(build.settings.profiles),
            "mains": build.settings.mains,
        },
        "not_chosen": list(checked.not_chosen),
        "doubled": dict(checked.doubled),
        "not_checked": list(NOT_CHECKED),
    }


def totals(build: Build) -> dict[str, str]:
    """Return what the parts cost together, by currency, before rebates."""
    sums: dict[str, Decimal] = {}
    for part in build.parts:
        if part.price is not None:
            sums[part.price.currency] = sums.get(part.price.currency, Decimal(0)) + part.price.amount
    return {currency: str(amount) for currency, amount in sorted(sums.items())}


def remarks_json(build: Build, more: Iterable[Problem] = ()) -> dict[str, Any]:
    """Return what a person should know of the input: every answer that rests on a list says so."""
    return {
        "problems": [
            {"source": problem.source, "where": problem.where, "message": problem.message, "hint": problem.hint}
            for problem in (*build.problems, *more)
        ],
        "not_understood": [{"line": line.line, "text": line.text} for line in build.not_understood],
    }


def part_json(part: BuildPart) -> dict[str, Any]:
    """Return what the lines of a part were taken for."""
    return {
        "ref": part.ref,
        "lines": list(part.lines),
        "text": part.text,
        "kind": part.kind,
        "quantity": part.quantity,
        "id": part.id,
        "name": part.name,
        "match": part.match,
        "candidates": list(part.candidates),
        "price": None if part.price is None else {"amount": str(part.price.amount), "currency": part.price.currency},
    }


def _finding(entry: Judged, names: Names, build: Build, standards: Mapping[str, Standard]) -> dict[str, Any]:
    finding = entry.finding
    rule = finding.rule
    violated = finding.verdict is Verdict.VIOLATED
    return {
        "rule": rule.id,
        "severity": entry.severity,
        "verdict": finding.verdict.word,
        "parts": list(finding.parts),
        "message": message(finding, names),
        "facts": _facts(finding, build, standards),
        "missing": list(finding.missing),
        "fix": rule.fix.fill(finding.scene, names) if rule.fix and violated else None,
    }


def message(finding: Finding, names: Names) -> str:
    """Return the sentence for a finding: the rule's own when violated, its title when ok, and what is missing else."""
    rule = finding.rule
    if finding.verdict is Verdict.VIOLATED:
        return rule.violated.fill(finding.scene, names)
    if finding.verdict is Verdict.OK:
        return f"{rule.title}."
    return f"Not decidable: {in_sentence(rule.title)}?"


def _facts(finding: Finding, build: Build, standards: Mapping[str, Standard]) -> list[dict[str, Any]]:
    """Return the facts the rule looked at; of a list that it went through, the list and not every member."""
    shown: list[dict[str, Any]] = []
    lists = tuple(path + "[" for path, (value, _) in finding.reads.items() if isinstance(value, Items))
    for path, (value, shape) in sorted(finding.reads.items()):
        if path.startswith(lists) and lists:
            continue
        ref, _, fact = path.partition(".")
        unit = shape.unit if isinstance(shape, NumberType) else None
        sources = sources_at(path, build, standards)
        shown.append(
            {
                "ref": ref,
                "fact": fact,
                "value": value_text(value, shape, shown_word),
                "unit": unit,
                "basis": sources[0]["basis"] if sources else "derived" if "#" not in ref else None,
                "source": cite(sources[0]) if sources else None,
            }
        )
    return shown


def _counts(checked: Check) -> dict[str, Any]:
    return {
        "ok": checked.count(Verdict.OK),
        "violated": checked.count(Verdict.VIOLATED),
        "unknown": checked.count(Verdict.UNKNOWN),
        "not_applicable": len(checked.not_applicable),
        "by_severity": {
            severity: {verdict.word: checked.count(verdict, severity) for verdict in reversed(Verdict)}
            for severity in SEVERITIES
        },
    }
