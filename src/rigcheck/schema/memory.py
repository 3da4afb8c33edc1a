"""Facts of a memory kit."""

from __future__ import annotations

from rigcheck.schema.types import Number, Strict, Truth
from rigcheck.schema.words import MemoryType, ModuleKind


class Memory(Strict):
    """A kit of memory modules, as it is sold."""

    modules: Number = None
    module_gb: Number = None
    speed_mts: Number = None
    type: MemoryType = None
    module_kind: ModuleKind = None
    ecc: Truth = None
    height_mm: Number = None
    voltage_v: Number = None
    power_w: Number = None
    """Of the whole kit."""
