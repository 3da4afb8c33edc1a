"""Facts of a CPU cooler."""

from __future__ import annotations

from rigcheck.schema.types import Number, Strict, Truth
from rigcheck.schema.words import Sockets


class Cooler(Strict):
    """A CPU cooler."""

    sockets: Sockets = None
    liquid: Truth = None
    height_mm: Number = None
    """Above the processor; of a liquid cooler the block's height matters to nobody and stays missing."""
    radiator_mm: Number = None
    """The size the radiator is sold under (240, 280, 360, …); 0 for an air cooler."""
    rated_w: Number = None
    paste_in_box: Truth = None
    fans: Number = None
    power_w: Number = None
