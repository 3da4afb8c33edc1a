"""Law 5: the search finds what trying everything finds, and the arrangement it shows keeps every rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain, combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rigcheck.fact import value_of
from rigcheck.placement.arrangement import Arrangement
from rigcheck.placement.criteria import CRITERIA
from rigcheck.placement.drives import seats_of_drives
from rigcheck.placement.facts import Parts, Placement, placement_of
from rigcheck.values import Interval, Record
from tests.laws.strategies import standards
from tests.oracles import placement_search as oracle
from tests.oracles.placement_search import Answer, Facts, Rig

SIZES = [(1, 1), (2, 1), (2, 2), (Decimal("2.5"), 2), (3, 2), (3, 3), (4, 2)]
LENGTHS = [16, 16, 16, 4, 1]
SPECIAL: list[dict[str, Any]] = [{}, {}, {"cpu_lanes": 28}, {"cpu_families": ["zen-2", "zen-3"]}]


def _subsets(names: Sequence[str]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(names, count) for count in range(1, len(names) + 1)))


@st.composite
def boards(draw: st.DrawFn) -> dict[str, Any]:
    """A board of which everything is stated, with a table of lanes for all combinations of some of its slots."""
    places = sorted(draw(st.sets(st.integers(1, 7), min_size=1, max_size=5)))
    named = draw(st.permutations("ABCDE"[: len(places)]))
    slots = [
        {
            "name": name,
            "position": place,
            "mechanical_lanes": (length := draw(st.sampled_from(LENGTHS))),
            "electrical_lanes": min(length, draw(st.sampled_from([16, 16, 8, 4, 1]))),
            "generation": draw(st.sampled_from([3, 4])),
            "wired_to": draw(st.sampled_from(["cpu", "cpu", "chipset", "switch"])),
            "open_ended": draw(st.booleans()),
            "needs_cpu": draw(st.sampled_from([1, 1, 1, 2])),
            "bifurcation": [],
        }
        for name, place in zip(named, places, strict=True)
    ]
    listed = draw(st.permutations(slots))
    m2 = [
        {
            "name": f"M{number}",
            "key": draw(st.sampled_from(["m", "m", "b"])),
            "sizes": ["2280"],
            "interfaces": draw(st.sampled_from([["nvme"], ["nvme", "sata"], ["sata"]])),
            "generation": 3,
            "lanes": draw(st.sampled_from([2, 4])),
            "wired_to": "chipset",
            "needs_cpu": draw(st.sampled_from([1, 1, 1, 2])),
        }
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]
    ports = draw(st.integers(0, 3))
    table = [str(slot["name"]) for slot in slots if slot["mechanical_lanes"] == 16 and draw(st.booleans())]
    every = [*named, *(str(slot["name"]) for slot in m2), *(f"SATA_{number}" for number in range(1, ports + 1))]
    return {
        "sockets": 2,
        "form_factor": "atx",
        "slots": listed,
        "lane_modes": draw(tables(table)),
        "m2_slots": m2,
        "sata_ports": ports,
        "sharing": draw(st.lists(takings(every), max_size=3)),
    }


@st.composite
def tables(draw: st.DrawFn, names: Sequence[str]) -> list[dict[str, Any]]:
    """A complete table of lanes; some rows are for some processors only, beside one for all of them."""
    rows: list[dict[str, Any]] = []
    for used in _subsets(names):
        lanes = st.lists(st.sampled_from([16, 8, 4, 0]), min_size=len(used), max_size=len(used))
        rows.append({"used": list(used), "lanes": draw(lanes)})
        special: dict[str, Any] = draw(
            st.sampled_from([{}, {}, {"cpu_lanes": 28}, {"cpu_families": ["zen-2", "zen-3"]}])
        )
        if special:
            rows.append({"used": list(used), "lanes": draw(lanes), **special})
    return rows


@st.composite
def takings(draw: st.DrawFn, names: Sequence[str]) -> dict[str, Any]:
    """One thing, or two together, that take from another or from two."""
    mixed = draw(st.permutations(names))
    number = draw(st.sampled_from([1, 1, 2])) if len(names) > 2 else 1
    entry: dict[str, Any] = {
        "used": list(mixed[:number]),
        "loses": list(mixed[number : number + draw(st.integers(1, 2))]),
        "lanes_left": draw(st.sampled_from([0, 0, 4, 8])),
    }
    only: dict[str, list[Any]] = {"used_as": ["nvme", "sata"], "cpu_lanes": [28], "cpu_families": [["zen-2"]]}
    for key, values in only.items():
        if draw(st.integers(0, 3)) == 0:
            entry[key] = draw(st.sampled_from(values))
    return entry


def cards(sizes: Sequence[Any], **facts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Cards with a size, a link, and these facts."""
    link = {"pcie_lanes": st.sampled_from([16, 8, 4, 1]), "pcie_generation": st.sampled_from([3, 4])}
    sized = st.sampled_from(sizes).map(lambda size: {"thickness_slots": size[0], "brackets": size[1], "riser": False})
    return st.tuples(sized, st.fixed_dictionaries({**link, **facts})).map(lambda pair: {**pair[0], **pair[1]})


