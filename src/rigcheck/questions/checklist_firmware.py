"""Before the first start: firmware, seats, plugs, supplies; and then the firmware's settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rigcheck.catalog.vocabulary import word_lists
from rigcheck.engine.build import BuildPart
from rigcheck.engine.display import Names, shown_word
from rigcheck.engine.report import message
from rigcheck.fact import usual_of
from rigcheck.questions.checklist_items import Bench, Expect, Item, listed, named, number_of, seat, text_of, units_of
from rigcheck.rules.finding import Finding
from rigcheck.verdict import Verdict

PROFILES: Mapping[str, str] = {"ddr5": "EXPO or XMP"}
"""What the settings of a memory profile are called, by the type of memory."""
OTHER_PROFILES = "XMP, on AMD boards also DOCP or A-XMP"
WITHOUT_PROFILE = frozenset({"rdimm", "lrdimm"})
"""Modules of servers: they run at the processor's speed by themselves."""
SPLITS: Mapping[int, str] = {2: "x8x8", 4: "x4x4x4x4"}
"""The split of a slot for so many places behind it; of two drives x4x4 does as well."""


def before(bench: Bench) -> Iterator[Item]:
    """Yield what to do before the machine is switched on for the first time."""
    yield from _firmware(bench)
    yield from _seats(bench)
    yield from _plugs(bench)
    yield from _supplies(bench)


def firmware(bench: Bench) -> Iterator[Item]:
    """Yield the settings that these parts need, each with its reason."""
    yield from _address_space(bench)
    yield from _memory(bench)
    yield from _splits(bench)
    risers = [part for part in bench.build.parts if part.settings.get("riser") or part.facts.get("role") == "riser"]
    if risers:
        yield bench.item("riser-generation", unsourced=("the PCIe generation that each riser is made for",))
    yield from _cpu_limits(bench)


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
    seats = [seat(card, bench) for card in placement["cards"]]
    if len(seats) > 1 and placement["outcome"] == "placed":
        yield bench.item("seat-cards", values={"seats": "; ".join(seats)})
    if placement["lost"]:
        taken: dict[str, list[str]] = {}
        for port in placement["lost"]:
            taken.setdefault(listed(port["because"]), []).append(port["name"])
        because = "; ".join(f"{listed(ports)} by {taker or 'what is in use'}" for taker, ports in taken.items())
        ports = listed([port["name"] for port in placement["lost"]])
        yield bench.item("keep-empty", values={"ports": ports, "because": because})


def _plugs(bench: Bench) -> Iterator[Item]:
    """Yield which plugs feed the cards, where that is more than one plug in one socket."""
    plugs: dict[str, Counter[str]] = {}
    adapters: dict[str, str] = {}
    for one in bench.report["power"]["cables"] or ():
        plugs.setdefault(one["ref"], Counter())[one["plug"]] += one["sockets"] * one["plugs_each"]
        if one["plugs_each"] > 1:
            adapters[one["ref"]] = f", {one['plugs_each']} for each adapter"
    words = word_lists()["plugs"].words
    lines = [
        f"{named([bench.build.part(ref)])}: "
        + listed([f"{number} × {words[plug]}" for plug, number in counted.items()])
        + adapters.get(ref, "")
        for ref, counted in plugs.items()
    ]
    if sum(sum(counted.values()) for counted in plugs.values()) > 1:
        yield bench.item("feed-cards", values={"plugs": f"{'; '.join(lines)}."})


def _supplies(bench: Bench) -> Iterator[Item]:
    supplies = bench.build.of_kind("psu")
    if units_of(supplies) < 2:
        return
    names = {part.ref: part.name for part in supplies}
    carried = tuple(
        Expect(f"{names[one['ref']]} carries at most", one["carries_w"], one["carries_w"], "W")
        for one in bench.report["power"]["supplies"]
        if one["carries_w"]
    )
    starters = [part for part in bench.build.of_kind("accessory") if part.facts.get("role") == "psu-starter"]
    values = {"supplies": named(supplies), "starter": named(starters)}
    yield bench.item("start-supplies" if starters else "get-starter", values=values, expect=carried)


def _address_space(bench: Bench) -> Iterator[Item]:
    """Yield the settings that give graphics cards room for their memory."""
    cards, boards = bench.build.of_kind("gpu"), bench.build.of_kind("motherboard")
    if not cards or not boards:
        return
    gpus = bench.software.gpus
    resizable = [card for card in cards if (one := gpus.get(architecture(card) or "")) and one.resizable_bar]
    computing = [card for card in cards if card.facts.get("display_outputs") == 0]
    reasons = [
        *([f"{units_of(cards)} graphics cards need address space side by side."] if units_of(cards) > 1 else []),
        *([f"{named(computing)}: compute cards without outputs ask for much of it."] if computing else []),
        *(["Resizable BAR needs it."] if resizable else []),
    ]
    missing = tuple(f"{board.ref}.above_4g_decoding" for board in boards if "above_4g_decoding" not in board.facts)
    if reasons:
        values = {"board": named(boards), "reason": " ".join(reasons)}
        yield bench.item("above-4g", values=values, missing=missing)
    if resizable:
        entries = [gpus[architecture(card) or ""] for card in resizable]
        sources = bench.software_sources(entries, "resizable_bar")
        yield bench.item("resizable-bar", values={"cards": named(resizable)}, sources=sources)


