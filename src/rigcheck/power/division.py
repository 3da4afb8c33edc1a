"""How the loads of a build hang on its supplies: as the list says (`feeds`), else divided as well as can be.

Each GPU hangs on one supply as a whole, whatever its slot takes from the board; board, processor and all else hang on
the one that starts the board. The best division is the one whose fullest supply is loaded least, in percent of what it
gives. It is found by trying every division of all groups of like cards but the largest, whose cards then go one by one
to where they weigh least: for equal loads that is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb, inf, prod
from operator import le
from typing import Final

from rigcheck.power.figures import rounded
from rigcheck.power.supply import BOARD, Supply, kinds_fed
from rigcheck.quantity import NOTHING, Quantity, settled
from rigcheck.values import NON_NEGATIVE, Exact, Interval, exact

MOST_DIVISIONS: Final = 4_000
"""More divisions than any real build has; beyond them the figure is bounded and not searched."""
BEYOND_ALL: Final = 10**6
"""The percentage of a supply that gives nothing and is to carry something."""


@dataclass(frozen=True, slots=True)
class Load:
    """Units of one part, or the board with all that hangs on it."""

    part: str
    units: int
    watts: Quantity
    """Of one unit."""
    on: tuple[int, ...]
    """The supplies it may hang on, by their place among the units of all supplies."""


@dataclass(frozen=True, slots=True)
class Division:
    """The best division of the loads."""

    percent: Quantity
    """How full the fullest supply is, in percent of what it gives."""
    carried: tuple[Exact | None, ...]
    """The watts that each unit carries, if every load is as high as it may be; None for no upper end, and where no
    division is better than another because the fullest supply has none."""


def loads_of(watts: Sequence[tuple[str, int, Quantity]], supplies: Sequence[Supply]) -> tuple[Load, ...]:
    """Return the loads; `watts` names each part, its units and what all of them draw together.

    The first load is the board with everything that hangs on it.
    """
    places = _places(supplies)
    silent = tuple(index for index, place in enumerate(places) if place.feeds is None)
    every = silent or tuple(range(len(places)))  # a supply that is said to feed something feeds just that
    by_board, by_cpu = _on({"motherboard"}, places), _on({"cpu"}, places)
    board_on = by_board or by_cpu or every
    board, others = Quantity.exactly(0), []
    for part, units, drawn in watts:
        kind = part.partition("#")[0]
        on = _on({part, kind}, places)
        apart = kind == "cpu" and on and by_board and on != by_board  # the list hangs them on different supplies
        if kind == "gpu" or apart or (on and kind not in BOARD):
            others.append(Load(part, units, _per_unit(drawn, units), on or every))
        else:
            board += drawn
    return (Load("motherboard", 1, board, board_on), *others)


def _places(supplies: Sequence[Supply]) -> list[Supply]:
    return [supply for supply in supplies for _ in range(supply.units)]


def _on(names: set[str], places: Sequence[Supply]) -> tuple[int, ...]:
    """Return the supplies whose lists name one of these; a processor or board counts for its kind."""
    said = [place.feeds or frozenset() for place in places]
    kinds = [feeds | (kinds_fed(feeds) & BOARD) for feeds in said]
    return tuple(index for index, feeds in enumerate(kinds) if feeds & names)


def _per_unit(drawn: Quantity, units: int) -> Quantity:
    return settled(drawn.value.divided_by(units), drawn.blame)


def best_division(
    loads: Sequence[Load], supplies: Sequence[Supply], given: Callable[[Supply], Quantity | None]
) -> Division:
    """Return how full the fullest supply is; `given` says what a supply gives, None for more than any load.

    Without a supply nothing carries the loads: the percentage is open, and the supply that is not chosen to blame.
    """
    gives = [given(place) for place in _places(supplies)]
    blame = NOTHING.union(*(load.watts.blame for load in loads), *(one.blame for one in gives if one))
    if not gives:
        return Division(settled(NON_NEGATIVE, blame | {"psu"}), ())
    low = _best(_at_low(loads), [inf if one is None else _high(one.value) for one in gives])
    high = _best(_at_high(loads), [inf if one is None else one.value.low or 0 for one in gives])
    least, most_full = (rounded(_exact(ratio * 100)) for ratio in (low.least, high.most))
    if least is None:  # a supply that gives nothing is to carry something, for sure
        least = most_full = BEYOND_ALL
    percent = settled(Interval(least, most_full), blame)
    carried = high.carried if high.most < inf else _hung_for_sure(_at_high(loads), len(gives))
    return Division(percent, tuple(map(_exact, carried)))


def fewest_apart(lasting: Sequence[Load], spiking: Sequence[Load], supplies: Sequence[Supply]) -> Quantity:
    """Return the fewest GPUs that must hang on another supply than the board.

    So many that none is above its rating all the time, nor above what it bears for some 10 ms; where no division keeps
    all of them within both, every GPU is counted.
    """
    places = _places(supplies)
    if len(places) <= 1:
        return Quantity.exactly(0)
    open_facts = [load.watts.blame for load in (*lasting, *spiking)]
    open_facts += [blame for one in places for blame in (one.rated.blame, one.tolerated.blame)]
    low, _ = _fewest_apart(
        (_at_low(lasting), [_high(one.rated.value) for one in places]),
        (_at_low(spiking), [_high(one.tolerated.value) for one in places]),
        _gpus(lasting),
    )
    _, high = _fewest_apart(
        (_at_high(lasting), [one.rated.value.low or 0 for one in places]),
        (_at_high(spiking), [one.tolerated.value.low or 0 for one in places]),
        _gpus(lasting),
    )
    return settled(Interval(low, high), NOTHING.union(*open_facts))


def _gpus(loads: Sequence[Load]) -> list[bool]:
    return [load.part.startswith("gpu#") for load in loads]


# --- the search; watts and ratios may be infinite ---

Number = Exact | float
"""An exact number, or infinity."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Equal loads."""

    watts: Number
    units: int
    on: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Best:
    """The lowest ratio of the fullest supply, and what each carries then; bounds where not all was searched."""

    least: Number
    most: Number
    carried: tuple[Number, ...]


