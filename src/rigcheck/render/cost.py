"""The answer of `rigcheck cost` for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from rigcheck.render.cost_chart import CREDITS, print_curve
from rigcheck.render.output import Output
from rigcheck.render.section import Section, markdown_sections, print_section
from rigcheck.render.words import plural, remarks

LINES: Final = {
    "compute": "computing",
    "lost": "lost to interruptions",
    "idle": "left running idle",
    "object_storage": "data kept",
    "block_storage": "disk",
    "requests": "requests",
    "egress": "transfer out",
    "address": "public address",
    "tax": "tax",
    "parts": "parts",
    "rebates": "rebates",
    "electricity": "electricity, busy",
    "idle_electricity": "electricity, idle",
    "own_time": "own time",
    "other": "other",
    "resale": "resale in the end",
}
"""The lines of both bills, as people call them."""
TOO_LONG: Final = "more hours than there are"
NUMBERS: Final = ("amount", "cloud", "desktop", "owning saves", "cloud h", "desktop h", "faster", "×", "use", "months")


def print_cost(answer: Mapping[str, Any], to: Output, *, explain: bool = False) -> None:
    """Print both bills, when owning pays, what moves that, the curve, and where prices come from."""
    for section in _sections(answer, explain=explain):
        print_section(section, to, NUMBERS)
        if section.has_chart:
            print_curve(answer, to)
            to.line()
    for remark in remarks(answer):
        to.line(remark)


def markdown_cost(answer: Mapping[str, Any], *, explain: bool = False) -> str:
    """Return the answer as Markdown."""
    return markdown_sections(_sections(answer, explain=explain), (line for line, _ in remarks(answer)))


def _sections(answer: Mapping[str, Any], *, explain: bool) -> Iterator[Section]:
    yield _work(answer)
    for cloud in answer["cloud"]:
        yield _bill(_cloud_heading(cloud), cloud, answer)
    desktop = answer["desktop"]
    if desktop["part_prices"]:
        yield _parts(answer)
    yield _bill(f"Desktop, {desktop['hours']:,.0f} busy hours at {desktop['wall_w']:.0f} W", desktop, answer)
    for cloud in answer["cloud"]:
        yield _pays(cloud)
    yield _retraining(answer)
    yield _sensitivity(answer)
    if explain:
        yield Section("The formulas with the numbers put in", lines=list(answer["explain"]))
    yield _prices(answer)


def _work(answer: Mapping[str, Any]) -> Section:
    work = answer["workload"]
    name = f"{answer['name']}: " if answer["name"] else ""
    machine = "the desktop" if work["measured_on"] == "desktop" else f"a {work['measured_on']}"
    heading = (
        f"{name}{work['busy_hours']:,.0f} busy hours on {machine} in {work['horizon_months']:g} months, "
        f"{work['use_percent']:.1f} % of all hours"
    )
    lines = [_verdict(cloud, answer) for cloud in answer["cloud"]]
    return Section(heading, lines=[*lines, *(f"Assumed: {one}." for one in work["assumed"])])


SAVED: Final[Mapping[str, tuple[str, str, str]]] = {
    "exact": ("", "", "after"),
    "at_most": ("at most ", "at least ", "not before"),
    "at_least": ("at least ", "at most ", "at the latest after"),
    "open": ("perhaps ", "perhaps ", "perhaps after"),
}
"""What stands before what owning saves, before what renting saves, and before the months, by what the saving is."""


LACKING: Final = {
    "at_most": "at least what is said",
    "at_least": "at most what is said",
    "open": "more or less than is said",
}


def _verdict(cloud: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """Return the answer in one sentence: by the speeds that are known, and without any credit for speed."""
    rated = {credit: one for credit, one in cloud["by_speed"].items() if "saved" in one}
    over = f"over {answer['workload']['horizon_months']:g} months against {cloud['instance']}"
    believed = {credit: one for credit, one in rated.items() if credit != "no_credit"} or rated
    possible = {credit: Decimal(one["saved"]) for credit, one in believed.items() if one["fits_the_horizon"]}
    if not possible:
        hours = min(one["desktop_hours"] for one in believed.values())
        return f"The desktop is too slow for this work: {hours:,.0f} busy hours are {TOO_LONG} {over}."
    bound, unit = rated["no_credit"]["saved_is"], answer["currency"]
    months = [cloud["break_even"]["all_in"]["months"][credit] for credit in possible]
    said = _saved(min(possible.values()), max(possible.values()), bound, f"{unit} {over}", months)
    if believed is rated:
        return f"Not comparable, for a speed is not known: were both as fast, {said[:1].lower()}{said[1:]}."
    beside = max(rated[credit]["instances"] for credit in possible)
    many = f", with up to {beside} of them at the same time" if beside > 1 else ""
    return f"{said}{many}; were both as fast, {_sided(Decimal(rated['no_credit']['saved']), bound)}."


def _saved(low: Decimal, high: Decimal, bound: str, over: str, months: Sequence[float | None]) -> str:
    """Return by how much which side is cheaper, and after which months owning pays."""
    owning, renting, after = SAVED[bound]
    if low >= 0:
        when = [f"{month:g}" for month in sorted(month for month in months if month is not None)] or ["0"]
        reach = " to ".join(dict.fromkeys((when[0], when[-1])))
        return f"Owning saves {owning}{_range(low, high)} {over} and pays for itself {after} {reach} months"
    if high <= 0:
        return f"Renting saves {renting}{_range(-high, -low)} {over}"
    return f"The precision decides: owning loses {renting}{-low:,.2f} or saves {owning}{high:,.2f} {over}"


def _sided(saved: Decimal, bound: str) -> str:
    owning, renting, _ = SAVED[bound]
    return f"owning saves {owning}{saved:,.2f}" if saved >= 0 else f"owning loses {renting}{-saved:,.2f}"


def _range(low: Decimal, high: Decimal) -> str:
    return f"{low:,.2f}" if low == high else f"{low:,.2f} to {high:,.2f}"


def _cloud_heading(cloud: Mapping[str, Any]) -> str:
    gpu = f", {cloud['gpus']:g} × {cloud['gpu']}" if cloud["gpu"] else ""
    often = cloud["interruption"] if cloud["purchase"] == "spot" else None
    taken = f", taken back {often} in a month" if often else ""
    provider = f" of {cloud['provider']}" if cloud["provider"] else ""
    legacy = ", legacy" if cloud["legacy"] else ""
    date = _dated(cloud["price_date"], old=cloud["older_than_a_year"])
    return f"{cloud['instance']}{provider}{gpu}{legacy}, {cloud['purchase']}{taken}, price of {date}"


def _dated(date: str | None, *, old: bool) -> str:
    if date is None:
        return "no date"
    return f"{date} (older than a year)" if old else date


def _parts(answer: Mapping[str, Any]) -> Section:
    """Return what each part costs, and where that is said."""
    rows: list[Sequence[str]] = [
        (
            f"{one['quantity']} × {one['name']}" if one["quantity"] > 1 else one["name"],
            one["amount"] or "?",
            _said_by(one),
        )
        for one in answer["desktop"]["part_prices"]
    ]
    return Section(f"Parts, {answer['currency']} before rebates", ("part", "amount", "said by"), rows)


def _said_by(one: Mapping[str, Any]) -> str:
    """Return who says a price; of several units also what each comes to, for a list may mean it otherwise."""
    if one["quantity"] == 1 or one["amount"] is None:
        return str(one["source"])
    return f"{one['source']}, for all {one['quantity']}: {Decimal(one['amount']) / one['quantity']:,.2f} each"


def _bill(heading: str, bill: Mapping[str, Any], answer: Mapping[str, Any]) -> Section:
    """Return the lines that are not nothing, and the total; of a bill that lacks prices, that it is a least."""
    rows: list[Sequence[str]] = [
        (LINES[key], amount, bill["how"][key])
        for key, amount in bill["lines"].items()
        if float(amount) or key == "compute"
    ]
    least = "at least " if bill["unpriced"] else ""
    rows.append(("total", f"{least}{bill['total']}", answer["currency"]))
    return Section(heading, ("line", "amount", "how"), rows)


def _pays(cloud: Mapping[str, Any]) -> Section:
    """Return when owning pays against an instance, for each belief about speeds side by side."""
    found = cloud["break_even"]
    compute, whole = found["compute_only"]["busy_hours"], found["all_in"]
    rows: list[Sequence[str]] = []
    for credit, speed in cloud["by_speed"].items():
        if credit not in compute:
            continue
        fits = speed["fits_the_horizon"]
        rows.append(
            (
                CREDITS[credit],
                f"{float(speed['ratio']):.3g}",
                speed["cloud_total"],
                speed["desktop_total"] if fits else "-",
                f"{SAVED[speed['saved_is']][0]}{speed['saved']}" if fits else "-",
                _hours(compute[credit]),
                _hours(whole["busy_hours"][credit]),
                _never(whole["months"][credit], "") if fits else TOO_LONG,
                _never(whole["use"][credit], " %"),
            )
        )
    money = ("belief", "faster", "cloud", "desktop", "owning saves")
    columns = (*money, "pays after, rate alone", "pays after, all in", "months", "use")
    lines = [f"{CREDITS[credit]}: not known, {why}." for credit, why in found["not_known"].items()]
    discounted = whole["discounted_months"]
    if discounted != whole["months"]:
        months = ", ".join(f"{_never(value, ' months')} ({CREDITS[credit]})" for credit, value in discounted.items())
        lines.append(f"With interest on the money: {months}.")
    bound = cloud["by_speed"]["no_credit"]["saved_is"]
    if bound != "exact":
        lines.append(f"Prices are missing: hours, months and use are {LACKING[bound]}.")
    lines.append("Busy hours are the desktop's; use is the share of all hours from which on owning wins.")
    if "fp32" in compute:
        lines.append("FP32 means TF32 on GPUs that have it: Ampere and later.")
    return Section(f"When owning pays against {cloud['instance']}", columns, rows, lines)


def _hours(value: int | None) -> str:
    return "never" if value is None else f"{value:,} h"


def _never(value: float | None, unit: str) -> str:
    return "never" if value is None else f"{value:g}{unit}"


def _retraining(answer: Mapping[str, Any]) -> Section:
    rows: list[Sequence[str]] = []
    for row in answer["retraining"]:
        one = row["by_speed"][answer["belief"]]
        fits = one["fits_the_horizon"]
        rows.append(
            (
                f"{row['factor']:g}",
                f"{row['use_percent']:.1f} %",
                one["cloud_total"],
                one["desktop_total"] if fits else "-",
                _never(one["months"], "") if fits else TOO_LONG,
            )
        )
    columns = ("×", "use", "cloud", "desktop", "months")
    against, belief = answer["break_even"]["against"], CREDITS[answer["belief"]]
    return Section(f"If everything is trained again (against {against}, {belief})", columns, rows)


def _sensitivity(answer: Mapping[str, Any]) -> Section:
    fits = answer["cloud"][0]["by_speed"][answer["belief"]]["fits_the_horizon"]
    rows: list[Sequence[str]] = [
        (
            one["assumption"],
            f"{one['low']} to {one['high']}",
            f"{one['saved_low']} to {one['saved_high']}",
            f"{_never(one['months_low'], '')} to {_never(one['months_high'], '')}",
        )
        for one in answer["sensitivity"] * fits
    ]
    belief = CREDITS[answer["belief"]]
    heading = f"What moves the answer most: {plural(len(rows), 'assumption')}, each changed by a quarter ({belief})"
    if not fits:
        heading = f"What moves the answer most: nothing helps, the desktop is too slow ({belief})"
    return Section(heading, ("assumption", "from and to", "owning saves", "months"), rows, has_chart=True)


def _prices(answer: Mapping[str, Any]) -> Section:
    grouped: dict[tuple[str, str], list[str]] = {}
    for one in answer["prices"]:
        key = (_dated(one["date"], old=one["older_than_a_year"]), f"{one['source']}{_at(one['url'])}")
        grouped.setdefault(key, []).append(one["what"])
    lines = [f"{_named(what)}: {date}, {source}" for (date, source), what in grouped.items()]
    return Section(f"Prices, seen from {answer['as_of']}", lines=lines)


def _named(what: Sequence[str]) -> str:
    most = 3
    return ", ".join(what[:most]) + (f" and {len(what) - most} more" if len(what) > most else "")


def _at(url: str | None) -> str:
    return f", {url}" if url else ""
