"""Operating system, driver and framework, by the architecture of the graphics cards; and lasting power limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rigcheck.catalog.vocabulary import word_lists
from rigcheck.engine.build import BuildPart
from rigcheck.questions.checklist_items import Bench, Expect, Item, architecture, listed, named, shown, units_of
from rigcheck.schema.software import Driver, FrameworkBuild, GpuSoftware
from rigcheck.values import exact

DRIVER_KEYS: Final = ("modules", "last_driver", "least_driver")
"""What the choice of a driver rests on."""


class Cards:
    """The graphics cards that one toolkit runs."""

    def __init__(self, bench: Bench, toolkit: str) -> None:
        self.toolkit = toolkit
        self.parts = tuple(card for card in bench.build.of_kind("gpu") if toolkit_of(card, bench) == toolkit)
        self.words = tuple(dict.fromkeys(architecture(card) or "" for card in self.parts))
        self.software = tuple(bench.software.gpus[word] for word in self.words)

    def build(self, bench: Bench) -> FrameworkBuild | None:
        """Return the first build that holds code for all of them."""
        builds = (one for one in bench.software.builds if one.toolkit == self.toolkit and self.parts)
        return next((one for one in builds if set(self.words) <= set(one.architectures)), None)


def toolkit_of(card: BuildPart, bench: Bench) -> str | None:
    """Return what runs computations on a card: CUDA, ROCm or XPU; None where its architecture is open."""
    word = architecture(card)
    one = bench.software.gpus.get(word or "")
    if one is None:
        return None
    if one.first_cuda:
        return "CUDA"
    return "XPU" if any(b.toolkit == "XPU" and word in b.architectures for b in bench.software.builds) else "ROCm"


def system(bench: Bench) -> Iterator[Item]:
    """Yield what to install, in order."""
    chosen = bench.software.system
    values = {"system": chosen.name, "kernel": chosen.kernel, "until": chosen.supported_until}
    yield bench.item("install-system", values=values, sources=bench.software_sources([chosen]))
    for toolkit in ("CUDA", "ROCm", "XPU"):
        cards = Cards(bench, toolkit)
        drivers = list(_nvidia_driver(cards, bench)) if toolkit == "CUDA" and cards.parts else []
        yield from drivers
        if cards.parts and not any(item.task.id == "driver-conflict" for item in drivers):
            yield from _framework(cards, bench)
    open_ones = [card for card in bench.build.of_kind("gpu") if toolkit_of(card, bench) is None]
    if open_ones:
        missing = tuple(f"{card.ref}.architecture" for card in open_ones)
        yield bench.item("gpu-not-known", values={"cards": named(open_ones)}, missing=missing)
    yield from _power_limits(bench)


def _nvidia_driver(cards: Cards, bench: Bench) -> Iterator[Item]:
    """Yield the driver of the system's archive that runs all of NVIDIA's cards, or what stands against that."""
    sources = bench.software_sources(cards.software, *DRIVER_KEYS)
    values = {"cards": _with_capability(cards.parts), "modules": _modules(cards.software)}
    for driver in bench.software.drivers:
        modules = [kind for kind in driver.modules if all(_runs(one, driver, kind) for one in cards.software)]
        if modules:
            build = cards.build(bench)
            least = max([0, *(one.least_driver or 0 for one in cards.software), (build and build.least_driver) or 0])
            needs = f"{_title(build)} needs driver" if build else "the cards need driver"
            values |= {"branch": str(driver.branch), "support": driver.support}
            values |= {"least": f"; {needs} {least} at least" if least else ""}
            own = bench.software_sources([driver])
            yield bench.item(f"driver-{modules[0]}", values=values, sources=[*own, *sources])
            return
    ends = [one.last_driver for one in cards.software]
    if len(set(ends)) == 1 and ends[0] is not None:
        unsourced = (f"whether {bench.software.system.name} carries driver {ends[0]}",)
        values |= {"branch": str(ends[0])}
        yield bench.item("driver-legacy", values=values, sources=sources, unsourced=unsourced)
    else:
        yield bench.item("driver-conflict", values=values, sources=sources)


def _runs(gpu: GpuSoftware, driver: Driver, modules: str) -> bool:
    """Return whether a driver with these kernel modules runs a card; of what is not known it does not."""
    return (
        modules in (gpu.modules or ())
        and (gpu.least_driver or 0) <= driver.branch
        and (gpu.last_driver is None or driver.branch <= gpu.last_driver)
    )


def _modules(gpus: Sequence[GpuSoftware]) -> str:
    """Return which kernel modules run these cards, in words."""
    said = []
    for gpu in gpus:
        kinds = gpu.modules or ()
        runs = f"the {kinds[0]} modules only" if len(kinds) == 1 else "either kind of modules, best the open ones"
        end = f"driver {gpu.last_driver} is its last" if gpu.last_driver else ""
        told = ", and ".join(filter(None, [f"it runs on {runs}" if kinds else "", end]))
        said.append(f"{_generation(gpu.architecture)}: {told or 'not known'}")
    return "; ".join(said)


def _framework(cards: Cards, bench: Bench) -> Iterator[Item]:
    """Yield the build of the framework that holds code for all cards of a toolkit, or that there is none."""
    build = cards.build(bench)
    generations = listed([_generation(word) for word in cards.words])
    both = "all of " if len(cards.words) > 1 else ""
    if build is None:
        values = {"cards": named(cards.parts), "toolkit": cards.toolkit, "architectures": both + generations}
        every = [one for one in bench.software.builds if one.toolkit == cards.toolkit]
        sources = bench.software_sources(every, "architectures")
        yield bench.item("framework-none", values=values, sources=sources)
        return
    reach = {
        "CUDA": f"{listed([_reach(one) for one in cards.software])}; this build holds code for that",
        "ROCm": f"ROCm supports chips of {generations}",
        "XPU": f"It is validated on {generations}",
    }
    values = {
        "framework": _title(build),
        "reach": reach[build.toolkit],
        "last": f" But {build.last}." if build.last else "",
    }
    yield bench.item(
        "framework",
        values=values,
        commands=tuple(build.commands),
        sources=(*bench.software_sources([build]), *bench.software_sources(cards.software, "first_cuda", "last_cuda")),
        unsourced=tuple(build.unknown),
    )
    if cards.toolkit == "ROCm":
        targets = listed([target for one in cards.software for target in one.rocm_targets])
        sources = bench.software_sources(cards.software, "rocm_targets")
        yield bench.item("rocm-targets", values={"cards": named(cards.parts), "targets": targets}, sources=sources)


def _title(build: FrameworkBuild) -> str:
    return " ".join(filter(None, [build.framework, "for", build.toolkit, build.version]))


def _generation(word: str) -> str:
    """Return the name of an architecture: `NVIDIA Turing`."""
    return word_lists()["gpu_architectures"].words.get(word, word).partition(":")[0]


def _reach(gpu: GpuSoftware) -> str:
    """Return with which versions of CUDA an architecture runs."""
    reach = f"up to {gpu.last_cuda}" if gpu.last_cuda else "on"
    return f"{_generation(gpu.architecture)} runs with CUDA from {gpu.first_cuda} {reach}"


def _with_capability(cards: Sequence[BuildPart]) -> str:
    """Return cards with their compute capability, where it is stated."""
    said = []
    for card in cards:
        stated = capability(card)
        said.append(named([card]) + (f" (compute capability {stated})" if stated else ""))
    return listed(said)


def capability(card: BuildPart) -> str | None:
    """Return a card's compute capability as NVIDIA writes it, `12.0`, or None where it is open."""
    stated = card.facts.get("compute_capability")
    if stated is None or isinstance(stated, dict):
        return None
    return f"{float(exact(stated)):.1f}"


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
