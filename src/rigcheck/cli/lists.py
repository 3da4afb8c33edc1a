"""`rigcheck list`: convert a parts list from one format into another."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from rigcheck.cli.options import FromOption, ListArgument, print_page, read_parts_list
from rigcheck.render.output import plain

app = typer.Typer(help="Convert a parts list from one format into another.", no_args_is_help=True)


class WrittenFormatOption(StrEnum):
    """The formats a list can be written in."""

    TOML = "toml"
    PCPARTPICKER = "pcpartpicker"
    MARKDOWN = "markdown"


@app.callback()
def root() -> None:
    """Group the commands on lists."""


@app.command()
def convert(
    source: ListArgument,
    to: Annotated[WrittenFormatOption, typer.Option("--to", help="The format to write.")] = WrittenFormatOption.TOML,
    from_format: FromOption = None,
) -> None:
    """Convert a list: rigcheck list convert list.html --to toml > list.toml

    TOML keeps everything; the others keep names, quantities and prices. Problems with the list go to standard error.
    """
    from rigcheck.lists.writers import write_list

    listed = read_parts_list(source, from_format)
    for problem in listed.problems:
        print(plain(f"rigcheck: {problem}"), file=sys.stderr)
    print_page(write_list(listed, to.value))
