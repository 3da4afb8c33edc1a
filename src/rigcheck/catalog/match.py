"""Which part of the catalog the words of a list mean. Precision before recall: between tied candidates nobody chooses.

A candidate must have every word of the list that names a model, and must contradict nothing that the list states;
what it may have more is decided by `tells_models_apart`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, Literal

from rigcheck.catalog.cpu_names import same_cpu
from rigcheck.catalog.described import facts_in_words
from rigcheck.catalog.name_index import NameRow, Names
from rigcheck.catalog.name_reading import Reading, read_name, tells_models_apart
from rigcheck.catalog.name_words import BOARDS_WITH_EITHER_MEMORY, MAKERS_OF_CHIPS, MARKS, SOFT
from rigcheck.catalog.tokens import SHORTEST_PART_NUMBER, part_number_tokens, runs, spoken, squeezed
from rigcheck.schema.kinds import KINDS, Kind

How = Literal["exact", "alias", "name", "chip", "several", "inline", "none"]

MOST_CANDIDATES: Final = 60
"""More candidates than this say nothing that the words themselves do not."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a line was found to mean."""

    kind: Kind | None
    how: How
    part_id: str | None = None
    candidates: tuple[str, ...] = ()
    """The parts, or for `chip` the chips, that may be meant; with `part_id` just that one."""
    score: float = 0.0
    """How closely the names agree, 1 at most; for display and never for a decision between candidates."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the line itself states, as the `[facts]` table of a part file."""


@dataclass(frozen=True, slots=True, order=True)
class _Agreement:
    """How far a catalog name agrees with a list's words; less is better."""

    foreign_brands: int
    """Brands the list names and this name does not: a card with the fans of somebody else."""
    rank: int
    """0 the same, 1 up to soft words, 2 the list leaves words unsaid, 3 it leaves the `WIFI` of a board unsaid, 4 the
    catalog's is another model."""
    missing_asides: int
    unsaid: int
    other_edition: bool
    """The list says a year or a colour, and this name does not say the same."""


def match_entry(name: str, kind: Kind | None, names: Names) -> Match:
    """Return what the words mean. With no kind given, only an answer that one kind alone gives is taken."""
    if kind is not None:
        return _match_kind(name, kind, names)
    answers = [_match_kind(name, each, names) for each in KINDS]
    firm = [match for match in answers if match.how in {"exact", "alias", "name"} and match.score >= 0.9]
    chips = [match for match in answers if match.how == "chip" and _is_only_a_chip(name)]
    several = [match for match in answers if match.how == "several" and match.score >= 0.9]
    for group in (firm, chips, several):
        if len(group) == 1:
            return group[0]
        if group:
            break
    return Match(None, "none")


def _is_only_a_chip(name: str) -> bool:
    """Return whether nothing but a chip is named: a water block says which card it is made for."""
    reading = read_name("gpu", name)
    return reading.chip_is_plain and not reading.words


def _match_kind(name: str, kind: Kind, names: Names) -> Match:
    facts = facts_in_words(kind, name)
    answer = partial(Match, kind, facts=facts)
    if numbered := _by_part_number(name, kind, names):
        return answer("exact", numbered, (numbered,), 1.0)
    reading = read_name(kind, name)
    for rows in _searches(reading, names):
        if not (ranked := _ranked(reading, rows)):
            continue
        best, chosen = ranked
        if len(chosen) > MOST_CANDIDATES:
            break
        if len(chosen) == 1 and best.rank < 3:
            how = _how(reading, chosen[0]) if best.rank == 0 else "name"
            return answer(how, chosen[0].id, (chosen[0].id,), _SCORES[best.rank] if how == "name" else 1.0)
        return answer("several", None, tuple(sorted(row.id for row in chosen)), _SCORES[best.rank])
    if kind == "gpu" and reading.chip:
        return _by_chip(reading, names)
    return answer("none")


_SCORES: Final = (0.95, 0.9, 0.8, 0.75)


def _how(reading: Reading, row: NameRow) -> How:
    if squeezed(row.name) == reading.squeezed:
        return "exact"
    return "alias" if reading.squeezed in map(squeezed, row.aliases) else "name"


def _by_part_number(name: str, kind: Kind, names: Names) -> str | None:
    """Return the one part whose part number stands in the text, unless the text's other words name another model."""
    found = {row.id: row for token in part_number_tokens(name) for row in names.with_tokens(kind, [token])}
    if len(found) != 1:
        return None
    row = next(iter(found.values()))
    said, known = read_name(kind, name), read_name(kind, " ".join((row.name, *row.aliases, *row.part_numbers)))
    unknown = (said.firm_words - known.words) & MARKS
    return None if unknown or _contradict(said, read_name(kind, row.name)) else row.id


