"""Law 5: radiators and power plugs are assigned as trying everything assigns them, and the bounds hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rigcheck.fact import is_bound, value_of
from rigcheck.placement.cables import unfed_gpu_sockets
from rigcheck.placement.feeding import feeding
from rigcheck.placement.radiators import unplaced_radiators
from rigcheck.placement.sharing import shared_cables
from rigcheck.quantity import Quantity
from rigcheck.values import Interval, Record
from tests.oracles.assignments import Cable, Socket, connected, sharing, unfed, unplaced

Facts = dict[str, Any]


def record(facts: Mapping[str, Any], path: str) -> Record:
    value = value_of(facts, path)
    assert isinstance(value, Record)
    return value


def units(kind: str, listed: Sequence[Mapping[str, Any]]) -> list[tuple[Record, int]]:
    return [(record(facts, f"{kind}#{number}"), 1) for number, facts in enumerate(listed, 1)]


def within(inner: Interval, outer: Interval) -> bool:
    """Return whether the outer interval contains the inner one."""
    return (
        outer.low is not None
        and inner.low is not None
        and outer.low <= inner.low
        and (outer.high is None or (inner.high is not None and inner.high <= outer.high))
    )


# --- knowing less ---


def less(raw: Any) -> st.SearchStrategy[Any]:
    """Return what may be left of a fact: itself, most of the time; a bound; nothing (None). A bound stays or goes."""
    if is_bound(raw):
        return st.sampled_from([raw, raw, None])
    if isinstance(raw, bool):
        return st.sampled_from([raw, raw, raw, None])
    if isinstance(raw, int):
        bound = st.builds(lambda a, b: {"at_least": max(0, raw - a), "at_most": raw + b}, *[st.integers(0, 2)] * 2)
        return st.one_of(st.just(raw), st.just(raw), bound, st.just({"at_least": raw}), st.none())
    if isinstance(raw, str):
        return st.sampled_from([raw, raw, raw, {"one_of": [raw, "other"]}, None])
    if isinstance(raw, list):
        return st.integers(0, 4).flatmap(lambda how: less_of_a_list(raw, how))
    return less_of(raw)


def less_of_a_list(raw: list[Any], how: int) -> st.SearchStrategy[Any]:
    members = st.tuples(*(less_of(one) if isinstance(one, dict) else st.just(one) for one in raw)).map(list)
    if how == 0:
        return st.none()
    if how == 1:
        return st.tuples(members, st.integers(0, len(raw))).map(lambda drawn: {"at_least": drawn[0][: drawn[1]]})
    return members


def less_of(facts: Mapping[str, Any]) -> st.SearchStrategy[Facts]:
    drawn = {key: st.just(raw) if key in KEPT else less(raw) for key, raw in facts.items()}
    return st.fixed_dictionaries(drawn).map(lambda left: {key: raw for key, raw in left.items() if raw is not None})


KEPT = {"cpu_pcie_sockets"}
"""A unit of which nobody says that cables compete has sockets for all of them: its absence is an answer."""

# --- radiators ---

sizes = st.sampled_from([120, 140, 240, 280, 360, 420])
places = st.lists(st.lists(sizes, max_size=2, unique=True), max_size=3)


def case_of(named: Sequence[Sequence[int]]) -> Facts:
    return {"radiators": [{"sizes_mm": list(one)} for one in named]}


def left_out(coolers: Sequence[Facts], gpus: Sequence[Facts], case: Facts) -> Quantity:
    return unplaced_radiators(units("cooler", coolers), units("gpu", gpus), record(case, "case#1"))


def cooled(sizes_mm: Sequence[int]) -> list[Facts]:
    return [{"cooling": "liquid", "radiator_mm": size} for size in sizes_mm]


@settings(max_examples=300)
@given(st.lists(sizes, max_size=1), st.lists(sizes, max_size=3), places)
def test_radiators_are_placed_as_well_as_can_be(of_cpu: list[int], of_gpus: list[int], named: list[list[int]]) -> None:
    """With all facts stated, the radiators without a place are those of the best of all assignments."""
    found = left_out([{"liquid": True, "radiator_mm": size} for size in of_cpu], cooled(of_gpus), case_of(named))
    assert found == Quantity.exactly(unplaced([*of_cpu, *of_gpus], named))


@settings(max_examples=300)
@given(st.data(), st.lists(sizes, max_size=1), st.lists(sizes, max_size=2), places)
def test_bounds_of_radiators_hold_for_every_choice_of_missing_facts(
    data: st.DataObject, of_cpu: list[int], of_gpus: list[int], named: list[list[int]]
) -> None:
    """Whatever is missing of radiators and places, twice over, the answer of more lies in the answer of less."""
    now = ([{"liquid": True, "radiator_mm": size} for size in of_cpu], cooled(of_gpus), case_of(named))
    more = left_out(*now)
    for _ in range(2):
        now = (
            [data.draw(less_of(one)) for one in now[0]],
            [data.draw(less_of(one)) for one in now[1]],
            data.draw(less_of(now[2])),
        )
        fewer = left_out(*now)
        assert within(more.value, fewer.value)
        assert fewer.value.is_point or fewer.blame
        more = fewer


# --- power plugs ---

HEAVY_W = 225
"""Cards above it want a cable of their own for each plug."""
KINDS = ("eps_8pin", "pcie_16pin", "pcie_6pin", "pcie_8pin")


@st.composite
def cards(draw: st.DrawFn) -> Facts:
    plugs = {
        "pcie_8pin": draw(st.integers(0, 2)),
        "pcie_6pin": draw(st.integers(0, 1)),
        "pcie_16pin": draw(st.integers(0, 1)),
        "eps_8pin": draw(st.sampled_from([0, 0, 1])),
    }
    in_box = draw(st.booleans())
    adapter = {
        "to": draw(st.sampled_from(["pcie_16pin", "pcie_16pin", "eps_8pin"])),
        "from_plug": "pcie_8pin",
        "count": draw(st.integers(1, 4)),
    }
    watts = draw(st.sampled_from([HEAVY_W, 300, 300]))
    return {"plugs": plugs, "adapter_in_box": in_box, "adapter": adapter, "board_power_w": watts}


@st.composite
def supplies(draw: st.DrawFn) -> Facts:
    """A supply whose counts of plugs are those of its cables."""
    cables: list[Facts] = [
        {
            "socket": "12V-2x6" if kind == "pcie_16pin" else "CPU/PCIe",
            "plug": kind,
            "count": count,
            "plugs": 1 if kind == "pcie_16pin" else draw(st.integers(1, 2)),
        }
        for kind in KINDS
        if (count := draw(st.integers(0, 2)))
    ]
    counts: Counter[str] = Counter()
    for cable in cables:
        counts[cable["plug"]] += cable["count"] * cable["plugs"]
    facts: Facts = {"modular": "full", "cables": cables, "plugs": {kind: counts[kind] for kind in KINDS}}
    if draw(st.booleans()):
        facts["cpu_pcie_sockets"] = draw(st.integers(0, 6))
    return facts


def sockets_of(gpus: Sequence[Facts]) -> list[Socket]:
    return [
        Socket(
            number, kind, gpu["adapter"]["count"] if gpu["adapter_in_box"] and gpu["adapter"]["to"] == kind else None
        )
        for number, gpu in enumerate(gpus)
        for kind, count in gpu["plugs"].items()
        for _ in range(count)
    ]


def cables_of(psu: Facts) -> list[Cable]:
    return [
        Cable(one["plug"], one["plugs"], int(one["plug"] != "pcie_16pin"))
        for one in psu["cables"]
        for _ in range(one["count"])
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(cards(), max_size=2), st.lists(supplies(), min_size=1, max_size=2))
def test_plugs_feed_as_many_sockets_as_can_be(gpus: list[Facts], psus: list[Facts]) -> None:
    """With all facts stated, the sockets without a plug are those of the best of all ways to connect."""
    found = unfed_gpu_sockets(units("gpu", gpus), units("psu", psus))
    best = unfed(sockets_of(gpus), [(cables_of(psu), psu.get("cpu_pcie_sockets", 99)) for psu in psus])
    assert found == Quantity.exactly(best)
    told = feeding(units("gpu", gpus), units("psu", psus))
    assert told is not None
    assert sum(one.sockets for one in told) == len(sockets_of(gpus)) - best


@settings(max_examples=100, deadline=None)
@given(st.lists(cards(), max_size=3), st.lists(supplies(), min_size=1, max_size=2))
def test_sockets_share_a_cable_only_where_they_must(gpus: list[Facts], psus: list[Facts]) -> None:
    """With all facts stated and no adapters, the sockets that share are those of the best of all ways to connect."""
    for gpu in gpus:
        gpu["adapter_in_box"] = False
    found = shared_cables(units("gpu", gpus), units("psu", psus), HEAVY_W)
    light = frozenset(number for number, gpu in enumerate(gpus) if gpu["board_power_w"] <= HEAVY_W)
    wanted = [(one.card, one.kind) for one in sockets_of(gpus) if one.kind in PCIE][:6]
    if len(wanted) == sum(one.kind in PCIE for one in sockets_of(gpus)):
        assert found == Quantity.exactly(fewest_sharing(wanted, psus, light))


def shared_by_heavy(gpus: list[tuple[Record, int]], psus: list[tuple[Record, int]]) -> Quantity:
    return shared_cables(gpus, psus, HEAVY_W)


PCIE = {"pcie_8pin", "pcie_6pin"}


def fewest_sharing(wanted: list[tuple[int, str]], psus: list[Facts], light: frozenset[int]) -> int:
    """Return the sockets that share, of all ways to connect; the only supply feeds the processor if it can."""
    ways = []
    for psu in psus:
        cables = [cable for cable in cables_of(psu) if cable.kind in PCIE]
        kept = len(psus) == 1 and any(cable.kind == "eps_8pin" for cable in cables_of(psu))
        ways.append(list(connected(cables, max(0, psu.get("cpu_pcie_sockets", 99) - kept))))
    largest = {tuple(sorted((one.kind, one.plugs) for group in chosen for one in group)) for chosen in product(*ways)}
    return min(sharing(wanted, cables, light) for cables in largest)


@settings(max_examples=400)
@given(st.data(), st.lists(cards(), max_size=3), st.lists(supplies(), min_size=1, max_size=2))
def test_bounds_of_plugs_and_cables_hold_for_every_choice_of_missing_facts(
    data: st.DataObject, gpus: list[Facts], psus: list[Facts]
) -> None:
    """Whatever is missing of cards and supplies, twice over, the answer of more lies in the answer of less."""
    more = [compute(units("gpu", gpus), units("psu", psus)) for compute in (unfed_gpu_sockets, shared_by_heavy)]
    for _ in range(2):
        gpus = [data.draw(less_of(gpu)) for gpu in gpus]
        psus = [data.draw(less_of(psu)) for psu in psus]
        fewer = [compute(units("gpu", gpus), units("psu", psus)) for compute in (unfed_gpu_sockets, shared_by_heavy)]
        for known, unknown in zip(more, fewer, strict=True):
            assert within(known.value, unknown.value), (gpus, psus)
            assert unknown.value.is_point or unknown.blame
        more = fewer


@settings(max_examples=100)
@given(st.data(), st.lists(cards(), min_size=1, max_size=2), st.lists(supplies(), min_size=1, max_size=2))
def test_one_supply_more_feeds_no_fewer_sockets(data: st.DataObject, gpus: list[Facts], psus: list[Facts]) -> None:
    """Another supply never leaves more sockets without a plug."""
    known = [data.draw(less_of(psu)) for psu in psus]
    fewer = unfed_gpu_sockets(units("gpu", gpus), units("psu", known)).value
    more = unfed_gpu_sockets(units("gpu", gpus), units("psu", [*known, data.draw(supplies())])).value
    assert fewer.low is not None
    assert more.low is not None
    assert more.low <= fewer.low
    assert fewer.high is None or (more.high is not None and more.high <= fewer.high)
