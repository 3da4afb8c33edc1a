"""Reads all of OpenDB into parts, and keeps account of every value and every record that is not used."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from rigcheck.catalog.sources.imported import Drop, ImportedPart, ImportResult
from rigcheck.catalog.sources.opendb import case, cooler, cpu, gpu, memory, motherboard, others, psu, storage
from rigcheck.catalog.sources.opendb.archive import Entry, entries
from rigcheck.catalog.sources.opendb.product import part_numbers, product_name
from rigcheck.catalog.sources.opendb.record import Record, Table
from rigcheck.errors import DataError, Problem

TABLES: Final[dict[str, Table]] = {
    table.folder: table
    for table in (
        cpu.CPU,
        motherboard.MOTHERBOARD,
        memory.RAM,
        gpu.GPU,
        storage.STORAGE,
        psu.PSU,
        case.PC_CASE,
        cooler.CPU_COOLER,
        *others.TABLES,
    )
}
"""The folders of OpenDB that hold parts of a PC; the others (chairs, monitors) are passed over."""


def import_opendb(path: Path, *, progress: Callable[[int, int], None] | None = None) -> ImportResult:
    """Read OpenDB's archive (`*.tar.gz`, as a stream) or a folder that holds its checkout.

    `progress` is called with (done, all) in one unit: bytes of the archive, or files of the folder. A record that
    cannot be read is a problem of the result. Raises UsageError when there is nothing at `path`, and DataError when
    it cannot be read or holds no record that can be used.
    """
    result = ImportResult(date.min)
    for entry in entries(path):
        table = TABLES.get(entry.folder)
        if table is None:
            continue
        result.records += 1
        result.retrieved = max(result.retrieved, entry.modified)
        _read(entry, table, result)
        if progress and result.records % 100 == 0:
            progress(entry.read, entry.size)
    if not result.parts:
        hint = "OpenDB has folders open-db/CPU, open-db/GPU and so on, with one JSON file for each part."
        raise DataError([Problem(str(path), "", "holds no record of a part.", hint), *result.problems[:10]])
    if progress:
        progress(entry.size, entry.size)
    return result


def _read(entry: Entry, table: Table, result: ImportResult) -> None:
    source = f"{entry.folder}/{entry.name}"
    try:
        raw = json.loads(entry.content, parse_float=Decimal)
    except ValueError as error:
        result.problems.append(Problem(source, "", f"not readable as JSON: {error}."))
        return
    metadata = raw.get("metadata") if isinstance(raw, dict) else None
    name = product_name(metadata) if isinstance(metadata, dict) else ""
    if not isinstance(metadata, dict) or len(name) < 3:
        result.problems.append(Problem(source, "metadata.name", "the record has no name."))
        return

    dropped: set[Drop] = set()

    def count_drop(key: str, reason: str) -> None:
        dropped.add(Drop(table.kind, key, reason))

    record = Record(raw, table.kind, name, count_drop)
    if reason := table.set_aside(record):
        result.set_aside[reason] += 1
        return
    numbers, junk = part_numbers(metadata)
    if junk:
        count_drop("part_numbers", "identifies no product")
    facts = table.facts(record)
    result.dropped.update(dropped)
    chip = _chip(raw) if table.kind == "gpu" else None
    result.parts.append(
        ImportedPart(entry.name.removesuffix(".json"), entry.folder, table.kind, name, numbers, chip, facts)
    )


def _chip(raw: dict[str, Any]) -> str | None:
    chip = raw.get("chipset")
    return chip.strip() or None if isinstance(chip, str) else None
