"""The best placement of a whole build, by trying everything. Slow and obvious.

Every card is tried in every slot and in none, every M.2 drive in every M.2 slot and in none, every set of SATA ports in
use. What breaks a rule is thrown away, the rest is compared by the order of preference. Everything must be stated.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations, product
from typing import Any, NamedTuple

from tests.oracles import placement

Facts = Mapping[str, Any]
Seats = tuple[Facts | None, ...]
"""The slot of every GPU and then of every other card, or None."""
WIDTHS = (0, 1, 2, 4, 8, 16)


@dataclass(frozen=True)
class Rig:
    """A build as far as placement is concerned: the facts of every single unit."""

    board: Facts
    cpus: tuple[Facts, ...]
    gpus: tuple[Facts, ...]
    cards: tuple[Facts, ...]
    drives: tuple[Facts, ...]
    risers: int
    """GPUs that hang on risers: none of those above."""
    spans: tuple[int, ...]
    """Of every bridge, in slots from card to card."""
    case: Facts | None

    @cached_property
    def slots(self) -> list[Facts]:
        return [slot for slot in self.board["slots"] if slot["needs_cpu"] <= len(self.cpus)]

    @cached_property
    def m2(self) -> list[Facts]:
        return [slot for slot in self.board["m2_slots"] if slot["needs_cpu"] <= len(self.cpus)]

    @cached_property
    def loads(self) -> tuple[Facts, ...]:
        return (*self.gpus, *self.cards)

    @cached_property
    def takings(self) -> list[Facts]:
        return [taking for taking in self.board["sharing"] if holds(self, taking)]


class Measures(NamedTuple):
    """How good a placement is, in the order of preference; less is better."""

    gpus_left_out: int
    cards_left_out: int
    risers_left_out: int
    dead: int
    """Cards in slots that are switched off."""
    bridges_left_out: int
    overhang: Fraction
    """How far coolers reach below the last case slot, in slots."""
    drives_left_out: int
    lacking_of_eight: tuple[int, ...]
    """What every GPU lacks of eight lanes (of sixteen, to be compared), the worst first."""
    touching: int
    lacking: tuple[int, ...]
    lacking_of_others: tuple[int, ...]
    ports_lost: int


class Answer(NamedTuple):
    """The best placements' measures, and what the case needs."""

    measures: Measures
    case_slots_needed: int


class DrivesUse(NamedTuple):
    """One way to use the M.2 slots and SATA ports beside cards, as far as it matters."""

    left_out: int
    """Drives, beyond those that find no port anyway; cards in the list carry some."""
    taken: frozenset[int]
    """The entries of `sharing` that take."""
    lost: int


def solve(rig: Rig) -> Answer:
    """Return the measures of the best placement."""
    needed = placement.best(gpu_positions(rig), [size(gpu) for gpu in rig.gpus])[1]
    limit = case_limit(rig)
    seatings = [seats for seats in every_seating(rig) if is_possible(rig, seats, limit)]
    least = min(left_out(rig, seats) for seats in seatings)
    uses: dict[frozenset[str], set[DrivesUse]] = {}
    found: list[Measures] = []
    for seats in seatings:
        if left_out(rig, seats) > least:
            continue
        used = frozenset(slot["name"] for slot in seats if slot)
        if used not in uses:
            uses[used] = set(every_use(rig, used))
        for use in uses[used]:
            found.append(measures(rig, seats, use, limit))
    return Answer(min(found), needed if covers(rig) else 0)


# --- cards ---


def size(card: Facts) -> placement.Size:
    return math.ceil(card["thickness_slots"]), card["brackets"]


def gpu_positions(rig: Rig) -> list[int]:
    return [slot["position"] for slot in rig.slots if slot["mechanical_lanes"] >= 16]


def covers(rig: Rig) -> bool:
    """Return whether brackets need covers: a list without a case, or with an open frame, has none."""
    return rig.case is not None and not rig.case["open_frame"]


def case_limit(rig: Rig) -> int | None:
    """Return the last case slot that may be used: the case's last, or what the GPUs need at best where it has fewer."""
    if not covers(rig):
        return None
    assert rig.case is not None
    every = placement.assignments(gpu_positions(rig), [size(gpu) for gpu in rig.gpus])
    return max(int(rig.case["expansion_slots"]), min(every)[1])


def every_seating(rig: Rig) -> Iterator[Seats]:
    yield from product([None, *rig.slots], repeat=len(rig.loads))


