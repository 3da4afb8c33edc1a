"""The wall: how efficient the supplies are at their load, and what the build takes from the outlet.

The efficiency is what the supply's label promises: that of its 80 PLUS level, read off between the loads it is tested
at, or the average of its Cybenetics level where that promises more. Below the lowest load of the level that load's
figure counts, above the rating that of full load. A unit without a certificate is held to what ATX asks of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from rigcheck.power.figures import rounded
from rigcheck.quantity import Quantity, number, settled
from rigcheck.values import ANY_WORD, Exact, Interval, Record, Words

HIGH_LINE_V: Final = 200
"""From this line voltage on, the figures for 230 V count; below, those for 115 V."""

USUAL_LABEL: Final = "gold"
"""The label that watts are reckoned with, for display, where none is known: the most frequent one."""

UNCERTIFIED: Final = "none"
"""The label of a unit without a certificate."""

Curve = tuple[tuple[Fraction, Exact], ...]
"""Efficiency by load, both as shares, from the lowest load up."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What labels promise at one line voltage."""

    eighty_plus: Mapping[str, Curve]
    cybenetics: Mapping[str, Exact]
    uncertified: Curve
    """What is asked of every supply; empty where no standard says it."""

    @property
    def best(self) -> Exact:
        """Return the highest share that any level asks for: what a proof of too much at the wall rests on."""
        return max((share for curve in self.eighty_plus.values() for _, share in curve), default=1)

    def curves(self, psu: Record) -> list[Curve]:
        """Return the efficiency that a supply may have: one curve for each pair of labels it may bear."""
        label, level = psu.fields.get("efficiency", ANY_WORD), psu.fields.get("cybenetics", ANY_WORD)
        words = label.options if isinstance(label, Words) else None
        chosen = [self._curve(word) for word in words] if words else [*self.eighty_plus.values(), self.uncertified]
        levels = level.options if isinstance(level, Words) else None
        averages = {self.cybenetics.get(word, 0) for word in levels} if levels else {0}  # of no level, nothing
        return [tuple((load, max(share, average)) for load, share in curve) for curve in chosen for average in averages]

    def _curve(self, word: str) -> Curve:
        """Return the curve of a level; one that has no figures at this voltage is above those that have them."""
        if word in self.eighty_plus:
            return self.eighty_plus[word]
        if word == UNCERTIFIED or not self.eighty_plus:
            return self.uncertified
        return max(self.eighty_plus.values(), key=lambda curve: sum(share for _, share in curve) / Fraction(len(curve)))


def levels_at(volts: Exact, standards: Record) -> Levels:
    """Return what labels promise at this line voltage; `standards` holds one record for each of their files."""
    key = "at_230v" if volts >= HIGH_LINE_V else "at_115v"
    certified = _rows(standards, "eighty_plus", key)
    averages = _rows(standards, "cybenetics", key)
    return Levels(
        {word: _curve(row) for word, row in certified.items()},
        {word: _low(row.fields.get("average")) for word, row in averages.items()},
        _curve(_rows(standards, None, "atx_efficiency").get("uncertified", Record({}))),
    )


def _rows(standards: Record, file: str | None, key: str) -> dict[str, Record]:
    """Return the groups under a key of a file; one that is not there has none."""
    holder = standards if file is None else standards.fields.get(file)
    rows = holder.fields.get(key) if isinstance(holder, Record) else None
    fields = rows.fields if isinstance(rows, Record) else {}
    return {word: row for word, row in fields.items() if isinstance(row, Record)}


def _curve(row: Record) -> Curve:
    points = {Fraction(int(key.removeprefix("load_")), 100): _low(value) for key, value in row.fields.items()}
    return tuple(sorted(points.items()))


def _low(value: object) -> Exact:
    return value.low or 0 if isinstance(value, Interval) else 0


def efficiency_at(load: Exact, curve: Curve) -> Exact:
    """Return the share of the wall's watts that arrives inside, at a load in shares of the rating."""
    if load <= curve[0][0]:
        return curve[0][1]
    for (low, at_low), (high, at_high) in pairwise(curve):
        if load <= high:
            return at_low + (at_high - at_low) * Fraction(load - low) / Fraction(high - low)
    return curve[-1][1]


def efficiency_of(psu: Record, load: Exact, levels: Levels) -> Exact | None:
    """Return what a supply's label promises at a load in shares of its rating; None where its label is not known."""
    curves = levels.curves(psu)
    if len(curves) == 1 and curves[0]:
        return efficiency_at(load, curves[0])
    level = psu.fields.get("cybenetics")
    (word,) = level.options if isinstance(level, Words) and level.options and level.is_point else ("",)
    return levels.cybenetics.get(word)  # of a unit without an 80 PLUS label, the average of its Cybenetics level


def least_at_the_wall(sustained: Quantity, levels: Levels) -> Quantity:
    """Return what the build takes from the outlet at least, with the best supply that any level knows."""
    taken = sustained.value.divided_by(levels.best)
    return settled(Interval(rounded(taken.low), rounded(taken.high)), sustained.blame)


def wall_watts(sustained: Quantity, psus: Sequence[tuple[Record, int]], levels: Levels) -> Quantity:
    """Return what the build takes from the outlet for hours; several supplies share the load by their ratings.

    Without a supply any label is possible.
    """
    listed = list(psus) or [(Record({}, "psu"), 1)]
    ratings = [number(psu, "rated_w").times(Quantity.exactly(units)) for psu, units in listed]
    curves = [levels.curves(psu) for psu, _ in listed]
    blame = sustained.blame.union(*(rating.blame for rating in ratings))
    blame = blame.union(*(_open_labels(psu) for psu, _ in listed))
    low, high = sustained.value.low or 0, sustained.value.high
    if not all(curve for some in curves for curve in some):
        return settled(Interval(low, None), blame)
    if not all(rating.value.is_point for rating in ratings):
        shares = [share for some in curves for curve in some for _, share in curve]
        ceiling = None if high is None else high / Fraction(min(shares))
        return settled(Interval(rounded(low / Fraction(max(shares))), rounded(ceiling)), blame)
    parts = list(zip([rating.value.low or 0 for rating in ratings], curves, strict=True))
    whole = sum(rated for rated, _ in parts)
    least = sum(min(_taken(low, rated, whole, curve) for curve in some) for rated, some in parts)
    most: Exact | None = None
    if high is not None:
        most = sum(max(_taken(high, rated, whole, curve) for curve in some) for rated, some in parts)
    return settled(Interval(rounded(least), rounded(most)), blame)


def _open_labels(psu: Record) -> set[str]:
    """Return the labels of a supply that may be one of several; one without a word on Cybenetics has none."""
    label, level = psu.fields.get("efficiency", ANY_WORD), psu.fields.get("cybenetics")
    is_open = {
        "efficiency": not (isinstance(label, Words) and label.is_point),
        "cybenetics": isinstance(level, Words) and not level.is_point,
    }
    return {f"{psu.path}.{key}" for key, holds in is_open.items() if holds}


def _taken(watts: Exact, rated: Exact, whole: Exact, curve: Curve) -> Exact:
    """Return what one of several supplies takes for its share of the watts; one rated for nothing is full."""
    share = Fraction(rated) / Fraction(whole) if whole else Fraction(1)
    load = Fraction(watts) / Fraction(whole) if whole else Fraction(1)
    return watts * share / Fraction(efficiency_at(load, curve))
