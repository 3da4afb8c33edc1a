"""What a warm check does not load: that is what keeps it short. `docs/explanation/speed.md` has the figures."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

NOT_LOADED = (
    "duckdb",
    "rapidfuzz",
    "networkx",
    "tomllib",
    "rich.console",
    "rigcheck.schema.types",
    "rigcheck.schema.registry",
    "rigcheck.rules.language",
    "rigcheck.rules.load",
    "rigcheck.rules.cases",
    "rigcheck.catalog.build",
    "rigcheck.catalog.tables",
    "rigcheck.questions",
)
"""Typer itself imports pydantic for its parameters; our models of the facts are not built."""

PROGRAM = """
import sys
from rigcheck.cli.app import main
try:
    main()
finally:
    print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def run(folders: Mapping[str, str], *arguments: str) -> tuple[str, set[str]]:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **folders},
        check=True,
    )
    return ended.stdout, set(ended.stderr.split())


@pytest.fixture
def folders(tmp_path: Path) -> Mapping[str, str]:
    return {"RIGCHECK_DATA_DIR": str(tmp_path / "data"), "RIGCHECK_CACHE_DIR": str(tmp_path / "cache")}


@pytest.mark.parametrize("how", ["text", "json", "markdown"])
def test_a_warm_check_loads_little_and_says_the_same(folders: Mapping[str, str], how: str) -> None:
    arguments = ("check", str(REPOSITORY / "examples" / "ml-desktop-2019.txt"), "--format", how)
    cold, loaded = run(folders, *arguments)
    assert "rigcheck.rules.load" in loaded
    warm, loaded = run(folders, *arguments)
    assert warm == cold
    assert not [name for name in loaded if name.startswith(NOT_LOADED)]


def test_a_rule_of_ones_own_is_read_anew_when_it_changes(folders: Mapping[str, str], tmp_path: Path) -> None:
    rule = tmp_path / "rules" / "mine" / "cores.toml"
    rule.parent.mkdir(parents=True)
    text = 'title = "Few cores"\nseverity = "advice"\nviolated = "{cpu}"\nwhy = "w"\nrequire = "cpu.cores <= 4"\n'
    rule.write_text(text)
    arguments = ("rules", "list", "--rules", str(rule.parents[1]), "--format", "json")
    assert "Few cores" in run(folders, *arguments)[0]
    assert "Few cores" in run(folders, *arguments)[0]
    rule.write_text(text.replace("Few", "Rather few"))
    assert "Rather few cores" in run(folders, *arguments)[0]
    assert "ew cores" not in run(folders, "rules", "list", "--format", "json")[0]
