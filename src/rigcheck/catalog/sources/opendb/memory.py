"""Memory kits of OpenDB."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.catalog.sources.opendb.record import Number, Record, Table, Word, one_of

LOWEST_DIMM_MM: Final = 17
"""A very low profile module has 18.75 mm; OpenDB gives the thickness of some modules as their height."""

PINS: Final = {
    "288-pin DIMM": ("ddr4", "ddr5"),
    "240-pin DIMM": ("ddr2", "ddr3"),
    "262-pin SO-DIMM": ("ddr5",),
    "260-pin SO-DIMM": ("ddr4",),
    "204-pin SO-DIMM": ("ddr3",),
    "200-pin SO-DIMM": ("ddr2",),
}


def module_kind(record: Record) -> None:
    """State the kind of module and ECC from the name: the fields say `Unbuffered` and `Non-ECC` for nearly every kit.

    Fifty kits are named Registered and entered as unbuffered. Registered modules of DDR3 and later have ECC.
    """
    name, form = record.name, record.text("form_factor")
    if re.search(r"\bLR-?DIMM\b|load.reduced", name, re.IGNORECASE) or record.text("registered") == "Load Reduced":
        record.set("module_kind", "lrdimm")
        record.set("ecc", fact=True)
    elif re.search(r"\bR-?DIMM\b", name, re.IGNORECASE):
        record.set("module_kind", "rdimm")
        record.set("ecc", fact=True)
    elif re.search(r"\bregistered\b", name, re.IGNORECASE) or record.text("registered") == "Registered":
        record.set("module_kind", one_of(["rdimm", "lrdimm"]))  # sellers call both registered
        record.set("ecc", fact=True)
    else:
        if "SO-DIMM" in form:
            record.set("module_kind", "so-dimm")
        elif "DIMM" in form:
            record.set("module_kind", "udimm")
        if re.search(r"(?<!non-)(?<!non )\bECC\b", name, re.IGNORECASE) or record.text("ecc") == "ECC":
            record.set("ecc", fact=True)


def agreement(record: Record) -> None:
    """Drop what contradicts itself: modules that do not make up the kit, pins of another generation."""
    modules, size = record.facts.get("modules"), record.facts.get("module_gb")
    total = record.number("capacity")
    if modules and size and total and modules * size != total:
        record.drop("modules", "modules and capacity disagree")
        record.drop("module_gb", "modules and capacity disagree")
    generations = PINS.get(record.text("form_factor"))
    if generations and record.facts.get("type") not in (*generations, None):
        record.drop("type", "the module's pins belong to another generation")


RAM: Final = Table(
    "RAM",
    "memory",
    (
        Number("modules", "modules.quantity", 1, 16),
        Number("module_gb", "modules.capacity_gb", 1, 512),
        Number("speed_mts", "speed", 333, 12000),
        Word("type", "ram_type", "memory_types"),
        Number("height_mm", "height", LOWEST_DIMM_MM, 80),
        Number("voltage_v", "voltage", 1, 3),
    ),
    (module_kind, agreement),
)
