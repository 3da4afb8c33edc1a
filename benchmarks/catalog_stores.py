"""What a cold look-up costs in each store that the merged catalog could be kept in: docs/decisions/0002.

    python benchmarks/catalog_stores.py

Takes the catalog in use (import OpenDB first), writes it to each store, and times a new Python that opens the store and
reads ten parts. Median of fifteen runs, by turns.
"""

from __future__ import annotations

import json
import marshal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from rigcheck.catalog.pack import pack
from rigcheck.catalog.store import open_catalog
from rigcheck.schema.kinds import KINDS

RUNS = 15
PROGRAMS = {
    "an empty Python": "",
    "typer, rich, pydantic, duckdb": "import typer, rich, pydantic, duckdb",
    "SQLite": (
        "import sqlite3, json; store = sqlite3.connect('parts.sqlite')\n"
        "for i in ids: json.loads(store.execute('SELECT body FROM parts WHERE id = ?', (i,)).fetchone()[0])"
    ),
    "DuckDB": (
        "import duckdb, json; store = duckdb.connect('parts.duckdb', read_only=True)\n"
        "for i in ids: json.loads(store.execute('SELECT body FROM parts WHERE id = ?', (i,)).fetchone()[0])"
    ),
    "one JSON file": "import json; store = json.load(open('parts.json'))\nfor i in ids: json.loads(store[i])",
    "one marshal file": (
        "import json, marshal; store = marshal.load(open('parts.m', 'rb'))\nfor i in ids: json.loads(store[i])"
    ),
}


def main() -> None:
    with open_catalog() as catalog:
        rows = [(part.id, pack(part.facts, part.sources)) for kind in KINDS for part in catalog.parts(kind)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sqlite3.connect(folder / "parts.sqlite") as connection:
            connection.execute("CREATE TABLE parts (id TEXT PRIMARY KEY, body TEXT)")
            connection.executemany("INSERT INTO parts VALUES (?, ?)", rows)
        with duckdb.connect(str(folder / "parts.duckdb")) as store:
            store.execute("CREATE TABLE parts (id VARCHAR PRIMARY KEY, body VARCHAR)")
            columns = [list(column) for column in zip(*rows, strict=True)]
            store.execute("INSERT INTO parts SELECT unnest($1), unnest($2)", columns)
        (folder / "parts.json").write_text(json.dumps(dict(rows)))
        (folder / "parts.m").write_bytes(marshal.dumps(dict(rows)))
        ids = [row[0] for row in rows[:: max(1, len(rows) // 10)]][:10]
        times: dict[str, list[float]] = {store: [] for store in PROGRAMS}
        for _ in range(RUNS):
            for what, program in PROGRAMS.items():
                start = time.perf_counter()
                subprocess.run([sys.executable, "-c", f"ids = {ids!r}\n{program}"], check=True, cwd=folder)
                times[what].append(time.perf_counter() - start)
    print(f"{len(rows)} parts")
    for what, seconds in times.items():
        print(f"{what:30} {statistics.median(seconds) * 1000:5.0f} ms")


if __name__ == "__main__":
    main()
