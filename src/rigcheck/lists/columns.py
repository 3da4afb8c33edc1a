"""Which column of a table holds the label, the item, the count and the price: by its heading, checked by its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rigcheck.lists.document import Table, TableRow
from rigcheck.lists.labels import is_only_label, read_label
from rigcheck.lists.price import currency_of, is_price, read_price
from rigcheck.lists.quantity import cell_quantity
from rigcheck.pattern import lazy

Role = Literal["label", "item", "quantity", "unit price", "price", "note", "index", ""]

_HEADINGS: Final[tuple[tuple[str, Role], ...]] = (
    (r"^(?:qty|quantity|count|units|how many|pcs|数量|anzahl|menge|stück|amount)\.?$", "quantity"),
    (r"^(?:unit price|price each|unit cost|each|price per unit|单价|einzelpreis)\b", "unit price"),
    (r"\b(?:price|cost|preis|prix|precio|total|msrp|subtotal|paid)\b|价格|价$", "price"),
    (r"^(?:notes?|url|links?|comments?|remarks?|where|shop|seller|vendor|store|merchant|reason|status|purpose|"
        r"备注|retailer|source|why)\b", "note"),
    (r"^(?:no\.?|nr\.?|id|index|№)$", "index"),
    (r"^(?:types?|components?|category|part type|kind|bauteil|komponente|device|part|hardware|label)$|配件名称|类型|"
        r"配件$", "label"),
    (
        r"^(?:items?|models?|names?|products?(?: name)?|descriptions?|details?|specs?|specifications?|selection|"
        r"title|choice|part name|"
        r"specific component|beschreibung|produkt|bezeichnung|value|my build|brand.*)$|品牌型号|型号|产品",
        "item",
    ),
)  # fmt: skip
_COMPILED: Final = tuple((lazy(pattern), role) for pattern, role in _HEADINGS)


def heading_role(text: str) -> Role:
    """Return the role a column heading claims, or an empty string."""
    text = text.strip().lower().strip("*_ ")
    for pattern, role in _COMPILED:
        if pattern.search(text):
            return role
    return "price" if text and len(text) <= 8 and currency_of(text) else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns."""

    roles: tuple[Role, ...]
    currencies: tuple[str, ...]

    def has(self, role: Role) -> bool:
        """Return whether some column has this role."""
        return role in self.roles

    def cell(self, row: TableRow, role: Role) -> str:
        """Return the row's cell of the first column with this role, or an empty string."""
        return (
            row.cells[self.roles.index(role)] if role in self.roles and self.roles.index(role) < len(row.cells) else ""
        )

    def item(self, row: TableRow) -> str:
        """Return the words of the item."""
        return self.cell(row, "item")

    def price(self, row: TableRow) -> tuple[str, bool, str]:
        """Return the text of the price, whether it is that of one unit, and the currency of its column.

        The unit price is taken where it states an amount, else the price of the row.
        """
        best = ("", False, "")
        for position, role in enumerate(self.roles):
            if role not in ("unit price", "price") or position >= len(row.cells):
                continue
            text, currency = row.cells[position], self.currencies[position]
            if read_price(text, currency=currency) is not None:
                return text, role == "unit price", currency
            best = best if best[0] else (text, role == "unit price", currency)
        return best


def columns_of(table: Table) -> Columns:
    """Return the roles of a table's columns.

    A heading is believed unless its cells speak against it: a column `Component` full of product names is the item
    column where there is no other, and a column `name` full of labels is the label column.
    """
    headings = table.header.cells if table.header else ()
    width = max([len(headings), *(len(row.cells) for row in table.rows)])
    cells = [[row.cells[n] for row in table.rows if n < len(row.cells) and row.cells[n]] for n in range(width)]
    claimed = [heading_role(headings[n]) if n < len(headings) else "" for n in range(width)]
    roles: list[Role] = [
        _by_numbers(claimed[n], headings[n] if n < len(headings) else "", cells[n]) for n in range(width)
    ]
    words = [n for n in range(width) if roles[n] in ("", "label", "item")]

    shares = {n: _share(cells[n], is_only_label) for n in words}
    label = max(words, key=lambda n: (shares[n], -n), default=None)
    others = [n for n in words if n != label]
    if label is not None and shares[label] < 0.5:
        stated = next((n for n in words if claimed[n] == "label" and _share(cells[n], _is_label) >= 0.5), None)
        label = stated if stated is not None and others else None
    others = [n for n in words if n != label]
    item = next((n for n in others if claimed[n] == "item"), None)
    if item is None:
        item = max(others, key=lambda n: (_length(cells[n]), -n), default=None)
    for n in words:
        roles[n] = "label" if n == label else "item" if n == item else "note"
    if item is None and label is not None:
        roles[label] = "item"
    return Columns(tuple(roles), tuple(currency_of(headings[n]) if n < len(headings) else "" for n in range(width)))


def _is_label(text: str) -> bool:
    return read_label(text) is not None


def _by_numbers(claimed: Role, heading: str, cells: Sequence[str]) -> Role:
    """Return the role of a column of numbers; other columns keep what their heading claims."""
    counts = [cell_quantity(cell) for cell in cells]
    mostly = sum(count is not None for count in counts) >= max(1, 0.6 * len(cells))
    if claimed == "quantity" or (mostly and heading.strip() in ("#", "", "no", "no.")):
        known = [count for count in counts if count is not None]
        in_order = len(known) > 1 and known == list(range(1, len(known) + 1))
        return "index" if in_order and claimed != "quantity" else "quantity"
    if not claimed and cells and _share(cells, is_price) >= 0.6 and any(read_price(cell) for cell in cells):
        return "price"
    return claimed


def _share(cells: Sequence[str], test: object) -> float:
    if not callable(test):
        raise TypeError(test)
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0


def _length(cells: Sequence[str]) -> float:
    return sum(len(cell) for cell in cells) / len(cells) if cells else 0.0
