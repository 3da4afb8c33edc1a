"""Facts of a graphics card."""

from __future__ import annotations

from typing import Annotated

from rigcheck.schema.types import Number, Several, Strict, Truth, Vocabulary, Word
from rigcheck.schema.words import GpuArchitecture, GpuCooling, GpuMaker, Plug


class GpuPlugs(Strict):
    """Power sockets on the card."""

    pcie_6pin: Number = None
    pcie_8pin: Number = None
    pcie_16pin: Number = None
    """12VHPWR or 12V-2x6; also the 12-pin of the first RTX 30 Founders Editions, fed by the adapter in their box."""
    eps_8pin: Number = None
    """CPU-type sockets of workstation and server cards; a PCIe plug does not fit them."""


class Adapter(Strict):
    """The adapter in the box: these plugs of the supply become one plug for the card."""

    to: Plug = None
    from_plug: Plug = None
    count: Number = None


class Gpu(Strict):
    """A graphics card as sold, or, in `catalog/chips`, what is true of every card with that chip."""

    chip: Annotated[Word, Vocabulary("chips")] = None
    """The id of its chip in `catalog/chips`; its bounds fill what the card's own file does not say."""
    maker: GpuMaker = None
    architecture: GpuArchitecture = None
    """The generation of its chip; how far it spikes above its board power goes by it (`standards/excursions`)."""
    vram_gb: Number = None
    vram_type: Word = None
    board_power_w: Number = None
    length_mm: Number = None
    height_mm: Number = None
    thickness_slots: Number = None
    """How many slot places the cooler covers; 2.5 covers three."""
    brackets: Number = None
    """How many of the case's slot covers it needs."""
    plugs: GpuPlugs | None = None
    adapter: Adapter | None = None
    adapter_in_box: Truth = None
    cooling: GpuCooling = None
    radiator_mm: Number = None
    pcie_lanes: Number = None
    """The lanes of its edge connector that are wired."""
    pcie_generation: Number = None
    mechanical_lanes: Number = None
    """The length of its edge connector."""
    display_outputs: Number = None
    cuda_cores: Number = None
    compute_capability: Number = None
    tensor_cores: Number = None
    gpus_on_card: Number = None
    nvlink: Truth = None
    nvlink_bridges: Number = None
    """How many bridges one card takes, all of them to the same second card."""
    nvlink_spacings: Several[int] = None
    """The slot distances that bridges for it exist in."""
    maker_psu_w: Number = None
    """The power supply its maker asks for."""
    maker_psu_cpu: Word = None
    """The processor of the machine that this figure is meant for."""
