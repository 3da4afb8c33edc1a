"""Facts of a processor."""

from __future__ import annotations

from rigcheck.schema.types import Number, Strict, Truth
from rigcheck.schema.words import CpuFamily, MemoryTypes, ModuleKinds, Socket


class Cpu(Strict):
    """A processor. Memory limits are those of the processor alone; the board has its own."""

    socket: Socket = None
    family: CpuFamily = None
    """The generation by its maker's code name: what a board's firmware must know."""
    cores: Number = None
    threads: Number = None
    tdp_w: Number = None
    sustained_w: Number = None
    """The highest power held for minutes at stock settings: AMD's PPT, Intel's PL2 (maximum turbo power)."""
    unlocked: Truth = None
    """Whether boards lift its power limits unless told otherwise: Intel's K and X processors; false for all others."""
    pcie_lanes: Number = None
    """Lanes for slots and M.2, without those to the chipset."""
    graphics_lanes: Number = None
    """The most of them that one slot gets, where that is less than they would make: 8 on AMD's Phoenix."""
    pcie_generation: Number = None
    memory_types: MemoryTypes = None
    memory_channels: Number = None
    memory_speed_mts: Number = None
    """The highest speed its maker specifies, with one module in each channel."""
    max_memory_gb: Number = None
    memory_kinds: ModuleKinds = None
    ecc: Truth = None
    integrated_graphics: Truth = None
    cooler_in_box: Truth = None
    max_sockets: Number = None
    """How many of them can share a board."""
