"""Drives and cards that take ports and lanes from each other."""

from __future__ import annotations

import pytest

from rigcheck.placement.drives import seats_of_drives
from rigcheck.placement.facts import Placement
from rigcheck.values import Interval
from tests.unit.placement.rigs import (
    NVME,
    SATA,
    SATA_M2,
    board,
    card,
    figure,
    gpu,
    lanes,
    m2,
    placed,
    seats,
    slot,
    taking,
    x16,
)


def drives_in(found: Placement) -> list[str]:
    shown = found.shown
    assert shown is not None
    return [name for _, name in seats_of_drives(found.problem.board, found.problem.drives, shown.m2, shown.ports)]


HALVES = board(slot("A", 1), m2_slots=[m2("M1"), m2("M2")], sharing=[taking("M2", loses="A", left=8, used_as="nvme")])


def test_a_drive_takes_half_of_the_graphics_slot_only_where_no_other_slot_is_free() -> None:
    one = placed(HALVES, gpus=[gpu()], drives=[NVME])
    assert lanes(one) == Interval.point(16)
    assert drives_in(one) == ["M1"]
    two = placed(HALVES, gpus=[gpu()], drives=[NVME] * 2)
    assert lanes(two) == Interval.point(8)
    assert sorted(drives_in(two)) == ["M1", "M2"]
    assert figure(two, "drives_left_out") == Interval.point(0)
    mixed = placed(HALVES, gpus=[gpu()], drives=[NVME, SATA_M2])  # in M2, SATA takes nothing
    assert lanes(mixed) == Interval.point(16)


def test_a_sata_drive_in_an_m2_slot_takes_sata_ports() -> None:
    where = x16(
        1, m2_slots=[m2("M1")], sata_ports=4, sharing=[taking("M1", loses=["SATA_3", "SATA_4"], used_as="sata")]
    )
    alone = placed(where, gpus=[gpu()], drives=[SATA_M2])
    assert figure(alone, "ports_lost") == Interval.point(2)
    assert figure(alone, "drives_left_out") == Interval.point(0)
    beside_two = placed(where, gpus=[gpu()], drives=[SATA_M2, SATA, SATA])
    assert figure(beside_two, "drives_left_out") == Interval.point(0)
    beside_three = placed(where, gpus=[gpu()], drives=[SATA_M2, *[SATA] * 3])
    assert figure(beside_three, "drives_left_out") == Interval.point(1)
    nvme = placed(where, gpus=[gpu()], drives=[NVME, *[SATA] * 4])
    assert (figure(nvme, "ports_lost"), figure(nvme, "drives_left_out")) == (Interval.point(0), Interval.point(0))


def test_a_drive_that_finds_no_port_anyway_is_not_lost_by_sharing() -> None:
    where = x16(1, sata_ports=1)
    assert figure(placed(where, gpus=[gpu()], drives=[SATA] * 3), "drives_left_out") == Interval.point(0)


def test_a_slot_that_switches_off_an_m2_slot_is_left_free_for_a_drive() -> None:
    where = board(slot("A", 1), slot("B", 4), m2_slots=[m2("M1")], sharing=[taking("A", loses="M1")])
    alone = placed(where, gpus=[gpu()])
    assert seats(alone) == {"B": "gpu#1"}  # nothing else tells the slots apart
    assert figure(alone, "ports_lost") == Interval.point(0)
    moved = placed(where, gpus=[gpu()], drives=[NVME])
    assert seats(moved) == {"B": "gpu#1"}
    both = placed(where, gpus=[gpu()] * 2, drives=[NVME])
    assert figure(both, "drives_left_out") == Interval.point(1)
    assert figure(both, "ports_lost") == Interval.point(1)


def test_a_card_goes_before_a_drive_that_would_switch_off_its_slot() -> None:
    where = board(slot("A", 1), m2_slots=[m2("M1")], sharing=[taking("M1", loses="A")])
    found = placed(where, gpus=[gpu()], drives=[NVME])
    assert figure(found, "drives_left_out") == Interval.point(1)
    assert lanes(found) == Interval.point(16)


def test_two_slots_that_take_together_take_nothing_alone() -> None:
    where = board(
        slot("A", 1),
        slot("B", 4),
        slot("C", 6, length=4),
        m2_slots=[m2("M1")],
        sharing=[taking("A", "B", loses="M1")],
    )
    one = placed(where, gpus=[gpu()], drives=[NVME])
    assert figure(one, "drives_left_out") == Interval.point(0)
    two = placed(where, gpus=[gpu()] * 2, drives=[NVME])
    assert figure(two, "drives_left_out") == Interval.point(1)
    beside = placed(where, gpus=[gpu()], cards=[card()], drives=[NVME])  # the card sits in C
    assert figure(beside, "drives_left_out") == Interval.point(0)


def test_a_sata_port_that_takes_half_of_a_slot_is_used_last() -> None:
    where = board(slot("A", 1), sata_ports=2, sharing=[taking("SATA_2", loses="A", left=8)])
    assert lanes(placed(where, gpus=[gpu()], drives=[SATA])) == Interval.point(16)
    assert lanes(placed(where, gpus=[gpu()], drives=[SATA] * 2)) == Interval.point(8)


def test_a_sata_port_that_would_switch_off_a_card_stays_empty() -> None:
    where = board(slot("A", 1), sata_ports=2, sharing=[taking("SATA_2", loses="A")])
    found = placed(where, gpus=[gpu()], drives=[SATA] * 2)
    assert lanes(found) == Interval.point(16)
    assert figure(found, "drives_left_out") == Interval.point(1)
    assert figure(found, "ports_lost") == Interval.point(1)
    assert figure(placed(where, drives=[SATA] * 2), "drives_left_out") == Interval.point(0)


@pytest.mark.parametrize("kind", ["slot", "m2"])
def test_what_hangs_on_an_absent_processor_takes_nothing_and_is_not_missed(kind: str) -> None:
    absent = slot("B", 4, needs_cpu=2) if kind == "slot" else slot("B", 4)
    ports = [m2("M1"), m2("M2", needs_cpu=1 if kind == "slot" else 2)]
    sharing = [taking("A", loses="B" if kind == "slot" else "M2"), taking("B" if kind == "slot" else "M2", loses="M1")]
    where = board(slot("A", 1), absent, m2_slots=ports, sockets=2, sharing=sharing)
    found = placed(where, gpus=[gpu()], drives=[NVME], cpus=1)
    assert figure(found, "drives_left_out") == Interval.point(0)
    assert figure(found, "ports_lost") == Interval.point(0)
