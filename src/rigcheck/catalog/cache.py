"""Keeps the merged catalog in a file: opening it costs a few milliseconds until something it is made of changes.

The file is found by the folders it was built from. It holds a hash of the stat of every file, compared on every
opening, and one of their content, which names the catalog in reports and is the same on every machine.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from rigcheck.catalog.aside import written_aside
from rigcheck.catalog.fingerprint import Ingredients
from rigcheck.catalog.places import cache_folder

KEPT: Final = 6
"""Files of other folders that are left lying; each is as large as the catalog."""


Building = Callable[[], AbstractContextManager[object]]
"""Entered while the catalog is built anew, which takes seconds: a terminal says so."""


def cached(ingredients: Ingredients, building: Building = contextlib.nullcontext) -> sqlite3.Connection:
    """Return the tables of the merged catalog, built anew if anything has changed.

    Where the cache cannot be written the tables are built in memory. Raises DataError as `build.merge` does.
    """
    path = cache_folder() / f"{ingredients.places()}.sqlite"
    signature = ingredients.signature()
    if fresh := _opened(path, signature):
        return fresh
    with building():
        return _rebuilt(path, ingredients, signature)


def _opened(path: Path, signature: str) -> sqlite3.Connection | None:
    """Return the tables of a file that was built from just these files, or None."""
    if not path.is_file():
        return None
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        found = connection.execute("SELECT value FROM about WHERE key = 'signature'").fetchone()
    except sqlite3.DatabaseError:  # half a file, or one of another version
        found = None
    if found and found[0] == signature:
        return connection
    connection.close()
    return None


def _rebuilt(path: Path, ingredients: Ingredients, signature: str) -> sqlite3.Connection:
    from rigcheck.catalog import build, tables  # noqa: PLC0415 - pydantic comes with it, slower than a look-up
    from rigcheck.catalog.sources.file import load_import  # noqa: PLC0415 - and DuckDB with this

    imported = load_import(ingredients.imported) if ingredients.imported else None
    merged = build.merge(ingredients.folders[:-1], ingredients.folders[-1], imported)
    about = {"signature": signature, "content": ingredients.content(imported.content if imported else "")}
    try:
        with written_aside(path) as aside, contextlib.closing(sqlite3.connect(aside)) as connection:
            tables.write(connection, merged, about)
        _forget_others(path)
        return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    except (OSError, sqlite3.OperationalError):
        connection = sqlite3.connect(":memory:")
        tables.write(connection, merged, about)
        return connection


def _forget_others(path: Path) -> None:
    """Remove the oldest files of other folders."""
    others = sorted(path.parent.glob("*.sqlite"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in others[KEPT:]:
        with contextlib.suppress(OSError):
            old.unlink()
