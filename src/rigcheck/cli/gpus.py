"""`rigcheck gpus`: how many GPUs a board and a case hold, and what limits the number."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated

import typer

from rigcheck.cli.options import (
    FormatOption,
    FromOption,
    PartsOption,
    ReportFormat,
    RulesOption,
    SvgOption,
    open_session,
    print_json,
    print_page,
    read_parts_list,
)
from rigcheck.errors import UsageError
from rigcheck.render.output import output

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rigcheck.engine.build import Build, BuildPart
    from rigcheck.engine.session import Session
    from rigcheck.lists.model import PartsList
    from rigcheck.schema.kinds import Kind


LINK: dict[str, int] = {"pcie_lanes": 16}
"""What every graphics card has that is told by its size only."""


def gpus(
    source: Annotated[
        str | None, typer.Argument(metavar="[LIST]", help="A parts list, or - for standard input; or use the options.")
    ] = None,
    board: Annotated[str | None, typer.Option("--board", help="The motherboard's name.")] = None,
    case: Annotated[str | None, typer.Option("--case", help="The case's name.")] = None,
    gpu: Annotated[str | None, typer.Option("--gpu", help="The graphics card's name, or its chip.")] = None,
    cpu: Annotated[str | None, typer.Option("--cpu", help="The processor's name.")] = None,
    psu: Annotated[str | None, typer.Option("--psu", help="The power supply's name.")] = None,
    case_slots: Annotated[
        int | None,
        typer.Option("--case-slots", min=1, max=20, help="Expansion slots of a case that is not catalogued."),
    ] = None,
    gpu_slots: Annotated[
        int | None,
        typer.Option("--gpu-slots", min=1, max=5, help="Thickness and brackets of a card not catalogued (of x16)."),
    ] = None,
    min_lanes: Annotated[
        int | None, typer.Option("--min-lanes", min=1, max=16, help="PCIe lanes that every card must get.")
    ] = None,
    blower: Annotated[
        bool, typer.Option("--blower", help="The cards blow out of the case and may stand side by side.")
    ] = False,
    risers: Annotated[bool, typer.Option("--risers", help="The cards hang on risers and not in the slots.")] = False,
    svg: SvgOption = None,
    report_format: FormatOption = ReportFormat.TEXT,
    from_format: FromOption = None,
    parts: PartsOption = None,
    rules: RulesOption = None,
) -> None:
    """Say how many GPUs a board and a case hold, what limits the number, and the next obstacle behind that.

    Examples:

      rigcheck gpus examples/quad-gpu-workstation.toml

      rigcheck gpus --board "ASUS X99-E WS" --case-slots 8 --gpu-slots 2

      rigcheck gpus list.txt --min-lanes 8 --svg placement.svg

    The count speaks of space and slots; power, cables, lanes and the rest are told beside it.
    Exit code 0: at least one is sure to fit; 1: none is; 2: the input or the call cannot be used.
    """
    from dataclasses import replace

    from rigcheck.cli.picture import write_svg
    from rigcheck.lists.model import PartsList
    from rigcheck.questions.gpus import gpus_json, how_many_gpus

    listed = read_parts_list(source, from_format) if source else PartsList("the options", "toml", ())
    named: dict[Kind, str | None] = {"motherboard": board, "case": case, "gpu": gpu, "cpu": cpu, "psu": psu}
    facts = {
        "case": {"expansion_slots": case_slots} if case_slots else {},
        "gpu": {"thickness_slots": gpu_slots, "brackets": gpu_slots, **({} if gpu else LINK)} if gpu_slots else {},
    }
    listed = _with_options(listed, named, facts)
    session = open_session(parts, rules)
    settings = session.settings(listed)
    settings = settings if min_lanes is None else replace(settings, min_lanes=min_lanes)
    build = session.build(listed, settings)
    _refuse_unknown(
        build, {kind: name for kind, name in named.items() if name is not None and not facts.get(kind)}, session
    )
    card = _as_asked(_the_gpu(build), blower=blower, risers=risers)
    answer = how_many_gpus(build, card, session.rules, session.standards_record)
    data = gpus_json(answer, session.standards_record)
    if svg is not None:
        write_svg(svg, data)
    match report_format:
        case ReportFormat.JSON:
            print_json(data)
        case ReportFormat.MARKDOWN:
            from rigcheck.render.gpus import markdown_gpus

            print_page(markdown_gpus(data))
        case ReportFormat.TEXT:
            from rigcheck.render.gpus import print_gpus

            print_gpus(data, output())
    raise typer.Exit(int(answer.at_least == 0))


def _with_options(listed: PartsList, named: Mapping[Kind, str | None], facts: dict[str, dict[str, int]]) -> PartsList:
    """Return the list with the parts that options name in the place of its own of the same kind."""
    from dataclasses import replace

    from rigcheck.lists.model import Entry
    from rigcheck.schema.kinds import KINDS

    entries = list(listed.entries)
    for kind in KINDS:
        name, stated = named.get(kind), facts.get(kind, {})
        if name is not None:
            entries = [entry for entry in entries if entry.kind != kind]
            entries.append(Entry((), name, name, kind, facts=stated))
        elif stated and any(entry.kind == kind for entry in entries):
            entries = [replace(e, facts={**e.facts, **stated}) if e.kind == kind else e for e in entries]
        elif stated:
            entries.append(
                Entry((), f"a {kind} as the options say", f"a {kind} as the options say", kind, facts=stated)
            )
    return replace(listed, entries=tuple(entries))


def _refuse_unknown(build: Build, named: Mapping[Kind, str], session: Session) -> None:
    """Raise UsageError for names that match nothing: a number would be said of parts nobody knows."""
    from rigcheck.catalog.search import search_parts
    from rigcheck.errors import Problem

    problems = []
    for kind, name in named.items():
        blank = {"none"} if kind in {"cpu", "psu"} else {"none", "inline"}
        if all(part.match in blank for part in build.parts if part.kind == kind):
            near = [row.name for row in search_parts(session.catalog, name, kind, 3)]
            near = near or difflib.get_close_matches(name, [row.name for row in session.catalog.names(kind)], 3)
            hint = f"Did you mean {', '.join(near)}?" if near else "See `rigcheck parts search`."
            option = "--board" if kind == "motherboard" else f"--{kind}"
            problems.append(Problem(option, "", f"no {kind} called {name!r} is known.", hint))
    if problems:
        raise UsageError(problems)


def _as_asked(card: BuildPart, *, blower: bool, risers: bool) -> BuildPart:
    """Return the card as the options suppose it: with another cooler, or on a riser."""
    from dataclasses import replace

    if blower:
        card = replace(card, facts={**card.facts, "cooling": "blower"})
    if risers:
        card = replace(card, settings={**card.settings, "riser": True})
    return card


def _the_gpu(build: Build) -> BuildPart:
    """Return the card to count; of several different ones the thickest is asked for."""
    from rigcheck.fact import usual_of

    cards = build.of_kind("gpu")
    if not cards:
        raise UsageError.of(
            "rigcheck gpus", "no graphics card is named.", "Use --gpu NAME, or --gpu-slots for its size."
        )
    if not build.of_kind("motherboard"):
        raise UsageError.of("rigcheck gpus", "no motherboard is named.", "Use --board NAME.")
    return max(cards, key=lambda card: usual_of(card.facts.get("thickness_slots")) or 0)
