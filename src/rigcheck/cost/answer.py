"""The answer as JSON-ready data, schema `rigcheck.cost/1`: money is text with two decimals, never is null."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from rigcheck import __version__
from rigcheck.cost.assumptions import assumed
from rigcheck.cost.bill import Bill, plain_number
from rigcheck.cost.compare import Outcome
from rigcheck.cost.curve import curve_json
from rigcheck.cost.dated import PriceSource
from rigcheck.cost.explain import explained
from rigcheck.cost.money import money_text
from rigcheck.cost.question import CREDITS, Answered, Duel, largest_memory, with_retraining
from rigcheck.cost.sensitivity import moved
from rigcheck.engine.report import part_json, remarks_json
from rigcheck.errors import Problem

SCHEMA: Final = "rigcheck.cost/1"
FACTORS: Final = (Decimal(1), Decimal(2), Decimal(4))
"""How often everything is trained again: the plan of the first user was wrong, and this is what that costs."""
MOVERS: Final = 3
"""Assumptions that are told."""

BOUNDS: Final[Mapping[tuple[bool, bool], str]] = {
    (False, False): "exact",
    (True, False): "at_most",
    (False, True): "at_least",
    (True, True): "open",
}
"""What the saving of owning is, by whether prices of the desktop and of the cloud are missing."""

Json = dict[str, Any]


def cost_json(answer: Answered, problems: Iterable[Problem] = ()) -> Json:
    """Return the answer; `break_even` is the one against the first instance, each instance has its own besides."""
    asked = answer.asked
    first = answer.duels[0]
    return {
        "schema": SCHEMA,
        "rigcheck": __version__,
        "name": asked.workload.name,
        "currency": answer.currency,
        "as_of": asked.today.isoformat(),
        "parts": [part_json(part) for part in asked.build.parts],
        "workload": _workload(answer),
        "cloud": [_cloud(duel, answer) for duel in answer.duels],
        "desktop": _desktop(answer),
        "break_even": {"against": first.rival.name, **_break_even(first)},
        "belief": first.leading,
        "retraining": _retraining(answer),
        "sensitivity": _sensitivity(first),
        "curve": {"against": first.rival.name, **curve_json(first.cases, first.outcomes)},
        "explain": explained(answer),
        "prices": [_price(source, answer) for source in answer.sources],
        **remarks_json(asked.build, [*_doubts(answer), *problems]),
    }


def _workload(answer: Answered) -> Json:
    work = answer.asked.workload.work
    return {
        "busy_hours": _number(work.busy_hours),
        "measured_on": work.measured_on,
        "horizon_months": _number(work.horizon_months),
        "use_percent": _number(work.busy_hours * 100 / work.all_hours),
        "retraining": _number(work.retraining),
        "data_gb": _number(work.data_gb),
        "jobs": work.jobs,
        "assumed": list(assumed(answer)),
    }


def _cloud(duel: Duel, answer: Answered) -> Json:
    rival, found = duel.rival, duel.outcomes["no_credit"]
    price = rival.sources[0]
    instance = rival.instance
    return {
        "instance": rival.name,
        "provider": rival.file.provider if rival.file else None,
        "purchase": answer.asked.workload.cloud.purchase,
        "interruption": instance.spot_interruption if instance else None,
        "gpu": instance.gpu if instance else None,
        "gpus": _number(Decimal(instance.gpus)) if instance else None,
        "gpu_memory_gb": _number(Decimal(instance.gpu_memory_gb)) if instance and instance.gpu_memory_gb else None,
        "legacy": bool(instance and instance.legacy),
        "hours": _number(found.cloud_hours),
        **_bill(found.cloud),
        "price_date": price.held,
        "older_than_a_year": price.is_old(answer.asked.today),
        "unpriced": list(found.cloud.unpriced),
        "by_speed": _by_speed(duel, answer),
        "break_even": _break_even(duel),
    }


def _bill(bill: Bill) -> Json:
    return {
        "lines": {line.key: money_text(line.amount) for line in bill.lines},
        "how": {line.key: line.how for line in bill.lines},
        "total": money_text(bill.total),
    }


def _desktop(answer: Answered) -> Json:
    found = answer.duels[0].outcomes["no_credit"]
    wall = answer.power.wall
    return {
        "hours": _number(found.desktop_hours),
        **_bill(found.desktop),
        "paid": money_text(answer.desktop.paid),
        "wall_w": _number(wall.watts),
        "per_kwh": plain_number(answer.desktop.per_kwh, 6),
        "kwh": _number(answer.desktop.kwh(found.desktop_hours)),
        "part_prices": [
            {
                "ref": one.part.ref,
                "name": one.part.name,
                "quantity": one.part.quantity,
                "amount": None if one.amount is None else money_text(one.amount),
                "source": one.source,
                "price_date": one.held or answer.asked.workload.desktop.priced,
            }
            for one in (answer.parts.prices if answer.asked.workload.desktop.price is None else ())
        ],
        "unpriced": list(_unpriced(answer)),
    }


def _unpriced(answer: Answered) -> tuple[str, ...]:
    """Return what the sum of the parts lacks; nothing where the workload states the sum."""
    if answer.asked.workload.desktop.price is not None:
        return ()
    rest = ("what else the list's total holds",) if answer.short_of_total > 0 else ()
    return (*answer.parts.unpriced, *rest)


def _by_speed(duel: Duel, answer: Answered) -> Json:
    """Return what both sides cost by what is believed of their speeds; a speed that nobody knows has its reason."""
    bound = BOUNDS[bool(_unpriced(answer)), bool(duel.outcomes["no_credit"].cloud.unpriced)]
    rows: Json = {}
    for credit in CREDITS:
        rated, found = duel.ratios[credit], duel.outcomes.get(credit)
        if found is None:
            ratio = None if rated.value is None else plain_number(rated.value)
            rows[credit] = {"ratio": ratio, "basis": rated.basis or None, "how": duel.unknown[credit]}
            continue
        rows[credit] = {
            "ratio": None if rated.value is None else plain_number(rated.value),
            "basis": rated.basis,
            "how": rated.how,
            "cloud_hours": _number(found.cloud_hours),
            "instances": found.instances,
            "desktop_hours": _number(found.desktop_hours),
            "fits_the_horizon": found.fits,
            "cloud_total": money_text(found.cloud.total),
            "desktop_total": money_text(found.desktop.total),
            "saved": money_text(found.cloud.total - found.desktop.total),
            "saved_is": bound,
            "cloud_present_value": money_text(found.cloud_now),
            "desktop_present_value": money_text(found.desktop_now),
        }
    return rows


def _break_even(duel: Duel) -> Json:
    """Return when owning pays, by credit; null is never, and a credit of unknown speed is not there."""

    def each(figure: Callable[[Outcome], Decimal | None], places: int = 0) -> Json:
        return {credit: _rounded(figure(found), places) for credit, found in duel.outcomes.items()}

    return {
        "compute_only": {"busy_hours": each(lambda found: found.compute_only_hours)},
        "all_in": {
            "busy_hours": each(lambda found: found.busy_hours),
            "months": each(lambda found: found.months, 1),
            "discounted_months": each(lambda found: found.discounted_months, 1),
            "use": each(lambda found: None if found.use is None else found.use * 100, 1),
        },
        "not_known": dict(duel.unknown),
    }


def _retraining(answer: Answered) -> list[Json]:
    work = answer.asked.workload.work
    rows = []
    for factor in FACTORS:
        found = with_retraining(answer, factor)
        rows.append(
            {
                "factor": _number(factor),
                "busy_hours": _number(work.planned_hours * factor),
                "use_percent": _number(work.planned_hours * factor * 100 / work.all_hours),
                "by_speed": {
                    credit: {
                        "cloud_total": money_text(one.cloud.total),
                        "desktop_total": money_text(one.desktop.total),
                        "months": _rounded(one.months, 1),
                        "fits_the_horizon": one.fits,
                    }
                    for credit, one in found.items()
                },
            }
        )
    return rows


def _sensitivity(duel: Duel) -> list[Json]:
    changed = moved(duel.cases[duel.leading])
    return [
        {
            "assumption": one.assumption,
            "low": one.low,
            "high": one.high,
            "saved_low": money_text(one.saved_low),
            "saved_high": money_text(one.saved_high),
            "months_low": _rounded(one.months_low, 1),
            "months_high": _rounded(one.months_high, 1),
        }
        for one in changed[:MOVERS]
    ]


def _price(source: PriceSource, answer: Answered) -> Json:
    return {
        "what": source.what,
        "date": source.held,
        "older_than_a_year": source.is_old(answer.asked.today),
        "source": source.source,
        "url": source.url,
    }


def _doubts(answer: Answered) -> Iterable[Problem]:
    """Return what keeps the totals from being whole."""
    unpriced = answer.parts.unpriced if answer.asked.workload.desktop.price is None else ()
    if unpriced:
        shown = ", ".join(unpriced[:4]) + (f" and {len(unpriced) - 4} more" if len(unpriced) > 4 else "")
        message = f"no price of {shown}; the desktop costs at least what is said, and pays later."
        yield Problem("desktop", "", message, "Write prices into the list, or give a price book: --prices FILE.")
    asked = answer.asked
    if not asked.workload.cloud.instances and asked.workload.cloud.prices.rate_per_h is None:
        named = {duel.rival.file.provider for duel in answer.duels if duel.rival.file}
        if others := sorted({file.provider for file in asked.clouds} - named):
            message = f"{', '.join(others)}: no instance of enough memory is sold {asked.workload.cloud.purchase}."
            yield Problem("cloud", "", message)
    if (short := answer.short_of_total) > 0:
        message = f"the list's own total is {money_text(short)} above its parts here; lines set aside may cost that."
        yield Problem("desktop", "", message, "`rigcheck check` names the lines that were set aside.")
    compared = {duel.rival.name.casefold() for duel in answer.duels}
    for name in answer.asked.workload.speed:
        if name.casefold() not in compared and name.casefold() != answer.asked.workload.work.measured_on.casefold():
            yield Problem("speed", name, "this instance is not compared, so its speed is not used.")
    for duel in answer.duels:
        missing = duel.outcomes["no_credit"].cloud.unpriced
        card, rented = largest_memory(answer.asked.build), duel.rival.instance
        if rented and rented.gpu_memory_gb is None:
            message = f"{duel.rival.name}: how much memory its GPU has is not known; the desktop's work may not fit."
            yield Problem("cloud", "", message)
        elif rented and rented.gpu_memory_gb is not None and rented.gpu_memory_gb < card:
            message = f"{duel.rival.name}: its GPU has {rented.gpu_memory_gb} GB, the desktop's {card} GB"
            yield Problem("cloud", "", f"{message}; what fills that does not fit.", "See `rigcheck cloud list`.")
        most = max(found.instances for found in duel.outcomes.values())
        if most > 1:
            message = f"{duel.rival.name}: the work takes up to {most} of them at the same time"
            hint = "One model trained on several of them is slower than that, which the bill leaves out."
            yield Problem("cloud", "", f"{message}.", hint)
        if missing:
            message = f"{duel.rival.name}: no price of {', '.join(missing)}; the cloud costs at least what is said."
            yield Problem("cloud", "", message, "State it under [cloud.prices] of the workload.")


def _number(value: Decimal) -> int | float:
    """Return a number for JSON: whole as an integer, else to three decimals."""
    rounded = round(value, 3)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def _rounded(value: Decimal | None, places: int) -> int | float | None:
    if value is None:
        return None
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return int(rounded) if not places else float(rounded)
