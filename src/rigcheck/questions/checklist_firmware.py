"""Settings of the firmware that these parts need: address space, memory, divided slots, risers, power limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rigcheck.fact import usual_of
from rigcheck.questions.checklist_gpus import apart
from rigcheck.questions.checklist_items import Bench, Item, architecture, listed, named, number_of, text_of, units_of
from rigcheck.questions.checklist_memory import memory_settings


def firmware(bench: Bench) -> Iterator[Item]:
    """Yield the settings that these parts need, each with its reason."""
    yield from _address_space(bench)
    yield from memory_settings(bench)
    yield from _splits(bench)
    risers = [part for part in bench.build.parts if part.settings.get("riser") or part.facts.get("role") == "riser"]
    if risers:
        yield bench.item("riser-generation", unsourced=("the PCIe generation that each riser is made for",))
    yield from _cpu_limits(bench)


def _address_space(bench: Bench) -> Iterator[Item]:
    """Yield the settings that give graphics cards room for their memory."""
    cards, boards = bench.build.of_kind("gpu"), bench.build.of_kind("motherboard")
    if not cards or not boards:
        return
    gpus = bench.software.gpus
    bars = [(card, one.resizable_bar if (one := gpus.get(architecture(card) or "")) else None) for card in cards]
    resizable = [card for card, has in bars if has]
    open_ones = [card for card, has in bars if has is None]
    computing = [card for card in cards if card.facts.get("display_outputs") == 0]
    reasons = [
        *(
            [f"{units_of(cards)} graphics cards need address space side by side."]
            if units_of(cards) > 1 and not apart(bench)
            else []
        ),
        *([f"{named(computing)}: compute cards without outputs ask for much of it."] if computing else []),
        *(["Resizable BAR needs it."] if resizable else []),
    ]
    missing = tuple(f"{board.ref}.above_4g_decoding" for board in boards if "above_4g_decoding" not in board.facts)
    if reasons:
        values = {"board": named(boards), "reason": " ".join(reasons)}
        unsourced = (f"whether {named(open_ones)} can have Resizable BAR",) if open_ones else ()
        yield bench.item("above-4g", values=values, missing=missing, unsourced=unsourced)
    if resizable:
        entries = [gpus[architecture(card) or ""] for card in resizable]
        sources = bench.software_sources(entries, "resizable_bar")
        yield bench.item("resizable-bar", values={"cards": named(resizable)}, sources=sources)


def _splits(bench: Bench) -> Iterator[Item]:
    """Yield the slots whose lanes have to be divided: under splitters, and under cards that carry M.2 drives."""
    lacking = {ref: one.missing for one in bench.findings("slots/splitter-divides") for ref in one.parts}
    for part in (*bench.build.of_kind("accessory"), *bench.build.of_kind("card")):
        count = usual_of(part.facts.get("splits_into" if part.kind == "accessory" else "m2_slots"))
        if not isinstance(count, int) or count < 2:
            continue
        slots = [card["slot"] for card in bench.report["placement"]["cards"] if card["ref"] == part.ref]
        split = bench.software.splits.get((part.kind, count))
        values = {
            "part": named([part]),
            "slot": f" in {listed(slots)}" if slots else "",
            "split": split.called if split else "as many parts as it has places",
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
