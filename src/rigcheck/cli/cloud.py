"""`rigcheck cloud`: GPU instances of the clouds, with the date and source of every price."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from rigcheck.cli.options import FormatOption, ReportFormat, print_json, print_page
from rigcheck.render.output import output

app = typer.Typer(help="List GPU instances of the clouds.", no_args_is_help=True)


class SortBy(StrEnum):
    """What instances are sorted by."""

    PRICE = "price"
    PRICE_PER_GPU = "price-per-gpu"
    SPOT = "spot"
    GPU_MEMORY = "gpu-memory"
    NAME = "name"


@app.callback()
def cloud() -> None:
    """Show what the clouds offer; without it `list` would be no command of its own."""


@app.command("list")
def list_instances(
    gpu: Annotated[str | None, typer.Option("--gpu", help="Only GPUs whose name has these words, as A100.")] = None,
    gpu_memory: Annotated[
        int | None, typer.Option("--gpu-memory", metavar="GB", min=1, help="Memory that one GPU must have at least.")
    ] = None,
    gpus: Annotated[int | None, typer.Option("--gpus", min=1, help="GPUs that it must have at least.")] = None,
    provider: Annotated[
        str | None, typer.Option("--provider", help="Only of this provider: aws, lambda, runpod.")
    ] = None,
    legacy: Annotated[bool, typer.Option("--legacy", help="Also types that are priced but no longer current.")] = False,
    sort: Annotated[SortBy, typer.Option("--sort", help="What to sort by.")] = SortBy.PRICE,
    report_format: FormatOption = ReportFormat.TEXT,
) -> None:
    """List cloud instances with GPUs: rigcheck cloud list --gpu-memory 8 --sort price

    Exit code 0: some were found; 1: none; 2: the call cannot be used.
    """
    from datetime import date

    from rigcheck.catalog.cloud import cloud_files, instances
    from rigcheck.errors import UsageError
    from rigcheck.questions.cloud import CloudWishes, chosen, cloud_json, without_memory

    files = cloud_files()
    providers = [file.provider for file in files]
    if provider is not None and provider.casefold() not in providers:
        raise UsageError.of("--provider", f"found {provider!r}; expected one of {', '.join(providers)}.")
    wishes = CloudWishes(gpu, gpu_memory, gpus, provider and provider.casefold(), legacy=legacy)
    offered = instances(files)
    unknown = without_memory(offered, wishes)
    data = cloud_json(chosen(offered, wishes, sort.value), files, date.today(), unknown)
    if report_format is ReportFormat.JSON:
        print_json(data)
    else:
        from rigcheck.render.cloud import markdown_cloud, print_cloud

        if report_format is ReportFormat.MARKDOWN:
            print_page(markdown_cloud(data))
        else:
            print_cloud(data, output())
    raise typer.Exit(int(not data["instances"]))
