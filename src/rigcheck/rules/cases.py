"""The cases beside a rule: inline facts and the verdict expected of them, and what a rule's cases must prove together.

A rule without a case for each verdict it can reach, or without one exactly on each of its numeric boundaries, does not
pass. Cases use inline facts and never parts of the catalog: a corrected part must not break a rule's test.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rigcheck.errors import Problem
from rigcheck.fact import value_of
from rigcheck.rules import tree
from rigcheck.rules.finding import Finding, Situation, findings
from rigcheck.rules.language import described
from rigcheck.rules.load import CASES_SUFFIX
from rigcheck.rules.message import Display
from rigcheck.rules.model import Rule
from rigcheck.rules.tree import Node
from rigcheck.schema.derived import NAMESPACES
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.registry import subject_type
from rigcheck.schema.shapes import FactType, ListType, NumberType, RecordType, TruthType, WordType
from rigcheck.values import Interval, Items, Record, Value, Words
from rigcheck.verdict import Verdict

VERDICT_WORDS = ("ok", "violated", "unknown", "not-applicable")


@dataclass(frozen=True, slots=True)
class Case:
    """One example build and what the rule must say of it."""

    name: str
    verdict: str
    situation: Situation
    message: str | None = None
    """Words that the message of the finding must hold."""
    blames: tuple[str, ...] | None = None
    """The facts that must be to blame, as `case.max_gpu_length_mm`."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What running the cases of one rule showed."""

    rule: Rule
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]


