"""The importer: reading, accounting, and files left whole."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from rigcheck.catalog.places import opendb_file
from rigcheck.catalog.sources import file as import_file
from rigcheck.catalog.sources.file import load_import, save_import
from rigcheck.catalog.sources.imported import Drop
from rigcheck.catalog.sources.opendb import import_opendb
from rigcheck.catalog.store import open_catalog
from rigcheck.errors import DataError, UsageError
from tests.unit.catalog.opendb_archive import archive, import_one, record


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("RIGCHECK_DATA_DIR", str(tmp_path / "data"))


def test_broken_records_are_problems_and_the_import_goes_on(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.tar.gz",
        {
            "PSU/good.json": record(wattage=850),
            "PSU/broken.json": b"{",
            "PSU/latin.json": b'{"metadata": {"name": "\xff"}}',
            "PSU/list.json": [],
            "PSU/nameless.json": {"metadata": {"name": None}},
            "PSU/no-metadata.json": {"metadata": []},
            "Chair/chair.json": record("Acme Chair"),
            "PSU/wrong-types.json": record("Acme Two", wattage="850", connectors=[1], form_factor=3, length={"mm": 1}),
        },
    )
    result = import_opendb(path)
    assert [(part.name, part.facts) for part in result.parts] == [("Acme One", {"rated_w": 850}), ("Acme Two", {})]
    assert sorted(problem.source for problem in result.problems) == [
        *("PSU/broken.json", "PSU/latin.json", "PSU/list.json", "PSU/nameless.json", "PSU/no-metadata.json"),
    ]
    assert (result.records, result.retrieved) == (7, date(2026, 8, 17))


def test_an_archive_without_records_and_a_file_that_is_none_are_errors(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no record"):
        import_opendb(archive(tmp_path / "empty.tar.gz", {}))
    (tmp_path / "text.tar.gz").write_text("no archive")
    with pytest.raises(DataError, match="not readable"):
        import_opendb(tmp_path / "text.tar.gz")
    whole = archive(tmp_path / "whole.tar.gz", {f"PSU/{n}.json": record(f"Acme {n}" * 50) for n in range(300)})
    half = tmp_path / "half.tar.gz"
    for left_out in (4, 200, 1000):
        half.write_bytes(whole.read_bytes()[:-left_out])
        with pytest.raises(DataError, match="not readable"):
            import_opendb(half)
    with pytest.raises(UsageError, match="no such file"):
        import_opendb(tmp_path / "nowhere")


def test_a_checkout_gives_the_same_as_its_archive(tmp_path: Path) -> None:
    files = {"PSU/u1.json": record(wattage=850), "RAM/u2.json": record("Acme Two", speed=3200)}
    packed = import_opendb(archive(tmp_path / "a.tar.gz", dict(files)))
    for name, content in files.items():
        place = tmp_path / "checkout" / "open-db" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(content))
    assert import_opendb(tmp_path / "checkout").parts == packed.parts
    assert import_opendb(tmp_path / "checkout" / "open-db").parts == packed.parts


def test_progress_ends_at_all(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    files = {f"PSU/{n}.json": record(f"Acme {n}") for n in range(250)}
    import_opendb(archive(tmp_path / "a.tar.gz", dict(files)), progress=lambda done, size: steps.append((done, size)))
    assert len(steps) == 3
    assert steps[-1][0] == steps[-1][1]
    assert steps == sorted(steps)


def test_names_have_their_maker_and_part_numbers_identify(tmp_path: Path) -> None:
    content = record("GeForce RTX™ 4070  VENTUS")
    content["metadata"]["manufacturer"] = "MSI"
    content["metadata"]["part_numbers"] = [
        *("OC", "", "16", "2 Gram", "G4070V2X12C", "G4070V2X12C", "a29f5e64-99bb-4031-a318-b119dd446ca4", None),
        "90-YAA0C0-0UAN00Z        90-YAA0C0-0AAN0BZ",
    ]
    part, result = import_one(tmp_path, "GPU", content)
    assert part.name == "MSI GeForce RTX 4070 VENTUS"
    assert part.part_numbers == ("G4070V2X12C", "90-YAA0C0-0UAN00Z", "90-YAA0C0-0AAN0BZ")
    assert result.dropped == Counter({Drop("gpu", "part_numbers", "identifies no product"): 1})


def test_every_fact_stands_under_the_records_page(tmp_path: Path) -> None:
    part, result = import_one(tmp_path, "PSU", record(wattage=850, length=140))
    [source] = part.as_part(result.retrieved).sources
    assert source == {
        "basis": "opendb",
        "title": "BuildCores OpenDB, Acme One",
        "url": "https://github.com/buildcores/buildcores-open-db/blob/main/open-db/PSU/u1.json",
        "retrieved": date(2026, 8, 17),
        "covers": ["rated_w", "length_mm"],
    }


def test_what_was_saved_is_what_was_imported(tmp_path: Path) -> None:
    _, result = import_one(tmp_path, "GPU", record(total_slot_width=2.55, length=9, chipset="GeForce RTX 2070"))
    loaded = load_import(save_import(result))
    assert (loaded.parts, loaded.dropped, loaded.retrieved) == (result.parts, result.dropped, result.retrieved)
    assert len(loaded.content) == 32


def test_an_import_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, result = import_one(tmp_path, "PSU", record(wattage=850))
    before = save_import(result).read_bytes()

    def failing(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_file, "_insert", failing)
    with pytest.raises(KeyboardInterrupt):
        save_import(result)
    assert opendb_file().read_bytes() == before
    assert list(opendb_file().parent.iterdir()) == [opendb_file()]


@pytest.mark.parametrize("content", [b"", b"no database", b"x" * 20000])
def test_a_damaged_import_says_what_to_do(content: bytes) -> None:
    opendb_file().parent.mkdir(parents=True)
    opendb_file().write_bytes(content)
    with pytest.raises(DataError, match="Import again"):
        open_catalog()


def test_the_catalog_in_use_has_the_import_until_told_otherwise(tmp_path: Path) -> None:
    _, result = import_one(tmp_path, "PSU", record("Acme Unheard Of 850", wattage=850))
    with open_catalog() as catalog:
        assert catalog.part("psu/opendb/u1") is None
    save_import(result)
    with open_catalog() as catalog:
        part = catalog.part("psu/opendb/u1")
        assert part is not None
        assert (part.origin, part.facts["rated_w"]) == ("imported", 850)
        assert [row.id for row in catalog.index().with_tokens("psu", ["acme", "unheard"])] == ["psu/opendb/u1"]
    with open_catalog(use_imports=False) as catalog:
        assert catalog.part("psu/opendb/u1") is None
