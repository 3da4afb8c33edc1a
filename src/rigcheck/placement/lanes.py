"""Lanes: how many PCIe lanes a GPU gets, at least and at most.

With one card the first slot's own width holds; with several, the board's table of modes where it has one, and else only
the widths of the best slots as an upper bound.
"""

from __future__ import annotations

from collections.abc import Sequence

from rigcheck.placement.gpus import X16
from rigcheck.quantity import Quantity, least, number, settled
from rigcheck.values import Exact, Interval, Items, Record, Words


def gpu_lanes(board: Record, cpu: Record | None, gpus: int, nvme_drives: int) -> Quantity:
    """Return the lanes of the GPU that gets fewest, before the card's own width is looked at."""
    listed = board.fields.get("slots")
    path = f"{board.path}.slots"
    if not isinstance(listed, Items) or not gpus:
        return settled(Interval(0, X16), {path})
    slots = [slot for slot in listed.items if isinstance(slot, Record) and _takes_gpu(slot)]
    widths = sorted((_width(slot) for slot in slots), key=lambda width: (width.high or 0, width.low or 0), reverse=True)
    if len(widths) < gpus or not listed.complete:
        return settled(Interval(0, X16), {path})
    blame = {f"{path}[{index}].electrical_lanes" for index in range(len(listed.items))}
    best = widths[gpus - 1]
    low: Exact = 0
    if gpus == 1 and nvme_drives <= 1:  # a single drive sits in the M.2 slot that takes nothing from the cards
        low = best.low or 0
        blame = {slot.path + ".electrical_lanes" for slot in slots}
    elif (mode := _mode(board, cpu, slots, gpus)) is not None:
        return mode
    else:
        blame.add(f"{board.path}.lane_modes")
    bounded = settled(Interval(low, best.high), blame)
    return least([bounded, number(cpu, "pcie_lanes")]) if cpu is not None else bounded


def _takes_gpu(slot: Record) -> bool:
    length = number(slot, "mechanical_lanes").value
    return length.low is not None and length.low >= X16


def _width(slot: Record) -> Interval:
    width = number(slot, "electrical_lanes").value
    length = number(slot, "mechanical_lanes").value
    return width if width.high is not None else Interval(width.low, length.high)


def _mode(board: Record, cpu: Record | None, slots: Sequence[Record], gpus: int) -> Quantity | None:
    """Return the lanes of the weakest card in the best mode for this many cards, if the board's table has one."""
    modes = board.fields.get("lane_modes")
    if not isinstance(modes, Items):
        return None
    names = {slot.fields.get("name") for slot in slots}
    best: Exact | None = None
    for mode in modes.items:
        if not isinstance(mode, Record) or not _holds(mode, cpu):
            continue
        used, lanes = mode.fields.get("used"), mode.fields.get("lanes")
        if not isinstance(used, Items) or not isinstance(lanes, Items):
            continue
        pairs = [lane for slot, lane in zip(used.items, lanes.items, strict=False) if slot in names]
        numbers = [lane.low for lane in pairs if isinstance(lane, Interval) and lane.low is not None]
        if len(numbers) == gpus:
            best = max(best or 0, *numbers) if gpus == 1 else max(best or 0, min(numbers))
    return None if best is None else Quantity.exactly(best)


def _holds(mode: Record, cpu: Record | None) -> bool:
    """Return whether a mode is for this processor; one that names no processor is for all."""
    families = mode.fields.get("cpu_families")
    if isinstance(families, Items):
        family = cpu.fields.get("family") if cpu else None
        if not isinstance(family, Words) or family not in families.items:
            return False
    own = mode.fields.get("cpu_lanes")
    if isinstance(own, Interval):
        lanes = number(cpu, "pcie_lanes").value if cpu else Interval(0, None)
        return lanes == own
    return True
