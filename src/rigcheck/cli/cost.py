"""`rigcheck cost LIST`: what the desktop costs, what renting would cost, and when owning pays."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rigcheck.cli.options import (
    FormatOption,
    FromOption,
    ListArgument,
    PartsOption,
    ReportFormat,
    open_session,
    print_json,
    print_page,
    read_parts_list,
)
from rigcheck.render.output import output


def cost(
    source: ListArgument,
    workload: Annotated[
        Path | None, typer.Option("--workload", metavar="FILE", help="What is to be computed: a TOML file.")
    ] = None,
    cloud: Annotated[
        list[str] | None, typer.Option("--cloud", metavar="INSTANCE", help="An instance to compare with, as g5.xlarge.")
    ] = None,
    cloud_file: Annotated[
        list[Path] | None, typer.Option("--cloud-file", metavar="FILE", help="Instances of your own, as catalog/cloud.")
    ] = None,
    purchase: Annotated[
        str | None, typer.Option("--purchase", help="on-demand, spot, reserved-1y or reserved-3y.")
    ] = None,
    rate: Annotated[
        str | None,
        typer.Option("--rate", metavar="AMOUNT", help="The price of an hour, instead of the catalog's."),
    ] = None,
    hours: Annotated[str | None, typer.Option("--hours", metavar="H", help="Busy hours over the horizon.")] = None,
    projects: Annotated[str | None, typer.Option("--projects", metavar="N", help="Projects, with --days.")] = None,
    days: Annotated[str | None, typer.Option("--days", metavar="N", help="Days that each project computes.")] = None,
    use: Annotated[
        str | None, typer.Option("--use", metavar="PERCENT", help="Share of all hours that is computed.")
    ] = None,
    retraining: Annotated[
        str | None, typer.Option("--retraining", metavar="N", help="How often everything is trained again.")
    ] = None,
    horizon: Annotated[str | None, typer.Option("--horizon", metavar="MONTHS", help="Months to look ahead.")] = None,
    data_gb: Annotated[str | None, typer.Option("--data-gb", metavar="GB", help="Size of the data.")] = None,
    tax: Annotated[str | None, typer.Option("--tax", metavar="PERCENT", help="Tax on the cloud's bill.")] = None,
    tariff: Annotated[
        str | None,
        typer.Option("--tariff", metavar="PLACE|PRICE", help="Electricity: US-TX, or 0.30 per kWh."),
    ] = None,
    draw_w: Annotated[
        str | None, typer.Option("--draw-w", metavar="W", help="Direct current while computing, if you measured it.")
    ] = None,
    price: Annotated[
        str | None, typer.Option("--price", metavar="AMOUNT", help="What the desktop costs, in the place of its parts.")
    ] = None,
    resale: Annotated[
        str | None, typer.Option("--resale", metavar="PERCENT", help="What the parts are worth in the end.")
    ] = None,
    prices: Annotated[
        Path | None,
        typer.Option("--prices", metavar="FILE", help="A price book for parts that the list has no price of."),
    ] = None,
    currency: Annotated[str | None, typer.Option("--currency", metavar="CODE", help="Of the answer, as EUR.")] = None,
    exchange: Annotated[
        list[str] | None, typer.Option("--exchange", metavar="CODE=RATE", help="What one EUR is worth, as EUR=1.08.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="The day that ages of prices are told from.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the formulas with the numbers put in.")] = False,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write the curve of cost as SVG.")] = None,
    mains: Annotated[str | None, typer.Option("--mains", help="The wall circuit, as '230V 16A'.")] = None,
    report_format: FormatOption = ReportFormat.TEXT,
    from_format: FromOption = None,
    parts: PartsOption = None,
) -> None:
    """Compare what a desktop costs with renting GPUs: both bills line by line, and when owning pays.

    Without a workload the desktop computes 15 % of all hours for three years. Every assumption is printed.

    Examples:

      rigcheck cost examples/ml-desktop-2019.txt --workload examples/workloads/article-2019.toml

      rigcheck cost list.txt --use 30% --cloud g5.xlarge --cloud gpu_1x_a10 --tariff US-TX

      rigcheck cost list.txt --rate 1.29 --hours 2000 --explain

    Exit code 0: an answer; 2: the input or the call cannot be used.
    """
    from decimal import localcontext

    from rigcheck.catalog.electricity import tariffs
    from rigcheck.catalog.speed import training_speed
    from rigcheck.cli.cost_options import clouds, day, known_instances, known_tariff, split, stated
    from rigcheck.cli.cost_options import exchange as rates
    from rigcheck.cli.picture import write_picture
    from rigcheck.cli.psu_options import circuit_stated, prices_of
    from rigcheck.cost.answer import cost_json
    from rigcheck.cost.money import DIGITS
    from rigcheck.cost.question import Asked, answered
    from rigcheck.cost.workload_file import read_workload
    from rigcheck.engine.derive import derive
    from rigcheck.errors import UsageError, together

    session = open_session(parts)
    named = split(cloud)
    options = {
        "--hours": hours,
        "--projects": projects,
        "--days": days,
        "--use": use,
        "--retraining": retraining,
        "--horizon": horizon,
        "--data-gb": data_gb,
        "--cloud": named,
        "--purchase": purchase,
        "--tax": tax,
        "--rate": rate,
        "--tariff": tariff,
        "--draw-w": draw_w,
        "--price": price,
        "--resale": resale,
        "--currency": currency,
    }
    today, work, files, (offers, problems), _, listed, *_ = together(
        lambda: day(as_of),
        lambda: read_workload(workload, {**stated(options, as_of), **rates(exchange)}),
        lambda: clouds(cloud_file),
        lambda: prices_of(prices, session.catalog),
        lambda: known_instances(named, cloud_file),
        lambda: read_parts_list(source, from_format),
        lambda: circuit_stated(mains),
        lambda: known_tariff(tariff),
    )
    build = session.build(listed, session.settings(listed, mains=mains))
    if not build.parts:
        raise UsageError.of(listed.source, "no line of it names a part that rigcheck understands.")
    derived = derive(build, session.standards_record)
    asked = Asked(
        build, derived, session.standards, listed.totals, offers, work, files, training_speed(), tariffs(), today
    )
    with localcontext(prec=DIGITS):
        data = cost_json(answered(asked), problems)
    if svg is not None:
        from rigcheck.render.cost_svg import cost_svg

        write_picture(svg, cost_svg(data))
    if report_format is ReportFormat.JSON:
        print_json(data)
    else:
        from rigcheck.render.cost import markdown_cost, print_cost

        if report_format is ReportFormat.MARKDOWN:
            print_page(markdown_cost(data, explain=explain))
        else:
            print_cost(data, output(), explain=explain)
