"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rigcheck.errors import UsageError

if TYPE_CHECKING:
    from rigcheck.engine.session import Session
    from rigcheck.lists.model import PartsList


class ListFormatOption(StrEnum):
    """The formats a list can be read in."""

    PCPARTPICKER = "pcpartpicker"
    MARKDOWN = "markdown"
    HTML = "html"
    BBCODE = "bbcode"
    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    TOML = "toml"


class ReportFormat(StrEnum):
    """The formats a report can be written in."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


ListArgument = Annotated[str, typer.Argument(metavar="LIST", help="The parts list: a file, or - for standard input.")]
FromOption = Annotated[
    ListFormatOption | None, typer.Option("--from", help="The format of the list; found out by itself otherwise.")
]
FormatOption = Annotated[ReportFormat, typer.Option("--format", help="How to write the answer.")]
PartsOption = Annotated[
    list[Path] | None, typer.Option("--parts", metavar="DIR", help="A catalog folder of your own, beside ours.")
]
RulesOption = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="DIR", help="A rules folder of your own, beside ours.")
]

DataOption = Annotated[
    int | None,
    typer.Option("--data-gb", metavar="GB", help="With --profile ml: the data that training reads, in gigabytes."),
]
WantedOption = Annotated[
    int | None,
    typer.Option("--gpus-wanted", metavar="N", help="With --profile ml: the GPUs that there shall be in the end."),
]

SvgOption = Annotated[
    Path | None, typer.Option("--svg", metavar="FILE", help="Write the board and the case from the side as SVG.")
]


def open_session(parts: list[Path] | None = None, rules: list[Path] | None = None) -> Session:
    """Return the session for a call; raises UsageError for a folder that is not there."""
    from rigcheck.engine.session import Session

    for option, folders in (("--parts", parts), ("--rules", rules)):
        for folder in folders or ():
            if not folder.is_dir():
                raise UsageError.of(option, f"there is no folder {str(folder)!r}.")
    return Session(tuple(parts or ()), tuple(rules or ()), _building)


def _building() -> AbstractContextManager[object]:
    """Say on a terminal that the catalog is being built; a pipe hears nothing."""
    import sys

    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status("building the catalog, once after each change of it")


def read_parts_list(source: str, list_format: ListFormatOption | None) -> PartsList:
    """Return the list that a call names; raises UsageError or DataError."""
    from rigcheck.lists.read import read_list

    return read_list(source, from_format=list_format.value if list_format else None)


def ignores(entries: list[str] | None) -> dict[str, str]:
    """Return the `--ignore RULE=reason` options by rule; a reason is needed."""
    result = {}
    for entry in entries or ():
        rule, separator, reason = entry.partition("=")
        if not separator or not reason.strip():
            raise UsageError.of("--ignore", f"found {entry!r}; expected RULE=reason.", "The reason is printed.")
        result[rule.strip()] = reason.strip()
    return result


def print_json(data: object) -> None:
    """Print one JSON object and nothing else; letters that standard output lacks are escaped."""
    import json
    import sys

    utf_8 = (sys.stdout.encoding or "utf-8").lower().replace("_", "-") in {"utf-8", "utf8"}
    print(json.dumps(data, indent=2, ensure_ascii=not utf_8))


def print_page(page: str) -> None:
    """Print a finished page: nothing in it can speak to the terminal."""
    from rigcheck.render.output import plain

    print(plain(page), end="")
