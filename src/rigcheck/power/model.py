"""The power of a build: every figure that rules of the family `power` read, and what the report shows behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rigcheck.power.division import Division, best_division, fewest_apart, loads_of
from rigcheck.power.draw import Draw, draws, next_gpu, sustained
from rigcheck.power.spike import Spike, at_least, planned, spikes
from rigcheck.power.supply import Supply, supplies_of
from rigcheck.power.wall import Levels, least_at_the_wall, wall_watts
from rigcheck.quantity import Quantity, total
from rigcheck.schema.kinds import Kind
from rigcheck.values import Record

Units = Sequence[tuple[Record, int]]

BY_SUPPLY: Final[Mapping[str, frozenset[str]]] = {
    "power.rated_w": frozenset({"rated_w"}),
    "power.load_percent": frozenset({"rated_w"}),
    "power.gpus_apart": frozenset({"rated_w", "atx_version", "plugs.pcie_16pin", "trip_ratio"}),
    "power.tolerated_w": frozenset({"rated_w", "atx_version", "plugs.pcie_16pin", "trip_ratio"}),
    "power.spike_percent": frozenset({"rated_w", "atx_version", "plugs.pcie_16pin", "trip_ratio"}),
    "power.trip_percent": frozenset({"rated_w", "atx_version", "plugs.pcie_16pin", "trip_ratio"}),
    "power.wall_w": frozenset({"rated_w", "efficiency", "cybenetics"}),
}
"""The figures that change with the power supplies, each with the facts of a supply that it rests on."""


@dataclass(frozen=True, slots=True)
class Loads:
    """What the parts draw, whatever feeds them."""

    draws: tuple[Draw, ...]
    spikes: tuple[Spike, ...]

    @property
    def figures(self) -> dict[str, Quantity]:
        """Return the figures that do not change with the supplies."""
        drawn, beyond = sustained(self.draws), planned(self.spikes)
        return {
            "power.sustained_w": drawn,
            "power.spike_w": beyond,
            "power.least_spike_w": at_least(self.spikes),
            "power.next_gpu_w": drawn + next_gpu(self.draws),
        }


@dataclass(frozen=True, slots=True)
class Supplied:
    """The figures that change with the supplies, and how the loads are divided between several."""

    figures: Mapping[str, Quantity]
    supplies: tuple[Supply, ...]
    division: Division


def loads_in(parts: Mapping[Kind, Units], platform: Record, excursions: Record) -> Loads:
    """Return what the parts of a build draw; the standards are `platform-power` and `excursions`."""
    drawn = draws(parts, platform)
    return Loads(drawn, spikes(parts, drawn, excursions))


def supplied(loads: Loads, psus: Units, excursions: Record, levels: Levels) -> Supplied:
    """Return what these supplies make of the loads."""
    supplies = supplies_of(psus, excursions)
    watts = [(draw.part, draw.units, draw.watts) for draw in loads.draws]
    spiking = [(one.part, draw.units, one.planned) for one, draw in zip(loads.spikes, loads.draws, strict=True)]
    least = [(one.part, draw.units, one.least) for one, draw in zip(loads.spikes, loads.draws, strict=True)]
    lasting = loads_of(watts, supplies)
    beyond = loads_of(spiking, supplies)
    division = best_division(lasting, supplies, lambda supply: supply.rated)
    figures = {
        "power.rated_w": total(one.rated.times(Quantity.exactly(one.units)) for one in supplies),
        "power.load_percent": division.percent,
        "power.gpus_apart": fewest_apart(lasting, beyond, supplies),
        "power.tolerated_w": total(one.tolerated.times(Quantity.exactly(one.units)) for one in supplies),
        "power.spike_percent": best_division(beyond, supplies, lambda one: one.tolerated).percent,
        "power.trip_percent": best_division(loads_of(least, supplies), supplies, lambda one: one.trips).percent,
        "power.wall_w": wall_watts(sustained(loads.draws), psus, levels),
        "power.least_wall_w": least_at_the_wall(sustained(loads.draws), levels),
    }
    return Supplied(figures, supplies, division)
