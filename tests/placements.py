"""Placements to draw, as `rigcheck` answers them in JSON: what the tests of pictures share."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

BLOWER = "ASUS Turbo GeForce RTX 2080 Ti 11 GB"
OPEN_AIR = "Gigabyte GeForce RTX 4090 Gaming OC 24 GB with a name that is longer than any card is drawn"
NAMES = {
    "motherboard#1": "ASUS Pro WS WRX80E-SAGE SE WIFI",
    "gpu#1": BLOWER,
    "gpu#2": OPEN_AIR,
    "gpu#3": "ManliGeForceRTX3080TiGalaxyWithoutAnyBlankForAWholeLine" * 5,
    "gpu#4": "七彩虹 显卡 iGame GeForce RTX 4090 水神 战斧 豪华版 " * 6,
    "gpu#5": "WWWW MMMM @@@@ %%%% ЖЖЖЖ ШШШШ " * 9,
    "card#1": "Mellanox ConnectX-4 Lx <25 & 10 GbE>",
    "storage#1": "Samsung 980 Pro 2 TB",
}


def exactly(number: float) -> Json:
    """Return a bound that is met."""
    return {"low": number, "high": number}


def slot(name: str | None, position: int | None, **said: Any) -> Json:
    """Return an x16 slot of the CPU; what is said otherwise replaces that."""
    usual = {"length": 16, "electrical_lanes": exactly(16), "generation": 4, "wired_to": "cpu"}
    return {"name": name, "position": position, **usual, **said}


def card(ref: str, position: int, thickness: float | None, brackets: int, **said: Any) -> Json:
    """Return a card with 16 lanes of the CPU at a position; what is said otherwise replaces that."""
    places = -int(-(thickness or 2) // 1)
    usual = {
        "unit": 1,
        "slot": f"PCIEX16_{position}",
        "covers": list(range(position, position + places)),
        "brackets": list(range(position, position + brackets)),
        "lanes": exactly(16),
        "own_lanes": 16,
        "generation": exactly(4),
        "gb_s": exactly(31.5),
        "wired_to": "cpu",
        "free_below": 0,
        "cooling": None,
    }
    return {"ref": ref, "position": position, "thickness_slots": thickness, **usual, **said}


def placement(**said: Any) -> Json:
    """Return a placement on a board of seven places in a case of seven slots; what is said otherwise replaces that."""
    usual: Json = {"outcome": "placed", "board_places": 7, "case_slots": exactly(7), "slots": [], "cards": []}
    rest: Json = {"risers": [], "left_out": [], "drives": [], "lost": [], "reason": [], "missing": []}
    return {**usual, **rest, **said}


def four_blowers(case_slots: int) -> Json:
    """Return four cards of two slots in seven x16 slots: the lowest needs the eighth slot of a case."""
    return placement(
        case_slots=exactly(case_slots),
        slots=[slot(f"PCIEX16_{position}", position) for position in range(1, 8)],
        cards=[card("gpu#1", 2 * unit - 1, 2, 2, unit=unit, cooling="blower") for unit in range(1, 5)],
        drives=[{"ref": "storage#1", "unit": 1, "port": "M.2_1"}],
    )


def two_thick_and_a_network_card() -> Json:
    """Return two open-air cards, one with no air below, and a short slot with a card of one slot."""
    return placement(
        slots=[
            slot("PCIEX16_1", 2, electrical_lanes=exactly(16)),
            slot("PCIEX16_2", 5, electrical_lanes=exactly(8)),
            slot("PCIEX1_1", 1, length=1, electrical_lanes=exactly(1), generation=3, wired_to="chipset"),
            slot("PCIEX4_1", 8, length=4, electrical_lanes=exactly(4), generation=3, wired_to="chipset"),
        ],
        board_places=8,
        case_slots=exactly(8),
        cards=[
            card("gpu#2", 2, 3, 2, slot="PCIEX16_1", lanes=exactly(8), gb_s=exactly(15.8), cooling="open-air"),
            card("gpu#1", 5, 2.5, 2, slot="PCIEX16_2", lanes=exactly(8), gb_s=exactly(15.8), cooling="open-air"),
            card(
                "card#1",
                8,
                1,
                1,
                slot="PCIEX4_1",
                lanes=exactly(4),
                generation=exactly(3),
                gb_s=exactly(3.9),
                wired_to="chipset",
                free_below=None,
            ),
        ],
        lost=[
            {"name": "M.2_2", "lanes_left": 0, "because": ["PCIEX4_1"]},
            {"name": "PCIEX16_1", "lanes_left": 8, "because": ["PCIEX16_2"]},
        ],
    )


def three_cards_at_2_5_7() -> Json:
    """Return two thick cards one behind the other and a network card that the second one leaves no place for."""
    return placement(
        slots=[
            slot("PCIEX16_1", 2),
            slot("PCIEX16_2", 5, electrical_lanes=exactly(8)),
            slot("PCIEX16_3", 7, electrical_lanes=exactly(4), generation=3, wired_to="chipset"),
        ],
        cards=[
            card("gpu#2", 2, 3, 2, slot="PCIEX16_1", lanes=exactly(8), gb_s=exactly(15.8), cooling="open-air"),
            card("gpu#1", 5, 2, 2, slot="PCIEX16_2", lanes=exactly(8), gb_s=exactly(15.8), cooling="open-air"),
            card(
                "card#1",
                7,
                1,
                1,
                slot="PCIEX16_3",
                lanes=exactly(4),
                generation=exactly(3),
                gb_s=exactly(3.9),
                wired_to="chipset",
                free_below=None,
            ),
        ],
    )


def mini_itx() -> Json:
    """Return one card thicker than the board and the case have places."""
    return placement(
        board_places=1,
        case_slots=exactly(2),
        slots=[slot("PCIE1", 1, generation=5)],
        cards=[card("gpu#2", 1, 2.7, 2, slot="PCIE1", cooling="open-air", free_below=None)],
    )


def with_air() -> Json:
    """Return cards with a gap below."""
    return placement(
        slots=[slot("PCIEX16_1", 1), slot("PCIEX16_2", 5)],
        cards=[
            card("gpu#2", 1, 2.5, 2, slot="PCIEX16_1", cooling="open-air", free_below=1),
            card("gpu#1", 5, 2, 2, slot="PCIEX16_2", cooling="blower", free_below=1),
        ],
    )


def undetermined() -> Json:
    """Return a board whose manual nobody read, in a case that nobody measured."""
    unread: Json = {"low": 4, "high": 16}
    return placement(
        outcome="undetermined",
        case_slots={"low": 0, "high": None},
        slots=[
            slot("PCIEX16_1", None),
            slot(None, None, electrical_lanes=unread, generation=None, wired_to=None),
            slot("PCIEX4_1", 4, length=4, electrical_lanes={"low": 2, "high": 4}, generation=None, wired_to=None),
        ],
        reason=[],
        missing=["motherboard#1.slots[0].position", "motherboard#1.slots[1].position", "case#1.expansion_slots"],
    )


def all_that_can_be_unknown() -> Json:
    """Return bounds and gaps everywhere."""
    nothing: Json = {"low": None, "high": None}
    return placement(
        outcome="undetermined",
        board_places=None,
        case_slots={"low": 2, "high": 4},
        slots=[
            slot("SLOT1", 1, length=None, electrical_lanes=nothing, generation=None, wired_to=None),
            slot("SLOT3", 3, electrical_lanes={"low": 8, "high": 16}, wired_to="switch"),
            slot("SLOT3B", 3, wired_to="cpu2"),
        ],
        cards=[
            card(
                "gpu#1",
                1,
                None,
                2,
                slot="SLOT1",
                lanes=nothing,
                own_lanes=None,
                generation={"low": 3, "high": 4},
                gb_s=None,
                wired_to=None,
                free_below=None,
                cooling="open-air",
            ),
            card(
                "card#1",
                3,
                1,
                1,
                slot=None,
                lanes={"low": 4, "high": 16},
                generation={"low": 3, "high": 5},
                gb_s={"low": 3.9, "high": 63},
                wired_to="cpu2",
                free_below=0,
                cooling="open-air",
            ),
            card("gpu#9", 4, 2, 2),
        ],
        risers=[{"ref": "gpu#2", "units": 1}],
        left_out=[{"ref": "gpu#1", "units": 3}],
        lost=[{"name": "M.2_2", "lanes_left": None, "because": []}],
    )


def cramped() -> Json:
    """Return thin cards and long names: all that wants more room than it has."""
    several = {"low": 4, "high": 16}
    return placement(
        slots=[
            slot("A_SLOT_WHOSE_NAME_IS_LONGER_THAN_A_BOARD_IS_WIDE", position, wired_to="cpu2")
            for position in (1, 3, 5)
        ],
        cards=[
            card(
                ref,
                position,
                thickness,
                1,
                unit=position,
                lanes=several,
                gb_s={"low": 7.9, "high": 31.5},
                cooling="open-air",
                wired_to="cpu2",
            )
            for ref, position, thickness in (("gpu#3", 1, 1.2), ("gpu#4", 3, 1.5), ("gpu#5", 5, 1), ("gpu#4", 6, 2))
        ],
        left_out=[{"ref": ref, "units": 2} for ref in ("gpu#3", "gpu#4", "gpu#5")],
        reason=[
            {
                "what": "case-slots",
                "cards": [{"ref": f"gpu#{number}", "units": 1} for number in (2, 3, 4, 5)],
                "needs": 21,
                "has": 7,
                "facts": [],
                "because": [],
            }
        ],
    )


PLACEMENTS: dict[str, Json] = {
    "four-blowers-8": four_blowers(8),
    "four-blowers-7": four_blowers(7),
    "thick": two_thick_and_a_network_card(),
    "at-2-5-7": three_cards_at_2_5_7(),
    "mini-itx": mini_itx(),
    "air": with_air(),
    "undetermined": undetermined(),
    "cramped": cramped(),
    "unknown": all_that_can_be_unknown(),
}
