"""Reads the files of OpenDB: its archive as a stream, or the folder of a checkout."""

from __future__ import annotations

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from rigcheck.errors import DataError, Problem, UsageError


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a record."""

    folder: str
    name: str
    content: bytes
    read: int
    """Bytes read so far, of `size`."""
    size: int
    modified: date


def entries(path: Path) -> Iterator[Entry]:
    """Yield the record files below `open-db/`, in the order in which they come.

    Raises UsageError when there is nothing at `path`, and DataError when it is no archive or a broken one.
    """
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield from _archive(path)
    else:
        raise UsageError.of(str(path), "there is no such file or folder.", "Give OpenDB's archive or its checkout.")


def _archive(path: Path) -> Iterator[Entry]:
    """Read the archive as one stream, unpacked by `gzip`: `tarfile` alone takes half an archive for a whole one."""
    size = path.stat().st_size
    try:
        with path.open("rb") as file, gzip.open(file) as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for member in archive:
                place = PurePosixPath(member.name)
                if not member.isfile() or place.suffix != ".json" or "open-db" not in place.parts[:-2]:
                    continue
                stream = archive.extractfile(member)
                if stream is not None:
                    modified = datetime.fromtimestamp(member.mtime, UTC).date()
                    yield Entry(place.parent.name, place.name, stream.read(), file.tell(), size, modified)
            while unpacked.read(1 << 16):  # to the end, where the checksum is
                pass
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise DataError([Problem(str(path), "", f"not readable as a .tar.gz archive: {error}.")]) from error


def _folder(path: Path) -> Iterator[Entry]:
    root = path if path.name == "open-db" else path / "open-db"
    files = sorted(root.glob("*/*.json"))
    for index, file in enumerate(files, start=1):
        modified = datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
        yield Entry(file.parent.name, file.name, file.read_bytes(), index, len(files), modified)
