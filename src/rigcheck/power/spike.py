"""Spikes: what the parts draw together over some 10 ms, to plan for and at least.

A GPU's excursion is a multiple of its *default* board power, by the architecture of its chip. A power limit does not
lower it, for the limit holds on average; locked clocks do, so the excursion of such a card is that of its limit. At
least it reaches that power without any excursion: more is not sure, for measurements of one card differ. A processor
goes above its sustained limit by a ratio that depends on whether boards lift its limits. All GPUs are taken
to spike together, as they do in data-parallel training. The ratios stand with their sources in
`standards/excursions.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rigcheck.power.draw import Draw
from rigcheck.power.figures import group_in, hull_of, ratio_of
from rigcheck.quantity import Quantity, greatest, number, settled, states, total
from rigcheck.schema.kinds import Kind
from rigcheck.values import Record, Words
from rigcheck.verdict import Verdict

Units = Sequence[tuple[Record, int]]


@dataclass(frozen=True, slots=True)
class Spike:
    """What the units of one part draw together over some 10 ms."""

    part: str
    planned: Quantity
    """What to plan for."""
    least: Quantity
    """What is reached without any excursion: what a proof of too much rests on."""


def spikes(parts: Mapping[Kind, Units], drawn: Sequence[Draw], excursions: Record) -> tuple[Spike, ...]:
    """Return the spike of every draw; parts other than GPUs and processors draw what they draw all the time."""
    records = {record.path: record for units in parts.values() for record, _ in units}
    return tuple(_spike(draw, records[draw.part], excursions) for draw in drawn)


def planned(found: Sequence[Spike]) -> Quantity:
    """Return the watts of all spikes together, as they are planned for."""
    return total(spike.planned for spike in found)


def at_least(found: Sequence[Spike]) -> Quantity:
    """Return the watts that are reached for some 10 ms without any excursion."""
    return total(spike.least for spike in found)


def _spike(draw: Draw, record: Record, excursions: Record) -> Spike:
    units = Quantity.exactly(draw.units)
    if draw.kind == "gpu":
        power = _power_behind_spikes(record)
        return Spike(
            draw.part,
            power.times(_by_architecture(record, excursions)).times(units),
            power.times(units),
        )
    if draw.kind == "cpu":
        return Spike(draw.part, draw.watts.times(_cpu_ratio(record, excursions)), draw.watts)
    return Spike(draw.part, draw.watts, draw.watts)


def _power_behind_spikes(gpu: Record) -> Quantity:
    """Return the power that the excursion is a multiple of: the board power, or the limit where that is higher.

    A lower limit counts only where the clocks are locked.
    """
    own = number(gpu, "board_power_w")
    if not states(gpu, "power_limit_w"):
        return own
    limit = number(gpu, "power_limit_w")
    return limit if gpu.fields.get("clock_locked") is Verdict.OK else greatest([own, limit])


def _by_architecture(gpu: Record, excursions: Record) -> Quantity:
    """Return the ratio of its architecture; of an unknown one, what all of them leave open."""
    ratios = group_in(excursions, "planned_ratio")
    word = gpu.fields.get("architecture")
    options = word.options if isinstance(word, Words) else None
    chosen = [ratio for key, ratio in ratios.items() if options is None or key in options]
    if options is not None and not options <= ratios.keys():
        chosen = list(ratios.values())
    return settled(hull_of(chosen), {f"{gpu.path}.architecture"})


def _cpu_ratio(cpu: Record, excursions: Record) -> Quantity:
    """Return the ratio; limits that the builder sets are kept, those of unlocked processors are lifted by boards."""
    kept, lifted = (ratio_of(excursions, "cpu_peak_ratio", key) for key in ("limits_kept", "limits_lifted"))
    unlocked = cpu.fields.get("unlocked", Verdict.UNKNOWN)
    if states(cpu, "power_limit_w") or unlocked is Verdict.VIOLATED:
        return settled(kept, {f"{cpu.path}.unlocked"})
    return settled(lifted if unlocked is Verdict.OK else hull_of([kept, lifted]), {f"{cpu.path}.unlocked"})
