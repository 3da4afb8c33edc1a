"""The picture of a placement in rows of text: what stands beside each slot place."""

from __future__ import annotations

from rigcheck.render.placement import placement_notes, placement_rows
from tests.placements import NAMES, card, exactly, four_blowers, mini_itx, placement, slot, undetermined


def test_every_place_has_a_row_down_to_the_last_bracket() -> None:
    rows = list(placement_rows(four_blowers(7), NAMES))
    assert [row[0] for row in rows] == [str(place) for place in range(1, 9)]
    assert rows[7][1] == "(below the board)"
    assert rows[7][3] == "no cover in the case"
    assert [row[3] for row in rows[:2]] == ["1: bracket", "2: bracket"]


def test_a_card_has_its_name_on_the_first_row_and_what_it_gets_below() -> None:
    rows = list(placement_rows(four_blowers(8), NAMES))
    assert rows[0][2] == "┌ ASUS Turbo GeForce RTX 2080 Ti 11 GB, no. 1"
    assert rows[1][2] == "└ x16 · PCIe 4 · 31.5 GB/s · CPU"


def test_a_thin_card_has_all_on_one_row() -> None:
    drawn = placement(
        slots=[slot("PCIEX1_1", 4, length=1, electrical_lanes=exactly(1))], cards=[card("card#1", 4, 1, 1)]
    )
    row = list(placement_rows(drawn, NAMES))[3]
    assert row[1] == "PCIEX1_1 x1/x1"
    assert row[2].startswith("╶ Mellanox ConnectX-4 Lx <25 & 10 GbE>; x16")


def test_a_long_name_leaves_the_table_its_shape() -> None:
    drawn = placement(cards=[card("gpu#3", 1, 2, 2)], slots=[slot("A", 1)])
    assert len(next(placement_rows(drawn, NAMES))[2]) <= 40


def test_a_place_that_may_hold_a_slot_is_no_empty_one() -> None:
    drawn = placement(slots=[slot("A", 1), slot("B", None)], cards=[card("gpu#1", 1, 2, 2)])
    assert [row[1] for row in placement_rows(drawn, NAMES)][:3] == ["A x16/x16", "?", "?"]
    known = placement(slots=[slot("A", 1)], cards=[card("gpu#1", 1, 2, 2)])
    assert [row[1] for row in placement_rows(known, NAMES)][:3] == ["A x16/x16", "-", "-"]


def test_without_a_place_for_any_card_there_is_no_table() -> None:
    assert not [row for row in placement_rows(undetermined(), NAMES) if undetermined()["cards"] == []]


def test_what_the_table_cannot_show_is_told_below() -> None:
    lost = [{"name": "M.2_2", "lanes_left": 0, "because": ["PCIEX16_3"]}]
    notes = list(placement_notes({**mini_itx(), "lost": lost, "left_out": [{"ref": "gpu#2", "units": 2}]}, NAMES))
    assert "Lost: M.2_2 is off because of PCIEX16_3." in notes
    assert any(line.startswith("Without a slot: 2 × Gigabyte") for line in notes)
