"""Graphics cards of OpenDB. `case_expansion_slot_width` is not read: it is unusable."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.catalog.sources.opendb.record import Number, Record, Table, Word, one_of

SLOT_W: Final = 75
"""What a slot can feed: a card above it that lists no plug has plugs that nobody entered (a fifth of them)."""

FEEDS_W: Final = {"pcie_6pin": 75, "pcie_8pin": 150, "pcie_16pin": 600}
MOST_OVERDRAWN: Final = (3, 4)
"""Plugs and slot together rate at least this share of the board power: the Radeon R9 295X2 takes 500 W from 375 W."""

COOLING: Final = {
    "1 Fan": ("open-air", "blower"),  # blowers are entered as one fan
    "2 Fans": ("open-air",),
    "3 Fans": ("open-air",),
    "4 Fans": ("open-air",),
    "Blower": ("blower",),
    "Passive": ("passive",),
    "Hybrid": ("liquid",),
    "Water Cooled": ("liquid", "block"),
}
MEMORY: Final = frozenset(
    {"DDR2", "DDR3", "DDR4", "DDR5", "GDDR3", "GDDR5", "GDDR5X", "GDDR6", "GDDR6X", "GDDR7", "HBM", "HBM2"}
)
INTERFACE = re.compile(r"PCIe (?:(?P<generation>\d)\.0 )?x(?P<lanes>\d+)")


def memory_type(record: Record) -> None:
    """State the sort of video memory when it is one that exists."""
    sort = record.text("memory_type")
    if sort in MEMORY:
        record.set("vram_type", sort)
    elif sort:
        record.drop("vram_type", "no sort of video memory")


def interface(record: Record) -> None:
    """State what the interface tells: `x16` is the connector's length and mostly a default, fewer lanes are wired ones.

    Cards with eight wired lanes are entered as `PCIe x16` (RTX 4060), `PCIe 4.0 x16` (RTX 3050) or `x8`.
    """
    found = INTERFACE.fullmatch(record.text("interface"))
    if not found:
        return
    lanes = int(found["lanes"])
    if found["generation"]:
        record.set("pcie_generation", int(found["generation"]))
    if lanes == 16:
        record.set("mechanical_lanes", 16)
    else:
        record.set("pcie_lanes", lanes)
        record.set("mechanical_lanes", {"at_least": lanes, "at_most": 16})


def plugs(record: Record) -> None:
    """State the plugs; no plug at all is believed of cards that a slot can feed."""
    connectors = "power_connectors."
    # 12VHPWR and 12V-2x6 are one socket under two names; some records count it under both.
    sixteen = max(record.count(connectors + "pcie_12VHPWR"), record.count(connectors + "pcie_12V_2x6"))
    counts = {
        "pcie_6pin": record.count(connectors + "pcie_6_pin"),
        "pcie_8pin": record.count(connectors + "pcie_8_pin"),
        "pcie_16pin": sixteen,
    }
    watts = record.facts.get("board_power_w")
    if not any(counts.values()):
        if watts is not None and watts <= SLOT_W:
            record.set("plugs", dict(counts))
        return
    fed = SLOT_W + sum(FEEDS_W[plug] * count for plug, count in counts.items())
    least, of = MOST_OVERDRAWN
    if watts is not None and fed * of < watts * least:
        record.drop("plugs", "too few for the board power")
    elif counts["pcie_8pin"] > 4 or counts["pcie_6pin"] > 4 or sixteen > 2:
        record.drop("plugs", "more than a card has")
    else:
        record.set("plugs", dict(counts))


def cooling(record: Record) -> None:
    """State how it is cooled, from the number of fans where OpenDB says no more."""
    text = record.text("cooling")
    if text in COOLING:
        record.set("cooling", one_of(COOLING[text]))


def display_outputs(record: Record) -> None:
    """State the number of outputs; none at all says that nobody entered them."""
    outputs = record.at("video_outputs")
    total = sum(record.count(f"video_outputs.{name}") for name in outputs) if isinstance(outputs, dict) else 0
    if total > 8:
        record.drop("display_outputs", "outside 1 to 8")
    elif total:
        record.set("display_outputs", total)


def cuda_cores(record: Record) -> None:
    """Leave the cores of other makers' cards out: they are counted in another way."""
    if record.facts.get("maker") != "nvidia":
        record.facts.pop("cuda_cores", None)


GPU: Final = Table(
    "GPU",
    "gpu",
    (
        Word("maker", "chipset_manufacturer", "gpu_makers"),
        Number("vram_gb", "memory", 1, 192),
        # Above 600 W stand the supplies that sellers recommend.
        Number("board_power_w", "tdp", 10, 600),
        Number("length_mm", "length", 100, 420),
        # Some give millimetres.
        Number("thickness_slots", "total_slot_width", 1, 5),
        Number("cuda_cores", "core_count", 16, 30000),
        Number("radiator_mm", "radiator_size", 80, 480),
    ),
    (memory_type, interface, plugs, cooling, display_outputs, cuda_cores),
)
