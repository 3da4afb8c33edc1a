"""Drives beside cards: which M.2 slots are used, what is switched off by what is used, and which drives are left.

Only M.2 slots that take something, or from which something is taken, are tried used and unused; of the others it does
not matter which holds what. A drive that finds no slot in a maximum matching is left without a port.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product

from rigcheck.placement.board_map import M2, BoardMap, Slot, word
from rigcheck.placement.lanes import names_of, triggered
from rigcheck.placement.matching import by_unit, maximum_matching
from rigcheck.quantity import number
from rigcheck.values import ANY_WORD, Interval, Items, Record, Words, equal, less_or_equal, member
from rigcheck.verdict import Verdict, conjunction, disjunction

SATA = "SATA_"
"""How `sharing` names a SATA port: `SATA_5`."""
UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class M2Drive:
    """The M.2 drives of one part."""

    ref: str = field(compare=False)
    units: int
    interface: str | None
    """Its interface, or None where nobody says."""
    fits: tuple[Verdict, ...]
    """Whether it fits each of the board's M.2 slots."""


@dataclass(frozen=True, slots=True)
class Drives:
    """The drives of a build, as far as ports of the board are concerned."""

    m2: tuple[M2Drive, ...]
    perhaps_m2: int
    """Drives that may be M.2 drives, for all that is known of their shape."""
    sata: Interval
    """How many drives take a SATA port."""
    on_cards: Interval
    """M.2 drives that cards in the list carry."""

    @property
    def count(self) -> int:
        """Return how many M.2 drives there are at most."""
        return sum(drive.units for drive in self.m2) + self.perhaps_m2


M2Use = tuple[tuple[str, str | None], ...]
"""Ports that hold drives, by name, with the interface of the drive in each: of M.2 slots only those that share
something, of SATA ports only those that take something."""


@dataclass(frozen=True, slots=True)
class PortsLeft:
    """What is left of M.2 slots and SATA ports in one way of using the board."""

    without_port: Interval
    """Drives left without a port by what is switched off; those that find none anyway are not counted."""
    dead: Interval
    """Slots that hold a card and are switched off."""
    lost: frozenset[str]
    """M.2 slots and SATA ports that are switched off for sure."""
    perhaps_lost: frozenset[str]
    """Those that may be switched off besides."""
    alike: object
    """Equal for two ways that leave the same ports, whatever of them turns out to suit."""


def drives_of(storage: Sequence[tuple[Record, int]], cards: Sequence[tuple[Record, int]], board: BoardMap) -> Drives:
    """Return the drives of a build, with the M.2 slots each of them fits."""
    m2: list[M2Drive] = []
    perhaps = 0
    sata = Interval(0, 0)
    for drive, units in storage:
        shape = equal(drive.fields.get("form_factor", ANY_WORD), Words.of("m2"))
        if shape is Verdict.OK:
            fits = tuple(_fits(drive, slot) for slot in board.m2)
            m2.append(M2Drive(drive.path, units, word(drive.fields.get("interface")), fits))
        perhaps += units * (shape is Verdict.UNKNOWN)
        cabled = _takes_sata_port(drive)
        sata += Interval(units * (cabled is Verdict.OK), units * (cabled is not Verdict.VIOLATED))
    carried = Interval(0, 0)
    for card, units in cards:
        carried += number(card, "m2_slots").value * Interval.point(units)
    m2.sort(key=lambda drive: (drive.interface or "", drive.fits, drive.units))
    return Drives(tuple(m2), perhaps, sata, carried)


def _takes_sata_port(drive: Record) -> Verdict:
    shape = drive.fields.get("form_factor", ANY_WORD)
    interface = equal(drive.fields.get("interface", ANY_WORD), Words.of("sata"))
    return conjunction([interface, disjunction([equal(shape, Words.of("2.5")), equal(shape, Words.of("3.5"))])])


def _fits(drive: Record, m2: M2) -> Verdict:
    """Return whether a slot takes a drive's interface and length, and has its key."""
    facts = m2.facts.fields
    interface, size = drive.fields.get("interface", ANY_WORD), drive.fields.get("m2_size", ANY_WORD)
    speaks, sizes = facts.get("interfaces"), facts.get("sizes")
    return conjunction(
        [
            m2.works,
            _member(interface, speaks),
            _member(size, sizes),
            disjunction(
                [
                    equal(interface, Words.of("sata")),
                    equal(drive.fields.get("m2_key", ANY_WORD), Words.of("b+m")),
                    equal(facts.get("key", ANY_WORD), Words.of("m")),
                    less_or_equal(Interval.point(4), number(m2.facts, "lanes").value),
                ]
            ),
        ]
    )


def _member(value: object, items: object) -> Verdict:
    if not isinstance(items, Items) or not isinstance(value, Words) or value.options is None:
        return Verdict.UNKNOWN
    return member(value, items)


