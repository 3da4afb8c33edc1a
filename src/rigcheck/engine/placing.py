"""Places the cards and drives of a build. Builds of the same parts, in the same case, are placed once.

What a placement depends on is told by the facts of seven kinds of parts and their settings. The facts of a catalogued
part are one object however many builds name it, so builds are told apart by objects and not by reading them again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from rigcheck.engine.build import Build
from rigcheck.engine.distinct import Distinct, group_of, only
from rigcheck.fact import usual_of
from rigcheck.placement.facts import Parts, Placement, placement_of
from rigcheck.schema.kinds import Kind
from rigcheck.values import Record, exact

LOOKED_AT: Final[frozenset[Kind]] = frozenset({"motherboard", "case", "cpu", "gpu", "card", "storage", "accessory"})
KEPT: Final = 2**14
"""Placements that are remembered."""

_placements: OrderedDict[tuple[Any, ...], tuple[tuple[object, ...], Placement]] = OrderedDict()
"""By what they depend on. The objects are kept too: as long as they live no other has their identity."""


def placement_for(build: Build, distinct: Callable[[], Distinct], standards: Record) -> Placement:
    """Return the placement of a build; `distinct` gives its records if they are needed."""
    parts = [part for part in build.parts if part.kind in LOOKED_AT]
    key = (
        id(standards),
        *((part.ref, part.name, part.id, part.quantity, id(part.facts), *part.settings.items()) for part in parts),
    )
    known = _placements.get(key)
    if known is not None:
        _placements.move_to_end(key)
        return known[1]
    names = {part.ref: f"{part.name} {part.id}" for part in parts}
    usual = {part.ref: usual_of(part.facts.get("thickness_slots")) for part in parts}
    placement = _placed(distinct(), names, usual, standards)
    _placements[key] = ((standards, *(part.facts for part in parts)), placement)
    if len(_placements) > KEPT:
        _placements.popitem(last=False)
    return placement


def forget() -> None:
    """Forget every placement: for measuring what they cost."""
    _placements.clear()


def _placed(distinct: Distinct, names: Mapping[str, str], usual: Mapping[str, Any], standards: Record) -> Placement:
    cases = distinct.get("case", ())
    parts = Parts(
        board=only(distinct, "motherboard"),
        case=cases[0][0] if cases else None,
        cpus=distinct.get("cpu", ()),
        gpus=_by_name(distinct.get("gpu", ()), names),
        cards=_by_name(distinct.get("card", ()), names),
        storage=distinct.get("storage", ()),
        accessories=distinct.get("accessory", ()),
        usual={ref: exact(thickness) for ref, thickness in usual.items() if isinstance(thickness, int | Decimal)},
    )
    return placement_of(parts, group_of(standards, "slots"))


def _by_name(units: tuple[tuple[Record, int], ...], names: Mapping[str, str]) -> tuple[tuple[Record, int], ...]:
    """Return parts by name: which of two alike gets the better slot must not depend on the order of the list."""
    return tuple(sorted(units, key=lambda one: names[one[0].path]))
