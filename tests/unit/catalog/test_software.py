"""Software of the catalog: every architecture has its entry, every fact its source, and all mistakes are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rigcheck.catalog.lint import lint
from rigcheck.catalog.root import data_folder
from rigcheck.catalog.software import software
from rigcheck.catalog.vocabulary import word_lists
from rigcheck.errors import DataError

GOOD = """
title = "A system"
as_of = 2026-11-27

[system]
name = "Ubuntu 26.04 LTS"
released = 2026-04-23
kernel = "7.0"
supported_until = "2031-04"

[[gpu]]
architecture = "pascal"
last_driver = 580

[[gpu]]
architecture = "turing"
modules = ["open"]

[[task]]
id = "install"
section = "system"
do = "Install {system}."
why = "It is needed."

[[sources]]
basis = "review"
title = "A page"
url = "https://example.com"
retrieved = 2026-11-27
covers = ["system.name", "system.released", "system.kernel", "system.supported_until", "gpu.last_driver"]

[[sources]]
basis = "manual"
title = "Another"
url = "https://example.com/2"
retrieved = 2026-11-27
covers = ["turing.modules", "task.install"]
"""


def folder(tmp_path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    return tmp_path


def test_the_catalogs_own_files_are_good_and_know_every_architecture() -> None:
    ours = software()
    assert ours.gpus.keys() == word_lists()["gpu_architectures"].words.keys()
    assert ours.system.name == "Ubuntu 26.04 LTS"
    assert ours.as_of >= date(2026, 11, 27)


def test_what_was_decided_by_cuda_13_stands_in_the_data() -> None:
    """CUDA 13 and the drivers after 580 have no Maxwell, Pascal and Volta; Blackwell has no proprietary modules."""
    ours = software()
    for word in ("maxwell", "pascal", "volta"):
        assert (ours.gpus[word].last_driver, ours.gpus[word].modules) == (580, ("proprietary",))
        assert [build.version for build in ours.builds if word in build.architectures] == ["12.6"]
    assert (ours.gpus["blackwell"].modules, ours.gpus["blackwell"].least_driver) == (("open",), 570)
    first, *_ = [build for build in ours.builds if "blackwell" in build.architectures]
    assert (first.toolkit, first.version, first.least_driver) == ("CUDA", "13.0", 580)


def test_a_source_speaks_for_all_entries_or_for_one(tmp_path: Path) -> None:
    found = software(folder(tmp_path, a=GOOD))
    pascal, turing = found.gpus["pascal"], found.gpus["turing"]
    assert [source.title for source in found.sources(pascal)] == ["A page"]
    assert [source.title for source in found.sources(turing)] == ["Another"]
    assert found.sources(pascal, "modules") == ()
    assert [source.title for source in found.sources(found.tasks["install"])] == ["Another"]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    bad = GOOD.replace('"gpu.last_driver"', '"gpu.first_cuda"').replace(
        'architecture = "turing"', 'architecture = "rage"'
    )
    unread = GOOD.replace('basis = "manual"', 'basis = "unverified"')
    wrong = GOOD.replace("580", '"580"').replace('section = "system"', 'section = "later"')
    with pytest.raises(DataError) as caught:
        software(folder(tmp_path, a=bad, b=unread, c=wrong, d="no TOML at all"))
    told = str(caught.value)
    for words in (
        "pascal.last_driver: no source that was read covers it",
        "gpu.first_cuda: a source covers it, and nothing in the file states it",
        "'rage' is no word of catalog/vocab/gpu_architectures.toml",
        "turing.modules: no source that was read covers it",
        "gpu[1].last_driver",
        "task[1].section",
        "no valid TOML",
    ):
        assert words in told


def test_one_system_and_every_name_once(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        software(folder(tmp_path, a=GOOD, b=GOOD))
    told = str(caught.value)
    for words in ("found 2 systems", "'pascal' stands there more than once", "'install' stands there more than once"):
        assert words in told


def test_the_lint_of_the_catalog_reads_it(tmp_path: Path) -> None:
    (tmp_path / "software").mkdir()
    folder(tmp_path / "software", a="no TOML at all")
    assert any("no valid TOML" in problem.message for problem in lint(tmp_path))
    assert not [one for one in lint(data_folder("catalog")) if "software" in one.source]
