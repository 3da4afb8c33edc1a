"""A board as placement sees it: slots at their places, the manual's table of lanes, and what takes what from what.

Read once from the board's facts; whether a row of the table is for the processors in the build is a verdict here, so
that nothing below this module looks at processors again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rigcheck.placement.slots import X16, slots_of, works_with
from rigcheck.quantity import number
from rigcheck.values import Exact, Interval, Items, Record, Value, Words, equal, member, smallest
from rigcheck.verdict import Verdict, conjunction

FROM_CPU = frozenset({"cpu", "cpu2"})
LATEST = 9
"""A generation of PCI Express that no processor reaches yet: where the build names none, it limits nothing."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One expansion slot that works, for all that is known, with the processors of the build."""

    index: int
    """Its place in the board's list, which is the order of the manual."""
    name: str | None
    position: Interval
    length: Interval
    lanes: Interval
    """The lanes wired to it when nothing else takes them."""
    generation: Interval
    wired_to: str | None
    open_ended: Verdict
    works: Verdict


@dataclass(frozen=True, slots=True)
class Mode:
    """A row of the table of lanes: when these slots of the table hold cards, they get these lanes."""

    used: frozenset[str]
    lanes: tuple[tuple[str, Interval], ...]
    holds: Verdict
    """Whether it is for these processors."""
    special: bool
    """Whether it names the processors it is for; it then goes before one that names none."""
    rank: int
    """Its place in the table: manuals begin with the slots to use first."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What is lost when all of these are used: lanes of slots, M.2 slots, SATA ports, by name."""

    used: frozenset[str]
    used_as: str | None
    loses: frozenset[str]
    left: Interval
    holds: Verdict
    """Unknown too where the board's list does not say all of it."""


@dataclass(frozen=True, slots=True)
class M2:
    """One M.2 slot that may take a drive."""

    name: str | None
    facts: Record
    works: Verdict
    """Whether the processor is there that it hangs on."""


@dataclass(frozen=True, slots=True)
class BoardMap:
    """All that placement needs of a board."""

    slots: tuple[Slot, ...]
    complete: bool
    """Whether these are all the slots it has."""
    modes: tuple[Mode, ...] | None
    """None where nobody stated the table, or not the whole of it."""
    takings: tuple[Taking, ...]
    takings_complete: bool
    m2: tuple[M2, ...]
    m2_complete: bool
    absent: frozenset[str | None]
    """The names of slots and M.2 slots of a processor that is not there: nothing uses them, and nobody misses them."""
    sata_ports: Interval
    cpu_lanes: Interval
    """Lanes that the processors bring; where the build names none, they are no limit."""
    cpu_given: bool

    @property
    def graphics_slot(self) -> int | None:
        """Return the slot nearest the processor, by index, if it surely has sixteen lanes from it.

        Where positions are not known it is the only slot that can have as many: none has more than the nearest.
        """
        long = [slot for slot in self.slots if slot.length.high is None or slot.length.high >= X16]
        wide = [slot for slot in long if slot.lanes.high is None or slot.lanes.high >= X16]
        if not self.complete or not wide:
            return None
        places = [exactly(slot.position) for slot in long]
        first = wide[0] if len(wide) == 1 else None
        if None not in places:
            first = min(long, key=lambda slot: (exactly(slot.position) or 0, slot.index))
        sure = first is not None and first.works is Verdict.OK and first.lanes.low == X16 and first.length.low == X16
        return first.index if first is not None and sure and first.wired_to in FROM_CPU else None

    @property
    def slot_names(self) -> frozenset[str | None]:
        """Return the names of its slots, and of all that is absent; None among them if one of these has no name."""
        return self.absent | {slot.name for slot in self.slots}

    @property
    def in_modes(self) -> frozenset[str]:
        """Return the slots that the table speaks of; those it never names keep their lanes."""
        return frozenset().union(*(mode.used for mode in self.modes or ()))


def read_board(board: Record, cpus: Sequence[Record], count: int) -> BoardMap:
    """Return the map of a board with these distinct processors, `count` of them in all."""
    listed = slots_of(board)
    slots = []
    cpu_generation = _hull([number(cpu, "pcie_generation").value for cpu in cpus]) if cpus else Interval(LATEST, None)
    absent: set[str | None] = set()
    for index, record in enumerate(listed.items):
        if isinstance(record, Record):
            works, _ = works_with(record, count, board)
            if works is not Verdict.VIOLATED:
                slots.append(_slot(index, record, works, cpu_generation))
            else:
                absent.add(word(record.fields.get("name")))
    modes, takings = board.fields.get("lane_modes"), board.fields.get("sharing")
    rows = [_mode(rank, row, cpus) for rank, row in enumerate(_records(modes))]
    takes = [taking for row in _records(takings) if (taking := _taking(row, cpus)) is not None]
    listed_m2 = board.fields.get("m2_slots")
    m2 = [_m2(record, count, board) for record in _records(listed_m2)]
    absent |= {one.name for one in m2 if one.works is Verdict.VIOLATED}
    return BoardMap(
        tuple(slots),
        listed.complete,
        tuple(row for row in rows if row) if _whole(modes) and all(rows) else None,
        tuple(takes),
        _whole(takings) and len(takes) == len(_records(takings)),
        tuple(one for one in m2 if one.works is not Verdict.VIOLATED and _takes_drives(one.facts)),
        _whole(listed_m2),
        frozenset(absent),
        number(board, "sata_ports").value,
        _hull([_slot_lanes(cpu) for cpu in cpus]) if cpus else Interval(X16, None),
        bool(cpus),
    )


