"""A board's slot map that cannot be: each mistake is told with what was found and what was expected."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rigcheck.catalog import slot_places
from rigcheck.catalog.board_map_problems import board_map_problems
from rigcheck.catalog.lint import lint
from rigcheck.catalog.part_files import check_table
from rigcheck.catalog.root import data_folder
from tests.process import Run
from tests.unit.catalog.catalog_folder import write_part

SLOTS = """
form_factor = "atx"
sata_ports = 6
slots = [
    { name = "PCIE1", position = 1, mechanical_lanes = 16, electrical_lanes = 16 },
    { name = "PCIE2", position = 3, mechanical_lanes = 1, electrical_lanes = 1 },
    { name = "PCIE3", position = 4, mechanical_lanes = 16, electrical_lanes = 8 },
]
m2_slots = [{ name = "M2_1", lanes = 4 }]
"""
GOOD = f"""
{SLOTS}
lane_modes = [
    {{ used = ["PCIE1"], lanes = [16] }},
    {{ used = ["PCIE1", "PCIE3"], lanes = [8, 8], cpu_lanes = 24 }},
    {{ used = ["PCIE3", "PCIE1"], lanes = [0, 16], cpu_lanes = 16 }},
    {{ used = ["PCIE1", "PCIE3"], lanes = [8, 8], cpu_families = ["matisse"] }},
]
sharing = [
    {{ used = ["M2_1"], used_as = "sata", loses = ["SATA_6", "SATA_5"], lanes_left = 0 }},
    {{ used = ["PCIE2", "SATA_1"], loses = ["PCIE3"], lanes_left = {{ at_least = 4, at_most = 16 }} }},
    {{ used = ["PCIE3"], loses = ["PCIE3"], lanes_left = 4, cpu_lanes = 16 }},
    {{ used = ["PCIE1", "PCIE3"], loses = ["PCIE1", "M2_1"], lanes_left = 4 }},
]
"""


def read(toml: str) -> dict[str, Any]:
    return tomllib.loads(toml, parse_float=Decimal)


def told(toml: str) -> list[str]:
    """Return the problems of a board's facts, each in one line."""
    return [" ".join(filter(None, (f"{key}:", *rest))) for key, *rest in board_map_problems(read(toml))]


def slots(*rows: str, form: str = '"atx"') -> str:
    return f"form_factor = {form}\nslots = [{', '.join(f'{{ {row} }}' for row in rows)}]"


def places(*positions: str, form: str = '"atx"') -> str:
    return slots(*(f'name = "P{number}", position = {place}' for number, place in enumerate(positions)), form=form)


def modes(*rows: str) -> str:
    return f"{SLOTS}\nlane_modes = [{', '.join(f'{{ {row} }}' for row in rows)}]"


def sharing(*rows: str, board: str = SLOTS) -> str:
    return f"{board}\nsharing = [{', '.join(f'{{ {row} }}' for row in rows)}]"


