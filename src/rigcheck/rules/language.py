"""From the text of a rule to its tree: Python's expression syntax, a whitelist, and types.

The text is parsed with `ast`, never evaluated as Python. Whatever is not named here is an error at load time, and so is
a misspelt fact, a word that is not in its vocabulary, or millimetres compared with watts: at run time it could only be
an `unknown` that nobody ever notices.
"""

from __future__ import annotations

import ast
import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from rigcheck.rules import tree
from rigcheck.rules.tree import Node
from rigcheck.schema.derived import NAMESPACES
from rigcheck.schema.kinds import KINDS
from rigcheck.schema.registry import subject_type
from rigcheck.schema.shapes import ANY_UNIT, FactType, ListType, NumberType, RecordType, TruthType, WordType
from rigcheck.values import Interval, Words, exact
from rigcheck.verdict import Verdict

MAX_LENGTH = 2000
"""Characters of one expression; a longer one wants a derived fact."""

MAX_DEPTH = 60
"""How deep one expression may be nested; the evaluator descends as deep."""


NO_STANDARDS = RecordType("standard", {})

_NESTING = (ast.expr, ast.comprehension)


class RuleTextError(Exception):
    """An expression that is not of the language; the message says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean in a rule: the word lists, the standards, and the rule's own parameters and `let` names."""

    vocabularies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    standards: RecordType = NO_STANDARDS
    parameters: Mapping[str, tree.Constant] = field(default_factory=dict)
    named: Mapping[str, Node] = field(default_factory=dict)
    loops: Mapping[str, FactType] = field(default_factory=dict)

    def takes(self, name: str) -> bool:
        """Return whether the name already means something."""
        own = (*self.loops, *self.named, *self.parameters)
        return name in own or name in KINDS or name in NAMESPACES or name == "standard"

    def within(self, variable: str, shape: FactType) -> Scope:
        """Return the scope inside a loop."""
        return Scope(self.vocabularies, self.standards, self.parameters, self.named, {**self.loops, variable: shape})


def lower(text: str, scope: Scope) -> Node:
    """Return the tree of an expression; raises RuleTextError."""
    joined = " ".join(text.split())
    if len(joined) > MAX_LENGTH:
        raise RuleTextError(f"has {len(joined)} characters; at most {MAX_LENGTH} are allowed")
    try:
        parsed = ast.parse(joined, mode="eval")
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        raise RuleTextError(f"is not an expression: {getattr(error, 'msg', error)}") from None
    if _deeper_than(parsed.body, MAX_DEPTH):
        raise RuleTextError(f"is nested more than {MAX_DEPTH} deep; name its parts with [let]")
    return _lower(parsed.body, scope)


def _deeper_than(syntax: ast.expr, depth: int) -> bool:
    level: list[ast.AST] = [syntax]
    while level and depth >= 0:
        level = [child for node in level for child in ast.iter_child_nodes(node) if isinstance(child, _NESTING)]
        depth -= 1
    return bool(level)


def condition(text: str, scope: Scope) -> Node:
    """Return the tree of an expression that must be a condition."""
    node = lower(text, scope)
    if not isinstance(node.type, TruthType):
        raise RuleTextError(f"must be a condition, but it is {described(node.type)}")
    return node


def _lower(syntax: ast.expr, scope: Scope) -> Node:
    match syntax:
        case ast.Constant():
            return _constant(syntax)
        case ast.Name():
            return _name(syntax.id, scope)
        case ast.Attribute():
            return _fact(_lower(syntax.value, scope), syntax.attr)
        case ast.BoolOp():
            how: Literal["and", "or"] = "and" if isinstance(syntax.op, ast.And) else "or"
            return tree.Junction(how, tuple(_truth(value, scope) for value in syntax.values))
        case ast.UnaryOp(op=ast.Not()):
            return tree.Not(_truth(syntax.operand, scope))
        case ast.Compare():
            return _comparison(syntax, scope)
        case ast.BinOp():
            return _arithmetic(syntax, scope)
        case ast.Call(func=ast.Name(id=name)):
            return _call(name, syntax, scope)
        case ast.List() | ast.Tuple():
            return _literals(syntax, scope)
        case _:
            raise _refused(syntax)


