"""rigcheck's own TOML."""

from __future__ import annotations

from rigcheck.lists.model import PartsList
from rigcheck.lists.own_format import read_tree
from rigcheck.toml_text import Lines, read_table


def read_toml(text: str, source: str) -> PartsList:
    """Return the list of a TOML text; raises `DataError` with all its problems."""
    data = read_table(text, source)
    parts = data.get("part")
    return read_tree(data, source, "toml", Lines(text, "part", len(parts) if isinstance(parts, list) else 0))
