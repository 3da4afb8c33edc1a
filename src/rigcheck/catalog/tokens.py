"""How a product's name falls into tokens: the one spelling in which names of lists and of the catalog are compared.

A name is cut wherever letters meet digits, so that `RM850x`, `RM 850 x` and `RM-850X` are the same three tokens and
`2700` differs from `2700X` by a token of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rigcheck.pattern import lazy

PART_NUMBER_MARK = "#"
"""Begins the token that stands for a whole part number, so that it never meets a word of a name."""

SHORTEST_PART_NUMBER = 8
"""Shorter ones are the models themselves (`NH-D15`, `i9-9900K`), which a longer model's name contains."""

SUPPLY_SERIES = lazy(r"\b(rm|cx|hx|ax|tx|sf)([a-z])\b")
"""Series of power supplies whose number is the wattage: lists write `RMx 850 W` for the RM850x."""

_RUN = lazy(r"[a-z]+|\d+")
WHOLE_NAME_MARK = "="
"""Begins the token that stands for a whole name or alias, squeezed."""

_UNSEEN = lazy(r"[\u00ad\u200b-\u200f\u2060\ufe0f\ufeff®™©]|\((?:r|tm)\)")
_FOREIGN = lazy(r"[^\x00-\x7f]+")
_DASHES = lazy(r"[\u2010-\u2015\u2212]")
_INCHES = lazy(r"[”“″]|''")
_PLURAL = lazy(r"(?<=\w)['’]s\b")
_PLUS = lazy(r"(?<=[a-z0-9])\+")
_PART_NUMBER = lazy(r"(?=\S*[a-z])(?=\S*\d)[a-z0-9][a-z0-9#/._-]{5,}[a-z0-9]")
_NUMERIC_PART_NUMBER = lazy(r"\d{2,4}-\d{6,}[a-z]*")


def folded_name(text: str) -> str:
    """Return the text in lower case and plain characters, its words and punctuation otherwise kept."""
    plain = unicodedata.normalize("NFKD", _UNSEEN.sub("", text))
    plain = "".join(character for character in plain if not unicodedata.combining(character)).lower()
    plain = _PLURAL.sub("", _UNSEEN.sub("", plain))
    plain = _INCHES.sub('"', _DASHES.sub("-", plain)).replace("×", "x").replace("wi-fi", "wifi")
    return _FOREIGN.sub(r" \g<0> ", plain)  # Chinese runs on without spaces: `M.2接口`


def runs(folded: str) -> list[str]:
    """Return the runs of letters and of digits, in order; a plus sign after a word reads `plus`, as makers use it."""
    return _RUN.findall(_PLUS.sub(" plus ", folded))


def squeezed(text: str) -> str:
    """Return only the letters and digits of a name: two names that agree here differ in nothing that counts."""
    return "".join(runs(folded_name(text)))


def name_tokens(name: str) -> set[str]:
    """Return the tokens by which an index finds this name. Single characters find too much and are left out."""
    tokens = {run for run in runs(folded_name(name)) if len(run) > 1}
    return tokens.union(*(SUPPLY_SERIES.sub(r"\1 \2", token).split() for token in tokens if len(token) == 3))


def part_number_tokens(text: str) -> set[str]:
    """Return the tokens of every word of the text that may be a part number."""
    folded = folded_name(text)
    words = _PART_NUMBER.findall(folded) + _NUMERIC_PART_NUMBER.findall(folded)
    return {PART_NUMBER_MARK + squeezed(word) for word in words if len(squeezed(word)) >= SHORTEST_PART_NUMBER}


def row_tokens(name: str, aliases: Iterable[str], part_numbers: Iterable[str]) -> set[str]:
    """Return all tokens of one part: what a stored index holds, each with the part's id and kind."""
    names, part_numbers = (name, *aliases), list(part_numbers)
    tokens = set().union(*(name_tokens(each) for each in (*names, *spoken(part_numbers))))
    tokens |= {WHOLE_NAME_MARK + squeezed(each) for each in names}
    return tokens | {
        PART_NUMBER_MARK + squeezed(each) for each in part_numbers if len(squeezed(each)) >= SHORTEST_PART_NUMBER
    }


def spoken(part_numbers: Iterable[str]) -> list[str]:
    """Return the part numbers that are names in disguise, such as `ROG STRIX X670E-F GAMING WIFI`."""
    return [each for each in part_numbers if len(each) > 8 and re.search(r"[A-Za-z]{2}", each) and " " in each.strip()]
