"""The cards of a build as placement sees them: of each part how many there are, and what they may measure.

A card of thickness t covers ⌈t⌉ places from its slot down, past the board's edge too; its brackets need as many case
slots from the one behind its slot. What is bounded is tried in every way it may turn out (`sizings`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from rigcheck.placement.slots import X16
from rigcheck.quantity import NOTHING, number
from rigcheck.values import Interval, Record, Words, equal, smallest
from rigcheck.verdict import Verdict

ENDLESS = 10**6
"""More places than any board has: what a cooler may cover of which nobody knows the thickness."""
THICKEST = 5
"""No card covers more places."""
THICKEST_OTHER = 2
"""No network, sound, capture or storage card covers more."""
NO_SLOT_BUSES = frozenset({"usb", "m2"})
"""Devices that sit in no expansion slot."""
MOST_SIZINGS = 96
"""Ways in which sizes may turn out that are tried one by one; beyond it only bounds are given."""


@dataclass(frozen=True, slots=True)
class Size:
    """The room one card takes, at least and at most: whole places that its cooler covers, slots for its brackets."""

    least: tuple[int, int]
    most: tuple[int, int]
    blame: frozenset[str]


@dataclass(frozen=True, slots=True)
class Load:
    """The cards of one part; two parts with the same facts are two loads."""

    ref: str = field(compare=False)
    """Its reference; answers are kept without it, and read by the place of the load among its like."""
    gpu: bool
    units: int
    least: tuple[int, int]
    most: tuple[int, int]
    thickness: Interval
    length: Interval
    """The connector's length in lanes: what the slot must have, unless it is open-ended."""
    lanes: Interval
    generation: Interval
    open_air: Verdict
    """Whether fans blow from below it, so that a card right below chokes it."""
    nvlink: Verdict
    bridges: Interval
    """How many bridges one card takes, all of them to the same second card."""
    in_slot: Verdict
    """Whether it sits in a slot: not a card on a riser, and no USB or M.2 device."""


Sizing = tuple[tuple[int, int] | None, ...]
"""Of every load: width and brackets as they may turn out; None where its cards sit in no slot."""


def size_of(card: Record) -> Size:
    """Return the room a card takes; what is not stated is bounded by what the rule plausibility/gpu-brackets believes.

    No card has more brackets than places, and none of three places hangs on a single bracket (of two there are some).
    Of cards that are no GPUs none is thicker than two places.
    """
    thickness, brackets = number(card, "thickness_slots"), number(card, "brackets")
    widest = ENDLESS if card.path.startswith("gpu#") else THICKEST_OTHER
    width_low = max(1, math.ceil(thickness.value.low or 0))
    high = widest if thickness.value.high is None else min(widest, math.ceil(thickness.value.high))
    width_high = max(width_low, high)
    brackets_low = max(2 if width_low >= 3 else 1, math.ceil(brackets.value.low or 0))
    brackets_high = min(width_high, ENDLESS if brackets.value.high is None else math.ceil(brackets.value.high))
    return Size(
        (width_low, brackets_low), (width_high, max(brackets_low, brackets_high)), thickness.blame | brackets.blame
    )


def loads_of(gpus: Sequence[tuple[Record, int]], cards: Sequence[tuple[Record, int]]) -> tuple[Load, ...]:
    """Return the cards of a build, GPUs first, as they come: of cards that are alike the first is served first."""
    every = [
        load_of(record, units, gpu=gpu) for gpu, listed in ((True, gpus), (False, cards)) for record, units in listed
    ]
    return tuple(load for load in every if load.in_slot is not Verdict.VIOLATED)


def load_of(record: Record, units: int, *, gpu: bool) -> Load:
    """Return the cards of one part as a load."""
    size = size_of(record)
    cooling, nvlink = record.fields.get("cooling"), record.fields.get("nvlink")
    not_said = Verdict.UNKNOWN if gpu else Verdict.VIOLATED
    return Load(
        record.path,
        gpu,
        units,
        size.least,
        size.most,
        number(record, "thickness_slots").value,
        Interval.point(X16) if gpu else length_of(record),
        number(record, "pcie_lanes").value,
        number(record, "pcie_generation").value,
        equal(cooling, Words.of("open-air")) if isinstance(cooling, Words) else not_said,
        nvlink if isinstance(nvlink, Verdict) else not_said,
        number(record, "nvlink_bridges").value,
        in_slot(record),
    )


def length_of(card: Record) -> Interval:
    """Return the length of another card's connector."""
    value = card.fields.get("mechanical_lanes")
    longest = Interval.point(X16)
    return smallest([value, longest]) if isinstance(value, Interval) else Interval(1, X16)


def in_slot(card: Record) -> Verdict:
    """Return whether a card sits in an expansion slot of PCI Express itself."""
    riser = card.fields.get("riser")
    if riser is Verdict.OK:
        return Verdict.VIOLATED
    bus = card.fields.get("bus")
    if card.path.startswith("gpu#"):
        needs = Verdict.OK
    else:
        options = bus.options if isinstance(bus, Words) else None
        if options is not None and options <= NO_SLOT_BUSES:
            return Verdict.VIOLATED
        # Boards list their PCI Express slots; what is left for a card of the older bus nobody says.
        needs = Verdict.OK if options == frozenset({"pcie"}) else Verdict.UNKNOWN
    return min(needs, Verdict.UNKNOWN) if riser is Verdict.UNKNOWN else needs


def open_sizes(card: Record) -> frozenset[str]:
    """Return the facts that leave open what room a card takes, or whether it takes any."""
    size = size_of(card)
    blame = size.blame if size.least != size.most else NOTHING
    if in_slot(card) is Verdict.UNKNOWN:
        blame |= {f"{card.path}.riser"} if card.fields.get("riser") is Verdict.UNKNOWN else {f"{card.path}.bus"}
    if not card.path.startswith("gpu#") and not length_of(card).is_point:
        blame |= {f"{card.path}.mechanical_lanes"}
    return blame


def sizings(loads: Sequence[Load]) -> list[Sizing] | None:
    """Return every way in which the sizes of the loads may turn out, or None if there are too many."""
    number_of_ways = math.prod(_ways(load) for load in loads)
    if number_of_ways > MOST_SIZINGS:
        return None
    return list(product(*(list(_turns(load)) for load in loads)))


def _ways(load: Load) -> int:
    widths = min(load.most[0], THICKEST) - load.least[0] + 1
    brackets = min(load.most[1], THICKEST) - load.least[1] + 1
    return max(1, widths) * max(1, brackets) + (load.in_slot is Verdict.UNKNOWN)


def _turns(load: Load) -> Iterator[tuple[int, int] | None]:
    widest = max(load.least[0], min(load.most[0], THICKEST))
    for width in range(load.least[0], widest + 1):
        for brackets in range(load.least[1], max(load.least[1], min(load.most[1], width)) + 1):
            yield width, brackets
    if load.in_slot is Verdict.UNKNOWN:
        yield None
