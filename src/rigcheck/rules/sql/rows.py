"""Facts as rows: what is stored of each value, with a missing one spelled out as everything its type allows.

Every list that may go on has one more row, marked `unseen`, of which nothing is known; so SQL never asks what missing
means, and no NULL stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rigcheck.errors import DataError, Problem
from rigcheck.rules.evaluate import unknown
from rigcheck.rules.sql.layout import Table
from rigcheck.rules.sql.names import SCALE, column, columns_of
from rigcheck.schema.kinds import KINDS
from rigcheck.schema.shapes import FactType, ListType, NumberType, TruthType, WordType
from rigcheck.values import NO_ITEMS_KNOWN, Exact, Interval, Items, Record, Value, Words
from rigcheck.verdict import Verdict

NOTHING_KNOWN = Record({})
LARGEST = 2**63 // SCALE - 1
"""The largest number a fact may have in a table."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is stored of one record or list member; equal facts make equal rows, whatever they are called."""

    cells: tuple[Any, ...]
    members: tuple[tuple[Member, ...], ...] = ()
    """For each list of its table, in order: the members."""


@dataclass(frozen=True, slots=True)
class Member:
    """One row of a list's table."""

    position: int
    row: Row
    unseen: bool = False


@dataclass(slots=True)
class Stored:
    """The rows of one table and of those below it, ready to be inserted."""

    table: Table
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    below: list[Stored] = field(default_factory=list)
    ids: dict[Row, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.below = [Stored(table) for table in self.table.lists.values()]

    def interned(self, row: Row) -> int:
        """Return the number of this row; parts of which the same is known share one."""
        number = self.ids.get(row)
        if number is None:
            number = self.ids[row] = self.add(row)
        return number

    def add(self, row: Row, *of: Any) -> int:
        """Store a row and the members of its lists; return its number."""
        number = len(self.rows)
        self.rows.append((number, *of, *row.cells))
        for stored, members in zip(self.below, row.members, strict=True):
            for member in members:
                stored.add(member.row, number, member.position, member.unseen)
        return number


def fact_columns(table: Table) -> dict[str, str]:
    """Return the columns of a table's facts and their SQL types."""
    return {
        column(".".join(path), suffix): sql_type
        for path, shape in table.facts.items()
        for suffix, sql_type in columns_of(shape).items()
    }


def row_of(table: Table, value: Value, where: str) -> Row:
    """Return what is stored of a record, or of a list's member that is a single value.

    Raises DataError for a number that the columns cannot hold exactly, and for a negative one of a part, which the
    templates for facts of parts do not expect; `where` names the record in it.
    """
    signed = table.name.partition(".")[0] not in KINDS
    cells = tuple(
        cell
        for path, shape in table.facts.items()
        for cell in _cells(found(value, path), shape, f"{where}.{'.'.join(path)}" if path else where, signed=signed)
    )
    members = tuple(
        tuple(_members(below, found(value, path), f"{where}.{'.'.join(path)}")) for path, below in table.lists.items()
    )
    return Row(cells, members)


def found(value: Value | None, path: tuple[str, ...]) -> Value | None:
    """Return the fact under a path; None when it, or a group on the way, is missing."""
    for key in path:
        if not isinstance(value, Record):
            return None
        value = value.fields.get(key)
    return value


def _members(table: Table, value: Value | None, where: str) -> Iterator[Member]:
    items = value if isinstance(value, Items) else NO_ITEMS_KNOWN
    for position, item in enumerate(items.items):
        yield Member(position, row_of(table, item, f"{where}[{position}]"))
    if not items.complete:
        yield Member(-1, row_of(table, _unseen(table), where), unseen=True)


def _unseen(table: Table) -> Value:
    shape = table.facts.get(())
    return NOTHING_KNOWN if shape is None else unknown(shape, "")


def _cells(value: Value | None, shape: FactType, where: str, *, signed: bool) -> tuple[Any, ...]:
    match unknown(shape, "") if value is None else value, shape:
        case Interval() as number, NumberType():
            if not signed and (number.low is None or number.low < 0):
                raise DataError([Problem(where, "", f"found {number!r}; no quantity of a part is negative.")])
            return _end(number.low, where), _end(number.high, where)
        case Words() as words, WordType():
            return (None if words.options is None else tuple(sorted(words.options)),)
        case Verdict() as truth, TruthType():
            return (int(truth),)
        case Items() as items, ListType(of=WordType()):
            return len(items.items), not items.complete, *_gathered(items)
        case Items() as items, ListType():
            return len(items.items), not items.complete
    raise DataError([Problem(where, "", f"found {value!r}, which is not the kind of fact its schema says.")])


def _gathered(items: Items) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    words = [item for item in items.items if isinstance(item, Words)]
    sure = {word for item in words if item.is_point for word in item.options or ()}
    maybe = {word for item in words if not item.is_point for word in item.options or ()}
    return tuple(sorted(sure)), tuple(sorted(maybe)), any(item.options is None for item in words)


def _end(number: Exact | None, where: str) -> int | None:
    if number is None:
        return None
    millionths = number * SCALE
    if not isinstance(millionths, int):
        if millionths.denominator != 1:
            raise DataError([Problem(where, "", f"found {number}; tables hold numbers of at most six decimals.")])
        millionths = millionths.numerator
    if abs(millionths) > LARGEST * SCALE:
        raise DataError([Problem(where, "", f"found {number}; tables hold numbers up to {LARGEST}.")])
    return millionths


def namespace(values: Mapping[str, Value], name: str) -> Value:
    """Return a group of derived facts; one that nobody computed is a group of which nothing is known."""
    return values.get(name, NOTHING_KNOWN)