def uses(board: BoardMap, drives: Drives) -> list[M2Use]:
    """Return every way to use the M.2 slots that share something and the SATA ports that take, the fewest first."""
    sharing = sorted(shared_names(board))
    plugged = list(_plugged(board, drives))
    kinds: list[str | None] = [*sorted({drive.interface for drive in drives.m2 if drive.interface})]
    if drives.perhaps_m2 or any(drive.interface is None for drive in drives.m2):
        kinds.append(None)
    ways: list[M2Use] = []
    for chosen in product([UNUSED, *kinds], repeat=len(sharing)):
        use = tuple((name, kind) for name, kind in zip(sharing, chosen, strict=True) if kind != UNUSED)
        if len(use) <= drives.count:
            ways.extend((*use, *((port, "sata") for port in ports)) for ports in plugged)
    return sorted(ways, key=lambda use: (len(use), [name for name, _ in use], [kind or "" for _, kind in use]))


def _plugged(board: BoardMap, drives: Drives) -> Iterator[tuple[str, ...]]:
    """Yield the sets of SATA ports that take something and may be used: none where the others are enough.

    Of ports that take alike, and from which the same is taken, it only matters how many are used.
    """
    takers = sorted(_taking_ports(board))
    losing = {name for taking in board.takings for name in taking.loses if name.startswith(SATA)}
    quiet = (board.sata_ports.low or 0) - len(losing.union(takers))
    most = int(drives.sata.high or 0)
    if most <= quiet:
        yield ()
        return
    alike: dict[object, list[str]] = {}
    for port in takers:
        takes = frozenset(replace(taking, used=taking.used - {port}) for taking in board.takings if port in taking.used)
        lost = tuple(port in taking.loses for taking in board.takings)
        alike.setdefault((takes, lost), []).append(port)
    for chosen in product(*([ports[:count] for count in range(len(ports) + 1)] for ports in alike.values())):
        plugged = tuple(port for ports in chosen for port in ports)
        if len(plugged) <= most:
            yield plugged


def _taking_ports(board: BoardMap) -> frozenset[str]:
    """Return the SATA ports that take something when they are used."""
    used = frozenset().union(*(taking.used for taking in board.takings if taking.holds is not Verdict.VIOLATED))
    return frozenset(name for name in used if name.startswith(SATA))


def shared_names(board: BoardMap) -> frozenset[str]:
    """Return the M.2 slots that take or lose something, those too that an open list of them does not name."""
    named = frozenset().union(*(taking.used | taking.loses for taking in board.takings))
    listed = {m2.name for m2 in board.m2}
    if board.m2_complete and None not in listed:
        return named & {name for name in listed if name}
    return frozenset(name for name in named if name not in board.slot_names and not name.startswith(SATA))


def ports_left(board: BoardMap, drives: Drives, used: Sequence[Slot], use: M2Use) -> PortsLeft | None:
    """Return what is left with cards in these slots and drives in these M.2 slots; None if one of them is switched off.

    A SATA port that would switch off a card or an M.2 drive stays empty.
    """
    slots, holding = names_of(used), frozenset(name for name, _ in use)
    nameless = len(used) - len(slots)
    off: set[str] = set()
    perhaps_off: set[str] = set()
    for taking, surely in triggered(board, used, use, drives=drives.count):
        if taking.left.high == 0 and surely:
            off |= taking.loses
        elif (taking.left.low or 0) == 0:
            perhaps_off |= taking.loses
    if off & holding:
        return None
    empty = _taking_ports(board) - holding
    in_use = slots | {name for name in holding if not name.startswith(SATA)}
    for port in empty:
        for taking, surely in triggered(board, used, (*use, (port, "sata")), drives=drives.count):
            takes = taking.loses & in_use
            if port in taking.used and (takes or nameless) and (taking.left.low or 0) == 0:
                (off if surely and takes and taking.left.high == 0 else perhaps_off).add(port)
    others = board.slot_names
    there = {m2.name for m2 in board.m2 if m2.works is Verdict.OK}
    sure = board.m2_complete and None not in others and all(m2.works is Verdict.OK for m2 in board.m2)
    ports = {name for name in off - others if sure or name in there or name.startswith(SATA)}
    gone, perhaps_gone = frozenset(ports), frozenset((off | perhaps_off) - ports - others)
    unsure = nameless if off | perhaps_off else 0
    dead = Interval(len(off & slots), len((off | perhaps_off) & slots) + unsure)
    left_out = _left_out(board, drives, use, gone | empty, perhaps_gone)
    return PortsLeft(left_out, dead, gone, perhaps_gone, (gone, perhaps_gone, use))


