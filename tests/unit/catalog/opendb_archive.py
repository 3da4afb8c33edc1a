"""Tiny archives of OpenDB for tests."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

from rigcheck.catalog.sources.imported import ImportedPart, ImportResult
from rigcheck.catalog.sources.opendb import import_opendb

AUGUST_17 = 1_786_924_800


def archive(path: Path, files: dict[str, object]) -> Path:
    """Write an archive that holds these files below `open-db/`; bytes are written as they are."""
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            member = tarfile.TarInfo(f"buildcores-open-db-main/open-db/{name}")
            member.size, member.mtime = len(data), AUGUST_17
            tar.addfile(member, io.BytesIO(data))
    return path


def record(name: str = "Acme One", **fields: Any) -> dict[str, Any]:
    """Return a record with a name that begins with its maker."""
    return {"metadata": {"name": name, "manufacturer": name.partition(" ")[0], "part_numbers": []}, **fields}


def import_one(tmp_path: Path, kind: str, content: dict[str, Any]) -> tuple[ImportedPart, ImportResult]:
    """Import an archive with this one record."""
    result = import_opendb(archive(tmp_path / "opendb.tar.gz", {f"{kind}/u1.json": content}))
    return result.parts[0], result
