"""Facts of a power supply."""

from __future__ import annotations

from rigcheck.schema.types import Number, Several, Strict, Truth, Word
from rigcheck.schema.words import AtxVersion, Efficiency, Modular, Plug, PsuFormFactor


class PsuPlugs(Strict):
    """Plugs on its cables, all cables of the box connected; `pcie_8pin` counts 6+2 plugs."""

    atx_24pin: Number = None
    eps_8pin: Number = None
    pcie_6pin: Number = None
    """Plugs with six pins only."""
    pcie_8pin: Number = None
    pcie_16pin: Number = None
    sata: Number = None
    molex: Number = None


class Cable(Strict):
    """Cables of one sort: where they start and the plugs each of them ends in."""

    socket: Word = None
    """The unit's socket they start at, as its maker labels it; absent for a fixed cable."""
    count: Number = None
    plug: Plug = None
    plugs: Number = None
    """Plugs on each cable."""


class Psu(Strict):
    """A power supply."""

    rated_w: Number = None
    form_factor: PsuFormFactor = None
    length_mm: Number = None
    efficiency: Efficiency = None
    cybenetics: Efficiency = None
    atx_version: AtxVersion = None
    modular: Modular = None
    fanless: Truth = None
    plugs: PsuPlugs | None = None
    pcie_16pin_w: Number = None
    """What its 16-pin cable is marked for: 150, 300, 450 or 600."""
    cpu_pcie_sockets: Number = None
    """Sockets on the unit that take a CPU or a PCIe cable."""
    cables: Several[Cable] = None
    rail_12v_w: Number = None
    full_power_min_v: Number = None
    """The input voltage from which it delivers its rating."""
    trip_ratio: Number = None
    """The share of its rating at which its protection was measured to trip."""
