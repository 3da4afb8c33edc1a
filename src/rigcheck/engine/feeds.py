"""What the list says each power supply feeds, checked against the parts that the build has."""

from __future__ import annotations

from collections.abc import Iterator

from rigcheck.engine.build import Build
from rigcheck.errors import Problem


def feeds_problems(build: Build, source: str) -> Iterator[Problem]:
    """Yield a problem for every part that `feeds` names and the build does not have."""
    refs = [part.ref for part in build.parts]
    known = {*refs, *(part.kind for part in build.parts)}
    for psu in build.of_kind("psu"):
        where = f"line {psu.lines[0]}" if psu.lines else psu.name
        for name in psu.settings.get("feeds", ()):
            if name not in known:
                has = ", ".join(ref for ref in refs if not ref.startswith(("psu#", "case#")))
                message = f"`feeds` names {name!r}, and the build has no such part; it has {has}."
                yield Problem(source, where, message, "A kind alone, such as 'gpu', means all of them.")
