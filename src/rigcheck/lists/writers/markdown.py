"""PCPartPicker's Markdown form: a table of type, item and price."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.lists.model import PartsList
from rigcheck.lists.writers.rows import totals, written_rows

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>|~])")


def write_markdown(parts_list: PartsList) -> str:
    """Return the list as a Markdown table."""
    lines = [f"# {_escaped(parts_list.name)}", ""] if parts_list.name else []
    lines += ["Type|Item|Price", ":----|:----|:----"]
    lines += [f"**{label}** | {_escaped(item)} | {price or '-'}" for label, item, price in written_rows(parts_list)]
    lines += [f" | **{_escaped(label)}** | **{amount}**" for label, amount in totals(parts_list)]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
