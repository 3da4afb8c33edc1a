"""Finds the chip of an imported graphics card in `catalog/chips`, by the name its source gives and by its memory."""

from __future__ import annotations

from collections.abc import Mapping

from rigcheck.catalog.chip_names import gpu_chip
from rigcheck.catalog.merge import exclude
from rigcheck.catalog.name_index import NameIndex
from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.sources.imported import ImportedPart
from rigcheck.catalog.tokens import folded_name, runs


def chip_of(card: ImportedPart, names: NameIndex, chips: Mapping[str, CatalogPart]) -> str | None:
    """Return the id of the one chip of that name whose memory does not contradict the card's, or None."""
    words = gpu_chip(" ".join(runs(folded_name(card.chip)))) if card.chip else None
    if words is None or not words.plain:  # a bare number may be another maker's: Radeon PRO W6600 is no RX 6600
        return None
    memory = card.facts.get("vram_gb")
    fitting = [
        row.id
        for row in names.chips(words.key)
        if memory is None or not exclude(chips[row.id].facts.get("vram_gb", memory), memory)
    ]
    return fitting[0] if len(fitting) == 1 else None
