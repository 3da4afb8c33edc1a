"""No message says 'at least' before a number that may itself be 'at least 5' or '8 to 9'."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rigcheck.catalog.root import data_folder

PATHS = sorted(path for path in data_folder("rules").rglob("*.toml") if not path.name.endswith(".cases.toml"))
EXACT = {"least_gb", "gpus * each"}
"""Parameters and counts, which are single numbers."""


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_bound_before_an_interval(path: Path) -> None:
    text = path.read_text("utf-8")
    assert set(re.findall(r"at (?:least|most)\s+\{([^}]*)\}", text)) <= EXACT
