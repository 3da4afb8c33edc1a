"""How far the words of a list agree with the names of a catalogued part: not at all, as the same model, or as less.

Every word of the list that names a model must be in the catalog's name, and nothing that one states may contradict the
other. What the catalog's name has more decides the rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Final

from rigcheck.catalog.chip_names import PARTNER_FAMILIES
from rigcheck.catalog.cpu_names import same_cpu
from rigcheck.catalog.name_index import NameRow
from rigcheck.catalog.name_reading import Reading, read_name, tells_models_apart
from rigcheck.catalog.name_words import BOARDS_WITH_EITHER_MEMORY, DESCRIPTIONS, MAKERS_OF_CHIPS, SOFT
from rigcheck.catalog.tokens import SHORTEST_PART_NUMBER, runs, spoken
from rigcheck.schema.kinds import Kind

_NONE: Final[frozenset[str]] = frozenset()


class Rank(IntEnum):
    """What kind of agreement it is; less is better."""

    SAME = 0
    SAME_BUT_SOFT = 1
    """The same up to words that come and go between lists."""
    LESS_SAID = 2
    """The list leaves words unsaid that only some products of the name have."""
    NUMBERS_UNSAID = 3
    """The list leaves out a number that tells products of one name apart: a capacity, a wattage, a memory speed."""
    WIFI_UNSAID = 4
    """The list leaves out the `WIFI` of a board; whether there is one without it is open."""
    OTHER_MODEL = 5


@dataclass(frozen=True, slots=True, order=True)
class Agreement:
    """How far one name agrees with the list's words; less is better."""

    foreign_brands: int
    """Brands the list names and this name does not: a card with the fans of somebody else."""
    rank: Rank
    missing_asides: int
    """Words in remarks of the list that this name lacks."""
    unsaid: int
    other_edition: bool
    """The list says a year or a colour, and this name does not say the same."""
    less_exact: bool = False
    """This name says more than the list (a brand, a colour, a remark), or only a part number says the same."""
    other_year: bool = False
    """Only one of the two says a year."""


def agreement(said: Reading, row: NameRow) -> Agreement | None:
    """Return how far the best of a part's names agrees with what was said, or None when it cannot be meant."""
    named = [read_name(row.kind, name) for name in _own_names(row)]
    if _other_facts(said, named[0]) or _other_brand(said, named):
        return None
    numbers = len(spoken(row.part_numbers))  # what a seller files under a model's name may be a part for it
    sure = [_compared(said, known) for known in named[: len(named) - numbers]]
    less = [_compared(said, known) for known in named[len(named) - numbers :]]
    return min((*filter(None, sure), *(replace(each, less_exact=True) for each in less if each)), default=None)


def same_product_possible(said: Reading, row: NameRow) -> bool:
    """Return whether what was said contradicts neither the facts in the part's name nor its brand."""
    named = [read_name(row.kind, name) for name in _own_names(row)]
    return not _other_facts(said, named[0]) and not _other_brand(said, named)


def names_something(said: Reading) -> bool:
    """Return whether there is a word to go by; with the chip alone, a maker sells a dozen cards."""
    if said.kind == "cpu" and said.cpu:
        return True
    branded = bool(said.brands - MAKERS_OF_CHIPS)
    if said.kind == "gpu" and said.chip and branded:
        # `EVGA RTX 2070 Black` has its colour for a name, and workstation cards have no other name than the chip's.
        return bool(said.words or said.colours) or said.chip.split()[0] not in PARTNER_FAMILIES
    return any(len(word) > 1 or branded for word in said.firm_words)


def chipset_words(board: Reading) -> frozenset[str]:
    """Return the words that name a board's chipset: series that have only one chipset leave them out."""
    return frozenset(runs(board.facts.get("chipset", "")))


def _own_names(row: NameRow) -> Sequence[str]:
    name = row.name
    if row.kind == "gpu":  # names of graphics cards often carry the part number, which no list repeats
        for number in row.part_numbers:
            name = name.replace(number, " ") if len(number) >= SHORTEST_PART_NUMBER else name
    return [name, *row.aliases, *spoken(row.part_numbers)]


