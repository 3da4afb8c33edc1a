"""`rigcheck psu LIST`: which power supply fits, with the arithmetic shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from rigcheck.errors import UsageError, together
from rigcheck.render.output import output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rigcheck.engine.build import Build
    from rigcheck.engine.session import Session
    from rigcheck.questions.psu import Candidate, PsuAnswer


def psu(
    source: ListArgument,
    report_format: FormatOption = ReportFormat.TEXT,
    from_format: FromOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Show at most this many of each sort.")] = 10,
    add_gpu: Annotated[
        int, typer.Option("--add-gpu", min=0, max=16, help="Ask for so many more of the hungriest GPU.")
    ] = 0,
    limit_gpu: Annotated[
        str | None, typer.Option("--limit-gpu", metavar="WATTS", help="A lasting power limit of every GPU, as 250W.")
    ] = None,
    mains: Annotated[str | None, typer.Option("--mains", help="The wall circuit, as '120V 15A'.")] = None,
    form_factor: Annotated[
        str | None, typer.Option("--form-factor", metavar="WORD", help="Only supplies of this form: atx, sfx, sfx-l, …")
    ] = None,
    max_length: Annotated[
        int | None, typer.Option("--max-length", metavar="MM", min=1, help="Only supplies up to this length.")
    ] = None,
    modular: Annotated[
        str | None, typer.Option("--modular", metavar="WORD", help="Only supplies with such cables: full, semi, no.")
    ] = None,
    fanless: Annotated[bool, typer.Option("--fanless", help="Only supplies without a fan.")] = False,
    maker: Annotated[str | None, typer.Option("--maker", help="Only supplies of this maker.")] = None,
    prices: Annotated[
        Path | None,
        typer.Option(
            "--prices", metavar="FILE", help="A price book to rank by: CSV of part,seller,currency,date,amount."
        ),
    ] = None,
    why: Annotated[
        list[str] | None, typer.Option("--why", metavar="MODEL", help="Tell everything the rules say of this supply.")
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write the chart of draw against rating as SVG.")
    ] = None,
    parts: PartsOption = None,
    rules: RulesOption = None,
) -> None:
    r"""Say what a build draws and which power supplies of the catalog fit it.

    Sustained watts and spikes, part by part, against rating and excursion; cables; the wall circuit. An unfinished
    list is enough.

    Examples:

      rigcheck psu examples/ml-desktop-2019.txt

      printf 'CPU: Ryzen 9 7950X\nGPU: 2x RTX 4090\n' | rigcheck psu - --add-gpu 1

      rigcheck psu list.txt --limit-gpu 250W --mains "230V 16A" --why "Corsair HX1500i"

    Exit code 0: some supply fits; 1: none does; 2: the input or the call cannot be used.
    """
    from dataclasses import replace
    from functools import partial

    from rigcheck.cli.picture import write_picture
    from rigcheck.cli.psu_options import circuit_stated, known_maker, prices_of, sort_of, watts_of
    from rigcheck.questions.psu import which_psu
    from rigcheck.questions.psu_answer import psu_json

    session = open_session(parts, rules)
    limit_w, wishes, (offers, problems), *_ = together(
        lambda: watts_of(limit_gpu, "--limit-gpu"),
        lambda: sort_of(form_factor, max_length, modular, fanless, maker),
        lambda: prices_of(prices, session.catalog),
        lambda: known_maker(maker, session.catalog),
        lambda: circuit_stated(mains),
    )
    wishes = replace(wishes, offers=offers)
    listed = read_parts_list(source, from_format)
    build = session.build(listed, session.settings(listed, mains=mains))
    if not build.parts:
        raise UsageError.of(listed.source, "no line of it names a part that rigcheck understands.")
    build = _of_tomorrow(build, add_gpu, limit_w, session)
    answer = which_psu(build, session.catalog.parts("psu"), session.rules, session.standards_record, wishes)
    asked = together(*(partial(_named, name, answer, session) for name in why or ()))
    data = psu_json(answer, session.standards, why=[one for found in asked for one in found], problems=problems)
    if svg is not None:
        from rigcheck.render.psu_svg import psu_svg

        write_picture(svg, psu_svg(data))
    if report_format is ReportFormat.JSON:
        print_json(data)
    else:
        from rigcheck.render.psu import markdown_psu, print_psu

        if report_format is ReportFormat.MARKDOWN:
            print_page(markdown_psu(data, most))
        else:
            print_psu(data, output(), most)
    raise typer.Exit(int(not answer.fits))


def _of_tomorrow(build: Build, add_gpu: int, limit_w: int | None, session: Session) -> Build:
    """Return the build with the GPUs and the limit that the options suppose."""
    from rigcheck.questions.hypothetical import hungriest_gpu, with_gpu_limit, with_more_of

    if (add_gpu or limit_w) and not build.of_kind("gpu"):
        raise UsageError.of("--add-gpu" if add_gpu else "--limit-gpu", "the list names no graphics card.")
    if limit_w:
        build = with_gpu_limit(build, limit_w)
    return with_more_of(build, hungriest_gpu(build, session.standards_record), add_gpu) if add_gpu else build


def _named(name: str, answer: PsuAnswer, session: Session) -> Sequence[Candidate]:
    """Return the supplies that a name means; raises UsageError for one that means none of those that were tried."""
    from rigcheck.catalog.match import match_entry
    from rigcheck.catalog.search import search_parts

    tried = {one.part.id: one for one in answer.candidates}
    meant = match_entry(name, "psu", session.names)
    found = [tried[part_id] for part_id in meant.candidates if part_id in tried]
    if name in tried:
        found = [tried[name]]
    if not found:
        near = ", ".join(row.name for row in search_parts(session.catalog, name, "psu", 3))
        hint = f"Did you mean {near}?" if near else "See `rigcheck parts search`."
        raise UsageError.of("--why", f"no power supply called {name!r} was tried.", hint)
    return found
