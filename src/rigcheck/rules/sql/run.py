"""Runs compiled rules over the builds that a connection holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rigcheck.rules.model import Rule
from rigcheck.rules.sql.compile import compile_rule
from rigcheck.verdict import Verdict

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """The verdict of a rule on one build for one choice of parts."""

    build: str
    parts: tuple[str, ...]
    verdict: Verdict


def findings_of(connection: DuckDBPyConnection, rule: Rule) -> Iterator[Row]:
    """Yield the verdicts of a rule, ordered by build and parts; the builds were loaded for this rule among others."""
    result = connection.cursor().execute(f"SELECT * FROM ({compile_rule(rule)}) ORDER BY ALL")
    while rows := result.fetchmany(CHUNK):
        for build, *parts, verdict in rows:
            yield Row(build, tuple(parts), Verdict(verdict))