NO_PCIE4 = "is no slot of this board; expected one of 'PCIE1', 'PCIE2', 'PCIE3'."


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (places("4", "4"), "slots[1].position: position 4 already holds 'P0'. Each place holds one slot."),
        (
            slots("position = 2", "position = { at_least = 2, at_most = 2 }"),
            "slots[1].position: position 2 already holds slots[0]. Each place holds one slot.",
        ),
        (places("0"), "slots[0].position: found 0; the place nearest the processor is position 1."),
        (
            places("{ at_least = 0, at_most = 3 }"),
            "slots[0].position: found 0 to 3; the place nearest the processor is position 1.",
        ),
        (places("2.5"), "slots[0].position: found 2.5; a position is a whole number."),
        (
            places("8"),
            "slots[0].position: found 8; an ATX board has 7 places. Correct the slots or form_factor.",
        ),
        (
            places("{ at_least = 5 }", form='"micro-atx"'),
            "slots[0].position: found at least 5; a micro-ATX board has 4 places. Correct the slots or form_factor.",
        ),
        (
            places("9", form='"eatx"'),
            "slots[0].position: found 9; an E-ATX board has at most 8 places. Correct the slots or form_factor.",
        ),
        (
            places("9", form='{ one_of = ["atx", "eatx"] }'),
            "slots[0].position: found 9; an ATX or E-ATX board has at most 8 places. Correct the slots or form_factor.",
        ),
        (
            slots('name = "A"', 'name = "B"', form='"mini-itx"'),
            "slots: found 2 slots; a mini-ITX board has 1 place. Correct the slots or form_factor.",
        ),
        (
            slots('name = "A"', 'name = "B"', 'name = "A"'),
            "slots[2].name: 'A' already names slots[0]. Write each name as the board or its manual does.",
        ),
        (
            slots('name = "A"') + '\nm2_slots.at_least = [{ name = "A" }]',
            "m2_slots[0].name: 'A' already names slots[0]. Write each name as the board or its manual does.",
        ),
        (
            slots("mechanical_lanes = 2"),
            "slots[0].mechanical_lanes: found 2; a slot is 1, 4, 8 or 16 lanes long.",
        ),
        (
            slots("mechanical_lanes = { at_least = 17 }"),
            "slots[0].mechanical_lanes: found at least 17; a slot is 1, 4, 8 or 16 lanes long.",
        ),
        (
            slots("mechanical_lanes = 8, electrical_lanes = 16"),
            "slots[0].electrical_lanes: found 16; mechanical_lanes is 8.",
        ),
        (slots("electrical_lanes = 32"), "slots[0].electrical_lanes: found 32; no slot has more than 16."),
        (
            modes('used = ["PCIE4"]', 'used = ["x"]'),
            f"lane_modes[0].used: 'PCIE4' {NO_PCIE4} Did you mean 'PCIE3' or 'PCIE2' or 'PCIE1'?",
        ),
        (modes('used = ["x"]'), f"lane_modes[0].used: 'x' {NO_PCIE4}"),
        (
            modes('used = ["M2_1"]'),
            "lane_modes[0].used: 'M2_1' is an M.2 slot; expected slots that hold cards. "
            "What an M.2 slot takes stands in sharing.",
        ),
        (
            'slots = []\nlane_modes = [{ used = ["A"] }]',
            "lane_modes[0].used: 'A' is no slot of this board; expected one of none.",
        ),
        (modes("used = []"), "lane_modes[0].used: found an empty list; expected at least one name."),
        (
            modes('used = ["PCIE1", "PCIE1"], lanes = [8, 8]'),
            "lane_modes[0].used: 'PCIE1' stands here more than once; expected each name once.",
        ),
        (
            modes('used = ["PCIE1", "PCIE3"], lanes = [8]'),
            "lane_modes[0].lanes: found 1 number for 2 slots in used; expected one for each.",
        ),
        (
            modes('used = ["PCIE1", "PCIE3"], lanes = [16, 16]'),
            "lane_modes[0].lanes[1]: found 16; 'PCIE3' has 8 lanes.",
        ),
        (
            slots('name = "A", mechanical_lanes = 1') + '\nlane_modes.at_least = [{ used = ["A"], lanes = [4] }]',
            "lane_modes[0].lanes[0]: found 4; 'A' has 1 lane.",
        ),
        (
            modes('used = ["PCIE1"], lanes = ["8"]'),
            "lane_modes[0].lanes[0]: found '8'; expected a whole number of lanes.",
        ),
        (
            modes('used = ["PCIE1"], lanes = [-8]'),
            "lane_modes[0].lanes[0]: found -8; expected a whole number of lanes.",
        ),
        (
            modes(
                'used = ["PCIE1", "PCIE3"], lanes = [8, 8], cpu_lanes = 24',
                'used = ["PCIE3", "PCIE1"], lanes = [4, 8], cpu_lanes = 24',
            ),
            "lane_modes[1].used: lane_modes[0] already says what 'PCIE3', 'PCIE1' get with the same processors. "
            "Keep one, or name the processors of each: cpu_families or cpu_lanes.",
        ),
        (
            sharing('used = [], loses = ["PCIE1"]'),
            "sharing[0].used: found an empty list; expected at least one name.",
        ),
        (
            sharing('used = ["M2_1"], loses = []'),
            "sharing[0].loses: found an empty list; expected at least one name.",
        ),
        (
            sharing('used = ["M2_1", "M2_1"], loses = ["PCIE1"]'),
            "sharing[0].used: 'M2_1' stands here more than once; expected each name once.",
        ),
        (
            sharing('used = ["m2_1"], loses = ["PCIE1"]'),
            "sharing[0].used: 'm2_1' is no slot ('PCIE1', 'PCIE2', 'PCIE3'), no M.2 slot ('M2_1') "
            "and no SATA port (SATA_1 to SATA_6) of this board. Did you mean 'M2_1'?",
        ),
        (
            sharing('used = ["M2_1"], loses = ["U2_1"]', board="slots = []\nm2_slots = [{ name = 'M2_1' }]"),
            "sharing[0].loses: 'U2_1' is no slot (none), no M.2 slot ('M2_1') "
            "and no SATA port (SATA_1 onwards) of this board. Did you mean 'M2_1'?",
        ),
        (
            sharing('used = ["M2_1"], loses = ["SATA_7"]'),
            "sharing[0].loses: this board has no port 'SATA_7'; its SATA ports: SATA_1 to SATA_6.",
        ),
        (
            sharing('used = ["M2_1"], loses = ["SATA_0"]', board=""),
            "sharing[0].loses: this board has no port 'SATA_0'; its SATA ports: SATA_1 onwards.",
        ),
        (
            sharing('used = ["M2_1"], loses = ["SATA_1"]', board="sata_ports = 0"),
            "sharing[0].loses: this board has no port 'SATA_1'; its SATA ports: none.",
        ),
        (
            sharing('used = ["M2_1"], loses = ["PCIE1", "PCIE3"], lanes_left = 16'),
            "sharing[0].lanes_left: found 16; 'PCIE3' has 8 lanes.",
        ),
        (
            sharing('used = ["PCIE1"], loses = ["M2_1"], lanes_left = { at_least = 8 }'),
            "sharing[0].lanes_left: found at least 8; 'M2_1' has 4 lanes.",
        ),
        (
            sharing('used = ["PCIE3"], loses = ["PCIE3"], lanes_left = 4'),
            "sharing[0].loses: 'PCIE3' takes lanes from itself whenever it is used; expected only with some "
            "processors. Name them: cpu_families or cpu_lanes.",
        ),
    ],
)
def test_a_mistake_is_told(toml: str, message: str) -> None:
    assert message in told(toml)


