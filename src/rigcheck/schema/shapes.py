"""The shapes of facts as rules compute with them: number, word, truth, list, record.

Apart from the pydantic models, which only the checking of files needs: a look-up should not wait for their import.
"""

from __future__ import annotations

from dataclasses import dataclass

UNITS = {
    "_mm": "mm",
    "_w": "W",
    "_gb": "GB",
    "_mts": "MT/s",
    "_v": "V",
    "_a": "A",
    "_mhz": "MHz",
    "_cfm": "CFM",
    "_percent": "%",
}
"""The end of a key, and the unit of the number under it."""


def unit_of(key: str) -> str | None:
    """Return the unit that the key's name ends in, or None for a count, a ratio or a word."""
    return next((unit for suffix, unit in UNITS.items() if key.endswith(suffix)), None)


@dataclass(frozen=True, slots=True)
class NumberType:
    """A number with its unit; `None` for counts and ratios."""

    unit: str | None = None


@dataclass(frozen=True, slots=True)
class WordType:
    """A word, of a closed vocabulary if one is named."""

    vocabulary: str | None = None


@dataclass(frozen=True, slots=True)
class TruthType:
    """True or false."""


@dataclass(frozen=True, slots=True)
class ListType:
    """A list of one type."""

    of: FactType


@dataclass(frozen=True, slots=True)
class RecordType:
    """A group of named facts."""

    name: str
    fields: dict[str, FactType]

    def __hash__(self) -> int:
        return hash(self.name)


FactType = NumberType | WordType | TruthType | ListType | RecordType


ANY_UNIT = "*"
"""The unit of a bare number in a rule, which goes with every unit."""
