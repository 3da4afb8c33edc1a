"""Which card sits in which slot: every arrangement is tried, and those are kept of which none is surely better.

The order of preference: all GPUs, all other cards, bridges that span two cards, coolers within the case, a port for
every drive, the lanes of the GPUs up to eight (the least of them first), air below open-air cards, full lanes, the
order of the manual. Sizes are stated here; lanes, cooling and ports may be open, and then several arrangements may
each be the best one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from rigcheck.placement.board_map import BoardMap, Slot, exactly
from rigcheck.placement.drives import Drives, M2Use, PortsLeft, ports_left, uses
from rigcheck.placement.lanes import Use, lanes_of
from rigcheck.placement.loads import Load, Sizing
from rigcheck.placement.slots import X16
from rigcheck.values import Exact, Interval, less_or_equal, smallest
from rigcheck.verdict import Verdict, disjunction

WANTED_LANES = 8
"""Lanes up to which the GPUs are served before anything else about lanes is looked at."""
Seats = tuple[int, ...]
"""Of every slot from the processor outwards: the index of the load in it, or -1."""
EMPTY = -1


@dataclass(frozen=True, slots=True)
class Bridge:
    """NVLink or SLI bridges of one span, in slot places from card to card."""

    span: Interval
    units: int


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
    overhang_room: Interval
    """Room below the last case slot, in slot places."""
    drives: Drives
    bridges: tuple[Bridge, ...]


@dataclass(frozen=True)
class Arrangement:
    """One way to seat the cards and to use the M.2 slots that share something."""

    setting: Setting
    seats: Seats
    m2: M2Use
    ports: PortsLeft
    number: int
    """Its place among those that were tried, the simplest use of the M.2 slots first."""

    @cached_property
    def seated(self) -> tuple[tuple[Slot, int], ...]:
        """Return the used slots, each with the index of the load in it."""
        pairs = zip(self.setting.slots, self.seats, strict=True)
        return tuple((slot, load) for slot, load in pairs if load != EMPTY)

    @cached_property
    def lanes(self) -> dict[int, Interval]:
        """Return the lanes of every used slot by its index in the board's list."""
        used = frozenset(slot.index for slot, _ in self.seated)
        return lanes_of(self.setting.board, Use(used, self.m2, self.setting.drives.count))

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
        low = high = 0
        pairs = [
            (self.position(below) - self.position(slot), loads[first].nvlink, loads[second].nvlink)
            for loads in [self.setting.loads]
            for index, (slot, first) in enumerate(self.seated)
            for below, second in self.seated[index + 1 :]
            if loads[first].gpu and loads[second].gpu
        ]
        for bridge in self.setting.bridges:
            sure = sum(bridge.span == Interval.point(gap) and min(a, b) is Verdict.OK for gap, a, b in pairs)
            perhaps = sum(gap in bridge.span and Verdict.VIOLATED not in (a, b) for gap, a, b in pairs)
            low += bridge.units * (not perhaps)
            high += bridge.units * (not sure)
        return Interval(low, high)


@dataclass(frozen=True, slots=True)
class Found:
    """The arrangements of which none is surely better than another; the first of them is shown."""

    best: tuple[Arrangement, ...] = field(default=())


def takes(slot: Slot, load: Load) -> Verdict:
    """Return whether a slot takes a card: long enough, or open at its end; GPUs sit in slots of full length only."""
    long_enough = less_or_equal(load.length, slot.length)
    return long_enough if load.gpu else disjunction([long_enough, slot.open_ended])


def search(setting: Setting) -> Found:
    """Return the best arrangements."""
    seatings = list(_seatings(setting))
    m2_uses = uses(setting.board, setting.drives)
    candidates: list[Arrangement] = []
    for seats in seatings:
        used = [slot for slot, load in zip(setting.slots, seats, strict=True) if load != EMPTY]
        for m2 in m2_uses:
            ports = ports_left(setting.board, setting.drives, used, m2)
            if ports is not None:
                candidates.append(Arrangement(setting, seats, m2, ports, len(candidates)))
    return Found(tuple(_undominated(candidates)))