gpus = cards(
    SIZES,
    nvlink=st.booleans(),
    nvlink_bridges=st.integers(1, 2),
    cooling=st.sampled_from(["open-air", "open-air", "blower"]),
    mechanical_lanes=st.just(16),
)
others = cards(
    [(1, 1), (1, 1), (2, 1), (2, 2)],
    bus=st.just("pcie"),
    mechanical_lanes=st.sampled_from([16, 4, 1, 1]),
    m2_slots=st.sampled_from([0, 0, 0, 1]),
)
m2_drives = st.fixed_dictionaries(
    {
        "form_factor": st.just("m2"),
        "interface": st.sampled_from(["nvme", "nvme", "sata"]),
        "m2_size": st.sampled_from(["2280", "2280", "2280", "22110"]),
        "m2_key": st.sampled_from(["m", "b+m"]),
    }
)
cabled = st.just({"form_factor": "2.5", "interface": "sata"})
cases = st.fixed_dictionaries(
    {
        "expansion_slots": st.integers(2, 9),
        "open_frame": st.sampled_from([False, False, False, True]),
        "overhang_mm": st.sampled_from([0, 10, 25]),
    }
)


@st.composite
def rigs(draw: st.DrawFn) -> Rig:
    """A small build of which everything is stated."""
    cpu = {"family": draw(st.sampled_from(["zen-2", "zen-plus"])), "pcie_lanes": draw(st.sampled_from([28, 16, 12]))}
    some = draw(st.lists(st.tuples(gpus, st.sampled_from([1, 1, 2])), min_size=0, max_size=3))
    more = draw(st.lists(others, max_size=2))
    return Rig(
        draw(boards()),
        (cpu,) * draw(st.sampled_from([1, 1, 2])),
        tuple(gpu for gpu, units in some for _ in range(units))[:3],
        tuple(more)[:2],
        (*draw(st.lists(m2_drives, max_size=3)), *draw(st.lists(cabled, max_size=3))),
        draw(st.sampled_from([0, 0, 0, 1, 2])),
        tuple(draw(st.lists(st.integers(2, 4), max_size=3))),
        draw(st.none() | cases),
    )


def record(facts: Facts, path: str) -> Record:
    value = value_of(dict(facts), path)
    assert isinstance(value, Record)
    return value


def by_reference(kind: str, parts: Sequence[Facts]) -> dict[str, Facts]:
    """Return the distinct parts of a kind."""
    distinct = [part for index, part in enumerate(parts) if part not in parts[:index]]
    return {f"{kind}#{number}": part for number, part in enumerate(distinct, 1)}


def units(kind: str, parts: Sequence[Facts]) -> list[tuple[Record, int]]:
    """Return like parts as units of one."""
    return [(record(part, ref), parts.count(part)) for ref, part in by_reference(kind, parts).items()]


def placed(rig: Rig) -> Placement:
    slots = standards().fields["slots"]
    assert isinstance(slots, Record)
    bridges = [{"role": "bridge", "bridge_slots": span} for span in rig.spans]
    parts = Parts(
        record(rig.board, "motherboard#1"),
        None if rig.case is None else record(rig.case, "case#1"),
        units("cpu", rig.cpus),
        units("gpu", [*rig.gpus, *[{"riser": True}] * rig.risers]),
        units("card", rig.cards),
        units("storage", rig.drives),
        units("accessory", bridges),
    )
    return placement_of(parts, slots)