@pytest.mark.parametrize(
    "toml",
    [
        "",
        GOOD,
        places("7"),
        places("8", form='"eatx"'),
        places("8", form='"hptx"'),
        places("8", form='{ one_of = ["atx", "hptx"] }'),
        "slots = [{ position = 11 }]",
        places("{ at_least = 1, at_most = 3 }", "{ at_least = 1, at_most = 3 }", "{ at_most = 9 }"),
        'form_factor = "mini-itx"\nslots.at_least = [{ position = 1 }, {}]',
        slots("", "", 'name = { one_of = ["A", "B"] }', 'name = "A"', 'name = "a"'),
        slots("mechanical_lanes = { at_least = 1, at_most = 16 }, electrical_lanes = 2"),
        slots("mechanical_lanes = 8, electrical_lanes = { at_least = 8, at_most = 16 }"),
        'slots.at_least = [{ name = "A" }]\nlane_modes = [{ used = ["B"], lanes = [4] }]',
        'slots = [{ name = "A" }, {}]\nlane_modes = [{ used = ["B"] }]',
        'slots = [{ name = { one_of = ["A", "B"] } }]\nlane_modes = [{ used = ["B"], lanes = [16] }]',
        modes('used.at_least = ["PCIE1"], lanes = [8, 8]', 'used = ["PCIE1", "PCIE3"], lanes.at_least = [8]'),
        modes(
            'used = ["PCIE1"], cpu_families.at_least = ["matisse"]',
            'used = ["PCIE1"], cpu_families.at_least = ["matisse"]',
            'used = ["PCIE1"], cpu_lanes = { at_least = 16, at_most = 24 }',
            'used = ["PCIE1"], cpu_lanes = { at_least = 16, at_most = 24 }',
            "lanes = [8]",
            "lanes = [8]",
        ),
        sharing('used = ["M2_1", "U2_1"], loses = ["PCIE1", "SATA_9"]', board="slots = []"),
        sharing('used = ["PCIE1"], loses = ["M2_9"]', board="slots = []\nm2_slots.at_least = []"),
        sharing('used = ["PCIE1"], loses = ["SATA_9"]', board="sata_ports = { at_least = 6 }"),
        sharing("lanes_left = 4", "used.at_least = [], loses.at_least = []"),
        sharing('used = ["PCIE1"], loses = ["PCIE3"], lanes_left = { at_most = 16 }'),
        sharing('used = ["PCIE3"], loses = ["PCIE3"], cpu_families = ["matisse"]'),
    ],
)
def test_what_may_be_is_no_problem(toml: str) -> None:
    assert told(toml) == []
    header, sources = {"name": "Acme B1"}, [{"basis": "unverified", "title": "t", "covers": list(read(toml))}]
    assert list(check_table({**header, "facts": read(toml), "sources": sources}, "motherboard", "b1.toml")) == []


