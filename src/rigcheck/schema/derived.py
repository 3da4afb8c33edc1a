"""Every derived fact: its name, type and unit, and who computes it.

Derived facts are quantities computed from a build by `placement` or `power`; they are never verdicts. A rule reads
them by name as it reads the facts of parts.
"""

from __future__ import annotations

from typing import Final

from rigcheck.schema.types import FactType, NumberType, RecordType, TruthType

POWER: Final = RecordType(
    "power",
    {
        "sustained_w": NumberType("W"),  # direct current, the worst load that lasts
        "next_gpu_w": NumberType("W"),  # the same with one more of the largest GPU
        "rated_w": NumberType("W"),  # the ratings of all supplies together
    },
)
PLACEMENT: Final = RecordType(
    "placement",
    {
        "unplaced_gpus": NumberType(),  # GPUs that no x16-length slot of the board is left for
        "gpu_slots": NumberType(),  # x16-length slots a GPU can use with these processors
        "case_slots_needed": NumberType(),  # case slots from the first to the last bracket in the best arrangement
        "next_gpu_case_slots_needed": NumberType(),  # the same with one more of the thickest GPU
        "unplaced_cards": NumberType(),  # other cards that no slot is left for
    },
)
BUILD: Final = RecordType(
    "build",
    {
        "final": TruthType(),  # the list says that it is complete
        "cpu_cores": NumberType(),
    },
)

PLACED: Final = RecordType("placed", {"lanes": NumberType()})
"""What placement adds to each card, read as `gpu.placed.lanes`."""

NAMESPACES: Final[dict[str, FactType]] = {"power": POWER, "placement": PLACEMENT, "build": BUILD}
