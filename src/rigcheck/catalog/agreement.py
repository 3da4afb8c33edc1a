"""What several products have in common: the facts of a line that may mean any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rigcheck.catalog.part import CatalogPart, Source
from rigcheck.fact import covers, is_bound, is_group, leaves


def agreed(parts: Sequence[CatalogPart]) -> tuple[dict[str, Any], tuple[Source, ...]]:
    """Return the facts that hold whichever of the parts is meant, and their sources.

    A fact on which all agree is stated; one on which they differ is bounded by them; one that any of them lacks is
    missing.
    """
    facts = _agreed([part.facts for part in parts])
    kept = list(leaves(facts))
    sources: dict[tuple[Any, ...], Source] = {}
    for part in parts:
        for source in part.sources:
            claims = [key for key in kept if any(covers(claim, key) for claim in source["covers"])]
            if claims:
                sources.setdefault((source["title"], tuple(claims)), {**source, "covers": claims})
    return facts, tuple(sources.values())


def _agreed(tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    first, *others = tables
    result: dict[str, Any] = {}
    for key, fact in first.items():
        if all(key in other for other in others):
            common = _common([fact, *(other[key] for other in others)])
            if common is not None:
                result[key] = common
    return result


def _common(facts: Sequence[Any]) -> Any:
    """Return what holds whichever of these raw facts is the true one, or None where nothing can be said."""
    first = facts[0]
    if all(fact == first for fact in facts):
        return first
    if all(is_group(fact) for fact in facts):
        return _agreed(facts) or None
    if all(_is_number(fact) for fact in facts):
        return _bounded(facts)
    if all(isinstance(fact, str) or (is_bound(fact) and "one_of" in fact) for fact in facts):
        words = {word for fact in facts for word in ([fact] if isinstance(fact, str) else fact["one_of"])}
        return {"one_of": sorted(words)}
    if all(_is_word_list(fact) for fact in facts):
        lists = [fact["at_least"] if is_bound(fact) else fact for fact in facts]
        sure = [word for word in lists[0] if all(word in other for other in lists[1:])]
        return {"at_least": sure}
    return None


def _is_number(fact: Any) -> bool:
    if is_bound(fact):
        return "one_of" not in fact and not isinstance(fact.get("at_least"), list)
    return not isinstance(fact, bool | str | list | Mapping)


def _is_word_list(fact: Any) -> bool:
    members = fact.get("at_least") if is_bound(fact) else fact
    return isinstance(members, list) and all(isinstance(member, str) for member in members)


def _bounded(facts: Sequence[Any]) -> dict[str, Any] | None:
    lows = [fact.get("at_least", 0) if is_bound(fact) else fact for fact in facts]
    highs = [fact.get("at_most") if is_bound(fact) else fact for fact in facts]
    bound: dict[str, Any] = {"at_least": min(lows)}
    if None not in highs:
        bound["at_most"] = max(highs)
    return bound if "at_most" in bound or bound["at_least"] else None
