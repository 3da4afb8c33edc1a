"""Evaluates a rule's tree on one build: a value that holds for all possible facts, and the facts to blame.

The blame of a value is what must become known for it to be decided; a decided value has none. A missing fact stands
for everything its type allows, so no rule ever handles missing facts by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rigcheck.rules import tree
from rigcheck.rules.tree import Node
from rigcheck.schema.kinds import Kind
from rigcheck.schema.shapes import FactType, ListType, NumberType, RecordType, TruthType, WordType
from rigcheck.values import (
    ANY_WORD,
    NON_NEGATIVE,
    Interval,
    Items,
    Record,
    Value,
    Words,
    equal,
    largest,
    less,
    less_or_equal,
    member,
    smallest,
)
from rigcheck.verdict import Verdict, conjunction, disjunction, negate

Blame = frozenset[str]
NOTHING: Blame = frozenset()
UNSEEN = "[…]"
"""Marks, in a path, a member of a list that nobody has stated."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value and the facts to blame for what it leaves open."""

    value: Value
    blame: Blame = NOTHING


@dataclass(slots=True)
class Scene:
    """What a rule sees while it is evaluated: the parts bound to its names, and all units of the build."""

    names: Mapping[str, Value]
    """Quantified kinds, groups of derived facts, `standard`; loop variables are added inside their loops."""
    units: Mapping[Kind, Items]
    because: Mapping[str, Blame] = field(default_factory=dict)
    """For a derived fact, by path: the facts of parts that leave it open."""
    reads: dict[str, tuple[Value, FactType]] = field(default_factory=dict)
    """Filled while evaluating: every fact that was looked at, by path."""
    on_edge: set[int] = field(default_factory=set)
    """Filled while evaluating: identities of the comparisons whose two sides were the same number."""

    def with_name(self, name: str, value: Value) -> Scene:
        """Return the scene inside a loop."""
        return Scene({**self.names, name: value}, self.units, self.because, self.reads, self.on_edge)


def verdict_of(node: Node, scene: Scene) -> tuple[Verdict, Blame]:
    """Evaluate a condition."""
    outcome = evaluate(node, scene)
    if not isinstance(outcome.value, Verdict):
        raise TypeError(f"a condition gave {outcome.value!r}")
    return outcome.value, outcome.blame


def unknown(shape: FactType, path: str) -> Value:
    """Return the value of a fact nobody stated: everything its type allows."""
    match shape:
        case NumberType():
            return NON_NEGATIVE
        case WordType():
            return ANY_WORD
        case TruthType():
            return Verdict.UNKNOWN
        case ListType():
            return Items((), complete=False, path=path)
        case RecordType():
            return Record({}, path)


def evaluate(node: Node, scene: Scene) -> Outcome:
    """Return the value of a node and its blame."""
    match node:
        case tree.Constant():
            return Outcome(node.value)
        case tree.Literals():
            return Outcome(Items(tuple(item.value for item in node.items)))
        case tree.Name():
            return Outcome(scene.names[node.name])
        case tree.Units():
            units = scene.units.get(node.kind, Items(()))
            return Outcome(units, NOTHING if units.complete else frozenset({units.path}))
        case tree.Fact():
            return _fact(node, scene)
        case tree.Not():
            verdict, blame = verdict_of(node.operand, scene)
            return Outcome(negate(verdict), blame)
        case tree.Junction():
            return _junction(node.how, [verdict_of(operand, scene) for operand in node.operands])
        case tree.Compare():
            return _compare(node, scene)
        case tree.Contains():
            return _contains(node, scene)
        case tree.Arithmetic():
            return _arithmetic(node, scene)
        case tree.Quotient():
            dividend, blame = _number(node.dividend, scene)
            return Outcome(dividend.divided_by(node.divisor), blame)
        case tree.Length():
            items, blame = _items(node.items, scene)
            return Outcome(Interval(len(items.items), len(items.items) if items.complete else None), blame)
        case tree.Extreme():
            operands = [_number(operand, scene) for operand in node.operands]
            numbers = [number for number, _ in operands]
            extreme = smallest(numbers) if node.how == "min" else largest(numbers)
            return _open(extreme, [blame for _, blame in operands])
        case tree.Fold():
            return _fold(node, scene)


