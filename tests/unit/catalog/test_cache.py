"""The cache of the merged catalog: fresh when something changed, whole or not at all, and never needed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from rigcheck.catalog import build
from rigcheck.catalog.cache import cached
from rigcheck.catalog.fingerprint import Ingredients
from rigcheck.catalog.places import cache_folder
from rigcheck.catalog.store import Catalog, open_catalog
from rigcheck.errors import UsageError
from tests.unit.catalog.catalog_folder import write_part


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("RIGCHECK_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_part(tmp_path / "catalog", "gpu/acme/g1", 'name = "Acme G1"', "length_mm = 267", "length_mm")
    return tmp_path / "catalog"


def opened(folder: Path) -> Catalog:
    return Catalog(cached(Ingredients((folder,), None)))


def length(catalog: Catalog) -> object:
    with catalog:
        part = catalog.part("gpu/acme/g1")
        assert part is not None
        return part.facts["length_mm"]


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the builds."""
    counted: list[int] = []
    original = build.merge

    def counting(*args: object, **kwargs: object) -> object:
        counted.append(1)
        return original(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "merge", counting)
    return counted


def test_nothing_is_built_twice(folder: Path, builds: list[int]) -> None:
    assert [length(opened(folder)), length(opened(folder))] == [267, 267]
    assert len(builds) == 1


def test_a_changed_file_a_new_file_and_a_removed_file_are_seen(folder: Path) -> None:
    with opened(folder) as catalog:
        before = catalog.version
    write_part(folder, "gpu/acme/g1", 'name = "Acme G1"', "length_mm = 2670", "length_mm")
    assert length(opened(folder)) == 2670
    new = write_part(folder, "gpu/acme/g2", 'name = "Acme G2"', "length_mm = 1", "length_mm")
    with opened(folder) as catalog:
        assert [row.name for row in catalog.names()] == ["Acme G1", "Acme G2"]
        assert catalog.version != before
    new.unlink()
    with opened(folder) as catalog:
        assert [row.name for row in catalog.names("gpu")] == ["Acme G1"]


def test_the_version_names_the_facts_and_not_when_they_were_written(folder: Path) -> None:
    with opened(folder) as catalog:
        before = catalog.version
    os.utime(folder / "gpu/acme/g1.toml", (1, 1))
    with opened(folder) as catalog:
        assert catalog.version == before


def test_a_damaged_file_is_built_anew(folder: Path) -> None:
    opened(folder).close()
    [file] = cache_folder().glob("*.sqlite")
    file.write_bytes(file.read_bytes()[:1000])
    assert length(opened(folder)) == 267
    file.write_bytes(b"")
    assert length(opened(folder)) == 267


def test_without_a_place_to_write_the_catalog_is_built_in_memory(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("RIGCHECK_CACHE_DIR", str(tmp_path / "file"))
    assert length(opened(folder)) == 267


def test_a_build_that_fails_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder).close()
    [file] = cache_folder().glob("*.sqlite")
    before = file.read_bytes()
    write_part(folder, "gpu/acme/g1", 'name = "Acme G1"', "length_mm = 1", "length_mm")

    def failing(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(build, "merge", failing)
    with pytest.raises(RuntimeError):
        opened(folder)
    assert file.read_bytes() == before
    assert list(cache_folder().iterdir()) == [file]


def test_only_a_few_files_of_other_folders_are_kept(tmp_path: Path) -> None:
    for number in range(10):
        folder = tmp_path / str(number)
        write_part(folder, "fan/acme/f", 'name = "Acme F"', "size_mm = 120", "size_mm")
        opened(folder).close()
    assert len(list(cache_folder().glob("*.sqlite"))) == 6


def test_the_shipped_catalog_opens_with_the_users_folder_beside_it(folder: Path) -> None:
    with open_catalog(parts=[folder]) as catalog:
        assert length(catalog) == 267
    with open_catalog() as catalog:
        assert catalog.part("gpu/acme/g1") is None
        assert catalog.part("no/such/part") is None
        assert next(catalog.chips()).kind == "gpu"
        assert next(catalog.platforms()).kind == "motherboard"
        assert "connectors" in catalog.standards()


def test_a_folder_that_is_not_there_is_an_error_of_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        open_catalog(parts=[tmp_path / "nowhere"])


def test_a_look_up_imports_neither_pydantic_nor_duckdb(folder: Path) -> None:
    opened(folder).close()
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from rigcheck.catalog.cache import cached\nfrom rigcheck.catalog.fingerprint import Ingredients\n"
        "from rigcheck.catalog.store import Catalog\n"
        f"catalog = Catalog(cached(Ingredients((Path({str(folder)!r}),), None)))\n"
        "assert catalog.part('gpu/acme/g1') and catalog.index().with_tokens('gpu', ['acme'])\n"
        "print({'pydantic', 'duckdb', 'platformdirs'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_tables_are_plain_sqlite(folder: Path) -> None:
    opened(folder).close()
    [file] = cache_folder().glob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM names WHERE kind = 'gpu'").fetchone() == (1,)
