"""The tree a rule's text is lowered to: typed, small, and the same for every use of the rule.

Each node knows its type, so that an evaluator can say what a missing value stands for without looking elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rigcheck.schema.kinds import Kind
from rigcheck.schema.shapes import FactType, ListType, NumberType, TruthType
from rigcheck.values import Exact, Value

TRUTH = TruthType()
COUNT = NumberType()


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal or a parameter."""

    value: Value
    type: FactType


@dataclass(frozen=True, slots=True)
class Literals:
    """A list of constants, as in `x in ['a', 'b']`."""

    items: tuple[Constant, ...]
    type: ListType


@dataclass(frozen=True, slots=True)
class Name:
    """A part the rule quantifies over, a group of derived facts, or a loop variable."""

    name: str
    type: FactType


@dataclass(frozen=True, slots=True)
class Units:
    """All units of a kind in the build, as a list."""

    kind: Kind
    type: ListType


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a record."""

    of: Node
    key: str
    type: FactType


@dataclass(frozen=True, slots=True)
class Not:
    """Kleene's *not*."""

    operand: Node
    type: FactType = TRUTH


@dataclass(frozen=True, slots=True)
class Junction:
    """Kleene's *and* or *or* of two or more conditions."""

    how: Literal["and", "or"]
    operands: tuple[Node, ...]
    type: FactType = TRUTH


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two values; `>` and `>=` are written with their sides exchanged."""

    how: Literal["<=", "<", "==", "!="]
    left: Node
    right: Node
    type: FactType = TRUTH


@dataclass(frozen=True, slots=True)
class Contains:
    """Whether a list has a member."""

    member: Node
    items: Node
    type: FactType = TRUTH


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum, difference or product."""

    how: Literal["+", "-", "*"]
    left: Node
    right: Node
    type: NumberType


@dataclass(frozen=True, slots=True)
class Quotient:
    """A number divided by a constant: a parameter or a literal."""

    dividend: Node
    divisor: Exact
    type: NumberType


@dataclass(frozen=True, slots=True)
class Length:
    """How many members a list has."""

    items: Node
    type: NumberType = COUNT


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of some numbers."""

    how: Literal["min", "max"]
    operands: tuple[Node, ...]
    type: NumberType


@dataclass(frozen=True, slots=True)
class Loop:
    """One `for … in … if …` of a generator."""

    variable: str
    items: Node
    conditions: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """A quantifier or a sum over one or two loops."""

    how: Literal["any", "all", "sum", "min", "max", "same"]
    element: Node
    loops: tuple[Loop, ...]
    default: Node | None
    type: FactType


Node = (
    Constant
    | Literals
    | Name
    | Units
    | Fact
    | Not
    | Junction
    | Compare
    | Contains
    | Arithmetic
    | Quotient
    | Length
    | Extreme
    | Fold
)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below one."""
    match node:
        case Fact():
            return (node.of,)
        case Not():
            return (node.operand,)
        case Junction() | Extreme():
            return node.operands
        case Compare() | Arithmetic():
            return (node.left, node.right)
        case Contains():
            return (node.member, node.items)
        case Quotient():
            return (node.dividend,)
        case Length():
            return (node.items,)
        case Fold():
            below = [part for loop in node.loops for part in (loop.items, *loop.conditions)]
            return (node.element, *below, *([node.default] if node.default else []))
        case _:
            return ()