def _at_low(loads: Sequence[Load]) -> list[_Group]:
    return [_Group(load.watts.value.low or 0, load.units, load.on) for load in loads]


def _at_high(loads: Sequence[Load]) -> list[_Group]:
    return [_Group(_high(load.watts.value), load.units, load.on) for load in loads]


def _high(value: Interval) -> Number:
    return inf if value.high is None else value.high


def _exact(number: Number) -> Exact | None:
    return None if isinstance(number, float) else exact(number)


def _best(groups: Sequence[_Group], gives: Sequence[Number]) -> _Best:
    if len(gives) == 1:  # nearly every build, and nothing to divide
        whole = sum(group.watts * group.units for group in groups)
        return _Best(_ratio(whole, gives[0]), _ratio(whole, gives[0]), (whole,))
    if (
        gives[0] not in {0, 1, inf} and len(set(gives)) == 1
    ):  # what equal supplies carry does not depend on what they give
        even = _evenly(tuple(groups), len(gives))
        return _Best(_ratio(even.least, gives[0]), _ratio(even.most, gives[0]), even.carried)
    *others, largest = sorted(groups, key=lambda group: group.units)
    # The largest group needs no search: its equal loads go one by one to where they weigh least.
    if prod(_ways(group) for group in others) > MOST_DIVISIONS:
        carried: tuple[Number, ...] = (0,) * len(gives)
        for group in sorted(groups, key=lambda group: group.watts, reverse=True):
            carried = _spread(group, carried, gives)
        whole = sum(group.watts * group.units for group in groups)
        return _Best(_ratio(whole, sum(gives)), _fullest(carried, gives), carried)
    found = min(
        (_spread(largest, _carried(others, division, len(gives)), gives) for division in _divided(others, len(gives))),
        key=lambda carried: _fullest(carried, gives),
    )
    ratio = _fullest(found, gives)
    return _Best(ratio, ratio, found)


@lru_cache(maxsize=64)
def _evenly(groups: tuple[_Group, ...], places: int) -> _Best:
    """Return the best division over equal supplies of one watt each: found once for all that are tried."""
    return _best(groups, (1,) * places)


