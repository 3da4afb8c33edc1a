"""Tells whether anything that the catalog is built from has changed, and names what it is built from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".toml", ".py")


@dataclass(frozen=True, slots=True)
class Ingredients:
    """All that a merged catalog is built from."""

    folders: tuple[Path, ...]
    """Catalog folders, the strongest first."""
    imported: Path | None
    """The file of the imported catalog, if there is one."""

    def places(self) -> str:
        """Return a short name for these folders and files, whatever they hold."""
        return digest(str(path) for path in (*self.folders, self.imported))

    def signature(self) -> str:
        """Return a hash of path, size and time of every file, those of the code that builds included."""
        stats = stats_of((*self.folders, Path(__file__).parent))
        if self.imported:
            stat = self.imported.stat()
            stats.append(f"import {stat.st_size} {stat.st_mtime_ns}")
        return digest(stats)

    def content(self, imported: str) -> str:
        """Return a hash of the content of every file, the same on every machine; `imported` is that of the import."""
        hashed = hashlib.blake2b(imported.encode(), digest_size=16)
        for number, root in enumerate(self.folders):
            for path in sorted(root.rglob("*.toml")):
                hashed.update(f"{number}:{path.relative_to(root).as_posix()}\n".encode())
                hashed.update(path.read_bytes())
        return hashed.hexdigest()


def stats_of(folders: Sequence[Path]) -> list[str]:
    """Return a line for each data file and program file below the folders: its place, its size and its time."""
    return [line for number, folder in enumerate(folders) for line in _stats(str(folder), f"{number}:")]


def digest(lines: Iterable[str]) -> str:
    """Return a hash of the lines."""
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


def _stats(folder: str, name: str) -> Iterator[str]:
    """Yield a line for each file below a folder, in the order of names."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.endswith(SUFFIXES):
            stat = entry.stat()
            yield f"{name}{entry.name} {stat.st_size} {stat.st_mtime_ns}"
        elif entry.is_dir(follow_symlinks=False):
            yield from _stats(entry.path, f"{name}{entry.name}/")
