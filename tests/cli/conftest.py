"""Runs rigcheck as people run it: as a process, with data and cache folders of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Answer:
    """What a call printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return standard output as the one JSON value it must be."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return an environment whose catalog is the curated one alone."""
    root = tmp_path_factory.mktemp("rigcheck")
    return {"RIGCHECK_DATA_DIR": str(root / "data"), "RIGCHECK_CACHE_DIR": str(root / "cache")}


@pytest.fixture
def rigcheck(folders: Mapping[str, str]) -> Run:
    """Return a function that calls rigcheck with arguments and, if given, standard input."""

    def run(*arguments: str | Path, stdin: str | bytes = b"", env: Mapping[str, str] | None = None) -> Answer:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        result = subprocess.run(
            [sys.executable, "-m", "rigcheck", *map(str, arguments)],
            input=given,
            capture_output=True,
            check=False,
            timeout=120,
            cwd=REPOSITORY,
            env={**os.environ, **folders, **(env or {})},
        )
        return Answer(result.returncode, result.stdout.decode(), result.stderr.decode())

    return run
