"""What nobody stated and the answer rests on, in words."""

from __future__ import annotations

from collections.abc import Iterator

from rigcheck.cost.bill import plain_number
from rigcheck.cost.question import Answered
from rigcheck.cost.speed import machine_speed
from rigcheck.lists.price import NO_CURRENCY


def assumed(answer: Answered) -> Iterator[str]:
    """Yield every assumption: a value that a default stands for, as far as it can move the answer."""
    yield from _of_work(answer)
    yield from _of_the_desktop(answer)
    yield from _of_the_cloud(answer)


def _of_work(answer: Answered) -> Iterator[str]:
    work = answer.asked.workload.work
    if work.is_assumed:
        yield f"the desktop computes {plain_number(work.planned_hours * 100 / work.all_hours)} % of all hours"
    if "horizon_months" not in work.model_fields_set:
        yield f"a horizon of {plain_number(work.horizon_months)} months"
    rated = machine_speed(answer.gpus, "mixed", work.jobs, answer.asked.speeds)
    if rated.without:
        yield f"{' and '.join(rated.without)} trains nothing, though its price and its watts count"
    elif "jobs" not in work.model_fields_set and sum(gpus.count for gpus in answer.gpus) > 1:
        yield 'several GPUs train one model together (jobs = "separate" trains a model on each)'


def _of_the_desktop(answer: Answered) -> Iterator[str]:
    asked, terms = answer.asked, answer.asked.workload.desktop
    said = terms.model_fields_set
    if terms.price is None:
        for part in asked.build.parts:
            if part.price is not None and part.price.of_row:
                yield f"{part.price.amount} is the list's price of all {part.quantity} × {part.name}, not of each"
        if any(part.price is not None and part.price.currency == NO_CURRENCY for part in asked.build.parts):
            yield f"prices of the list without a currency are in {answer.currency}"
    tariff = answer.power.tariff
    if tariff is not None and answer.power.assumed:
        yield f"electricity as in {tariff.place} in {tariff.period}: {plain_number(tariff.per_kwh)} per kWh"
    if tariff is not None and tariff.taxes != "included":
        yield f"that price of electricity is all there is to pay: its source says {_taxes(tariff.taxes)}"
    if terms.draw_w is None:
        watts = f"{plain_number(answer.power.wall.watts, 0)} W at the wall"
        yield f"{watts} while computing, the worst load that lasts"
        if answer.power.wall.assumed:
            yield "where facts of its draw are open, the usual figure, else the most that is possible"
    if "idle_hours" not in said:
        yield "the desktop is switched off when it has no work"
    elif terms.idle_hours and terms.idle_wall_w is None:
        yield f"{plain_number(answer.desktop.idle_wall_w)} W at the wall without work"
    if "resale_percent" not in said:
        yield "its parts are worth nothing in the end"
    nothing = [word for key, word in FREE.items() if key not in said]
    if nothing:
        yield f"nothing is counted for {', '.join(nothing)}"


FREE = {"tax_percent": "tax on the parts", "own_hours": "one's own time", "interest_percent": "interest on the money"}
"""What a desktop costs besides, by the key that says how much."""


def _taxes(taxes: str | None) -> str:
    return "nothing of taxes" if taxes is None else f"that taxes are {taxes}"


def _of_the_cloud(answer: Answered) -> Iterator[str]:
    terms = answer.asked.workload.cloud
    said = terms.model_fields_set
    files = [duel.rival.file for duel in answer.duels if duel.rival.file is not None]
    regions = {f"{file.provider} in {file.region}" for file in files if file.region is not None}
    if regions:
        yield f"prices of {' and '.join(sorted(regions))}"
    if "idle_hours" not in said:
        yield "no instance is left running without work"
    if not answer.uses_storage:
        yield "the cloud keeps no data and needs no disk (data_gb, --data-gb)"
    elif "block_months" not in said and "block_gb" not in said:
        yield "the instance has a disk of the size of the data while it computes, and the data is kept all the time"
    nothing = [word for key, word in BESIDE.items() if key not in said]
    if nothing:
        yield f"the cloud counts nothing for {', '.join(nothing)}"
    if terms.purchase == "spot" and "lost_percent" not in said:
        yield "no work is lost when spot instances are taken back"
    in_steps = any(duel.rival.prices.minimum_s or duel.rival.prices.unit_s > 1 for duel in answer.duels)
    if "starts" not in said and in_steps:
        yield f"instances are started {answer.duels[0].cases['no_credit'].use.starts} times"


BESIDE = {"tax_percent": "tax", "egress_gb": "transfer out"}
"""What a cloud charges besides, by the key that says how much."""
