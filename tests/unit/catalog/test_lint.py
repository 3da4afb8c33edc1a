"""The catalog's lint reads the prices and the speeds too, and holds them against chips and clouds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rigcheck.catalog.lint import lint
from rigcheck.catalog.root import data_folder

FOLDERS = ("chips", "cloud", "electricity", "speed")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the catalog's prices, speeds and chips."""
    for name in FOLDERS:
        shutil.copytree(data_folder("catalog") / name, tmp_path / name)
    return tmp_path


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_catalogs_own_are_good(copied: Path) -> None:
    assert lint(copied) == []


def test_a_folder_without_speeds_and_prices_is_good(tmp_path: Path) -> None:
    assert lint(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("speed/training.toml", '"nvidia/rtx-2070"', '"nvidia/rtx-2O70"', "nvidia/rtx-2O70 is no chip"),
        ("speed/training.toml", '"NVIDIA Tesla M60"', '"NVIDIA M60"', "no cloud instance has 'NVIDIA M60'"),
        ("speed/training.toml", "cloud_memory_gb = 80", "cloud_memory_gb = 81", "of its memory"),
        ("speed/training.toml", 'reference = "V100 16GB"', 'reference = "V100"', "'V100' is no name"),
        ("electricity/us-2019.toml", "per_kwh = 0.1301", "per_kwh = -1", "more than 0"),
        ("electricity/us-2019.toml", 'covers    = ["per_kwh"]', 'covers = ["price"]', "no source that was read"),
        ("cloud/aws.toml", "unit_s    = 1", "unit_s = 0", "billing.unit_s"),
    ],
)
def test_a_mistake_is_found(copied: Path, file: str, old: str, new: str, words: str) -> None:
    changed(copied / file, old, new)
    said = [str(problem) for problem in lint(copied)]
    assert said
    assert all(str(copied / file) in one for one in said), "and each is told once, of its own file"
    assert any(words in one for one in said)


def test_mistakes_of_all_are_found_in_one_run(copied: Path) -> None:
    changed(copied / "speed/training.toml", '"nvidia/rtx-2070"', '"nvidia/rtx-2O70"')
    changed(copied / "electricity/us-2019.toml", "per_kwh = 0.1301", "per_kwh = -1")
    changed(copied / "cloud/runpod.toml", "gpus = 1", "gpus = 0")
    said = " ".join(str(problem) for problem in lint(copied))
    for words in ("rtx-2O70", "us-2019.toml", "runpod.toml"):
        assert words in said