def _refused(syntax: ast.AST) -> RuleTextError:
    return RuleTextError(
        f"`{ast.unparse(syntax)}` is not part of the rule language; it has names, facts, comparisons, and/or/not, in, "
        "+ - * /, len, min, max, sum, any, all and same"
    )


def _constant(syntax: ast.Constant) -> Node:
    value = syntax.value
    if isinstance(value, bool):
        return tree.Constant(Verdict.of(value), TruthType())
    if isinstance(value, int):
        return tree.Constant(Interval.point(value), NumberType(ANY_UNIT))
    if isinstance(value, float) and math.isfinite(value):  # its shortest text is exactly what the author wrote
        return tree.Constant(Interval.point(Decimal(repr(value))), NumberType(ANY_UNIT))
    if isinstance(value, str):
        return tree.Constant(Words.of(value), WordType())
    raise _refused(syntax)


def _name(name: str, scope: Scope) -> Node:
    if name in scope.loops:
        return tree.Name(name, scope.loops[name])
    if name in scope.named:
        return scope.named[name]
    if name in scope.parameters:
        return scope.parameters[name]
    if name in NAMESPACES:
        return tree.Name(name, NAMESPACES[name])
    if name == "standard":
        return tree.Name(name, scope.standards)
    for kind in KINDS:
        if name == kind:
            return tree.Name(name, subject_type(kind))
    known = [*scope.loops, *scope.named, *scope.parameters, *NAMESPACES, "standard", *KINDS]
    raise RuleTextError(f"{name!r} is not a name here{_near(name, known)}")


def _fact(of: Node, key: str) -> Node:
    if not isinstance(of.type, RecordType):
        raise RuleTextError(f"`.{key}` asks for a fact of something that is {described(of.type)}")
    if key not in of.type.fields:
        raise RuleTextError(f"{of.type.name} has no fact {key!r}{_near(key, of.type.fields)}")
    return tree.Fact(of, key, of.type.fields[key])


def _truth(syntax: ast.expr, scope: Scope) -> Node:
    node = _lower(syntax, scope)
    if not isinstance(node.type, TruthType):
        raise RuleTextError(f"`{ast.unparse(syntax)}` must be true or false, but it is {described(node.type)}")
    return node


def _number(syntax: ast.expr, scope: Scope) -> tuple[Node, NumberType]:
    node = _lower(syntax, scope)
    if not isinstance(node.type, NumberType):
        raise RuleTextError(f"`{ast.unparse(syntax)}` must be a number, but it is {described(node.type)}")
    return node, node.type


def _comparison(syntax: ast.Compare, scope: Scope) -> Node:
    sides = [syntax.left, *syntax.comparators]
    links = [
        _link(operator, left, right, scope) for operator, left, right in zip(syntax.ops, sides, sides[1:], strict=False)
    ]
    return links[0] if len(links) == 1 else tree.Junction("and", tuple(links))


def _link(operator: ast.cmpop, left: ast.expr, right: ast.expr, scope: Scope) -> Node:
    if isinstance(operator, ast.Is | ast.IsNot):
        raise RuleTextError("`is` is not part of the rule language; write ==")
    if isinstance(operator, ast.In | ast.NotIn):
        found = _contains(left, right, scope)
        return tree.Not(found) if isinstance(operator, ast.NotIn) else found
    if isinstance(operator, ast.Eq | ast.NotEq):
        a, b = _lower(left, scope), _lower(right, scope)
        _check_comparable(a, b, scope)
        return tree.Compare("==" if isinstance(operator, ast.Eq) else "!=", a, b)
    (a, type_a), (b, type_b) = _number(left, scope), _number(right, scope)
    _common_unit(type_a, type_b)
    if isinstance(operator, ast.GtE | ast.Gt):
        a, b = b, a
    return tree.Compare("<=" if isinstance(operator, ast.LtE | ast.GtE) else "<", a, b)


