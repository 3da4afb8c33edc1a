"""The cases beside all shipped rules, through SQL: the verdict they state, and that of the evaluator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import duckdb
import pytest

from rigcheck.engine.session import Session
from rigcheck.rules.cases import Case, PlainDisplay, prove
from rigcheck.rules.model import Rule
from rigcheck.rules.sql.compile import compile_rule
from rigcheck.rules.sql.load import load_builds
from rigcheck.rules.sql.names import NotCompiledError
from rigcheck.rules.sql.run import findings_of
from tests.unit.rules.sql_rules import Verdicts, in_python

SESSION = Session()
RULES = {rule.id: rule for rule in SESSION.rules}
NOT_COMPILED: set[str] = set()
"""Rules that the SQL back end does not know; each one is a gap to be closed."""


@pytest.fixture(scope="module")
def cases() -> Mapping[str, tuple[Case, ...]]:
    return {rule.id: prove(rule, SESSION.standards_record, PlainDisplay()).cases for rule in RULES.values()}


@pytest.fixture(scope="module")
def connection(cases: Mapping[str, tuple[Case, ...]]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield tables with the builds of all cases of all rules, as `<rule> <number>`."""
    situations = {f"{name} {number}": case.situation for name in cases for number, case in enumerate(cases[name])}
    with duckdb.connect(config={"threads": 1}) as connection:
        load_builds(connection, situations, [rule for rule in RULES.values() if rule.id not in NOT_COMPILED])
        yield connection


def test_which_rules_are_not_compiled() -> None:
    failing = set()
    for rule in RULES.values():
        try:
            compile_rule(rule)
        except NotCompiledError:
            failing.add(rule.id)
    assert failing == NOT_COMPILED


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.id not in NOT_COMPILED], ids=lambda r: r.id)
def test_cases_through_sql(
    rule: Rule, connection: duckdb.DuckDBPyConnection, cases: Mapping[str, tuple[Case, ...]]
) -> None:
    found: dict[str, Verdicts] = defaultdict(dict)
    for row in findings_of(connection, rule):
        found[row.build][row.build, row.parts] = row.verdict
    for number, case in enumerate(cases[rule.id]):
        build = f"{rule.id} {number}"
        assert found[build] == in_python(rule, {build: case.situation}), case.name
        worst = min(found[build].values(), default=None)
        assert (worst.word if worst is not None else "not-applicable") == case.verdict, case.name
