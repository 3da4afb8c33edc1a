"""Prices in rigcheck's own format: `"209.99 USD"`, `"$209.99"`, or a table with amount, currency, rebate and units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from rigcheck.lists.model import Price
from rigcheck.lists.price import NO_CURRENCY, read_price
from rigcheck.pattern import lazy

_EXACT: Final = lazy(r"^(\d+(?:\.\d+)?) ([A-Z]{3})$", re.ASCII)
_CODE: Final = lazy(r"^[A-Z]{3}$", re.ASCII)


def read_own_price(value: object) -> Price | None:
    """Return the price a value states, or None where it states none (a bare number has no currency)."""
    if isinstance(value, str):
        exact = _EXACT.match(value)
        if exact:
            return Price(Decimal(exact[1]), exact[2])
        money = read_price(value)
        if money is None or money.currency == NO_CURRENCY or money.amount < 0:
            return None
        return Price(money.amount, money.currency, money.rebate)
    if not isinstance(value, Mapping) or set(value) - {"amount", "currency", "rebate", "units"}:
        return None
    amount, rebate = _number(value.get("amount")), _number(value.get("rebate", 0))
    currency, units = value.get("currency"), value.get("units", 1)
    if amount is None or rebate is None or not isinstance(currency, str) or not _CODE.match(currency):
        return None
    if not isinstance(units, int) or isinstance(units, bool) or units < 1:
        return None
    return Price(amount, currency, rebate, units)


def write_own_price(price: Price) -> str | dict[str, object]:
    """Return the shortest value that `read_own_price` reads back as this price."""
    if price.rebate or price.units != 1:
        table: dict[str, object] = {"amount": price.amount, "currency": price.currency}
        if price.rebate:
            table["rebate"] = price.rebate
        if price.units != 1:
            table["units"] = price.units
        return table
    return f"{price.amount:f} {price.currency}"


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() and number >= 0 else None
