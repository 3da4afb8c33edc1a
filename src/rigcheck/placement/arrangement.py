"""One arrangement: which card sits in which slot, which M.2 slots are used, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from rigcheck.placement.board_map import BoardMap, Slot, exactly
from rigcheck.placement.bridges import Bridge, bridges_left_out
from rigcheck.placement.drives import Drives, M2Use, PortsLeft
from rigcheck.placement.lanes import Use, lanes_of
from rigcheck.placement.loads import Load, Sizing
from rigcheck.values import Interval, less_or_equal, smallest
from rigcheck.verdict import Verdict, disjunction

Seats = tuple[int, ...]
"""Of every slot from the processor outwards: the index of the load in it, or -1."""
EMPTY = -1


@dataclass(frozen=True, slots=True)
class Setting:
    """One way in which sizes and case may turn out, and the rest of what an arrangement is judged by."""

    board: BoardMap
    slots: tuple[Slot, ...]
    """The slots whose positions are known, from the processor outwards."""
    loads: tuple[Load, ...]
    sizing: Sizing
    case_slots: int | None
    """The lowest case slot that a bracket may reach; None where nothing bounds it."""
    drives: Drives
    bridges: tuple[Bridge, ...]
    risers: Interval
    """How many cards hang on risers: each wants a slot that is free and not covered."""


@dataclass(frozen=True)
class Arrangement:
    """One way to seat the cards and to use the M.2 slots that share something."""

    setting: Setting
    seats: Seats
    m2: M2Use
    ports: PortsLeft
    number: int
    """Its place among those that were tried, the simplest use of the M.2 slots first."""
    known_lanes: dict[object, dict[int, Interval]] = field(default_factory=dict, compare=False, repr=False)
    """The lanes by what is used, for all arrangements of one search."""

    @cached_property
    def seated(self) -> tuple[tuple[Slot, int], ...]:
        """Return the used slots, each with the index of the load in it."""
        pairs = zip(self.setting.slots, self.seats, strict=True)
        return tuple((slot, load) for slot, load in pairs if load != EMPTY)

    @cached_property
    def lanes(self) -> dict[int, Interval]:
        """Return the lanes of every used slot by its index in the board's list."""
        used = frozenset(slot.index for slot, _ in self.seated)
        lanes = self.known_lanes.get((used, self.m2))
        if lanes is None:
            lanes = lanes_of(self.setting.board, Use(used, self.m2, self.setting.drives.count))
            self.known_lanes[used, self.m2] = lanes
        return lanes

    def got(self, slot: Slot, load: int) -> Interval:
        """Return the lanes a card gets in a slot: no more than it has itself."""
        own = self.setting.loads[load].lanes
        return smallest([self.lanes[slot.index], own]) if own.low else Interval(0, self.lanes[slot.index].high)

    def position(self, slot: Slot) -> int:
        """Return the place of a slot that was chosen for its known position."""
        place = exactly(slot.position)
        assert place is not None
        return place

    def size(self, load: int) -> tuple[int, int]:
        """Return the width and the brackets of a load that sits in a slot."""
        size = self.setting.sizing[load]
        assert size is not None
        return size

    def covers(self, slot: Slot, load: int) -> range:
        """Return the places that a card covers from its slot down."""
        return range(self.position(slot), self.position(slot) + self.size(load)[0])

    @cached_property
    def unsure(self) -> frozenset[tuple[int, int]]:
        """Return the used slots by index, each with the load in it, that may be too short for their cards."""
        loads = self.setting.loads
        return frozenset((slot.index, load) for slot, load in self.seated if takes(slot, loads[load]) is not Verdict.OK)

    @cached_property
    def without_slot(self) -> tuple[Interval, Interval]:
        """Return the GPUs and the other cards without a slot; a card that may not fit its slot perhaps has none."""
        counts = []
        for gpu in (True, False):
            wanted = sum(
                load.units
                for load, size in zip(self.setting.loads, self.setting.sizing, strict=True)
                if load.gpu is gpu and size is not None
            )
            here = [(slot, load) for slot, load in self.seated if self.setting.loads[load].gpu is gpu]
            unsure = sum((slot.index, load) in self.unsure for slot, load in here)
            counts.append(Interval(wanted - len(here), wanted - len(here) + unsure))
        return counts[0], counts[1]

    @cached_property
    def free_slots(self) -> Interval:
        """Return how many slots of any length hold no card and lie under none."""
        used = {slot.index for slot, _ in self.seated}
        covered = {place for slot, load in self.seated for place in self.covers(slot, load)}
        others = [slot for slot in self.setting.board.slots if slot.index not in used]
        places = [exactly(slot.position) if slot.works is Verdict.OK else None for slot in others]
        sure = sum(place is not None and place not in covered for place in places)
        return Interval(sure, sure + sum(place is None for place in places))

    @cached_property
    def risers_left_out(self) -> Interval:
        """Return the cards on risers for which no slot is left."""
        risers, free = self.setting.risers, self.free_slots
        return Interval(max(0, (risers.low or 0) - (free.high or 0)), max(0, (risers.high or 0) - (free.low or 0)))

    @cached_property
    def overhang(self) -> Interval:
        """Return how far coolers reach below the last case slot, in slot places, where their brackets do not."""
        limit = self.setting.case_slots
        if limit is None:
            return Interval(0, 0)
        furthest: list[Interval] = [Interval(0, 0)]
        for slot, load in self.seated:
            thickness = self.setting.loads[load].thickness
            width, _ = self.size(load)
            top = self.position(slot) - 1 - limit
            high = width if thickness.high is None else min(thickness.high, width)
            low = max(thickness.low or 0, width - 1)
            furthest.append(Interval(max(0, top + low), max(0, top + high)))
        return Interval(max(one.low or 0 for one in furthest), max(one.high or 0 for one in furthest))

    def free_below(self, index: int) -> int | None:
        """Return the free places between a seated card and the next one below; None for the lowest card."""
        slot, load = self.seated[index]
        if index + 1 == len(self.seated):
            return None
        return self.position(self.seated[index + 1][0]) - self.position(slot) - self.size(load)[0]

    @cached_property
    def touching(self) -> Interval:
        """Return the open-air GPUs that have another GPU right below their fans."""
        low = high = 0
        for index, (_, load) in enumerate(self.seated[:-1]):
            one, below = self.setting.loads[load], self.setting.loads[self.seated[index + 1][1]]
            if one.gpu and below.gpu and not self.free_below(index):
                low += one.open_air is Verdict.OK
                high += one.open_air is not Verdict.VIOLATED
        return Interval(low, high)

    @cached_property
    def without_pair(self) -> Interval:
        """Return the bridges that span no two cards as they sit."""
        if not self.setting.bridges:
            return Interval(0, 0)
        gpus = [(self.position(slot), self.setting.loads[load]) for slot, load in self.seated]
        return bridges_left_out(self.setting.bridges, [(place, load) for place, load in gpus if load.gpu])


def takes(slot: Slot, load: Load) -> Verdict:
    """Return whether a slot takes a card: long enough, or open at its end; GPUs sit in slots of full length only."""
    long_enough = less_or_equal(load.length, slot.length)
    return long_enough if load.gpu else disjunction([long_enough, slot.open_ended])
