"""Where a fact of a build comes from: the raw fact and its sources, by the path that rules name it with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rigcheck.catalog.part import Source, Standard
from rigcheck.engine.build import Build


def sources_at(path: str, build: Build, standards: Mapping[str, Standard]) -> tuple[Source, ...]:
    """Return the sources of `gpu#1.length_mm` or `standard.mains.continuous_share`; of a derived fact, none."""
    ref, _, fact = path.partition(".")
    if ref == "standard":
        named, key = _standard(fact, standards)
        return named.source_of(key) if named else ()
    return build.part(ref).source_of(fact) if "#" in ref else ()


def raw_at(path: str, build: Build, standards: Mapping[str, Standard]) -> Any:
    """Return the fact under such a path as TOML holds it, or None."""
    ref, _, fact = path.partition(".")
    holder: Any
    if ref == "standard":
        named, fact = _standard(fact, standards)
        holder = named.facts if named else {}
    else:
        part = build.part(ref)
        holder = {**part.facts, **part.settings}
    for key in fact.split("."):
        holder = holder.get(key) if isinstance(holder, Mapping) else None
    return holder


def cite(source: Source) -> str:
    """Return a source for reading."""
    url = source.get("url")
    return f"{source['title']}, {url}" if url else str(source["title"])


def _standard(fact: str, standards: Mapping[str, Standard]) -> tuple[Standard | None, str]:
    file, _, key = fact.partition(".")
    return next((one for name, one in standards.items() if name.replace("-", "_") == file), None), key
