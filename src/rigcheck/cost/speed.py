"""How many times faster the desktop does the work than an instance: work is comparable only by speed.

Measured speeds of single GPUs (`catalog/speed`) times how well several of them train one model. Where nobody measured
or derived a speed there is no ratio, and the reason is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from rigcheck.schema.speed import GpuSpeed, Scaling, SpeedFile

Precision = Literal["fp32", "mixed"]
Jobs = Literal["one-model", "separate"]
PRECISIONS: Final[tuple[Precision, ...]] = ("fp32", "mixed")
Pick = Callable[..., Decimal]
"""`min` or `max`."""
WORDS: Final[Mapping[Precision, str]] = {"fp32": "FP32", "mixed": "mixed precision"}


@dataclass(frozen=True, slots=True)
class Gpus:
    """GPUs of one sort in a machine."""

    name: str
    count: Decimal
    """A share of one where an instance has no whole GPU."""
    speed: GpuSpeed | None
    """None where nobody measured or derived it."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A speed on the scale of the file, or a ratio of two; None with the reason."""

    value: Decimal | None
    basis: str
    """`stated`, `measured` or `derived`; empty without a value."""
    how: str
    """The arithmetic, or why there is none."""
    without: tuple[str, ...] = ()
    """The cards that are left out."""


def ratio(desktop: Rated, instance: Rated) -> Rated:
    """Return how many times faster the desktop is; derived where either of the two is."""
    for one in (desktop, instance):
        if one.value is None:
            return one
    assert desktop.value is not None
    assert instance.value is not None
    basis = "measured" if desktop.basis == instance.basis == "measured" else "derived"
    return Rated(desktop.value / instance.value, basis, f"({desktop.how}) / ({instance.how})")


def machine_speed(gpus: Sequence[Gpus], precision: Precision, jobs: Jobs, file: SpeedFile, pick: Pick = min) -> Rated:
    """Return how fast a machine trains: a model on each GPU, or one model on those of them that do it fastest.

    One model goes at the pace of its slowest card, so a slow card beside a fast one is left out where that is faster,
    and so are cards whose speed nobody measured beside one that was. `pick` says what is taken of speed-ups that nobody
    measured of this very GPU: the least, or the most.
    """
    if not gpus:
        return Rated(None, "", "no GPU is named")
    singles = [(one, _single(one, precision)) for one in gpus]
    known = [(one, single, single.value) for one, single in singles if single.value is not None]
    if not known:
        return singles[0][1]
    without = [one.name for one, single in singles if single.value is None]
    if jobs == "separate":
        value = sum((value * one.count for one, _, value in known), Decimal(0))
        how = " + ".join(f"{one.count:f} x {single.how}" if one.count > 1 else single.how for one, single, _ in known)
        return Rated(value, _basis([single for _, single, _ in known], without), how + _left_out(without))
    known.sort(key=lambda one: -one[2])
    fastest = [_one_model(known[:number], precision, file, pick) for number in range(1, len(known) + 1)]
    number, rated = max(enumerate(fastest, 1), key=lambda one: (one[1].value or Decimal(0), one[0]))
    if rated.value is None:
        return rated
    without += [one.name for one, _, _ in known[number:]]
    basis = "derived" if without else rated.basis
    return Rated(rated.value, basis, rated.how + _left_out(without), tuple(without))


def _one_model(
    known: Sequence[tuple[Gpus, Rated, Decimal]], precision: Precision, file: SpeedFile, pick: Pick
) -> Rated:
    """Return how fast all these GPUs train one model: the slowest one's pace times their speed-up."""
    slowest, single, value = known[-1]
    count = sum((one.count for one, _, _ in known), Decimal(0))
    if count == 1:
        return single
    scale = speed_up(slowest.speed.name if slowest.speed else "", int(count), precision, file, pick)
    if scale.value is None:
        return scale
    basis = scale.basis if len(known) == 1 and single.basis == "measured" else "derived"
    return Rated(value * scale.value, basis, f"{single.how} x {scale.how}")


def _basis(singles: Sequence[Rated], without: Sequence[str]) -> str:
    return "derived" if without or any(single.basis != "measured" for single in singles) else "measured"


def _left_out(without: Sequence[str]) -> str:
    return f", without {' and '.join(without)}" if without else ""


def _single(gpus: Gpus, precision: Precision) -> Rated:
    value = None if gpus.speed is None else getattr(gpus.speed, precision)
    if gpus.speed is None or value is None:
        return Rated(None, "", f"nobody measured how fast {gpus.name} trains in {WORDS[precision]}")
    if gpus.count % 1:
        return Rated(None, "", f"it has a share of {gpus.name}, and nobody measured shares")
    return Rated(Decimal(value), gpus.speed.basis, f"{gpus.speed.name} {value}")


def speed_up(gpu: str, count: int, precision: Precision, file: SpeedFile, pick: Pick = min) -> Rated:
    """Return how much faster several GPUs train one model than one of them.

    Measured for some; between two counts that were measured of this GPU, the line between them. For others the least
    (or with `pick` the most) that was measured of any GPU for as many, between two such counts the line between them,
    and never below what this GPU reached with fewer. Beyond the largest count nobody knows.
    """
    own = {one.gpus: one for one in file.scaling if one.gpu == gpu}
    if count in own:
        value = _by(own[count], precision)
        return Rated(value, own[count].basis, f"{value} for {count} of them")
    ours = {1: Decimal(1)} | {number: _by(one, precision) for number, one in own.items()}
    if count < max(ours):
        value = _between(ours, count)
        return Rated(value, "derived", f"{round(value, 2):f} for {count} of them, between two counts measured")
    every: dict[int, Decimal] = {1: Decimal(1)}
    for one in file.scaling:
        every[one.gpus] = pick(every.get(one.gpus, _by(one, precision)), _by(one, precision))
    every = _rising(every, pick)
    if count > max(every):
        return Rated(None, "", f"nobody measured how {count} GPUs train one model; the most measured are {max(every)}")
    value = max(_between(every, count), *ours.values())
    word = "least" if pick is min else "most"
    return Rated(value, "derived", f"{round(value, 2):f} for {count} of them, the {word} measured of any GPU")


def _rising(known: Mapping[int, Decimal], pick: Pick) -> dict[int, Decimal]:
    """Return the values so that they never fall with the count, though different GPUs were measured for each.

    The least for a count is no more than the least for a larger one, the most no less than the most for a smaller one.
    """
    if pick is min:
        return {count: min(value for one, value in known.items() if one >= count) for count in known}
    return {count: max(value for one, value in known.items() if one <= count) for count in known}


def _between(known: Mapping[int, Decimal], count: int) -> Decimal:
    """Return the value for a count, on the line between its neighbours among those that are known."""
    below = max(number for number in known if number <= count)
    above = min(number for number in known if number >= count)
    share = Decimal(count - below) / (above - below) if above > below else Decimal(0)
    return known[below] + (known[above] - known[below]) * share


def _by(scaling: Scaling, precision: Precision) -> Decimal:
    """Return a speed-up in a precision; in mixed precision where nobody measured it in FP32."""
    own = scaling.speed_up_fp32 if precision == "fp32" else None
    return Decimal(scaling.speed_up if own is None else own)
