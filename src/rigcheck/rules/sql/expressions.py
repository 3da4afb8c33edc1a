"""Each node of a rule's tree as SQL over the columns of a frame."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rigcheck.rules import tree
from rigcheck.rules.sql import aggregates, terms
from rigcheck.rules.sql.aggregates import Aggregate, Turn
from rigcheck.rules.sql.frame import Frame
from rigcheck.rules.sql.layout import free_reads, read_of
from rigcheck.rules.sql.loops import UNITS, inside, list_table
from rigcheck.rules.sql.names import SCALE, column, columns_of, not_compiled, quoted, words_literal
from rigcheck.rules.sql.terms import Listed, Number, Term, Truth, Word
from rigcheck.rules.tree import Node
from rigcheck.schema.kinds import KINDS
from rigcheck.schema.shapes import FactType, ListType, NumberType, RecordType, TruthType, WordType
from rigcheck.values import Interval, Value, Words
from rigcheck.verdict import Verdict

NON_NEGATIVE = Number("0", "NULL", positive=True)


def term(node: Node, frame: Frame) -> Term:
    """Return a node in SQL; the frame gets a column for what is used more than once."""
    known = frame.known.get(id(node))
    if known is not None:
        return known
    read = read_of(node)
    if read is not None:
        prefix = frame.roots[read.root]
        # Facts of parts are refused by the loader when they are negative; derived facts and standards may be.
        positive = frame.tables[read.root].partition(".")[0] in KINDS
        return _columns(read.type, f"{prefix}.{read.key}" if read.path else prefix, positive=positive)
    match node:
        case tree.Constant():
            return _constant(node.value)
        case tree.Not():
            return Truth(terms.negation(truth(node.operand, frame).sql))
        case tree.Junction():
            join = terms.conjunction if node.how == "and" else terms.disjunction
            return Truth(join([truth(operand, frame).sql for operand in node.operands]))
        case tree.Compare():
            return _compare(node, frame)
        case tree.Contains():
            return _contains(node, frame)
        case tree.Arithmetic():
            return _arithmetic(node, frame)
        case tree.Quotient():
            return terms.times_constant(number(node.dividend, frame), 1 / Fraction(node.divisor))
        case tree.Length():
            listed = _listed(node.items, frame)
            return Number(listed.count, f"CASE WHEN {listed.open} THEN NULL ELSE {listed.count} END", positive=True)
        case tree.Extreme():
            return terms.extreme(node.how, [frame.settled(number(operand, frame)) for operand in node.operands])
        case tree.Fold():
            return _fold(node, frame)
        case _:
            raise not_compiled(type(node).__name__)


def truth(node: Node, frame: Frame) -> Truth:
    """Return a condition in SQL."""
    found = term(node, frame)
    if not isinstance(found, Truth):
        raise not_compiled(f"{type(node).__name__} as a condition")
    return found


def number(node: Node, frame: Frame) -> Number:
    """Return a number in SQL."""
    found = term(node, frame)
    if not isinstance(found, Number):
        raise not_compiled(f"{type(node).__name__} as a number")
    return found


def _columns(shape: FactType, path: str, *, positive: bool = False) -> Term:
    names = {suffix: quoted(column(path, suffix)) for suffix in columns_of(shape)}
    match shape:
        case NumberType():
            return Number(names["low"], names["high"], SCALE, positive)
        case WordType():
            return Word(names["options"])
        case TruthType():
            return Truth(names["truth"])
        case ListType():
            return Listed(**names)
        case RecordType():
            raise not_compiled(f"{path} as a value")


def _constant(value: Value) -> Term:
    match value:
        case Interval(low=low) if low is not None and value.is_point:
            return terms.constant(low)
        case Words(options=frozenset() as options):
            return Word(words_literal(sorted(options)))
        case Verdict():
            return Truth(str(int(value)))
    raise not_compiled(f"the constant {value!r}")


def _compare(node: tree.Compare, frame: Frame) -> Truth:
    left, right = term(node.left, frame), term(node.right, frame)
    if isinstance(left, Number) and isinstance(right, Number):
        if node.how == "<=":
            return Truth(terms.less_or_equal(left, right))
        if node.how == "<":
            return Truth(terms.less(left, right))
    equal = _equal(left, right, frame)
    return Truth(terms.negation(equal) if node.how == "!=" else equal)


def _equal(left: Term, right: Term, frame: Frame) -> str:
    match left, right:
        case Number(), Number():
            return terms.equal_numbers(frame.settled(left), frame.settled(right))
        case Word(), Word():
            return terms.equal_words(left, right)
        case Truth(), Truth():
            return terms.equal_truths(frame.settled_truth(left), frame.settled_truth(right))
    raise not_compiled(f"a comparison of {type(left).__name__} and {type(right).__name__}")


def _arithmetic(node: tree.Arithmetic, frame: Frame) -> Number:
    left, right = number(node.left, frame), number(node.right, frame)
    if node.how == "+":
        return terms.plus(left, right)
    if node.how == "-":
        return terms.minus(left, right)
    for factor, other in ((node.left, right), (node.right, left)):
        if isinstance(factor, tree.Constant) and isinstance(factor.value, Interval) and factor.value.low is not None:
            return terms.times_constant(other, factor.value.low)
    return terms.times(frame.settled(left), frame.settled(right))


def _listed(items: Node, frame: Frame) -> Listed:
    if isinstance(items, tree.Units):
        return Listed(*(quoted(column(UNITS + items.kind, suffix)) for suffix in ("count", "open")))
    if isinstance(items, tree.Literals):
        words = [word for item in items.items if isinstance(item.value, Words) for word in item.value.options or ()]
        return Listed(str(len(items.items)), "false", words_literal(words), words_literal([]), "false")
    found = term(items, frame)
    if not isinstance(found, Listed):
        raise not_compiled(f"{type(items).__name__} as a list")
    return found


def _contains(node: tree.Contains, frame: Frame) -> Truth:
    wanted, items = term(node.member, frame), _listed(node.items, frame)
    if isinstance(wanted, Word):
        return Truth(terms.word_in(wanted, items))
    if isinstance(node.items, tree.Literals):
        return Truth(terms.disjunction([_equal(wanted, _constant(item.value), frame) for item in node.items.items]))
    if isinstance(wanted, Number):
        wanted = frame.settled(wanted)
    elif isinstance(wanted, Truth):
        wanted = frame.settled_truth(wanted)
    return _among_members(wanted, node.items, frame)


def _among_members(wanted: Term, items: Node, frame: Frame) -> Truth:
    """Return whether a number or truth is among the members of a list; one nobody listed may be it."""
    table, owner = list_table(frame, items)
    if not isinstance(items.type, ListType):
        raise not_compiled("a list of unknown type")
    member = _columns(items.type.of, "")
    equal = _equal(wanted, member, frame)
    keys, rows = ", ".join(frame.keys), quoted(frame.relation)
    folded = frame.statement.step(
        "fold",
        f'SELECT {keys}, max(CASE WHEN "unseen" THEN 1 ELSE {equal} END) AS "truth"\n'
        f'  FROM {rows} JOIN (SELECT * EXCLUDE ("id", "position") FROM {quoted(table)}) AS "item"'
        f' ON "item"."of" = {rows}.{owner} GROUP BY {keys}',
    )
    return Truth(frame.join("among", folded, {"truth": f'coalesce({quoted(folded)}."truth", 0)'})["truth"])


def _fold(node: tree.Fold, frame: Frame) -> Term:
    for inner in _independent(node):
        term(inner, frame)
    outcome = _folded(node, frame)
    frame.known[id(node)] = outcome
    return outcome


def _folded(node: tree.Fold, frame: Frame) -> Term:
    default = frame.settled(number(node.default, frame)) if node.default else NON_NEGATIVE
    turns, turn = _turns(node, frame)
    aggregate = _aggregate(node, turn, default, turns)
    keys = ", ".join(frame.keys)
    computed = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in aggregate.inside.items())
    # A turn that surely does not take place is none; its column is never NULL, so no turn is lost by accident.
    folded = frame.statement.step(
        "fold",
        f"SELECT {keys}, {computed}\n  FROM {quoted(turns.relation)} WHERE {turn.takes} <> 0 GROUP BY {keys}",
    )
    columns = frame.join(node.how, folded, aggregate.outside(lambda name: f"{quoted(folded)}.{quoted(name)}"))
    if aggregate.scale:
        return Number(columns["low"], columns["high"], aggregate.scale, aggregate.positive)
    return Truth(columns["truth"])


def _turns(node: tree.Fold, frame: Frame) -> tuple[Frame, Turn]:
    """Return the frame of a fold's innermost turns; one that nobody listed may take place at most."""
    takes, repeats = "2", "false"
    for index, loop in enumerate(node.loops):
        rest = node.loops[index + 1 :]
        read_by = [*loop.conditions, tree.Fold(node.how, node.element, rest, None, node.type)]
        frame, unseen = inside(frame, loop, read_by)
        guards = [truth(condition, frame).sql for condition in loop.conditions]
        columns = frame.add(
            "turn",
            {
                "takes": terms.conjunction([takes, *guards, f"CASE WHEN {unseen} THEN 1 ELSE 2 END"]),
                "repeats": unseen if repeats == "false" else f"{repeats} OR {unseen}",
            },
        )
        takes, repeats = columns["takes"], columns["repeats"]
    return frame, Turn(takes, repeats)


def _aggregate(node: tree.Fold, turn: Turn, default: Number, turns: Frame) -> Aggregate:
    element = term(node.element, turns)
    match element:
        case Number():
            element = turns.settled(element)
        case Truth():
            element = turns.settled_truth(element)
    match node.how, element:
        case ("any" | "all") as how, Truth():
            return aggregates.quantified(how, turn, element)
        case "sum", Number():
            return aggregates.summed(turn, element)
        case ("min" | "max") as how, Number():
            return aggregates.extreme(how, turn, element, default)
        case "same", _:
            return aggregates.same(turn, element)
    raise not_compiled(f"{node.how}() of {type(element).__name__}")


def _independent(node: tree.Fold) -> Iterator[tree.Fold]:
    """Yield the folds inside a fold that need none of its variables: computed once outside, not in every turn."""
    variables = frozenset(loop.variable for loop in node.loops)
    for child in tree.children(node):
        yield from _without(child, variables)


def _without(node: Node, variables: frozenset[str]) -> Iterator[tree.Fold]:
    if isinstance(node, tree.Fold):
        if all(read.root not in variables for read in free_reads([node])):
            yield node
            return
        variables |= {loop.variable for loop in node.loops}
    for child in tree.children(node):
        yield from _without(child, variables)