def _searches(reading: Reading, names: Names) -> Iterator[Sequence[NameRow]]:
    """Yield the rows that may be meant, from the strictest search to the loosest that can still be right."""
    keys = _key_tokens(reading)
    words = set() if reading.cpu else {word for word in reading.firm_words if len(word) > 1}
    if keys or words:
        yield names.with_tokens(reading.kind, keys | words)
    numbers = keys | {word for word in words if word.isdigit()}
    if numbers and words - numbers:
        yield names.with_tokens(reading.kind, numbers)
    for word in sorted(words - numbers):
        if rest := (keys | words) - {word}:
            yield names.with_tokens(reading.kind, rest)
    if not numbers and len(words) < 2 and (brand := _brand_tokens(reading)):
        yield names.with_tokens(reading.kind, brand)


def _key_tokens(reading: Reading) -> set[str]:
    """Return the number in the chip's or the processor's name: it stands in every name that can be meant."""
    key = reading.cpu.model if reading.cpu else reading.chip or ""
    digits = "".join(character if character.isdigit() else " " for character in key).split()
    return {digit for digit in digits if len(digit) > 2} or {word for word in key.split() if len(word) > 1}


def _brand_tokens(reading: Reading) -> set[str]:
    return {word for brand in reading.brands for word in brand.split("-")}


def _ranked(reading: Reading, rows: Iterable[NameRow]) -> tuple[_Agreement, list[NameRow]] | None:
    """Return the best agreement and the rows that have it; None when no row can be meant."""
    agreed: list[tuple[_Agreement, NameRow]] = []
    for row in rows:
        named = [read_name(row.kind, name) for name in _own_names(row)]
        agreements = [each for known in named if (each := _agreement(reading, known))]
        if agreements and not _contradict(reading, named[0]):
            agreed.append((min(agreements), row))
    if not agreed:
        return None
    fewest = min(agreement.foreign_brands for agreement, _ in agreed)
    agreed = [(agreement, row) for agreement, row in agreed if agreement.foreign_brands == fewest]
    best = min(agreement for agreement, _ in agreed)
    if best.rank > 3:
        return None
    if best.rank == 2:
        # A list that leaves words unsaid may mean any product that has more, whatever the words.
        fewest = min(agreement.missing_asides for agreement, _ in agreed)
        return best, [row for each, row in agreed if each.rank >= 2 and each.missing_asides == fewest]
    return best, [row for agreement, row in agreed if agreement.rank == best.rank and agreement <= best]


def _own_names(row: NameRow) -> list[str]:
    """Return the names of a row; those of graphics cards often carry the part number, which no list repeats."""
    name = row.name
    if row.kind == "gpu":
        for number in row.part_numbers:
            name = name.replace(number, " ") if len(number) >= SHORTEST_PART_NUMBER else name
    return [name, *row.aliases, *spoken(row.part_numbers)]


def _agreement(said: Reading, known: Reading) -> _Agreement | None:
    """Return how far the catalog's name covers what was said, or None when something said is not in it."""
    if said.kind == "cpu" and (said.cpu or known.cpu):
        same = said.cpu and known.cpu and same_cpu(said.cpu, known.cpu)
        # The tray version differs from the boxed one by its cooler; a list that means it says so.
        tray = said.marks["tray"] != known.marks["tray"]
        return _Agreement(0, 1 if tray else 0, 0, 0, other_edition=False) if same else None
    if said.kind == "gpu" and (said.chip != known.chip or not (said.firm_words or said.brands - MAKERS_OF_CHIPS)):
        return None
    if not (said.firm_words or said.chip):
        return None
    soft = SOFT.get(said.kind, frozenset())
    unknown = _without_brand_slips(said.words - known.words, known)
    unsaid, unknown = _without_misspellings(known.words - said.words - known.asides, unknown)
    missing = len(unknown & said.asides)
    unknown -= said.asides
    unsaid |= _unsaid_facts(said, known)
    unsaid, unknown = unsaid - _told_by_other(said, known), unknown - _told_by_other(known, said)
    if said.brands and not known.brands and unsaid - soft:
        return None  # the words it has more may be another brand, one that we do not know
    if unknown - soft or (unknown and unsaid - soft):
        return None
    if said.kind == "gpu" and not said.firm_words and not said.colours:
        rank = 2  # `EVGA RTX 3090` may be any card of theirs
    elif not unsaid and not unknown:
        rank = 0
    elif not unsaid - soft:
        rank = 1
    elif said.kind == "motherboard" and unsaid - soft == {"wifi"}:
        rank = 3
    else:
        rank = 4 if any(tells_models_apart(word) for word in unsaid - soft) else 2
    return _Agreement(
        len(said.brands - known.brands - MAKERS_OF_CHIPS),
        rank,
        missing,
        len(unsaid) if rank else 0,
        _other_edition(said, known),
    )


