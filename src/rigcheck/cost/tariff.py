"""What a kWh costs: a price as stated, or a place that the catalog knows one for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from rigcheck.catalog.electricity import Tariff, tariff_of
from rigcheck.errors import Problem, UsageError

MOST: Final = 10**9
"""Per kWh, in any currency there is."""


def price_or_place(text: str, known: Sequence[Tariff]) -> Decimal | Tariff:
    """Return the price that a text is, or the tariff of the place that it names.

    Raises UsageError for a price below nothing and, with the nearest names, for a place without one.
    """
    try:
        price = Decimal(text.strip())
    except InvalidOperation:
        pass
    else:
        if not price.is_finite() or not 0 <= price <= MOST:
            raise UsageError.of("--tariff", f"found {text!r}; expected the price of a kWh, 0 or more.")
        return price
    try:
        return tariff_of(text, known=known)
    except UsageError as error:
        raise UsageError([Problem("--tariff", "", one.message, one.hint) for one in error.problems]) from None
