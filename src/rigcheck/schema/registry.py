"""Each kind with its model and its type: what loaders validate with and what rules are checked against."""

from __future__ import annotations

from functools import cache
from typing import Final

from rigcheck.schema.case import Case
from rigcheck.schema.cooler import Cooler
from rigcheck.schema.cpu import Cpu
from rigcheck.schema.derived import LASTING, PLACED
from rigcheck.schema.gpu import Gpu
from rigcheck.schema.kinds import Kind
from rigcheck.schema.memory import Memory
from rigcheck.schema.motherboard import Motherboard
from rigcheck.schema.others import Accessory, Card, Fan
from rigcheck.schema.psu import Psu
from rigcheck.schema.settings import PART_SETTINGS
from rigcheck.schema.shapes import FactType, RecordType, WordType
from rigcheck.schema.storage import Storage
from rigcheck.schema.types import Strict, record_type

MODELS: Final[dict[Kind, type[Strict]]] = {
    "cpu": Cpu,
    "motherboard": Motherboard,
    "memory": Memory,
    "gpu": Gpu,
    "storage": Storage,
    "psu": Psu,
    "case": Case,
    "cooler": Cooler,
    "fan": Fan,
    "card": Card,
    "accessory": Accessory,
}


@cache
def part_type(kind: Kind) -> RecordType:
    """Return the facts that a part of this kind can state in the catalog."""
    return record_type(MODELS[kind])


@cache
def subject_type(kind: Kind) -> RecordType:
    """Return what a rule can read of a part of this kind: its facts, its settings and what is derived for it."""
    extra: dict[str, FactType] = {"placed": PLACED} if kind in {"gpu", "card"} else {}
    extra |= {"lasting_w": LASTING} if kind in {"gpu", "cpu"} else {}
    return RecordType(kind, {**part_type(kind).fields, **PART_SETTINGS, **extra, "id": WordType()})
