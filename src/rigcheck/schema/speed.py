"""How fast one GPU trains next to another, and several cards next to one: `catalog/speed`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rigcheck.schema.source import Basis
from rigcheck.schema.types import Strict

Positive = Annotated[int, Field(gt=0, strict=True)] | Annotated[Decimal, Field(gt=0, strict=True)]
How = Literal["measured", "derived"]
"""`measured`: a ratio of two figures of one table, to the reference or to a GPU whose speed is measured here;
`derived`: an estimate, by the method told."""


class SpeedSource(Strict):
    """A page or a table that speeds were read from."""

    id: str
    title: str
    url: str
    retrieved: date
    basis: Basis
    published: str | None = None
    """When its figures were taken, as far as it says."""

    @model_validator(mode="after")
    def _read(self) -> Self:
        if self.basis == "unverified":
            raise ValueError("a speed needs a source that was read")
        return self


class Speed(Strict):
    """How much faster than the reference one GPU trains, by one source."""

    name: str
    mixed: Positive | None = None
    """With mixed precision; absent where nobody measured or derived it."""
    fp32: Positive | None = None
    """With FP32; on Ampere and newer with TF32, which is what frameworks make of it there."""
    basis: How
    method: str
    source: str
    """The id of one of the file's sources."""
    note: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.mixed is None and self.fp32 is None:
            raise ValueError("needs mixed or fp32")
        return self


class GpuSpeed(Speed):
    """The speed that is used for a GPU, and what else calls it by which name."""

    chips: list[str]
    """Ids of `catalog/chips`; empty where there is no such card."""
    cloud: list[str]
    """As the key `gpu` of `catalog/cloud` spells it."""
    cloud_memory_gb: Positive | None = None
    """Only the instances whose GPU has this much memory, where one name stands for two GPUs."""


class Scaling(Strict):
    """How much faster several cards train one model than one of them."""

    gpu: str
    """A name of the file's GPUs."""
    gpus: Annotated[int, Field(ge=2, strict=True)]
    speed_up: Positive
    """With mixed precision."""
    speed_up_fp32: Positive | None = None
    basis: How
    source: str
    note: str | None = None


class SpeedFile(Strict):
    """The speeds of one reference GPU's scale."""

    title: str
    reference: str
    """The name of the GPU whose speed is 1."""
    gpu: list[GpuSpeed]
    other: list[Speed] = Field(default_factory=list)
    """What other sources measured: written down where they differ, and not used."""
    scaling: list[Scaling] = Field(default_factory=list)
    source: list[SpeedSource]
