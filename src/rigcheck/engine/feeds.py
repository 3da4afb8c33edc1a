"""What the list says each power supply feeds, checked against the parts that the build has."""

from __future__ import annotations

from collections.abc import Iterator

from rigcheck.engine.build import Build
from rigcheck.errors import Problem


def feeds_problems(build: Build, source: str) -> Iterator[Problem]:
    """Yield a problem for every part that `feeds` names and the build does not have."""
    fed = [part for part in build.parts if part.kind not in {"psu", "case"}]
    known = {part.ref for part in fed} | {part.kind for part in fed}
    for psu in build.of_kind("psu"):
        where = f"line {psu.lines[0]}" if psu.lines else psu.name
        for name in psu.settings.get("feeds", ()):
            if name.casefold() not in known:
                has = ", ".join(part.ref for part in fed)
                message = f"`feeds` names {name!r}, and the build has no such part; it has {has}."
                yield Problem(source, where, message, "A kind alone, such as 'gpu', means all of them.")
