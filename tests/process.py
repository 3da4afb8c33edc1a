"""Runs rigcheck as people run it: as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent


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


def call(arguments: tuple[str | Path, ...], stdin: str | bytes, environment: Mapping[str, str]) -> Answer:
    """Run rigcheck in the repository with these arguments, this input and these additions to the environment."""
    result = subprocess.run(
        [sys.executable, "-m", "rigcheck", *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        timeout=120,
        cwd=REPOSITORY,
        env={**os.environ, **environment},
    )
    return Answer(result.returncode, result.stdout.decode(), result.stderr.decode())