def _seatings(setting: Setting) -> Iterator[Seats]:
    """Yield the ways to seat as many GPUs as can be, with any number of the other cards, one of each kind of way."""
    gpus = [index for index, load in enumerate(setting.loads) if load.gpu and setting.sizing[index] is not None]
    every = list(_filled(setting, 0, 1, [load.units for load in setting.loads]))
    most = max((sum(load in gpus for load in seats) for seats in every), default=0)
    kept = [seats for seats in every if sum(load in gpus for load in seats) == most]
    if all(_fits_surely(setting, seats) for seats in kept):
        fullest = max((sum(load != EMPTY for load in seats) for seats in kept), default=0)
        kept = [seats for seats in kept if sum(load != EMPTY for load in seats) == fullest]
    yield from kept


def _fits_surely(setting: Setting, seats: Seats) -> bool:
    pairs = zip(setting.slots, seats, strict=True)
    return all(load == EMPTY or takes(slot, setting.loads[load]) is Verdict.OK for slot, load in pairs)


def _filled(setting: Setting, index: int, free: int, left: list[int]) -> Iterator[Seats]:
    """Yield the ways to fill the slots from one on, with places before `free` covered and these units left."""
    if index == len(setting.slots):
        yield ()
        return
    slot = setting.slots[index]
    place = exactly(slot.position) or 0
    if place >= free:
        for number, load in enumerate(setting.loads):
            size = setting.sizing[number]
            if not left[number] or size is None or takes(slot, load) is Verdict.VIOLATED:
                continue
            width, brackets = size
            if setting.case_slots is not None and place + brackets - 1 > setting.case_slots:
                continue
            left[number] -= 1
            for rest in _filled(setting, index + 1, place + width, left):
                yield (number, *rest)
            left[number] += 1
    for rest in _filled(setting, index + 1, free, left):
        yield (EMPTY, *rest)


Measure = tuple[Interval, ...]
"""How good an arrangement is by one criterion: less is better, the first difference counts."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing arrangements are preferred by."""

    measure: Callable[[Arrangement], Measure]
    alike: Callable[[Arrangement], object]
    """Equal for two arrangements that are equally good by it, however the open facts turn out."""


def _undominated(candidates: Sequence[Arrangement]) -> list[Arrangement]:
    """Return the candidates that no other is surely better than, the most likely best one first."""
    kept = list(candidates)
    for level, criterion in enumerate(CRITERIA):
        measures = [criterion.measure(one) for one in kept]
        if all(map(_settled, measures)):
            best = min(map(_lows, measures), default=())
            kept = [one for one, measure in zip(kept, measures, strict=True) if _lows(measure) == best]
        elif len({criterion.alike(one) for one in kept}) > 1:
            return _pairwise(kept, CRITERIA[level:])
    return kept[:1]


Judged = tuple[Arrangement, list[Measure], list[object]]
"""An arrangement, its measures, and what makes it alike to another in each."""


def _pairwise(candidates: Sequence[Arrangement], criteria: Sequence[Criterion]) -> list[Arrangement]:
    judged: list[Judged] = [
        (one, [criterion.measure(one) for criterion in criteria], [criterion.alike(one) for criterion in criteria])
        for one in candidates
    ]
    judged.sort(key=lambda one: [_middles(measure) for measure in one[1]])
    kept: list[Judged] = []
    for one in judged:
        if not any(_at_least_as_good(other, one) for other in kept):
            kept = [other for other in kept if not _at_least_as_good(one, other)]
            kept.append(one)
    return [one for one, _, _ in kept]


def _at_least_as_good(one: Judged, other: Judged) -> bool:
    """Return whether one arrangement is as good as another or better, however the open facts turn out.

    One whose cards may not fit their slots is no arrangement at all if they do not: it beats only others of that kind.
    """
    if not one[0].unsure <= other[0].unsure:
        return False
    for mine, theirs, my_kind, their_kind in zip(one[1], other[1], one[2], other[2], strict=True):
        if my_kind == their_kind:
            continue
        for a, b in zip(mine, theirs, strict=True):
            if a.high is None or b.low is None or a.high > b.low:
                return False
            if a.high < b.low:
                return True
    return True


