"""What the tests of the power model share: records from inline facts, and the standards as they are shipped."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from rigcheck.engine.session import Session
from rigcheck.fact import value_of
from rigcheck.quantity import Quantity
from rigcheck.schema.kinds import Kind
from rigcheck.values import Record, exact

Facts = Mapping[str, Any]


def record(facts: Facts, path: str) -> Record:
    value = value_of(facts, path)
    assert isinstance(value, Record)
    return value


def units(kind: Kind, *listed: Facts | tuple[int, Facts]) -> list[tuple[Record, int]]:
    """Return parts of a kind; of those with a number, so many."""
    counted = [one if isinstance(one, tuple) else (1, one) for one in listed]
    return [(record(facts, f"{kind}#{number}"), count) for number, (count, facts) in enumerate(counted, 1)]


@cache
def standards() -> Record:
    """Return the standards as they are shipped."""
    return Session().standards_record


def standard(name: str) -> Record:
    found = standards().fields[name]
    assert isinstance(found, Record)
    return found


def exactly(number: str | int) -> Quantity:
    """Return a known number, without loss: `862.5`, `1/3`."""
    return Quantity.exactly(exact(Fraction(number)))
