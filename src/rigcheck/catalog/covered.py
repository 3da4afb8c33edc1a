"""Tells which keys of a file no source covers that was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rigcheck.fact import covers
from rigcheck.schema.source import Source


def source_of(key: str, sources: Sequence[Source]) -> Source | None:
    """Return the source that was read and speaks of this key most closely, or None."""
    claims = [(claim, source) for source in sources if source.basis != "unverified" for claim in source.covers]
    fitting = [one for one in claims if covers(one[0], key)]
    return max(fitting, key=lambda one: len(one[0]))[1] if fitting else None


def uncovered(keys: Iterable[str], sources: Sequence[Source]) -> list[str]:
    """Return the keys that no source covers, or only what its author knows; a key covers everything under it."""
    claims = {claim for source in sources if source.basis != "unverified" for claim in source.covers}
    return sorted(key for key in set(keys) if not any(covers(claim, key) for claim in claims))