def _compared(said: Reading, known: Reading) -> Agreement | None:
    foreign = len(said.brands - known.brands - MAKERS_OF_CHIPS)
    other_edition = _says_other_edition(said, known)
    if any(known.marks[key] != said.marks[key] for key in said.marks.keys() & known.marks.keys() - {"tray"}):
        return None
    if said.kind == "cpu" and (said.cpu or known.cpu):
        if not (said.cpu and known.cpu and same_cpu(said.cpu, known.cpu)):
            return None
        # The tray version differs from the boxed one by its cooler; a list that means it says so.
        tray = said.marks["tray"] != known.marks["tray"]
        same = Rank.SAME_BUT_SOFT if tray else Rank.SAME
        return Agreement(0, same, len(said.asides - known.words), 0, other_edition, _says_more(said, known))
    if said.chip != known.chip or not names_something(said) or (said.words and not said.words & known.words):
        return None
    unsaid, unknown = _differing_words(said, known)
    missing = len(unknown & said.asides)
    rank = _rank(said, known, unsaid, unknown - said.asides)
    other_year = "year" in known.marks.keys() ^ said.marks.keys()
    if rank is None:
        return None
    says_more = rank < Rank.LESS_SAID and _says_more(said, known)
    return Agreement(foreign, rank, missing, len(unsaid), other_edition, says_more, other_year)


def _rank(said: Reading, known: Reading, unsaid: frozenset[str], unknown: frozenset[str]) -> Rank | None:
    soft = SOFT.get(said.kind, frozenset())
    more = unsaid - soft
    if unknown - soft or (unknown and more) or (more and not said.firm_words):
        return None
    if more and said.brands and not known.brands:
        return None  # the words it has more may be another brand, one that we do not know
    if _leaves_numbers_unsaid(said, known):
        return None if more else Rank.NUMBERS_UNSAID
    if not more:
        return Rank.SAME_BUT_SOFT if unsaid or unknown else Rank.SAME
    if said.kind == "motherboard" and more == {"wifi"}:
        return Rank.WIFI_UNSAID
    return Rank.OTHER_MODEL if any(map(tells_models_apart, more)) else Rank.LESS_SAID


_TELLING_NUMBERS: Final[dict[Kind, frozenset[str]]] = {
    "memory": frozenset({"modules", "module_gb", "speed_mts"}),
    "storage": frozenset({"capacity_gb"}),
    "psu": frozenset({"watts"}),
}


def _leaves_numbers_unsaid(said: Reading, known: Reading) -> bool:
    telling = _TELLING_NUMBERS.get(said.kind, frozenset())
    stated = {key for key, value in said.facts.items() if not isinstance(value, Mapping)} | said.marks.keys()
    return bool(telling & (known.facts.keys() | known.marks.keys()) - stated)


