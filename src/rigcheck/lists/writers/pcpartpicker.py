"""PCPartPicker's text form: `CPU: AMD Ryzen 7 2700 3.2 GHz 8-Core Processor  ($209.99)`."""

from __future__ import annotations

from rigcheck.lists.markup import as_markdown
from rigcheck.lists.model import PartsList
from rigcheck.lists.writers.rows import totals, written_rows


def write_pcpartpicker(parts_list: PartsList) -> str:
    """Return the list as text."""
    lines = [f"Parts list: {as_markdown(parts_list.name)}", ""] if parts_list.name else []
    lines += [
        f"{label}: {as_markdown(item)}" + (f"  ({price})" if price else "")
        for label, item, price in written_rows(parts_list)
    ]
    lines += [f"{label}: {amount}" for label, amount in totals(parts_list)]
    return "\n".join(lines) + "\n"
