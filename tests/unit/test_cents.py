"""Money is rounded to the cent as bills are: halves away from zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rigcheck.money import cents


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.125", "0.13"),
        ("0.135", "0.14"),
        ("-0.125", "-0.13"),
        ("33.3333", "33.33"),
        ("7", "7.00"),
        ("-0.001", "0.00"),
    ],
)
def test_halves_go_away_from_zero(amount: str, rounded: str) -> None:
    assert str(cents(Decimal(amount))) == rounded
