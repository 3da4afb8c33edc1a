"""What a checklist says of a build: every task of the catalog comes up, with its numbers, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rigcheck.catalog.software import software
from rigcheck.engine.report import report
from rigcheck.engine.session import Session
from rigcheck.lists.read import read_list
from rigcheck.questions.checklist import checklist_json
from rigcheck.questions.checklist_items import Bench
from rigcheck.schema.software import SECTIONS

ROOT = Path(__file__).resolve().parents[3]

AM4 = "CPU: AMD Ryzen 7 5800X\nCooler: Noctua NH-U12A\nCase: Fractal Design Torrent\nPSU: Corsair RM1000x (2024)\n"
LISTS = {
    "flashback": f"{AM4}Board: Asus ROG Strix B550-F Gaming WIFI II\n",
    "a board nobody knows": f"{AM4}Board: something new\nRAM: a kit of memory\nSSD: Samsung 990 Pro 1 TB\n",
    "turing and pascal": "Board: Asus Prime X470-Pro\nGPU: 2x GTX 1080 Ti\nGPU: RTX 2080 Ti\n",
    "blackwell": "GPU: RTX 5090\nRAM: Corsair Vengeance LPX 32 GB (2 x 16 GB) DDR4-3600\nCPU: Ryzen 7 2700\n",
    "blackwell and pascal": "GPU: RTX 5090\nGPU: Tesla P40\n",
    "kepler": "GPU: 2x GTX 780\n",
    "radeon": "GPU: RX 7900 XTX\n",
    "polaris": "GPU: RX 580\n",
    "arc": "GPU: Arc B580\n",
    "a card nobody knows": "GPU: some graphics card\n",
    "k80": "GPU: Tesla K80\n",
    "a newer processor": "CPU: AMD Ryzen 7 9800X3D\nBoard: MSI MPG X670E CARBON WIFI\n",
    "ports lost": (
        "CPU: AMD Ryzen 9 5950X\nBoard: Gigabyte X570S AORUS MASTER\nSSD: 3x Samsung 970 Evo Plus 1 TB\n"
        "GPU: 2x Asus TURBO GeForce RTX 2080 Ti\nCase: Phanteks Enthoo Pro 2 Server Edition\n"
    ),
}
OWN = {
    "no flashback": """
[[part]]
kind = "cpu"
name = "AMD Ryzen 5 5600X"
[[part]]
kind = "motherboard"
name = "Asus Prime X470-Pro"
facts = { bios_flashback = false, cpu_support = [{ family = "vermeer", support = "bios-update", bios = "5850" }] }
[[part]]
kind = "memory"
name = "a fast kit"
facts = { modules = 2, module_gb = 16, speed_mts = 4400, type = "ddr4" }
""",
    "unlocked": """
[[part]]
kind = "cpu"
name = "Intel Core i9-14900K"
[[part]]
kind = "cpu"
name = "a second line of it"
power_limit_w = 125
[[part]]
kind = "gpu"
name = "NVIDIA GeForce RTX 4090"
quantity = 2
power_limit_w = 300
riser = true
[[part]]
kind = "gpu"
name = "NVIDIA GeForce RTX 3090"
power_limit_w = 280
[[part]]
kind = "card"
name = "ASUS Hyper M.2 x16 Gen4"
[[part]]
kind = "psu"
name = "Corsair RM1000x (2024)"
quantity = 2
""",
    "starter": """
