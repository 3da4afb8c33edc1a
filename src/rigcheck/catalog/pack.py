"""Facts and sources as text and back, exactly: what the cache and the imported catalog keep in one column.

JSON, because it is the fastest to read of what the standard library offers and shows in any database tool. A Decimal is
written as a JSON number and read back as a Decimal; the only date, a source's `retrieved`, is written in ISO form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from rigcheck.catalog.part import Source


def pack(facts: Mapping[str, Any], sources: Sequence[Source]) -> str:
    """Return both as one line of JSON. Raises ValueError for a number of more than 15 digits."""
    return json.dumps([facts, sources], default=_plain, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> tuple[dict[str, Any], tuple[Source, ...]]:
    """Return what was packed; decimals come back equal, without trailing zeros."""
    facts, sources = json.loads(text, parse_float=Decimal)
    for source in sources:
        if "retrieved" in source:
            source["retrieved"] = date.fromisoformat(source["retrieved"])
    return facts, tuple(sources)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        nearest = float(value)  # its shortest decimal form is the number itself, up to 15 digits
        if Decimal(repr(nearest)) != value:
            raise ValueError(f"{value} has more digits than a fact can have")
        return nearest
    raise TypeError(f"{value!r} is not a fact")
