"""Small catalog folders for tests of the store."""

from __future__ import annotations

from pathlib import Path

SOURCE = '\n[[sources]]\nbasis = "unverified"\ntitle = "a test"\ncovers = [{covers}]\n'


def write_part(folder: Path, part_id: str, header: str, facts: str, covers: str) -> Path:
    """Write a part file; `covers` are the covered keys, separated by spaces."""
    keys = ", ".join(f'"{key}"' for key in covers.split())
    path = folder / f"{part_id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{header}\n[facts]\n{facts}\n{SOURCE.format(covers=keys)}", "utf-8")
    return path
