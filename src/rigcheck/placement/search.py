"""Which card sits in which slot: every arrangement is tried, and those are kept of which none is surely better.

Sizes are stated here; lanes, cooling and ports may be open, and then several arrangements may each be the best one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rigcheck.placement.arrangement import EMPTY, Arrangement, Seats, Setting, takes
from rigcheck.placement.board_map import Slot, exactly
from rigcheck.placement.criteria import BEFORE_PORTS, CRITERIA, Criterion, Measure, lows, middles, settled
from rigcheck.placement.drives import M2Use, PortsLeft, ports_left, uses
from rigcheck.placement.gpus import fewest_left_out
from rigcheck.placement.slots import X16
from rigcheck.values import Interval, less_or_equal
from rigcheck.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """The arrangements of which none is surely better than another; the first of them is shown."""

    best: tuple[Arrangement, ...] = field(default=())


def search(setting: Setting) -> Found:
    """Return the best arrangements."""
    lanes: dict[object, dict[int, Interval]] = {}
    ports_of = _Ports(setting)
    candidates: list[Arrangement] = []
    m2_uses = uses(setting.board, setting.drives)
    for one in _narrowed([_seated(setting, seats, lanes, ports_of) for seats in _seatings(setting)]):
        used = [slot for slot, _ in one.seated]
        for m2 in m2_uses:
            ports = ports_of(used, m2)
            if ports is not None:
                candidates.append(Arrangement(setting, one.seats, m2, ports, len(candidates), lanes))
    return Found(tuple(_undominated(candidates)))


class _Ports:
    """What is left of the ports, by what is used of all that shares something: the rest changes nothing."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._sharing = frozenset().union(*(taking.used | taking.loses for taking in setting.board.takings))
        self._known: dict[object, PortsLeft | None] = {}

    def __call__(self, used: Sequence[Slot], m2: M2Use) -> PortsLeft | None:
        key = (frozenset(slot.name for slot in used if slot.name is None or slot.name in self._sharing), m2)
        if None in key[0]:
            return ports_left(self._setting.board, self._setting.drives, used, m2)
        if key not in self._known:
            self._known[key] = ports_left(self._setting.board, self._setting.drives, used, m2)
        return self._known[key]


def _seated(setting: Setting, seats: Seats, lanes: dict[object, dict[int, Interval]], ports_of: _Ports) -> Arrangement:
    """Return an arrangement with every M.2 slot left empty that shares something."""
    used = [slot for slot, load in zip(setting.slots, seats, strict=True) if load != EMPTY]
    ports = ports_of(used, ())
    assert ports is not None  # only a drive in an M.2 slot can be refused
    return Arrangement(setting, seats, (), ports, 0, lanes)


def _narrowed(seated: Sequence[Arrangement]) -> Sequence[Arrangement]:
    """Leave out what is worse already before drives are looked at: they make no seat better.

    A drive can switch a slot off but never on, and the other criteria up to the ports depend on the seats alone.
    """
    for criterion in CRITERIA[:BEFORE_PORTS]:
        if len(seated) <= 1:
            break
        measures = [criterion.measure(one) for one in seated]
        if not all(map(settled, measures)):
            break
        best = min(map(lows, measures), default=())
        seated = [one for one, measure in zip(seated, measures, strict=True) if lows(measure) == best]
    return seated


def _seatings(setting: Setting) -> Iterator[Seats]:
    """Yield the ways to seat as many GPUs as can be with as many other cards, or any number if some may not fit."""
    sizes = [
        size
        for load, size in zip(setting.loads, setting.sizing, strict=True)
        if load.gpu and size is not None
        for _ in range(load.units)
    ]
    long = [slot for slot in setting.slots if less_or_equal(Interval.point(X16), slot.length) is Verdict.OK]
    most = len(sizes) - fewest_left_out(tuple(exactly(slot.position) or 0 for slot in long), tuple(sorted(sizes)))
    kept = list(_filled(setting, 0, 1, [load.units for load in setting.loads], most))
    if all(_fits_surely(setting, seats) for seats in kept):
        fullest = max((sum(load != EMPTY for load in seats) for seats in kept), default=0)
        kept = [seats for seats in kept if sum(load != EMPTY for load in seats) == fullest]
    yield from kept


