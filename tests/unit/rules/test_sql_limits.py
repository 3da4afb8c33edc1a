"""What tables and statements refuse, instead of rounding, wrapping around or guessing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pytest

from rigcheck.errors import DataError
from rigcheck.rules.finding import Situation
from rigcheck.rules.sql.compile import compile_rule
from rigcheck.rules.sql.load import load_builds
from rigcheck.rules.sql.names import NotCompiledError
from rigcheck.rules.sql.run import findings_of
from rigcheck.schema.kinds import KINDS
from rigcheck.values import Interval, Record, Words
from rigcheck.verdict import Verdict
from tests.unit.rules.sql_rules import in_python, in_sql, rule, situation


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def of_gpu(**fields: Any) -> Situation:
    return Situation({"gpu": (Record(fields, "gpu#1"),)}, {}, {}, {})


def test_numbers_that_tables_cannot_hold_exactly_are_refused(connection: duckdb.DuckDBPyConnection) -> None:
    judged = rule("gpu.length_mm <= 300")
    for number in (Fraction(1, 3), Fraction(1, 10**7), 10**13):
        with pytest.raises(DataError, match=r"gpu#1\.length_mm: found .*; tables hold numbers"):
            load_builds(connection, {"a": of_gpu(length_mm=Interval.point(number))}, [judged])
    smallest = Decimal("0.000001")
    builds = {"a": of_gpu(length_mm=Interval.point(300 + smallest)), "b": of_gpu(length_mm=Interval.point(300))}
    assert set(in_sql(connection, judged, builds).values()) == {Verdict.VIOLATED, Verdict.OK}


def test_a_value_of_another_kind_than_its_schema_says_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(DataError, match=r"gpu#1\.length_mm: found Words"):
        load_builds(connection, {"a": of_gpu(length_mm=Words.of("long"))}, [rule("gpu.length_mm <= 300")])


def test_thirds_and_long_decimals_of_rules_are_exact(connection: duckdb.DuckDBPyConnection) -> None:
    builds = {str(n): situation({"gpu": {"length_mm": Decimal(n) / 10}}) for n in range(1, 20)}
    for text in (
        "gpu.length_mm / 3 < 0.3333333333333333",
        "gpu.length_mm / 3 <= 0.1 + 0.3 / 3 * 2",
        "gpu.length_mm / 3 / 7 / 0.7 == 1 / 14.7",
        "gpu.length_mm * 0.1 == 0.1 * 0.1",
    ):
        judged = rule(text)
        assert in_sql(connection, judged, builds) == in_python(judged, builds)


def test_a_result_too_large_is_an_error_and_never_another_number(connection: duckdb.DuckDBPyConnection) -> None:
    judged = rule("gpu.brackets * gpu.display_outputs * gpu.cuda_cores <= 1")
    large = {"brackets": 9 * 10**12, "display_outputs": 9 * 10**12, "cuda_cores": 9 * 10**12}
    load_builds(connection, {"a": situation({"gpu": large})}, [judged])
    with pytest.raises(duckdb.OutOfRangeException):
        list(findings_of(connection, judged))
    within = {"a": situation({"gpu": {**large, "cuda_cores": 0}}), "b": situation({"gpu": {"brackets": 9 * 10**12}})}
    sums = rule("gpu.brackets + gpu.brackets + gpu.brackets <= 27000000000000")
    assert in_sql(connection, sums, within) == in_python(sums, within)


def test_a_number_too_long_for_a_statement_is_named() -> None:
    with pytest.raises(NotCompiledError, match="cannot compile a number as long as"):
        compile_rule(rule(f"gpu.length_mm <= {10**40}"))


def test_loading_again_replaces_the_builds(connection: duckdb.DuckDBPyConnection) -> None:
    judged = rule("gpu.length_mm <= 300")
    load_builds(connection, {"a": situation({"gpu": {"length_mm": 1}})}, [judged])
    load_builds(connection, {"b": situation({"gpu": {"length_mm": 301}})}, [judged])
    assert [(row.build, row.parts, row.verdict) for row in findings_of(connection, judged)] == [
        ("b", ("gpu#1",), Verdict.VIOLATED)
    ]


def test_names_with_quotes_and_builds_without_parts(connection: duckdb.DuckDBPyConnection) -> None:
    judged = rule("all(g.chip == 'it\\'s \"one\"' for g in gpu)")
    builds = {"a'; --": situation({"gpu": {"chip": 'it\'s "one"'}}), 'b"': situation({kind: [] for kind in KINDS})}
    assert (
        in_sql(connection, judged, builds) == in_python(judged, builds) == {(name, ()): Verdict.OK for name in builds}
    )
    assert in_sql(connection, judged, {}) == {}
