"""What a checklist says of a build: every task of the catalog comes up, with its numbers, and nothing is guessed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rigcheck.catalog.software import software
from rigcheck.engine.report import report
from rigcheck.engine.session import Session
from rigcheck.lists.read import read_list
from rigcheck.schema.software import SECTIONS
from tests.checklists import EIGHT_CARDS, EXAMPLES, LISTS, OWN, ROOT, item, of_file, of_text, tasks


def test_every_task_of_the_catalog_comes_up_with_all_its_words(session: Session, tmp_path: Path) -> None:
    answers = [of_file(ROOT / name, session) for name in EXAMPLES]
    answers += [of_text(text, session, tmp_path) for text in LISTS.values()]
    answers += [of_text(text, session, tmp_path, "toml") for text in OWN.values()]
    items = [one for answer in answers for one in answer["items"]]
    assert {one["id"] for one in items} == software().tasks.keys()
    for one in items:
        for text in (one["do"], one["why"], *one["commands"]):
            assert not re.search(r"\{\w*\}|  |\bNone\b(?! of)", text), text


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_sections_stand_in_the_order_of_the_work(name: str, session: Session) -> None:
    places = [SECTIONS.index(one["section"]) for one in of_file(ROOT / name, session)["items"]]
    assert places == sorted(places)


@pytest.mark.parametrize("name", EXAMPLES)
def test_watts_and_lanes_are_those_of_the_report(name: str, session: Session) -> None:
    listed = read_list(ROOT / name)
    checked = session.check(session.build(listed, session.settings(listed)))
    found, answer = report(checked, "", session.standards), of_file(ROOT / name, session)
    total, wall, circuit = item(answer, "test-wall")["expect"]
    power = found["power"]
    assert {key: total[key] for key in ("low", "high")} == power["sustained_w"]
    assert {key: wall[key] for key in ("low", "high")} == power["wall_w"]
    assert circuit["high"] == power["circuit"]["continuous_w"]
    cards = [card for card in found["placement"]["cards"] if card["ref"].startswith("gpu#")]
    if found["placement"]["outcome"] == "placed" and cards:
        links = item(answer, "see-links")["expect"]
        lanes = [(one["low"], one["high"]) for one in links if one["unit"] == "lanes"]
        assert lanes == [(card["lanes"]["low"], card["lanes"]["high"]) for card in cards]


def test_four_cards_are_told_slot_by_slot_with_the_watts_of_each(session: Session) -> None:
    answer = of_file(ROOT / "examples/quad-gpu-workstation.toml", session)
    links = item(answer, "see-links")["expect"]
    assert [one["what"].rpartition(" in ")[2] for one in links[::2]] == [f"PCIEX16_{slot}" for slot in (1, 3, 5, 7)]
    assert {(one["low"], one["unit"]) for one in links} == {(16, "lanes"), (4, "PCIe generation")}
    [watts] = item(answer, "test-gpus")["expect"]
    assert (watts["low"], watts["high"], watts["note"]) == (200, 200, "board power")
    assert "make COMPUTE=8.6" in item(answer, "test-gpus")["commands"][0]
    assert "see-topology" in tasks(answer)
    assert "4 graphics cards" in item(answer, "above-4g")["why"]
    assert item(answer, "above-4g")["missing"] == ["motherboard#1.above_4g_decoding"]


def test_the_way_to_new_firmware_is_the_rules(session: Session, tmp_path: Path) -> None:
    assert "firmware-flashback" in tasks(of_text(LISTS["flashback"], session, tmp_path))
    without = item(of_text(OWN["no flashback"], session, tmp_path, "toml"), "firmware-no-flashback")
    assert "from version 5850 on" in without["do"]
    assert without["missing"] == without["unsourced"] == []
    newer = item(of_text(LISTS["a newer processor"], session, tmp_path), "firmware-way-not-known")
    assert newer["missing"] == ["motherboard#1.bios_flashback"]
    perhaps = item(of_text(LISTS["a board nobody knows"], session, tmp_path), "firmware-perhaps")
    assert perhaps["missing"] == ["motherboard#1.cpu_support"]
    of_2019 = of_file(ROOT / "examples/ml-desktop-2019.txt", session)
    assert not [one for one in tasks(of_2019) if one.startswith("firmware")]


def test_a_memory_profile_is_named_only_beyond_the_processors_speed(session: Session, tmp_path: Path) -> None:
    assert "memory-profile" not in tasks(of_file(ROOT / "examples/ml-desktop-2019.txt", session))
    beyond = item(of_file(ROOT / "examples/ml-desktop-2024.md", session), "memory-profile")
    assert "EXPO or XMP" in beyond["do"]
    assert "5200 MT/s" in beyond["why"]
    assert "6000 MT/s" in beyond["why"]
    older = item(of_text(OWN["no flashback"], session, tmp_path, "toml"), "memory-profile")
    assert "XMP, on AMD boards also DOCP or A-XMP" in older["do"]


@pytest.mark.parametrize(
    ("name", "task", "command", "build"),
    [
        ("blackwell", "driver-open", "sudo ubuntu-drivers install nvidia:580-open", 'pip install "torch==2.14.*"'),
        ("turing and pascal", "driver-proprietary", "sudo ubuntu-drivers install nvidia:580", "whl/cu126"),
    ],
)
def test_driver_and_framework_follow_from_the_architectures(
    name: str, task: str, command: str, build: str, session: Session, tmp_path: Path
) -> None:
    answer = of_text(LISTS[name], session, tmp_path)
    assert item(answer, task)["commands"][0] == command
    assert item(answer, "framework")["commands"][-1].endswith(build)
    assert item(answer, task)["sources"]


def test_what_no_driver_and_no_build_runs_is_said(session: Session, tmp_path: Path) -> None:
    kepler = of_text(LISTS["kepler"], session, tmp_path)
    assert "driver 470" in item(kepler, "driver-legacy")["do"]
    assert item(kepler, "driver-legacy")["unsourced"]
    assert "install-system" not in tasks(kepler)  # one system, and that is the one which carries the driver
    assert "framework-none" in tasks(kepler)
    assert "framework-none" in tasks(of_text(LISTS["polaris"], session, tmp_path))
    unknown = item(of_text(LISTS["a card nobody knows"], session, tmp_path), "gpu-not-known")
    assert unknown["missing"] == ["gpu#1.architecture"]


def test_amd_and_intel_have_their_builds_and_what_is_not_known_of_them(session: Session, tmp_path: Path) -> None:
    radeon = of_text(LISTS["radeon"], session, tmp_path)
    assert "ROCm" in item(radeon, "framework")["do"]
    assert any("Ubuntu 26.04" in text for text in item(radeon, "framework")["unsourced"])
    assert "gfx1100" in item(radeon, "rocm-targets")["do"]
    assert "see-links-by-lspci" in tasks(radeon)
    arc = item(of_text(LISTS["arc"], session, tmp_path), "framework")
    assert arc["commands"][-1].endswith("/whl/xpu")


def test_cards_of_two_toolkits_have_an_environment_each(session: Session, tmp_path: Path) -> None:
    answer = of_text("GPU: 2x RTX 3090\nGPU: RX 7900 XTX\n", session, tmp_path)
    frameworks = [one for one in answer["items"] if one["id"] == "framework"]
    assert ["~/ml-cuda/" in frameworks[0]["commands"][0], "~/ml-rocm/" in frameworks[1]["commands"][0]] == [True, True]
    seen = {one["do"]: one["expect"][0]["high"] for one in answer["items"] if one["id"] == "see-framework"}
    assert seen == {"Let the framework see 2 × RTX 3090.": 2, "Let the framework see RX 7900 XTX.": 1}


def test_limits_of_the_list_are_set_and_counted(session: Session, tmp_path: Path) -> None:
    answer = of_text(OWN["unlocked"], session, tmp_path, "toml")
    limits = item(answer, "power-limit")
    assert [(one["low"], one["high"]) for one in limits["expect"]] == [(300, 300), (280, 280)]
    assert limits["commands"][1:] == [
        "sudo nvidia-smi -i NUMBER -pl 300",
        "sudo nvidia-smi -i NUMBER -pl 280",
    ]
    assert [(one["low"], one["note"]) for one in item(answer, "test-gpus")["expect"]] == [
        (300, "power limit"),
        (280, "power limit"),
    ]
    divided = item(answer, "divide-slot")
    assert "x4x4x4x4" in divided["do"]
    said = [one["do"] for one in answer["items"] if one["id"] == "cpu-power-limit"]
    assert ["253 W" in text or "125 W" in text for text in said] == [True, True]


def test_a_card_known_by_its_chip_is_bounded_and_says_why(session: Session, tmp_path: Path) -> None:
    [watts] = item(of_text(LISTS["blackwell"], session, tmp_path), "test-gpus")["expect"]
    assert watts["low"] < watts["high"]
    assert "known by its chip only" in watts["note"]
    [gpus] = item(of_text(LISTS["k80"], session, tmp_path), "see-gpus")["expect"]
    assert (gpus["low"], gpus["note"]) == (2, "2 on each card")


def test_the_circuit_is_the_one_that_is_asked_for(session: Session) -> None:
    answer = of_file(ROOT / "examples/quad-gpu-workstation.toml", session, "120V 15A")
    circuit = item(answer, "test-wall")["expect"][-1]
    assert circuit["what"] == "a circuit of 120 V 15 A for hours"
    assert circuit["note"] == "80 % of its 1800 W; 63 W too little at worst"


def test_ports_that_are_lost_are_kept_empty(session: Session, tmp_path: Path) -> None:
    empty = item(of_text(LISTS["ports lost"], session, tmp_path), "keep-empty")
    assert re.fullmatch(r"Leave empty what others take: SATA_\d and SATA_\d \(by M2\w+\)\.", empty["do"])


def test_no_supply_is_expected_to_carry_more_than_its_rating(session: Session, tmp_path: Path) -> None:
    too_much = item(of_text(f"CPU: AMD Threadripper Pro 3975WX\n{EIGHT_CARDS}", session, tmp_path), "get-starter")
    assert {(one["what"], one["high"]) for one in too_much["expect"]} == {("EVGA SuperNOVA 1600 P2 is rated for", 1600)}
    assert "rigcheck check" in too_much["expect"][0]["note"]
    undivided = item(of_text(f"CPU: some processor\n{EIGHT_CARDS}", session, tmp_path), "get-starter")
    assert undivided["expect"] == []
    assert undivided["missing"] == ["cpu#1.sustained_w"]
