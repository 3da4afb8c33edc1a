"""The distinct parts of a build as records, kind by kind, with how many there are of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rigcheck.engine.build import BuildPart
from rigcheck.pattern import lazy
from rigcheck.schema.kinds import Kind
from rigcheck.values import Record
from rigcheck.verdict import Verdict

_CARRIES: Final = lazy(r"\b(?:risers?|splitters?|switch(?:tec)?|extenders?|expanders?|backplanes?)\b", re.I)
"""Words of cards and cables that other cards hang on."""
_ADAPTER: Final = lazy(r"\badapt[eo]rs?\b", re.I)
_RADIO_OR_NETWORK: Final = lazy(
    r"\b(?:wi-?fi|wlan|wireless|bluetooth|802\.11\w*|ethernet|lan|network|netzwerk|gigabit|\d+gbe)", re.I
)
"""Words of adapters that carry no other card."""

Distinct = Mapping[Kind, tuple[tuple[Record, int], ...]]
"""The distinct parts of each kind, and how many there are of each."""


def distinct_of(parts: tuple[BuildPart, ...]) -> Distinct:
    """Return the records of the parts; of every card it says whether it hangs on a riser."""
    risers = any(_may_carry_a_card(part) for part in parts)
    grouped: dict[Kind, list[tuple[Record, int]]] = {}
    for part in parts:
        record = part.record()
        if part.kind in {"gpu", "card"} and "riser" not in record.fields:
            # A list without risers has none; with some in it, only the builder knows which card hangs on one.
            riser = Verdict.UNKNOWN if risers else Verdict.VIOLATED
            record = Record({**record.fields, "riser": riser}, record.path)
        grouped.setdefault(part.kind, []).append((record, part.quantity))
    return {kind: tuple(records) for kind, records in grouped.items()}


def _may_carry_a_card(part: BuildPart) -> bool:
    """Return whether a part is a riser or, for all that is known of it, may be one: a switch or an adapter too.

    Of a card that nobody knows its words must say so: most are network cards.
    """
    if part.kind == "accessory":
        return "role" not in part.facts or part.facts["role"] == "riser"
    if part.kind != "card" or "bus" in part.facts:
        return False
    words = f"{part.name} {part.text}"
    return bool(_CARRIES.search(words) or (_ADAPTER.search(words) and not _RADIO_OR_NETWORK.search(words)))


def only(distinct: Distinct, kind: Kind) -> Record:
    """Return the only part of a kind, or one of which nothing is known."""
    present = distinct.get(kind, ())
    return present[0][0] if present else Record({}, f"{kind}#1")


def group_of(record: Record, key: str) -> Record:
    """Return a group of facts, or an empty one."""
    inner = record.fields.get(key)
    return inner if isinstance(inner, Record) else Record({}, f"{record.path}.{key}")
