"""What the tests of rules share: a scope with a few words, and scenes written as facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rigcheck.fact import value_of
from rigcheck.rules import tree
from rigcheck.rules.evaluate import Outcome, Scene, evaluate
from rigcheck.rules.language import Scope, lower
from rigcheck.schema.kinds import KINDS
from rigcheck.schema.shapes import NumberType, RecordType
from rigcheck.values import Interval, Items, Record, Value

SCOPE = Scope(
    vocabularies={
        "sockets": frozenset({"am4", "am5", "lga1700"}),
        "gpu_makers": frozenset({"nvidia", "amd"}),
        "board_form_factors": frozenset({"atx", "mini-itx"}),
    },
    standards=RecordType("standard", {"slots": RecordType("slots", {"pitch_mm": NumberType("mm")})}),
    parameters={
        "floor": tree.Constant(Interval.point(8), NumberType("GB")),
        "ratio": tree.Constant(Interval.point(2), NumberType()),
    },
)


def record(facts: Mapping[str, Any], path: str) -> Record:
    value = value_of(dict(facts), path)
    assert isinstance(value, Record)
    return value


def scene(**facts: Any) -> Scene:
    """Return a scene: a kind with a table is bound to its name, a kind with a list has these units."""
    names: dict[str, Value] = {}
    units: dict[Any, Items] = {}
    for name, given in facts.items():
        if isinstance(given, list):
            units[name] = Items(tuple(record(one, f"{name}#{number}") for number, one in enumerate(given, 1)))
        else:
            names[name] = record(given, f"{name}#1" if name in KINDS else name)
    return Scene(names, units)


def evaluated(text: str, **facts: Any) -> Outcome:
    """Return what an expression comes to."""
    return evaluate(lower(text, SCOPE), scene(**facts))
