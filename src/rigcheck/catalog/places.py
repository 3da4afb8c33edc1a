"""Where rigcheck keeps its own files on the user's machine."""

from __future__ import annotations

import os
from pathlib import Path


def opendb_file() -> Path:
    """Return where an import of OpenDB lies, whether or not there is one; `RIGCHECK_DATA_DIR` moves it."""
    return _folder("RIGCHECK_DATA_DIR", "user_data_dir") / "imports" / "opendb.duckdb"


def cache_folder() -> Path:
    """Return the folder of merged catalogs, which can be deleted at any time; `RIGCHECK_CACHE_DIR` moves it."""
    return _folder("RIGCHECK_CACHE_DIR", "user_cache_dir") / "catalog"


def _folder(variable: str, standard: str) -> Path:
    if chosen := os.environ.get(variable):
        return Path(chosen).absolute()
    import platformdirs  # noqa: PLC0415 - not needed where the variable is set

    return Path(getattr(platformdirs, standard)("rigcheck", appauthor=False))
