"""The graphics cards of a build by what runs them: those of one machine share a driver and a build of the framework."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from rigcheck.catalog.vocabulary import word_lists
from rigcheck.engine.build import BuildPart
from rigcheck.questions.checklist_items import Bench, architecture, named
from rigcheck.schema.software import ENDLESS, Driver, FrameworkBuild, GpuSoftware, Toolkit
from rigcheck.values import exact

TOOLKITS: Final[tuple[Toolkit, ...]] = get_args(Toolkit)


class Cards:
    """Graphics cards that one toolkit, and on NVIDIA's one driver, runs in one machine."""

    def __init__(self, toolkit: Toolkit, parts: Sequence[BuildPart], bench: Bench, *, apart: bool = False) -> None:
        self.toolkit = toolkit
        self.parts = tuple(parts)
        self.words = tuple(dict.fromkeys(architecture(card) or "" for card in parts))
        self.software = tuple(bench.software.gpus[word] for word in self.words)
        builds = (one for one in bench.software.builds if one.toolkit == toolkit)
        self.build: FrameworkBuild | None = next(
            (one for one in builds if set(self.words) <= set(one.architectures)), None
        )
        """The first build that holds code for all of them."""
        self.where = f" in the machine of {named(parts)}" if apart else ""
        """Which machine is meant, where the list needs more than one."""

    def driver(self, bench: Bench) -> tuple[Driver, str] | None:
        """Return the driver of the system that runs all of them, and with which of its kernel modules."""
        return _driver(self.software, bench)

    @property
    def last_driver(self) -> int | None:
        """Return NVIDIA's last driver for all of them, where it is known and has come."""
        return _last(self.software)


def toolkit_of(card: BuildPart, bench: Bench) -> Toolkit | None:
    """Return what runs computations on a card: CUDA, ROCm or XPU; None where that is not known."""
    one = bench.software.gpus.get(architecture(card) or "")
    return one.toolkit if one else None


def cards_of(bench: Bench) -> tuple[Cards, ...]:
    """Return all cards whose toolkit is known: of NVIDIA's as few groups as drivers allow."""
    found = []
    for toolkit in TOOLKITS:
        parts = [card for card in bench.build.of_kind("gpu") if toolkit_of(card, bench) == toolkit]
        groups = _by_driver(parts, bench) if toolkit == "CUDA" else [parts] if parts else []
        found += [Cards(toolkit, group, bench, apart=len(groups) > 1) for group in groups]
    return tuple(found)


def nvidia(bench: Bench) -> tuple[Cards, ...]:
    """Return NVIDIA's cards: a group for each machine that they need."""
    return tuple(cards for cards in cards_of(bench) if cards.toolkit == "CUDA")


def apart(bench: Bench) -> bool:
    """Return whether these cards need more than one machine, for lack of a driver that runs all of them."""
    return len(nvidia(bench)) > 1


def _by_driver(parts: Sequence[BuildPart], bench: Bench) -> list[list[BuildPart]]:
    order = list(bench.software.gpus)
    groups: list[list[BuildPart]] = []
    for card in sorted(parts, key=lambda card: order.index(architecture(card) or "")):
        for group in groups:
            software = [bench.software.gpus[architecture(one) or ""] for one in (*group, card)]
            if _driver(software, bench) or (_last(software) and not _driver(software[-1:], bench)):
                group.append(card)
                break
        else:
            groups.append([card])
    return groups


def _driver(gpus: Sequence[GpuSoftware], bench: Bench) -> tuple[Driver, str] | None:
    for driver in bench.software.drivers:
        for modules in driver.modules:
            if all(_runs(one, driver, modules) for one in gpus):
                return driver, modules
    return None


def _last(gpus: Sequence[GpuSoftware]) -> int | None:
    [*ends] = {one.last_driver for one in gpus}
    return ends[0] if len(ends) == 1 and isinstance(ends[0], int) else None


def _runs(gpu: GpuSoftware, driver: Driver, modules: str) -> bool:
    """Return whether a driver with these kernel modules runs a card; of what is not known it does not.

    Of cards whose kernel modules are known, a least driver is stated where one of today's branches is too old.
    """
    last = gpu.last_driver
    ends_later = last == ENDLESS or (isinstance(last, int) and driver.branch <= last)
    return modules in (gpu.modules or ()) and (gpu.least_driver or 0) <= driver.branch and ends_later


def generation_name(word: str) -> str:
    """Return the name of an architecture: `NVIDIA Turing`."""
    return word_lists()["gpu_architectures"].words.get(word, word).partition(":")[0]


def capability(card: BuildPart) -> str | None:
    """Return a card's compute capability as NVIDIA writes it, `12.0`, or None where it is open."""
    stated = card.facts.get("compute_capability")
    if stated is None or isinstance(stated, dict):
        return None
    return f"{float(exact(stated)):.1f}"


def toolkits_for(cards: Cards, bench: Bench) -> str | None:
    """Return which CUDA toolkits build for all of these cards: `CUDA 8.0 to 12.x`; None where that is not known."""
    firsts = [one.first_cuda for one in cards.software if one.first_cuda]
    lasts = [last for card in cards.parts if (last := _last_cuda(card, bench))]
    if len(firsts) < len(cards.software) or len(lasts) < len(cards.parts):
        return None
    first, ends = max(firsts, key=_order), [last for last in lasts if last != ENDLESS]
    return f"CUDA {first} to {min(ends, key=_order)}" if ends else f"CUDA {first} or newer"


def _last_cuda(card: BuildPart, bench: Bench) -> str | None:
    """Return the last CUDA that builds for a card; None where it is not known."""
    software, own = bench.software.gpus[architecture(card) or ""], capability(card)
    if software.ends_earlier is None:
        return software.last_cuda
    return software.ends_earlier.get(own, software.last_cuda) if own else None


def _order(version: str) -> tuple[float, ...]:
    return tuple(float("inf") if number == "x" else int(number) for number in version.split("."))


def modules_of(gpus: Sequence[GpuSoftware]) -> Iterator[str]:
    """Yield which kernel modules run these cards, in words."""
    for gpu in gpus:
        kinds = gpu.modules or ()
        runs = f"the {kinds[0]} modules only" if len(kinds) == 1 else "either kind of modules, best the open ones"
        end = f"driver {gpu.last_driver} is its last" if isinstance(gpu.last_driver, int) else ""
        end = end or ("" if gpu.last_driver else "its last driver is not known")
        told = ", and ".join(filter(None, [f"it runs on {runs}" if kinds else "", end]))
        yield f"{generation_name(gpu.architecture)}: {told or 'not known'}"


def reach_of(gpu: GpuSoftware) -> str:
    """Return with which versions of CUDA an architecture runs."""
    ends = {None: "on; its last one is not known", ENDLESS: "on"}
    reach = ends.get(gpu.last_cuda, f"up to {gpu.last_cuda}")
    return f"{generation_name(gpu.architecture)} runs with CUDA from {gpu.first_cuda or 'one not known'} {reach}"
