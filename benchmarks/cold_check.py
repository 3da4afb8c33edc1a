"""What a cold `rigcheck check` on the whole imported OpenDB costs, beside a Python that only imports the libraries.

    python benchmarks/cold_check.py [../shared/data/opendb/….tar.gz] [LIST]

OpenDB is imported into a temporary folder and the cache is warmed. Then whole processes are timed in pairs, by turns:
`python -c "import typer, rich, pydantic, duckdb"` and `python -m rigcheck check LIST`. Printed are the medians of both
and the median of the ratios of the pairs. Both find compiled bytecode, as after `pip install`: where the environment
forbids to write it (`PYTHONDONTWRITEBYTECODE`), an editable checkout is compiled anew on every run, and with
`--no-bytecode` that is what is measured. The other commands that people wait for are timed once each.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RIGCHECK = [sys.executable, "-m", "rigcheck"]
REFERENCE = [sys.executable, "-c", "import typer, rich, pydantic, duckdb"]
WARM_UPS = 3
TYPED = """\
Ryzen 9 5950X
ASUS ROG Strix X570-E Gaming
2x G.Skill Trident Z Neo 32GB (2x16GB) DDR4-3600
MSI RTX 3090 Suprim X
Samsung 980 Pro 2TB
Seagate IronWolf 8TB
Corsair RM1000x
Fractal Design Meshify 2 XL
Noctua NH-D15
3x Noctua NF-A14 PWM
"""
"""Ten lines without labels: every kind is asked for every line, which is the most that matching does."""


def seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    start = time.perf_counter()
    ended = subprocess.run(command, check=False, capture_output=True, env=environment)
    took = time.perf_counter() - start
    if ended.returncode not in {0, 1}:  # 1: an error was found, or nothing fits
        sys.exit(f"{' '.join(command)}\n{ended.stderr.decode()}")
    return took


def environment(folder: Path, *, bytecode: bool) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("RIGCHECK_", "PYTHON"))}
    own = {"RIGCHECK_DATA_DIR": str(folder / "data"), "RIGCHECK_CACHE_DIR": str(folder / "cache")}
    # Aside from the checkout, which is left as it is; the reference finds its bytecode there too.
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")} if bytecode else {"PYTHONDONTWRITEBYTECODE": "1"}
    path = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
    return {**inherited, **own, **compiled, **path}


def memory_mb(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the largest memory of one process: measured by a process that has no other child."""
    program = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    program += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    told = subprocess.run([sys.executable, "-c", program, *command], check=True, capture_output=True, env=environment)
    return int(told.stdout) / 1024


def main() -> None:
    archives = sorted((ROOT.parent / "shared" / "data" / "opendb").glob("*.tar.gz"))
    options = argparse.ArgumentParser()
    options.add_argument("archive", nargs="?", default=str(archives[0]) if archives else None)
    options.add_argument("parts_list", nargs="?", default=str(ROOT / "examples" / "ml-desktop-2019.txt"))
    options.add_argument("--pairs", type=int, default=21)
    options.add_argument("--no-bytecode", action="store_true")
    chosen = options.parse_args()
    if chosen.archive is None:
        options.error("no archive of OpenDB at hand")
    check = [*RIGCHECK, "check", chosen.parts_list]
    with tempfile.TemporaryDirectory() as name:
        typed = Path(name) / "typed.txt"
        typed.write_text(TYPED, "utf-8")
        env = environment(Path(name), bytecode=not chosen.no_bytecode)
        print(
            f"import OpenDB          {seconds([*RIGCHECK, 'catalog', 'import', 'opendb', chosen.archive], env):6.2f} s"
        )
        print(f"first check            {seconds(check, env):6.2f} s   builds the catalog in use")
        for _ in range(WARM_UPS):
            seconds(REFERENCE, env), seconds(check, env)
        pairs = [(seconds(REFERENCE, env), seconds(check, env)) for _ in range(chosen.pairs)]
        reference, checked = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"reference              {reference * 1000:6.0f} ms   median of {len(pairs)}, by turns with the check")
        print(f"cold check             {checked * 1000:6.0f} ms")
        print(f"ratio                  {statistics.median(b / a for a, b in pairs):6.2f}")
        others = {
            "check --format json": [*check, "--format", "json"],
            "check, ten lines typed": [*RIGCHECK, "check", str(typed)],
            "gpus": [*RIGCHECK, "gpus", chosen.parts_list],
            "psu": [*RIGCHECK, "psu", chosen.parts_list],
            "rules list": [*RIGCHECK, "rules", "list"],
            "--version": [*RIGCHECK, "--version"],
        }
        for label, command in others.items():
            print(f"{label:22} {min(seconds(command, env) for _ in range(3)):6.2f} s   fastest of 3")
        print(f"memory: reference {memory_mb(REFERENCE, env):.0f} MB, check {memory_mb(check, env):.0f} MB, ", end="")
        print(f"psu {memory_mb(others['psu'], env):.0f} MB")


if __name__ == "__main__":
    main()
