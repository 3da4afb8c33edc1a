"""What a checklist is made of: items, what they expect, and what all sections look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from rigcheck.catalog.part import Standard
from rigcheck.catalog.software import Software
from rigcheck.engine.build import BuildPart
from rigcheck.engine.check import Check
from rigcheck.engine.placement_report import number_json
from rigcheck.engine.report import report
from rigcheck.engine.sources import cite, sources_at
from rigcheck.quantity import number
from rigcheck.rules.finding import Finding
from rigcheck.schema.kinds import Kind
from rigcheck.schema.software import Task
from rigcheck.schema.source import Source
from rigcheck.values import Exact, Interval

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Expect:
    """A number to compare with what a meter or a command shows."""

    what: str
    low: int | float | None
    """None where nothing is known from below, as `high` is from above."""
    high: int | float | None
    unit: str
    note: str = ""
    """What it rests on, and why it is a range where it is one."""


@dataclass(frozen=True, slots=True)
class Item:
    """One task of the catalog, filled for this build."""

    task: Task
    values: Mapping[str, str] = field(default_factory=dict)
    expect: tuple[Expect, ...] = ()
    commands: tuple[str, ...] = ()
    """Further commands, after those of the task."""
    sources: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Paths of the facts that nobody stated."""
    unsourced: tuple[str, ...] = ()
    """What no page was found for."""

    def json(self) -> Json:
        """Return the item as JSON-ready data."""
        return {
            "id": self.task.id,
            "section": self.task.section,
            "do": self.task.do.format_map(self.values),
            "why": self.task.why.format_map(self.values),
            "expect": [
                {"what": one.what, "low": one.low, "high": one.high, "unit": one.unit, "note": one.note}
                for one in self.expect
            ],
            "commands": [*(command.format_map(self.values) for command in self.task.commands), *self.commands],
            "sources": list(self.sources),
            "missing": list(self.missing),
            "unsourced": list(self.unsourced),
        }


class Bench:
    """A checked build with what is known of software: all that the sections look at."""

    def __init__(
        self, check: Check, software: Software, standards: Mapping[str, Standard], catalog_version: str
    ) -> None:
        self.check = check
        self.build = check.build
        self.software = software
        self.standards = standards
        self.report: Json = report(check, catalog_version, standards)

    def item(self, task_id: str, *, sources: Iterable[str] = (), **filled: Any) -> Item:
        """Return a task of the catalog as an item, with its own sources behind those of its facts."""
        task = self.software.tasks[task_id]
        own = self.software_sources([task])
        return Item(task, sources=tuple(dict.fromkeys([*sources, *own])), **filled)

    def findings(self, rule: str) -> Iterator[Finding]:
        """Yield what a rule says, ignored or not."""
        judged = (entry.finding for entry in self.check.judged)
        ignored = (entry.finding for entry in self.check.ignored)
        yield from (finding for finding in (*judged, *ignored) if finding.rule.id == rule)

    def part_of(self, finding: Finding, kind: Kind) -> BuildPart:
        """Return the part of a kind that a finding is about; the only one where the rule reads it whole."""
        refs = [ref for ref in finding.parts if ref.startswith(f"{kind}#")]
        return self.build.part(refs[0]) if refs else self.build.of_kind(kind)[0]

    def software_sources(self, entries: Iterable[BaseModel], *keys: str) -> tuple[str, ...]:
        """Return the sources of these facts of software, each once; of all facts of the entries without keys."""
        found = (source for entry in entries for source in self.software.sources(entry, *keys))
        return tuple(dict.fromkeys(map(cite_of, found)))

    def sources(self, path: str) -> tuple[str, ...]:
        """Return the first source of a fact."""
        return tuple(cite(source) for source in sources_at(path, self.build, self.standards)[:1])


def cite_of(source: Source) -> str:
    """Return a source of the software for reading."""
    return f"{source.title}, {source.url}" if source.url else source.title


def units_of(parts: Iterable[BuildPart]) -> int:
    """Return how many units there are of these parts."""
    return sum(part.quantity for part in parts)


def named(parts: Sequence[BuildPart]) -> str:
    """Return parts for a sentence: `2 × X and Y`."""
    return listed([f"{part.quantity} × {part.name}" if part.quantity > 1 else part.name for part in parts])


def listed(words: Sequence[str]) -> str:
    """Return words for a sentence: `a, b and c`."""
    *most, last = words or [""]
    return f"{', '.join(most)} and {last}" if most else last


def seat(card: Mapping[str, Any], bench: Bench) -> str:
    """Return a card of the placement with its slot: `EVGA RTX 2070, no. 2, in PCIEX16_3`."""
    part = bench.build.part(card["ref"])
    unit = f", no. {card['unit']}," if part.quantity > 1 else ""
    return f"{part.name}{unit} in {card['slot']}"


def architecture(card: BuildPart) -> str | None:
    """Return the architecture of a graphics card, or None where it is open."""
    word = card.facts.get("architecture")
    return word if isinstance(word, str) else None


def number_of(part: BuildPart, key: str) -> Interval:
    """Return a number of a part; anything from zero up where nobody stated it."""
    return number(part.record(), key).value


def text_of(value: Interval, unit: str) -> str:
    """Return a number for a sentence."""
    if value.high is None:
        return f"at least {shown(value.low or 0)} {unit}" if value.low else "not known"
    low = "" if value.is_point else f"{shown(value.low or 0)} to "
    return f"{low}{shown(value.high)} {unit}"


def shown(number: Exact) -> str:
    """Return a number without needless digits."""
    return f"{float(number):g}"


def expect(what: str, value: Interval, unit: str, note: str = "") -> Expect:
    """Return an interval as an expectation."""
    return Expect(what, number_json(value.low), number_json(value.high), unit, note)


def expect_json(what: str, value: Mapping[str, Any], unit: str, note: str = "") -> Expect:
    """Return an interval of the report as an expectation."""
    return Expect(what, value["low"], value["high"], unit, note)