def architecture(card: BuildPart) -> str | None:
    """Return the architecture of a graphics card, or None where it is open."""
    word = card.facts.get("architecture")
    return word if isinstance(word, str) else None


def _memory(bench: Bench) -> Iterator[Item]:
    for finding in bench.findings("memory/official-speed"):
        kit, cpu = bench.part_of(finding, "memory"), bench.part_of(finding, "cpu")
        if finding.verdict is Verdict.UNKNOWN:
            yield bench.item("memory-perhaps", values={"memory": kit.name}, missing=finding.missing)
        elif finding.verdict is Verdict.VIOLATED and kit.facts.get("module_kind") not in WITHOUT_PROFILE:
            kind = usual_of(kit.facts.get("type"))
            values = {
                "memory": kit.name,
                "cpu": cpu.name,
                "profile": PROFILES.get(str(kind), OTHER_PROFILES),
                "official": text_of(number_of(cpu, "memory_speed_mts"), "MT/s"),
                "rated": text_of(number_of(kit, "speed_mts"), "MT/s"),
            }
            yield bench.item("memory-profile", values=values, sources=bench.sources(f"{cpu.ref}.memory_speed_mts"))
    for finding in bench.findings("memory/board-speed"):
        if finding.verdict is Verdict.VIOLATED:
            kit, board = bench.part_of(finding, "memory"), bench.part_of(finding, "motherboard")
            limit = text_of(number_of(board, "memory_speed_mts"), "MT/s")
            values = {"memory": kit.name, "limit": limit, "finding": said(finding, bench)}
            sources = bench.sources(f"{board.ref}.memory_speed_mts")
            yield bench.item("memory-board-limit", values=values, sources=sources)


def said(finding: Finding, bench: Bench) -> str:
    """Return the sentence of a finding, on one line."""
    return " ".join(message(finding, Names(bench.build)).split())


def _splits(bench: Bench) -> Iterator[Item]:
    """Yield the slots whose lanes have to be divided: under splitters, and under cards that carry M.2 drives."""
    lacking = {ref: one.missing for one in bench.findings("slots/splitter-divides") for ref in one.parts}
    for part in (*bench.build.of_kind("accessory"), *bench.build.of_kind("card")):
        count = usual_of(part.facts.get("splits_into" if part.kind == "accessory" else "m2_slots"))
        if not isinstance(count, int) or count < 2:
            continue
        slots = [card["slot"] for card in bench.report["placement"]["cards"] if card["ref"] == part.ref]
        split = SPLITS.get(count, "as many parts as it has places")
        values = {
            "part": named([part]),
            "slot": f" in {listed(slots)}" if slots else "",
            "split": "x4x4" if part.kind == "card" and count == 2 else split,
            "count": str(count),
        }
        yield bench.item("divide-slot", values=values, missing=lacking.get(part.ref, ()) or _unsaid(slots, bench))


def _unsaid(slots: list[str], bench: Bench) -> tuple[str, ...]:
    """Return the facts that would say whether these slots can be divided."""
    found = []
    for board in bench.build.of_kind("motherboard"):
        table: Any = board.facts.get("slots")
        for index, slot in enumerate(table if isinstance(table, list | tuple) else ()):
            if slot.get("name") in slots and "bifurcation" not in slot:
                found.append(f"{board.ref}.slots[{index}].bifurcation")
    return tuple(found)


def _cpu_limits(bench: Bench) -> Iterator[Item]:
    """Yield the power limits of processors: those of the list, and those that boards lift."""
    for cpu in bench.build.of_kind("cpu"):
        if "power_limit_w" in cpu.settings:
            reason = "The watts below count with it."
            values = {
                "cpu": cpu.name,
                "watts": f"{cpu.settings['power_limit_w']} W, as the list says",
                "reason": reason,
            }
            yield bench.item("cpu-power-limit", values=values)
        elif cpu.facts.get("unlocked") is True:
            watts = number_of(cpu, "sustained_w")
            told = f"{text_of(watts, 'W')}, as its maker specifies"
            if not watts.is_point:
                told = f"what its maker specifies ({text_of(watts, 'W')}, as far as it is known)"
            reason = "Boards lift the limits of unlocked processors unless told otherwise; the watts below need it."
            values = {"cpu": cpu.name, "watts": told, "reason": reason}
            missing = () if watts.is_point else (f"{cpu.ref}.sustained_w",)
            sources = bench.sources(f"{cpu.ref}.sustained_w")
            yield bench.item("cpu-power-limit", values=values, missing=missing, sources=sources)
