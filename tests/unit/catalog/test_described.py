"""What lines state by themselves, kind by kind, and what they leave open."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rigcheck.catalog.described import facts_in_words
from rigcheck.schema.kinds import Kind
from rigcheck.schema.registry import MODELS

STATED: list[tuple[Kind, str, dict[str, Any]]] = [
    (
        "memory",
        "Corsair Vengeance LPX 32 GB (2 x 16 GB) DDR4-2133 CL13 Memory",
        {"modules": 2, "module_gb": 16, "speed_mts": 2133, "type": "ddr4", "module_kind": "udimm"},
    ),
    (
        "memory",
        "4x 32GB DDR4-3600 ECC RDIMM",
        {"modules": 4, "module_gb": 32, "speed_mts": 3600, "type": "ddr4", "ecc": True, "module_kind": "rdimm"},
    ),
    ("memory", "64GB DDR5 6000MHz", {"module_gb": {"at_most": 64}, "speed_mts": 6000, "type": "ddr5"}),
    (
        "memory",
        "Kingston HyperX Fury DDR4 2400 16G (8Gx2) kit",
        {"modules": 2, "module_gb": 8, "speed_mts": 2400, "type": "ddr4", "module_kind": "udimm"},
    ),
    ("memory", "Corsair vengeance RGB pro 3600 4x8 GB",
     {"modules": 4, "module_gb": 8, "speed_mts": 3600, "module_kind": "udimm"}),
    ("memory", "Corsair VENGEANCE 16 GB (8x2) DDR4",
     {"module_gb": {"at_most": 16}, "type": "ddr4", "module_kind": "udimm"}),
    ("memory", "Kingston FURY Renegade Pro 128 GB DDR5-6000",
     {"module_gb": {"at_most": 128}, "speed_mts": 6000, "type": "ddr5"}),
    ("memory", "Samsung 32 GB (1 x 32 GB) DDR4-3200 CL22 ECC Memory",
     {"modules": 1, "module_gb": 32, "speed_mts": 3200, "type": "ddr4", "ecc": True}),
    ("memory", "128 GB (4x32) DDR4", {"modules": 4, "module_gb": 32, "type": "ddr4"}),
    ("memory", "DDR4-2133 (PC4-17000) non-ECC SO-DIMM",
     {"type": "ddr4", "speed_mts": 2133, "ecc": False, "module_kind": "so-dimm"}),
    ("memory", "2x8GB + 2x16GB DDR4", {"type": "ddr4"}),
    ("psu", "Corsair SF750 750 W 80+ Platinum Certified Fully Modular SFX Power Supply",
     {"rated_w": 750, "efficiency": "platinum", "modular": "full", "form_factor": "sfx"}),
    ("psu", "NZXT C1200 Gold ATX 3.1", {"efficiency": "gold", "atx_version": "3.1"}),
    ("psu", "EVGA SuperNOVA 1600 T2 Titanium", {"rated_w": 1600, "efficiency": "titanium"}),
    ("psu", "Antec 380W ATX12V / EPS12V Power Supply", {"rated_w": 380, "form_factor": "atx"}),
    ("psu", "1300 PSU", {"rated_w": 1300}),
    ("psu", "Corsair RM850x (2021)", {}),
    ("storage", "Samsung 970 Pro 512 GB M.2-2280 PCIe 3.0 X4 NVME Solid State Drive",
     {"capacity_gb": 512, "form_factor": "m2", "m2_size": "2280", "interface": "nvme", "pcie_generation": 3,
      "pcie_lanes": 4, "spins": False}),
    ("storage", 'Seagate Barracuda 2 TB 3.5" 7200RPM Internal Hard Drive',
     {"capacity_gb": 2000, "form_factor": "3.5", "spins": True}),
    ("storage", "Micron 5400 Pro 3.84TB SATA SSD", {"capacity_gb": 3840, "interface": "sata", "spins": False}),
    ("storage", "NVME 1TB Seagate Barracuda 510 + 500GB Kingston A2000", {"interface": "nvme", "spins": False}),
    ("gpu", "RTX 3080 10GB GDDR6X PCIe 4.0", {"vram_gb": 10}),
    ("gpu", "Radeon RX560 (2GB RAM)", {"vram_gb": 2}),
    ("motherboard", "MSI MPG X670E CARBON WIFI ATX AM5 Motherboard",
     {"chipset": "x670e", "form_factor": "atx", "socket": "am5"}),
    ("motherboard", "ASRock B550M-ITX/ac Mini ITX LGA 1151",
     {"chipset": "b550", "form_factor": "mini-itx", "socket": "lga1151"}),
    ("motherboard", "ASUS PRIME B760-PLUS D4", {"chipset": "b760", "memory_type": "ddr4"}),
    ("motherboard", "Gigabyte GA-78LMT-USB3 Micro ATX AM3+ Motherboard",
     {"form_factor": "micro-atx", "socket": "am3-plus"}),
    ("cooler", "Corsair Nautilus RS ARGB 360mm AIO", {"liquid": True, "radiator_mm": 360}),
    ("cooler", "ARCTIC Liquid Freezer III 360 56.3 CFM Liquid CPU Cooler", {"liquid": True, "radiator_mm": 360}),
    ("cooler", "Noctua NH-D15 82.5 CFM CPU Cooler", {}),
    ("fan", "Arctic P12 PWM PST 120 mm Fans 5-Pack", {"size_mm": 120, "in_pack": 5, "pwm": True}),
    ("case", "Fractal Design Define R5 ATX Mid Tower Case", {}),
    ("case", "Open Air Mining Rig Frame (8 GPU, ATX)", {"open_frame": True}),
    ("cpu", "Intel Core i7-6700T 2.8 GHz 4-Core Processor", {}),
    ("cpu", "AMD Ryzen 9 9950X AM5", {"socket": "am5"}),
    ("card", "Intel X550-T2 2 x 10 Gb/s Ethernet PCIe x4", {"pcie_lanes": 4}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "facts"), STATED, ids=lambda value: value if isinstance(value, str) else "")
def test_a_line_states(kind: Kind, text: str, facts: dict[str, Any]) -> None:
    assert facts_in_words(kind, text) == facts
    MODELS[kind].model_validate(facts_in_words(kind, text))


def test_a_fraction_of_a_terabyte_is_exact() -> None:
    assert facts_in_words("storage", "1,92 TB SSD")["capacity_gb"] == Decimal(1920)
