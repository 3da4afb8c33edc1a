"""CPU coolers of OpenDB."""

from __future__ import annotations

from typing import Final

from rigcheck.catalog.sources.opendb.record import Number, Record, Table, Truth, WordList

RADIATORS_MM: Final = frozenset({80, 92, 120, 140, 160, 180, 240, 280, 360, 420, 480, 560})


def radiator(record: Record) -> None:
    """State the radiator's size; none for an air cooler. The height of a liquid cooler's block matters to nobody."""
    size = record.number("radiator_size")
    if record.facts.get("liquid") is False:
        record.set("radiator_mm", 0)
    elif record.facts.get("liquid"):
        record.facts.pop("height_mm", None)
        if size in RADIATORS_MM:
            record.set("radiator_mm", size)
        elif size:
            record.drop("radiator_mm", "no size that radiators are sold in")


CPU_COOLER: Final = Table(
    "CPUCooler",
    "cooler",
    (
        # The lists were filled when the cooler came out and lack the sockets that its maker added later.
        WordList("sockets", "cpu_sockets", "sockets", complete=False),
        Truth("liquid", "water_cooled", "stated"),
        Number("height_mm", "height", 15, 200),
        Number("fans", "fan_quantity", 1, 4),
    ),
    (radiator,),
)
