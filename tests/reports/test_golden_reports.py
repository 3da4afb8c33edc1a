"""The reports and checklists of the examples, kept whole: a change of a fact, a rule or a word shows here.

`RIGCHECK_UPDATE_GOLDEN=1 pytest tests/reports` writes them anew; read the difference before committing it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.process import REPOSITORY, Run

GOLDEN = Path(__file__).parent / "golden"
LISTS = {
    "ml-desktop-2019": ("examples/ml-desktop-2019.txt", "--final"),
    "ml-desktop-2019-ml": ("examples/ml-desktop-2019.txt", "--profile", "ml"),
    "ml-desktop-2024": ("examples/ml-desktop-2024.md", "--final"),
    "itx-desktop": ("examples/itx-desktop.txt", "--final"),
    "quad-gpu-workstation": ("examples/quad-gpu-workstation.toml",),
    "four-gpus-in-a-tower": ("docs/examples/lists/four-cards.txt",),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_report_is_the_one_that_was_read(rigcheck: Run, name: str) -> None:
    report = rigcheck("check", *LISTS[name], "--format", "json").json
    del report["catalog"], report["rigcheck"]  # they change with every fact and every release
    path = GOLDEN / f"{name}.json"
    if os.environ.get("RIGCHECK_UPDATE_GOLDEN"):
        path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert report == json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("name", ["ml-desktop-2019", "quad-gpu-workstation"])
def test_the_checklist_is_the_one_that_was_read(rigcheck: Run, name: str) -> None:
    page = rigcheck("checklist", LISTS[name][0], "--format", "markdown").out
    path = GOLDEN / f"{name}-checklist.md"
    if os.environ.get("RIGCHECK_UPDATE_GOLDEN"):
        path.write_text(page, "utf-8")
    assert page == path.read_text("utf-8")


@pytest.mark.parametrize("path", sorted((REPOSITORY / "examples").glob("*.*")), ids=lambda path: path.name)
def test_every_example_is_a_good_one(rigcheck: Run, path: Path) -> None:
    report = rigcheck("check", path, "--final", "--format", "json").json
    assert report["verdict"] == "compatible"
    assert report["not_understood"] == report["problems"] == []
