"""Checks a catalog folder as a whole, for its authors: `python -m rigcheck.catalog.lint [FOLDER]`."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from rigcheck.catalog.cloud import cloud_files, instances
from rigcheck.catalog.electricity import tariffs
from rigcheck.catalog.part_files import PartFile, read_chips, read_parts
from rigcheck.catalog.root import data_folder
from rigcheck.catalog.software import software
from rigcheck.catalog.speed import training_speed
from rigcheck.catalog.vocabulary import folded
from rigcheck.errors import DataError, Problem
from rigcheck.fact import covers, leaves


def lint(folder: Path) -> list[Problem]:
    """Return every problem of a catalog folder: parts, chips, standards, prices, speeds, software, names used twice."""
    parts, problems = read_parts(folder)
    chips, found = read_chips(folder)
    problems += found
    problems += _names_used_twice(parts)
    problems += _names_used_twice(chips)
    for path in sorted((folder / "standards").glob("*.toml")):
        problems += _standard_problems(path)
    return problems + _dated_problems(folder) + _speed_problems(folder, {chip.id for chip in chips})


def _dated_problems(folder: Path) -> list[Problem]:
    """Return what is wrong with the prices of the clouds and of electricity, and with software."""
    problems: list[Problem] = []
    reads: tuple[tuple[Callable[[Path], object], str], ...] = (
        (cloud_files, "cloud"),
        (tariffs, "electricity"),
        (software, "software"),
    )
    for read, name in reads:
        try:
            read(folder / name)
        except DataError as error:
            problems += error.problems
    return problems


def _speed_problems(folder: Path, chips: set[str]) -> list[Problem]:
    """Return what is wrong with the speeds: of the file, of chips that are not there, and of clouds' names unused."""
    path = folder / "speed" / "training.toml"
    if not path.exists():
        return []
    try:
        gpus = training_speed(path).gpu
    except DataError as error:
        return list(error.problems)
    problems = [
        Problem(str(path), gpu.name, f"{chip} is no chip of the catalog.")
        for gpu in gpus
        for chip in gpu.chips
        if chip not in chips
    ]
    try:
        offered = {
            (one.gpu, memory)
            for _, one in instances(cloud_files(folder / "cloud"))
            for memory in (None, one.gpu_memory_gb)
        }
    except DataError:
        return problems  # what is wrong with the clouds is told elsewhere
    return problems + [
        Problem(str(path), gpu.name, f"no cloud instance has {name!r} of its memory.")
        for gpu in gpus
        for name in gpu.cloud
        if (name, gpu.cloud_memory_gb) not in offered
    ]


def _names_used_twice(parts: list[PartFile]) -> list[Problem]:
    """Two files that answer to one name or part number would make every match a tie."""
    problems = []
    owner: dict[str, str] = {}
    for part in parts:
        for name in {folded(name) for name in (part.name, *part.aliases, *part.part_numbers)}:
            other = owner.setdefault(f"{part.kind} {name}", part.id)
            if other != part.id:
                problems.append(Problem(part.id, "name", f"{name!r} also names {other}."))
    return problems


def _standard_problems(path: Path) -> list[Problem]:
    """Check a file of standards: readable, and every number under a source that is not merely known."""
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return [Problem(str(path), "", f"not readable as TOML: {error}.")]
    problems = []
    sources = table.get("sources", [])
    for key in leaves(table.get("facts", {})):
        covering = [source for source in sources if any(covers(claim, key) for claim in source["covers"])]
        if not covering:
            problems.append(Problem(str(path), f"facts.{key}", "no source covers this number."))
        if covering and all(source["basis"] == "unverified" for source in covering):
            problems.append(Problem(str(path), f"facts.{key}", "a number of a standard needs a source that was read."))
    return problems


if __name__ == "__main__":
    faults = lint(Path(sys.argv[1]) if len(sys.argv) > 1 else data_folder("catalog"))
    for fault in faults:
        print(fault)
    print(f"{len(faults)} problems.")
    sys.exit(1 if faults else 0)