[[part]]
kind = "psu"
name = "Corsair RM1000x (2024)"
quantity = 2
[[part]]
kind = "gpu"
name = "NVIDIA GeForce RTX 4090"
[[part]]
kind = "accessory"
name = "Add2PSU"
""",
}
EIGHT_CARDS = "Motherboard: Asus Pro WS WRX80E-SAGE SE WIFI\nGPU: 8x RTX 3090\nPSU: 2x EVGA SuperNOVA 1600 P2\n"
EXAMPLES = ("examples/ml-desktop-2019.txt", "examples/ml-desktop-2024.md", "examples/quad-gpu-workstation.toml")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    root = tmp_path_factory.mktemp("rigcheck")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RIGCHECK_DATA_DIR", str(root / "data"))
        patch.setenv("RIGCHECK_CACHE_DIR", str(root / "cache"))
        yield Session()


def of_file(path: Path, session: Session, mains: str | None = None) -> Any:
    listed = read_list(path)
    checked = session.check(session.build(listed, session.settings(listed, mains=mains)))
    return checklist_json(Bench(checked, software(), session.standards, "a version"))


def of_text(text: str, session: Session, folder: Path, ending: str = "txt") -> Any:
    path = folder / f"list.{ending}"
    path.write_text(text, "utf-8")
    return of_file(path, session)


def item(answer: Any, task: str) -> Any:
    [found] = [one for one in answer["items"] if one["id"] == task]
    return found


def tasks(answer: Any) -> list[str]:
    return [one["id"] for one in answer["items"]]


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


def test_cards_without_a_common_driver_get_a_machine_each_and_nothing_is_expected_of_both(
    session: Session, tmp_path: Path
) -> None:
    answer = of_text(f"{LISTS['blackwell and pascal']}CPU: Ryzen 9 7950X\nBoard: some board\n", session, tmp_path)
    assert "Tesla P40; RTX 5090" in item(answer, "driver-conflict")["do"]
    said = {one["id"]: [other for other in answer["items"] if other["id"] == one["id"]] for one in answer["items"]}
    assert not said.keys() & {"seat-cards", "see-links", "see-topology", "test-wall"}
    assert "in the machine of Tesla P40" in item(answer, "driver-proprietary")["do"]
    assert "in the machine of RTX 5090" in item(answer, "driver-open")["do"]
    assert [one["commands"][-1].rpartition("/")[2] for one in said["framework"]] == [
        "cu126",
        'pip install "torch==2.14.*"',
    ]
    assert [one["expect"][0]["high"] for one in said["see-framework"]] == [1, 1]
    assert [[card["what"] for card in one["expect"] if card["unit"] == "GPUs"] for one in said["see-gpus"]] == [
        ["Tesla P40"],
        ["RTX 5090"],
    ]
    assert [one["commands"][0].rpartition("=")[2] for one in said["test-gpus"]] == ["6.1", "12.0"]
    legacy = of_text("GPU: Tesla K80\nGPU: RTX 4090\nGPU: GTX 1080 Ti\n", session, tmp_path)
    assert "in the machine of GTX 1080 Ti and RTX 4090" in item(legacy, "install-system")["do"]
    assert "470 for Tesla K80" in item(legacy, "driver-legacy")["do"]


def test_resizable_bar_is_switched_on_or_not_known_or_not_there(session: Session, tmp_path: Path) -> None:
    rest = "Board: Asus Prime X470-Pro\nCPU: Ryzen 7 2700X\n"
    assert "resizable-bar" in tasks(of_text(f"GPU: 2x RTX 3090\n{rest}", session, tmp_path))
    for card, unsourced in (("RTX 2080 Ti", []), ("Tesla V100", ["whether 2 × Tesla V100 can have Resizable BAR"])):
        answer = of_text(f"GPU: 2x {card}\n{rest}", session, tmp_path)
        assert "resizable-bar" not in tasks(answer)
        assert item(answer, "above-4g")["unsourced"] == unsourced


def test_gpu_burn_is_built_with_a_toolkit_that_knows_the_cards(session: Session, tmp_path: Path) -> None:
    for cards, toolkits in (
        ("blackwell", "CUDA 12.8 or newer"),
        ("turing and pascal", "CUDA 10.0 to 12.x"),
        ("kepler", "CUDA 6.0 to 11.x"),
        ("GPU: GTX 770\n", "CUDA 6.0 to 10.2"),
    ):
        burn = item(of_text(LISTS.get(cards, cards), session, tmp_path), "test-gpus")
        assert f"a toolkit of {toolkits}." in burn["do"]


def test_temperatures_of_nvidias_cards_are_told_of_no_others(session: Session, tmp_path: Path) -> None:
    radeon = of_text(LISTS["radeon"], session, tmp_path)
    assert "test-temperatures" not in tasks(radeon)
    assert item(radeon, "test-temperatures-open")["unsourced"]


def test_every_drive_is_read(session: Session, tmp_path: Path) -> None:
    answer = of_text("SSD: Samsung 990 Pro 1 TB\nSSD: Samsung 870 Evo 1 TB\n", session, tmp_path)
    for task in ("see-drives", "test-drives"):
        assert "for drive in $(lsblk" in item(answer, task)["commands"][-1]
        assert "/dev/nvme0" not in "".join(item(answer, task)["commands"])


def test_of_a_part_that_nobody_knows_no_watts_are_expected(session: Session, tmp_path: Path) -> None:
    answer = item(of_text("CPU: some processor\n", session, tmp_path), "test-cpu")
    assert (answer["expect"], answer["missing"]) == ([], ["cpu#1.sustained_w"])


@pytest.mark.parametrize(
    ("cpu", "kit", "low", "high", "open_text"),
    [
        # Registered modules: no profile is known of them, so the processor's speed is what is seen.
        (
            "Threadripper Pro 7965WX",
            'quantity = 8\nfacts = { modules = 1, module_kind = "rdimm"',
            5200,
            5200,
            "profile",
        ),
        # So too of modules whose kind nobody stated, on a processor that takes no others.
        ("Threadripper Pro 7965WX", "quantity = 8\nfacts = { modules = 1", 5200, 5200, "profile"),
        # Two modules in each channel: 3600 on Ryzen 7000, and not known of others.
        ("Ryzen 9 7950X", 'facts = { modules = 4, module_kind = "udimm"', None, None, ""),
        ("Ryzen 9 9950X", 'facts = { modules = 4, module_kind = "udimm"', 0, 5600, "more than one module in a channel"),
        ("Ryzen 9 9950X", 'facts = { modules = 2, module_kind = "udimm"', 5600, 5600, ""),
    ],
)
def test_the_speed_expected_of_memory_is_one_that_it_gets_with_the_steps_told(
    cpu: str, kit: str, low: int | None, high: int | None, open_text: str, session: Session, tmp_path: Path
) -> None:
    part = '[[part]]\nkind = "memory"\nname = "a kit"\n'
    text = (
        f'{part}{kit}, module_gb = 32, speed_mts = 5600, type = "ddr5" }}\n[[part]]\nkind = "cpu"\nname = "AMD {cpu}"\n'
    )
    answer = of_text(text, session, tmp_path, "toml")
    speed = item(answer, "see-memory")["expect"][-1]
    if low is None:  # rated beyond the specification: a step loads the profile
        assert ("memory-profile" in tasks(answer), speed["high"]) == (True, 5600)
        assert "more than one module in a channel" in speed["note"]
        return
    assert "memory-profile" not in tasks(answer)
    assert (speed["low"], speed["high"]) == (low, high)
    assert open_text in "".join(item(answer, "see-memory")["unsourced"])


def test_two_modules_in_a_channel_run_at_what_the_maker_specifies_for_that(session: Session, tmp_path: Path) -> None:
    text = """
