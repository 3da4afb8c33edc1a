"""Money to the cent, rounded in one way wherever it is written."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

CENT: Final = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Return an amount to the cent, halves away from zero, as bills are written."""
    return amount.quantize(CENT, ROUND_HALF_UP) + 0  # and no cent below nothing is -0.00