def _unsaid_facts(said: Reading, known: Reading) -> set[str]:
    """Return facts in the catalog's name that make another product if the list is silent on them."""
    unsaid: set[str] = set()
    if known.facts.get("memory_type") == "ddr4" and _silent_on_memory(said):
        unsaid.add("ddr4")
    if known.kind == "memory" and "module_kind" in known.facts.keys() - said.facts.keys():
        unsaid.add(known.facts["module_kind"])
    if "psu_in_box_w" in known.facts.keys() - said.facts.keys():
        unsaid.add("supply")
    return unsaid - {"udimm"}


def _told_by_other(by: Reading, of: Reading) -> frozenset[str]:
    """Return words that the other name need not repeat, because this one says them in its own way or leaves them out.

    A board's chipset goes unsaid where the series tells it; the M of a Corsair supply means `modular`.
    """
    if by.kind == "motherboard" and "chipset" not in by.facts and "chipset" in of.facts:
        return frozenset(runs(of.facts["chipset"]))
    return frozenset({"m"} if by.kind == "psu" and by.facts.get("modular") in {"semi", "full"} else ())


def _other_edition(said: Reading, known: Reading) -> bool:
    other_year = "year" in said.marks and said.marks["year"] != known.marks.get("year")
    return other_year or (bool(said.colours) and said.colours != known.colours)


def _without_misspellings(unsaid: frozenset[str], unknown: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Pair words that differ by a slip of the keyboard; never words of models, where one letter is another product."""
    for word in unknown:
        near = [other for other in unsaid if _is_slip(word, other)]
        if len(near) == 1:
            unsaid, unknown = unsaid - set(near), unknown - {word}
    return unsaid, unknown


def _without_brand_slips(unknown: frozenset[str], known: Reading) -> frozenset[str]:
    brands = {word for brand in known.brands for word in brand.split("-")}
    return frozenset(word for word in unknown if not any(_is_slip(word, brand) for brand in brands))


def _is_slip(word: str, other: str) -> bool:
    if min(len(word), len(other)) < 4 or tells_models_apart(word) or tells_models_apart(other):
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - most lists have no slip and need not wait for it

    return OSA.distance(word, other, score_cutoff=1) == 1


_LOOSE_BOARDS: Final = frozenset({"eatx", "ssi-ceb", "ssi-eeb", "xl-atx", "atx", "other"})
"""Form factors that sellers use for the same board."""


def _contradict(said: Reading, known: Reading) -> bool:
    """Return whether the two names state something that cannot be true of one product."""
    if said.kind == "cpu":
        other_maker = said.brands & {"amd", "intel"} and not said.brands & known.brands
        return bool(other_maker and known.brands)
    if said.brands and known.brands and not said.brands & known.brands and not _chip_maker_only(said, known):
        return True
    if any(known.marks[key] != said.marks[key] for key in said.marks.keys() & known.marks.keys() - {"tray"}):
        return True
    if _silent_on_memory(known) and said.facts.get("memory_type") == "ddr4":
        return True
    return any(
        key in known.facts and not _same_fact(key, value, known.facts[key])
        for key, value in said.facts.items()
        if not isinstance(value, Mapping)
    )


def _silent_on_memory(board: Reading) -> bool:
    """Return whether a board's name leaves out the memory type although the chipset allows two."""
    return board.facts.get("chipset") in BOARDS_WITH_EITHER_MEMORY and "memory_type" not in board.facts


def _chip_maker_only(said: Reading, known: Reading) -> bool:
    """Return whether the list names only who made the chip of the card or board: `NVIDIA RTX 3090` may be anybody's."""
    return said.kind in {"gpu", "motherboard"} and said.brands <= MAKERS_OF_CHIPS and bool(known.brands)


def _same_fact(key: str, said: Any, known: Any) -> bool:
    if isinstance(known, Mapping):
        return True
    if key == "capacity_gb" and min(said, known) >= 1000:
        return bool(abs(said - known) * 40 <= said)  # 1024 GB are sold and spoken of as 1 TB
    if key == "form_factor" and {said, known} <= _LOOSE_BOARDS:
        return True
    return bool(said == known)


def _by_chip(reading: Reading, names: Names) -> Match:
    """Return the chip of a card whose product is not catalogued; memory size decides between chips of one name."""
    rows = _of_size(names.chips(reading.chip or ""), reading.facts.get("vram_gb"))
    chips = tuple(sorted(row.id for row in rows))
    facts = dict(reading.facts)
    if not chips:
        return Match(reading.kind, "none", facts=facts)
    facts["chip"] = chips[0] if len(chips) == 1 else {"one_of": list(chips)}
    return Match(reading.kind, "chip", chips[0] if len(chips) == 1 else None, chips, 0.7, facts)


def _of_size(rows: Sequence[NameRow], vram: Any) -> list[NameRow]:
    """Return the chips with this memory; where none was said or none is apart, those named without a size."""
    sized = {row: read_name("gpu", row.name).facts.get("vram_gb") for row in rows}
    return (
        [row for row, size in sized.items() if size is not None and size == vram]
        or [row for row, size in sized.items() if size is None]
        or ([] if vram else list(rows))
    )
