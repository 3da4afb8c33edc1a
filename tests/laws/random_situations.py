"""Random builds as rules see them, made of just the facts that a rule reads: stated, bounded, missing; open lists.

Drawn from the types of the facts and not from the catalog, so that no combination is too strange to be met. Words and
numbers come mostly from the rule itself, for else its comparisons would nearly always say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from hypothesis import strategies as st

from rigcheck.rules import tree
from rigcheck.rules.finding import Situation
from rigcheck.rules.model import Rule
from rigcheck.rules.sql.layout import Layout, Table, layout_of
from rigcheck.rules.tree import Node
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.shapes import FactType, ListType, NumberType, RecordType, TruthType, WordType
from rigcheck.values import Exact, Interval, Items, Record, Value, Words, exact
from rigcheck.verdict import Verdict

USUAL_NUMBERS: tuple[Exact, ...] = (0, 1, 2, 3, 4, 8, 330, 650, exact(Decimal("2.5")), exact(Decimal("0.000001")))
USUAL_WORDS = frozenset({"one", "another"})


def situations(rule: Rule) -> st.SearchStrategy[Situation]:
    """Return builds for one rule."""
    return _Drawing(rule).situation()


class _Drawing:
    """Strategies for the facts of one rule."""

    def __init__(self, rule: Rule) -> None:
        self.layout: Layout = layout_of([rule])
        constants = [node.value for node in _constants([rule.require, *([rule.when] if rule.when else [])])]
        said = {word for value in constants if isinstance(value, Words) for word in value.options or ()}
        near = {
            bound
            for value in constants
            if isinstance(value, Interval) and value.low is not None
            for bound in (value.low, value.low + 1)
        }
        self.words = st.sampled_from(sorted(said | USUAL_WORDS))
        # Tables hold six decimals; a rule's own threshold may have more.
        self.numbers = st.sampled_from(sorted({*USUAL_NUMBERS, *(one for one in near if one >= 0 and _fits(one))}))

    def situation(self) -> st.SearchStrategy[Situation]:
        kinds: list[Kind] = [kind for kind in KINDS if kind in self.layout.tables]
        parts = st.fixed_dictionaries({kind: self.parts(kind) for kind in kinds})
        groups = st.fixed_dictionaries(
            {name: self.record(self.layout.table(name), name) for name in self.layout.groups}
        )
        return st.builds(_situation, parts, groups, st.frozensets(st.sampled_from(kinds or KINDS), max_size=1))

    def parts(self, kind: Kind) -> st.SearchStrategy[list[tuple[Record, int]]]:
        """Return the distinct parts of a kind, each with its units."""
        table = self.layout.table(kind)
        some = st.lists(st.tuples(self.record(table, ""), st.integers(1, 2)), max_size=2)
        return some.map(lambda drawn: [(Record(part.fields, f"{kind}#{i}"), n) for i, (part, n) in enumerate(drawn, 1)])

    def record(self, table: Table, path: str) -> st.SearchStrategy[Record]:
        shapes: dict[tuple[str, ...], FactType | Table] = {**table.facts, **table.lists}
        return st.fixed_dictionaries({}, optional={key: self.fact(shape) for key, shape in shapes.items()}).map(
            lambda facts: _nested(facts, path)
        )

    def fact(self, shape: FactType | Table) -> st.SearchStrategy[Value]:
        match shape:
            case Table():
                member = self.fact(shape.facts[()]) if () in shape.facts else self.record(shape, "")
                return _items(member)
            case NumberType():
                return st.one_of(self.numbers.map(Interval.point), st.builds(_between, self.numbers, self.numbers))
            case WordType():
                some = st.frozensets(self.words, min_size=1, max_size=2).map(Words)
                return st.one_of(self.words.map(Words.of), some)
            case TruthType():
                return st.sampled_from([Verdict.OK, Verdict.VIOLATED])
            case ListType(of=member_shape):
                return _items(self.fact(member_shape))
            case RecordType():
                return st.just(Record({}))


def _items(member: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.builds(Items, st.lists(member, max_size=3).map(tuple), st.booleans())


def _between(a: Exact, b: Exact) -> Interval:
    """Return the interval between two numbers; from the number up, where both are the same."""
    return Interval(a, None) if a == b else Interval(min(a, b), max(a, b))


def _nested(facts: dict[tuple[str, ...], Value], path: str) -> Record:
    fields: dict[str, Value] = {}
    for key in sorted({keys[0] for keys in facts}):
        if (key,) in facts:
            fields[key] = facts[key,]
        else:
            below = {keys[1:]: value for keys, value in facts.items() if keys[0] == key}
            fields[key] = _nested(below, f"{path}.{key}")
    return Record(fields, path)


def _situation(
    drawn: dict[Kind, list[tuple[Record, int]]], groups: dict[str, Record], open_kinds: frozenset[Kind]
) -> Situation:
    units = {
        kind: Items(tuple(part for part, count in parts for _ in range(count)), kind not in open_kinds, kind)
        for kind, parts in drawn.items()
    }
    parts = {kind: tuple(part for part, _ in distinct) for kind, distinct in drawn.items()}
    return Situation(parts, units, groups, {})


def _constants(nodes: Iterable[Node]) -> list[tree.Constant]:
    found: list[tree.Constant] = []
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, tree.Constant):
            found.append(node)
        elif isinstance(node, tree.Literals):
            found += node.items
        stack += tree.children(node)
    return found


def _fits(number: Exact) -> bool:
    return (number * 10**6).denominator == 1