[[part]]
kind = "memory"
name = "a kit"
facts = { modules = 4, module_gb = 32, speed_mts = 4800, type = "ddr5", module_kind = "udimm" }
[[part]]
kind = "cpu"
name = "AMD Ryzen 9 7950X"
"""
    speed = item(of_text(text, session, tmp_path, "toml"), "see-memory")["expect"][-1]
    assert (speed["low"], speed["high"]) == (3600, 3600)
    assert "two modules in each channel" in speed["note"]


@pytest.mark.parametrize(
    ("text", "fed", "missing"),
    [
        (f"{AM4}GPU: EVGA RTX 2070 Black\n", "EVGA GeForce RTX 2070 Black: 1 × PCIe plug, 8 (6+2) pins.", None),
        ("GPU: EVGA RTX 2070 Black\n", "EVGA GeForce RTX 2070 Black: 1 × PCIe plug, 8 (6+2) pins.", None),
        (
            "GPU: RTX 2070\n",
            "RTX 2070: 1 to 2 × PCIe plug, 8 (6+2) pins, and perhaps 1 × PCIe plug, 6 pins.",
            "gpu#1.plugs.pcie_6pin",
        ),
        ("GPU: 8x RTX 3090\n", "up to 3 × PCIe plug, 8 (6+2) pins or 1 × 12VHPWR", "gpu#1.plugs.pcie_16pin"),
        ("GPU: GTX 1650\n", "GTX 1650: perhaps 1 × PCIe plug, 6 pins.", "gpu#1.plugs.pcie_6pin"),
        ("GPU: some card\n", "some card: its sockets are not known.", "gpu#1.plugs.pcie_8pin"),
        (f"{AM4}GPU: Tesla K80\n", "Tesla K80: 1 × CPU plug, 4+4 pins", None),
    ],
)
def test_every_card_with_sockets_is_fed(
    text: str, fed: str, missing: str | None, session: Session, tmp_path: Path
) -> None:
    answer = of_text(text, session, tmp_path)
    assert fed in item(answer, "feed-cards")["do"]
    assert missing is None or missing in item(answer, "feed-cards")["missing"]
    eps = [one["why"] for one in answer["items"] if one["id"] == "feed-eps"]
    assert ["a PCIe plug does not fit" in why for why in eps] == ([True] if "K80" in text else [])


def test_a_card_without_sockets_needs_no_plug(session: Session, tmp_path: Path) -> None:
    assert "feed-cards" not in tasks(of_text("GPU: Quadro P1000\n", session, tmp_path))


def test_a_single_card_is_told_its_slot_and_what_the_others_give(session: Session, tmp_path: Path) -> None:
    """The Prime X470-Pro has three long slots: x16, x8 and x4 of generation 2."""
    text = "CPU: Ryzen 7 2700X\nBoard: Asus Prime X470-Pro\nGPU: EVGA RTX 2070 Black\n"
    answer = of_text(text, session, tmp_path)
    lanes, generation = item(answer, "see-links")["expect"]
    assert (lanes["what"], lanes["low"], lanes["high"]) == ("EVGA GeForce RTX 2070 Black in PCIEX16_1", 16, 16)
    assert (generation["low"], generation["high"]) == (3, 3)
    assert lanes["note"] == "PCIEX16_2 gives x8, PCIe 3; PCIEX16_3 gives x4, PCIe 2, through the chipset"
    assert item(answer, "seat-cards")["do"] == "Seat EVGA GeForce RTX 2070 Black in PCIEX16_1."


BOARD = """
[[part]]
kind = "gpu"
name = "NVIDIA GeForce RTX 3090"
[[part]]
kind = "motherboard"
name = "a board"
facts = {{ form_factor = "atx", sockets = 1, {slots} }}
"""
LONG = "mechanical_lanes = 16, generation = 4"
WIDE = "electrical_lanes = 16"


@pytest.mark.parametrize(
    ("slots", "what", "note", "open_text"),
    [
        (f"slots = [{{ {LONG}, {WIDE} }}]", "NVIDIA GeForce RTX 3090", "wherever it sits", ""),
        (
            f'slots = [{{ name = "A", {LONG}, {WIDE} }}, {{ name = "B", {LONG}, {WIDE} }}]',
            "NVIDIA GeForce RTX 3090 in A or B",
            "",
            "",
        ),
        (f'slots = [{{ name = "A", {LONG} }}, {{ name = "B", {LONG} }}]', None, "", "which of the long slots"),
        ('chipset = "x570"', None, "", "which long slots the board has"),
    ],
)
def test_of_slots_that_nobody_described_the_checklist_says_so(
    slots: str, what: str | None, note: str, open_text: str, session: Session, tmp_path: Path
) -> None:
    links = item(of_text(BOARD.format(slots=slots), session, tmp_path, "toml"), "see-links")
    assert {one["what"] for one in links["expect"]} == ({what} if what else set())
    assert not what or links["expect"][0]["note"] == note
    assert open_text in "; ".join(links["unsourced"])


def test_no_profile_is_promised_on_a_board_whose_chipset_locks_memory(session: Session, tmp_path: Path) -> None:
    text = "CPU: Intel Core i5-9400F\nMotherboard: {board}\nMemory: Corsair Vengeance LPX 16 GB (2 x 8 GB) DDR4-3200\n"
    locked = of_text(text.format(board="Gigabyte H310M S2H"), session, tmp_path)
    ids = [one["id"] for one in locked["items"]] if "id" in locked["items"][0] else []
    said = " ".join(f"{one['do']} {one['expect']}" for one in locked["items"])
    assert "memory-profile" not in ids
    assert "Load the profile" not in said
    assert "with its profile" not in said
