"""Power supplies of OpenDB."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.catalog.sources.opendb.record import Number, Record, Table, Truth, Word, one_of

SMALL_W: Final = 450
"""Below this rating a supply without any PCIe plug is common; from it on, zero plugs means that nobody entered them."""

SIXTEEN_PIN = re.compile(r"ATX ?(v|12V )?3|PCI-?e ?(Gen ?)?5|12VHPWR|12V-?2x6", re.IGNORECASE)
"""Names of supplies that have a 16-pin plug, even where OpenDB counts none: MSI MPG A1000G PCIE5."""

PLUGS: Final = (
    ("atx_24pin", "connectors.atx_24_pin", 2),
    ("eps_8pin", "connectors.eps_8_pin", 6),
    ("pcie_8pin", "connectors.pcie_6_plus_2_pin", 24),
    ("pcie_16pin", "connectors.pcie_12vhpwr", 6),
    ("sata", "connectors.sata", 30),
    ("molex", "connectors.molex_4_pin", 20),
)
"""Our plug, where OpenDB counts it, and the most a supply can have."""


def plugs(record: Record) -> None:
    """State the counts; zero is a statement only where the plugs of CPU and cards were entered at all.

    Every supply has a main plug and one for the CPU, so zero of them says *not entered*. A quarter of the records has
    neither CPU nor PCIe plugs: there a zero says nothing about 16-pin plugs either.
    """
    entered = any(record.count(path) for plug, path, _ in PLUGS if plug in {"eps_8pin", "pcie_8pin", "pcie_16pin"})
    new = SIXTEEN_PIN.search(record.name)
    rated = record.facts.get("rated_w", SMALL_W)
    for plug, path, most in PLUGS:
        count = record.number(path)
        if count is None:
            continue
        if not 0 <= count <= most:
            record.drop(f"plugs.{plug}", f"outside 0 to {most}")
        elif count:
            record.set(f"plugs.{plug}", count)
        elif entered and ((plug == "pcie_16pin" and not new) or (plug == "pcie_8pin" and rated < SMALL_W)):
            record.set(f"plugs.{plug}", 0)


def sfx(record: Record) -> None:
    """Tell SFX-L from SFX by name or length: OpenDB calls both SFX. SFX is 100 mm deep, SFX-L 125 to 130 mm."""
    if record.facts.get("form_factor") != "sfx":
        return
    length = record.facts.get("length_mm")
    if re.search(r"\bSFX[- ]?L\b", record.name, re.IGNORECASE):
        record.set("form_factor", "sfx-l")
    elif length is None:
        record.set("form_factor", one_of(["sfx", "sfx-l"]))
    elif length > 110:
        record.set("form_factor", "sfx-l" if length <= 130 else one_of(["sfx-l", "atx"]))


def atx_version(record: Record) -> None:
    """State the ATX version where the name tells it; OpenDB has no field for it."""
    if found := re.search(r"\bATX ?(?:v|12V )?(3\.[01])\b", record.name):
        record.set("atx_version", found[1])


PSU: Final = Table(
    "PSU",
    "psu",
    (
        Number("rated_w", "wattage", 100, 4000),
        # A case can be named by its boards, a supply cannot: the twelve "Mini-ITX" ones are dropped.
        Word("form_factor", "form_factor", "psu_form_factors", {"ATX/EPS": "atx"}),
        Number("length_mm", "length", 80, 400),
        Word("efficiency", "efficiency_rating", "efficiency", {"80+ Standard": "white"}),
        Word(
            "cybenetics",
            "cybernetics_efficiency_rating",
            "efficiency",
            {"Cybenetics Gold": "gold", "Cybenetics Platinum": "platinum", "Cybenetics Titanium": "titanium"},
        ),
        Word("modular", "modular", "modular"),
        Truth("fanless", "fanless", "stated"),
    ),
    (plugs, sfx, atx_version),
)
