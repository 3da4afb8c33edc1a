"""Cases of OpenDB. Their `dimensions` are not read: they are those of the outside."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.catalog.sources.opendb.record import Number, Record, Table, WordList

NO_SUPPLY: Final = frozenset({"None", "No", "Not Included"})


def form_factors(record: Record) -> None:
    """Leave the list of an ATX case open when it does not name E-ATX.

    Makers call boards from 257 to 330 mm E-ATX, and a case that holds some of them is mostly listed without the word.
    """
    words = record.facts.get("form_factors")
    if isinstance(words, list) and "atx" in words and "eatx" not in words:
        record.set("form_factors", {"at_least": words})


def psu_form_factors(record: Record) -> None:
    """Leave the list of a case for ATX supplies open: smaller ones fit by a bracket that no list names."""
    words = record.facts.get("psu_form_factors")
    if isinstance(words, list) and "atx" in words:
        record.set("psu_form_factors", {"at_least": words})


def psu_in_box(record: Record) -> None:
    """State the rating of the supply in the box, zero where OpenDB says that there is none."""
    text = record.text("power_supply")
    if text in NO_SUPPLY or record.at("power_supply_included") is False:
        record.set("psu_in_box_w", 0)
    elif watts := re.fullmatch(r"(\d{2,4}) ?W", text):
        record.set("psu_in_box_w", int(watts[1]))
    elif text:
        record.drop("psu_in_box_w", "not a rating in watts")


def bays(record: Record) -> None:
    """State the bays of both sizes; zero is believed only of records that somebody has verified by hand.

    Of a bay that takes either size OpenDB often counts only one: the Versa H22 stands there with none of 3.5 inches.
    """
    verified = bool(record.at("metadata.last_manually_spec_verified_at"))
    for key, path in (("bays_35", "internal_3_5_bays"), ("bays_25", "internal_2_5_bays")):
        count = record.number(path)
        if count is not None and (1 - verified) <= count <= 60:
            record.set(key, count)


def open_frame(record: Record) -> None:
    """State that it is an open frame; that it is none cannot be told, for some are entered as towers."""
    if "Test Bench" in record.text("form_factor"):
        record.set("open_frame", fact=True)


PC_CASE: Final = Table(
    "PCCase",
    "case",
    (
        WordList("form_factors", "supported_motherboard_form_factors", "board_form_factors", complete=True),
        Number("expansion_slots", "expansion_slots", 1, 14),
        Number("vertical_slots", "riser_expansion_slots", 1, 8),
        Number("max_gpu_length_mm", "max_video_card_length", 100, 700),
        Number("max_cooler_height_mm", "max_cpu_cooler_height", 25, 300),
        WordList("psu_form_factors", "supported_power_supply_form_factors", "psu_form_factors", complete=True),
        Number("max_psu_length_mm", "max_psu_length", 80, 400),
    ),
    (form_factors, psu_form_factors, psu_in_box, bays, open_frame),
)
