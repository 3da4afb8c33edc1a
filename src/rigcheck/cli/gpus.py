"""`rigcheck gpus`."""

from __future__ import annotations


def gpus() -> None:
    """Not written yet."""
