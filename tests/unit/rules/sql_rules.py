"""For tests of compiled rules: rules from texts, builds from raw facts, and both evaluators over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from rigcheck.fact import value_of
from rigcheck.rules import tree
from rigcheck.rules.finding import Situation, findings
from rigcheck.rules.language import Scope, condition
from rigcheck.rules.load import quantified_kinds
from rigcheck.rules.message import Template
from rigcheck.rules.model import Rule
from rigcheck.rules.sql.load import load_builds
from rigcheck.rules.sql.run import findings_of
from rigcheck.schema.derived import NAMESPACES
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.shapes import NumberType
from rigcheck.values import Interval, Items, Record, Value
from rigcheck.verdict import Verdict

PARAMETERS = {"below": tree.Constant(Interval.point(-2), NumberType())}
"""The one negative number: the language itself has no sign, a parameter may."""

Verdicts = dict[tuple[str, tuple[str, ...]], Verdict]


def rule(require: str, when: str | None = None) -> Rule:
    nodes = [condition(text, Scope(parameters=PARAMETERS)) for text in (require, when) if text]
    return Rule(
        id="test/rule",
        title="A rule",
        severity="error",
        require=nodes[0],
        when=nodes[1] if when else None,
        violated=Template((), ""),
        why="",
        quantified=quantified_kinds(nodes),
    )


def situation(facts: Mapping[str, Any], open_kinds: Sequence[Kind] = ()) -> Situation:
    """Return a build: for each kind the facts of one part or of several, each of which is one unit."""
    parts: dict[Kind, tuple[Record, ...]] = {}
    for kind in KINDS:
        tables = facts.get(kind, [])
        listed = tables if isinstance(tables, list) else [tables]
        parts[kind] = tuple(record(table, f"{kind}#{number}") for number, table in enumerate(listed, 1))
    units = {kind: Items(records, kind not in open_kinds, kind) for kind, records in parts.items()}
    groups: dict[str, Value] = {name: record(facts.get(name, {}), name) for name in NAMESPACES}
    return Situation(parts, units, groups, {})


def record(table: Mapping[str, Any], path: str) -> Record:
    value = value_of(table, path)
    assert isinstance(value, Record)
    return value


def in_python(judged: Rule, builds: Mapping[str, Situation]) -> Verdicts:
    return {
        (name, finding.parts): finding.verdict for name, build in builds.items() for finding in findings(judged, build)
    }


def in_sql(connection: duckdb.DuckDBPyConnection, judged: Rule, builds: Mapping[str, Situation]) -> Verdicts:
    load_builds(connection, builds, [judged])
    rows = list(findings_of(connection, judged))
    found = {(row.build, row.parts): row.verdict for row in rows}
    assert len(found) == len(rows)
    return found