def is_possible(rig: Rig, seats: Seats, limit: int | None) -> bool:
    """Return whether no two cards meet, each fits its slot, and its brackets have covers."""
    covered: list[int] = []
    for index, (card, slot) in enumerate(zip(rig.loads, seats, strict=True)):
        if slot is None:
            continue
        width, brackets = size(card)
        covered += range(slot["position"], slot["position"] + width)
        if index < len(rig.gpus):
            fits = slot["mechanical_lanes"] >= 16
        else:
            fits = slot["mechanical_lanes"] >= card["mechanical_lanes"] or slot["open_ended"]
        if not fits or (limit is not None and slot["position"] + brackets - 1 > limit):
            return False
    return len(covered) == len(set(covered))


def left_out(rig: Rig, seats: Seats) -> tuple[int, int]:
    return seats[: len(rig.gpus)].count(None), seats[len(rig.gpus) :].count(None)


def risers_left_out(rig: Rig, seats: Seats) -> int:
    """Return the cards on risers for which no slot is free: one that holds no card and lies under none."""
    covered = {
        slot["position"] + step
        for card, slot in zip(rig.loads, seats, strict=True)
        if slot
        for step in range(size(card)[0])
    }
    return over(rig.risers, sum(slot["position"] not in covered for slot in rig.slots))


def overhang(rig: Rig, seats: Seats, limit: int | None) -> Fraction:
    """Return how far the lowest cooler reaches below the last case slot."""
    if limit is None:
        return Fraction(0)
    furthest = Fraction(limit)
    for card, slot in zip(rig.loads, seats, strict=True):
        if slot:
            furthest = max(furthest, slot["position"] - 1 + Fraction(card["thickness_slots"]))
    return furthest - limit


def touching(rig: Rig, seats: Seats) -> int:
    """Return the open-air GPUs of which the place right below holds another GPU."""
    gpus = [(slot["position"], gpu) for gpu, slot in zip(rig.gpus, seats, strict=False) if slot]
    places = {place for place, _ in gpus}
    return sum(gpu["cooling"] == "open-air" and place + size(gpu)[0] in places for place, gpu in gpus)


def bridges_left_out(rig: Rig, seats: Seats) -> int:
    """Try every bridge on every two cards or on none; a card is joined with one other, by as many as it takes."""
    cards = [(slot["position"], gpu) for gpu, slot in zip(rig.gpus, seats, strict=False) if slot and gpu["nvlink"]]
    pairs = [None, *combinations(range(len(cards)), 2)]
    return min(
        chosen.count(None)
        for chosen in product(pairs, repeat=len(rig.spans))
        if all(
            pair is None or span == abs(cards[pair[0]][0] - cards[pair[1]][0])
            for pair, span in zip(chosen, rig.spans, strict=True)
        )
        and all(_may_join(gpu, index, chosen) for index, (_, gpu) in enumerate(cards))
    )


def _may_join(gpu: Facts, index: int, chosen: Sequence[tuple[int, int] | None]) -> bool:
    mine = [pair for pair in chosen if pair is not None and index in pair]
    return len(set(mine)) <= 1 and len(mine) <= gpu["nvlink_bridges"]


# --- drives ---


def every_use(rig: Rig, used: frozenset[str]) -> Iterator[DrivesUse]:
    """Yield the ways to use ports beside cards in these slots: no drive sits in a port that is switched off."""
    m2 = [drive for drive in rig.drives if drive["form_factor"] == "m2"]
    cabled = [drive for drive in rig.drives if drive["form_factor"] == "2.5"]
    ports = [f"SATA_{number}" for number in range(1, rig.board["sata_ports"] + 1)]
    carried = sum(card["m2_slots"] for card in rig.cards)
    ordinary = over(fewest_over(rig, m2), carried) + over(
        len(cabled), len(ports)
    )  # nothing switches a port off for these
    for places in product([None, *rig.m2], repeat=len(m2)):
        held = {place["name"]: drive["interface"] for place, drive in zip(places, m2, strict=True) if place}
        if len(held) < sum(place is not None for place in places):
            continue
        if not all(fits(drive, place) for drive, place in zip(m2, places, strict=True) if place):
            continue
        for plugged in subsets(ports):
            if len(plugged) > len(cabled):
                continue
            holding = {**held, **dict.fromkeys(plugged, "sata")}
            taken = frozenset(n for n, taking in enumerate(rig.takings) if takes(taking, used, holding))
            off = switched_off(rig, taken)
            if off & holding.keys():
                continue
            missing = over(len(m2) - len(held), carried) + len(cabled) - len(plugged)
            yield DrivesUse(missing - ordinary, taken, lost(rig, used, holding, off))


def over(wanted: int, there: int) -> int:
    return max(0, wanted - there)


