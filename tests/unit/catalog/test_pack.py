"""Facts as text and back: nothing is lost, and numbers stay exact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rigcheck.catalog.pack import pack, unpack


@given(st.decimals(0, 10**9, places=3) | st.integers(0, 10**15))
def test_numbers_come_back_equal_and_never_as_floats(number: Decimal | int) -> None:
    facts, _ = unpack(pack({"length_mm": number}, ()))
    assert facts["length_mm"] == number
    assert isinstance(facts["length_mm"], int | Decimal)


def test_sources_come_back_with_their_dates() -> None:
    source = {"basis": "opendb", "title": "t", "retrieved": date(2026, 8, 17), "covers": ["length_mm"]}
    assert unpack(pack({}, (source,))) == ({}, (source,))


def test_more_digits_than_can_be_kept_are_refused() -> None:
    with pytest.raises(ValueError, match="more digits"):
        pack({"length_mm": Decimal("1.12345678901234567890")}, ())
