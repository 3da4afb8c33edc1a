"""The `rigcheck` program: its commands, and how errors reach people."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from rigcheck import __version__
from rigcheck.cli import catalog, check, checklist, cloud, cost, gpus, lists, parts, psu, rules
from rigcheck.errors import RigcheckError
from rigcheck.render.output import plain

UNUSABLE = 2
"""Exit code for input or a call that cannot be used."""
OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""Hardly anything of ours refers to itself: looking for it as often as Python does takes a twentieth of a check."""


class Program(TyperGroup):
    """All commands; a wrong option is told in words of the command line alone."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command, without pydantic's preamble before what is wrong with an option."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    cls=Program,
    name="rigcheck",
    help="Proves that the parts of a PC work together, or shows what does not, why, and the cheapest way out.",
    epilog="Start with: rigcheck check LIST   (a PCPartPicker export, a table, your own notes; - reads standard input)",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.check)
app.command("psu")(psu.psu)
app.command("gpus")(gpus.gpus)
app.command("cost")(cost.cost)
app.command("checklist")(checklist.checklist)
app.add_typer(parts.app, name="parts")
app.add_typer(rules.app, name="rules")
app.add_typer(lists.app, name="list")
app.add_typer(catalog.app, name="catalog")
app.add_typer(cloud.app, name="cloud")


def _version(value: bool) -> None:
    if value:
        print(f"rigcheck {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Take the options of rigcheck itself."""


def main() -> None:
    """Run the program: problems go to standard error, one a line, and end it with exit code 2."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter the terminal lacks is spelled out, and ends nothing
            stream.reconfigure(errors="backslashreplace")
    code: object = 0
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe has gone; what it read was right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:  # a full disk
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"rigcheck: the answer cannot be written: {error.strerror}.", file=sys.stderr)
        code = UNUSABLE
    sys.exit(code)  # type: ignore[arg-type]  # whatever SystemExit carried


def _run() -> object:
    """Return the exit code; raises BrokenPipeError, which Typer takes for a failure."""
    try:
        app()
    except RigcheckError as error:
        for problem in error.problems:
            print(plain(f"rigcheck: {problem}"), file=sys.stderr)
        return UNUSABLE
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        return end.code
    return 0


if __name__ == "__main__":
    main()
