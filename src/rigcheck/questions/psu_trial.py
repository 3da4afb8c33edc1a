"""Puts one supply after the other into a build and evaluates the rules that read it.

What a rule says is remembered for the facts it names, and every figure for the facts of a supply that it rests on:
three thousand supplies have a few dozen ratings and a few hundred sets of cables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from rigcheck.engine.build import Build, BuildPart
from rigcheck.engine.check import uncovered
from rigcheck.engine.derive import OF_SUPPLY, Derived, fed
from rigcheck.engine.distinct import distinct_of, group_of
from rigcheck.power.model import BY_SUPPLY, supplied
from rigcheck.power.wall import levels_at
from rigcheck.quantity import Quantity
from rigcheck.questions.hypothetical import Outcome, depends_on, facts_named, reads_derived
from rigcheck.rules.finding import Finding, Situation, findings
from rigcheck.rules.model import Rule
from rigcheck.values import Record, Value

REF: Final = "psu#1"

Known = tuple[Value | None, ...]
"""The facts of a supply that something rests on."""


class Trial:
    """One build without supplies, and what its rules say of each supply that is tried."""

    def __init__(self, build: Build, derived: Derived, rules: Sequence[Rule], standards: Record) -> None:
        self._derived = derived
        self._standards = standards
        self._gpus = distinct_of(build.parts).get("gpu", ())
        self._levels = levels_at(derived.circuit.volts, standards)
        self._rules = [(rule, sorted(_reads(rule))) for rule in rules]
        self._said: dict[tuple[str, Known], tuple[Finding, ...]] = {}
        self._figures: dict[tuple[str, Known], Mapping[str, Quantity]] = {}

    def outcome(self, part: BuildPart) -> Outcome:
        """Return what the rules say with this supply; what a worse finding speaks for is left out."""
        part = replace(part, ref=REF)
        record = part.record()
        there: Situation | None = None
        found: list[Finding] = []
        for rule, facts in self._rules:
            key = (rule.id, _known(record, facts))
            if key not in self._said:
                there = there or self._with(record, part.quantity)
                self._said[key] = tuple(findings(rule, there))
            found += self._said[key]
        return Outcome(tuple(uncovered(found)))

    def _with(self, psu: Record, units: int) -> Situation:
        """Return the situation with this supply in place: only it and the figures that rest on it differ."""
        situation = self._derived.situation
        figures = {**self.power(psu, units), **self._cables(psu, units)}
        because = {path: blame for path, blame in situation.because.items() if path not in OF_SUPPLY}
        because |= {path: figure.blame for path, figure in figures.items() if figure.blame}
        namespaces = dict(situation.namespaces)
        for group in ("power", "placement"):
            before = namespaces[group]
            fields = dict(before.fields) if isinstance(before, Record) else {}
            fields |= {path.partition(".")[2]: one.value for path, one in figures.items() if path.startswith(group)}
            namespaces[group] = Record(fields, group)
        items = replace(situation.units["psu"], items=(psu,) * units, complete=True)
        return Situation({**situation.parts, "psu": (psu,)}, {**situation.units, "psu": items}, namespaces, because)

    def power(self, psu: Record, units: int) -> Mapping[str, Quantity]:
        """Return the figures of power that change with this supply."""
        key = ("power", _known(psu, _POWER_FACTS))
        if key not in self._figures:
            excursions = group_of(self._standards, "excursions")
            found = supplied(self._derived.loads, [(psu, units)], excursions, self._levels)
            self._figures[key] = found.figures
        return self._figures[key]

    def _cables(self, psu: Record, units: int) -> Mapping[str, Quantity]:
        key = ("cables", _known(psu, _CABLE_FACTS))
        if key not in self._figures:
            self._figures[key] = fed(self._gpus, [(psu, units)], self._standards)
        return self._figures[key]


_POWER_FACTS: Final = sorted(frozenset().union(*BY_SUPPLY.values()))
_CABLE_FACTS: Final = sorted(frozenset().union(*(facts for path, facts in OF_SUPPLY.items() if path not in BY_SUPPLY)))


def _known(psu: Record, facts: Sequence[str]) -> Known:
    return tuple(_fact(psu, fact) for fact in facts)


def _fact(record: Record, path: str) -> Value | None:
    """Return a fact by its key, or one of a group by both: `plugs.pcie_16pin`."""
    group, _, key = path.partition(".")
    value = record.fields.get(group)
    return value.fields.get(key) if key and isinstance(value, Record) else value


def _reads(rule: Rule) -> frozenset[str]:
    """Return the facts of a supply that a rule reads, by name or behind a figure."""
    behind = (facts for path, facts in OF_SUPPLY.items() if reads_derived(rule, [path]))
    return facts_named(rule).union(*behind) if depends_on(rule, "psu", OF_SUPPLY) else facts_named(rule)
