"""Time and memory of importing OpenDB, of building the catalog in use, and of opening it; beside a reference.

    python benchmarks/import_opendb.py [../shared/data/opendb/….tar.gz] [LIST]

Everything is written to a temporary folder. The reference is what the issue names: a Python that imports typer, rich,
pydantic and duckdb and does nothing. Each cold figure is the median of eleven runs, taken by turns with the reference.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rigcheck.catalog.sources.file import save_import
from rigcheck.catalog.sources.opendb import import_opendb
from rigcheck.catalog.store import open_catalog

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
REFERENCE = [sys.executable, "-c", "import typer, rich, pydantic, duckdb"]
RUNS = 11


def timed(what: str, act: Callable[[], T]) -> T:
    start = time.perf_counter()
    result = act()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:36} {seconds:7.2f} s   {peak:5.0f} MB peak so far")
    return result


def cold(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    archives = sorted((ROOT.parent / "shared" / "data" / "opendb").glob("*.tar.gz"))
    archive = Path(sys.argv[1]) if len(sys.argv) > 1 else archives[0]
    parts_list = sys.argv[2] if len(sys.argv) > 2 else str(ROOT / "examples" / "ml-desktop-2019.txt")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RIGCHECK_DATA_DIR"] = os.environ["RIGCHECK_CACHE_DIR"] = folder
        result = timed("read the archive", lambda: import_opendb(archive))
        saved = timed("write the imported catalog", lambda: save_import(result))
        timed("build and open the catalog in use", open_catalog).close()
        timed("open it again", open_catalog).close()
        cache = next(Path(folder).rglob("*.sqlite"))
        dropped = sum(result.dropped.values())
        print(f"\n{result.records} records: {len(result.parts)} parts, {sum(result.set_aside.values())} set aside,")
        print(f"{len(result.problems)} not readable, {dropped} facts of parts dropped")
        print(f"imported {saved.stat().st_size / 1e6:.1f} MB, cache {cache.stat().st_size / 1e6:.1f} MB\n")
        check = [sys.executable, "-m", "rigcheck.cli.app", "check", parts_list]
        pairs = [(cold(REFERENCE), cold(check)) for _ in range(RUNS)]
        reference, checked = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(
            f"cold reference {reference * 1000:.0f} ms, cold check {checked * 1000:.0f} ms: {checked / reference:.2f}"
        )


if __name__ == "__main__":
    main()
