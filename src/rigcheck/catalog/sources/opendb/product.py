"""The name and the part numbers of a record: what the part will be found by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rigcheck.catalog.vocabulary import folded

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_QUANTITY = re.compile(r"\d+([.,]\d+)? ?(g|gram|mm|gb|tb|w|v|pack)s?", re.IGNORECASE)
_SHORTEST, _LONGEST = 5, 40


def product_name(metadata: Mapping[str, Any]) -> str:
    """Return the full name with the maker first, or an empty text when the record has none."""
    name = _clean(metadata.get("name"))
    maker = _clean(metadata.get("manufacturer"))
    if name and maker and folded(maker) not in folded(name):
        return f"{maker} {name}"
    return name


def part_numbers(metadata: Mapping[str, Any]) -> tuple[tuple[str, ...], bool]:
    """Return the part numbers that can identify a product, and whether there were others (`OC`, `2 Gram`, `16`)."""
    entries = metadata.get("part_numbers")
    texts = [
        piece
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, str)
        for piece in re.split(r"\s{2,}", entry.strip())  # several numbers in one entry stand far apart
    ]
    good = [text for text in texts if _identifies(text)]
    return tuple(dict.fromkeys(good)), len(good) < len(texts)


def _identifies(text: str) -> bool:
    return (
        _SHORTEST <= len(folded(text)) <= _LONGEST
        and any(character.isdigit() for character in text)
        and not _UUID.fullmatch(text)
        and not _QUANTITY.fullmatch(text)
    )


def _clean(text: Any) -> str:
    return " ".join(re.sub(r"[™®©]", "", text).split()) if isinstance(text, str) else ""
