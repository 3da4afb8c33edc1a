"""The report for a terminal: verdict, parts, findings with their reasons, and what was not looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rigcheck.render.words import (
    MARKS,
    MATCHES,
    VERDICT_STYLES,
    counts_sentence,
    grouped,
    lacking,
    span,
    unverified,
    verdict_sentence,
)


def print_report(report: Mapping[str, Any], console: Console, *, verbose: bool = False) -> None:
    """Print a report of `rigcheck check`."""
    heading = Text(report["verdict"], style=VERDICT_STYLES[report["verdict"]])
    console.print(heading + Text(f": {verdict_sentence(report)}", style="default"))
    console.print()
    console.print(_parts(report))
    _print_totals(report, console)
    open_checks = []
    for finding in grouped(report):
        if finding["verdict"] == "unknown" and finding["severity"] != "error" and not verbose:
            open_checks.append(finding)
        else:
            _print_finding(report, finding, console, verbose=verbose)
    if open_checks:
        names = ", ".join(sorted({finding["rule"] for finding in open_checks}))
        console.print(Text(f"? not decided, and not needed for the verdict: {names} (see --verbose)", style="dim"))
    console.print()
    console.print(counts_sentence(report))
    _print_rest(report, console)


def _parts(report: Mapping[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    for column in ("kind", "part", "matched"):
        table.add_column(column, overflow="fold")
    for part in report["parts"]:
        count = f"{part['quantity']} × " if part["quantity"] > 1 else ""
        match = MATCHES[part["match"]]
        if part["match"] in {"several", "chip"} and part["candidates"]:
            match += f" ({len(part['candidates'])} candidates)" if len(part["candidates"]) > 1 else ""
        table.add_row(part["kind"], Text(count + part["name"]), Text(match, style="" if part["id"] else "yellow"))
    return table


def _print_totals(report: Mapping[str, Any], console: Console) -> None:
    stated = [f"{total['label']}: {total['amount']} {total['currency']}" for total in report["stated_totals"]]
    summed = [f"{amount} {currency}" for currency, amount in report["totals"].items()]
    if summed:
        said = f" (the list says {'; '.join(stated)})" if stated else ""
        console.print(Text(f"\nPrices in the list add up to {', '.join(summed)}{said}."))
    power = report["power"]["sustained_w"]
    rated = report["power"]["rated_w"]
    if report["power"]["draws"]:
        supply = f", supply {rated['low']:g} W" if rated["high"] and rated["low"] == rated["high"] else ""
        console.print(Text(f"Sustained draw {span(power['low'], power['high'], 'W')}{supply}."))
    console.print()


def _print_finding(report: Mapping[str, Any], finding: Mapping[str, Any], console: Console, *, verbose: bool) -> None:
    mark, word, style = MARKS[finding["verdict"], finding["severity"]]
    console.print(Text.assemble((f"{mark} {word}", style), f"  {finding['message']}  ", (finding["rule"], "dim")))
    if finding["missing"]:
        _print_under(console, f"lacks: {lacking(report, finding)}")
    if finding["fix"]:
        _print_under(console, f"way out: {finding['fix']}")
    if finding["verdict"] != "ok" and (unsure := unverified(finding)):
        _print_under(console, f"rests on unverified facts: {', '.join(unsure)}", "dim")
    if verbose:
        for fact in finding["facts"]:
            source = f"  [{fact['basis']}] {fact['source']}" if fact["source"] else ""
            _print_under(console, f"{fact['ref']} {fact['fact']} = {fact['value']}{source}", "dim")


def _print_under(console: Console, text: str, style: str = "") -> None:
    console.print(Padding(Text(text, style=style), (0, 0, 0, 4), expand=False))


def _print_rest(report: Mapping[str, Any], console: Console) -> None:
    for line in report["not_understood"]:
        console.print(Text(f"? line {line['line']} not understood: {line['text']}", style="magenta"))
    for entry in report["ignored"]:
        console.print(Text(f"ignored: {entry['message']} ({entry['rule']}: {entry['reason']})", style="dim"))
    for problem in report["problems"]:
        where = f"{problem['source']}, {problem['where']}" if problem["where"] else problem["source"]
        console.print(Text(f"! {where}: {problem['message']} {problem['hint']}".rstrip(), style="yellow"))
    if report["set_aside"]:
        told = ", ".join(f"line {line['line']} ({line['reason']})" for line in report["set_aside"])
        console.print(Text(f"Set aside: {told}.", style="dim"))
    console.print(Text(f"Not checked: {'; '.join(report['not_checked'])}.", style="dim"))
