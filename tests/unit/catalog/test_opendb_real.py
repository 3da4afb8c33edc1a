"""The real archive of OpenDB: nearly all of it is imported, and what is imported holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rigcheck.catalog.audit import audit
from rigcheck.catalog.part_files import check_table
from rigcheck.catalog.sources.file import save_import
from rigcheck.catalog.sources.imported import ImportResult
from rigcheck.catalog.sources.opendb import import_opendb
from rigcheck.catalog.store import open_catalog

ARCHIVES = sorted((Path(__file__).parents[4] / "shared" / "data" / "opendb").glob("*.tar.gz"))
pytestmark = pytest.mark.skipif(not ARCHIVES, reason="OpenDB's archive is not beside this repository")

POSSIBLE = {
    "board_power_w": (10, 600),
    "length_mm": (80, 430),
    "thickness_slots": (1, 5),
    "vram_gb": (1, 192),
    "rated_w": (100, 4000),
    "cores": (1, 256),
    "tdp_w": (5, 600),
    "sustained_w": (5, 1000),
    "max_memory_gb": (4, 8192),
    "memory_slots": (1, 32),
    "speed_mts": (300, 12000),
    "module_gb": (1, 512),
    "voltage_v": (1, 3),
    "height_mm": (14, 210),
    "capacity_gb": (8, 256_000),
    "expansion_slots": (1, 14),
    "max_gpu_length_mm": (100, 700),
    "max_cooler_height_mm": (25, 300),
    "pcie_generation": (1, 6),
    "generation": (1, 6),
    "electrical_lanes": (1, 16),
    "mechanical_lanes": (1, 16),
    "pcie_8pin": (0, 24),
    "pcie_16pin": (0, 6),
    "size_mm": (30, 230),
}


@pytest.fixture(scope="module")
def imported() -> ImportResult:
    return import_opendb(ARCHIVES[0])


def test_nearly_every_record_becomes_a_part(imported: ImportResult) -> None:
    assert len(imported.parts) >= 26_000
    assert len(imported.parts) + sum(imported.set_aside.values()) >= imported.records * 0.99
    assert imported.parts_by_kind() == {
        "memory": 4828,
        "gpu": 3835,
        "case": 3749,
        "motherboard": 3699,
        "storage": 3495,
        "fan": 3366,
        "psu": 3295,
        "cooler": 2398,
        "cpu": 789,
        "card": 240,
        "accessory": 227,
    }


def test_every_row_is_a_part_file_that_our_own_check_takes(imported: ImportResult) -> None:
    problems: Counter[str] = Counter()
    for row in imported.parts:
        part = row.as_part(imported.retrieved)
        table = {
            "name": part.name,
            "part_numbers": list(part.part_numbers),
            "facts": dict(part.facts),
            "sources": list(part.sources),
        }
        problems.update(
            f"{part.kind} {problem.where}: {problem.message}" for problem in check_table(table, part.kind, "")
        )
    assert problems == Counter()


def numbers(raw: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every number of a fact with the key it stands under; of a bound, both ends."""
    if isinstance(raw, Mapping):
        for name, inner in raw.items():
            yield from numbers(inner, key if name in {"at_least", "at_most", "usual", "one_of"} else name)
    elif isinstance(raw, list):
        for inner in raw:
            yield from numbers(inner, key)
    elif not isinstance(raw, bool | str):
        yield key, raw


def test_no_value_is_impossible(imported: ImportResult) -> None:
    seen: set[str] = set()
    for row in imported.parts:
        for key, value in numbers(row.facts):
            seen.add(key)
            low, high = POSSIBLE.get(key, (0, 30_000))
            assert low <= value <= high, (row.uuid, row.name, key, value)
    assert set(POSSIBLE) <= seen


def test_the_whole_catalog_is_merged_kept_and_audited(
    imported: ImportResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("RIGCHECK_DATA_DIR", str(tmp_path / "data"))
    save_import(imported)
    with open_catalog() as catalog:
        found = audit(catalog)
        absorbed = len(imported.parts) - sum(
            parts for (_, origin), parts in found.parts.items() if origin == "imported"
        )
        assert absorbed > 100
        assert sum(1 for _ in catalog.names()) == sum(found.parts.values())
        assert sum(found.dropped.values()) == sum(imported.dropped.values())
        length = next(
            row for row in found.coverage if (row.kind, row.key, row.origin) == ("gpu", "length_mm", "imported")
        )
        assert length.stated > 3_000
        assert length.stated + length.bounded + length.missing == length.parts
        assert all(clash.part.startswith("gpu/") for clash in found.outside_chip)
