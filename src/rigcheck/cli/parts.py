"""`rigcheck parts`: search the catalog, show a part with the source of each fact."""

from __future__ import annotations

from typing import Annotated

import typer

from rigcheck.cli.options import FormatOption, PartsOption, ReportFormat, open_session, print_json
from rigcheck.errors import UsageError
from rigcheck.render.output import output

app = typer.Typer(help="Search the catalog, show a part with the source of each fact.", no_args_is_help=True)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="Words of the name, or a part number.")],
    kind: Annotated[str | None, typer.Option("--kind", help="Only parts of this kind, as gpu.")] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Show at most this many.")] = 20,
    report_format: FormatOption = ReportFormat.TEXT,
    parts: PartsOption = None,
) -> None:
    """Search parts by name: rigcheck parts search "rtx 3090 turbo"

    Exit code 0: something was found; 1: nothing.
    """
    from rigcheck.catalog.search import is_imported, search_parts
    from rigcheck.schema.kinds import KINDS

    if kind is not None and kind not in KINDS:
        raise UsageError.of("--kind", f"found {kind!r}; expected one of {', '.join(KINDS)}.")
    found = search_parts(open_session(parts).catalog, " ".join(words), kind, most)
    if report_format is ReportFormat.JSON:
        print_json(
            [{"id": row.id, "kind": row.kind, "name": row.name, "imported": is_imported(row.id)} for row in found]
        )
    else:
        from rigcheck.render.parts import print_rows

        print_rows(found, output())
    raise typer.Exit(int(not found))


@app.command()
def show(
    part_id: Annotated[str, typer.Argument(metavar="ID", help="The part's id, as gpu/evga/rtx-2070-black.")],
    report_format: FormatOption = ReportFormat.TEXT,
    parts: PartsOption = None,
) -> None:
    """Show a part: its facts with units, the source of each, and what is bounded or missing."""
    from rigcheck.render.parts import part_facts, print_part

    catalog = open_session(parts).catalog
    part = catalog.part(part_id) or catalog.chip(part_id)
    if part is None:
        raise UsageError.of(
            "ID", f"there is no part {part_id!r}.", "Try `rigcheck parts search` with words of its name."
        )
    if report_format is ReportFormat.JSON:
        facts = [
            {
                "fact": fact.key,
                "value": fact.text,
                "unit": fact.unit,
                "state": fact.state,
                "sources": list(fact.sources),
            }
            for fact in part_facts(part)
        ]
        print_json({"id": part.id, "kind": part.kind, "name": part.name, "aliases": list(part.aliases), "facts": facts})
    else:
        print_part(part, output())