def test_our_own_boards_hold() -> None:
    boards = sorted((data_folder("catalog") / "motherboard").rglob("*.toml"))
    found = {path.stem: list(board_map_problems(read(path.read_text("utf-8"))["facts"])) for path in boards}
    assert len(found) > 200
    assert {board: problems for board, problems in found.items() if problems} == {}


def test_a_broken_standard_is_left_to_the_lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "slots.toml").write_text("[facts", "utf-8")
    monkeypatch.setattr(slot_places, "data_folder", lambda _: tmp_path)
    slot_places.places_by_form.cache_clear()
    try:
        assert told(places("8")) == []
        assert any("slots.toml: not readable as TOML" in str(problem) for problem in lint(tmp_path))
    finally:
        slot_places.places_by_form.cache_clear()


BAD = """form_factor = "atx"
sata_ports = 4
slots = [
    { name = "PCIE1", position = 1, mechanical_lanes = 16, electrical_lanes = 16 },
    { name = "PCIE2", position = 1, mechanical_lanes = 16, electrical_lanes = 8 },
    { name = "PCIE2", position = 8, mechanical_lanes = 8, electrical_lanes = 16 },
]
lane_modes = [{ used = ["PCIE1", "PCIE5"], lanes = [16] }]
sharing = [{ used = ["PCIE1"], loses = ["SATA_5"], lanes_left = 0 }]"""
COVERED = "form_factor sata_ports slots lane_modes sharing"
EXPECTED = (
    "facts.slots[1].position: position 1 already holds 'PCIE1'.",
    "facts.slots[2].position: found 8; an ATX board has 7 places.",
    "facts.slots[2].name: 'PCIE2' already names slots[1].",
    "facts.slots[2].electrical_lanes: found 16; mechanical_lanes is 8.",
    "facts.lane_modes[0].used: 'PCIE5' is no slot of this board; expected one of 'PCIE1', 'PCIE2'.",
    "facts.lane_modes[0].lanes: found 1 number for 2 slots in used; expected one for each.",
    "facts.sharing[0].loses: this board has no port 'SATA_5'; its SATA ports: SATA_1 to SATA_4.",
)


def test_all_mistakes_of_a_file_are_told_in_one_run(tmp_path: Path) -> None:
    path = write_part(tmp_path, "motherboard/acme/b1", 'name = "Acme B1"', BAD, COVERED)
    problems = [str(problem) for problem in lint(tmp_path)]
    assert len(problems) == len(EXPECTED)
    for problem, expected in zip(problems, EXPECTED, strict=True):
        assert problem.startswith(f"{path}, {expected}")


def test_rigcheck_refuses_a_folder_with_such_a_board(rigcheck: Run, tmp_path: Path) -> None:
    write_part(tmp_path / "parts", "motherboard/acme/b1", 'name = "Acme B1"', BAD, COVERED)
    checked = rigcheck("check", "-", "--parts", tmp_path / "parts", stdin="Motherboard: Acme B1\n")
    linted = rigcheck("catalog", "lint", tmp_path / "parts")
    assert (checked.code, linted.code) == (2, 1)  # `catalog lint` reports problems as `rules verify` does: with 1
    assert linted.out.endswith(f"{len(EXPECTED)} problems.\n")
    for answer, said in ((checked, checked.err), (linted, linted.out)):
        assert "Traceback" not in answer.err + answer.out
        for message in EXPECTED:
            assert message in said
