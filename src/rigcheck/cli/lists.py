"""`rigcheck lists`."""

from __future__ import annotations

import typer

app = typer.Typer(help="…", no_args_is_help=True)


@app.callback()
def root() -> None:
    """…"""
