"""The kinds of part; the closed list that code, data and output share."""

from __future__ import annotations

from typing import Final, Literal, get_args

Kind = Literal[
    "cpu",
    "motherboard",
    "memory",
    "gpu",
    "storage",
    "psu",
    "case",
    "cooler",
    "fan",
    "card",
    "accessory",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""All kinds, in the order in which reports list them. `card` is any other PCIe card; `accessory` is thermal paste, a
riser, an adapter, a cable, a bridge or a PSU starter."""
