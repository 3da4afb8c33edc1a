"""Reads rule files: TOML to checked rules, with every problem of a folder in one run."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeGuard

from rigcheck.errors import DataError, Problem
from rigcheck.rules import tree
from rigcheck.rules.language import RuleTextError, Scope, condition, lower
from rigcheck.rules.model import SEVERITIES, Parameter, Reference, Rule, Severity
from rigcheck.rules.templates import template
from rigcheck.rules.tree import Node
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.registry import part_type
from rigcheck.schema.shapes import FactType, NumberType, RecordType
from rigcheck.values import Interval

CASES_SUFFIX = ".cases.toml"
_KEYS: Mapping[str, type] = {
    "title": str,
    "severity": str,
    "require": str,
    "violated": str,
    "why": str,
    "when": str,
    "fix": str,
    "profile": str,
    "limits": str,
    "covers": list,
    "drops": list,
    "aliases": list,
    "let": dict,
    "parameters": dict,
    "references": list,
}
_NEEDED = ("title", "severity", "require", "violated", "why")


def load_rules(folders: Iterable[Path], scope: Scope) -> tuple[Rule, ...]:
    """Return the rules of all folders, ordered by id; a later folder may not redefine an id.

    Raises DataError with every problem found.
    """
    rules: dict[str, Rule] = {}
    seen: set[str] = set()
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.rglob("*.toml")):
            if path.name.endswith(CASES_SUFFIX):
                continue
            rule_id = path.relative_to(folder).with_suffix("").as_posix()
            seen.add(rule_id)
            rule = _read(path, rule_id, scope, problems)
            if rule is None:
                continue
            if rule_id in rules:
                problems.append(Problem(str(path), "", f"{rule_id} is already defined in {rules[rule_id].origin}."))
            rules[rule_id] = rule
    problems += _dangling(rules, seen)
    if problems:
        raise DataError(problems)
    return tuple(rules[rule_id] for rule_id in sorted(rules))


def _read(path: Path, rule_id: str, scope: Scope, problems: list[Problem]) -> Rule | None:
    before = len(problems)
    try:
        table = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(str(path), "", f"not readable as TOML: {error}."))
        return None
    problems += [Problem(str(path), key, message) for key, message in _shape_problems(table)]
    if len(problems) > before:
        return None
    rule = _Reader(path, rule_id, scope, problems).read(table)
    return rule if len(problems) == before else None


class _Reader:
    """Lowers the texts of one file; a text that fails becomes a problem under its key."""

    def __init__(self, path: Path, rule_id: str, scope: Scope, problems: list[Problem]) -> None:
        self.path, self.rule_id, self.scope, self.problems = path, rule_id, scope, problems

    def problem(self, key: str, message: str) -> None:
        self.problems.append(Problem(str(self.path), key, message))

    def read(self, table: Mapping[str, Any]) -> Rule | None:
        parameters = self._parameters(table.get("parameters", {}))
        constants = {name: parameter.constant for name, parameter in parameters.items()}
        named: dict[str, Node] = {}
        scope = Scope(self.scope.vocabularies, self.scope.standards, constants, named)
        for name, text in table.get("let", {}).items():
            if scope.takes(name):
                self.problem(f"let.{name}", f"{name!r} already means something else.")
            node = self._lowered(f"let.{name}", lower, text, scope)
            if node is not None:
                named[name] = node
        require = self._lowered("require", condition, table["require"], scope)
        when = self._lowered("when", condition, table["when"], scope) if "when" in table else None
        violated = self._lowered("violated", template, table["violated"], scope)
        fix = self._lowered("fix", template, table["fix"], scope) if "fix" in table else None
        severity = table["severity"]
        if not _is_severity(severity):
            self.problem("severity", f"found {severity!r}; expected one of {', '.join(SEVERITIES)}.")
            return None
        if require is None or violated is None:
            return None
        said = [piece for text in (violated, fix) if text for piece in text.pieces if not isinstance(piece, str)]
        quantified = quantified_kinds([require, *([when] if when else []), *said])
        return Rule(
            id=self.rule_id,
            title=table["title"],
            severity=severity,
            require=require,
            violated=violated,
            why=" ".join(table["why"].split()),
            quantified=quantified,
            when=when,
            fix=fix,
            require_text=" ".join(table["require"].split()),
            when_text=" ".join(table.get("when", "").split()),
            let_texts={name: " ".join(text.split()) for name, text in table.get("let", {}).items()},
            parameters=parameters,
            references=tuple(Reference(entry["title"], entry.get("url")) for entry in table.get("references", ())),
            covers=tuple(table.get("covers", ())),
            profile=table.get("profile"),
            limits=table.get("limits"),
            drops=tuple(table.get("drops", ())),
            aliases=tuple(table.get("aliases", ())),
            origin=str(self.path),
        )

    def _lowered(self, key: str, how: Any, text: str, scope: Scope) -> Any:
        try:
            return how(text, scope)
        except RuleTextError as error:
            self.problem(key, f"{error}.")
            return None

    def _parameters(self, table: Mapping[str, Any]) -> dict[str, Parameter]:
        parameters = {}
        for name, entry in table.items():
            if self.scope.takes(name):
                self.problem(f"parameters.{name}", f"{name!r} already means something else.")
            value = entry.get("value") if isinstance(entry, dict) else None
            if not isinstance(value, int | Decimal) or isinstance(value, bool) or not entry.get("source"):
                self.problem(f"parameters.{name}", 'a parameter is { value = number, unit = "…", source = "…" }.')
                continue
            unit = entry.get("unit") or None
            constant = tree.Constant(Interval.point(entry["value"]), NumberType(unit))
            parameters[name] = Parameter(constant, f"{entry['value']}{f' {unit}' if unit else ''}", entry["source"])
        return parameters


def quantified_kinds(nodes: Iterable[Node]) -> tuple[Kind, ...]:
    """Return the kinds that appear as a single part, in the order of KINDS."""
    found: set[str] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, tree.Name) and isinstance(node.type, RecordType) and node.name in KINDS:
            found.add(node.name)
        stack += tree.children(node)
    return tuple(kind for kind in KINDS if kind in found)


def _shape_problems(table: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for key in _NEEDED:
        if key not in table:
            yield key, "this key is needed."
    for key, value in table.items():
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, 1)
            yield key, f"{key!r} is not a key of a rule" + (f"; did you mean {near[0]!r}?" if near else ".")
        elif not isinstance(value, _KEYS[key]):
            yield key, f"found {value!r}; expected {_KEYS[key].__name__}."
        else:
            yield from _member_problems(key, value)


def _member_problems(key: str, value: Any) -> Iterable[tuple[str, str]]:
    """Yield what is wrong inside a list or table of a rule."""
    if key == "references":
        for entry in value:
            if not isinstance(entry, dict) or not isinstance(entry.get("title"), str):
                yield key, f"found {entry!r}; a reference is a table with a title, and a url that was read."
    elif key in {"covers", "drops", "aliases", "let"}:
        for member in value.values() if isinstance(value, dict) else value:
            if not isinstance(member, str):
                yield key, f"found {member!r}; expected str."
            elif key == "drops" and not _is_fact(member):
                yield key, f"{member!r} is not a fact of a part."


def _is_fact(name: str) -> bool:
    """Return whether `gpu.plugs` or `gpu.plugs.pcie_8pin` is a fact that the catalog can hold."""
    kind, *keys = name.split(".")
    shape: FactType | None = next((part_type(known) for known in KINDS if known == kind), None)
    for key in keys:
        shape = shape.fields.get(key) if isinstance(shape, RecordType) else None
    return bool(keys) and shape is not None


def _dangling(rules: Mapping[str, Rule], seen: Set[str]) -> Iterable[Problem]:
    names: dict[str, str] = {}
    for rule in rules.values():
        for other in rule.covers:
            if other not in seen:
                yield Problem(rule.origin, "covers", f"there is no rule {other!r}.")
        for name in rule.aliases:
            if name in rules or names.setdefault(name, rule.id) != rule.id:
                yield Problem(rule.origin, "aliases", f"{name!r} already names another rule.")


def _is_severity(text: str) -> TypeGuard[Severity]:
    return text in SEVERITIES
