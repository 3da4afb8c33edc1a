"""Facts of cloud instances: a file of `catalog/cloud` for each provider, with the date of its prices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from rigcheck.schema.source import Source
from rigcheck.schema.types import Strict


def _of_the_calendar(text: str) -> str:
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        raise ValueError(f"found {text!r}; expected a day such as '2026-11-20', or a month") from None
    return text


Priced = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_of_the_calendar)]
"""When prices held: a day, or as far as it is known a month or a year."""
MOST: Final = 10**12
"""Of an amount or a size: what is above that is no price."""
Positive = (
    Annotated[int, Field(gt=0, le=MOST, strict=True)]
    | Annotated[Decimal, Field(gt=0, le=MOST, max_digits=18, strict=True)]
)
NonNegative = (
    Annotated[int, Field(ge=0, le=MOST, strict=True)]
    | Annotated[Decimal, Field(ge=0, le=MOST, max_digits=18, strict=True)]
)


class CloudInstance(Strict):
    """One instance type; money in the file's currency for one hour of use."""

    name: str
    gpu: str
    gpus: Positive
    """A share of one where GPUs are divided."""
    gpu_memory_gb: Positive | None = None
    """Of one GPU, or of the share of one."""
    compute_capability: NonNegative | None = None
    vcpus: Positive | None = None
    memory_gb: Positive | None = None
    on_demand_per_h: Positive
    spot_per_h: Positive | None = None
    spot_interruption: str | None = None
    """How often spot instances were taken back in a month, as the provider's band."""
    reserved_1y_per_h: Positive | None = None
    """Reserved for one year, nothing paid upfront; every hour of the year is paid, used or not."""
    reserved_3y_per_h: Positive | None = None
    """Reserved for three years and paid upfront: the sum spread over the hours of three years."""
    legacy: bool = False
    """Still priced, but no longer among the provider's current types."""


class Billing(Strict):
    """In which steps the use of an instance is paid."""

    priced: Priced
    unit_s: Annotated[int, Field(gt=0, strict=True)]
    """A part of this many seconds is paid whole."""
    minimum_s: Annotated[int, Field(ge=0, strict=True)] = 0


class Storage(Strict):
    """What keeping data costs for a month, by the GB."""

    priced: Priced
    object_per_gb_month: Positive | None = None
    file_per_gb_month: Positive | None = None
    """Of a filesystem that lives on without an instance."""
    block_per_gb_month: dict[str, Positive] = Field(default_factory=dict)
    """By volume type."""
    default_block: str | None = None

    @model_validator(mode="after")
    def _names_a_type(self) -> Self:
        if self.default_block is not None and self.default_block not in self.block_per_gb_month:
            raise ValueError(f"default_block {self.default_block!r} is no type of block_per_gb_month")
        return self


class Requests(Strict):
    """What a thousand requests to object storage cost."""

    priced: Priced
    write_per_1000: NonNegative
    read_per_1000: NonNegative


class EgressTier(Strict):
    """The price of the traffic of a month up to a total; the last one may go on without end."""

    up_to_gb: Positive | None = None
    per_gb: NonNegative


class Egress(Strict):
    """What sending data out to the internet costs, by the month."""

    priced: Priced
    free_gb_per_month: NonNegative = 0
    tiers: Annotated[list[EgressTier], Field(min_length=1)]
    """In order; a total counts from the first GB of the month, the free ones among them."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ends = [tier.up_to_gb for tier in self.tiers]
        if None in ends[:-1]:
            raise ValueError("only the last tier may lack up_to_gb")
        totals = [end for end in ends if end is not None]
        if totals != sorted(set(totals)):
            raise ValueError("the totals of tiers must rise")
        if totals and totals[0] <= self.free_gb_per_month:
            raise ValueError("the first tier ends within the free GB")
        return self


class Address(Strict):
    """What an address that the internet reaches costs."""

    priced: Priced
    public_ipv4_per_h: NonNegative


class CloudFile(Strict):
    """The instances of one provider and region, and what else is paid beside them, as far as it is known."""

    title: str
    provider: str
    region: str | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    priced: Priced
    """Of the prices on demand."""
    spot_priced: Priced | None = None
    reserved_priced: Priced | None = None
    billing: Billing | None = None
    storage: Storage | None = None
    requests: Requests | None = None
    egress: Egress | None = None
    address: Address | None = None
    instance: list[CloudInstance]
    sources: list[Source] = Field(default_factory=list)
    """Of every fact in a file of the catalog; a file of one's own needs none."""

    @model_validator(mode="after")
    def _dated(self) -> Self:
        stated = {key for one in self.instance for key in one.model_fields_set}
        if "spot_per_h" in stated and self.spot_priced is None:
            raise ValueError("spot prices need spot_priced, their date")
        if stated & {"reserved_1y_per_h", "reserved_3y_per_h"} and self.reserved_priced is None:
            raise ValueError("reserved prices need reserved_priced, their date")
        return self
