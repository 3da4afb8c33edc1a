"""How long a placement takes: one build after the other in a warm process, and a million builds of a few combinations.

    python benchmarks/placement.py [--distinct 2000] [--builds 1000000] [--positions] [--hard]

Builds are drawn from the catalog: a board, a case, one to four GPUs, network cards and drives. First every combination
is placed once, after a warm-up. Then `--builds` builds of those combinations are placed as a stream, as people repeat
each other: what that costs beyond the distinct placements is printed as a ratio to them. `--positions` draws only
boards of which every long slot has a position, where the search is made and not only bounds. `--hard` draws builds as
nobody builds them: up to six GPUs of two sorts with four other cards and six drives.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence

from rigcheck.catalog.part import CatalogPart
from rigcheck.engine import placing
from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.distinct import distinct_of
from rigcheck.engine.placing import placement_for
from rigcheck.engine.session import Session
from rigcheck.placement.facts import Placement
from rigcheck.schema.kinds import Kind

Drawn = Mapping[Kind, tuple[int, int, int]]
USUAL: Drawn = {
    "cpu": (1, 1, 1),
    "motherboard": (1, 1, 1),
    "gpu": (1, 1, 4),
    "card": (0, 1, 1),
    "storage": (1, 2, 2),
    "case": (1, 1, 1),
}
"""Of each kind: the fewest and the most distinct parts, and the most units of each."""
HARD: Drawn = {**USUAL, "gpu": (1, 2, 3), "card": (0, 2, 2), "storage": (1, 3, 2)}
"""Up to six GPUs of two sorts, four cards and six drives, most of which find no room."""


def main() -> None:
    options = _options()
    session = Session()
    standards = session.standards_record
    builds = list(_builds(session, options.distinct, HARD if options.hard else USUAL, positions=options.positions))

    def place(build: Build) -> Placement:
        return placement_for(build, lambda: distinct_of(build.parts), standards)

    import networkx  # noqa: F401, PLC0415 - loaded by the first build whose drives need a matching, and never again

    for build in builds[:50]:
        place(build)
    taken = []
    for build in builds[50:]:
        started = time.perf_counter()
        place(build)
        taken.append((time.perf_counter() - started) * 1000)
    ordered = sorted(taken)
    searched = sum(place(build).solution is not None for build in builds)
    print(f"{len(taken)} distinct builds, {searched} of {len(builds)} searched, the others bounded")
    late = ordered[len(ordered) * 99 // 100]
    print(f"one placement: median {statistics.median(taken):.2f} ms, 99 % within {late:.2f} ms,")
    print(
        f"               longest {ordered[-1]:.2f} ms, within 5 ms: {sum(one <= 5 for one in taken) / len(taken):.2%}"
    )

    draw = random.Random(20261127)
    stream = draw.choices(builds, k=options.builds)
    placing.forget()
    started = time.perf_counter()
    for build in stream:
        place(build)
    lasted = time.perf_counter() - started
    once = sum(taken) / 1000 * len(builds) / len(taken)
    each = lasted / options.builds * 1e6
    print(f"{options.builds:,} builds of {len(builds)} combinations: {lasted:.1f} s, {each:.1f} µs each")
    print(f"               the combinations alone {once:.1f} s: the stream takes {lasted / once:.1f} times that")
    every = once / len(builds) * options.builds
    print(f"               without memory it would take about {every:.0f} s: {every / lasted:.0f} times as long")


def _builds(session: Session, count: int, units: Drawn, *, positions: bool) -> Iterator[Build]:
    draw = random.Random(20261126)
    parts = {kind: list(session.catalog.parts(kind)) for kind in units}
    if positions:
        parts["motherboard"] = [part for part in parts["motherboard"] if _has_positions(part)]
    for _ in range(count):
        chosen = [part for kind, listed in parts.items() for part in _chosen(draw, kind, listed, units[kind])]
        yield Build(numbered(chosen))


def _has_positions(board: CatalogPart) -> bool:
    slots = board.facts.get("slots")
    return isinstance(slots, list) and all(isinstance(slot.get("position"), int) for slot in slots)


def _chosen(
    draw: random.Random, kind: Kind, parts: Sequence[CatalogPart], numbers: tuple[int, int, int]
) -> Iterator[BuildPart]:
    fewest, most, units = numbers
    for part in draw.sample(parts, draw.randint(fewest, most)):
        yield BuildPart("", kind, draw.randint(1, units), part.name, part.facts, id=part.id)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--distinct", type=int, default=2_000)
    parser.add_argument("--builds", type=int, default=1_000_000)
    parser.add_argument("--positions", action="store_true")
    parser.add_argument("--hard", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