def fewest_over(rig: Rig, m2: list[Facts]) -> int:
    """Return how many M.2 drives find no slot where nothing takes any."""
    fewest = len(m2)
    for places in product([None, *rig.m2], repeat=len(m2)):
        taken = [place["name"] for place in places if place]
        good = all(fits(drive, place) for drive, place in zip(m2, places, strict=True) if place)
        if good and len(taken) == len(set(taken)):
            fewest = min(fewest, len(m2) - len(taken))
    return fewest


def fits(drive: Facts, place: Facts) -> bool:
    """Return whether the slot speaks the drive's interface and holds its length; NVMe drives of key M need a key M."""
    keyed = drive["interface"] == "sata" or drive["m2_key"] == "b+m" or place["key"] == "m" or place["lanes"] >= 4
    return drive["interface"] in place["interfaces"] and drive["m2_size"] in place["sizes"] and keyed


def takes(taking: Facts, used: frozenset[str], holding: Mapping[str, str]) -> bool:
    """Return whether all that must be used for it is, by drives of the kind it speaks of."""
    kinds = [holding[name] for name in taking["used"] if name in holding]
    as_said = "used_as" not in taking or all(kind == taking["used_as"] for kind in kinds)
    return as_said and all(name in used or name in holding for name in taking["used"])


def switched_off(rig: Rig, taken: frozenset[int]) -> set[str]:
    return {name for n in taken if rig.takings[n]["lanes_left"] == 0 for name in rig.takings[n]["loses"]}


def lost(rig: Rig, used: frozenset[str], holding: Mapping[str, str], off: set[str]) -> int:
    """Return the ports that are switched off, and the empty SATA ports that would switch off a card or an M.2 drive."""
    in_use = used | {name for name in holding if not name.startswith("SATA")}
    slots = {slot["name"] for slot in rig.board["slots"]}
    empty = {
        name
        for taking in rig.takings
        for name in taking["used"]
        if name.startswith("SATA") and name not in holding and taking["lanes_left"] == 0
        if takes(taking, used, {**holding, name: "sata"}) and not in_use.isdisjoint(taking["loses"])
    }
    absent = {slot["name"] for slot in rig.board["m2_slots"] if slot not in rig.m2}
    return len((off - slots - absent) | empty)


def subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, count) for count in range(len(names) + 1))


# --- lanes ---


def holds(rig: Rig, row: Facts) -> bool:
    """Return whether a row is for these processors."""
    lanes = "cpu_lanes" not in row or row["cpu_lanes"] == rig.cpus[0]["pcie_lanes"]
    return lanes and ("cpu_families" not in row or rig.cpus[0]["family"] in row["cpu_families"])


def lanes_of(rig: Rig, slot: Facts, used: frozenset[str], taken: frozenset[int]) -> int:
    """Return the lanes of a used slot."""
    lanes = min(16, int(slot["electrical_lanes"]))
    if slot["wired_to"] in {"cpu", "cpu2"}:
        lanes = min(lanes, link(rig.cpus[0]["pcie_lanes"]))
    table = {name for row in rig.board["lane_modes"] for name in row["used"]}
    rows = [row for row in rig.board["lane_modes"] if holds(rig, row) and set(row["used"]) == used & table]
    rows.sort(key=lambda row: "cpu_lanes" not in row and "cpu_families" not in row)
    if rows and slot["name"] in table:
        lanes = min(lanes, int(rows[0]["lanes"][rows[0]["used"].index(slot["name"])]))
    return min([lanes, *(int(rig.takings[n]["lanes_left"]) for n in taken if slot["name"] in rig.takings[n]["loses"])])


def link(lanes: int) -> int:
    """Return the widest link that so many lanes make."""
    return max(width for width in WIDTHS if width <= lanes)


def measures(rig: Rig, seats: Seats, use: DrivesUse, limit: int | None) -> Measures:
    used = frozenset(slot["name"] for slot in seats if slot)
    lanes = [
        min(lanes_of(rig, slot, used, use.taken), card["pcie_lanes"]) if slot else 0
        for card, slot in zip(rig.loads, seats, strict=True)
    ]
    gpus, others = lanes[: len(rig.gpus)], lanes[len(rig.gpus) :]
    return Measures(
        *left_out(rig, seats),
        risers_left_out=risers_left_out(rig, seats),
        dead=len(used & switched_off(rig, use.taken)),
        bridges_left_out=bridges_left_out(rig, seats),
        overhang=overhang(rig, seats, limit),
        drives_left_out=use.left_out,
        lacking_of_eight=tuple(sorted((16 - min(8, got) for got in gpus), reverse=True)),
        touching=touching(rig, seats),
        lacking=tuple(sorted((16 - got for got in gpus), reverse=True)),
        lacking_of_others=tuple(sorted((16 - got for got in others), reverse=True)),
        ports_lost=use.lost,
    )