def _settled(measure: Measure) -> bool:
    return all(part.is_point for part in measure)


def _lows(measure: Measure) -> tuple[Exact, ...]:
    return tuple(part.low or 0 for part in measure)


def _middles(measure: Measure) -> tuple[Exact, ...]:
    return tuple((part.low or 0) + (part.high if part.high is not None else 99) for part in measure)


def _least_first(lanes: Sequence[Interval], cards: int) -> Measure:
    """Return lanes as a measure of which less is better: the least first, each as what is lacking of sixteen.

    Of `cards` in all, those without a slot get none.
    """
    lanes = [*[Interval.point(0)] * (cards - len(lanes)), *lanes]
    lows = sorted(lane.low or 0 for lane in lanes)
    highs = sorted(X16 if lane.high is None else lane.high for lane in lanes)
    return tuple(Interval(X16 - high, X16 - low) for low, high in zip(lows, highs, strict=True))


def _served(one: Arrangement) -> Measure:
    wanted = Interval.point(WANTED_LANES)
    return _least_first([smallest([wanted, lanes]) for lanes in _gpu_lanes(one)], _units(one, gpu=True))


def _gpu_lanes(one: Arrangement) -> list[Interval]:
    return [one.got(slot, load) for slot, load in one.seated if one.setting.loads[load].gpu]


def _units(one: Arrangement, *, gpu: bool) -> int:
    return sum(load.units for load in one.setting.loads if load.gpu is gpu)


def _other_lanes(one: Arrangement) -> Measure:
    lanes = [one.got(slot, load) for slot, load in one.seated if not one.setting.loads[load].gpu]
    return _least_first(lanes, _units(one, gpu=False))


def _beyond_room(one: Arrangement) -> Measure:
    room, reach = one.setting.overhang_room, one.overhang
    low = 0 if room.high is None else max(Fraction(0), Fraction(reach.low or 0) - Fraction(room.high))
    high = max(Fraction(0), Fraction(reach.high or 0) - Fraction(room.low or 0))
    return (Interval(low, high),)


def _lost(one: Arrangement) -> Measure:
    sure = len(one.ports.lost)
    return (Interval(sure, sure + len(one.ports.perhaps_lost)),)


def _manual_order(one: Arrangement) -> Measure:
    """Return a total order: the slots as the board's list has them, GPUs first, of alike cards the first one."""
    in_order = sorted(zip(one.setting.slots, one.seats, strict=True), key=lambda pair: pair[0].index)
    seats = [len(one.setting.loads) if load == EMPTY else load for _, load in in_order]
    return tuple(map(Interval.point, [*seats, one.number]))


def _seats(one: Arrangement) -> object:
    return one.seats


def _lanes_used(one: Arrangement) -> object:
    """Return what the lanes of the GPUs depend on."""
    gpus = [load if load != EMPTY and one.setting.loads[load].gpu else None for load in one.seats]
    return tuple(load != EMPTY for load in one.seats), tuple(gpus), one.m2


CRITERIA: tuple[Criterion, ...] = (
    Criterion(lambda one: one.without_slot, _seats),
    Criterion(lambda one: (one.ports.dead,), lambda one: (one.seats, one.ports.alike)),
    Criterion(lambda one: (one.without_pair,), _seats),
    Criterion(_beyond_room, lambda one: one.overhang),
    Criterion(lambda one: (one.ports.without_port,), lambda one: one.ports.alike),
    Criterion(_served, _lanes_used),
    Criterion(lambda one: (one.touching,), _seats),
    Criterion(lambda one: _least_first(_gpu_lanes(one), _units(one, gpu=True)), _lanes_used),
    Criterion(_other_lanes, lambda one: (one.seats, one.m2)),
    Criterion(_lost, lambda one: one.ports.alike),
    Criterion(_manual_order, lambda one: (one.seats, one.m2)),
)
