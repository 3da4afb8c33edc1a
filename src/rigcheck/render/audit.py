"""The state of the catalog for readers: what is known of each fact, and what was not believed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rigcheck.catalog.audit import Audit
from rigcheck.catalog.merge import Clash
from rigcheck.engine.clean import Disbelieved
from rigcheck.fact import raw_text
from rigcheck.render.output import Output


def print_stats(audit: Audit, to: Output) -> None:
    """Print how many parts state, bound or lack each fact, curated and imported apart."""
    numbers = ("parts", "stated", "bounded", "missing", "unverified")
    rows = [
        (row.kind, row.origin, row.key, *(str(getattr(row, number)) for number in numbers)) for row in audit.coverage
    ]
    to.table(("kind", "origin", "fact", *numbers), rows, right=numbers)
    for (kind, origin), parts in sorted(audit.parts.items()):
        to.line(f"{parts:6} {origin} {kind}")
    to.line(f"{audit.unverified} facts are unverified: only their author vouches for them.")


def stats_json(audit: Audit) -> dict[str, Any]:
    """Return the counts as JSON-ready data, schema `rigcheck.stats/1`."""
    return {
        "schema": "rigcheck.stats/1",
        "unverified": audit.unverified,
        "parts": [
            {"kind": kind, "origin": origin, "parts": parts} for (kind, origin), parts in sorted(audit.parts.items())
        ],
        "facts": [
            {
                "kind": row.kind,
                "origin": row.origin,
                "fact": row.key,
                "parts": row.parts,
                "stated": row.stated,
                "bounded": row.bounded,
                "missing": row.missing,
                "unverified": row.unverified,
            }
            for row in audit.coverage
        ],
    }


def print_audit(audit: Audit, disbelieved: Sequence[Disbelieved], to: Output) -> None:
    """Print what was dropped or contradicts: by the import, by chips, by other sources, by plausibility rules."""
    for (kind, key, reason), parts in audit.dropped.items():
        to.line(f"dropped on import: {parts:5} × {kind}.{key}: {reason}")
    _print_clashes("outside its chip's bounds", audit.outside_chip, to)
    _print_clashes("the import disagrees", audit.disagreements, to)
    for entry in disbelieved:
        to.line(f"not believed: {entry.part}: {', '.join(entry.facts)} ({entry.rule}: {entry.message})")
    for problem in audit.problems:
        to.line(f"problem: {problem}")
    to.line(
        f"{sum(audit.dropped.values())} dropped on import, {len(audit.outside_chip)} outside their chip's bounds, "
        f"{len(audit.disagreements)} disagreements, {len(disbelieved)} not believed, {len(audit.problems)} problems."
    )


def audit_json(audit: Audit, disbelieved: Sequence[Disbelieved]) -> dict[str, Any]:
    """Return the audit as JSON-ready data, schema `rigcheck.audit/1`."""
    return {
        "schema": "rigcheck.audit/1",
        "dropped": [
            {"kind": kind, "fact": key, "reason": reason, "parts": parts}
            for (kind, key, reason), parts in audit.dropped.items()
        ],
        "outside_chip": [_clash_json(clash) for clash in audit.outside_chip],
        "disagreements": [_clash_json(clash) for clash in audit.disagreements],
        "not_believed": [
            {"part": entry.part, "rule": entry.rule, "facts": list(entry.facts), "message": entry.message}
            for entry in disbelieved
        ],
        "problems": [str(problem) for problem in audit.problems],
    }


def _print_clashes(what: str, clashes: Iterable[Clash], to: Output) -> None:
    for clash in clashes:
        kept, other = raw_text(clash.kept), raw_text(clash.dropped)
        to.line(f"{what}: {clash.part}: {clash.key} {kept}, against {other} of {clash.other}")


def _clash_json(clash: Clash) -> dict[str, str]:
    return {
        "part": clash.part,
        "fact": clash.key,
        "kept": raw_text(clash.kept),
        "other": clash.other,
        "value": raw_text(clash.dropped),
    }
