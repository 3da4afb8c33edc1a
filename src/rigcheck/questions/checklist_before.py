"""Before the first start: firmware that the processor needs, seats, plugs, and several supplies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rigcheck.engine.build import BuildPart
from rigcheck.engine.display import shown_word
from rigcheck.fact import usual_of
from rigcheck.questions.checklist_gpus import apart
from rigcheck.questions.checklist_items import Bench, Expect, Item, listed, named, units_of
from rigcheck.questions.checklist_links import seats
from rigcheck.questions.checklist_plugs import feed_cards
from rigcheck.verdict import Verdict


def before(bench: Bench) -> Iterator[Item]:
    """Yield what to do before the machine is switched on for the first time."""
    yield from _firmware(bench)
    yield from _seats(bench)
    yield from feed_cards(bench)
    yield from _supplies(bench)


def _firmware(bench: Bench) -> Iterator[Item]:
    """Yield what the platform rules say of starting on the firmware as sold, and how it is changed."""
    native = {finding.parts: finding.verdict for finding in bench.findings("platform/native-support")}
    lacks = {finding.parts: finding.missing for finding in bench.findings("platform/native-support")}
    for ready in bench.findings("platform/bios-ready"):
        board, cpu = bench.part_of(ready, "motherboard"), bench.part_of(ready, "cpu")
        chipset = usual_of(board.facts.get("chipset"))
        values = {
            "board": board.name,
            "cpu": cpu.name,
            "chipset": shown_word("chipsets", str(chipset)) if chipset else "this chipset",
            "version": _version(board, cpu),
        }
        sources = bench.sources(f"{board.ref}.cpu_support")
        # A violated rule speaks for the milder one that it covers.
        known = native.get(ready.parts, Verdict.VIOLATED)
        if known is Verdict.UNKNOWN:
            missing = lacks[ready.parts]
            yield bench.item("firmware-perhaps", values=values, sources=sources, missing=missing)
        elif known is Verdict.VIOLATED:
            task = {
                Verdict.OK: "firmware-flashback",
                Verdict.VIOLATED: "firmware-no-flashback",
                Verdict.UNKNOWN: "firmware-way-not-known",
            }[ready.verdict]
            unsourced = () if values["version"] else ("from which version on; the board's support list tells",)
            yield bench.item(task, values=values, sources=sources, missing=ready.missing, unsourced=unsourced)


def _version(board: BuildPart, cpu: BuildPart) -> str:
    """Return from which version on the board knows the processor, where its list says so."""
    entries: Any = board.facts.get("cpu_support")
    for entry in entries if isinstance(entries, list | tuple) else ():
        if entry.get("family") == cpu.facts.get("family") and isinstance(entry.get("bios"), str):
            return f" (from version {entry['bios']} on)"
    return ""


def _seats(bench: Bench) -> Iterator[Item]:
    placement = bench.report["placement"]
    if apart(bench):
        return
    if told := seats(bench):
        yield bench.item("seat-cards", values={"seats": "; ".join(told)})
    if placement["lost"]:
        taken: dict[str, list[str]] = {}
        for port in placement["lost"]:
            taken.setdefault(listed(port["because"]), []).append(port["name"])
        ports = "; ".join(f"{listed(ports)} (by {taker or 'what is in use'})" for taker, ports in taken.items())
        yield bench.item("keep-empty", values={"ports": ports})


def _supplies(bench: Bench) -> Iterator[Item]:
    supplies = bench.build.of_kind("psu")
    if units_of(supplies) < 2:
        return
    units = bench.report["power"]["supplies"]
    carried = tuple(_carried(one, bench) for one in units if one["carries_w"] and not apart(bench))
    lacking = {draw["figure"] for draw in bench.report["power"]["draws"] if draw["watts"]["high"] is None}
    lacking |= {f"{one['ref']}.rated_w" for one in units if one["rated_w"]["high"] is None}
    missing = tuple(sorted(lacking)) if any(one["carries_w"] is None for one in units) else ()
    starters = [part for part in bench.build.of_kind("accessory") if part.facts.get("role") == "psu-starter"]
    values = {"supplies": named(supplies), "starter": named(starters)}
    task = "start-supplies" if starters else "get-starter"
    yield bench.item(task, values=values, expect=carried, missing=missing)


def _carried(one: Mapping[str, Any], bench: Bench) -> Expect:
    """Return what a supply carries at most; of one that is too small, what it is good for."""
    name, watts, rated = bench.build.part(one["ref"]).name, one["carries_w"], one["rated_w"]["low"] or 0
    if watts > rated:
        note = "its loads may ask for more: see `rigcheck check`"
        return Expect(f"{name} is rated for", one["rated_w"]["low"], one["rated_w"]["high"], "W", note)
    return Expect(f"{name} carries at most", watts, watts, "W")