def _left_out(
    board: BoardMap, drives: Drives, use: M2Use, off: frozenset[str], perhaps_off: frozenset[str]
) -> Interval:
    """Return the drives left without a port by what is switched off, beyond those that find none anyway."""
    shared = shared_names(board)
    kinds = dict(use)
    speaks = tuple(kinds.get(m2.name) if m2.name else None for m2 in board.m2)
    here = tuple(m2.name not in off and (m2.name not in shared or m2.name in kinds) for m2 in board.m2)
    surely = tuple(
        one and m2.name not in perhaps_off and (m2.name is not None or not shared)
        for one, m2 in zip(here, board.m2, strict=True)
    )
    whole, anything = (True,) * len(board.m2), (None,) * len(board.m2)
    low, high = 0, 0
    if drives.perhaps_m2 or matched(drives.m2, surely, speaks, strict=True) < drives.count:
        by_name = {m2.name for m2 in board.m2}
        lost_slots = sum(not one for one in surely) + (0 if board.m2_complete else len(shared - by_name))
        fits = {fit for drive in drives.m2 for fit in drive.fits}
        if Verdict.UNKNOWN in fits or not board.m2_complete or drives.perhaps_m2 or not drives.on_cards.is_point:
            high += min(drives.count, lost_slots)
        else:
            carried = int(drives.on_cards.low or 0)
            at_all = matched(drives.m2, whole, anything, strict=True) + carried
            wanted = min(at_all, sum(drive.units for drive in drives.m2))
            low += max(0, wanted - carried - matched(drives.m2, here, speaks, strict=True))
            high += max(0, wanted - carried - matched(drives.m2, surely, speaks, strict=True))
    gone = sum(name.startswith(SATA) for name in off)
    perhaps_gone = sum(name.startswith(SATA) for name in off | perhaps_off)
    least, most = _cabled(drives.sata, board.sata_ports, gone, perhaps_gone)
    return Interval(low + least, high + most)


def may_lose(board: BoardMap, drives: Drives) -> int:
    """Return how many drives have no port that nothing takes: all that can be left out by what is switched off."""
    shared = shared_names(board)
    quiet = tuple(not shared if m2.name is None else m2.name not in shared for m2 in board.m2)
    sits = matched(drives.m2, quiet, (None,) * len(board.m2), strict=True)
    names = frozenset().union(*(taking.used | taking.loses for taking in board.takings))
    ports = sum(name.startswith(SATA) for name in names)
    _, cabled = _cabled(drives.sata, board.sata_ports, 0, ports)
    return drives.count - sits + cabled


def _cabled(wanted: Interval, ports: Interval, gone: int, perhaps_gone: int) -> tuple[int, int]:
    """Return how many SATA drives lose their port, at least and at most: those that the ports left do not take."""
    if not perhaps_gone:
        return 0, 0
    most_wanted, fewest_ports = int(wanted.high or 0), int(ports.low or 0)
    most = min(perhaps_gone, max(0, most_wanted - max(0, fewest_ports - perhaps_gone)))
    if ports.high is None or not gone:
        return 0, most
    low_wanted, most_ports = int(wanted.low or 0), int(ports.high)
    return min(gone, max(0, min(low_wanted, fewest_ports) - max(0, most_ports - gone))), most


def seats_of_drives(board: BoardMap, drives: Drives, use: M2Use, ports: PortsLeft) -> list[tuple[str, str]]:
    """Return which drive may sit in which M.2 slot by name, as many as find one: a maximum matching."""
    kinds, shared = dict(use), shared_names(board)
    places = [
        (index, slot.name)
        for index, slot in enumerate(board.m2)
        if slot.name and slot.name not in ports.lost and (slot.name not in shared or slot.name in kinds)
    ]
    each = [drive for drive in drives.m2 for _ in range(min(drive.units, len(places)))]
    options = [
        frozenset(
            index
            for index, name in places
            if drive.fits[index] is not Verdict.VIOLATED and kinds.get(name, drive.interface) in {drive.interface, None}
        )
        for drive in each
    ]
    names = dict(places)
    alike = len(set(options)) <= 1
    pairs = zip(range(len(each)), sorted(options[0] if options else ()), strict=False)
    return [(each[drive].ref, names[slot]) for drive, slot in (pairs if alike else maximum_matching(options).items())]


@lru_cache(2**14)
def matched(
    drives: tuple[M2Drive, ...], free: tuple[bool, ...], speaks: tuple[str | None, ...], *, strict: bool
) -> int:
    """Return how many drives find one of the free M.2 slots: a maximum matching.

    `strict` counts only drives that surely fit; `speaks` is the interface a slot was chosen for, if it was.
    """
    wanted = Verdict.OK if strict else Verdict.UNKNOWN
    options = [
        frozenset(
            index
            for index, fits in enumerate(drive.fits)
            if free[index] and fits >= wanted and (speaks[index] is None or speaks[index] in {drive.interface, None})
        )
        for drive in drives
    ]
    units = [drive.units for drive in drives]
    if len(set(options)) <= 1:
        return min(sum(units), len(options[0])) if options else 0
    return len(maximum_matching(by_unit(options, units)))
