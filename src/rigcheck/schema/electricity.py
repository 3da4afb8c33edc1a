"""What households pay for electricity: a file of `catalog/electricity` for each list that was read."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from rigcheck.schema.source import Source
from rigcheck.schema.types import Strict

Positive = Annotated[int, Field(gt=0, strict=True)] | Annotated[Decimal, Field(gt=0, strict=True)]
Period = Annotated[str, Field(pattern=r"^\d{4}(-(S[12]|Q[1-4]|\d{2}(-\d{2})?))?$")]
"""What the price is the average of, or when it began: a year, half a year, a quarter, a month or a day."""
Code = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
"""ISO 3166: a country (`DE`) or a part of one (`US-TX`)."""


class TariffRow(Strict):
    """What one kilowatt-hour costs a household of one place, in the file's currency."""

    code: Code
    place: str
    also: list[str] = Field(default_factory=list)
    """Other names people call the place by."""
    per_kwh: Positive
    note: str | None = None


class ElectricityFile(Strict):
    """Prices of one list, for one period."""

    title: str
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    period: Period
    taxes: Literal["included", "excluded"] | None = None
    """Whether sales and value-added taxes are in the price; absent where the list does not say."""
    tariff: list[TariffRow]
    other: list[TariffRow] = Field(default_factory=list)
    """What other sources say of the same place and period: written down where they differ, and not used."""
    sources: list[Source]
    """`covers` is `per_kwh` for all, `per_kwh.FR` for one place, `other` for what is not used."""
