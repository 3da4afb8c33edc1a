"""The report for people: verdict, parts, findings with their reasons, and what was not looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rigcheck.render.output import Output, Span
from rigcheck.render.placement import print_placement
from rigcheck.render.power_words import cable_lines, power_lines
from rigcheck.render.words import (
    MARKS,
    MATCHES,
    VERDICT_STYLES,
    cards_of,
    counts_sentence,
    grouped,
    lacking,
    names_of,
    open_by_part,
    remarks,
    unverified,
    verdict_sentence,
)


def print_report(report: Mapping[str, Any], to: Output, *, verbose: bool = False) -> None:
    """Print a report of `rigcheck check`."""
    to.line((report["verdict"], VERDICT_STYLES[report["verdict"]]), (f": {verdict_sentence(report)}", "bold default"))
    to.line()
    to.table(("kind", "part", "matched"), [part_row(part) for part in report["parts"]])
    _print_totals(report, to, verbose=verbose)
    if cards_of(report) > 1:
        print_placement(report["placement"], names_of(report), to)
        to.line()
    open_checks = []
    blocks = {} if verbose else open_by_part(report)
    for finding in grouped(report):
        block = next((ref for ref, together in blocks.items() if finding in together), None)
        if block:
            if finding is blocks[block][0]:
                _print_block(report, block, blocks[block], to)
        elif finding["verdict"] == "unknown" and finding["severity"] != "error" and not verbose:
            open_checks.append(finding)
        else:
            _print_finding(report, finding, to, verbose=verbose)
    if open_checks:
        names = ", ".join(sorted({finding["rule"] for finding in open_checks}))
        to.line((f"? not decided, and not needed for the verdict: {names} (see --verbose)", "dim"))
    to.line()
    to.line(counts_sentence(report))
    _print_rest(report, to)


def part_row(part: Mapping[str, Any]) -> tuple[Span, ...]:
    """Return kind, name and how the line was matched."""
    count = f"{part['quantity']} × " if part["quantity"] > 1 else ""
    match = MATCHES[part["match"]]
    if part["match"] in {"several", "chip"} and part["candidates"]:
        match += f" ({len(part['candidates'])} candidates)" if len(part["candidates"]) > 1 else ""
    return part["kind"], count + part["name"], match if part["id"] else (match, "yellow")


def _print_totals(report: Mapping[str, Any], to: Output, *, verbose: bool) -> None:
    stated = [f"{total['label']}: {total['amount']} {total['currency']}" for total in report["stated_totals"]]
    summed = [f"{amount} {currency}" for currency, amount in report["totals"].items()]
    if summed:
        said = f" (the list says {'; '.join(stated)})" if stated else ""
        to.line(f"\nPrices in the list add up to {', '.join(summed)}{said}.")
    for line in (*power_lines(report), *(cable_lines(report["power"]["cables"], names_of(report)) if verbose else ())):
        to.line(line)
    to.line()


def _print_finding(report: Mapping[str, Any], finding: Mapping[str, Any], to: Output, *, verbose: bool) -> None:
    mark, word, style = MARKS[finding["verdict"], finding["severity"]]
    to.line((f"{mark} {word}", style), f"  {finding['message']}  ", (finding["rule"], "dim"))
    if finding["missing"]:
        to.line(f"lacks: {lacking(report, finding)}", under=True)
    if finding["fix"]:
        to.line(f"way out: {finding['fix']}", under=True)
    if finding["verdict"] != "ok" and (unsure := unverified(finding)):
        to.line((f"rests on unverified facts: {', '.join(unsure)}", "dim"), under=True)
    if verbose:
        for fact in finding["facts"]:
            source = f"  [{fact['basis']}] {fact['source']}" if fact["source"] else ""
            to.line((f"{fact['ref']} {fact['fact']} = {fact['value']}{source}", "dim"), under=True)


def _print_block(report: Mapping[str, Any], ref: str, together: Sequence[Mapping[str, Any]], to: Output) -> None:
    """Print the open checks that lack facts of one part."""
    mark, word, style = MARKS["unknown", "error"]
    rules = ", ".join(dict.fromkeys(finding["rule"] for finding in together))
    facts = dict.fromkeys(
        path.partition(".")[2] for finding in together for path in finding["missing"] if path.startswith(f"{ref}.")
    )
    to.line((f"{mark} {word}", style), f"  for lack of facts about {names_of(report)[ref]}: ", (rules, "dim"))
    to.line(f"lacks: {', '.join(facts)} (one by one: --verbose)", under=True)


def _print_rest(report: Mapping[str, Any], to: Output) -> None:
    for remark in remarks(report):
        to.line(remark)
    for entry in report["ignored"]:
        to.line((f"ignored: {entry['message']} ({entry['rule']}: {entry['reason']})", "dim"))
    if report["set_aside"]:
        told = ", ".join(f"line {line['line']} ({line['reason']})" for line in report["set_aside"])
        to.line((f"Set aside: {told}.", "dim"))
    to.line((f"Not checked: {'; '.join(report['not_checked'])}.", "dim"))
