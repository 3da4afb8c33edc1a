"""Facts of a case."""

from __future__ import annotations

from rigcheck.schema.types import Number, Several, Strict, Truth
from rigcheck.schema.words import BoardFormFactors, PsuFormFactors, RadiatorPlace


class Radiator(Strict):
    """A place for a radiator."""

    place: RadiatorPlace = None
    sizes_mm: Several[int] = None
    """Radiator sizes that fit, one at a time: 120, 140, 240, 280, 360, 420, 480."""
    gpu_length_mm: Number = None
    """The longest GPU with a radiator in this place."""


class Case(Strict):
    """A case or an open frame."""

    form_factors: BoardFormFactors = None
    max_board_depth_mm: Number = None
    expansion_slots: Number = None
    vertical_slots: Number = None
    max_gpu_length_mm: Number = None
    max_gpu_thickness_mm: Number = None
    max_gpu_height_mm: Number = None
    overhang_mm: Number = None
    """Room below the last slot cover for a cooler thicker than its brackets."""
    max_cooler_height_mm: Number = None
    psu_form_factors: PsuFormFactors = None
    max_psu_length_mm: Number = None
    psu_in_box_w: Number = None
    """The rating of the supply it is sold with; 0 where it has none."""
    bays_35: Number = None
    bays_25: Number = None
    """Places for 2.5-inch drives, without those in 3.5-inch bays."""
    radiators: Several[Radiator] = None
    fans_in_box: Number = None
    open_frame: Truth = None
