"""The answer of `rigcheck psu` for a terminal and as Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rigcheck.render.output import Output
from rigcheck.render.power_words import cable_lines
from rigcheck.render.psu_chart import chart_of, print_chart
from rigcheck.render.section import Section, markdown_sections, print_section
from rigcheck.render.words import MARKS, facts_named, names_of, plural, remarks, span

NUMBERS = ("units", "W", "usual", "10 ms", "load", "efficiency", "price")
"""The columns that hold numbers."""


def print_psu(answer: Mapping[str, Any], to: Output, most: int) -> None:
    """Print who draws what, the sizes that follow, and the supplies that fit, may fit and just miss."""
    needs, *others = _sections(answer, most)
    print_section(needs, to, NUMBERS)
    chart = chart_of(answer)
    if chart:
        print_chart(chart, to)
        to.line()
    for section in others:
        print_section(section, to, NUMBERS)
    for remark in remarks(answer):
        to.line(remark)


def markdown_psu(answer: Mapping[str, Any], most: int) -> str:
    """Return the answer as Markdown."""
    return markdown_sections(_sections(answer, most), (line for line, _ in remarks(answer)))


def _sections(answer: Mapping[str, Any], most: int) -> Iterator[Section]:
    yield _needs(answer["needs"])
    every = [*answer["fits"], *answer["undecided"], *answer["near_misses"]]
    missed = [one for one in every if one.get("because")]
    undecided = [one for one in every if one.get("missing") and not one.get("because")]
    carried = [one for one in every if not one.get("missing") and not one.get("because")]
    if answer["apart"]:
        yield Section("Whatever the supply", lines=list(_apart(answer)))
    names = {**names_of(answer), "psu#1": "the supply"}
    if answer["listed"]:
        yield Section("In the list", lines=[_listed(answer["listed"], names)])
    units = next((one["units"] for one in every), 1)
    notes = [f"{units} of each"] * (units > 1) + ["for what is listed"] * bool(answer["needs"]["supposed"])
    each = f" ({', '.join(notes)})" if notes else ""
    carry = f"{plural(len(carried), 'supply', 'supplies')} {'carries' if len(carried) == 1 else 'carry'} it"
    priced = any(one["price"] for one in every)
    yield Section(
        f"{carry}, once the rest is settled{each}" if answer["apart"] else f"Fits: {len(carried)}{each}",
        ("supply", "W", "load", "efficiency", *(["price"] if priced else []), "warnings"),
        [
            (
                _named(one),
                _watts(one),
                _percent(one["load"]),
                "?" if one["efficiency"] is None else f"{one['efficiency']:.0%}",
                *([_price(one)] if priced else []),
                _warnings(one),
            )
            for one in carried[:most]
        ],
        _more(carried, most),
    )
    yield Section(
        f"Not decidable: {len(undecided)}",
        ("supply", "W", "lacks"),
        [(_named(one), _watts(one), facts_named(one["missing"], names, 3)) for one in undecided[:most]],
        [*_more(undecided, most), *_unnamed(undecided, answer)],
    )
    yield Section(
        f"Does not fit: {len(missed)}",
        ("supply", "W", "because"),
        [(_named(one), _watts(one), ", ".join(one["because"])) for one in missed[:most]],
        _more(missed, most),
    )
    for one in answer["why"]:
        yield Section(f"Why {one['name']}", lines=list(_why(one, {**names, "psu#1": one["name"]})))


def _listed(listed: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what becomes of the supply in the list."""
    said = {
        "ok": "fits",
        "violated": f"does not fit because of {', '.join(listed['because']) or 'the rest'}",
        "unknown": f"not decidable; lacks {facts_named(listed['missing'], names, 3) or 'facts of the rest'}",
    }[listed["verdict"]]
    load = listed["load_percent"]
    same = load["low"] == load["high"]
    full = f"{load['high']:.4g} %" if same and load["high"] is not None else span(load["low"], load["high"], "%")
    return f"{listed['name']}: {said}; loaded to {full}; warnings: {_warnings(listed)}."


def _warnings(one: Mapping[str, Any]) -> str:
    """Return the warnings, and how many could not be decided."""
    open_ones = one["open_warnings"]
    return ", ".join(one["warnings"]) or (f"none, {len(open_ones)} open" if open_ones else "none")


