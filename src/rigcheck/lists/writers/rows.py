"""What the two PCPartPicker-style writers share: the labels, and the repeating of rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from rigcheck.lists.model import PartsList, Price
from rigcheck.lists.price import as_text
from rigcheck.schema.kinds import Kind

LABELS: Final[dict[Kind | None, str]] = {
    "cpu": "CPU",
    "cooler": "CPU Cooler",
    "motherboard": "Motherboard",
    "memory": "Memory",
    "storage": "Storage",
    "gpu": "Video Card",
    "case": "Case",
    "psu": "Power Supply",
    "fan": "Case Fan",
    "card": "Expansion Card",
    "accessory": "Accessory",
    None: "Other",
}


class WrittenRow(NamedTuple):
    """One row: its label, the words of the item, and its price as text (empty where none is stated)."""

    label: str
    item: str
    price: str


def written_rows(parts_list: PartsList) -> Iterator[WrittenRow]:
    """Yield the rows of a list in its order.

    A row is repeated for each unit, as PCPartPicker does; a price of several units together is written once, `(x3)`.
    """
    for entry in parts_list.entries:
        if entry.alternative:
            continue
        together = entry.price.units if entry.price else 1
        name = f"{entry.name} (x{together})" if together > 1 else entry.name
        row = WrittenRow(LABELS[entry.kind], name, price_text(entry.price))
        yield from [row] * (entry.quantity // together)
        left = entry.quantity % together
        yield from [WrittenRow(LABELS[entry.kind], entry.name, "")] * left


def price_text(price: Price | None) -> str:
    """Return a price as `read_price` reads it back, its rebate included."""
    if price is None:
        return ""
    rebate = f", rebate {as_text(price.rebate, price.currency)}" if price.rebate else ""
    return as_text(price.amount, price.currency) + rebate


def totals(parts_list: PartsList) -> Iterator[tuple[str, str]]:
    """Yield the stated totals: label and amount, rebates negative as PCPartPicker prints them."""
    for total in parts_list.totals:
        sign = "-" if total.means == "rebates" else ""
        yield total.label, sign + as_text(total.amount, total.currency)
