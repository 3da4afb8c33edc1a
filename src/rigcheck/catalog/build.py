"""Builds the catalog in use out of its layers: the user's folders, the curated catalog, what was imported.

A layer is stronger than those after it. Where a part of a later layer is the same product as one already there, it
fills that part's gaps and is no part of its own any more; its id then leads to the part it went into.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rigcheck.catalog.identity import Identity
from rigcheck.catalog.load import Folder, load_folder
from rigcheck.catalog.merge import clashes, complete, fill, without
from rigcheck.catalog.merged import Merged
from rigcheck.catalog.name_index import NameIndex, NameRow
from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.part_files import PartFile
from rigcheck.catalog.sources.chip_of import chip_of
from rigcheck.catalog.sources.imported import ImportResult
from rigcheck.errors import DataError


def merge(folders: Sequence[Path], curated: Path, imported: ImportResult | None = None) -> Merged:
    """Merge the user's folders (the first is the strongest), the curated catalog and an import; complete every part.

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
        _add_layer(merged, identity, [(_part(file), file.opendb) for file in folder.parts])
    if imported:
        merged.dropped = imported.dropped
        _add_imported(merged, identity, imported)
    for part_id, part in merged.parts.items():
        merged.parts[part_id] = _completed(merged, part)
    return merged


def _part(file: PartFile) -> CatalogPart:
    return CatalogPart(
        file.id, file.kind, file.name, file.aliases, file.part_numbers, "curated", file.facts, file.sources
    )


def _add_grounds(merged: Merged, folder: Folder) -> None:
    """Add what parts are completed from, and the standards."""
    for chip in map(_part, folder.chips):
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


def _add_layer(merged: Merged, identity: Identity, layer: Sequence[tuple[CatalogPart, Sequence[str]]]) -> None:
    """Add parts that are all different from each other; each comes with its ids in OpenDB."""
    for part, _ in layer:
        owner = part.id if part.id in merged.parts else identity.find(part)
        _absorb_or_add(merged, part, owner)
    for part, opendb in layer:
        identity.add(merged.parts[merged.same.get(part.id, part.id)], opendb)


def _add_imported(merged: Merged, identity: Identity, imported: ImportResult) -> None:
    chips = NameIndex.from_rows((), (_name_row(chip) for chip in merged.chips.values()))
    for row in imported.parts:
        part = row.as_part(imported.retrieved)
        if chip := chip_of(row, chips, merged.chips):
            part = _with_chip(part, chip)
        owner = identity.find(part, row.uuid)
        if owner:
            merged.clashes += [("import", clash) for clash in clashes(merged.parts[owner], part)]
        _absorb_or_add(merged, part, owner)


def _absorb_or_add(merged: Merged, part: CatalogPart, owner: str | None) -> None:
    """Let a part fill the stronger part that is the same product, or add it when there is none."""
    if owner is None:
        merged.parts[part.id] = part
        return
    merged.parts[owner] = fill(merged.parts[owner], part.facts, part.sources)
    if owner != part.id:
        merged.same[part.id] = owner


def _with_chip(part: CatalogPart, chip: str) -> CatalogPart:
    source, *_ = part.sources or ({"covers": []},)
    return replace(
        part, facts={**part.facts, "chip": chip}, sources=({**source, "covers": [*source["covers"], "chip"]},)
    )


def _completed(merged: Merged, part: CatalogPart) -> CatalogPart:
    """Complete a part. What an import says beyond its chip's bounds is not believed; a curated part knows better."""
    chip = part.facts.get("chip")
    if part.kind == "gpu" and isinstance(chip, str) and chip in merged.chips:
        outside = list(clashes(part, merged.chips[chip]))
        merged.clashes += [("chip", clash) for clash in outside]
        if part.origin == "imported":
            part = without(part, [clash.key for clash in outside])
    return complete(part, merged.chips, merged.platforms)


def _name_row(part: CatalogPart) -> NameRow:
    return NameRow(part.id, part.kind, part.name, part.aliases, part.part_numbers)
