"""The words that name a product, without what people add to them: remarks, asides, sentences."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.lists.markup import balanced
from rigcheck.lists.set_aside import is_prose, is_specification
from rigcheck.pattern import lazy

_ASIDE: Final = lazy(
    r"\s*\((?:previously|formerly|was\b|see\b|not used|replaced|used (?:for|as|in)|future|lol\b|optional|update|"
    r"already|from (?:ebay|amazon)|ebay\)|"
    r"os安装盘)[^()]*\)?",
    re.IGNORECASE,
)
_TAIL: Final = lazy(r"\s+[-–—]\s+(?P<tail>[^-–—].*)$", re.DOTALL)
_PLAIN_REMARK: Final = lazy(r"^[a-z][a-z/ ,']+$")
_OLD_BRAND: Final = lazy(r"^(?P<brand>[A-Z][A-Za-z.&!-]*(?: [A-Za-z.]+)?) - (?=\S)")
_COPULA: Final = lazy(r"^(?:is|are)(?: an?| the)? ", re.IGNORECASE)
_SECOND_SENTENCE: Final = lazy(r"(?<=\))\.\s.*$|\s+see (?:the|this|recommended)\b.*$", re.DOTALL)


def product_name(words: str) -> str:
    """Return the name of the product in `words`; `Brand - Model` of old exports becomes `Brand Model`."""
    words = _COPULA.sub("", words.replace("\n", " ").strip().lstrip("*").strip())
    words = _SECOND_SENTENCE.sub("", _ASIDE.sub("", words))
    brand = _OLD_BRAND.match(words)
    if brand:
        words = f"{brand['brand']} {words[brand.end() :]}"
    while (found := _TAIL.search(words)) and _is_remark(found["tail"]):
        words = words[: found.start()]
    return balanced(words.strip(" ,;|-–—:")).strip()


def _is_remark(tail: str) -> bool:
    return is_prose(tail) or is_specification(tail) or _PLAIN_REMARK.match(tail) is not None