def _differing_words(said: Reading, known: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that only the catalog's name has, and those that only the list has."""
    unsaid, unknown = known.words - said.words - known.asides, said.words - known.words
    unsaid, unknown = _without_slips(unsaid, unknown, known)
    unsaid, unknown = unsaid | _unsaid_facts(said, known), unknown | (_other_versions(said) - _other_versions(known))
    return unsaid - _told_otherwise(said, known), unknown - _told_otherwise(known, said)


def _without_slips(
    unsaid: frozenset[str], unknown: frozenset[str], known: Reading
) -> tuple[frozenset[str], frozenset[str]]:
    """Pair words that differ by a slip of the keyboard; never words of models, where one letter is another product."""
    brands = {word for brand in known.brands for word in brand.split("-")}
    for word in unknown:
        near = [other for other in unsaid | brands if _is_slip(word, other)]
        if len(near) == 1:
            unsaid, unknown = unsaid - set(near), unknown - {word}
    return unsaid, unknown


def _is_slip(word: str, other: str) -> bool:
    if min(len(word), len(other)) < 4 or tells_models_apart(word) or tells_models_apart(other):
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - most lists have no slip and need not wait for it

    return OSA.distance(word, other, score_cutoff=1) == 1


def _unsaid_facts(said: Reading, known: Reading) -> frozenset[str]:
    """Return facts in the catalog's name that make another product if the list is silent on them."""
    unsaid = _other_versions(known) - _other_versions(said)
    if known.facts.get("memory_type") == "ddr4" and _silent_on_memory(said):
        unsaid |= {"ddr4"}
    return unsaid


def _other_versions(name: Reading) -> frozenset[str]:
    """Return what a name says that the ordinary version of the product goes without: registered, with a supply."""
    versions = {str(name.facts["module_kind"])} - {"udimm"} if "module_kind" in name.facts else set()
    return frozenset(versions | ({"supply"} if name.facts.get("psu_in_box_w") else set()))


def _told_otherwise(by: Reading, of: Reading) -> frozenset[str]:
    """Return words of one name that the other need not repeat, because it says them in its own way or leaves them out.

    A board's chipset goes unsaid where the series tells it; the M of a Corsair supply means `modular`, and the 850 of
    a `STRIX 850G` the watts that the other states.
    """
    if by.kind == "motherboard" and "chipset" not in by.facts:
        return chipset_words(of)
    modular = by.facts.get("modular") in {"semi", "full"} and "corsair" in by.brands
    watts = {str(by.marks["watts"])} if by.kind == "psu" and "watts" in by.marks else set()
    return frozenset(watts | ({"m"} if modular else set()))


def _says_other_edition(said: Reading, known: Reading) -> bool:
    other_year = "year" in said.marks and said.marks["year"] != known.marks.get("year")
    other_year |= "atx_version" in said.facts.keys() - known.facts.keys()
    return other_year or (bool(said.colours) and said.colours != known.colours)


def _says_more(said: Reading, known: Reading) -> bool:
    """Return whether the catalog's name has a brand, a colour, a remark or a standard that went unsaid.

    Each may make it another product than the one of just the list's words: `X570 Taichi Razer Edition`, `(CEC)`.
    """
    if said.kind in {"memory", "fan"}:
        return False  # numbers tell these apart, and all their names have some that a list leaves out
    brands = known.brands - said.brands - MAKERS_OF_CHIPS if said.brands else _NONE
    colours = _NONE if said.colours else known.colours - DESCRIPTIONS[said.kind]
    standard = "atx_version" in known.facts.keys() - said.facts.keys()
    return bool(brands or colours or known.asides - said.words) or standard


def _other_brand(said: Reading, named: Sequence[Reading]) -> bool:
    known = frozenset(brand for each in named for brand in each.brands)
    brands = said.brands
    if said.kind == "cpu":
        brands &= MAKERS_OF_CHIPS  # `Ryzen 7 7800X3D + Thermalright frame`
    elif brands <= MAKERS_OF_CHIPS and said.kind in {"gpu", "motherboard"}:
        return False  # `NVIDIA RTX 3090` may be anybody's
    return bool(brands and known) and not brands & known


_LOOSE_BOARDS: Final = frozenset({"eatx", "ssi-ceb", "ssi-eeb", "xl-atx", "atx", "other"})
"""Form factors that sellers use for the same board."""


def _other_facts(said: Reading, known: Reading) -> bool:
    """Return whether the two names state something that cannot be true of one product."""
    if _silent_on_memory(known) and said.facts.get("memory_type") == "ddr4":
        return True
    return any(not same_fact(key, said.facts[key], known.facts[key]) for key in said.facts.keys() & known.facts.keys())


def _silent_on_memory(board: Reading) -> bool:
    """Return whether a board's name leaves out the memory type although the chipset allows two."""
    return board.facts.get("chipset") in BOARDS_WITH_EITHER_MEMORY and "memory_type" not in board.facts


def same_fact(key: str, said: Any, known: Any) -> bool:
    """Return whether two values of a fact can be those of one product; bounds are not compared here."""
    if isinstance(said, Mapping) or isinstance(known, Mapping):
        return True
    if key == "capacity_gb" and min(said, known) >= 1000:
        return bool(abs(said - known) * 40 <= said)  # 1024 GB are sold and spoken of as 1 TB
    if key == "form_factor" and {said, known} <= _LOOSE_BOARDS:
        return True
    return bool(said == known)
