"""Search by words: forgiving, unlike matching, since a person looks at what it finds."""

from __future__ import annotations

from rigcheck.catalog.name_index import NameRow
from rigcheck.catalog.store import Catalog
from rigcheck.schema.kinds import KINDS, Kind

GOOD = 60
"""Of 100: what is less alike is not worth showing."""


def search_parts(catalog: Catalog, text: str, kind: str | None, most: int) -> list[NameRow]:
    """Return the parts whose names are most like the text, the best first; a part number finds just its parts.

    Names that have every word of the text come first; curated parts come before imported ones that are as good.
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only this command pays for it

    kinds: tuple[Kind | None, ...] = tuple(each for each in KINDS if each == kind) if kind else (None,)
    rows = [row for each in kinds for row in catalog.names(each)]
    if numbered := [row for row in rows if text.casefold() in map(str.casefold, row.part_numbers)]:
        return numbered[:most]
    names = [" ".join((row.name, *row.aliases, *row.part_numbers)) for row in rows]
    found = process.extract(
        text, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=None, score_cutoff=GOOD
    )
    words = set(utils.default_process(text).split())

    def rank(hit: tuple[str, float, int]) -> tuple[int, float, bool, int, str]:
        name, score, index = hit
        lacking = len(words - set(utils.default_process(name).split()))
        return lacking, -score, is_imported(rows[index].id), len(name), rows[index].id

    return [rows[index] for _, _, index in sorted(found, key=rank)[:most]]


def is_imported(part_id: str) -> bool:
    """Return whether a part comes from an import and not from the curated catalog."""
    return part_id.split("/")[1] == "opendb"
