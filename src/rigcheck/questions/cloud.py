"""Which cloud instances there are for a wish, in an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from rigcheck.catalog.cloud import Offered
from rigcheck.schema.cloud import CloudFile, CloudInstance
from rigcheck.schema.period import is_old

SCHEMA: Final = "rigcheck.cloud/1"


@dataclass(frozen=True, slots=True)
class CloudWishes:
    """What an instance must have; None where anything will do."""

    gpu: str | None = None
    gpu_memory_gb: int | None = None
    gpus: int | None = None
    provider: str | None = None
    legacy: bool = False

    def hold(self, file: CloudFile, instance: CloudInstance) -> bool:
        """Return whether an instance is what is wished for; memory that nobody stated is not taken for enough."""
        return (
            (self.gpu is None or all(word in instance.gpu.casefold() for word in self.gpu.casefold().split()))
            and (self.gpu_memory_gb is None or (instance.gpu_memory_gb or 0) >= self.gpu_memory_gb)
            and (self.gpus is None or instance.gpus >= self.gpus)
            and (self.provider is None or file.provider == self.provider)
            and (self.legacy or not instance.legacy)
        )


ORDERS: Final[Mapping[str, Callable[[CloudInstance], Any]]] = {
    "price": lambda one: one.on_demand_per_h,
    "price-per-gpu": lambda one: Decimal(one.on_demand_per_h) / Decimal(one.gpus),
    "spot": lambda one: (one.spot_per_h is None, one.spot_per_h or 0),
    "gpu-memory": lambda one: -(one.gpu_memory_gb or 0),
    "name": lambda one: one.name,
}
"""What instances are sorted by; equal ones by name."""


def chosen(offered: Sequence[Offered], wishes: CloudWishes, sort: str) -> list[Offered]:
    """Return the instances that are wished for, in this order."""
    found = [(file, instance) for file, instance in offered if wishes.hold(file, instance)]
    return sorted(found, key=lambda one: (ORDERS[sort](one[1]), one[1].name))


def without_memory(offered: Sequence[Offered], wishes: CloudWishes) -> list[str]:
    """Return the instances that are left out for one thing alone: nobody stated the memory of their GPU."""
    if wishes.gpu_memory_gb is None:
        return []
    others = replace(wishes, gpu_memory_gb=None)
    return sorted(one.name for file, one in offered if one.gpu_memory_gb is None and others.hold(file, one))


def per_gpu(instance: CloudInstance) -> Decimal:
    """Return the price on demand of one GPU for an hour, to a hundredth of a cent."""
    return (Decimal(instance.on_demand_per_h) / Decimal(instance.gpus)).quantize(Decimal("0.0001"))


def cloud_json(
    offered: Sequence[Offered], files: Sequence[CloudFile], today: date, without_memory: Sequence[str] = ()
) -> dict[str, Any]:
    """Return instances as JSON-ready data, schema `rigcheck.cloud/1`; money is text, for it is exact.

    Prices are marked that are older than a year before `today`; `without_memory` names the instances left out because
    nobody stated how much memory their GPU has.
    """
    used = {file.provider for file, _ in offered}
    return {
        "schema": SCHEMA,
        "instances": [
            {
                "instance": one.name,
                "provider": file.provider,
                "region": file.region,
                "gpu": one.gpu,
                "gpus": _number(one.gpus),
                "gpu_memory_gb": _number(one.gpu_memory_gb),
                "vcpus": _number(one.vcpus),
                "memory_gb": _number(one.memory_gb),
                "currency": file.currency,
                "on_demand_per_h": f"{Decimal(one.on_demand_per_h):f}",
                "on_demand_per_gpu_h": f"{per_gpu(one):f}",
                "spot_per_h": None if one.spot_per_h is None else f"{Decimal(one.spot_per_h):f}",
                "spot_interruption": one.spot_interruption,
                "price_date": file.priced,
                "spot_price_date": file.spot_priced if one.spot_per_h is not None else None,
                "older_than_a_year": is_old(file.priced, today),
                "spot_older_than_a_year": one.spot_per_h is not None and is_old(file.spot_priced, today),
                "legacy": one.legacy,
            }
            for file, one in offered
        ],
        "memory_not_known": list(without_memory),
        "sources": [
            {
                "provider": file.provider,
                "title": source.title,
                "url": source.url,
                "basis": source.basis,
                "covers": list(source.covers),
            }
            for file in files
            if file.provider in used
            for source in file.sources
        ],
    }


def _number(value: int | Decimal | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value
