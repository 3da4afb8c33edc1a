"""Fans, other PCIe cards and thermal paste of OpenDB."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.catalog.sources.opendb.record import Number, Record, Table, Truth, one_of

USB = re.compile(r"\bUSB\b|\bExternal\b|\bThunderbolt\b", re.IGNORECASE)
BUSES: Final = (
    (re.compile(r"\bPCIe\b|PCI Express"), "pcie"),
    (re.compile(r"\bM\.2\b"), "m2"),
    (re.compile(r"\bPCI\b"), "pci"),
)
"""What the name says of the bus; OpenDB has no field for it."""

LANES = re.compile(r"PCIe x(1|4|8|16)\b")
EXTERNAL_REASON: Final = "hangs on the outside of the PC"


def external(record: Record) -> str | None:
    """Return why an external product is set aside: it takes no slot, no power of the supply and no room."""
    return EXTERNAL_REASON if USB.search(record.name) else None


def bus(record: Record) -> None:
    """State the bus and the length of the edge connector where the name tells them."""
    word = next((word for pattern, word in BUSES if pattern.search(record.name)), None)
    if word:
        record.set("bus", word)
    if lanes := LANES.search(record.name):
        record.set("mechanical_lanes", int(lanes[1]))


def capture_bus(record: Record) -> None:
    """Leave the bus between a slot and a cable: half of the capture devices are boxes whose name does not say so."""
    bus(record)
    if "bus" not in record.facts:
        record.set("bus", one_of(["pcie", "usb"]))


def paste(record: Record) -> None:
    """State the role, which the folder tells."""
    record.set("role", "thermal-paste")


TABLES: Final = (
    Table(
        "CaseFan",
        "fan",
        (
            # Frames of two or three fans are entered with the length of the frame.
            Number("size_mm", "size", 30, 230),
            Number("in_pack", "quantity", 1, 12),
            Truth("pwm", "pwm", "stated"),
        ),
    ),
    Table("NetworkCard", "card", conclusions=(bus,), set_aside=external),
    Table("SoundCard", "card", conclusions=(bus,), set_aside=external),
    Table("CaptureCard", "card", conclusions=(capture_bus,), set_aside=external),
    Table("ThermalCompound", "accessory", conclusions=(paste,)),
)
