"""From a build to what rules see: records of its parts, its units, and the facts derived from all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rigcheck.engine.build import Build, BuildPart
from rigcheck.placement.cables import Units as Counted
from rigcheck.placement.cables import unfed_gpu_sockets
from rigcheck.placement.facts import Got, Parts, Placement, placement_of
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

Distinct = Mapping[Kind, tuple[tuple[Record, int], ...]]
"""The distinct parts of each kind, and how many there are of each."""

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
    distinct = _distinct(build.parts)
    drawn = draws(distinct, _group(standards, "platform_power"))
    names = {part.ref: f"{part.name} {part.id}" for part in build.parts}
    placement = _placement(distinct, names, standards)
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


def _distinct(parts: tuple[BuildPart, ...]) -> Distinct:
    risers = any(_may_carry_a_card(part) for part in parts)
    grouped: dict[Kind, list[tuple[Record, int]]] = {}
    for part in parts:
        record = part.record()
        if part.kind in {"gpu", "card"} and "riser" not in record.fields:
            # A list without risers has none; with some in it, only the builder knows which card hangs on one.
            riser = Verdict.UNKNOWN if risers else Verdict.VIOLATED
            record = Record({**record.fields, "riser": riser}, record.path)
        grouped.setdefault(part.kind, []).append((record, part.quantity))
    return {kind: tuple(records) for kind, records in grouped.items()}


def _may_carry_a_card(part: BuildPart) -> bool:
    """Return whether a part is a riser or, for all that is known of it, may be one: a switch or an adapter too."""
    if part.kind == "accessory":
        return "role" not in part.facts or part.facts["role"] == "riser"
    return part.kind == "card" and "bus" not in part.facts


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


def _placement(distinct: Distinct, names: Mapping[str, str], standards: Record) -> Placement:
    cases = distinct.get("case", ())
    parts = Parts(
        board=_only(distinct, "motherboard"),
        case=cases[0][0] if cases else None,
        cpus=distinct.get("cpu", ()),
        gpus=_by_name(distinct.get("gpu", ()), names),
        cards=_by_name(distinct.get("card", ()), names),
        storage=distinct.get("storage", ()),
        accessories=distinct.get("accessory", ()),
    )
    return placement_of(parts, _group(standards, "slots"))


def fed(gpus: Counted, psus: Counted) -> dict[str, Quantity]:
    """Return the figures that change with the power supplies: which sockets of GPUs their plugs feed."""
    return dict(zip(FED, (unfed_gpu_sockets(gpus, psus), shared_cables(gpus, psus)), strict=True))


def _radiators(distinct: Distinct) -> dict[str, Quantity]:
    left_out = unplaced_radiators(distinct.get("cooler", ()), distinct.get("gpu", ()), _only(distinct, "case"))
    return {"placement.unplaced_radiators": left_out}


def _by_name(units: tuple[tuple[Record, int], ...], names: Mapping[str, str]) -> tuple[tuple[Record, int], ...]:
    """Return parts by name: which of two alike gets the better slot must not depend on the order of the list."""
    return tuple(sorted(units, key=lambda one: names[one[0].path]))


def _facts(placed: Got) -> dict[str, Quantity]:
    return {"lanes": placed.lanes, "generation": placed.generation, "on_chipset": placed.on_chipset}


def _with_placed(record: Record, every: Mapping[str, Got]) -> Record:
    """Return a card's record with what it gets where it is placed."""
    placed = every.get(record.path)
    if placed is None:
        return record
    facts = Record({key: figure.value for key, figure in _facts(placed).items()}, f"{record.path}.placed")
    return Record({**record.fields, "placed": facts}, record.path)


def _only(distinct: Distinct, kind: Kind) -> Record:
    """Return the only part of a kind, or one of which nothing is known."""
    present = distinct.get(kind, ())
    return present[0][0] if present else Record({}, f"{kind}#1")


def _group(record: Record, key: str) -> Record:
    inner = record.fields.get(key)
    return inner if isinstance(inner, Record) else Record({}, f"{record.path}.{key}")