def _fact(node: tree.Fact, scene: Scene) -> Outcome:
    record = evaluate(node.of, scene).value
    if not isinstance(record, Record):
        raise TypeError(f"{node.key!r} was asked of {record!r}")
    path = f"{record.path}.{node.key}"
    value = record.fields.get(node.key)
    if isinstance(node.type, RecordType):
        inner = value.fields if isinstance(value, Record) else {}
        return Outcome(Record(inner, path))
    if value is None:
        value = unknown(node.type, path)
    elif isinstance(value, Items):
        value = Items(value.items, value.complete, path)
    scene.reads[path] = (value, node.type)
    if _is_settled(value):
        return Outcome(value)
    # A fact of a member that nobody listed cannot be supplied by itself: what is missing is the list.
    listed, _, _ = path.partition(UNSEEN)
    return Outcome(value, scene.because.get(path, frozenset({listed})))


def _is_settled(value: Value) -> bool:
    match value:
        case Verdict():
            return value is not Verdict.UNKNOWN
        case Interval() | Words():
            return value.is_point
        case Items():
            return value.complete
        case Record():
            return True


def _number(node: Node, scene: Scene) -> tuple[Interval, Blame]:
    outcome = evaluate(node, scene)
    if not isinstance(outcome.value, Interval):
        raise TypeError(f"a number was expected, not {outcome.value!r}")
    return outcome.value, outcome.blame


def _items(node: Node, scene: Scene) -> tuple[Items, Blame]:
    outcome = evaluate(node, scene)
    if not isinstance(outcome.value, Items):
        raise TypeError(f"a list was expected, not {outcome.value!r}")
    return outcome.value, outcome.blame


def _open(value: Value, blames: list[Blame]) -> Outcome:
    """Return the outcome of an operation: a settled value needs no blame."""
    return Outcome(value, NOTHING if _is_settled(value) else NOTHING.union(*blames))


def _junction(how: str, operands: list[tuple[Verdict, Blame]]) -> Outcome:
    verdicts = [verdict for verdict, _ in operands]
    verdict = conjunction(verdicts) if how == "and" else disjunction(verdicts)
    if verdict is not Verdict.UNKNOWN:
        return Outcome(verdict)
    return Outcome(verdict, NOTHING.union(*(blame for one, blame in operands if one is Verdict.UNKNOWN)))


def _compare(node: tree.Compare, scene: Scene) -> Outcome:
    left, right = evaluate(node.left, scene), evaluate(node.right, scene)
    a, b = left.value, right.value
    if isinstance(a, Interval) and isinstance(b, Interval):
        if a.is_point and a == b:
            scene.on_edge.add(id(node))
        verdict = {"<=": less_or_equal, "<": less, "==": equal, "!=": equal}[node.how](a, b)
    else:
        verdict = equal(a, b)
    return _open(negate(verdict) if node.how == "!=" else verdict, [left.blame, right.blame])


def _contains(node: tree.Contains, scene: Scene) -> Outcome:
    wanted = evaluate(node.member, scene)
    items, blame = _items(node.items, scene)
    return _open(member(wanted.value, items), [wanted.blame, blame, _blame_of_members(items)])


def _blame_of_members(items: Items) -> Blame:
    if all(_is_settled(item) for item in items.items):
        return NOTHING
    return frozenset({items.path})


def _arithmetic(node: tree.Arithmetic, scene: Scene) -> Outcome:
    (left, left_blame), (right, right_blame) = _number(node.left, scene), _number(node.right, scene)
    match node.how:
        case "+":
            value = left + right
        case "-":
            value = left - right
        case "*":
            value = left * right
    return _open(value, [left_blame, right_blame])


@dataclass(frozen=True, slots=True)
class _Turn:
    """One turn of a loop: whether it takes place, and the scene inside it."""

    takes_place: Verdict
    blame: Blame
    scene: Scene
    repeats: bool = False
    """True for the members of a list that nobody has stated: there may be any number of them."""


def _turns(loops: tuple[tree.Loop, ...], turn: _Turn) -> Iterator[_Turn]:
    if not loops:
        yield turn
        return
    loop, rest = loops[0], loops[1:]
    items, blame = _items(loop.items, turn.scene)
    for index, item in enumerate(items.items):
        if isinstance(item, Record) and not item.path:
            item = Record(item.fields, f"{items.path}[{index}]")  # noqa: PLW2901 - the member, now with its path
        yield from _turns(rest, _guarded(loop, turn, turn.scene.with_name(loop.variable, item)))
    if not items.complete and isinstance(loop.items.type, ListType):
        unseen = unknown(loop.items.type.of, items.path + UNSEEN)
        inside = _guarded(loop, turn, turn.scene.with_name(loop.variable, unseen))
        if inside.takes_place is not Verdict.VIOLATED:
            yield from _turns(rest, _Turn(Verdict.UNKNOWN, inside.blame | blame, inside.scene, repeats=True))


