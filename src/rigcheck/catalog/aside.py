"""Writes files so that a reader sees the old one or the new one and never half of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """Give a path beside the target to write to; it takes the target's place when the block ends without an error.

    Raises OSError when the folder cannot be made or the target cannot be replaced; what was written is then removed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        aside.unlink(missing_ok=True)
        yield aside
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
