"""Which part of the catalog the words of a list mean.

Precision before recall: what contradicts is no candidate, and between tied candidates nobody chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, Literal

from rigcheck.catalog.chip_names import SHARED_KEYS
from rigcheck.catalog.described import facts_in_words
from rigcheck.catalog.name_comparison import (
    Agreement,
    Rank,
    agreement,
    chipset_words,
    names_something,
    same_product_possible,
)
from rigcheck.catalog.name_index import NameRow, Names
from rigcheck.catalog.name_reading import Reading, read_name
from rigcheck.catalog.name_words import MAKERS_OF_CHIPS, MARKS
from rigcheck.catalog.tokens import WHOLE_NAME_MARK, part_number_tokens, squeezed
from rigcheck.schema.kinds import KINDS, Kind

How = Literal["exact", "alias", "name", "chip", "several", "inline", "none"]

MOST_CANDIDATES: Final = 60
"""More candidates than this say nothing that the words themselves do not."""

_SCORES: Final[dict[Rank, float]] = {
    Rank.SAME: 0.95,
    Rank.SAME_BUT_SOFT: 0.9,
    Rank.LESS_SAID: 0.8,
    Rank.NUMBERS_UNSAID: 0.75,
    Rank.WIFI_UNSAID: 0.75,
}
_CHIP_SCORE: Final = 0.7
_FIRM_SCORE: Final = 0.9
"""The score from which an answer counts when nobody said of what kind the part is."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a line was found to mean."""

    kind: Kind | None
    how: How
    part_id: str | None = None
    """The one part, or for `chip` the one chip, that is meant."""
    candidates: tuple[str, ...] = ()
    """The parts, or for `chip` the chips, that may be meant; with `part_id` just that one."""
    score: float = 0.0
    """How closely the names agree, 1 at most; for display and never for a decision between candidates."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the line itself states, as the `[facts]` table of a part file."""


def match_entry(name: str, kind: Kind | None, names: Names) -> Match:
    """Return what the words mean. With no kind given, only an answer that one kind alone gives is taken."""
    if kind is not None:
        return _match_kind(name, kind, names)
    answers = [_match_kind(name, each, names) for each in KINDS]
    products = [match for match in answers if match.part_id and match.how != "chip" and match.score >= _FIRM_SCORE]
    chips = [match for match in answers if match.how == "chip" and _is_only_a_chip(name)]
    several = [match for match in answers if match.how == "several" and match.score >= _FIRM_SCORE]
    group = products or chips or several
    return group[0] if len(group) == 1 else Match(None, "none")


def _is_only_a_chip(name: str) -> bool:
    """Return whether nothing but a chip is named: a water block says which card it is made for."""
    reading = read_name("gpu", name)
    return reading.chip_is_plain and not reading.words


def _match_kind(name: str, kind: Kind, names: Names) -> Match:
    answer = partial(Match, kind, facts=facts_in_words(kind, name))
    reading = read_name(kind, name)
    alike = names.with_tokens(kind, [WHOLE_NAME_MARK + reading.squeezed])
    if any(squeezed(row.name) == reading.squeezed for row in alike):
        return answer(*_one_or_several("exact", alike), 1.0)
    best, rows = _best(reading, names)
    numbered = _by_part_number(reading, name, names)
    # What looks like the part number of one product may be the very name of another: `H410M-HDV`, of `H410M-HDV/M.2`.
    a_name = best is not None and best.rank == Rank.SAME and not best.missing_asides and numbered not in rows
    if numbered and not a_name:
        return answer(*_one_or_several("exact", [numbered]), 1.0)
    if alike:
        # An alias may be a short name that other products bear too; then it decides nothing.
        others = rows if best and best.rank == Rank.SAME else []
        return answer(*_one_or_several("alias", [*alike, *others]), 1.0)
    if best and best.rank == Rank.NUMBERS_UNSAID and len(rows) == 1:
        best = None  # the catalog has one of several sizes, and nothing says that it is this one
    if best and len(rows) <= MOST_CANDIDATES:
        # Even of one candidate it stays open whether it is meant, where others of its name are known to be sold.
        how: How = "several" if best.rank == Rank.WIFI_UNSAID or best.other_year else "name"
        return answer(*_one_or_several(how, rows), _SCORES[best.rank])
    return _by_chip(reading, names) if kind == "gpu" else answer("none")


def _one_or_several(how: How, rows: Iterable[NameRow]) -> tuple[How, str | None, tuple[str, ...]]:
    """Return how, part_id and candidates of an answer: `how` for one part, several for more."""
    ids = tuple(sorted({row.id for row in rows}))
    return (how, ids[0], ids) if len(ids) == 1 and how != "several" else ("several", None, ids)


def _best(reading: Reading, names: Names) -> tuple[Agreement | None, list[NameRow]]:
    """Return the best agreement found and the rows that have it; no row when nothing catalogued can be meant."""
    for rows in _searches(reading, names):
        agreed = [(each, row) for row in rows if (each := agreement(reading, row))]
        fewest = min((each.foreign_brands for each, _ in agreed), default=0)
        agreed = [(each, row) for each, row in agreed if each.foreign_brands == fewest]
        best = min((each for each, _ in agreed), default=None)
        if best and best.rank < Rank.OTHER_MODEL:
            return best, _as_good(best, agreed)
    return None, []


def _as_good(best: Agreement, agreed: Sequence[tuple[Agreement, NameRow]]) -> list[NameRow]:
    if best.rank == Rank.LESS_SAID:
        # A list that leaves words unsaid may mean any product that has more, whatever the words.
        fewest = min(each.missing_asides for each, _ in agreed)
        return [row for each, row in agreed if each.rank >= best.rank and each.missing_asides == fewest]
    return [row for each, row in agreed if replace(each, other_year=best.other_year) <= best]


