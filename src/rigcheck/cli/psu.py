"""`rigcheck psu LIST`: which power supply fits, with the arithmetic shown."""

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
from rigcheck.render.output import output


def psu(
    source: ListArgument,
    report_format: FormatOption = ReportFormat.TEXT,
    from_format: FromOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Show at most this many of each sort.")] = 10,
    parts: PartsOption = None,
    rules: RulesOption = None,
) -> None:
    r"""Say what a build draws and which power supplies of the catalog fit it.

    The model: sustained watts of direct current, part by part, against the rating. An unfinished list is enough.

    Examples:

      rigcheck psu examples/ml-desktop-2019.txt

      printf 'CPU: Ryzen 9 7950X\nGPU: 2x RTX 4090\n' | rigcheck psu -

    Exit code 0: some supply fits; 1: none does; 2: the input or the call cannot be used.
    """
    from rigcheck.questions.psu import psu_json, which_psu

    session = open_session(parts, rules)
    listed = read_parts_list(source, from_format)
    build = session.build(listed, session.settings(listed))
    if not build.parts:
        from rigcheck.errors import UsageError

        raise UsageError.of(listed.source, "no line of it names a part that rigcheck understands.")
    answer = which_psu(build, session.catalog.parts("psu"), session.rules, session.standards_record)
    data = psu_json(answer)
    if report_format is ReportFormat.JSON:
        print_json(data)
    else:
        from rigcheck.render.psu import markdown_psu, print_psu

        if report_format is ReportFormat.MARKDOWN:
            print_page(markdown_psu(data, most))
        else:
            print_psu(data, output(), most)
    raise typer.Exit(int(not answer.fits))
