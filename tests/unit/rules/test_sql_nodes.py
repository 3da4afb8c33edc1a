"""Every node of the rule language, compiled: the same verdicts as evaluated, over all states of the facts it reads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from rigcheck.rules.finding import Situation
from rigcheck.values import ANY_WORD, Items, Record, Words
from rigcheck.verdict import Verdict
from tests.unit.rules.sql_rules import in_python, in_sql, rule, situation

MISSING = object()
NUMBERS = [MISSING, 0, 2, Decimal("2.5"), {"at_least": 1, "at_most": 3}, {"at_least": 2}, {"at_most": 2}]
WORDS = [MISSING, "air", "blower", {"one_of": ["air", "blower"]}, {"one_of": ["liquid", "passive"]}]
TRUTHS = [MISSING, True, False]


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def every(states: Mapping[str, Sequence[Any]], fixed: Mapping[str, Any] | None = None) -> dict[str, Situation]:
    """Return a build for each combination of states of the facts, given as `gpu.length_mm`."""
    builds = {}
    for number, chosen in enumerate(itertools.product(*states.values())):
        facts: dict[str, Any] = {kind: {} for kind in ("gpu", "case", "cooler", "motherboard", "memory")}
        facts |= fixed or {}
        for path, state in zip(states, chosen, strict=True):
            kind, *groups, key = path.split(".")
            table = facts[kind] = dict(facts[kind])
            for group in groups:
                table[group] = dict(table.get(group, {}))
                table = table[group]
            if state is not MISSING:
                table[key] = state
        builds[str(number)] = situation(facts)
    return builds


def agree(
    connection: duckdb.DuckDBPyConnection, text: str, builds: Mapping[str, Situation], when: str | None = None
) -> set[Verdict]:
    judged = rule(text, when)
    expected = in_python(judged, builds)
    found = in_sql(connection, judged, builds)
    differing = {key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key)}
    assert not differing, [(builds[key[0]].parts, expected.get(key), found.get(key)) for key in sorted(differing)[:3]]
    return set(found.values())


ALL = {Verdict.OK, Verdict.VIOLATED, Verdict.UNKNOWN}


@pytest.mark.parametrize(
    "text",
    [
        "gpu.length_mm <= case.max_gpu_length_mm",
        "gpu.length_mm < case.max_gpu_length_mm",
        "gpu.length_mm == case.max_gpu_length_mm",
        "gpu.length_mm != case.max_gpu_length_mm",
        "gpu.length_mm + case.max_gpu_length_mm <= 4",
        "gpu.length_mm - case.max_gpu_length_mm <= 0",
        "gpu.length_mm - case.max_gpu_length_mm == 0",
        "gpu.length_mm / 3 <= case.max_gpu_length_mm / 2.5",
        "gpu.length_mm / 3 == 0.833333",
        "gpu.length_mm * 1.5 + 0.000001 < case.max_gpu_length_mm * 2",
        "0 * gpu.length_mm < case.max_gpu_length_mm",
        "min(gpu.length_mm, case.max_gpu_length_mm) <= 1",
        "max(gpu.length_mm, case.max_gpu_length_mm) <= 2",
        "0 - 2 <= min(0 - gpu.length_mm, case.max_gpu_length_mm)",
        "max(0 - gpu.length_mm, 0 - case.max_gpu_length_mm) < 0",
        "gpu.length_mm * below <= case.max_gpu_length_mm / below + 1",
        "gpu.length_mm in [2, 2.5] or case.max_gpu_length_mm in [3]",
        "(gpu.length_mm <= 2) == (case.max_gpu_length_mm <= 2)",
    ],
)
def test_numbers(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    builds = every({"gpu.length_mm": NUMBERS, "case.max_gpu_length_mm": NUMBERS})
    assert {Verdict.OK, Verdict.VIOLATED} & agree(connection, text, builds)


@pytest.mark.parametrize(
    "text",
    [
        "gpu.brackets * cooler.fans <= 4",
        "(gpu.brackets - 2) * (cooler.fans - 2) < 1",
        "(gpu.brackets - 2) * (cooler.fans - 2) * (motherboard.sockets - 1) <= 0",
        "max(gpu.brackets - 2, 1 - gpu.brackets) * min(cooler.fans, motherboard.sockets) <= 1",
        "1 - gpu.brackets * cooler.fans <= 0 - motherboard.sockets",
    ],
)
def test_products(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    builds = every({"gpu.brackets": NUMBERS, "cooler.fans": NUMBERS, "motherboard.sockets": NUMBERS})
    assert agree(connection, text, builds) == ALL


@pytest.mark.parametrize(
    "text",
    [
        "gpu.cooling == 'air'",
        "gpu.cooling != 'air'",
        "gpu.cooling in ['air', 'blower', 'passive']",
        "gpu.cooling not in ['air']",
        "gpu.cooling == gpu.vram_type",
        "not gpu.nvlink",
        "gpu.nvlink and gpu.cooling == 'air'",
        "gpu.nvlink or gpu.cooling == 'air'",
        "gpu.nvlink == (gpu.cooling == 'air')",
        "gpu.nvlink != gpu.adapter_in_box",
    ],
)
def test_words_and_truths(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    states = {"gpu.cooling": WORDS, "gpu.vram_type": WORDS, "gpu.nvlink": TRUTHS, "gpu.adapter_in_box": TRUTHS}
    assert agree(connection, text, every(states))
    assert agree(connection, text, every(states), when="gpu.adapter_in_box or gpu.nvlink")


LISTS: list[Any] = [MISSING, [], ["am4"], ["am4", "am5"], {"at_least": []}, {"at_least": ["am4"]}]
LISTS += [["am5", {"one_of": ["am4", "lga1700"]}]]
SPACINGS: list[Any] = [MISSING, [], [2], [3, 4], {"at_least": [3]}, [{"at_least": 2, "at_most": 3}]]


def test_membership(connection: duckdb.DuckDBPyConnection) -> None:
    sockets = [MISSING, "am4", "am5", {"one_of": ["am4", "am5"]}, {"one_of": ["lga1700", "am4"]}]
    builds = every({"motherboard.socket": sockets, "cooler.sockets": LISTS})
    assert agree(connection, "motherboard.socket in cooler.sockets", builds) == ALL
    builds = every({"gpu.brackets": NUMBERS, "gpu.nvlink_spacings": SPACINGS})
    assert agree(connection, "gpu.brackets in gpu.nvlink_spacings", builds)
    assert agree(connection, "gpu.brackets - 3 in gpu.nvlink_spacings", builds)
    assert agree(connection, "2 in gpu.nvlink_spacings", builds) == ALL


def test_a_list_with_a_member_of_which_nothing_is_known(connection: duckdb.DuckDBPyConnection) -> None:
    sockets = [Items((ANY_WORD,)), Items((ANY_WORD, Words.of("am4"))), Items((ANY_WORD, Words.of("am5")))]
    builds = {
        f"{number} {word}": Situation(
            {
                "cooler": (Record({"sockets": listed}, "cooler#1"),),
                "motherboard": (Record({"socket": word}, "motherboard#1"),),
            },
            {},
            {},
            {},
        )
        for number, listed in enumerate(sockets)
        for word in (ANY_WORD, Words.of("am4"), Words.of("am4", "am5"))
    }
    assert agree(connection, "motherboard.socket in cooler.sockets", builds) == {Verdict.OK, Verdict.UNKNOWN}


def test_lengths(connection: duckdb.DuckDBPyConnection) -> None:
    builds = every({"cooler.sockets": LISTS, "gpu.brackets": NUMBERS})
    assert agree(connection, "len(cooler.sockets) <= 1", builds) == ALL
    assert agree(connection, "len(gpu) * gpu.brackets <= len([1, 2])", builds) == ALL


FOLDS = [
    "any(m.ecc for m in memory)",
    "all(m.ecc for m in memory)",
    "all(m.height_mm <= 2 for m in memory if m.ecc)",
    "any(m.height_mm <= 2 for m in memory if m.ecc if m.height_mm >= 1)",
    "sum(m.height_mm for m in memory if m.ecc) <= 4",
    "sum(m.height_mm - 2 for m in memory if m.ecc) < 1",
    "sum(1 for m in memory if m.ecc) == 1",
    "sum(1 for m in memory if m.ecc) <= 2",
    "sum(1 for m in memory) < 1",
    "0 - 4 <= sum(m.height_mm - 3 for m in memory if m.ecc)",
    "any(len([1]) == 1 for m in memory)",
    "min((m.height_mm for m in memory if m.ecc), default=0) >= 1",
    "max((m.height_mm for m in memory if m.ecc), default=9) <= 4",
    "min((m.height_mm for m in memory if m.ecc), default=2) <= 2",
    "max((m.height_mm - 1 for m in memory if m.ecc), default=gpu.length_mm / 3) < 1",
    "same(m.height_mm for m in memory if m.ecc)",
    "same(m.ecc for m in memory)",
    "same(m.type for m in memory if m.ecc)",
    "all(m.height_mm == n.height_mm or m.type != n.type for m in memory for n in memory if n.ecc)",
    "all(m.height_mm * 2 <= sum(n.height_mm for n in memory) for m in memory)",
    "any(m.height_mm > sum(n.height_mm for n in memory if n.type == m.type) / 3 for m in memory)",
    "max((m.modules * max((n.height_mm for n in memory if n.ecc), default=1) for m in memory), default=0) <= 4",
    "any(x == m.type for m in memory for x in ['ddr4', 'ddr5'])",
    "sum(x for x in [1, 2.5]) <= len(memory)",
]


def memories() -> Iterator[dict[str, Any]]:
    ecc: list[Any] = [MISSING, True, False]
    heights: list[Any] = [MISSING, 2, 4, {"at_least": 1, "at_most": 3}]
    kinds: list[Any] = [MISSING, "ddr4", "ddr5", {"one_of": ["ddr4", "ddr3"]}]
    for chosen in itertools.product(ecc, heights, kinds):
        named = zip(("ecc", "height_mm", "type", "modules"), (*chosen, chosen[1]), strict=True)
        yield {key: state for key, state in named if state is not MISSING}


@pytest.mark.parametrize("text", FOLDS)
@pytest.mark.parametrize("complete", [True, False], ids=["complete", "open"])
def test_folds(connection: duckdb.DuckDBPyConnection, text: str, complete: bool) -> None:
    kits = list(memories())
    chosen = [
        (),
        *((kit,) for kit in kits),
        *itertools.combinations(kits[::3], 2),
        *itertools.combinations(kits[::7], 3),
    ]
    open_kinds: list[Any] = [] if complete else ["memory"]
    builds = {
        str(number): situation({"gpu": {"length_mm": 3}, "memory": list(listed)}, open_kinds)
        for number, listed in enumerate(chosen)
    }
    assert agree(connection, text, builds)


SLOTS: list[Any] = [
    MISSING,
    [],
    [{}],
    [{"lanes": 4, "interfaces": ["nvme"]}],
    [{"lanes": 4, "interfaces": ["sata"]}, {"interfaces": {"at_least": ["nvme"]}}],
    {"at_least": [{"lanes": {"at_least": 2, "at_most": 4}, "interfaces": ["nvme", "sata"]}]},
]


@pytest.mark.parametrize(
    "text",
    [
        "any('nvme' in s.interfaces and s.lanes >= 4 for s in motherboard.m2_slots)",
        "all(any(i == 'nvme' for i in s.interfaces) for s in motherboard.m2_slots if s.lanes >= 4)",
        "sum(len(s.interfaces) for s in motherboard.m2_slots) <= 2",
        "sum(s.lanes for s in motherboard.m2_slots for i in s.interfaces if i == 'nvme') <= motherboard.sockets",
        "same(i for s in motherboard.m2_slots for i in s.interfaces)",
        "all(s.lanes <= sum(t.lanes for t in motherboard.m2_slots if t.name != s.name) for s in motherboard.m2_slots)",
    ],
)
def test_lists_of_records(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    builds = every({"motherboard.m2_slots": SLOTS, "motherboard.sockets": NUMBERS})
    assert agree(connection, text, builds) >= {Verdict.UNKNOWN}


def test_groups_of_facts_derived_facts_and_choices_of_parts(connection: duckdb.DuckDBPyConnection) -> None:
    facts = {
        "gpu": [{"plugs": {"pcie_8pin": 2}}, {"plugs": {}}, {}, {"plugs": {"pcie_8pin": 0}}],
        "psu": [{"plugs": {"pcie_8pin": 2}}, {"plugs": {"pcie_8pin": 1}}],
        "power": {"sustained_w": {"at_least": 400}},
    }
    builds = {"full": situation(facts), "without a supply": situation({"gpu": facts["gpu"]}), "empty": situation({})}
    assert agree(connection, "gpu.plugs.pcie_8pin <= psu.plugs.pcie_8pin", builds) == ALL
    assert agree(connection, "power.sustained_w <= 300 or build.final", builds)
    assert agree(connection, "power.sustained_w <= psu.rated_w", builds, when="len(gpu) > 1") == {Verdict.UNKNOWN}
