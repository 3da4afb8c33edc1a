"""Which format a text is in: by the file's ending where it leaves no choice, else by what stands in it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from rigcheck.lists.columns import heading_role
from rigcheck.lists.model import ListFormat
from rigcheck.pattern import lazy

_BY_ENDING: Final[dict[str, ListFormat]] = {
    ".toml": "toml",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".bbcode": "bbcode",
}
_TOML: Final = lazy(
    r"^\s*\[\[part\]\]|^\s*\[(?:settings|ignore)\]\s*(?:#.*)?$|\A(?:\s|#.*\n)*name\s*=\s*[\"']", re.MULTILINE
)
_JSON: Final = lazy(r"\A\s*(?:\{\s*[\"}]|\[\s*[{\"\]])")
_HTML: Final = lazy(r"<(?:table|ul|ol|li|tr|html|body|h[1-6])\b[^>]*>", re.IGNORECASE)
_BBCODE: Final = lazy(
    r"\[(?:b|i|u|url(?:=[^\]]*)?|table|list|size=[^\]]*)\].*?\[/(?:b|i|u|url|table|list|size)\]", re.I | re.S
)
_MARKDOWN_TABLE: Final = lazy(r"^\s*\|?\s*:?-+:?\s*\|(?:\s*:?-+:?\s*\|?)*\s*$", re.MULTILINE)
_MARKDOWN: Final = lazy(
    r"\]\((?:https?:|<|\))|^\s*#{1,6} \S|^\s*\|.*\||^\s*[-*+] .*\*\*|\*\*\S[^*\n]*\*\*", re.MULTILINE
)
_PCPARTPICKER: Final = lazy(
    r"\bpcpartpicker\b|^type[ \t]+item[ \t]+price|"
    r"^(?:CPU|Motherboard|Memory|Storage|Video Card|Case|Power Supply): .+\([^()]*\d[.,]\d{2}[^()]*\)\s*$",
    re.IGNORECASE | re.MULTILINE,
)


_ENOUGH: Final = 1000
"""Lines, and characters of a line, that are looked at: more tells nothing new and takes long."""


def detect_format(text: str, source: str = "") -> ListFormat:
    """Return the format of a list; `text` where nothing speaks for another."""
    text = "\n".join(line[:_ENOUGH] for line in text.split("\n", _ENOUGH)[:_ENOUGH])
    ending = PurePath(source).suffix.lower()
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    if _TOML.search(text):
        return "toml"
    if _JSON.match(text):
        return "json"
    if _MARKDOWN_TABLE.search(text):
        return "markdown"
    if _HTML.search(text):
        return "html"
    if _BBCODE.search(text):
        return "bbcode"
    if ending in (".md", ".markdown"):
        return "markdown"
    if _is_csv(text):
        return "csv"
    if _MARKDOWN.search(text):
        return "markdown"
    return "pcpartpicker" if _PCPARTPICKER.search(text) else "text"


def _is_csv(text: str) -> bool:
    """Return whether the first line is a CSV header: two or more known headings between commas or semicolons."""
    first = text.lstrip().split("\n", 1)[0]
    for delimiter in ",;":
        headings = [cell.strip().strip('"') for cell in first.split(delimiter)]
        roles = [heading_role(cell) for cell in headings]
        if len(headings) > 1 and all(roles) and {"item", "label"} & set(roles):
            return True
    return False
