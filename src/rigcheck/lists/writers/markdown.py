"""PCPartPicker's Markdown form: a table of type, item and price."""

from __future__ import annotations

from rigcheck.lists.markup import as_markdown
from rigcheck.lists.model import PartsList
from rigcheck.lists.writers.rows import totals, written_rows


def write_markdown(parts_list: PartsList) -> str:
    """Return the list as a Markdown table."""
    lines = [f"# {as_markdown(parts_list.name)}", ""] if parts_list.name else []
    lines += ["Type|Item|Price", ":----|:----|:----"]
    lines += [f"**{label}** | {as_markdown(item)} | {price or '-'}" for label, item, price in written_rows(parts_list)]
    lines += [f" | **{as_markdown(label)}** | **{amount}**" for label, amount in totals(parts_list)]
    return "\n".join(lines) + "\n"