def figures(found: Placement) -> Mapping[str, Interval]:
    return {key: figure.value for key, figure in found.figures.items()}


def measured(shown: Arrangement) -> tuple[Any, ...]:
    """Return the measures of an arrangement as the oracle states them."""
    each = []
    for criterion in CRITERIA[:-1]:
        measure = criterion.measure(shown)
        assert all(part.is_point for part in measure)
        each.append(tuple(part.low for part in measure))
    return tuple(each)


def as_measured(answer: Answer) -> tuple[Any, ...]:
    left_out, rest = answer.measures[:2], answer.measures[2:]
    return (left_out, *(part if isinstance(part, tuple) else (part,) for part in rest))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rigs())
def test_the_search_finds_what_trying_everything_finds(rig: Rig) -> None:
    """Every figure, and every measure of the arrangement shown, is that of the best of all placements."""
    found, answer = placed(rig), oracle.solve(rig)
    best, said = answer.measures, figures(found)
    assert found.solution is not None
    assert said["unplaced_gpus"] == Interval.point(best.gpus_left_out)
    assert said["unplaced_cards"] == Interval.point(best.cards_left_out)
    assert said["case_slots_needed"] == Interval.point(answer.case_slots_needed)
    assert said["unplaced_risers"] == Interval.point(best.risers_left_out)
    assert said["unplaced_bridges"] == Interval.point(best.bridges_left_out)
    assert said["drives_left_out"] == Interval.point(best.drives_left_out)
    assert said["touching_gpus"] == Interval.point(best.touching)
    assert said["ports_lost"] == Interval.point(best.ports_lost)
    assert said["overhang_slots"] == Interval.point(best.overhang)
    assert found.solution.certain
    enough = rig.case is None or answer.case_slots_needed <= rig.case["expansion_slots"]
    all_placed = not best.gpus_left_out and not best.cards_left_out and (enough or not oracle.covers(rig))
    assert found.outcome.word == ("placed" if all_placed else "impossible")
    shown = found.shown
    if shown is None:
        assert best.gpus_left_out == len(rig.gpus)
        assert best.cards_left_out == len(rig.cards)
    else:
        assert measured(shown) == as_measured(answer)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rigs())
def test_every_arrangement_shown_is_valid(rig: Rig) -> None:
    """No two cards meet, each fits its slot, none and no drive is in a place that what is used switches off."""
    found = placed(rig)
    shown = found.shown
    if shown is None:
        return
    loads = found.problem.loads
    by_name = {slot["name"]: slot for slot in rig.board["slots"]}
    by_ref = {card.ref: card for card in loads}
    facts = {**by_reference("gpu", rig.gpus), **by_reference("card", rig.cards), **by_reference("storage", rig.drives)}
    seats = [(by_name[slot.name or ""], facts[loads[load].ref]) for slot, load in shown.seated]
    assert all(
        count <= by_ref[ref].units for ref, count in Counter(loads[load].ref for _, load in shown.seated).items()
    )
    covered: list[int] = []
    for slot, card in seats:
        width, brackets = oracle.size(card)
        covered += range(slot["position"], slot["position"] + width)
        if (limit := oracle.case_limit(rig)) is not None:
            assert slot["position"] + brackets - 1 <= limit
        open_end = slot["open_ended"] and "bus" in card
        assert slot["mechanical_lanes"] >= card["mechanical_lanes"] or open_end
        assert slot["needs_cpu"] <= len(rig.cpus)
    assert len(covered) == len(set(covered))
    used = frozenset(slot["name"] for slot, _ in seats)
    drives = seats_of_drives(found.problem.board, found.problem.drives, shown.m2, shown.ports)
    m2 = {slot["name"]: slot for slot in rig.m2}
    assert len({name for _, name in drives}) == len(drives)
    assert all(oracle.fits(facts[ref], m2[name]) for ref, name in drives)
    holding = {name: facts[ref]["interface"] for ref, name in drives}
    off = oracle.switched_off(
        rig, frozenset(n for n, taking in enumerate(rig.takings) if oracle.takes(taking, used, holding))
    )
    assert not off & holding.keys()
    assert len(off & used) <= (shown.ports.dead.high or 0)
