"""Builds the catalog in use out of its layers: the user's folders, the curated catalog, what was imported.

A layer is stronger than those after it. Where a part of a later layer is the same product as one already there, it
fills that part's gaps and is no part of its own any more; its id then leads to the part it went into.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from rigcheck.catalog.identity import Identity
from rigcheck.catalog.load import Folder, load_folder
from rigcheck.catalog.merge import Clash, clashes, complete, fill
from rigcheck.catalog.part import CatalogPart, Standard
from rigcheck.catalog.part_files import PartFile
from rigcheck.errors import DataError, Problem

Relation = Literal["chip", "import"]


@dataclass(slots=True)
class Merged:
    """The catalog in use, before it is written."""

    parts: dict[str, CatalogPart] = field(default_factory=dict)
    chips: dict[str, CatalogPart] = field(default_factory=dict)
    platforms: dict[str, CatalogPart] = field(default_factory=dict)
    standards: dict[str, Standard] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    """Ids of absorbed parts, and the part each went into."""
    clashes: list[tuple[Relation, Clash]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def merge(folders: Sequence[Path], curated: Path) -> Merged:
    """Merge the user's folders (the first is the strongest) and the curated catalog, and complete every part.

    Raises DataError with every problem of the user's folders; problems of the curated catalog are returned, and the
    parts that have them are left out.
    """
    users = [load_folder(folder) for folder in folders]
    if problems := [problem for folder in users for problem in folder.problems]:
        raise DataError(problems)
    own = load_folder(curated)
    merged, identity = Merged(problems=own.problems), Identity()
    for folder in (*users, own):
        _add_grounds(merged, folder)
        layer = [(part_of(file), file.opendb) for file in folder.parts]
        for part, _ in layer:
            _add(merged, identity, part)
        for part, external in layer:  # afterwards: within a layer each file is a part of its own
            identity.add(part, external)
    for part_id, part in merged.parts.items():
        merged.parts[part_id] = _completed(merged, part)
    return merged


def part_of(file: PartFile) -> CatalogPart:
    """Return a checked file as a part of the catalog."""
    return CatalogPart(
        file.id, file.kind, file.name, file.aliases, file.part_numbers, "curated", file.facts, file.sources
    )


def _add_grounds(merged: Merged, folder: Folder) -> None:
    for chip in map(part_of, folder.chips):
        _fill_or_add(merged.chips, chip)
    for platform in folder.platforms:
        board = CatalogPart(
            platform.chipset, "motherboard", platform.title, (), (), "curated", platform.facts, platform.sources
        )
        _fill_or_add(merged.platforms, board)
    for standard in folder.standards:
        merged.standards.setdefault(standard.name, standard)


def _fill_or_add(parts: dict[str, CatalogPart], part: CatalogPart) -> None:
    present = parts.get(part.id)
    parts[part.id] = fill(present, part.facts, part.sources) if present else part


def _add(merged: Merged, identity: Identity, part: CatalogPart) -> None:
    """Add a part, or let it fill the stronger part that is the same product."""
    owner = part.id if part.id in merged.parts else identity.find(part)
    if owner is None:
        merged.parts[part.id] = part
        return
    merged.parts[owner] = fill(merged.parts[owner], part.facts, part.sources)
    if owner != part.id:
        merged.same[part.id] = owner


def _completed(merged: Merged, part: CatalogPart) -> CatalogPart:
    chip: Any = part.facts.get("chip")
    if part.kind == "gpu" and isinstance(chip, str) and chip in merged.chips:
        merged.clashes += [("chip", clash) for clash in clashes(part, merged.chips[chip])]
    return complete(part, merged.chips, merged.platforms)
