"""Lanes: how many PCIe lanes a GPU gets, at least and at most.

With one card the first slot's own width holds; with several, the board's table of modes where it has one, and else only
the widths of the best slots as an upper bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rigcheck.placement.slots import X16, slots_of
from rigcheck.quantity import Quantity, least, number, settled
from rigcheck.values import Exact, Interval, Items, Record, Words, equal, member, smallest
from rigcheck.verdict import Verdict, conjunction


def gpu_lanes(board: Record, cpu: Record | None, gpus: int, nvme_drives: int) -> Quantity:
    """Return the lanes of the GPU that gets fewest, before the card's own width is looked at."""
    listed = slots_of(board)
    slots = [slot for slot in listed.items if isinstance(slot, Record) and (_length(slot).high or X16) >= X16]
    unsure = {f"{slot.path}.mechanical_lanes" for slot in slots if (_length(slot).low or 0) < X16}
    if not gpus or not listed.complete or unsure or len(slots) < gpus:
        return settled(Interval(0, X16), unsure or {listed.path})
    widths = [number(slot, "electrical_lanes").value for slot in slots]
    high = sorted((X16 if width.high is None else width.high for width in widths), reverse=True)[gpus - 1]
    blame = {f"{slot.path}.electrical_lanes" for slot in slots}
    low: Exact = 0
    if gpus == 1 and nvme_drives <= 1:  # a single drive sits in the M.2 slot that takes nothing from the cards
        low = max(width.low or 0 for width in widths)
    else:
        blame |= {f"{board.path}.lane_modes"}
        mode = _mode(board, cpu, slots, gpus, high)
        if mode is not None:
            return settled(mode, blame | ({f"{cpu.path}.family", f"{cpu.path}.pcie_lanes"} if cpu else set()))
    bounded = settled(Interval(low, high), blame)
    return least([bounded, number(cpu, "pcie_lanes")]) if cpu is not None else bounded


def _length(slot: Record) -> Interval:
    return number(slot, "mechanical_lanes").value


def _mode(board: Record, cpu: Record | None, slots: Sequence[Record], gpus: int, most: Exact) -> Interval | None:
    """Return the lanes of the weakest card in the best mode for this many cards, if the board's table surely has one.

    Modes that may hold, for all that is known of the processor, raise the upper end only.
    """
    modes = board.fields.get("lane_modes")
    names = [slot.fields.get("name") for slot in slots]
    if not isinstance(modes, Items) or not all(isinstance(name, Words) and name.is_point for name in names):
        return None
    found = [
        (_holds(mode, cpu), smallest(lanes))
        for mode in modes.items
        if isinstance(mode, Record) and len(lanes := list(_lanes(mode, names))) == gpus
    ]
    surely = [lanes.low or 0 for holds, lanes in found if holds is Verdict.OK]
    if not surely:
        return None
    perhaps = [lanes.high for holds, lanes in found if holds is not Verdict.VIOLATED]
    limited = [most if lanes is None else lanes for lanes in perhaps]
    return Interval(max(surely), max(limited) if modes.complete else max(most, *limited))


def _lanes(mode: Record, names: Sequence[object]) -> Iterator[Interval]:
    """Yield the lanes that a mode gives to each of the named slots it uses."""
    used, lanes = mode.fields.get("used"), mode.fields.get("lanes")
    if isinstance(used, Items) and isinstance(lanes, Items) and used.complete:
        for slot, lane in zip(used.items, lanes.items, strict=False):
            if slot in names and isinstance(lane, Interval):
                yield lane


def _holds(mode: Record, cpu: Record | None) -> Verdict:
    """Return whether a mode is for this processor; one that names no processor is for all."""
    families, lanes = mode.fields.get("cpu_families"), mode.fields.get("cpu_lanes")
    family = cpu.fields.get("family") if cpu else None
    conditions = []
    if isinstance(families, Items):
        conditions.append(member(family, families) if isinstance(family, Words) else Verdict.UNKNOWN)
    if isinstance(lanes, Interval):
        conditions.append(equal(number(cpu, "pcie_lanes").value, lanes) if cpu else Verdict.UNKNOWN)
    return conjunction(conditions)
