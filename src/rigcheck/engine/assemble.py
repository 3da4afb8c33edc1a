"""From a parts list to a build: every entry is matched, given its facts, and joined with its equals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rigcheck.catalog.agreement import agreed
from rigcheck.catalog.described import facts_in_words
from rigcheck.catalog.match import Match, match_entry
from rigcheck.catalog.merge import clashes, exclude, fill
from rigcheck.catalog.name_comparison import same_fact
from rigcheck.catalog.name_index import Names
from rigcheck.catalog.name_reading import read_name
from rigcheck.catalog.part import CatalogPart, Source
from rigcheck.catalog.store import Catalog
from rigcheck.engine.build import Build, BuildPart, NotUnderstood, Settings, numbered
from rigcheck.errors import Problem
from rigcheck.fact import leaves
from rigcheck.lists.kinds import guess_kind
from rigcheck.lists.model import Entry, PartsList, Price, SetAside
from rigcheck.schema.kinds import Kind

ONE_OF_A_KIND: tuple[Kind, ...] = ("motherboard", "case")
"""A build has one of these; a second one means that the list holds two builds."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What one entry came to: a part, or the reason why it is none."""

    part: BuildPart | None
    problem: Problem | None = None


def assemble(listed: PartsList, catalog: Catalog, names: Names, settings: Settings) -> Build:
    """Return the build that a list describes. Nothing raises here: what cannot be used is a problem of the build."""
    parts: list[BuildPart] = []
    problems = list(listed.problems)
    set_aside = list(listed.set_aside)
    not_understood: list[NotUnderstood] = []
    for entry in listed.entries:
        line = entry.lines[0] if entry.lines else 0
        if entry.alternative:
            set_aside.append(SetAside(line, entry.text, "alternative"))
            continue
        found = _find(entry, catalog, names, listed.source)
        if found.problem:
            problems.append(found.problem)
        if found.part is None:
            not_understood.append(NotUnderstood(line, entry.text))
        elif found.part.kind in ONE_OF_A_KIND and any(part.kind == found.part.kind for part in parts):
            if not _joined(parts, replace(found.part, quantity=0)):
                problems.append(_second(found.part, parts, listed.source, line))
                set_aside.append(SetAside(line, entry.text, f"a second {found.part.kind}"))
        elif not _joined(parts, found.part):
            parts.append(found.part)
    return Build(
        numbered(parts),
        settings,
        tuple(not_understood),
        tuple(sorted(set_aside, key=lambda aside: aside.line)),
        tuple(problems),
        tuple((total.label, str(total.amount), total.currency) for total in listed.totals),
        listed.name,
    )


def _joined(parts: list[BuildPart], part: BuildPart) -> bool:
    """Add the part to one that is the same, if there is one."""
    for index, other in enumerate(parts):
        same = part.id == other.id if part.id or other.id else part.name == other.name
        if same and part.kind == other.kind and part.facts == other.facts and part.settings == other.settings:
            parts[index] = replace(
                other,
                quantity=other.quantity + part.quantity,
                lines=(*other.lines, *part.lines),
                price=_sum(other.price, part.price),
            )
            return True
    return False


def _sum(one: Price | None, other: Price | None) -> Price | None:
    if one is None or other is None or one.currency != other.currency:
        return one or other
    return Price(
        one.amount + other.amount,
        one.currency,
        one.rebate + other.rebate,
        one.units + other.units,
        one.of_row or other.of_row,
    )


def _second(part: BuildPart, parts: Sequence[BuildPart], source: str, line: int) -> Problem:
    first = next(other for other in parts if other.kind == part.kind)
    return Problem(
        source,
        f"line {line}",
        f"{part.name} is a second {part.kind}; the build already has {first.name}.",
        "One build per list: split the list, or mark one of them as an alternative.",
    )


