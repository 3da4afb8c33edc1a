"""From a build to what rules see: records of its parts, its units, and the facts derived from all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rigcheck.engine.build import Build
from rigcheck.engine.distinct import Distinct, distinct_of, group_of, only
from rigcheck.engine.placing import placement_for
from rigcheck.placement.cables import Units as Counted
from rigcheck.placement.cables import unfed_gpu_sockets
from rigcheck.placement.facts import Got, Placement
from rigcheck.placement.radiators import unplaced_radiators
from rigcheck.placement.sharing import shared_cables
from rigcheck.power.draw import Draw, draws, sustained, with_next_gpu
from rigcheck.quantity import Quantity, number, total
from rigcheck.rules.finding import Situation
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.values import Interval, Items, Record, Value
from rigcheck.verdict import Verdict

FED: Final = ("placement.unfed_gpu_sockets", "placement.shared_cables")
"""The figures that change with the power supplies."""
FED_BY: Final = frozenset({"plugs", "cables", "cpu_pcie_sockets", "modular"})
"""The facts of a supply that they change with."""

MOST_UNITS = 1000
"""Units of one part that are counted one by one; a list that says more is a mistake found before it gets here."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The situation for the rules, and the figures behind it for the report."""

    situation: Situation
    draws: tuple[Draw, ...]
    figures: Mapping[str, Quantity]
    """Every derived number by path: `power.sustained_w`."""
    placement: Placement
    """Where the cards and drives sit."""


def derive(build: Build, standards: Record) -> Derived:
    """Compute the derived facts of a build; `standards` holds one record for each file of `catalog/standards`."""
    distinct = distinct_of(build.parts)
    drawn = draws(distinct, group_of(standards, "platform_power"))
    placement = placement_for(build, lambda: distinct, standards)
    figures = _power(distinct, drawn) | {f"placement.{key}": figure for key, figure in placement.figures.items()}
    figures |= fed(distinct.get("gpu", ()), distinct.get("psu", ())) | _radiators(distinct)
    parts = {
        kind: tuple(_with_placed(record, placement.placed) for record, _ in distinct.get(kind, ())) for kind in KINDS
    }
    because = {path: quantity.blame for path, quantity in figures.items() if quantity.blame}
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
    }
    namespaces["build"] = Record(chosen, "build")
    namespaces["standard"] = standards
    return Derived(Situation(parts, _units(build, parts), namespaces, because), drawn, figures, placement)


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


def _power(distinct: Distinct, drawn: tuple[Draw, ...]) -> dict[str, Quantity]:
    ratings = [number(psu, "rated_w").times(Quantity.exactly(units)) for psu, units in distinct.get("psu", ())]
    return {
        "power.sustained_w": sustained(drawn),
        "power.next_gpu_w": with_next_gpu(drawn),
        "power.rated_w": total(ratings),
    }


def fed(gpus: Counted, psus: Counted) -> dict[str, Quantity]:
    """Return the figures that change with the power supplies: which sockets of GPUs their plugs feed."""
    return dict(zip(FED, (unfed_gpu_sockets(gpus, psus), shared_cables(gpus, psus)), strict=True))


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
