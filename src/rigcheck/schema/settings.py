"""Settings of a part: what the builder decides about it, told by the list and never by the catalog."""

from __future__ import annotations

from typing import Final

from rigcheck.schema.shapes import FactType, NumberType, TruthType, WordType

PART_SETTINGS: Final[dict[str, FactType]] = {
    "power_limit_w": NumberType("W"),  # a lasting software limit, such as `nvidia-smi -pl`
    "clock_locked": TruthType(),  # locked clocks stop spikes, a power limit does not
    "riser": TruthType(),  # the card hangs on a riser and not in the slot itself
    "feeds": WordType(),  # of a supply: the parts it feeds
}

POWER_LIMITS_W: Final = range(10, 1001)
"""Power limits that a part can have: what plausibility believes of a board power, in watts."""