def _searches(reading: Reading, names: Names) -> Iterator[Sequence[NameRow]]:
    """Yield the rows that may be meant, from the strictest search to the loosest that can still be right."""
    done: set[frozenset[str]] = set()
    known_words = False
    for tokens in _token_sets(reading):
        if tokens and tokens not in done:
            done.add(tokens)
            rows = names.with_tokens(reading.kind, tokens)
            known_words |= bool(rows)
            yield rows
    for tokens in () if known_words else _with_a_slip(reading):
        yield names.with_tokens(reading.kind, tokens)


def _token_sets(reading: Reading) -> Iterator[frozenset[str]]:
    """Yield the tokens to search for. A name in the catalog may lack the brand, and a list may misspell a word."""
    keys, stated, brand = _key_tokens(reading), _stated_tokens(reading), _brand_tokens(reading)
    words = _words_to_find(reading)
    if not names_something(reading):
        return
    if keys or words:
        yield keys | words | stated | brand
        yield keys | words | stated
    elif reading.words and brand:  # `Crucial M4`
        yield brand | stated
    if chipset := words & chipset_words(reading):
        yield words - chipset | brand if words - chipset else frozenset()
    numbers = keys | {word for word in words if word.isdigit()}
    if numbers != keys | words:
        yield numbers | brand | stated if numbers else frozenset()


def _with_a_slip(reading: Reading) -> Iterator[frozenset[str]]:
    """Yield the tokens to search for where one of the words is misspelt: all others, or the brand alone."""
    words, brand = _words_to_find(reading), _brand_tokens(reading)
    for word in sorted(word for word in words if word.isalpha() and len(word) > 3):
        if rest := words - {word} or brand:
            yield rest | brand | _key_tokens(reading) | _stated_tokens(reading)


def _words_to_find(reading: Reading) -> frozenset[str]:
    if reading.cpu:
        return frozenset()
    return frozenset(word for word in reading.firm_words if len(word) > 1 and word.isalnum())


def _key_tokens(reading: Reading) -> frozenset[str]:
    """Return the number in the chip's or the processor's name: it stands in every name that can be meant."""
    key = reading.cpu.model if reading.cpu else reading.chip or ""
    digits = "".join(character if character.isdigit() else " " for character in key).split()
    return frozenset(digit for digit in digits if len(digit) > 2) or frozenset(
        word for word in key.split() if len(word) > 1
    )


def _stated_tokens(reading: Reading) -> frozenset[str]:
    """Return stated numbers that every name of the kind repeats; they keep a search for `Vengeance` short."""
    keys = {"memory": ("speed_mts", "module_gb"), "psu": ("rated_w",)}.get(reading.kind, ())
    values = (reading.facts.get(key) for key in keys)
    return frozenset(str(value) for value in values if isinstance(value, int) and value > 9)


def _brand_tokens(reading: Reading) -> frozenset[str]:
    """Return the words of the brand, if there is one and names agree on how it is spelt."""
    if len(reading.brands) != 1 or reading.brands <= MAKERS_OF_CHIPS | {"western-digital", "gskill"}:
        return frozenset()
    return frozenset(next(iter(reading.brands)).split("-"))


def _by_part_number(reading: Reading, name: str, names: Names) -> NameRow | None:
    """Return the one part whose part number stands in the text, unless the text's other words name another model."""
    found = {row.id: row for token in part_number_tokens(name) for row in names.with_tokens(reading.kind, [token])}
    if len(found) != 1:
        return None
    row = next(iter(found.values()))
    known = read_name(reading.kind, " ".join((row.name, *row.aliases, *row.part_numbers)))
    unknown = (reading.firm_words - known.words) & MARKS
    return row if not unknown and same_product_possible(reading, row) else None


def _by_chip(reading: Reading, names: Names) -> Match:
    """Return the chip of a card whose product is not catalogued."""
    keys = SHARED_KEYS.get(reading.chip or "", ())
    named = () if keys else names.chips(WHOLE_NAME_MARK + reading.squeezed)
    rows = named or _of_memory([row for key in keys or (reading.chip or "",) for row in names.chips(key)], reading)
    chips = tuple(sorted({row.id for row in rows}))
    facts = dict(reading.facts)
    if not chips:
        return Match(reading.kind, "none", facts=facts)
    facts["chip"] = chips[0] if len(chips) == 1 else {"one_of": list(chips)}
    return Match(reading.kind, "chip", chips[0] if len(chips) == 1 else None, chips, _CHIP_SCORE, facts)


def _of_memory(rows: Sequence[NameRow], reading: Reading) -> Sequence[NameRow]:
    """Return the chips of one name that have the memory said; where none was said or none is apart, the plain ones."""
    said = _memory(reading)
    named = [(row, _memory(read_name("gpu", row.name))) for row in rows]
    fitting = [
        (row, memory) for row, memory in named if all(said.get(key, value) == value for key, value in memory.items())
    ]
    closest = max((len(memory.keys() & said.keys()) for _, memory in fitting), default=0)
    fitting = [(row, memory) for row, memory in fitting if len(memory.keys() & said.keys()) == closest]
    plainest = min((len(memory) for _, memory in fitting), default=0)
    return [row for row, memory in fitting if len(memory) == plainest]


def _memory(card: Reading) -> Mapping[str, Any]:
    """Return what a name says of the card's memory: its size, its type."""
    stated = {**card.facts, **card.marks}
    return {key: stated[key] for key in ("vram_gb", "vram_type") if key in stated}
