"""Writes pictures to files, for the commands that have one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rigcheck.errors import UsageError


def write_svg(path: Path, answer: Mapping[str, Any]) -> None:
    """Write the placement of an answer as SVG; raises UsageError where the file cannot be written."""
    from rigcheck.render.placement_svg import placement_svg
    from rigcheck.render.words import names_of

    board = next((part["name"] for part in answer["parts"] if part["kind"] == "motherboard"), "no board")
    case = next((part["name"] for part in answer["parts"] if part["kind"] == "case"), None)
    title = f"{board} in {case}" if case else board
    write_picture(path, placement_svg(answer["placement"], names_of(answer), title))


def write_picture(path: Path, picture: str) -> None:
    """Write a picture beside its place and rename it, so that a file of that name is never lost halfway.

    Raises UsageError where the file cannot be written.
    """
    import tempfile

    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            file.write(picture)
    except OSError as error:
        raise _unwritable(path, error) from error
    written = Path(file.name)
    try:
        written.chmod(0o644)
        written.replace(path)
    except OSError as error:
        written.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError.of("--svg", f"{path} cannot be written: {error.strerror}.")
