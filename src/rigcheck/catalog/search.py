"""Search by words: forgiving, unlike matching, since a person looks at what it finds."""

from __future__ import annotations

from rigcheck.catalog.part import Named
from rigcheck.catalog.store import Catalog
from rigcheck.schema.kinds import KINDS, Kind

GOOD = 60
"""Of 100: what is less alike is not worth showing."""


def search_parts(catalog: Catalog, text: str, kind: str | None, most: int) -> list[Named]:
    """Return the parts whose names are most like the text, the best first; an exact name or part number comes alone.

    Every word of the text should be in the name; curated parts come before imported ones that are as good.
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only this command pays for it

    kinds: tuple[Kind | None, ...] = tuple(each for each in KINDS if each == kind) if kind else (None,)
    rows = [row for each in kinds for row in catalog.names(each)]
    exact = set(catalog.named(text))
    if exact:
        return [row for row in rows if row.id in exact]
    names = [" ".join((row.name, *row.aliases, *row.part_numbers)) for row in rows]
    found = process.extract(
        text, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=None, score_cutoff=GOOD
    )
    words = set(utils.default_process(text).split())

    def rank(hit: tuple[str, float, int]) -> tuple[int, float, bool, int, str]:
        name, score, index = hit
        lacking = len(words - set(utils.default_process(name).split()))
        return lacking, -score, rows[index].origin != "curated", len(name), rows[index].id

    return [rows[index] for _, _, index in sorted(found, key=rank)[:most]]
