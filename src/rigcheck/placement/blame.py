"""Which facts leave a placement open, by the side of it they belong to; the figures name those they depend on.

Only facts that matter to this build are named: M.2 slots where there are M.2 drives, NVLink where there is a bridge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rigcheck.placement.board_map import BoardMap
from rigcheck.placement.gpus import GpuSlots
from rigcheck.placement.loads import open_sizes
from rigcheck.quantity import NOTHING, number
from rigcheck.values import Items, Record, Value
from rigcheck.verdict import Verdict

Blame = frozenset[str]
Units = Sequence[tuple[Record, int]]

EVERY_SIDE: Final = ("room", "bridges", "ports", "lanes", "cooling")
SIDES: Final[Mapping[str, tuple[str, ...]]] = {
    "unplaced_cards": ("room",),
    "unplaced_bridges": ("room", "ports", "bridges"),
    "overhang_slots": ("room", "ports", "bridges"),
    "drives_left_out": ("room", "ports", "bridges"),
}
"""By figure, the sides it can depend on: those that are preferred by before it. The others depend on every side."""


@dataclass(frozen=True, slots=True)
class Blames:
    """The facts that leave each side of a placement open."""

    room: Blame
    """Sizes, positions, the case."""
    bridges: Blame
    ports: Blame
    lanes: Blame
    cooling: Blame

    def of(self, figure: str) -> Blame:
        """Return the facts that a figure may depend on."""
        return NOTHING.union(*(getattr(self, side) for side in SIDES.get(figure, EVERY_SIDE)))

    @property
    def every(self) -> Blame:
        """Return all of them."""
        return NOTHING.union(*(getattr(self, side) for side in EVERY_SIDE))


def room_blame(board: Record, where: GpuSlots, case: Record | None, gpus: Units, cards: Units) -> Blame:
    """Return what leaves open where cards find room."""
    blame = where.blame.union(*(open_sizes(card) for card, _ in [*gpus, *cards]))
    if case is not None:
        blame |= number(case, "expansion_slots").blame
    slots = board.fields.get("slots")
    if not (isinstance(slots, Items) and slots.complete):
        blame |= {f"{board.path}.slots"}
    if cards:
        blame |= _open(_records(board, "slots"), ("position", "mechanical_lanes", "open_ended", "needs_cpu"))
    if any(card.fields.get("riser") in {Verdict.OK, Verdict.UNKNOWN} for card, _ in [*gpus, *cards]):
        # A card on a riser takes a slot of any length that is free and not covered.
        blame |= _open(_records(board, "slots"), ("position", "needs_cpu"))
    return blame


def lanes_blame(board: Record, known: BoardMap, cpus: Units, gpus: Units, cards: Units) -> Blame:
    """Return what leaves open the lanes that cards get."""
    blame = _open(_records(board, "slots"), ("electrical_lanes", "name", "wired_to", "generation"))
    blame |= {f"{board.path}.lane_modes"} if known.modes is None else NOTHING
    blame |= _open(_records(board, "lane_modes"), ("used", "lanes")) | _sharing_blame(board, known)
    blame |= _open((cpu for cpu, _ in cpus), ("family", "pcie_lanes", "pcie_generation"))
    blame |= _open((cpu for cpu, _ in cpus if "graphics_lanes" in cpu.fields), ("graphics_lanes",))
    return blame | _open((card for card, _ in [*gpus, *cards]), ("pcie_lanes", "pcie_generation"))


def ports_blame(board: Record, known: BoardMap, storage: Units, cards: Units) -> Blame:
    """Return what leaves open which drives find a port."""
    if not storage:
        return _sharing_blame(board, known)
    blame = number(board, "sata_ports").blame | _sharing_blame(board, known)
    blame |= {f"{board.path}.m2_slots"} if not known.m2_complete else NOTHING
    blame |= _open((m2.facts for m2 in known.m2), ("name", "key", "sizes", "interfaces", "lanes"))
    blame |= _open((drive for drive, _ in storage), ("form_factor", "interface", "m2_size", "m2_key"))
    names = _open(_records(board, "slots"), ("name",))
    return blame.union(names, *(number(card, "m2_slots").blame for card, _ in cards))


def cooling_blame(gpus: Units) -> Blame:
    """Return what leaves open which cards need air below; a single one needs none from the others."""
    alone = sum(units for _, units in gpus) < 2
    return NOTHING if alone else _open((gpu for gpu, _ in gpus), ("cooling",))


def bridges_blame(accessories: Units, gpus: Units, *, bridges: int) -> Blame:
    """Return what leaves open which cards so many bridges can join; how many a card takes matters from two on."""
    if not bridges:
        return NOTHING
    of_gpus = ("nvlink", "nvlink_bridges") if bridges > 1 else ("nvlink",)
    return _open((one for one, _ in accessories), ("bridge_slots",)) | _open((gpu for gpu, _ in gpus), of_gpus)


def _sharing_blame(board: Record, known: BoardMap) -> Blame:
    blame = NOTHING if known.takings_complete else frozenset({f"{board.path}.sharing"})
    blame |= _open(_records(board, "sharing"), ("used", "loses", "lanes_left"))
    if not known.takings:
        return blame
    # An M.2 slot that is not there cannot be lost.
    blame |= {f"{board.path}.m2_slots"} if not known.m2_complete else NOTHING
    return blame | _open((m2.facts for m2 in known.m2), ("name", "needs_cpu"))


def _records(board: Record, key: str) -> list[Record]:
    listed = board.fields.get(key)
    return [item for item in listed.items if isinstance(item, Record)] if isinstance(listed, Items) else []


def _open(records: Iterable[Record], keys: Sequence[str]) -> Blame:
    """Return the facts of these keys that are not stated, or only in part."""
    return frozenset(
        f"{record.path}.{key}" for record in records for key in keys if not _is_stated(record.fields.get(key))
    )


def _is_stated(value: Value | None) -> bool:
    if isinstance(value, Items):
        return value.complete and all(map(_is_stated, value.items))
    return getattr(value, "is_point", value is not None and value is not Verdict.UNKNOWN)
