"""Settings: what the builder decides about a part or the build, told by the list and never by the catalog."""

from __future__ import annotations

from typing import Final

from rigcheck.schema.shapes import FactType, NumberType, TruthType, WordType

PART_SETTINGS: Final[dict[str, FactType]] = {
    "power_limit_w": NumberType("W"),  # a lasting software limit, such as `nvidia-smi -pl`
    "clock_locked": TruthType(),  # locked clocks stop spikes, a power limit does not
    "riser": TruthType(),  # the card hangs on a riser and not in the slot itself
    "feeds": WordType(),  # of a supply: the parts it feeds
}

BUILD_NUMBERS: Final[dict[str, tuple[range, str]]] = {
    "min_lanes": (range(17), "PCIe lanes"),
    "data_gb": (range(1, 1_000_001), "gigabytes"),
    "gpus_wanted": (range(1, 21), "GPUs"),
}
"""Settings of the build that are whole numbers: what each can be, and what it counts."""

POWER_LIMITS_W: Final = range(10, 1001)
"""Power limits that a part can have: what plausibility believes of a board power, in watts."""