def _contains(left: ast.expr, right: ast.expr, scope: Scope) -> Node:
    member, items = _lower(left, scope), _items(right, scope)
    if not isinstance(items.type, ListType):
        raise RuleTextError(f"after `in` stands {described(items.type)}, not a list")
    if isinstance(items, tree.Literals):
        for item in items.items:
            _check_comparable(member, item, scope)
    else:
        _check_comparable(member, tree.Name("member", items.type.of), scope, member_of=True)
    return tree.Contains(member, items)


def _check_comparable(a: Node, b: Node, scope: Scope, *, member_of: bool = False) -> None:
    match a.type, b.type:
        case NumberType(), NumberType():
            if not member_of:
                _common_unit(a.type, b.type)
        case WordType(), WordType():
            vocabulary = a.type.vocabulary or b.type.vocabulary
            for side in (a, b):
                if isinstance(side, tree.Constant) and vocabulary:
                    _check_word(side, vocabulary, scope)
            if a.type.vocabulary and b.type.vocabulary and a.type.vocabulary != b.type.vocabulary:
                raise RuleTextError(f"words of {a.type.vocabulary} and of {b.type.vocabulary} are never equal")
        case TruthType(), TruthType():
            pass
        case _:
            raise RuleTextError(f"{described(a.type)} cannot be compared with {described(b.type)}")


def _check_word(constant: tree.Constant, vocabulary: str, scope: Scope) -> None:
    known = scope.vocabularies.get(vocabulary)
    if known is None or not isinstance(constant.value, Words):
        return
    for word in constant.value.options or ():
        if word not in known:
            raise RuleTextError(f"{word!r} is not a word of vocab/{vocabulary}.toml{_near(word, known)}")


def _common_unit(a: NumberType, b: NumberType) -> NumberType:
    if a.unit == ANY_UNIT:
        return b
    if b.unit in {ANY_UNIT, a.unit}:
        return a
    raise RuleTextError(f"{described(a)} and {described(b)} do not go together")


def _arithmetic(syntax: ast.BinOp, scope: Scope) -> Node:
    left, left_type = _number(syntax.left, scope)
    right, right_type = _number(syntax.right, scope)
    match syntax.op:
        case ast.Add():
            return tree.Arithmetic("+", left, right, _common_unit(left_type, right_type))
        case ast.Sub():
            return tree.Arithmetic("-", left, right, _common_unit(left_type, right_type))
        case ast.Mult():
            if None not in (left_type.unit, right_type.unit) and ANY_UNIT not in (left_type.unit, right_type.unit):
                raise RuleTextError(f"{described(left_type)} times {described(right_type)} has no use here")
            unit = left_type if right_type.unit in {None, ANY_UNIT} else right_type
            return tree.Arithmetic("*", left, right, unit)
        case ast.Div():
            if not isinstance(right, tree.Constant) or not isinstance(right.value, Interval) or not right.value.low:
                raise RuleTextError("a division is allowed only by a parameter or a number that is not zero")
            return tree.Quotient(left, exact(right.value.low), left_type)
    raise _refused(syntax)


def _literals(syntax: ast.List | ast.Tuple, scope: Scope) -> Node:
    items = [_lower(item, scope) for item in syntax.elts]
    constants = tuple(item for item in items if isinstance(item, tree.Constant))
    if not constants or len(constants) < len(items) or len({type(item.type) for item in items}) > 1:
        raise RuleTextError(f"`{ast.unparse(syntax)}` must list words or numbers")
    return tree.Literals(constants, ListType(constants[0].type))


