"""Memory in a checklist: a profile where the modules have one, and the speed that is to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from rigcheck.engine.build import BuildPart
from rigcheck.engine.display import Names
from rigcheck.engine.report import message
from rigcheck.fact import usual_of
from rigcheck.quantity import Quantity, number, total
from rigcheck.questions.checklist_items import Bench, Expect, Item, expect, number_of, text_of
from rigcheck.rules.finding import Finding
from rigcheck.schema.software import MemoryProfile
from rigcheck.values import Interval, less_or_equal, smallest
from rigcheck.verdict import Verdict, negate

CROWDED: Final = "with more than one module in a channel it may not hold"


def memory_settings(bench: Bench) -> Iterator[Item]:
    """Yield the profiles to load, and where the board ends below them."""
    for finding in bench.findings("memory/official-speed"):
        kit, cpu = bench.part_of(finding, "memory"), bench.part_of(finding, "cpu")
        profile = _profile(kit, cpu, bench)
        if finding.verdict is Verdict.UNKNOWN:
            yield bench.item("memory-perhaps", values={"memory": kit.name}, missing=finding.missing)
        elif finding.verdict is Verdict.VIOLATED and profile:
            values = {
                "memory": kit.name,
                "cpu": cpu.name,
                "profile": profile.called,
                "official": text_of(number_of(cpu, "memory_speed_mts"), "MT/s"),
                "rated": text_of(number_of(kit, "speed_mts"), "MT/s"),
            }
            cited = [*bench.sources(f"{cpu.ref}.memory_speed_mts"), *bench.software_sources([profile])]
            kind = () if "module_kind" in kit.facts else (f"{kit.ref}.module_kind",)
            yield bench.item("memory-profile", values=values, sources=cited, missing=kind)
    for finding in bench.findings("memory/board-speed"):
        if finding.verdict is Verdict.VIOLATED:
            kit, board = bench.part_of(finding, "memory"), bench.part_of(finding, "motherboard")
            limit = text_of(number_of(board, "memory_speed_mts"), "MT/s")
            values = {"memory": kit.name, "limit": limit, "finding": _said(finding, bench)}
            sources = bench.sources(f"{board.ref}.memory_speed_mts")
            yield bench.item("memory-board-limit", values=values, sources=sources)


def see_memory(bench: Bench) -> Iterator[Item]:
    """Yield that all memory is there, and at which speed it should run."""
    kits = bench.build.of_kind("memory")
    if kits:
        speeds = [_Speed(kit, bench) for kit in kits]
        yield bench.item(
            "see-memory",
            expect=(*capacity(bench), *(one for speed in speeds for one in speed.expected())),
            sources=[source for speed in speeds for source in speed.sources()],
            missing=tuple(sorted(_size(bench).blame)),
            unsourced=tuple(dict.fromkeys(text for speed in speeds for text in speed.not_known())),
        )


def capacity(bench: Bench) -> tuple[Expect, ...]:
    """Return the size of all memory, where it is known."""
    size = _size(bench).value
    return (expect("memory", size, "GB"),) if size.low and size.high is not None else ()


def _size(bench: Bench) -> Quantity:
    return total(
        number(record, "modules").times(number(record, "module_gb")).times(Quantity.exactly(kit.quantity))
        for kit in bench.build.of_kind("memory")
        for record in [kit.record()]
    )


def _profile(kit: BuildPart, cpu: BuildPart | None, bench: Bench) -> MemoryProfile | None:
    """Return what the profile of a kit is called; None where the board's chipset lets no memory run faster.

    Modules whose kind nobody stated are of one the processor takes.
    """
    boards = bench.build.of_kind("motherboard")
    if any(board.facts.get("chipset") in bench.software.locked_memory for board in boards):
        return None
    memory_type, kind = usual_of(kit.facts.get("type")), kit.facts.get("module_kind")
    taken: Any = cpu.facts.get("memory_kinds") if cpu else None
    kinds = [kind] if kind else taken if isinstance(taken, list | tuple) else None
    profiles = (one for one in bench.software.memory_profiles if one.type == memory_type)
    return next((one for one in profiles if kinds is None or not set(one.module_kinds).isdisjoint(kinds)), None)


class _Speed:
    """The speed that a kit should run at: what the processor is specified for, unless a profile is loaded."""

    def __init__(self, kit: BuildPart, bench: Bench) -> None:
        findings = [one for one in bench.findings("memory/official-speed") if kit.ref in one.parts]
        self.kit, self.bench, self.rated = kit, bench, number_of(kit, "speed_mts")
        self.cpu = bench.part_of(findings[0], "cpu") if findings else None
        self.verdict = findings[0].verdict if findings else Verdict.UNKNOWN
        self.profile = _profile(kit, self.cpu, bench)
        self.crowded = _crowded(bench)
        family = self.cpu.facts.get("family") if self.cpu else None
        two = bench.software.two_per_channel.get(family) if isinstance(family, str) else None
        self.two = two if self.crowded is Verdict.OK else None

    @property
    def by_profile(self) -> bool:
        """Return whether the rated speed is one of a profile."""
        return self.verdict is Verdict.VIOLATED and self.profile is not None

    def expected(self) -> Iterator[Expect]:
        what = f"{self.kit.name}, speed"
        if self.rated.high is None:
            return
        if self.by_profile:
            note = "with its profile; without it less"
            held = "" if self.crowded is Verdict.VIOLATED else f"; {CROWDED}"
            yield expect(what, self.rated, "MT/s", f"{note}{held}")
        elif self.cpu is None or self.verdict is Verdict.UNKNOWN:
            yield expect(what, Interval(0, self.rated.high), "MT/s")
        else:
            official = smallest([self.rated, number_of(self.cpu, "memory_speed_mts")])
            note = f"what {self.cpu.name} is specified for"
            if self.verdict is Verdict.OK:
                note = "within the processor's specification; if it shows less, choose it"
            if self.two:
                official = smallest([official, Interval.point(self.two.speed_mts)])
                note = f"what {self.cpu.name} is specified for with two modules in each channel"
            elif self.crowded is not Verdict.VIOLATED:
                official = Interval(0, official.high)
                note = ""
            yield expect(what, official, "MT/s", note)

    def sources(self) -> tuple[str, ...]:
        return self.bench.software_sources([self.two]) if self.two and not self.by_profile else ()

    def not_known(self) -> Iterator[str]:
        if self.cpu is None or self.verdict is Verdict.UNKNOWN:
            yield "which speed the processor is specified for"
        elif not self.by_profile:
            if self.crowded is not Verdict.VIOLATED and not self.two:
                perhaps = "" if self.crowded is Verdict.OK else " (how many there are is open)"
                yield f"the speed with more than one module in a channel{perhaps}; makers specify less then"
            if self.verdict is Verdict.VIOLATED:
                yield f"whether {self.kit.name} has a profile for its {text_of(self.rated, 'MT/s')}"


def _crowded(bench: Bench) -> Verdict:
    """Return whether there are more modules than channels, so that some share one."""
    kits, cpus = bench.build.of_kind("memory"), bench.build.of_kind("cpu")
    modules = total(number(kit.record(), "modules").times(Quantity.exactly(kit.quantity)) for kit in kits)
    channels = total(number(cpu.record(), "memory_channels").times(Quantity.exactly(cpu.quantity)) for cpu in cpus)
    return negate(less_or_equal(modules.value, channels.value))


def _said(finding: Finding, bench: Bench) -> str:
    """Return the sentence of a finding, on one line."""
    return " ".join(message(finding, Names(bench.build)).split())
