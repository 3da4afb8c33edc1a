"""A product's name taken apart: what it states, whose it is, which chip or processor, and the words left to name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rigcheck.catalog.chip_names import gpu_chip
from rigcheck.catalog.cpu_names import CpuWords, cpu_model
from rigcheck.catalog.described import describe
from rigcheck.catalog.name_words import (
    BRAND,
    BRANDS,
    COLOURS,
    DESCRIPTIONS,
    MAKERS_OF_CHIPS,
    MARKS,
    NOISE,
    SERIES_BRANDS,
    SOFT,
    SYNONYMS,
)
from rigcheck.catalog.tokens import folded_name, runs
from rigcheck.schema.kinds import Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """One name as matching compares it."""

    kind: Kind
    squeezed: str
    facts: Mapping[str, Any]
    marks: Mapping[str, Any]
    brands: frozenset[str]
    colours: frozenset[str]
    chip: str | None
    """The key of the GPU chip, see `chip_names`."""
    chip_is_plain: bool
    cpu: CpuWords | None
    words: frozenset[str]
    """What is left to tell this product from others of its maker."""

    @property
    def firm_words(self) -> frozenset[str]:
        """The words without those that come and go between lists."""
        return self.words - SOFT.get(self.kind, _NONE)


_NONE: Final[frozenset[str]] = frozenset()


@lru_cache(maxsize=4096)
def read_name(kind: Kind, name: str) -> Reading:
    """Take a name apart as that of a part of this kind."""
    folded = folded_name(name)
    described = describe(kind, folded)
    spellings = BRAND.findall(described.rest)
    unbranded = BRAND.sub(lambda match: f" {match[0]} " if match[0] in SERIES_BRANDS else " ", described.rest)
    spoken = " ".join(SYNONYMS.get(run, run) for run in runs(unbranded))
    chip = gpu_chip(spoken) if kind == "gpu" else None
    words = (chip.rest if chip else spoken).replace(";", " ").split()
    watts = str(described.facts.get("rated_w", ""))
    # Only a drive or a pump is told by its colour (`WD Red`); elsewhere two colours are one product to us.
    colours = _NONE if kind == "storage" else COLOURS
    dropped = NOISE | DESCRIPTIONS[kind] | colours | {watts}
    return Reading(
        kind,
        "".join(runs(folded)),
        described.facts,
        described.marks,
        _brands(spellings),
        frozenset(words) & colours,
        chip.key if chip else None,
        chip is not None and chip.plain,
        cpu_model(spoken) if kind == "cpu" else None,
        frozenset(words) - dropped,
    )


def _brands(spellings: list[str]) -> frozenset[str]:
    brands = {BRANDS[spelling] for spelling in spellings}
    return frozenset(brands - MAKERS_OF_CHIPS or brands)


def tells_models_apart(word: str) -> bool:
    """Return whether a name with this word is another model than the same name without it."""
    return word in MARKS or len(word) == 1 or word.isdigit()
