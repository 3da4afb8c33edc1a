"""A product's name taken apart: what it states, whose it is, which chip or processor, and the words left to name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rigcheck.catalog.chip_names import gpu_chip
from rigcheck.catalog.cpu_names import CpuWords, cpu_model
from rigcheck.catalog.described import Described, describe
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
from rigcheck.catalog.tokens import SUPPLY_SERIES, folded_name, runs
from rigcheck.pattern import lazy
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
    asides: frozenset[str]
    """Those of the words that stand only in remarks after the name: they may be missing in the other name."""

    @property
    def firm_words(self) -> frozenset[str]:
        """The words without asides and without those that come and go between lists."""
        return self.words - self.asides - SOFT.get(self.kind, _NONE)


_NONE: Final[frozenset[str]] = frozenset()
AGAIN: Final = "+"
"""Ends a word that is there a second time."""

_WITH = lazy(r"\bw/o?\b")
_REMARK = lazy(r"[\[\](){}|,]|\s[-_–]\s|\. |\b(?:with|for)\b")


@lru_cache(maxsize=4096)
def read_name(kind: Kind, name: str) -> Reading:
    """Take a name apart as that of a part of this kind."""
    folded = folded_name(name)
    described = describe(kind, folded)
    brands = _brands(BRAND.findall(described.rest))
    unbranded = BRAND.sub(lambda match: f" {match[0]} " if match[0] in SERIES_BRANDS else " ", described.rest)
    sections = [_spoken(section, kind) for section in _REMARK.split(unbranded)]
    chip = gpu_chip(" ; ".join(sections)) if kind == "gpu" else None
    if chip:
        sections = chip.rest.split(" ; ")
    # Only a drive is told by its colour (`WD Red`); elsewhere two colours are one product to us.
    colours = _NONE if kind == "storage" else COLOURS
    dropped = NOISE | DESCRIPTIONS[kind] | colours | _told(described, brands)
    words, asides = _words_and_asides(sections, dropped, chip.section if chip else -1)
    return Reading(
        kind,
        "".join(runs(folded)),
        described.facts,
        described.marks,
        brands,
        frozenset(" ".join(sections).split()) & colours,
        chip.key if chip else None,
        chip is not None and chip.plain,
        cpu_model(" ; ".join(sections)) if kind == "cpu" else None,
        words,
        asides,
    )


def _spoken(section: str, kind: Kind) -> str:
    words = [run for word in _WITH.sub(" ", section).split() for run in _told_apart(runs(word))]
    spoken = " ".join(SYNONYMS.get(word, word) for word in words)
    return SUPPLY_SERIES.sub(r"\1 \2", spoken) if kind == "psu" else spoken


def _told_apart(word: list[str]) -> list[str]:
    """Mark letters that come a second time in one word, or `B550M-B` would have no more of them than `B550M`."""
    return [run + AGAIN if run.isalpha() and run in word[:place] else run for place, run in enumerate(word)]


def _told(described: Described, brands: frozenset[str]) -> set[str]:
    """Return words that only repeat what is stated: the 850 and, of Corsair, the M of a modular `CX850M`."""
    told = {str(described.marks["watts"])} if "watts" in described.marks else set()
    modular = described.facts.get("modular") in {"semi", "full"} and "corsair" in brands
    return told | ({"m"} if modular else set())


def _words_and_asides(
    sections: list[str], dropped: frozenset[str] | set[str], chip_section: int
) -> tuple[frozenset[str], frozenset[str]]:
    """Return all words, and those of them that only remarks have. Remarks begin once something has been named."""
    words: set[str] = set()
    asides: set[str] = set()
    named = False
    for place, section in enumerate(sections):
        found = set(section.split()) - dropped
        if not named:
            words |= found
            named = any(len(word) > 1 for word in found) or place == chip_section
        elif all(map(tells_models_apart, found)):  # such a remark names the model after all: `(WI-FI)`
            words |= found & MARKS
            asides |= found - MARKS
        else:
            asides |= found
    return frozenset(words | asides), frozenset(asides - words)


def _brands(spellings: list[str]) -> frozenset[str]:
    brands = {BRANDS[spelling] for spelling in spellings}
    return frozenset(brands - MAKERS_OF_CHIPS or brands)


def tells_models_apart(word: str) -> bool:
    """Return whether a name with this word is another model than the same name without it."""
    return word in MARKS or len(word) < 3 or word.isdigit()
