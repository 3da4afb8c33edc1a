"""A price book: what shops asked for parts, and when. A file of its own, since a price is no fact of a part.

CSV with the columns part, seller, currency, date and amount, in any order; `part` is an id of the catalog:

    part,seller,currency,date,amount
    psu/corsair/rm850x-2021,Example Shop,USD,2026-11-20,129.99
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from rigcheck.errors import DataError, Problem, UsageError

COLUMNS: Final = ("part", "seller", "currency", "date", "amount")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Offer:
    """What one seller asked for one unit of a part on a day."""

    part: str
    seller: str
    currency: str
    """ISO 4217 code, such as `USD`."""
    date: date
    amount: Decimal


def read_price_book(path: Path) -> list[Offer]:
    """Return the offers of a book; raises UsageError for no such file and DataError with everything wrong in it."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError.of(str(path), f"the price book cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise DataError([Problem(str(path), "", "it is not text in UTF-8.")]) from error
    rows = csv.DictReader(text.splitlines())
    header = [name.strip().lower() for name in rows.fieldnames or ()]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        found = ", ".join(header) or "nothing"
        message = f"found the columns {found}; expected {', '.join(COLUMNS)}, so {', '.join(missing)} is missing."
        raise DataError([Problem(str(path), "line 1", message)])
    rows.fieldnames = header
    problems: list[Problem] = []
    offers = [_offer(row, Problem(str(path), f"line {rows.line_num}", ""), problems) for row in rows]
    if problems:
        raise DataError(problems)
    return [offer for offer in offers if offer is not None]


def _offer(row: Mapping[str, str | None], at: Problem, problems: list[Problem]) -> Offer | None:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    wrong = []
    if not cells["part"]:
        wrong.append("part is empty; expected an id such as 'psu/corsair/rm850x-2021'.")
    if not _CURRENCY.fullmatch(cells["currency"]):
        wrong.append(f"currency is {cells['currency']!r}; expected three capitals such as 'USD'.")
    day = _day(cells["date"])
    if day is None:
        wrong.append(f"date is {cells['date']!r}; expected a day such as '2026-11-20'.")
    amount = _amount(cells["amount"])
    if amount is None:
        wrong.append(f"amount is {cells['amount']!r}; expected a number above 0 such as '129.99'.")
    problems += [Problem(at.source, at.where, message) for message in wrong]
    if wrong or day is None or amount is None:
        return None
    return Offer(cells["part"], cells["seller"], cells["currency"], day, amount)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None


def cheapest(offers: Iterable[Offer]) -> dict[str, Offer]:
    """Return the cheapest offer of each part, of equal ones the latest; of several currencies the first in the book.

    Amounts of different currencies are not compared: nobody gave a rate.
    """
    best: dict[str, Offer] = {}
    for offer in offers:
        known = best.get(offer.part)
        if known is None or (
            offer.currency == known.currency
            and (offer.amount, -offer.date.toordinal()) < (known.amount, -known.date.toordinal())
        ):
            best[offer.part] = offer
    return best
