"""Writes the picture of a placement to a file, for the commands that have one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rigcheck.errors import UsageError


def write_svg(path: Path, answer: Mapping[str, Any]) -> None:
    """Write the placement of an answer as SVG; raises UsageError where the file cannot be written.

    The picture is written beside its place and then renamed, so that a file of that name is never lost halfway.
    """
    import tempfile

    from rigcheck.render.placement_svg import placement_svg
    from rigcheck.render.words import names_of

    board = next((part["name"] for part in answer["parts"] if part["kind"] == "motherboard"), "no board")
    case = next((part["name"] for part in answer["parts"] if part["kind"] == "case"), None)
    picture = placement_svg(answer["placement"], names_of(answer), f"{board} in {case}" if case else board)
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            file.write(picture)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError as error:
        raise UsageError.of("--svg", f"{path} cannot be written: {error.strerror}.") from error
