"""Lanes: how many PCIe lanes a GPU gets, at least and at most.

With one card the first slot's own width holds; with several, the board's table of modes where it has one, and else only
the widths of the best slots as an upper bound.
"""

from __future__ import annotations

from collections.abc import Sequence

from rigcheck.placement.slots import X16, slots_of
from rigcheck.quantity import Quantity, least, number, settled
from rigcheck.values import Exact, Interval, Items, Record, Words, equal, member, smallest
from rigcheck.verdict import Verdict, conjunction


def gpu_lanes(board: Record, cpu: Record | None, gpus: int, nvme_drives: int) -> Quantity:
    """Return the lanes of the GPU that gets fewest, before the card's own width is looked at."""
    listed = slots_of(board)
    slots = [slot for slot in listed.items if isinstance(slot, Record) and (_length(slot).high or X16) >= X16]
    widths = [number(slot, "electrical_lanes") for slot in slots]
    open_lengths = {f"{slot.path}.mechanical_lanes" for slot in slots if (_length(slot).low or 0) < X16}
    alone = gpus == 1 and nvme_drives <= 1  # a single drive sits in the M.2 slot that takes nothing from the cards
    blame = open_lengths.union(
        *(width.blame for width in widths), set() if alone else _told_by_modes(board, cpu, slots)
    )
    blame |= number(cpu, "pcie_lanes").blame if cpu else set()
    if not gpus or not listed.complete or open_lengths or len(slots) < gpus:
        return settled(Interval(0, X16), blame if listed.complete and blame else {listed.path, *blame})
    high = sorted((X16 if width.value.high is None else width.value.high for width in widths), reverse=True)[gpus - 1]
    low: Exact = 0
    if alone:
        low = max(width.value.low or 0 for width in widths)
    elif (mode := _mode(board, cpu, slots, gpus, high)) is not None:
        return settled(mode, blame)
    bounded = settled(Interval(low, high), blame)
    return least([bounded, number(cpu, "pcie_lanes")]) if cpu is not None else bounded


def _told_by_modes(board: Record, cpu: Record | None, slots: Sequence[Record]) -> set[str]:
    """Return the facts that tell which mode of the board's table holds."""
    of_cpu = {f"{cpu.path}.family", f"{cpu.path}.pcie_lanes"} if cpu else set()
    unnamed = (slot for slot in slots if not _is_word(slot.fields.get("name")))
    return {f"{board.path}.lane_modes", *of_cpu, *(f"{slot.path}.name" for slot in unnamed)}


def _is_word(name: object) -> bool:
    return isinstance(name, Words) and name.is_point


def _length(slot: Record) -> Interval:
    return number(slot, "mechanical_lanes").value


def _mode(board: Record, cpu: Record | None, slots: Sequence[Record], gpus: int, most: Exact) -> Interval | None:
    """Return the lanes of the weakest card in the best mode for this many cards, if the board's table surely has one.

    Modes that may hold, for all that is known of the processor, raise the upper end only.
    """
    modes = board.fields.get("lane_modes")
    names = [slot.fields.get("name") for slot in slots]
    if not isinstance(modes, Items) or not all(map(_is_word, names)):
        return None
    found = []
    clear = modes.complete
    for mode in modes.items:
        lanes = _lanes(mode, names) if isinstance(mode, Record) else None
        clear = clear and lanes is not None
        if isinstance(mode, Record) and lanes is not None and len(lanes) == gpus:
            found.append((_holds(mode, cpu), smallest(lanes)))
    surely = [lanes.low or 0 for holds, lanes in found if holds is Verdict.OK]
    if not surely:
        return None
    perhaps = [most if lanes.high is None else lanes.high for holds, lanes in found if holds is not Verdict.VIOLATED]
    return Interval(max(surely), max(perhaps) if clear else max(most, *perhaps))


def _lanes(mode: Record, names: Sequence[object]) -> list[Interval] | None:
    """Return the lanes that a mode gives to each of the named slots it uses; None where it does not say."""
    used, lanes = mode.fields.get("used"), mode.fields.get("lanes")
    if not (isinstance(used, Items) and isinstance(lanes, Items) and used.complete and lanes.complete):
        return None
    if not all(map(_is_word, used.items)) or len(used.items) != len(lanes.items):
        return None
    pairs = zip(used.items, lanes.items, strict=True)
    return [lane for slot, lane in pairs if slot in names and isinstance(lane, Interval)]


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
