"""Look whether all is there, then stress it; what to expect comes from the models of power and placement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rigcheck.engine.build import BuildPart
from rigcheck.fact import usual_of
from rigcheck.quantity import Quantity, number, total
from rigcheck.questions.checklist_items import (
    Bench,
    Expect,
    Item,
    expect,
    expect_json,
    named,
    number_of,
    seat,
    units_of,
)
from rigcheck.questions.checklist_system import Cards, capability

WIDE_W: Final = 20
"""A draw that is open by no more than this is not told apart as the reason for a range."""
OPEN_BY_MATCH: Final[Mapping[str, str]] = {
    "chip": "bounded: known by its chip only, and makers differ",
    "several": "bounded: one of several products, and they differ",
    "none": "the product is not known",
}
OPEN: Final = "bounded: its own figure is not stated, or its sources differ"
"""Why a figure of a part is a range, by how its line was understood."""


def verify(bench: Bench) -> Iterator[Item]:
    """Yield what to look at first: everything there, at its speed and with its lanes."""
    yield from _see_memory(bench)
    drives = [part for part in bench.build.of_kind("storage") if part.facts.get("external") is not True]
    if drives:
        expected = tuple(Expect(part.name, part.quantity, part.quantity, "drives") for part in drives)
        yield bench.item("see-drives", values=_devices(bench), expect=expected)
    nvidia, cards = Cards(bench, "CUDA"), bench.build.of_kind("gpu")
    if nvidia.parts:
        yield bench.item("see-gpus", expect=tuple(_seen(nvidia.parts)))
    if cards:
        task = "see-links" if len(nvidia.parts) == len(cards) else "see-links-by-lspci"
        yield bench.item(task, expect=tuple(_links(bench)), missing=_open_links(bench))
    if units_of(nvidia.parts) > 1:
        bridges = [part for part in bench.build.of_kind("accessory") if part.facts.get("role") == "bridge"]
        values = {"bridges": f", and that {named(bridges)} works" if bridges else ""}
        yield bench.item("see-topology", values=values)
    seen = sum(units_of(found.parts) for found in (nvidia, Cards(bench, "ROCm")) if found.build(bench))
    if seen:
        yield bench.item("see-framework", expect=(Expect("device_count", seen, seen, "cards"),))


def stress(bench: Bench) -> Iterator[Item]:
    """Yield the tests, each with what the meter should show."""
    if bench.build.of_kind("memory"):
        yield bench.item("test-memory", expect=(*_capacity(bench), Expect("memory errors", 0, 0, "")))
    cpus, gpus = bench.build.of_kind("cpu"), bench.build.of_kind("gpu")
    if cpus:
        yield bench.item("test-cpu", expect=tuple(_watts(bench, "cpu")), sources=_figures(bench, "cpu"))
    nvidia = Cards(bench, "CUDA")
    if nvidia.parts:
        capabilities = [stated for card in nvidia.parts if (stated := capability(card))]
        values = {"compute": min(capabilities, key=float, default="CAPABILITY")}
        sources = _figures(bench, "gpu")
        unsourced = (f"which package of {bench.software.system.name} holds a CUDA toolkit for these cards",)
        expected = tuple(_watts(bench, "gpu"))
        yield bench.item("test-gpus", values=values, expect=expected, sources=sources, unsourced=unsourced)
    elif gpus:
        yield bench.item("load-gpus", expect=tuple(_watts(bench, "gpu")), sources=_figures(bench, "gpu"))
    if gpus:
        yield bench.item("test-temperatures")
    if cpus or gpus:
        yield bench.item("test-wall", expect=tuple(_at_the_wall(bench)))
    if bench.build.of_kind("storage"):
        yield bench.item("test-drives", values=_devices(bench), expect=(Expect("new errors", 0, 0, ""),))


def _devices(bench: Bench) -> dict[str, str]:
    """Return what the first drive is called, by how it is attached."""
    nvme = any(part.facts.get("interface") == "nvme" for part in bench.build.of_kind("storage"))
    return {"drive": "/dev/nvme0", "device": "/dev/nvme0n1"} if nvme else {"drive": "/dev/sda", "device": "/dev/sda"}


def _see_memory(bench: Bench) -> Iterator[Item]:
    kits = bench.build.of_kind("memory")
    if kits:
        speeds = [
            expect(f"{kit.name}, speed", speed, "MT/s", _pace(kit, bench))
            for kit in kits
            if (speed := number_of(kit, "speed_mts")).high is not None
        ]
        missing = tuple(sorted(_memory(bench).blame))
        yield bench.item("see-memory", expect=(*_capacity(bench), *speeds), missing=missing)


def _pace(kit: BuildPart, bench: Bench) -> str:
    """Return whether the rated speed needs a profile, as far as the rule on official speeds says."""
    verdicts = {one.verdict.word for one in bench.findings("memory/official-speed") if kit.ref in one.parts}
    if "violated" in verdicts:
        return "with its profile; without it less"
    return "within the processor's specification; if it shows less, choose it" if "ok" in verdicts else ""


def _memory(bench: Bench) -> Quantity:
    """Return the size of all memory."""
    return total(
        number(record, "modules").times(number(record, "module_gb")).times(Quantity.exactly(kit.quantity))
        for kit in bench.build.of_kind("memory")
        for record in [kit.record()]
    )


def _capacity(bench: Bench) -> tuple[Expect, ...]:
    size = _memory(bench).value
    return (expect("memory", size, "GB"),) if size.low and size.high is not None else ()


def _seen(cards: tuple[BuildPart, ...]) -> Iterator[Expect]:
    for card in cards:
        inside = usual_of(card.facts.get("gpus_on_card"))
        each = inside if isinstance(inside, int) else 1
        yield Expect(card.name, card.quantity * each, card.quantity * each, "GPUs", f"{each} on each card" * (each > 1))
        memory = number_of(card, "vram_gb")
        if memory.high is not None and each == 1:
            yield expect(card.name, memory, "GB each" if card.quantity > 1 else "GB")


def _links(bench: Bench) -> Iterator[Expect]:
    """Yield lanes and generation of every graphics card: slot by slot where that is sure, else for all of a sort."""
    placement = bench.report["placement"]
    if placement["outcome"] != "placed" or not placement["cards"]:
        for ref, got in bench.check.derived.placement.placed.items():
            if ref.startswith("gpu#") and got.lanes.value.low:
                card = bench.build.part(ref)
                note = "wherever it sits" if card.quantity == 1 else "the one with fewest"
                yield expect(card.name, got.lanes.value, "lanes", note)
                yield expect(card.name, got.generation.value, "PCIe generation")
        return
    for card in placement["cards"]:
        if card["ref"].startswith("gpu#") and card["lanes"]["low"]:
            what = seat(card, bench)
            yield expect_json(what, card["lanes"], "lanes", "through the chipset" * (card["wired_to"] == "chipset"))
            yield expect_json(what, card["generation"], "PCIe generation")


def _open_links(bench: Bench) -> tuple[str, ...]:
    """Return the facts that leave lanes or generations of graphics cards open."""
    placed = bench.check.derived.placement.placed
    open_ones = [got for ref, got in placed.items() if ref.startswith("gpu#")]
    return tuple(sorted({path for got in open_ones for path in got.lanes.blame | got.generation.blame}))


def _draws(bench: Bench, *kinds: str) -> list[Mapping[str, Any]]:
    return [one for one in bench.report["power"]["draws"] if one["part"].partition("#")[0] in kinds or not kinds]


def _figures(bench: Bench, kind: str) -> list[str]:
    """Return where the watts of these parts come from."""
    return [one["source"] for one in _draws(bench, kind) if one["source"]]


def _watts(bench: Bench, kind: str) -> Iterator[Expect]:
    """Yield what one unit of each part of a kind should draw, and why that is a range where it is one."""
    for draw in _draws(bench, kind):
        part = bench.build.part(draw["part"])
        low, high = (None if end is None else round(end / draw["units"], 3) for end in draw["watts"].values())
        why = "" if low == high else f"; {OPEN_BY_MATCH.get(part.match, OPEN)}"
        each = ", each" if part.quantity > 1 else ""
        yield Expect(f"{part.name}{each}", low, high, "W", f"{draw['basis']}{why}")


def _at_the_wall(bench: Bench) -> Iterator[Expect]:
    """Yield the watts of all parts, what the outlet gives for them, and what the circuit is good for."""
    power = bench.report["power"]
    yield expect_json("all parts, direct current", power["sustained_w"], "W", _spread(bench))
    wall = power["wall_w"]
    if bench.build.of_kind("psu"):
        yield expect_json("at the outlet", wall, "W", "by the efficiency on the supply's label")
    circuit = power["circuit"]
    assumed = " (assumed: say --mains)" if circuit["assumed"] else ""
    good_for = circuit["continuous_w"]
    left = "" if wall["high"] is None else f"; {round(good_for - wall['high'])} W left at worst"
    if wall["high"] is not None and wall["high"] > good_for:
        left = f"; {round(wall['high'] - good_for)} W too little at worst"
    yield Expect(f"a circuit of {circuit['name']}{assumed} for hours", good_for, good_for, "W", f"four fifths{left}")


def _spread(bench: Bench) -> str:
    """Return which parts make the sum a range."""
    names = {part.ref: part.name for part in bench.build.parts}
    wide = []
    for draw in _draws(bench):
        low, high = draw["watts"]["low"] or 0, draw["watts"]["high"]
        if high is None or high - low > WIDE_W:
            reach = "no upper bound" if high is None else f"{low:g} to {high:g} W"
            wide.append((float("inf") if high is None else high - low, f"{names[draw['part']]} {reach}"))
    ordered = [text for _, text in sorted(wide, key=lambda one: -one[0])]
    return f"a range because of {', '.join(ordered)}" if ordered else ""
