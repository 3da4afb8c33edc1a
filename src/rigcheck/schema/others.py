"""Facts of the small kinds: fans, other PCIe cards and accessories."""

from __future__ import annotations

from rigcheck.schema.types import Number, Strict, Truth
from rigcheck.schema.words import AccessoryRole, CardBus


class Fan(Strict):
    """A case fan, or a pack of them."""

    size_mm: Number = None
    in_pack: Number = None
    power_w: Number = None
    pwm: Truth = None


class Card(Strict):
    """Any PCIe card that is not a GPU: network, sound, capture, storage."""

    bus: CardBus = None
    mechanical_lanes: Number = None
    pcie_lanes: Number = None
    pcie_generation: Number = None
    thickness_slots: Number = None
    brackets: Number = None
    length_mm: Number = None
    power_w: Number = None
    sata_ports: Number = None
    sas_ports: Number = None
    m2_slots: Number = None


class Accessory(Strict):
    """Thermal paste, a riser, an adapter, a cable, a bridge, a PSU starter, a controller."""

    role: AccessoryRole = None
    bridge_slots: Number = None
    """Of an NVLink or SLI bridge: the slot places from one card to the next, as its maker counts them (2, 3 or 4)."""
    splits_into: Number = None
    """Of a riser: the slots that it makes of one; 1 for a plain cable."""
    power_w: Number = None
