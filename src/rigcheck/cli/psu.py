"""`rigcheck psu`."""

from __future__ import annotations


def psu() -> None:
    """Not written yet."""
