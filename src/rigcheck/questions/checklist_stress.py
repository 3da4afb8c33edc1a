"""Look whether all is there, then stress it; what to expect comes from the models of power and placement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rigcheck.engine.build import BuildPart
from rigcheck.fact import usual_of
from rigcheck.questions.checklist_gpus import Cards, apart, capability, cards_of, nvidia, toolkit_of, toolkits_for
from rigcheck.questions.checklist_items import (
    Bench,
    Expect,
    Item,
    expect,
    expect_json,
    named,
    number_of,
    units_of,
)
from rigcheck.questions.checklist_links import links, open_links, open_slots
from rigcheck.questions.checklist_memory import capacity, see_memory

BY_TORCH_CUDA: Final = frozenset({"CUDA", "ROCm"})
"""The toolkits whose cards `torch.cuda` counts."""
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
    yield from see_memory(bench)
    drives = [part for part in bench.build.of_kind("storage") if part.facts.get("external") is not True]
    if drives:
        expected = tuple(Expect(part.name, part.quantity, part.quantity, "drives") for part in drives)
        yield bench.item("see-drives", expect=expected)
    machines = nvidia(bench)
    for machine in machines:
        yield bench.item("see-gpus", values={"where": machine.where}, expect=tuple(_seen(machine.parts)))
    cards = bench.build.of_kind("gpu")
    if cards and not apart(bench):
        only_nvidia = sum(len(machine.parts) for machine in machines) == len(cards)
        task = "see-links" if only_nvidia else "see-links-by-lspci"
        yield bench.item(task, expect=tuple(links(bench)), missing=open_links(bench), unsourced=open_slots(bench))
    bridges = [part for part in bench.build.of_kind("accessory") if part.facts.get("role") == "bridge"]
    for machine in machines:
        if units_of(machine.parts) > 1:
            values = {"bridges": f", and that {named(bridges)} works" if bridges else "", "where": machine.where}
            yield bench.item("see-topology", values=values)
    for machine in cards_of(bench):
        if machine.build and machine.toolkit in BY_TORCH_CUDA:
            seen = units_of(machine.parts)
            expected = (Expect("device_count", seen, seen, "cards"),)
            values = {"cards": named(machine.parts), "where": machine.where}
            yield bench.item("see-framework", values=values, expect=expected)


def stress(bench: Bench) -> Iterator[Item]:
    """Yield the tests, each with what the meter should show."""
    if bench.build.of_kind("memory"):
        yield bench.item("test-memory", expect=(*capacity(bench), Expect("memory errors", 0, 0, "")))
    cpus, gpus = bench.build.of_kind("cpu"), bench.build.of_kind("gpu")
    if cpus:
        yield _loaded("test-cpu", cpus, bench)
    for machine in nvidia(bench):
        yield _burnt(machine, bench)
    others = [card for card in gpus if toolkit_of(card, bench) != "CUDA"]
    if others:
        yield _loaded("load-gpus", others, bench, values={"cards": named(others)})
    cooled = [card for card in gpus if toolkit_of(card, bench) == "CUDA"]
    if cooled:
        yield bench.item("test-temperatures", values={"cards": named(cooled)})
    if others:
        unsourced = ("at which temperature they slow down; their maker says",)
        yield bench.item("test-temperatures-open", values={"cards": named(others)}, unsourced=unsourced)
    if (cpus or gpus) and not apart(bench):
        draws = bench.report["power"]["draws"]
        missing = tuple(one["figure"] for one in draws if one["watts"]["high"] is None)
        yield bench.item("test-wall", expect=tuple(_at_the_wall(bench)), missing=missing)
    if bench.build.of_kind("storage"):
        yield bench.item("test-drives", expect=(Expect("new errors", 0, 0, ""),))


def _burnt(machine: Cards, bench: Bench) -> Item:
    """Return the test of NVIDIA's cards in one machine, with the toolkits that can build it."""
    capabilities = [stated for card in machine.parts if (stated := capability(card))]
    toolkits = toolkits_for(machine, bench)
    values = {
        "compute": min(capabilities, key=float, default="CAPABILITY"),
        "toolkits": toolkits or "CUDA",
        "cards": named(machine.parts),
        "where": machine.where,
    }
    system = bench.software.system.name if machine.driver(bench) else "the system"
    unsourced = [f"which package of {system} holds such a toolkit"]
    if toolkits is None:
        unsourced.append("which versions of CUDA build for these cards")
    sources = bench.software_sources(machine.software, "first_cuda", "last_cuda", "ends_earlier")
    return _loaded("test-gpus", machine.parts, bench, sources, values=values, unsourced=tuple(unsourced))


