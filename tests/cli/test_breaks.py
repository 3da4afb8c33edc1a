"""Take a good list and break it one way at a time: each break is found, by the rule meant for it, with both numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.process import REPOSITORY, Run

GOOD = (REPOSITORY / "examples" / "ml-desktop-2019.txt").read_text()
ITX = (REPOSITORY / "examples" / "itx-desktop.txt").read_text()
THREADRIPPER = """\
CPU: AMD Threadripper 7970X
Motherboard: Asus Pro WS TRX50-SAGE WIFI
Memory: {memory}
"""


def with_line(label: str, *lines: str) -> str:
    """Return the good list with other lines in the place of one."""
    pattern = re.compile(rf"^{re.escape(label)}:.*$", re.MULTILINE)
    assert pattern.search(GOOD), label
    return pattern.sub("\n".join(f"{label}: {line}" for line in lines), GOOD)


BREAKS = [
    ("wrong socket", with_line("CPU", "Intel Core i7-9700K"), "socket/cpu-socket", ("LGA 1151", "AM4")),
    ("DDR5 on a DDR4 board", with_line("Memory", "Corsair Vengeance 32 GB (2 x 16 GB) DDR5-6000 CL30 Memory"),
     "memory/memory-type", ("DDR5", "DDR4")),
    ("registered memory on a desktop board",
     with_line("Memory", "Kingston Server Premier 32 GB (1 x 32 GB) Registered DDR4-3200 CL22 Memory"),
     "memory/module-kind", ("registered (RDIMM)", "unbuffered (UDIMM)")),
    ("SO-DIMM on an ATX board", with_line("Memory", "Crucial 32 GB (2 x 16 GB) DDR4-3200 SODIMM Memory"),
     "memory/module-kind", ("SO-DIMM", "unbuffered (UDIMM)")),
    ("unbuffered memory on TRX50",
     THREADRIPPER.format(memory="Corsair Vengeance 64 GB (2 x 32 GB) DDR5-6000 CL30 Memory"),
     "memory/module-kind", ("unbuffered (UDIMM)", "registered (RDIMM)")),
    ("six modules in four slots",
     with_line("Memory", *["Corsair Vengeance LPX 32 GB (2 x 16 GB) DDR4-2133 Memory"] * 3),
     "memory/module-slots", ("6", "4")),
    ("more memory than the board takes",
     with_line("Memory", "Corsair Vengeance LPX 128 GB (4 x 32 GB) DDR4-3200 CL16 Memory").replace(
          "AMD Ryzen 7 2700", "Intel Core i7-7700K").replace(
          "ASUS Prime X470-Pro ATX AM4", "Asus PRIME Z270-A ATX LGA1151"),
     "memory/board-maximum", ("128 GB", "64 GB")),
    ("a GPU longer than the case",
     with_line("Case", "Fractal Design Define 7 Compact ATX Mid Tower Case").replace(
         "EVGA GeForce RTX 2070 8 GB Black", "Asus ROG STRIX GAMING OC GeForce RTX 4090 24 GB"),
     "clearance/gpu-length", ("357.6 mm", "341 mm")),
    ("a supply too small",
     with_line("Power Supply", "Corsair CX430M 430 W 80+ Bronze Certified Semi-modular ATX Power Supply").replace(
         "EVGA GeForce RTX 2070 8 GB Black", "NVIDIA GeForce RTX 4090 24 GB Founders Edition"),
     "power/above-rating", ("430 W",)),
    ("an ATX board in a mini-ITX case", with_line("Case", "Cooler Master MasterBox NR200P Mini ITX Desktop Case"),
     "clearance/board-form-factor", ("ATX", "mini-ITX")),
    ("an ATX supply in an SFX case", with_line("Case", "Cooler Master MasterBox NR200P Mini ITX Desktop Case"),
     "clearance/psu-form-factor", ("ATX", "SFX")),
    ("a processor the chipset does not know",
     with_line("CPU", "Intel Core i7-8700K").replace("ASUS Prime X470-Pro ATX AM4", "Asus PRIME Z270-A ATX LGA1151"),
     "platform/family-supported", ("8th generation", "Z270")),
    ("a cooler for another socket", GOOD + "CPU Cooler: Noctua NH-U14S TR4-SP3\n", "cooling/cooler-socket", ("AM4",)),
    ("a cooler too tall",
     with_line("Case", "Fractal Design Node 804 MicroATX Mid Tower Case") + "CPU Cooler: Noctua NH-D15\n",
     "clearance/cooler-height", ("165 mm", "160 mm")),
    ("a SATA-only M.2 drive where all slots speak NVMe only",
     re.sub("(?m)^Storage:.*$", "Storage: Samsung 860 Evo 1 TB M.2-2280 Solid State Drive", ITX),
     "storage/m2-interface", ("SATA", "3 M.2 slots")),
    ("three cards of three places in a case of seven slots",
     GOOD.replace("EVGA GeForce RTX 2070 8 GB Black", "3x NVIDIA GeForce RTX 3090 24 GB Founders Edition"),
     "slots/brackets-in-case", ("3 GPUs", "7")),
    ("9th generation on a board of the 200 series",
     with_line("CPU", "Intel Core i9-9900K").replace("ASUS Prime X470-Pro ATX AM4", "Asus PRIME Z270-A ATX LGA1151"),
     "platform/family-supported", ("9th generation", "Z270")),
    ("a radiator of 360 mm in a small case",
     re.sub("(?m)^CPU Cooler:.*$", "CPU Cooler: ARCTIC Liquid Freezer III 360", ITX), "clearance/radiators", ("360",)),
    ("seven SATA drives on six ports",
     GOOD + "Storage: 7x Samsung 870 Evo 1 TB 2.5\" Solid State Drive\n", "storage/sata-ports", ("7", "6")),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "rule", "words"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS])
def test_a_break_is_found_by_its_rule(
    rigcheck: Run, tmp_path: Path, broken: str, rule: str, words: tuple[str, ...]
) -> None:
    path = tmp_path / "list.txt"
    path.write_text(broken)
    answer = rigcheck("check", path, "--format", "json")
    report = answer.json
    found = [f for f in report["findings"] if f["rule"] == rule and f["verdict"] == "violated"]
    assert found, [(f["rule"], f["verdict"], f["message"]) for f in report["findings"]]
    assert found[0]["severity"] == "error"
    for word in words:
        assert word in found[0]["message"]
    assert found[0]["fix"]
    assert report["verdict"] == "incompatible"
    assert answer.code == 1


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("Video Card", "completeness/picture"),
        ("Power Supply", "completeness/psu"),
        ("Storage", "completeness/storage"),
        ("Memory", "completeness/memory"),
        ("Case", "completeness/case"),
        ("CPU", "completeness/cpu"),
        ("Motherboard", "completeness/motherboard"),
    ],
)
def test_what_is_left_out_of_a_final_list_is_found(rigcheck: Run, label: str, rule: str) -> None:
    text = re.sub(rf"(?m)^{label}:.*\n", "", GOOD)
    report = rigcheck("check", "-", "--final", "--format", "json", stdin=text).json
    violated = {(f["rule"], f["severity"]) for f in report["findings"] if f["verdict"] == "violated"}
    assert (rule, "error") in violated
    assert report["verdict"] == "incompatible"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("CPU: Intel Core i9-7980XE\nMotherboard: ASUS X99-Deluxe XY\n", "socket/cpu-socket"),
        ("CPU: Intel Core i5-11400F\nMotherboard: ASUS PRIME B460M-XYZ\n", "platform/family-supported"),
    ],
)
def test_the_chipset_in_the_name_of_an_unknown_board_decides(rigcheck: Run, text: str, rule: str) -> None:
    report = rigcheck("check", "-", "--format", "json", stdin=text).json
    assert rule in {f["rule"] for f in report["findings"] if f["verdict"] == "violated"}
