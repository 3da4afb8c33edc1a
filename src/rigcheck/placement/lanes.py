"""Lanes: how many each used slot gets, by the board's table of modes and by what takes lanes from what.

Four things are believed of every board where its facts do not say better: fewer cards never get less; a slot that the
table never names keeps its lanes; an M.2 drive that is alone finds a slot that takes nothing from the cards; and of
sixteen lanes from the processor to the slot nearest to it only half is ever split off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rigcheck.placement.board_map import FROM_CPU, BoardMap, Mode, Slot, Taking
from rigcheck.placement.slots import X16
from rigcheck.values import Exact, Interval, smallest
from rigcheck.verdict import Verdict

KEPT_BY_FIRST = 8
"""The lanes that the slot nearest the processor keeps of sixteen, whatever else is used."""
LINKS = (0, 1, 2, 4, 8, X16)
"""How many lanes a link can have."""
BEHIND = frozenset({"chipset", "switch"})
"""What has lanes of its own to give, whatever the processor has."""


@dataclass(frozen=True, slots=True)
class Use:
    """What is used of a board: slots by index, and M.2 slots by name with the interface of the drive in each."""

    slots: frozenset[int]
    m2: tuple[tuple[str, str | None], ...]
    drives: int
    """M.2 drives in all, wherever they sit."""


def lanes_of(board: BoardMap, use: Use) -> dict[int, Interval]:
    """Return the lanes of every used slot."""
    used = [slot for slot in board.slots if slot.index in use.slots]
    names = names_of(used)
    takings = triggered(board, used, use.m2, drives=use.drives)
    result = {}
    for slot in used:
        lanes = _by_modes(board, slot, names, len(used))
        for taking, surely in takings:
            if slot.name is None or slot.name in taking.loses:
                left = smallest([lanes, taking.left])
                lanes = left if surely and slot.name else lanes.hull(left)
        if not board.takings_complete:
            # Nobody listed all that takes lanes on this board.
            lanes = Interval(min(lanes.low or 0, kept_of(board, slot, lanes) if use.drives > 1 else X16), lanes.high)
        result[slot.index] = lanes
    return result


def names_of(slots: Iterable[Slot]) -> frozenset[str]:
    """Return the names of slots, as far as they have one."""
    return frozenset(slot.name for slot in slots if slot.name)


def triggered(
    board: BoardMap, used: Sequence[Slot], m2: Iterable[tuple[str, str | None]], *, drives: int
) -> list[tuple[Taking, bool]]:
    """Return what takes when these slots hold cards and these M.2 slots hold drives, and whether it surely does.

    A slot without a name may be any that the list speaks of, but for those that have one.
    """
    kinds: Mapping[str, str | None] = dict(m2)
    names = names_of(used)
    nameless = len(names) < len(used) or (drives > 0 and any(slot.name is None for slot in board.m2))
    known = board.slot_names
    result = []
    for taking in board.takings:
        unused = taking.used - names - kinds.keys()
        if taking.holds is Verdict.VIOLATED or (unused and not (nameless and unused.isdisjoint(known))):
            continue
        others = {kinds[name] for name in taking.used if name in kinds} - {taking.used_as}
        fits = taking.used_as is None or not others
        if fits or others == {None}:
            surely = fits and taking.holds is Verdict.OK and not unused
            result.append((taking, surely))
    return result


def _by_modes(board: BoardMap, slot: Slot, used: frozenset[str], count: int) -> Interval:
    """Return the lanes of a used slot before drives take any; `count` slots are used, those without a name too."""
    own = _own(board, slot)
    if count == 1:
        return _alone(board, slot, own)
    if board.modes is None or len(used) < count:
        return Interval(kept_of(board, slot, own), own.high)
    if slot.name not in board.in_modes:
        return own
    table = used & board.in_modes
    rows = [mode for mode in board.modes if mode.holds is not Verdict.VIOLATED]
    said = _said([mode for mode in rows if mode.used == table], slot.name, cpu_given=board.cpu_given)
    return smallest([said, own]) if said else _between(rows, slot.name, table, own, kept_of(board, slot, own))


def _alone(board: BoardMap, slot: Slot, own: Interval) -> Interval:
    """Return the lanes of a slot that is the only one in use: all of its own, unless the table says otherwise."""
    rows = [
        mode
        for mode in board.modes or ()
        if len(mode.used) == 1 and (slot.name is None or slot.name in mode.used) and mode.holds is not Verdict.VIOLATED
    ]
    said = _said(rows, slot.name, cpu_given=board.cpu_given) if slot.name else None
    if said:
        return smallest([said, own])
    lanes = own
    for _, lane in (pair for mode in rows for pair in mode.lanes):
        lanes = lanes.hull(smallest([lane, own]))
    return lanes


def kept_of(board: BoardMap, slot: Slot, own: Interval) -> Exact:
    """Return the lanes that a slot keeps whatever else is used."""
    return min(KEPT_BY_FIRST, own.low or 0) if slot.index == board.graphics_slot else 0


def _own(board: BoardMap, slot: Slot) -> Interval:
    """Return the lanes of a slot that nothing shares: those wired to it, and no more than its processor has."""
    own = smallest([slot.lanes, Interval.point(X16)])
    if slot.wired_to in BEHIND:
        return own
    limited = smallest([own, _link(board.cpu_lanes)])
    return limited if slot.wired_to in FROM_CPU else own.hull(limited)


def _link(lanes: Interval) -> Interval:
    """Return the widest link that a processor's lanes make: of twelve a slot gets eight."""
    ends = [X16 if end is None else end for end in (lanes.low or 0, lanes.high)]
    return Interval(*(max(width for width in LINKS if width <= end) for end in ends))


def _said(rows: list[Mode], name: str, *, cpu_given: bool) -> Interval | None:
    """Return the lanes that rows for exactly these slots give; one that names the processor goes before the others.

    Where the build names no processor, any row may be meant.
    """
    sure = [mode for mode in rows if mode.holds is Verdict.OK]
    special = [mode for mode in sure if mode.special]
    if not sure and cpu_given:
        return None
    lanes = [lane for mode in special or rows for key, lane in mode.lanes if key == name]
    if len(lanes) < max(1, len(special or rows)):
        return None
    result = lanes[0]
    for lane in lanes[1:]:
        result = result.hull(lane)
    return result


def _between(rows: list[Mode], name: str, table: frozenset[str], own: Interval, kept: Exact) -> Interval:
    """Return the bounds of a use that no row of the table is about: more cards get less, fewer cards more."""
    lows: list[Exact] = [kept]
    highs: list[Exact] = [X16 if own.high is None else own.high]
    for mode in rows:
        lane = next((lane for key, lane in mode.lanes if key == name), None)
        if lane is None or mode.holds is not Verdict.OK:
            continue
        if mode.used > table:
            lows.append(lane.low or 0)
        if mode.used < table and lane.high is not None:
            highs.append(lane.high)
    high = min(highs)
    return Interval(min(max(lows), high), high)
