"""Verdicts per second over many synthetic builds: the compiled rules in DuckDB against the Python evaluator.

    python benchmarks/many_builds.py [--distinct 5000] [--builds 100000] [--python 500] [--threads 1] [--rules]

Builds are drawn from the catalog. SQL judges `--distinct` of them, all different, and then `--builds`, in which those
are repeated as people repeat each other: the same facts are judged once. The Python evaluator judges the first
`--python`, in the same run, and both must give the same verdicts. A verdict is one rule on one combination of the parts
of one build. Seconds of SQL include compiling; loading is counted apart, and starts from Python objects.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import duckdb

from rigcheck.catalog.part import CatalogPart
from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.derive import derive
from rigcheck.engine.session import Session
from rigcheck.rules.finding import Situation, findings
from rigcheck.rules.model import Rule
from rigcheck.rules.sql.compile import compile_rule
from rigcheck.rules.sql.load import load_builds
from rigcheck.schema.kinds import KINDS, Kind

USUAL: Mapping[Kind, tuple[int, int, int]] = {
    "cpu": (1, 1, 1),
    "motherboard": (1, 1, 1),
    "memory": (1, 2, 2),
    "gpu": (0, 2, 3),
    "storage": (1, 3, 2),
    "psu": (1, 1, 1),
    "case": (1, 1, 1),
    "cooler": (1, 1, 1),
    "fan": (0, 2, 3),
    "card": (0, 1, 1),
    "accessory": (0, 1, 1),
}
"""Of each kind: the fewest and the most distinct parts, and the most units of each."""


def main() -> None:
    options = _options()
    session = Session()
    started = time.perf_counter()
    drawn = list(_situations(session, options.distinct))
    print(f"{len(drawn)} builds drawn and derived in {time.perf_counter() - started:.1f} s")

    sample = drawn[: options.python]
    counted: Counter[tuple[str, int]] = Counter()
    started = time.perf_counter()
    for rule in session.rules:
        for situation in sample:
            counted.update((rule.id, int(finding.verdict)) for finding in findings(rule, situation))
    python = counted.total() / (time.perf_counter() - started)
    print(f"Python: {python:12,.0f} verdicts/s over {len(sample)} builds")

    for builds in (options.distinct, options.builds):
        situations = {f"{number:09}": drawn[number % len(drawn)] for number in range(builds)}
        connection = duckdb.connect(config={"threads": options.threads})
        started = time.perf_counter()
        load_builds(connection, situations, session.rules)
        loading = time.perf_counter() - started
        verdicts, sampled, seconds = _judged(connection, session.rules, f"{len(sample):09}")
        taken = sum(seconds.values())
        ratio, loaded = verdicts / taken / python, verdicts / (taken + loading) / python
        print(f"SQL:    {verdicts / taken:12,.0f} verdicts/s over {builds} builds: {ratio:.0f} times Python")
        print(f"        {verdicts} verdicts in {taken:.2f} s; loading {loading:.1f} s: {loaded:.0f} times with it")
        print(f"        the same verdicts on the builds of both: {sampled == counted}")
        if options.rules:
            for name, lasted in sorted(seconds.items(), key=lambda entry: -entry[1]):
                print(f"{lasted:12.3f} s  {name}")


def _judged(
    connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule], end: str
) -> tuple[int, Counter[tuple[str, int]], dict[str, float]]:
    """Return how many verdicts there are, those of each rule on builds before `end`, and the seconds of each rule."""
    verdicts, sampled, seconds = 0, Counter[tuple[str, int]](), {}
    for rule in rules:
        started = time.perf_counter()
        connection.execute(f"CREATE OR REPLACE TEMP TABLE verdicts AS {compile_rule(rule)}")
        seconds[rule.id] = time.perf_counter() - started
        found = "SELECT verdict, count(*), count(*) FILTER (build < $1) FROM verdicts GROUP BY verdict"
        for verdict, rows, before in connection.execute(found, [end]).fetchall():
            verdicts += rows
            sampled[rule.id, verdict] += before
    return verdicts, +sampled, seconds


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--builds", type=int, default=100_000)
    parser.add_argument("--python", type=int, default=500)
    parser.add_argument("--distinct", type=int, default=5_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rules", action="store_true", help="also print the seconds of each rule")
    return parser.parse_args()


def _situations(session: Session, count: int) -> Iterator[Situation]:
    draw = random.Random(20261123)
    parts = {kind: list(session.catalog.parts(kind)) for kind in KINDS}
    for _ in range(count):
        chosen = [part for kind in KINDS for part in _chosen(draw, kind, parts[kind])]
        yield derive(Build(numbered(chosen)), session.standards_record).situation


def _chosen(draw: random.Random, kind: Kind, parts: list[CatalogPart]) -> Iterator[BuildPart]:
    fewest, most, units = USUAL[kind]
    for part in draw.sample(parts, min(len(parts), draw.randint(fewest, most))):
        yield BuildPart("", kind, draw.randint(1, units), part.name, part.facts, id=part.id)


if __name__ == "__main__":
    main()
