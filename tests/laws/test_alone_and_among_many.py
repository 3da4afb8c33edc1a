"""Law 7: one build alone and the same build among many get the same findings.

Alone, the Python evaluator judges it; among many, the rule compiled to SQL. Any difference is a mistake of one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rigcheck.engine.derive import derive
from rigcheck.rules.finding import Situation, findings
from rigcheck.rules.model import Rule
from rigcheck.rules.sql.load import load_builds
from rigcheck.rules.sql.run import findings_of
from rigcheck.verdict import Verdict
from tests.laws.random_situations import situations
from tests.laws.strategies import build_of, less_known, rules, standards


def alone(rule: Rule, builds: Sequence[Situation]) -> dict[tuple[str, tuple[str, ...]], Verdict]:
    return {
        (str(number), finding.parts): finding.verdict
        for number, build in enumerate(builds)
        for finding in findings(rule, build)
    }


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_of_the_facts_a_rule_reads_all_states_agree(rule: Rule, connection: duckdb.DuckDBPyConnection) -> None:
    @settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(st.lists(situations(rule), min_size=5, max_size=8))
    def law(builds: list[Situation]) -> None:
        load_builds(connection, {str(number): build for number, build in enumerate(builds)}, [rule])
        many = {(row.build, row.parts): row.verdict for row in findings_of(connection, rule)}
        assert many == alone(rule, builds)

    law()


def test_builds_with_their_derived_facts_get_the_same_verdicts_in_all_rules(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    random = Random(7)
    builds = [build_of(random) for _ in range(20)]
    builds += [less_known(random, build, random.random()) for build in builds]
    derived = [derive(build, standards()).situation for build in builds]
    load_builds(connection, {str(number): build for number, build in enumerate(derived)}, rules())
    for rule in rules():
        many = {(row.build, row.parts): row.verdict for row in findings_of(connection, rule)}
        assert many == alone(rule, derived), rule.id