def most_cards(setting: Setting) -> int:
    """Return how many cards beside the GPUs may sit in slots in one arrangement."""
    others = {index for index, load in enumerate(setting.loads) if not load.gpu}
    return max((sum(load in others for load in seats) for seats in _seatings(setting)), default=0)


def _fits_surely(setting: Setting, seats: Seats) -> bool:
    pairs = zip(setting.slots, seats, strict=True)
    return all(load == EMPTY or takes(slot, setting.loads[load]) is Verdict.OK for slot, load in pairs)


def _filled(setting: Setting, index: int, free: int, left: list[int], gpus: int) -> Iterator[Seats]:
    """Yield the ways to fill the slots from one on with exactly so many GPUs more.

    Places before `free` are covered; `left` units of every load are left.
    """
    if index == len(setting.slots):
        if not gpus:
            yield ()
        return
    if gpus > len(setting.slots) - index:
        return
    slot = setting.slots[index]
    place = exactly(slot.position) or 0
    for number, load in enumerate(setting.loads if place >= free else ()):
        size = setting.sizing[number]
        if not left[number] or size is None or (load.gpu and not gpus) or takes(slot, load) is Verdict.VIOLATED:
            continue
        width, brackets = size
        if setting.case_slots is not None and place + brackets - 1 > setting.case_slots:
            continue
        left[number] -= 1
        for rest in _filled(setting, index + 1, place + width, left, gpus - load.gpu):
            yield (number, *rest)
        left[number] += 1
    for rest in _filled(setting, index + 1, free, left, gpus):
        yield (EMPTY, *rest)


def _undominated(candidates: Sequence[Arrangement]) -> list[Arrangement]:
    """Return the candidates that no other is surely better than, the most likely best one first."""
    kept = list(candidates)
    for level, criterion in enumerate(CRITERIA):
        if len(kept) <= 1:
            break
        measures = [criterion.measure(one) for one in kept]
        if all(map(settled, measures)):
            best = min(map(lows, measures), default=())
            kept = [one for one, measure in zip(kept, measures, strict=True) if lows(measure) == best]
        elif (kinds := len({criterion.alike(one) for one in kept})) > 1:
            if kinds == len(kept) and _incomparable(measures):
                return _likeliest_first(kept, CRITERIA[level:])
            return _pairwise(kept, CRITERIA[level:])
    return kept[:1]


def _incomparable(measures: Sequence[Measure]) -> bool:
    """Return whether the very first figure leaves open which is better, for every two of them."""
    highs = [measure[0].high for measure in measures]
    lowest = min((high for high in highs if high is not None), default=None)
    return lowest is None or lowest > max(measure[0].low or 0 for measure in measures)


def _likeliest_first(candidates: Sequence[Arrangement], criteria: Sequence[Criterion]) -> list[Arrangement]:
    left = list(candidates)
    for criterion in criteria:
        if len(left) == 1:
            break
        likely = [middles(criterion.measure(one)) for one in left]
        left = [one for one, measure in zip(left, likely, strict=True) if measure == min(likely)]
    return [left[0], *(one for one in candidates if one is not left[0])]


Judged = tuple[Arrangement, list[Measure], list[object]]
"""An arrangement, its measures, and what makes it alike to another in each."""


def _pairwise(candidates: Sequence[Arrangement], criteria: Sequence[Criterion]) -> list[Arrangement]:
    judged: list[Judged] = [
        (one, [criterion.measure(one) for criterion in criteria], [criterion.alike(one) for criterion in criteria])
        for one in candidates
    ]
    judged.sort(key=lambda one: [middles(measure) for measure in one[1]])
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
