"""From a build to what rules see: records of its parts, its units, and the facts derived from all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rigcheck.engine.build import Build, BuildPart
from rigcheck.placement.cards import unplaced_cards
from rigcheck.placement.gpus import arrange, gpu_slots
from rigcheck.placement.lanes import gpu_lanes
from rigcheck.power.draw import Draw, draws, sustained, with_next_gpu
from rigcheck.quantity import Quantity, either, greatest, least, number, total
from rigcheck.rules.finding import Situation
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.values import ANY_WORD, Interval, Items, Record, Value, Words, equal
from rigcheck.verdict import Verdict

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


def derive(build: Build, standards: Record) -> Derived:
    """Compute the derived facts of a build; `standards` holds one record for each file of `catalog/standards`."""
    distinct = _distinct(build.parts)
    drawn = draws(distinct, _group(standards, "platform_power"))
    figures = _power(distinct, drawn) | _placement(distinct, standards)
    lanes = _lanes(distinct)
    parts = {kind: tuple(_placed(record, lanes) for record, _ in distinct.get(kind, ())) for kind in KINDS}
    because = {path: quantity.blame for path, quantity in figures.items() if quantity.blame}
    if lanes is not None and lanes.blame:
        because |= {f"{gpu.path}.placed.lanes": lanes.blame for gpu in parts["gpu"]}
    namespaces: dict[str, Value] = {
        group: Record(
            {path.partition(".")[2]: quantity.value for path, quantity in figures.items() if path.startswith(group)},
            group,
        )
        for group in ("power", "placement")
    }
    namespaces["build"] = Record({"final": Verdict.of(build.settings.final)}, "build")
    namespaces["standard"] = standards
    return Derived(Situation(parts, _units(build, parts), namespaces, because), drawn, figures)


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


def _placement(distinct: Distinct, standards: Record) -> dict[str, Quantity]:
    board = _only(distinct, "motherboard")
    gpus = _every(distinct, "gpu")
    cards = _every(distinct, "card")
    cpus = sum(units for _, units in distinct.get("cpu", ())) or 1
    first = _group(_group(standards, "slots"), "first_x16_position")
    slots = gpu_slots(board, cpus, first)
    now = arrange(slots, gpus)
    # One more of any of the cards: what the worst of them needs, in whatever order the list names them.
    distinct_gpus = [record for record, _ in distinct.get("gpu", ())]
    later = [arrange(slots, [*gpus, gpu]) for gpu in distinct_gpus] or [now]
    return {
        "placement.gpu_slots": slots.count,
        "placement.unplaced_gpus": now.unplaced,
        "placement.case_slots_needed": now.case_slots,
        "placement.next_unplaced_gpus": greatest(one.unplaced for one in later),
        "placement.next_case_slots_needed": greatest(one.case_slots for one in later),
        "placement.unplaced_cards": unplaced_cards(board, gpus, cards),
    }


def _lanes(distinct: Distinct) -> Quantity | None:
    gpus = _every(distinct, "gpu")
    if not gpus or "motherboard" not in distinct:
        return None
    board = _only(distinct, "motherboard")
    cpus: list[Record | None] = [cpu for cpu, _ in distinct.get("cpu", ())]
    drives, which = _nvme_drives(distinct)
    # Of unlike processors, and of drives whose interface is open, nobody says which case holds: all of them may.
    return either((gpu_lanes(board, cpu, len(gpus), count) for cpu in cpus or [None] for count in drives), which)


def _nvme_drives(distinct: Distinct) -> tuple[tuple[int, ...], frozenset[str]]:
    """Return how many NVMe drives there are, at least and at most, and the facts that would tell."""
    least = most = 0
    which: set[str] = set()
    for drive, units in distinct.get("storage", ()):
        interface = drive.fields.get("interface", ANY_WORD)
        verdict = equal(interface, Words.of("nvme"))
        least += units * (verdict is Verdict.OK)
        most += units * (verdict is not Verdict.VIOLATED)
        if verdict is Verdict.UNKNOWN:
            which.add(f"{drive.path}.interface")
    return tuple(sorted({least, most})), frozenset(which)


def _placed(record: Record, lanes: Quantity | None) -> Record:
    """Return a GPU's record with the lanes it gets where it is placed: no more than it has itself."""
    if lanes is None or not record.path.startswith("gpu#"):
        return record
    own = number(record, "pcie_lanes")
    got = least([lanes, own]).value if own.value.low else Interval(0, lanes.value.high)
    return Record({**record.fields, "placed": Record({"lanes": got}, f"{record.path}.placed")}, record.path)


def _every(distinct: Distinct, kind: Kind) -> list[Record]:
    return [record for record, units in distinct.get(kind, ()) for _ in range(min(units, MOST_UNITS))]


def _only(distinct: Distinct, kind: Kind) -> Record:
    """Return the only part of a kind, or one of which nothing is known."""
    present = distinct.get(kind, ())
    return present[0][0] if present else Record({}, f"{kind}#1")


def _group(record: Record, key: str) -> Record:
    inner = record.fields.get(key)
    return inner if isinstance(inner, Record) else Record({}, f"{record.path}.{key}")
