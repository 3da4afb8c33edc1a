"""`rigcheck catalog`: import a foreign catalog, and see what is known, bounded and missing."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rigcheck.cli.options import FormatOption, PartsOption, ReportFormat, open_session, print_json
from rigcheck.render.output import output

if TYPE_CHECKING:
    from rigcheck.catalog.sources.imported import ImportResult

app = typer.Typer(help="Import a foreign catalog; see what is known, bounded and missing.", no_args_is_help=True)


class ForeignCatalog(StrEnum):
    """The catalogs that can be imported."""

    OPENDB = "opendb"


@app.command("import")
def import_catalog(
    which: Annotated[ForeignCatalog, typer.Argument(help="The catalog: opendb (BuildCores OpenDB).")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Its archive (.tar.gz) or the folder of its checkout.")],
) -> None:
    """Import a catalog beside the curated one: rigcheck catalog import opendb buildcores-open-db-main.tar.gz

    An earlier import is replaced when the new one is complete, and stays as it was if it fails.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from rigcheck.catalog.sources.file import save_import
    from rigcheck.catalog.sources.opendb.importer import import_opendb

    columns = (
        TextColumn("reading {task.fields[which]}"),
        BarColumn(),
        TextColumn("{task.percentage:3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, transient=True, disable=not sys.stderr.isatty(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", which=which.value)
        result = import_opendb(path, progress=lambda done, total: bar.update(task, completed=done, total=total))
    print_summary(result, save_import(result))


def print_summary(result: ImportResult, target: Path) -> None:
    """Print what an import brought: parts per kind, facts dropped and why, records that could not be read."""
    to = output()
    counted = result.parts_by_kind()
    to.line(f"{sum(counted.values())} parts of {result.records} records, as of {result.retrieved}, in {target}")
    for kind, parts in counted.items():
        to.line(f"  {parts:6} {kind}")
    for reason, records in result.set_aside.most_common():
        to.line(f"set aside: {records} records: {reason}")
    for drop, times in result.dropped.most_common():
        to.line(f"dropped: {times:6} × {drop.kind}.{drop.key}: {drop.reason}")
    for problem in result.problems:
        print(f"rigcheck: {problem}", file=sys.stderr)


@app.command()
def stats(report_format: FormatOption = ReportFormat.TEXT, parts: PartsOption = None) -> None:
    """Count what is known, bounded and missing, by kind and fact, and what is not verified yet."""
    from rigcheck.catalog.audit import audit as look_over
    from rigcheck.render.audit import print_stats, stats_json

    counted = look_over(open_session(parts).catalog)
    if report_format is ReportFormat.JSON:
        print_json(stats_json(counted))
    else:
        print_stats(counted, output())


@app.command()
def audit(report_format: FormatOption = ReportFormat.TEXT, parts: PartsOption = None) -> None:
    """List every fact that is not believed, and every fact on which sources exclude each other."""
    from rigcheck.catalog.audit import audit as look_over
    from rigcheck.engine.clean import disbelieved
    from rigcheck.render.audit import audit_json, print_audit
    from rigcheck.schema.kinds import KINDS

    session = open_session(parts)
    looked = look_over(session.catalog)
    every = (part for kind in KINDS for part in session.catalog.parts(kind))
    dropped = list(disbelieved(every, session.rules, session.standards_record))
    if report_format is ReportFormat.JSON:
        print_json(audit_json(looked, dropped))
    else:
        print_audit(looked, dropped, output())


@app.command()
def lint(
    folder: Annotated[Path | None, typer.Argument(metavar="FOLDER", help="A catalog folder; ours otherwise.")] = None,
) -> None:
    """Check a catalog folder: keys, types, words, and that every fact has its source.

    Exit code 0: no problem; 1: some.
    """
    from rigcheck.catalog.lint import lint as lint_folder
    from rigcheck.catalog.root import data_folder

    problems = lint_folder(folder or data_folder("catalog"))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems.")
    raise typer.Exit(int(bool(problems)))