def _unnamed(undecided: Sequence[Mapping[str, Any]], answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield the parts known by less than a product, of which many supplies lack facts: a name would decide them."""
    for part in answer["parts"]:
        lacking = sum(any(path.startswith(f"{part['ref']}.") for path in one["missing"]) for one in undecided)
        if part["id"] is None and lacking:
            yield f"{plural(lacking, 'supply', 'supplies')} lack facts of {part['name']}: name the exact product."


def _needs(needs: Mapping[str, Any]) -> Section:
    lasting, spike = needs["sustained_w"], needs["spike"]
    return Section(
        f"Draws {span(lasting['low'], lasting['high'], 'W')} all the time, "
        f"{span(spike['low'], spike['high'], 'W')} for some 10 ms",
        ("part", "units", "W", "usual", "10 ms", "at", "rests on"),
        [
            (
                draw["name"],
                str(draw["units"]),
                span(draw["low_w"], draw["high_w"]),
                "?" if draw["usual_w"] is None else f"{draw['usual_w']:.0f}",
                span(draw["spike_low_w"], draw["spike_w"]),
                draw["rail"],
                draw["basis"] + (f" ({draw['source_basis']})" if draw["source_basis"] else ""),
            )
            for draw in needs["draws"]
        ],
        list(_sizes(needs)),
    )


def _sizes(needs: Mapping[str, Any]) -> Iterator[str]:
    if needs["recommended_w"] is None:
        yield "No size can be given: a part's draw is not known, or neither processor nor GPU is named."
    else:
        smallest = needs["smallest_w"]
        supposed = " and ".join(f"{one['high_w']:g} W for {one['what']}" for one in needs["supposed"])
        counted = f", with {supposed} not chosen yet" if supposed else ""
        yield (
            f"Smallest sensible size {smallest['atx3']} W for an ATX 3 supply, {smallest['atx2']} W for an older one "
            f"({needs['smallest_load'] * 100:g} % load, or what its spikes need); recommended "
            f"{needs['recommended_w']} W of ATX 3 ({needs['recommended_load'] * 100:g} %){counted}."
        )
    for maker in needs["makers"]:
        term = f" ({maker['term']})" if maker["term"] else ""
        machine = f" in a machine with a {maker['cpu']}" if maker["cpu"] else ""
        yield f"The maker asks for {maker['maker_w']} W{term} for one {maker['name']}{machine}."
    wall, circuit = needs["wall"], needs["circuit"]
    assumed = " (assumed)" if circuit["assumed"] else ""
    listed = " for what is listed" if needs["supposed"] else ""
    yield (
        f"At the wall{listed} {span(wall['low'], wall['high'], 'W')} with {wall['reckoned_with']}; a circuit of "
        f"{circuit['name']}{assumed} is good for {circuit['continuous_w']} W for hours"
        f"{_exceeded(wall, circuit['continuous_w'])}."
    )
    if needs["makers"] or any(draw["part"].startswith("gpu#") for draw in needs["draws"]):
        more = needs["next_gpu_w"]
        yield f"With one more of the hungriest GPU it would draw {span(more['low'], more['high'], 'W')} all the time."


def _exceeded(wall: Mapping[str, Any], good_for: float) -> str:
    if wall["low"] > good_for:
        return ", which is too little"
    return ", which may be too little" if wall["high"] is None or wall["high"] > good_for else ""


def _apart(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what no supply can change: every violated rule with its sentence, the open ones together."""
    for entry in answer["apart"]:
        if entry["verdict"] == "violated":
            yield f"{entry['rule']} violated: {entry['message']}"
    unknown = [entry for entry in answer["apart"] if entry["verdict"] == "unknown"]
    if unknown:
        rules = dict.fromkeys(entry["rule"] for entry in unknown)
        # What decides a rule by itself is said before what is only one of many.
        by_weight = sorted(unknown, key=lambda entry: len(entry["missing"]))
        missing = list(dict.fromkeys(path for entry in by_weight for path in entry["missing"]))
        yield f"not decidable: {', '.join(rules)}; lacks {facts_named(missing, names_of(answer), 6)}"


def _why(one: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for finding in one["findings"]:
        mark, word, _ = MARKS[finding["verdict"], finding["severity"]]
        lacks = f" lacks: {facts_named(finding['missing'], names, 6)}" if finding["missing"] else ""
        fix = f" way out: {finding['fix']}" if finding["fix"] else ""
        yield f"{mark} {word}  {finding['message']}{lacks}{fix}  {finding['rule']}"
    yield from cable_lines(one["cables"], names)
    yield f"{plural(one['passed'], 'check')} of those that read a supply passed."


def _named(one: Mapping[str, Any]) -> str:
    return f"{one['name']} (in the list)" if one["listed"] else str(one["name"])


def _watts(one: Mapping[str, Any]) -> str:
    return "?" if one["rated_w"] is None else f"{one['rated_w']}"


def _percent(share: float | None) -> str:
    return "?" if share is None else f"up to {math.ceil(round(share * 100, 3))}%"


def _price(one: Mapping[str, Any]) -> str:
    return f"{one['price']['amount']} {one['price']['currency']}" if one["price"] else "?"


def _more(rows: Sequence[Any], most: int) -> list[str]:
    return [f"and {len(rows) - most} more (--most)"] if len(rows) > most else []