def _ways(group: _Group) -> int:
    """Return in how many ways a group can be divided."""
    return comb(group.units + len(group.on) - 1, group.units)


def _divided(groups: Sequence[_Group], places: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield how many of each group hang on each supply, for every division of the groups."""
    if not groups:
        yield ()
        return
    group, *rest = groups
    for counts in _compositions(group.units, len(group.on)):
        by_place = dict(zip(group.on, counts, strict=True))
        everywhere = tuple(by_place.get(place, 0) for place in range(places))
        for others in _divided(rest, places):
            yield everywhere, *others


def _carried(groups: Sequence[_Group], division: Sequence[Sequence[int]], places: int) -> tuple[Number, ...]:
    """Return what each supply carries in a division; of an endless load it has none of, nothing."""
    return tuple(
        sum(counts[place] * group.watts for group, counts in zip(groups, division, strict=True) if counts[place])
        for place in range(places)
    )


def _hung_for_sure(groups: Sequence[_Group], places: int) -> tuple[Number, ...]:
    """Return what each supply carries where no division is the best: of loads that may hang elsewhere too, any."""
    loads: list[Number] = [0] * places
    for group in groups:
        if group.watts:
            for place in group.on:
                loads[place] += inf if len(group.on) > 1 else group.watts * group.units
    return tuple(loads)


def _compositions(units: int, places: int) -> Iterator[tuple[int, ...]]:
    if places == 1:
        yield (units,)
        return
    for first in range(units, -1, -1):
        for rest in _compositions(units - first, places - 1):
            yield (first, *rest)


def _spread(group: _Group, carried: tuple[Number, ...], gives: Sequence[Number]) -> tuple[Number, ...]:
    loads = list(carried)
    for _ in range(group.units):
        place = min(group.on, key=lambda place: _ratio(loads[place] + group.watts, gives[place]))
        loads[place] += group.watts
    return tuple(loads)


def _fullest(carried: Sequence[Number], gives: Sequence[Number]) -> Number:
    return max(map(_ratio, carried, gives))


def _ratio(watts: Number, gives: Number) -> Number:
    if not watts or isinstance(gives, float):
        return 0
    if not gives or isinstance(watts, float):
        return inf
    return Fraction(watts) / Fraction(gives)


Held = tuple[Sequence[_Group], Sequence[Number]]
"""Loads, and what each supply gives for them."""


def _fewest_apart(lasting: Held, spiking: Held, gpus: Sequence[bool]) -> tuple[int, int]:
    """Return at least and at most how many; the first group is the board."""
    groups = lasting[0]
    everyone = sum(group.units for group, is_gpu in zip(groups, gpus, strict=True) if is_gpu)
    if prod(map(_ways, groups)) > MOST_DIVISIONS:
        return 0, everyone
    search = _Apart(lasting, spiking, gpus, everyone)
    nothing: tuple[Number, ...] = (0,) * len(lasting[1])
    for board in groups[0].on:
        search.go(0, board, 0, (nothing, nothing))
    return search.fewest, search.fewest


@dataclass(slots=True)
class _Apart:
    """Hangs group after group on the supplies, and leaves off where one is too full or too many cards hang apart."""

    lasting: Held
    spiking: Held
    gpus: Sequence[bool]
    fewest: int

    def go(self, index: int, board: int, apart: int, carried: tuple[tuple[Number, ...], tuple[Number, ...]]) -> None:
        """Hang the group of this index and those after it."""
        if apart >= self.fewest:
            return
        groups = self.lasting[0]
        if index == len(groups):
            self.fewest = apart
            return
        group = groups[index]
        places = (board,) if index == 0 else group.on
        for counts in _compositions(group.units, len(places)):
            here = dict(zip(places, counts, strict=True))
            more = [
                tuple(
                    watts + here[place] * held[0][index].watts if here.get(place) else watts
                    for place, watts in enumerate(now)
                )
                for held, now in zip((self.lasting, self.spiking), carried, strict=True)
            ]
            if all(map(le, more[0], self.lasting[1])) and all(map(le, more[1], self.spiking[1])):
                away = group.units - here.get(board, 0) if self.gpus[index] else 0
                self.go(index + 1, board, apart + away, (more[0], more[1]))
