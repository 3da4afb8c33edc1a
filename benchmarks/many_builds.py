"""Verdicts per second over many synthetic builds: the compiled rules in DuckDB against the Python evaluator.

    python benchmarks/many_builds.py [--builds 100000] [--python 500] [--distinct 2000] [--threads 1] [--rules]

Builds are drawn from the catalog; to have many of them quickly, the situations of `--distinct` builds are repeated,
which saves work nowhere but in this script: every build has its own rows of parts and units. The Python evaluator runs on the
first `--python` of them, in the same run, and both must give the same verdicts. A verdict is one rule on one
combination of the parts of one build.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping

import duckdb

from rigcheck.catalog.part import CatalogPart
from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.derive import derive
from rigcheck.engine.session import Session
from rigcheck.rules.finding import Situation, findings
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
    situations = {f"{number:09}": drawn[number % len(drawn)] for number in range(options.builds)}

    connection = duckdb.connect(config={"threads": options.threads})
    started = time.perf_counter()
    load_builds(connection, situations, session.rules)
    loading = time.perf_counter() - started
    print(f"{len(situations)} builds loaded in {loading:.1f} s")

    sample = list(situations)[: options.python]
    counted: Counter[tuple[str, int]] = Counter()
    started = time.perf_counter()
    for name in sample:
        for rule in session.rules:
            counted.update((rule.id, int(finding.verdict)) for finding in findings(rule, situations[name]))
    python = time.perf_counter() - started

    seconds: dict[str, float] = {}
    verdicts = 0
    agreed: Counter[tuple[str, int]] = Counter()
    for rule in session.rules:
        started = time.perf_counter()
        connection.execute(f"CREATE OR REPLACE TEMP TABLE verdicts AS {compile_rule(rule)}")
        seconds[rule.id] = time.perf_counter() - started
        found = "SELECT verdict, count(*), count(*) FILTER (build <= $1) FROM verdicts GROUP BY verdict"
        for verdict, rows, sampled in connection.execute(found, [sample[-1]]).fetchall():
            verdicts += rows
            agreed[rule.id, verdict] += sampled
    sql = sum(seconds.values())
    if options.rules:
        for name, taken in sorted(seconds.items(), key=lambda entry: -entry[1]):
            print(f"{taken:8.3f} s  {name}")
    print(f"Python: {counted.total() / python:12,.0f} verdicts/s ({counted.total()} in {python:.2f} s)")
    print(f"SQL:    {verdicts / sql:12,.0f} verdicts/s ({verdicts} in {sql:.2f} s), compiling included")
    print(f"ratio:  {verdicts / sql / (counted.total() / python):12.0f}")
    loaded = verdicts / (sql + loading) / (counted.total() / python)
    print(f"ratio:  {loaded:12.0f} with loading from Python objects")
    print(f"same verdicts on the {len(sample)} builds of both: {agreed + Counter() == counted}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--builds", type=int, default=100_000)
    parser.add_argument("--python", type=int, default=500)
    parser.add_argument("--distinct", type=int, default=2_000)
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
