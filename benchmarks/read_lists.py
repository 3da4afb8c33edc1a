"""Read every real list in a folder and print, for each format, what became of its lines.

    python benchmarks/read_lists.py [../shared/lists]

Where the folder has an `index.jsonl` that says how many graphics cards each list names, the share of lists in which we
count as many is printed, and the lists in which we do not.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from rigcheck.lists.model import PartsList
from rigcheck.lists.read import read_list


def gpus(parts: PartsList) -> int:
    return sum(entry.quantity for entry in parts.entries if entry.kind == "gpu" and not entry.alternative)


def main() -> None:
    default = Path(__file__).resolve().parent.parent.parent / "shared" / "lists"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    index = folder / "index.jsonl"
    stated = {}
    if index.exists():
        for line in index.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            stated[item["file"]] = sum(gpu["count"] for gpu in item["gpus"])

    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 6)
    wrong: list[str] = []
    paths = sorted(
        path for path in folder.iterdir() if path.suffix in {".md", ".txt", ".html"} and path.name != "README.md"
    )
    for path in paths:
        lines = sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())
        start = time.perf_counter()
        parts = read_list(path)
        seconds = time.perf_counter() - start
        unknown = sum(entry.kind is None for entry in parts.entries)
        for total in (sums[parts.format], sums["all"]):
            for position, value in enumerate((1, lines, len(parts.entries), len(parts.set_aside), unknown, seconds)):
                total[position] += value
        if path.name in stated and gpus(parts) != stated[path.name]:
            wrong.append(f"{path.name}: {gpus(parts)} read, {stated[path.name]} stated")

    print(f"{'format':<14}{'lists':>6}{'lines':>7}{'entries':>9}{'set aside':>11}{'no kind':>9}{'seconds':>9}")
    for name in [*sorted(name for name in sums if name != "all"), "all"]:
        lists, lines_, entries, aside, unknown_, seconds_ = sums[name]
        print(f"{name:<14}{lists:>6.0f}{lines_:>7.0f}{entries:>9.0f}{aside:>11.0f}{unknown_:>9.0f}{seconds_:>9.3f}")
    if stated:
        right = len(paths) - len(wrong)
        print(f"GPU count as stated: {right} of {len(paths)} lists ({100 * right / len(paths):.1f} %)")
        for line in wrong:
            print(f"  {line}")


if __name__ == "__main__":
    main()
