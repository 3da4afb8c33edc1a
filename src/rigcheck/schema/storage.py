"""Facts of a drive."""

from __future__ import annotations

from rigcheck.schema.types import Number, Strict, Truth
from rigcheck.schema.words import DriveFormFactor, DriveInterface, M2Key, M2Size


class Storage(Strict):
    """A drive."""

    form_factor: DriveFormFactor = None
    interface: DriveInterface = None
    capacity_gb: Number = None
    m2_size: M2Size = None
    m2_key: M2Key = None
    pcie_generation: Number = None
    pcie_lanes: Number = None
    spins: Truth = None
    """Whether it is a hard disk."""
    external: Truth = None
    power_w: Number = None