def _loaded(task: str, parts: Sequence[BuildPart], bench: Bench, sources: Sequence[str] = (), **filled: Any) -> Item:
    """Return a test with the watts of these parts; of one of which nothing is known, what is missing."""
    draws = [one for one in bench.report["power"]["draws"] if one["part"] in {part.ref for part in parts}]
    open_ones = [one for one in draws if not one["watts"]["low"] and one["watts"]["high"] is None]
    return bench.item(
        task,
        expect=tuple(_watts(draw, bench) for draw in draws if draw not in open_ones),
        sources=[*(one["source"] for one in draws if one["source"]), *sources],
        missing=tuple(one["figure"] for one in open_ones),
        **filled,
    )


def _seen(cards: tuple[BuildPart, ...]) -> Iterator[Expect]:
    for card in cards:
        inside = usual_of(card.facts.get("gpus_on_card"))
        each = inside if isinstance(inside, int) else 1
        yield Expect(card.name, card.quantity * each, card.quantity * each, "GPUs", f"{each} on each card" * (each > 1))
        memory = number_of(card, "vram_gb")
        if memory.high is not None and each == 1:
            yield expect(card.name, memory, "GB each" if card.quantity > 1 else "GB")


def _watts(draw: Mapping[str, Any], bench: Bench) -> Expect:
    """Return what one unit of a part should draw, and why that is a range where it is one."""
    part = bench.build.part(draw["part"])
    low, high = (None if end is None else round(end / draw["units"], 3) for end in draw["watts"].values())
    why = "" if low == high else f"; {OPEN_BY_MATCH.get(part.match, OPEN)}"
    each = ", each" if part.quantity > 1 else ""
    return Expect(f"{part.name}{each}", low, high, "W", f"{draw['basis']}{why}")


def _at_the_wall(bench: Bench) -> Iterator[Expect]:
    """Yield the watts of all parts, what the outlet gives for them, and what the circuit is good for."""
    power = bench.report["power"]
    if power["sustained_w"]["low"]:
        yield expect_json("all parts, direct current", power["sustained_w"], "W", _spread(bench))
    wall = power["wall_w"]
    if bench.build.of_kind("psu") and wall["low"]:
        known = all(isinstance(psu.facts.get("efficiency"), str) for psu in bench.build.of_kind("psu"))
        by = "by the efficiency on the supply's label" if known else "by any label, for the supply's is not known"
        yield expect_json("at the outlet", wall, "W", by)
    circuit = power["circuit"]
    assumed = " (assumed: say --mains)" if circuit["assumed"] else ""
    good_for = circuit["continuous_w"]
    share = f"{round(100 * good_for / circuit['rated_w'])} % of its {circuit['rated_w']} W"
    left = "" if wall["high"] is None else f"; {round(good_for - wall['high'])} W left at worst"
    if wall["high"] is not None and wall["high"] > good_for:
        left = f"; {round(wall['high'] - good_for)} W too little at worst"
    yield Expect(f"a circuit of {circuit['name']}{assumed} for hours", good_for, good_for, "W", f"{share}{left}")


def _spread(bench: Bench) -> str:
    """Return which parts make the sum a range."""
    names = {part.ref: part.name for part in bench.build.parts}
    wide = []
    for draw in bench.report["power"]["draws"]:
        low, high = draw["watts"]["low"] or 0, draw["watts"]["high"]
        if high is None or high - low > WIDE_W:
            reach = "no upper bound" if high is None else f"{low:g} to {high:g} W"
            wide.append((float("inf") if high is None else high - low, f"{names[draw['part']]} {reach}"))
    ordered = [text for _, text in sorted(wide, key=lambda one: -one[0])]
    return f"a range because of {', '.join(ordered)}" if ordered else ""
