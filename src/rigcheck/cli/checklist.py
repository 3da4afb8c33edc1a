"""`rigcheck checklist LIST`: what to do after building with these parts."""

from __future__ import annotations

from typing import Annotated

import typer

from rigcheck.cli.options import (
    FormatOption,
    FromOption,
    ListArgument,
    PartsOption,
    ReportFormat,
    RulesOption,
    open_session,
    print_json,
    print_page,
    read_parts_list,
)
from rigcheck.errors import UsageError
from rigcheck.render.output import output


def checklist(
    source: ListArgument,
    report_format: FormatOption = ReportFormat.TEXT,
    from_format: FromOption = None,
    mains: Annotated[str | None, typer.Option("--mains", help="The wall circuit, as '120V 15A'.")] = None,
    parts: PartsOption = None,
    rules: RulesOption = None,
) -> None:
    """Say what to do after building: firmware, settings, driver and framework, stress tests with what to expect.

    Examples:

      rigcheck checklist examples/ml-desktop-2019.txt

      rigcheck checklist list.md --format markdown > checklist.md

      rigcheck checklist examples/quad-gpu-workstation.toml --mains "230V 16A"

    Watts and lanes are those of `rigcheck check`; drivers and frameworks are those of the catalog, with their date.
    Exit code 0: an answer, whatever the verdict; 2: the input or the call cannot be used.
    """
    from rigcheck.catalog.software import software
    from rigcheck.questions.checklist import checklist_json
    from rigcheck.questions.checklist_items import Bench

    session = open_session(parts, rules)
    listed = read_parts_list(source, from_format)
    build = session.build(listed, session.settings(listed, mains=mains))
    if not build.parts:
        raise UsageError.of(listed.source, "no line of it names a part that rigcheck understands.")
    bench = Bench(session.check(build), software(), session.standards, session.catalog.version)
    data = checklist_json(bench)
    match report_format:
        case ReportFormat.JSON:
            print_json(data)
        case ReportFormat.MARKDOWN:
            from rigcheck.render.checklist import markdown_checklist

            print_page(markdown_checklist(data))
        case ReportFormat.TEXT:
            from rigcheck.render.checklist import print_checklist

            print_checklist(data, output())