def prove(rule: Rule, standards: Value, display: Display) -> Proof:
    """Run the cases that lie beside a rule."""
    path = Path(rule.origin.removesuffix(".toml") + CASES_SUFFIX)
    if not path.is_file():
        return Proof(rule, (), (Problem(rule.origin, "", f"the cases are missing: expected {path.name} beside it."),))
    try:
        table = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Proof(rule, (), (Problem(str(path), "", f"not readable as TOML: {error}."),))
    problems: list[Problem] = []
    cases = tuple(_read_cases(table, path, standards, problems))
    shown = _Shown(set(), set())
    for case in cases:
        problems += _run(rule, case, str(path), display, shown)
    problems += [Problem(str(path), "", message) for message in _lacking(rule, shown)]
    return Proof(rule, cases, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the cases of a rule have shown so far."""

    verdicts: set[str]
    edges: set[int]


def _run(rule: Rule, case: Case, path: str, display: Display, shown: _Shown) -> Iterator[Problem]:
    results = list(findings(rule, case.situation))
    worst = min(results, key=lambda finding: finding.verdict, default=None)
    said = worst.verdict.word if worst else "not-applicable"
    shown.verdicts.add(said)
    for finding in results:
        shown.edges.update(finding.scene.on_edge)
    if said != case.verdict:
        lacked = f" (lacking {', '.join(worst.missing)})" if worst and worst.missing else ""
        yield Problem(path, f"case {case.name!r}", f"expected {case.verdict}, found {said}{lacked}.")
    elif worst:
        yield from _wording(rule, case, worst, path, display)


def _wording(rule: Rule, case: Case, finding: Finding, path: str, display: Display) -> Iterator[Problem]:
    where = f"case {case.name!r}"
    message = rule.violated.fill(finding.scene, display)
    if case.message is not None and case.message not in message:
        yield Problem(path, where, f"expected {case.message!r} in the message, found {message!r}.")
    blamed = tuple(sorted({re.sub(r"#\d+", "", fact) for fact in finding.missing}))
    if case.blames is not None and blamed != tuple(sorted(case.blames)):
        yield Problem(
            path, where, f"expected to blame {', '.join(case.blames)}; blamed {', '.join(blamed) or 'nothing'}."
        )


def _lacking(rule: Rule, shown: _Shown) -> Iterator[str]:
    for verdict in ("ok", "violated"):
        if verdict not in shown.verdicts:
            yield f"no case shows {verdict}."
    if "unknown" not in shown.verdicts and _reads_facts(rule):
        yield "no case shows unknown."
    if rule.when is not None and "not-applicable" not in shown.verdicts:
        yield "no case shows not-applicable, although the rule has a `when`."
    for node in _comparisons(rule.require):
        if id(node) not in shown.edges:
            yield f"no case lies exactly on the boundary of `{_text(node)}`."


def _reads_facts(rule: Rule) -> bool:
    nodes = [rule.require]
    while nodes:
        node = nodes.pop()
        if isinstance(node, tree.Fact):
            return True
        nodes += tree.children(node)
    return False


def _comparisons(node: Node) -> Iterator[tree.Compare]:
    """Yield the order comparisons of a condition; equality has no boundary."""
    if isinstance(node, tree.Compare) and node.how in {"<=", "<"}:
        yield node
    for child in tree.children(node):
        yield from _comparisons(child)


def _text(node: tree.Compare) -> str:
    def said(side: Node) -> str:
        match side:
            case tree.Fact():
                return f"{said(side.of)}.{side.key}"
            case tree.Name():
                return side.name
            case _:
                return "…"

    return f"{said(node.left)} {node.how} {said(node.right)}"


def _read_cases(table: Mapping[str, Any], path: Path, standards: Value, problems: list[Problem]) -> Iterator[Case]:
    entries = table.get("case")
    if not isinstance(entries, list) or table.keys() - {"case"} or not all(isinstance(one, dict) for one in entries):
        problems.append(Problem(str(path), "", "expected [[case]] tables and nothing else."))
        return
    for entry in entries:
        name = str(entry.get("name", ""))
        where = f"case {name!r}"
        if not name or entry.get("verdict") not in VERDICT_WORDS:
            problems.append(
                Problem(str(path), where, f"a case needs a name and a verdict of {', '.join(VERDICT_WORDS)}.")
            )
            continue
        facts = {key: value for key, value in entry.items() if key not in {"name", "verdict", "message", "blames"}}
        found = [Problem(str(path), where, message) for message in _fact_problems(facts)]
        problems += found
        if not found:
            blames = tuple(entry["blames"]) if "blames" in entry else None
            yield Case(name, entry["verdict"], _situation(facts, standards), entry.get("message"), blames)


def _fact_problems(facts: Mapping[str, Any]) -> Iterator[str]:
    for key, value in facts.items():
        if key in KINDS:
            shape: FactType = subject_type(key)
        elif key in NAMESPACES:
            shape = NAMESPACES[key]
        else:
            yield f"{key!r} is neither a kind nor a group of derived facts."
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _unknown_keys(one, shape, key)


def _unknown_keys(value: Any, shape: FactType, key: str) -> Iterator[str]:
    if isinstance(shape, ListType) and isinstance(value, dict) and "at_least" in value:
        value = value["at_least"]
    if isinstance(shape, ListType) and isinstance(value, list):
        for index, member in enumerate(value):
            yield from _unknown_keys(member, shape.of, f"{key}[{index}]")
    elif isinstance(shape, RecordType):
        if not isinstance(value, dict):
            yield f"{key} is {value!r}; expected a table of facts."
            return
        for name, inner in value.items():
            if name not in shape.fields:
                near = difflib.get_close_matches(name, shape.fields, 1)
                yield f"{key} has no fact {name!r}" + (f"; did you mean {near[0]!r}?" if near else ".")
            else:
                yield from _unknown_keys(inner, shape.fields[name], f"{key}.{name}")
    elif not _has_form(value, shape):
        yield f"{key} is {value!r}; expected {described(shape)}."


def _has_form(value: Any, shape: FactType) -> bool:
    """Return whether a raw fact is of this type: stated, or bounded as its type can be."""
    try:
        meant = value_of(value)
    except (TypeError, ValueError):
        return False
    match shape:
        case NumberType():
            return isinstance(meant, Interval)
        case WordType():
            return isinstance(meant, Words)
        case TruthType():
            return isinstance(meant, Verdict)
        case _:
            return isinstance(meant, Items)


def _situation(facts: Mapping[str, Any], standards: Value) -> Situation:
    parts: dict[Kind, tuple[Record, ...]] = {}
    for kind in KINDS:
        if kind in facts:
            tables = facts[kind] if isinstance(facts[kind], list) else [facts[kind]]
            parts[kind] = tuple(_record(table, f"{kind}#{number}") for number, table in enumerate(tables, 1))
    namespaces: dict[str, Value] = {name: _record(facts.get(name, {}), name) for name in NAMESPACES}
    namespaces["standard"] = standards
    return Situation(parts, {kind: Items(units) for kind, units in parts.items()}, namespaces, {})


def _record(table: Mapping[str, Any], path: str) -> Record:
    return Record({key: value_of(raw, f"{path}.{key}") for key, raw in table.items()}, path)


class PlainDisplay:
    """Shows words and parts as they are; for cases, where there is no catalog."""

    def word(self, vocabulary: str | None, word: str) -> str:  # noqa: ARG002 - the protocol names it
        """Return the word itself."""
        return word

    def part(self, path: str) -> str:
        """Return the reference itself."""
        return path