def _guarded(loop: tree.Loop, turn: _Turn, scene: Scene) -> _Turn:
    guards = [(turn.takes_place, turn.blame), *(verdict_of(test, scene) for test in loop.conditions)]
    guard = _junction("and", guards)
    if not isinstance(guard.value, Verdict):
        raise TypeError("a guard is a verdict")
    return _Turn(guard.value, guard.blame, scene, turn.repeats)


def _fold(node: tree.Fold, scene: Scene) -> Outcome:
    start = _Turn(Verdict.OK, NOTHING, scene)
    turns = [turn for turn in _turns(node.loops, start) if turn.takes_place is not Verdict.VIOLATED]
    elements = [evaluate(node.element, turn.scene) for turn in turns]
    blames = [turn.blame | element.blame for turn, element in zip(turns, elements, strict=True)]
    if node.how in {"any", "all"}:
        return _quantified(node.how, turns, elements)
    if node.how == "same":
        return _open(_all_same(turns, elements), blames)
    numbers = [element.value for element in elements if isinstance(element.value, Interval)]
    if node.how == "sum":
        total = Interval.point(0)
        for turn, number in zip(turns, numbers, strict=True):
            total += _share(turn, number)
        return _open(total, blames)
    fallback = _number(node.default, scene) if node.default else (NON_NEGATIVE, NOTHING)
    return _open(_extreme(node.how, turns, numbers, fallback[0]), [*blames, fallback[1]])


def _quantified(how: str, turns: list[_Turn], elements: list[Outcome]) -> Outcome:
    operands: list[tuple[Verdict, Blame]] = []
    for turn, element in zip(turns, elements, strict=True):
        guard = turn.takes_place if how == "any" else negate(turn.takes_place)
        said = element.value if isinstance(element.value, Verdict) else Verdict.UNKNOWN
        joined = _junction("and" if how == "any" else "or", [(guard, turn.blame), (said, element.blame)])
        if isinstance(joined.value, Verdict):
            operands.append((joined.value, joined.blame))
    return _junction("or" if how == "any" else "and", operands)


def _share(turn: _Turn, number: Interval) -> Interval:
    """Return what a turn adds to a sum, none of it if it may not take place, more if it may repeat."""
    share = number if turn.takes_place is Verdict.OK else number.hull(Interval.point(0))
    if not turn.repeats:
        return share
    low = 0 if share.low is not None and share.low >= 0 else None
    high = 0 if share.high is not None and share.high <= 0 else None
    return Interval(low, high)


def _extreme(how: str, turns: list[_Turn], numbers: list[Interval], fallback: Interval) -> Interval:
    if how == "max":
        return -_extreme("min", turns, [-number for number in numbers], -fallback)
    sure = [number for turn, number in zip(turns, numbers, strict=True) if turn.takes_place is Verdict.OK]
    low = smallest([*numbers, *([] if sure else [fallback])]).low
    high = smallest(sure).high if sure else largest([*numbers, fallback]).high
    return Interval(low, high)


def _all_same(turns: list[_Turn], elements: list[Outcome]) -> Verdict:
    values = [element.value for element in elements]
    common: Value | None = None
    for turn, value in zip(turns, values, strict=True):
        if turn.takes_place is Verdict.OK:
            common = value if common is None else _both(common, value)
            if common is None:
                return Verdict.VIOLATED
    if any(turn.repeats for turn in turns):
        return Verdict.UNKNOWN
    if len(values) <= 1 or (
        all(_is_settled(value) for value in values) and all(value == values[0] for value in values)
    ):
        return Verdict.OK
    return Verdict.UNKNOWN


def _both(a: Value, b: Value) -> Value | None:
    match a, b:
        case Interval(), Interval():
            return a.meet(b)
        case Words(), Words():
            return a.meet(b)
        case Verdict(), Verdict():
            if Verdict.UNKNOWN in (a, b):
                return b if a is Verdict.UNKNOWN else a
            return a if a is b else None
        case _:
            return None
