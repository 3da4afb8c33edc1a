"""Which slot each card goes into, and the lanes and the generation that it gets there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rigcheck.placement.bounds import Alone, alone
from rigcheck.placement.facts import Got
from rigcheck.questions.checklist_items import Bench, Expect, expect, expect_json, listed, seat, units_of
from rigcheck.values import Exact, Interval


def seats(bench: Bench) -> list[str]:
    """Return where the cards go, if there is a choice and it is sure."""
    placement = bench.report["placement"]
    if placement["outcome"] == "placed" and placement["cards"]:
        told = [seat(card, bench) for card in placement["cards"]]
        return told if len(told) > 1 or len(_Choice.of(bench).every) > 1 else []
    choice = _Choice.of(bench)
    slot = choice.slot if len(choice.every) > 1 else None
    return [f"{bench.build.part(choice.ref).name} in {slot}"] if slot else []


def links(bench: Bench) -> Iterator[Expect]:
    """Yield lanes and generation of every graphics card: slot by slot where that is sure, else for all of a sort."""
    placement, choice = bench.report["placement"], _Choice.of(bench)
    if placement["outcome"] == "placed" and placement["cards"]:
        for card in placement["cards"]:
            if card["ref"].startswith("gpu#") and card["lanes"]["low"]:
                through = "through the chipset" if card["wired_to"] == "chipset" else ""
                others = choice.others(card["slot"])
                note = "; ".join(filter(None, [through, others]))
                yield expect_json(seat(card, bench), card["lanes"], "lanes", note)
                yield expect_json(seat(card, bench), card["generation"], "PCIe generation")
        return
    for ref, got in bench.check.derived.placement.placed.items():
        if not ref.startswith("gpu#") or not got.lanes.value.low:
            continue
        card = bench.build.part(ref)
        if choice.ref == ref:
            yield from choice.expected(card.name, got)
        else:
            fewest = "the one with fewest, in the best slots" if card.quantity > 1 else "in the best slot left"
            hung = bool(card.settings.get("riser"))
            yield from _link(card.name, got, "on its riser" if hung else fewest)


def open_links(bench: Bench) -> tuple[str, ...]:
    """Return the facts that leave lanes or generations of graphics cards open."""
    if not bench.build.of_kind("motherboard"):
        return ()
    placed = bench.check.derived.placement.placed
    open_ones = [got for ref, got in placed.items() if ref.startswith("gpu#")]
    return tuple(sorted({path for got in open_ones for path in got.lanes.blame | got.generation.blame}))


def open_slots(bench: Bench) -> tuple[str, ...]:
    """Return what is not known of the long slots of the board, for a single card; and where there is no board."""
    if not bench.build.of_kind("motherboard"):
        return ("which board they sit on",)
    choice = _Choice.of(bench)
    if not choice.ref or bench.report["placement"]["outcome"] == "placed":
        return ()
    if not choice.every or not choice.complete:
        return ("which long slots the board has, and what each of them gives",)
    which = () if choice.slot or len(choice.every) == 1 else ("which of the long slots gives the card most",)
    open_ones = [one for one in choice.every if one.lanes.high is None or not one.lanes.low]
    unknown = [one.name or "a slot without a name" for one in open_ones]
    return (*which, *([f"the lanes of {listed(unknown)}"] if unknown else []))


def _link(what: str, got: Got, note: str) -> Iterator[Expect]:
    yield expect(what, got.lanes.value, "lanes", note)
    if got.generation.value.high is not None:
        yield expect(what, got.generation.value, "PCIe generation")


@dataclass(frozen=True, slots=True)
class _Choice:
    """The long slots that a single graphics card may go into, and what each of them gives it."""

    ref: str
    every: Sequence[Alone]
    complete: bool

    @classmethod
    def of(cls, bench: Bench) -> _Choice:
        """Return the choice; without a card where there are several, or the only one hangs on a riser."""
        problem = bench.check.derived.placement.problem
        gpus = [load for load in problem.loads if load.gpu]
        if units_of(bench.build.of_kind("gpu")) != 1 or len(gpus) != 1 or not bench.build.of_kind("motherboard"):
            return cls("", (), complete=False)
        return cls(gpus[0].ref, tuple(alone(problem.board, gpus[0])), complete=problem.board.complete)

    @property
    def best(self) -> list[Alone]:
        """Return the slots that may give the card most: lanes first, then the generation."""
        if not self.complete:
            return []
        lanes = max((one.lanes.low or 0 for one in self.every), default=0)
        wide = [one for one in self.every if _reaches(one.lanes, lanes)]
        generation = max((one.generation.low or 0 for one in wide), default=0)
        return [one for one in wide if _reaches(one.generation, generation)]

    @property
    def slot(self) -> str | None:
        """Return the slots that give the card most, by name; None where it is not sure which do."""
        best, names = self.best, [one.name for one in self.best if one.name]
        known = len(best) == 1 or all(one.lanes.is_point and one.generation.is_point for one in best)
        alike = known and len({(one.lanes, one.generation) for one in best}) == 1
        return " or ".join(names) if names and alike and len(names) == len(best) else None

    def others(self, slot: str | None) -> str:
        """Return what the other slots give: `PCIEX16_3 gives x4, PCIe 2, through the chipset`."""
        said: dict[str, list[str]] = {}
        for one in self.every:
            if one.name and slot and one.name not in slot.split(" or ") and one.lanes.is_point:
                generation = f", PCIe {one.generation.low}" if one.generation.is_point else ""
                through = ", through the chipset" if one.wired_to == "chipset" else ""
                said.setdefault(f"x{one.lanes.low}{generation}{through}", []).append(one.name)
        return "; ".join(
            f"{listed(names)} {'gives' if len(names) == 1 else 'give'} {link}" for link, names in said.items()
        )

    def expected(self, name: str, got: Got) -> Iterator[Expect]:
        """Yield what the card gets in the best slot."""
        if self.slot:
            yield from _link(f"{name} in {self.slot}", got, self.others(self.slot))
        elif len(self.every) == 1 and self.complete:
            yield from _link(name, got, "wherever it sits")
        else:
            yield from _link(name, got, "in the slot that gives it most")


def _reaches(value: Interval, least: Exact) -> bool:
    return value.high is None or value.high >= least
