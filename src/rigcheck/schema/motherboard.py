"""Facts of a board: sockets, memory, slots and what shares lanes with what."""

from __future__ import annotations

from rigcheck.schema.types import Number, Several, Strict, Truth, Word
from rigcheck.schema.words import (
    BoardFormFactor,
    Chipset,
    CpuFamilies,
    CpuFamily,
    DriveInterface,
    DriveInterfaces,
    M2Key,
    M2Sizes,
    MemoryType,
    ModuleKinds,
    Names,
    Socket,
    Support,
    WiredTo,
)


class Slot(Strict):
    """One expansion slot. Position 1 is the place nearest the CPU, one place every 20.32 mm."""

    name: Word = None
    """The name printed on the board or in its manual."""
    position: Number = None
    mechanical_lanes: Number = None
    """The length of the slot: 1, 4, 8 or 16."""
    electrical_lanes: Number = None
    """The lanes wired to it when nothing else takes them."""
    generation: Number = None
    wired_to: WiredTo = None
    open_ended: Truth = None
    needs_cpu: Number = None
    """2 where the slot works only with a second processor."""
    bifurcation: Names = None
    """The splits its firmware offers, such as `x8x8`."""


class LaneMode(Strict):
    """How many lanes the named slots get when these slots hold cards."""

    used: Names = None
    """The slots that hold a card; those of the table that are not named are empty."""
    lanes: Several[int] = None
    """The lanes of each of them, in the same order."""
    cpu_families: CpuFamilies = None
    """The processors for which it holds; absent, all of them."""
    cpu_lanes: Number = None
    """The processors' own lanes for which it holds, where the table depends on them (28 or 44)."""


class Sharing(Strict):
    """What is lost when something is used: a slot, an M.2 slot or a SATA port."""

    used: Names = None
    """The slots, M.2 slots or ports that take, by name, all of them together; what takes alone has its own entry."""
    used_as: DriveInterface = None
    """Set where it matters what kind of drive sits in them."""
    loses: Names = None
    """What gives, by name: slots, M.2 slots, or SATA ports as `SATA_5`."""
    lanes_left: Number = None
    """The lanes left to it; 0 where it is switched off."""
    cpu_families: CpuFamilies = None
    """The processors for which it holds; absent, all of them."""
    cpu_lanes: Number = None
    """The processors' own lanes for which it holds."""


class M2Slot(Strict):
    """One M.2 slot."""

    name: Word = None
    key: M2Key = None
    sizes: M2Sizes = None
    interfaces: DriveInterfaces = None
    generation: Number = None
    lanes: Number = None
    wired_to: WiredTo = None
    needs_cpu: Number = None


class MemorySpeed(Strict):
    """The highest official speed with this many modules."""

    modules: Number = None
    speed_mts: Number = None


class CpuSupport(Strict):
    """Whether a family of processors works, and from which firmware on."""

    family: CpuFamily = None
    support: Support = None
    bios: Word = None


class BoardPlugs(Strict):
    """Power plugs on the board; an `eps_8pin` socket takes the CPU's 12 V."""

    atx_24pin: Number = None
    eps_8pin: Number = None
    eps_4pin: Number = None
    pcie_6pin: Number = None
    pcie_8pin: Number = None
    molex: Number = None
    sata: Number = None


class BoardHeaders(Strict):
    """Internal headers."""

    fan: Number = None
    usb_2: Number = None
    usb_3: Number = None
    usb_c: Number = None
    argb: Number = None
    rgb: Number = None
    thunderbolt: Number = None


class Motherboard(Strict):
    """A motherboard."""

    socket: Socket = None
    sockets: Number = None
    chipset: Chipset = None
    form_factor: BoardFormFactor = None
    width_mm: Number = None
    """The short side, along the expansion slots' row of brackets to the front of the case."""
    depth_mm: Number = None
    """How far it reaches from the rear panel to the front: 244 mm for ATX, up to 330 mm for E-ATX."""
    memory_type: MemoryType = None
    memory_slots: Number = None
    memory_kinds: ModuleKinds = None
    memory_channels: Number = None
    max_memory_gb: Number = None
    max_module_gb: Number = None
    ecc: Truth = None
    """Whether error correction of ECC modules works."""
    memory_speed_mts: Number = None
    """The highest speed its maker lists, overclocked memory profiles included."""
    memory_speeds: Several[MemorySpeed] = None
    slots: Several[Slot] = None
    lane_modes: Several[LaneMode] = None
    sharing: Several[Sharing] = None
    m2_slots: Several[M2Slot] = None
    sata_ports: Number = None
    u2_ports: Number = None
    sas_ports: Number = None
    plugs: BoardPlugs | None = None
    headers: BoardHeaders | None = None
    bios_flashback: Truth = None
    cpu_support: Several[CpuSupport] = None
    """By family; what its chipset says holds where the board's own list is silent."""
    display_outputs: Number = None
    """Outputs that show the picture of a processor with graphics."""
    own_video: Truth = None
    """A picture without any other graphics, from a management controller."""
    above_4g_decoding: Truth = None
    power_w: Number = None
    """Of the board and its chipset, without processor, memory and cards."""
