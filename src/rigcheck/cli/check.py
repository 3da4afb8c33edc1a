"""`rigcheck check LIST`: the verdict with its reasons."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from rigcheck.cli.options import (
    DataOption,
    FormatOption,
    FromOption,
    ListArgument,
    PartsOption,
    ReportFormat,
    RulesOption,
    SvgOption,
    WantedOption,
    ignores,
    open_session,
    print_json,
    print_page,
    read_parts_list,
)
from rigcheck.render.output import output

if TYPE_CHECKING:
    from rigcheck.engine.check import Check


class FailOn(StrEnum):
    """What makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    UNDECIDED = "undecided"


def check(
    source: ListArgument,
    report_format: FormatOption = ReportFormat.TEXT,
    from_format: FromOption = None,
    profile: Annotated[
        list[str] | None, typer.Option("--profile", help="Judge by a purpose too: ml (machine learning).")
    ] = None,
    final: Annotated[bool, typer.Option("--final", help="The list is complete: what is absent is an error.")] = False,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="What makes the exit code 1.")] = FailOn.ERROR,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULE=REASON", help="Ignore a rule's findings, and say why.")
    ] = None,
    mains: Annotated[str | None, typer.Option("--mains", help="The wall circuit, as '120V 15A'.")] = None,
    data_gb: DataOption = None,
    gpus_wanted: WantedOption = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show what passed, and the facts used.")] = False,
    svg: SvgOption = None,
    parts: PartsOption = None,
    rules: RulesOption = None,
) -> None:
    """Check a parts list: do these parts work together, and if not, why?

    Examples:

      rigcheck check examples/ml-desktop-2019.txt --final

      pbpaste | rigcheck check - --profile ml

      rigcheck check list.md --format json --fail-on warning

    Exit code 0: nothing at or above --fail-on is violated; 1: something is; 2: the input or the call cannot be used.
    """
    from rigcheck.cli.picture import write_svg
    from rigcheck.engine.report import report

    session = open_session(parts, rules)
    listed = read_parts_list(source, from_format)
    settings = session.settings(
        listed,
        final=final,
        profiles=profile or (),
        mains=mains,
        ignore=ignores(ignore),
        data_gb=data_gb,
        gpus_wanted=gpus_wanted,
    )
    checked = session.check(session.build(listed, settings))
    data = report(checked, session.catalog.version, session.standards, verbose=verbose)
    if svg is not None:
        write_svg(svg, data)
    match report_format:
        case ReportFormat.JSON:
            print_json(data)
        case ReportFormat.MARKDOWN:
            from rigcheck.render.markdown import markdown_report

            print_page(markdown_report(data))
        case ReportFormat.TEXT:
            from rigcheck.render.text import print_report

            print_report(data, output(), verbose=verbose)
    raise typer.Exit(exit_code(checked, fail_on))


def exit_code(checked: Check, fail_on: FailOn) -> int:
    """Return the exit code for a checked list."""
    from rigcheck.verdict import Verdict

    if not checked.build.parts:
        return 2
    errors = checked.count(Verdict.VIOLATED, "error")
    match fail_on:
        case FailOn.ERROR:
            failed = errors > 0
        case FailOn.WARNING:
            failed = errors + checked.count(Verdict.VIOLATED, "warning") > 0
        case FailOn.UNDECIDED:
            failed = checked.verdict != "compatible"
    return int(failed)