def _find(entry: Entry, catalog: Catalog, names: Names, source: str) -> _Found:
    if entry.id is not None:
        part = catalog.part(entry.id)
        if part is None:
            message = f"there is no part {entry.id!r} in the catalog."
            problem = Problem(source, _where(entry), message, "See `rigcheck parts search`.")
            return _Found(_part(entry, entry.kind, Match(entry.kind, "none"), catalog) if entry.kind else None, problem)
        return _Found(_part(entry, part.kind, Match(part.kind, "exact", part.id, (part.id,), 1.0), catalog))
    kind = entry.kind or guess_kind(entry.name)
    match = match_entry(entry.name, kind, names)
    if match.kind is None:
        return _Found(None)
    if match.how in {"several", "name"}:
        parts = [part for part in map(catalog.part, match.candidates) if part is not None]
        match = narrowed(match, entry.name, parts)
    return _Found(_part(entry, match.kind, match, catalog))


def narrowed(match: Match, name: str, candidates: Sequence[CatalogPart]) -> Match:
    """Return the match without the candidates whose catalogued facts exclude what the line itself states.

    Names alone cannot tell the M.2 version of a drive from its 2.5-inch one. Of one product that was both curated and
    imported, the curated part is left.
    """
    formed = [part for part in candidates if not _of_other_form(match.facts, part)]
    left = [part for part in formed if not _excluded(match.facts, part)] or formed
    if not left:
        return replace(match, how="none", part_id=None, candidates=(), score=0.0)
    if match.score >= _SAME_WORDS:
        left = _without_doubles(left)
    ids = tuple(sorted({part.id for part in left}))
    if match.part_id or len(ids) == len(candidates):
        return match
    sure = len(ids) == 1 and match.score >= _SURE and _version(left[0], name) == _version(left[0], left[0].name)
    return replace(match, how="name" if sure else "several", part_id=ids[0] if sure else None, candidates=ids)


_SAME_WORDS: Final = 0.95
_SURE: Final = 0.8
"""Below this score even a single candidate leaves open whether it is meant."""


def _of_other_form(words: Mapping[str, Any], part: CatalogPart) -> bool:
    """Return whether one is an M.2 drive and the other is not: no drive is both."""
    forms = {words.get("form_factor"), part.facts.get("form_factor")} if part.kind == "storage" else set()
    return "m2" in forms and bool(forms & {"2.5", "3.5", "u2"})


def _excluded(words: Mapping[str, Any], part: CatalogPart) -> bool:
    return any(
        not same_fact(key, words[key], part.facts[key])
        and {words[key], part.facts[key]} != {"2.5", "u2"}  # a U.2 drive is 2.5 inches wide
        and exclude(part.facts[key], words[key])
        for key in words.keys() & part.facts.keys()
        if not isinstance(part.facts[key], Mapping | list)
    )


def _without_doubles(parts: Sequence[CatalogPart]) -> list[CatalogPart]:
    curated = [part for part in parts if part.origin == "curated"]
    return [part for part in parts if part in curated or not any(_same_product(part, other) for other in curated)]


def _same_product(one: CatalogPart, other: CatalogPart) -> bool:
    a, b = read_name(one.kind, one.name), read_name(other.kind, other.name)
    if (a.firm_words, a.chip, a.marks.get("year")) != (b.firm_words, b.chip, b.marks.get("year")):
        return False
    told = one.kind != "storage" or ("form_factor" in one.facts and "form_factor" in other.facts)
    return told and not any(clashes(other, one))


def _version(part: CatalogPart, name: str) -> tuple[Any, Any]:
    """Return what else would have to be said to mean just this part: its year and, of an M.2 drive, that it is one."""
    said, named = read_name(part.kind, name), read_name(part.kind, part.name)
    return said.marks.get("year"), "form_factor" not in named.facts or said.facts.get("form_factor")


def _where(entry: Entry) -> str:
    return f"line {entry.lines[0]}" if entry.lines else ""


