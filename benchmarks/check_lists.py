"""Check every real list in a folder and print, for each format, what became of its lines and what was said.

    python benchmarks/check_lists.py [../shared/lists]

The catalog is the one in use: the curated one, and what `rigcheck catalog import` has added. Lines are those that are
not blank. A part that repeats over several lines is one part here.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from rigcheck.engine.session import Session
from rigcheck.lists.read import read_list

MATCHES = ("exact", "alias", "name", "several", "chip", "inline", "none")
VERDICTS = ("compatible", "undecided", "incompatible")
SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "lists"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    session = Session()
    by_format: dict[str, Counter[str]] = defaultdict(Counter)
    violated: Counter[str] = Counter()
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".md", ".txt", ".html"} or path.name == "README.md":
            continue
        listed = read_list(path)
        build = session.build(listed, session.settings(listed))
        checked = session.check(build)
        counted: Counter[str] = Counter(part.match for part in build.parts)
        counted["lists"] = 1
        counted["lines"] = sum(bool(line.strip()) for line in path.read_text("utf-8").splitlines())
        counted["set aside"] = len(build.set_aside)
        counted["not understood"] = len(build.not_understood)
        counted[checked.verdict] += 1
        for total in (by_format[listed.format], by_format["all"]):
            total.update(counted)
        violated.update(
            entry.finding.rule.id
            for entry in checked.judged
            if entry.severity == "error" and entry.finding.verdict.word == "violated"
        )
    columns = ("lists", "lines", "set aside", "not understood", *MATCHES, *VERDICTS)
    print(f"{'format':<13}" + "".join(f"{column:>{len(column) + 2}}" for column in columns))
    for name in [*sorted(by_format.keys() - {"all"}), "all"]:
        print(f"{name:<13}" + "".join(f"{by_format[name][column]:>{len(column) + 2}}" for column in columns))
    print(f"catalog {session.catalog.version}, {len(session.rules)} rules")
    for rule, lists in violated.most_common():
        print(f"violated in {lists} lists: {rule}")


if __name__ == "__main__":
    main()
