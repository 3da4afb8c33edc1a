"""Facts of cloud instances: a file of `catalog/cloud` for each provider, with the date of its prices."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rigcheck.schema.source import Source
from rigcheck.schema.types import NonNegative, Strict

Priced = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""When prices held: a day, or as far as it is known a month or a year."""
Positive = Annotated[int, Field(gt=0, strict=True)] | Annotated[Decimal, Field(gt=0, strict=True)]


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
    legacy: bool = False
    """Still priced, but no longer among the provider's current types."""


class CloudFile(Strict):
    """The instances of one provider and region."""

    title: str
    provider: str
    region: str | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    priced: Priced
    """Of the prices on demand."""
    spot_priced: Priced | None = None
    instance: list[CloudInstance]
    sources: list[Source]