def _part(entry: Entry, kind: Kind | None, match: Match, catalog: Catalog) -> BuildPart | None:
    if kind is None:
        return None
    facts, sources, name = _catalogued(match, catalog)
    words = dict(match.facts)
    if kind == "accessory" and not words:  # its label often says more than its name: "8x Risers (version 006)"
        words = facts_in_words(kind, entry.text)
    where = ", ".join(f"line {line}" for line in entry.lines) or "the list"
    facts, sources = _under(words, {"basis": "list", "title": f"words of {where}"}, facts, sources)
    if entry.facts:
        facts, sources = _over(entry.facts, {"basis": "list", "title": f"stated in {where}"}, facts, sources)
    how = match.how
    if how == "none" and facts:
        how = "inline"
    if kind == "motherboard":
        facts, sources = _on_platform(facts, sources, catalog)
    return BuildPart(
        ref="",
        kind=kind,
        quantity=entry.quantity,
        name=name or entry.name or f"unnamed {kind}",
        facts=facts,
        sources=sources,
        id=None if how == "chip" else match.part_id,
        match=how,
        candidates=match.candidates if how in {"chip", "several"} else (),
        lines=entry.lines,
        text=entry.text,
        settings=_settings(entry),
        price=entry.price and entry.price.for_units(entry.quantity),
    )


def _on_platform(
    facts: dict[str, Any], sources: tuple[Source, ...], catalog: Catalog
) -> tuple[dict[str, Any], tuple[Source, ...]]:
    """Return a board's facts with what its chipset says, which the list may name for a board nobody catalogued."""
    chipset = facts.get("chipset")
    platform = catalog.platform(chipset) if isinstance(chipset, str) else None
    if platform is None or "cpu_support" in facts:
        return facts, sources
    board = fill(replace(platform, facts=facts, sources=sources), platform.facts, platform.sources)
    return dict(board.facts), board.sources


def _settings(entry: Entry) -> dict[str, Any]:
    """Return the entry's settings as rules read them: a riser that has a name is a riser."""
    return {key: bool(value) if key == "riser" else value for key, value in entry.settings.items()}


def _catalogued(match: Match, catalog: Catalog) -> tuple[dict[str, Any], tuple[Source, ...], str | None]:
    """Return what the catalog says of the match: facts, sources, and the name where one product is meant."""
    look_up = catalog.chip if match.how == "chip" else catalog.part
    candidates = [part for part in map(look_up, match.candidates) if part is not None]
    if not candidates:
        return {}, (), None
    if match.how == "chip":
        return _of_chips(candidates)
    facts, sources = agreed(candidates)
    return facts, sources, candidates[0].name if match.part_id else None


def _of_chips(chips: Sequence[CatalogPart]) -> tuple[dict[str, Any], tuple[Source, ...], str | None]:
    facts, sources = agreed(chips)
    if len(chips) == 1:
        facts["chip"] = chips[0].id
        sources = (*sources, {"basis": "derived", "title": "its name", "covers": ["chip"]})
    return facts, sources, None


def _under(
    words: Mapping[str, Any], source: Source, facts: dict[str, Any], sources: tuple[Source, ...]
) -> tuple[dict[str, Any], tuple[Source, ...]]:
    """Let the words of the line fill what the catalog leaves open, or narrow what it bounds."""
    added = {
        key: fact
        for key, fact in words.items()
        if key not in facts
        or (isinstance(facts[key], Mapping) and not exclude(facts[key], fact) and fact != facts[key])
    }
    return _over(added, source, facts, sources)


def _over(
    added: Mapping[str, Any], source: Source, facts: dict[str, Any], sources: tuple[Source, ...]
) -> tuple[dict[str, Any], tuple[Source, ...]]:
    """Put facts on top; the list's own word counts for the builder's own part."""
    if not added:
        return facts, sources
    claims = [key for top in added for key in leaves(added[top], top)]
    return {**facts, **added}, ({**source, "covers": claims}, *sources)
