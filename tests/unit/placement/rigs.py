"""Small builds for the tests of placement: facts in, placement out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rigcheck.fact import value_of
from rigcheck.placement.facts import Parts, Placement, placement_of
from rigcheck.values import Interval, Record
from rigcheck.verdict import Verdict

Facts = dict[str, Any]

STANDARD: Facts = {
    "pitch_mm": 20,
    "positions": {"mini_itx": 1, "micro_atx": 4, "atx": 7},
    "first_x16_position": {"mini_itx": 1, "atx": {"at_least": 1, "at_most": 3}},
}
CPU: Facts = {"family": "zen-2", "pcie_lanes": 20, "pcie_generation": 4}
OPEN: Facts = {"open_frame": True, "expansion_slots": 0, "overhang_mm": 0}
NVME: Facts = {"form_factor": "m2", "interface": "nvme", "m2_size": "2280", "m2_key": "m"}
SATA_M2: Facts = {**NVME, "interface": "sata", "m2_key": "b+m"}
SATA: Facts = {"form_factor": "2.5", "interface": "sata"}


def record(facts: Facts, path: str) -> Record:
    value = value_of(facts, path)
    assert isinstance(value, Record)
    return value


def case(slots: int, overhang_mm: int = 0) -> Facts:
    return {"expansion_slots": slots, "open_frame": False, "overhang_mm": overhang_mm}


def gpu(places: Any = 2, brackets: int | None = None, **facts: Any) -> Facts:
    own = {"cooling": "blower", "nvlink": False, "riser": False, "pcie_lanes": 16, "pcie_generation": 4}
    return {"thickness_slots": places, "brackets": places if brackets is None else brackets, **own, **facts}


def card(lanes: int = 4, places: int = 1, **facts: Any) -> Facts:
    size = {"thickness_slots": places, "brackets": places, "mechanical_lanes": lanes, "pcie_lanes": lanes}
    return {**size, "bus": "pcie", "riser": False, "pcie_generation": 3, "m2_slots": 0, **facts}


def slot(name: str, position: int, length: int = 16, lanes: int | None = None, **facts: Any) -> Facts:
    own = {"wired_to": "cpu", "open_ended": False, "needs_cpu": 1, "generation": 4}
    electrical = length if lanes is None else lanes
    return {
        "name": name,
        "position": position,
        "mechanical_lanes": length,
        "electrical_lanes": electrical,
        **own,
        **facts,
    }


def m2(name: str, *interfaces: str, **facts: Any) -> Facts:
    own = {"key": "m", "sizes": ["2280"], "lanes": 4, "needs_cpu": 1}
    return {"name": name, "interfaces": list(interfaces) or ["nvme", "sata"], **own, **facts}


def board(*slots: Facts, **facts: Any) -> Facts:
    own = {"sockets": 1, "form_factor": "atx", "lane_modes": [], "sharing": [], "m2_slots": [], "sata_ports": 4}
    return {**own, "slots": list(slots), **facts}


def x16(*positions: int, **facts: Any) -> Facts:
    """A board with slots of full length at these positions, each with sixteen lanes of its own."""
    return board(*(slot(f"S{place}", place, wired_to="switch") for place in positions), **facts)


def taking(*used: str, loses: str | Sequence[str], left: int = 0, **facts: Any) -> Facts:
    lost = [loses] if isinstance(loses, str) else list(loses)
    return {"used": list(used), "loses": lost, "lanes_left": left, **facts}


def placed(
    on: Facts,
    *,
    gpus: Sequence[Facts] = (),
    cards: Sequence[Facts] = (),
    drives: Sequence[Facts] = (),
    inside: Facts | None = OPEN,
    cpu: Facts = CPU,
    cpus: int = 1,
    bridges: Sequence[int] = (),
) -> Placement:
    """Place a build; like parts that follow each other are units of one part."""
    return placement_of(
        Parts(
            record(on, "motherboard#1"),
            None if inside is None else record(inside, "case#1"),
            [(record(cpu, "cpu#1"), cpus)],
            _units("gpu", gpus),
            _units("card", cards),
            _units("storage", drives),
            _units("accessory", [{"role": "bridge", "bridge_slots": span} for span in bridges]),
        ),
        record(STANDARD, "standard.slots"),
    )


def _units(kind: str, parts: Sequence[Facts]) -> list[tuple[Record, int]]:
    distinct = [part for index, part in enumerate(parts) if part not in parts[:index]]
    return [(_record(part, f"{kind}#{number}"), parts.count(part)) for number, part in enumerate(distinct, 1)]


def _record(part: Facts, path: str) -> Record:
    """Return the record of a card; `riser = None` is one that hangs on a riser or not."""
    if part.get("riser", True) is not None:
        return record(part, path)
    facts = record({key: value for key, value in part.items() if key != "riser"}, path)
    return Record({**facts.fields, "riser": Verdict.UNKNOWN}, path)


def figure(found: Placement, key: str) -> Interval:
    return found.figures[key].value


def lanes(found: Placement, ref: str = "gpu#1") -> Interval:
    return found.placed[ref].lanes.value


def seats(found: Placement) -> dict[str | None, str]:
    """Return the card in every used slot of the arrangement shown, by the slot's name."""
    shown = found.shown
    if shown is None:
        return {}
    return {slot.name: found.problem.loads[load].ref for slot, load in shown.seated}
