"""Lists that the tests of checklists share, and the checklist of a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rigcheck.catalog.software import software
from rigcheck.engine.session import Session
from rigcheck.lists.read import read_list
from rigcheck.questions.checklist import checklist_json
from rigcheck.questions.checklist_items import Bench

ROOT = Path(__file__).resolve().parents[1]

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
