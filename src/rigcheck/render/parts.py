"""Parts of the catalog for readers: rows of a search, and one part with the source of each fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rigcheck.catalog.name_index import NameRow
from rigcheck.catalog.part import CatalogPart, Source
from rigcheck.engine.display import shown_word
from rigcheck.fact import is_bound, is_group, raw_text, value_of
from rigcheck.render.output import Output, Span
from rigcheck.rules.message import value_text
from rigcheck.schema.registry import part_type
from rigcheck.schema.shapes import FactType, ListType, NumberType, RecordType

State = Literal["stated", "bounded", "missing"]


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact of a part as a page shows it."""

    key: str
    state: State
    text: str
    unit: str | None
    sources: tuple[str, ...]


def part_facts(part: CatalogPart) -> list[ShownFact]:
    """Return every fact a part of this kind can have, with its value and sources or as missing."""
    return list(_facts(part, part.facts, part_type(part.kind), ""))


def print_rows(rows: Sequence[NameRow], to: Output) -> None:
    """Print the rows of a search."""
    if rows:
        to.table(("id", "name"), [(row.id, row.name) for row in rows])
    else:
        to.line("Nothing found.")


def print_part(part: CatalogPart, to: Output) -> None:
    """Print a part: stated and bounded facts with their sources, then what is missing."""
    to.line((part.name, "bold"), (f"  {part.id}", "dim"))
    if part.aliases or part.part_numbers:
        to.line((f"also: {', '.join((*part.aliases, *part.part_numbers))}", "dim"))
    facts = part_facts(part)
    cited = {
        source: number for number, source in enumerate(dict.fromkeys(s for fact in facts for s in fact.sources), 1)
    }
    rows: list[tuple[Span, ...]] = []
    for fact in facts:
        if fact.state != "missing":
            mark = "≈ " if fact.state == "bounded" else ""
            numbers = " ".join(f"[{cited[source]}]" for source in fact.sources)
            rows.append((fact.key, f"{mark}{fact.text}", (numbers, "dim")))
    to.table(("fact", "value", "sources"), rows)
    missing = [fact.key for fact in facts if fact.state == "missing"]
    if missing:
        to.line((f"missing: {', '.join(missing)}", "yellow"))
    for source, number in cited.items():
        to.line((f"[{number}] {source}", "dim"))


def _facts(part: CatalogPart, facts: Any, shape: RecordType, prefix: str) -> Iterator[ShownFact]:
    for name, inner in shape.fields.items():
        key = prefix + name
        unit = inner.unit if isinstance(inner, NumberType) else None
        raw = facts.get(name)
        if isinstance(inner, RecordType) and (raw is None or is_group(raw)):
            yield from (
                _facts(part, raw or {}, inner, key + ".")
                if raw is not None
                else iter([ShownFact(key, "missing", "", unit, ())])
            )
        elif raw is None:
            yield ShownFact(key, "missing", "", unit, ())
        else:
            state: State = "bounded" if is_bound(raw) else "stated"
            cited = tuple(_cited(source) for source in part.source_of(key))
            yield ShownFact(key, state, _text(raw, inner), unit, cited)


def _text(raw: Any, shape: FactType) -> str:
    if isinstance(shape, ListType) and isinstance(shape.of, RecordType):
        members = raw["at_least"] if is_bound(raw) else raw
        shown = "; ".join(" ".join(f"{key} {raw_text(value)}" for key, value in member.items()) for member in members)
        return (shown or "none") + (" and perhaps more" if is_bound(raw) else "")
    text = value_text(value_of(raw), shape, shown_word)
    usual = raw.get("usual") if is_bound(raw) else None
    return f"{text}, usually {usual}" if usual is not None else text


def _cited(source: Source) -> str:
    url = f" {source['url']}" if source.get("url") else ""
    return f"{source['basis']}: {source['title']}{url}"