def _items(syntax: ast.expr, scope: Scope) -> Node:
    """Lower what stands after `in`: there a kind is the list of its units."""
    if isinstance(syntax, ast.Name) and syntax.id not in scope.loops:
        for kind in KINDS:
            if syntax.id == kind:
                return tree.Units(kind, ListType(subject_type(kind)))
    return _lower(syntax, scope)


def _call(name: str, syntax: ast.Call, scope: Scope) -> Node:
    keywords = {keyword.arg: keyword.value for keyword in syntax.keywords}
    generator = syntax.args[0] if len(syntax.args) == 1 and isinstance(syntax.args[0], ast.GeneratorExp) else None
    if keywords.keys() - {"default"} or (keywords and not (name in {"min", "max"} and generator)):
        raise _refused(syntax)
    if name == "len" and len(syntax.args) == 1:
        items = _items(syntax.args[0], scope)
        if not isinstance(items.type, ListType):
            raise RuleTextError(f"len() needs a list, and `{ast.unparse(syntax.args[0])}` is {described(items.type)}")
        return tree.Length(items)
    if name in {"any", "all", "sum", "same", "min", "max"} and generator:
        return _fold(name, generator, keywords.get("default"), scope)
    if name in {"min", "max"} and len(syntax.args) > 1:
        operands = [_number(argument, scope) for argument in syntax.args]
        unit = operands[0][1]
        for _, other in operands[1:]:
            unit = _common_unit(unit, other)
        return tree.Extreme("min" if name == "min" else "max", tuple(node for node, _ in operands), unit)
    raise _refused(syntax)


def _fold(name: str, generator: ast.GeneratorExp, default: ast.expr | None, scope: Scope) -> Node:
    loops = []
    for clause in generator.generators:
        if not isinstance(clause.target, ast.Name) or clause.is_async:
            raise _refused(generator)
        variable = clause.target.id
        if scope.takes(variable):
            raise RuleTextError(f"the loop variable {variable!r} has the name of something else")
        items = _items(clause.iter, scope)
        if not isinstance(items.type, ListType):
            raise RuleTextError(f"`for {variable} in` needs a list, not {described(items.type)}")
        scope = scope.within(variable, items.type.of)
        loops.append(tree.Loop(variable, items, tuple(_truth(test, scope) for test in clause.ifs)))
    if name in {"any", "all"}:
        how: Literal["any", "all"] = "any" if name == "any" else "all"
        return tree.Fold(how, _truth(generator.elt, scope), tuple(loops), None, TruthType())
    if name == "same":
        element = _lower(generator.elt, scope)
        if isinstance(element.type, ListType | RecordType):
            raise RuleTextError(f"same() compares words, numbers or truths, not {described(element.type)}")
        return tree.Fold("same", element, tuple(loops), None, TruthType())
    element, shape = _number(generator.elt, scope)
    if name == "sum":
        return tree.Fold("sum", element, tuple(loops), None, shape)
    if default is None:
        raise RuleTextError(f"{name}() over a list that may be empty needs default=")
    fallback, fallback_type = _number(default, scope)
    unit = _common_unit(shape, fallback_type)
    return tree.Fold("min" if name == "min" else "max", element, tuple(loops), fallback, unit)


def described(shape: FactType) -> str:
    """Return what a type is called in errors: `a number of mm`, `a word of sockets`."""
    match shape:
        case NumberType(unit=None):
            return "a count"
        case NumberType(unit=unit):
            return "a number" if unit == ANY_UNIT else f"a number of {unit}"
        case WordType():
            return f"a word of {shape.vocabulary}" if shape.vocabulary else "a word"
        case TruthType():
            return "true or false"
        case ListType():
            return "a list"
        case RecordType():
            return f"a {shape.name}"


def _near(name: str, known: Mapping[str, object] | frozenset[str] | list[str]) -> str:
    close = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {close[0]!r}?" if close else ""
