"""From a build to what rules see: records of its parts, its units, and the facts derived from all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rigcheck.engine.build import Build
from rigcheck.engine.distinct import Distinct, distinct_of, group_of, only
from rigcheck.engine.mains import Circuit, circuit_of
from rigcheck.engine.money import money_of
from rigcheck.engine.placing import placement_for
from rigcheck.engine.pools import pools
from rigcheck.placement.cables import Units as Counted
from rigcheck.placement.cables import unfed_gpu_sockets
from rigcheck.placement.facts import Got, Placement
from rigcheck.placement.radiators import unplaced_radiators
from rigcheck.placement.sharing import shared_cables
from rigcheck.power.model import BY_SUPPLY, Loads, Supplied, loads_in, supplied
from rigcheck.power.wall import levels_at
from rigcheck.quantity import Quantity, number, total
from rigcheck.rules.finding import Situation
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.values import Interval, Items, Record, Value, Words
from rigcheck.verdict import Verdict

_PLUGS: Final = frozenset({"plugs", "cables", "cpu_pcie_sockets", "modular"})
OF_SUPPLY: Final[Mapping[str, frozenset[str]]] = {
    **BY_SUPPLY,
    "placement.unfed_gpu_sockets": _PLUGS,
    "placement.shared_cables": _PLUGS,
}
"""The figures that change with the power supplies, each with the facts of a supply that it rests on."""

MOST_UNITS = 1000
"""Units of one part that are counted one by one; a list that says more is a mistake found before it gets here."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The situation for the rules, and the figures behind it for the report."""

    situation: Situation
    loads: Loads
    """Who draws what, all the time and for some 10 ms."""
    supplied: Supplied
    """How the supplies carry it."""
    circuit: Circuit
    figures: Mapping[str, Quantity]
    """Every derived number by path: `power.sustained_w`."""
    placement: Placement
    """Where the cards and drives sit."""


def derive(build: Build, standards: Record) -> Derived:
    """Compute the derived facts of a build; `standards` holds one record for each file of `catalog/standards`."""
    distinct = distinct_of(build.parts)
    excursions = group_of(standards, "excursions")
    loads = loads_in(distinct, group_of(standards, "platform_power"), excursions)
    circuit = circuit_of(build.settings.mains)
    placement = placement_for(build, lambda: distinct, standards)
    figures = loads.figures | {f"placement.{key}": figure for key, figure in placement.figures.items()}
    figures |= _radiators(distinct)
    carried = supplied(loads, distinct.get("psu", ()), excursions, levels_at(circuit.volts, standards))
    figures |= {**carried.figures, **fed(distinct.get("gpu", ()), distinct.get("psu", ()), standards)}
    lasting = {draw.part: draw.per_unit for draw in loads.draws}
    parts = {
        kind: tuple(
            _with_lasting(_with_placed(record, placement.placed), lasting) for record, _ in distinct.get(kind, ())
        )
        for kind in KINDS
    }
    because = {path: quantity.blame for path, quantity in figures.items() if quantity.blame}
    because |= {f"{ref}.lasting_w": watts.blame for ref, watts in lasting.items() if watts.blame}
    for ref, placed in placement.placed.items():
        because |= {f"{ref}.placed.{key}": figure.blame for key, figure in _facts(placed).items() if figure.blame}
    namespaces: dict[str, Value] = {
        group: Record(
            {path.partition(".")[2]: quantity.value for path, quantity in figures.items() if path.startswith(group)},
            group,
        )
        for group in ("power", "placement")
    }
    chosen: dict[str, Value] = {
        "final": Verdict.of(build.settings.final),
        "min_lanes": Interval.point(build.settings.min_lanes),
        "data_gb": Interval.point(build.settings.data_gb),
        "gpus_wanted": Interval.point(build.settings.gpus_wanted),
        **money_of(build),
        "mains": Words.of(circuit.name),
        "mains_stated": Verdict.of(not circuit.assumed),
        "mains_v": Interval.point(circuit.volts),
        "circuit_w": Interval.point(circuit.watts),
    }
    namespaces["build"] = Record(chosen, "build")
    namespaces["standard"] = standards
    situation = Situation(parts, _units(build, parts), namespaces, because)
    return Derived(situation, loads, carried, circuit, figures, placement)


def _units(build: Build, parts: Mapping[Kind, tuple[Record, ...]]) -> dict[Kind, Items]:
    """Return every unit of each kind.

    A line that nobody understood may be a part of a kind that seems absent, so such a kind's list stays open.
    """
    quantity = {part.ref: part.quantity for part in build.parts}
    units: dict[Kind, Items] = {}
    for kind in KINDS:
        listed = tuple(record for record in parts[kind] for _ in range(min(quantity[record.path], MOST_UNITS)))
        units[kind] = Items(listed, complete=bool(listed) or not build.not_understood, path=kind)
    return units


def fed(gpus: Counted, psus: Counted, standards: Record) -> dict[str, Quantity]:
    """Return the figures of power cables that change with the supplies: what their plugs feed, and what they share."""
    heavy = number(group_of(standards, "connectors"), "pcie_cable_two_plugs_max_card_w").value.low or 0
    return {
        "placement.unfed_gpu_sockets": total(unfed_gpu_sockets(*pool) for pool in pools(gpus, psus)),
        "placement.shared_cables": total(shared_cables(*pool, heavy) for pool in pools(gpus, psus)),
    }


def _radiators(distinct: Distinct) -> dict[str, Quantity]:
    left_out = unplaced_radiators(distinct.get("cooler", ()), distinct.get("gpu", ()), only(distinct, "case"))
    return {"placement.unplaced_radiators": left_out}


def _facts(placed: Got) -> dict[str, Quantity]:
    return {"lanes": placed.lanes, "generation": placed.generation, "on_chipset": placed.on_chipset}


def _with_placed(record: Record, every: Mapping[str, Got]) -> Record:
    """Return a card's record with what it gets where it is placed."""
    placed = every.get(record.path)
    if placed is None:
        return record
    facts = Record({key: figure.value for key, figure in _facts(placed).items()}, f"{record.path}.placed")
    return Record({**record.fields, "placed": facts}, record.path)


def _with_lasting(record: Record, every: Mapping[str, Quantity]) -> Record:
    """Return a part's record with what one of it draws for hours."""
    watts = every.get(record.path)
    return record if watts is None else Record({**record.fields, "lasting_w": watts.value}, record.path)
