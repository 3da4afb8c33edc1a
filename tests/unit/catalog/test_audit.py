"""The audit: what is known of each fact, what only its author vouches for, and what disagrees."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rigcheck.catalog.audit import audit
from rigcheck.catalog.cache import cached
from rigcheck.catalog.fingerprint import Ingredients
from rigcheck.catalog.places import opendb_file
from rigcheck.catalog.sources.file import save_import
from rigcheck.catalog.sources.imported import Drop, ImportedPart, ImportResult
from rigcheck.catalog.store import Catalog
from tests.unit.catalog.catalog_folder import write_part


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    monkeypatch.setenv("RIGCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("RIGCHECK_DATA_DIR", str(tmp_path / "data"))
    folder = tmp_path / "catalog"
    write_part(folder, "gpu/acme/g1", 'name = "Acme G1"', "length_mm = 267\nvram_gb = 8", "length_mm vram_gb")
    write_part(folder, "gpu/acme/g2", 'name = "Acme G2"', "length_mm = {at_most = 300}", "length_mm")
    (folder / "gpu" / "acme" / "broken.toml").write_text("[[[")
    row = ImportedPart("u1", "GPU", "gpu", "Acme G1", (), None, {"length_mm": 270, "thickness_slots": 2})
    result = ImportResult(date(2026, 8, 17), [row])
    result.dropped[Drop("gpu", "board_power_w", "outside 10 to 600")] = 4
    save_import(result)
    return Catalog(cached(Ingredients((folder,), opendb_file())))


def test_an_audit(catalog: Catalog) -> None:
    found = audit(catalog)
    catalog.close()
    rows = {row.key: row for row in found.coverage}
    assert {row.origin for row in found.coverage} == {"curated"}
    length, thickness, plugs = rows["length_mm"], rows["thickness_slots"], rows["plugs.pcie_8pin"]
    assert (length.stated, length.bounded, length.missing, length.unverified) == (1, 1, 0, 2)
    assert (thickness.stated, thickness.missing, thickness.unverified) == (1, 1, 0)
    assert (plugs.parts, plugs.missing) == (2, 2)
    assert found.unverified == 3
    assert dict(found.parts) == {("gpu", "curated"): 2}
    [clash] = found.disagreements
    assert (clash.part, clash.key, clash.kept, clash.dropped) == ("gpu/acme/g1", "length_mm", 267, 270)
    assert found.dropped == {("gpu", "board_power_w", "outside 10 to 600"): 4}
    assert [problem.source.endswith("broken.toml") for problem in found.problems] == [True]
