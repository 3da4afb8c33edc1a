"""Operating system, driver and framework, by the architecture of the graphics cards; and lasting power limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rigcheck.engine.build import BuildPart
from rigcheck.questions.checklist_gpus import (
    Cards,
    capability,
    cards_of,
    generation_name,
    modules_of,
    nvidia,
    reach_of,
    toolkit_of,
)
from rigcheck.questions.checklist_items import Bench, Expect, Item, listed, named, shown, units_of
from rigcheck.schema.software import FrameworkBuild

DRIVER_KEYS: Final = ("modules", "last_driver", "least_driver")
"""What the choice of a driver rests on."""


def system(bench: Bench) -> Iterator[Item]:
    """Yield what to install, in order."""
    machines = nvidia(bench)
    if len(machines) > 1:
        gpus = [one for cards in machines for one in cards.software]
        values = {
            "cards": "; ".join(named(cards.parts) for cards in machines),
            "modules": "; ".join(modules_of(gpus)),
        }
        yield bench.item("driver-conflict", values=values, sources=bench.software_sources(gpus, *DRIVER_KEYS))
    if not machines or any(cards.driver(bench) for cards in machines):
        chosen = bench.software.system
        running = [card for cards in machines if cards.driver(bench) for card in cards.parts]
        where = (
            ""
            if len(running) == sum(len(cards.parts) for cards in machines)
            else f" in the machine of {named(running)}"
        )
        values = {"system": chosen.name, "kernel": chosen.kernel, "until": chosen.supported_until, "where": where}
        yield bench.item("install-system", values=values, sources=bench.software_sources([chosen]))
    for cards in cards_of(bench):
        if cards.toolkit == "CUDA":
            yield _nvidia_driver(cards, bench)
        yield from _framework(cards, bench)
    open_ones = [card for card in bench.build.of_kind("gpu") if toolkit_of(card, bench) is None]
    if open_ones:
        missing = tuple(f"{card.ref}.architecture" for card in open_ones)
        yield bench.item("gpu-not-known", values={"cards": named(open_ones)}, missing=missing)
    yield from _power_limits(bench)


def _nvidia_driver(cards: Cards, bench: Bench) -> Item:
    """Return the driver of the system's archive that runs these cards, or that there is none."""
    sources = bench.software_sources(cards.software, *DRIVER_KEYS)
    found = cards.driver(bench)
    if found is None:
        branch = cards.last_driver or "(which one is not known)"
        unsourced = (f"whether {bench.software.system.name} carries driver {branch}",)
        values = {"cards": named(cards.parts), "branch": str(branch)}
        return bench.item("driver-legacy", values=values, sources=sources, unsourced=unsourced)
    driver, modules = found
    build = cards.build
    least = max([0, *(one.least_driver or 0 for one in cards.software), (build and build.least_driver) or 0])
    needs = f"{_title(build)} needs driver" if build else "the cards need driver"
    values = {
        "cards": _with_capability(cards.parts),
        "modules": "; ".join(modules_of(cards.software)),
        "branch": str(driver.branch),
        "support": driver.support,
        "least": f"; {needs} {least} at least" if least else "",
        "where": cards.where,
    }
    own = bench.software_sources([driver])
    return bench.item(f"driver-{modules}", values=values, sources=[*own, *sources])


def _framework(cards: Cards, bench: Bench) -> Iterator[Item]:
    """Yield the build of the framework that holds code for all cards of a toolkit, or that there is none."""
    build, alone = cards.build, len({other.toolkit for other in cards_of(bench)}) == 1
    generations = listed([generation_name(word) for word in cards.words])
    both = "all of " if len(cards.words) > 1 else ""
    if build is None:
        values = {"cards": named(cards.parts), "toolkit": cards.toolkit, "architectures": both + generations}
        every = [one for one in bench.software.builds if one.toolkit == cards.toolkit]
        sources = bench.software_sources(every, "architectures")
        yield bench.item("framework-none", values=values, sources=sources)
        return
    reach = {
        "CUDA": f"{listed([reach_of(one) for one in cards.software])}; this build holds code for that",
        "ROCm": f"ROCm supports chips of {generations}",
        "XPU": f"It is validated on {generations}",
    }
    values = {
        "framework": _title(build),
        "reach": reach[build.toolkit],
        "last": f" But {build.last}." if build.last else "",
        "venv": "ml" if alone else f"ml-{cards.toolkit.lower()}",
        "where": cards.where,
    }
    yield bench.item(
        "framework",
        values=values,
        commands=tuple(build.commands),
        sources=(*bench.software_sources([build]), *bench.software_sources(cards.software, "first_cuda", "last_cuda")),
        unsourced=tuple(build.unknown),
    )
    if cards.toolkit == "ROCm":
        targets = listed([target for one in cards.software for target in one.rocm_targets or ()])
        sources = bench.software_sources(cards.software, "rocm_targets")
        yield bench.item("rocm-targets", values={"cards": named(cards.parts), "targets": targets}, sources=sources)


def _title(build: FrameworkBuild) -> str:
    return " ".join(filter(None, [build.framework, "for", build.toolkit, build.version]))


def _with_capability(cards: Sequence[BuildPart]) -> str:
    """Return cards with their compute capability, where it is stated."""
    said = []
    for card in cards:
        stated = capability(card)
        said.append(named([card]) + (f" (compute capability {stated})" if stated else ""))
    return listed(said)


def _power_limits(bench: Bench) -> Iterator[Item]:
    """Yield how the lasting limits of the list are set."""
    limited = [
        card
        for card in bench.build.of_kind("gpu")
        if "power_limit_w" in card.settings and toolkit_of(card, bench) == "CUDA"
    ]
    if not limited:
        return
    limits = list(dict.fromkeys(card.settings["power_limit_w"] for card in limited))
    all_alike = len(limits) == 1 and units_of(limited) == units_of(bench.build.of_kind("gpu"))
    which = "" if all_alike else "-i NUMBER "
    commands = [f"sudo nvidia-smi {which}-pl {shown(watts)}" for watts in limits]
    expected = tuple(
        Expect(card.name, card.settings["power_limit_w"], card.settings["power_limit_w"], "W", "the list's limit")
        for card in limited
    )
    yield bench.item("power-limit", commands=tuple(commands), expect=expected)
