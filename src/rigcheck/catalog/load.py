"""Reads a catalog folder as a whole: parts, chips, platforms and standards, each checked, with every problem found.

Checking needs pydantic, which takes longer to import than a check may last: only a build of the catalog comes here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from rigcheck.catalog.part import Source, Standard
from rigcheck.catalog.part_files import PartFile, check_table, read_chips, read_parts
from rigcheck.errors import Problem


@dataclass(frozen=True, slots=True)
class Platform:
    """What holds for every board with a chipset: its socket and the processors it supports."""

    chipset: str
    title: str
    facts: Mapping[str, Any]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """The content of one catalog folder. A file with a problem is left out and its problems are listed."""

    parts: list[PartFile] = field(default_factory=list)
    chips: list[PartFile] = field(default_factory=list)
    platforms: list[Platform] = field(default_factory=list)
    standards: list[Standard] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load_folder(folder: Path) -> Folder:
    """Read everything below a catalog folder; folders it lacks are empty, other files are not looked at."""
    parts, problems = read_parts(folder)
    chips, found = read_chips(folder)
    loaded = Folder(parts, chips, problems=[*problems, *found])
    for path in sorted((folder / "platforms").glob("*.toml")):
        _load_platform(path, loaded)
    for path in sorted((folder / "standards").glob("*.toml")):
        _load_standard(path, loaded)
    return loaded


def _load_platform(path: Path, loaded: Folder) -> None:
    table = _read(path, loaded)
    if table is None:
        return
    facts, sources = table.get("facts", {}), table.get("sources", ())
    as_board = {"name": table.get("title", path.stem), "facts": facts, "sources": sources}
    problems = list(check_table(as_board, "motherboard", str(path)))
    loaded.problems.extend(problems)
    if not problems:
        loaded.platforms.append(Platform(path.stem, as_board["name"], facts, tuple(sources)))


def _load_standard(path: Path, loaded: Folder) -> None:
    table = _read(path, loaded)
    if table is not None:
        sources = tuple(table.get("sources", ()))
        loaded.standards.append(Standard(path.stem, table.get("title", path.stem), table.get("facts", {}), sources))


def _read(path: Path, loaded: Folder) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        loaded.problems.append(Problem(str(path), "", f"not readable as TOML: {error}."))
        return None