def _slot_lanes(cpu: Record) -> Interval:
    """Return the lanes that a processor has for one slot: all it has, unless its facts say that they are fewer."""
    lanes = number(cpu, "pcie_lanes").value
    return smallest([lanes, number(cpu, "graphics_lanes").value]) if "graphics_lanes" in cpu.fields else lanes


def _m2(record: Record, cpus: int, board: Record) -> M2:
    works, _ = works_with(record, cpus, board)
    return M2(word(record.fields.get("name")), record, works)


def _takes_drives(m2: Record) -> bool:
    """Return whether an M.2 slot may take a drive: keys E and A are for wireless cards."""
    key = m2.fields.get("key")
    return not (isinstance(key, Words) and key.options is not None and key.options <= {"e", "a"})


def word(value: Value | None) -> str | None:
    """Return the one word a value is, or None where it may be another."""
    return next(iter(value.options)) if isinstance(value, Words) and value.options and value.is_point else None


def _records(value: Value | None) -> list[Record]:
    return [item for item in value.items if isinstance(item, Record)] if isinstance(value, Items) else []


def _whole(value: Value | None) -> bool:
    return isinstance(value, Items) and value.complete


def _hull(intervals: Sequence[Interval]) -> Interval:
    result = intervals[0] if intervals else Interval(0, None)
    for interval in intervals[1:]:
        result = result.hull(interval)
    return result


def _slot(index: int, record: Record, works: Verdict, cpu_generation: Interval) -> Slot:
    open_ended = record.fields.get("open_ended")
    wired_to = word(record.fields.get("wired_to"))
    generation = number(record, "generation").value
    if wired_to in {None, *FROM_CPU}:  # a slot of the processor is as fast as both allow
        limited = smallest([generation, cpu_generation])
        generation = limited if wired_to else generation.hull(limited)
    return Slot(
        index,
        word(record.fields.get("name")),
        number(record, "position").value,
        number(record, "mechanical_lanes").value,
        number(record, "electrical_lanes").value,
        generation,
        wired_to,
        open_ended if isinstance(open_ended, Verdict) else Verdict.UNKNOWN,
        works,
    )


def _mode(rank: int, row: Record, cpus: Sequence[Record]) -> Mode | None:
    """Return a row of the table, or None where it does not say which slots get what."""
    names, lanes = _names(row.fields.get("used")), row.fields.get("lanes")
    if names is None or not (isinstance(lanes, Items) and lanes.complete) or len(names) != len(lanes.items):
        return None
    pairs = tuple((name, lane) for name, lane in zip(names, lanes.items, strict=True) if isinstance(lane, Interval))
    return Mode(frozenset(names), pairs, _holds(row, cpus), _is_special(row), rank)


def _taking(row: Record, cpus: Sequence[Record]) -> Taking | None:
    """Return what an entry of `sharing` says, or None where it does not say what is used or lost."""
    used, loses = _names(row.fields.get("used")), _names(row.fields.get("loses"))
    if used is None or loses is None:
        return None
    used_as = row.fields.get("used_as")
    kind = word(used_as)
    holds = _holds(row, cpus)
    if used_as is not None and kind is None:
        holds = min(holds, Verdict.UNKNOWN)
    return Taking(frozenset(used), kind, frozenset(loses), number(row, "lanes_left").value, holds)


def _names(value: Value | None) -> list[str] | None:
    if not (isinstance(value, Items) and value.complete):
        return None
    names = [word(item) for item in value.items]
    return [name for name in names if name is not None] if all(names) else None


def _is_special(row: Record) -> bool:
    return isinstance(row.fields.get("cpu_families"), Items) or isinstance(row.fields.get("cpu_lanes"), Interval)


def _holds(row: Record, cpus: Sequence[Record]) -> Verdict:
    """Return whether a row is for these processors; of unlike ones nobody says which of them it means."""
    if not _is_special(row):
        return Verdict.OK
    each = {_holds_for(row, cpu) for cpu in cpus}
    return each.pop() if len(each) == 1 else Verdict.UNKNOWN


def _holds_for(row: Record, cpu: Record) -> Verdict:
    families, lanes = row.fields.get("cpu_families"), row.fields.get("cpu_lanes")
    family = cpu.fields.get("family")
    conditions = []
    if isinstance(families, Items):
        conditions.append(member(family, families) if isinstance(family, Words) else Verdict.UNKNOWN)
    if isinstance(lanes, Interval):
        conditions.append(equal(number(cpu, "pcie_lanes").value, lanes))
    return conjunction(conditions)


def exactly(interval: Interval) -> int | None:
    """Return the whole number that an interval is, or None where it is open."""
    low: Exact | None = interval.low
    return low if interval.is_point and isinstance(low, int) else None
