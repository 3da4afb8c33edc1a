"""Where the data folders lie: inside a built wheel, or at the top of a checkout for an editable install."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_folder(name: str) -> Path:
    """Return the folder `catalog`, `rules` or `examples` that belongs to this rigcheck.

    Raises FileNotFoundError when the installation lacks it, which is a packaging mistake.
    """
    package = package_folder()
    for candidate in (package / "_data" / name, package.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"this installation of rigcheck lacks its data folder {name!r}")


def package_folder() -> Path:
    """Return the folder of our own code."""
    return Path(__file__).resolve().parent.parent
