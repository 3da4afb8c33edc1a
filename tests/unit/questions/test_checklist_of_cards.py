"""What a checklist says of cards and memory: drivers, slots, plugs and speeds, each as far as it is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from rigcheck.engine.session import Session
from tests.checklists import AM4, LISTS, item, of_text, tasks


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
