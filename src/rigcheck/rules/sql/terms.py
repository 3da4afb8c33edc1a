"""What a node of the rule language is in SQL, and the templates of all operations on it.

Of SQL's own answers to NULL these templates use only: arithmetic and comparisons give NULL, CASE takes no branch whose
condition is NULL, OR is true if one side is, least and greatest and aggregates skip it. Each is said where it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from rigcheck.rules.sql.names import not_compiled
from rigcheck.values import Exact

_LITERAL = re.compile(r"\(?(-?\d+)\)?")
_ATOM = re.compile(r'"[^"]+"|\(?-?\d+\)?')


@dataclass(frozen=True, slots=True)
class Number:
    """An interval: two whole numbers over one denominator, each NULL for infinity on its side."""

    low: str
    high: str
    scale: int = 1
    positive: bool = False
    """Whether the low end is surely finite and not below zero, as it is for all facts of parts: simpler SQL serves."""

    def over(self, scale: int) -> Number:
        """Return the same interval over a multiple of its denominator."""
        factor = scale // self.scale
        return Number(_times(self.low, factor), _times(self.high, factor), scale, self.positive)


@dataclass(frozen=True, slots=True)
class Truth:
    """A verdict: 0, 1 or 2, never NULL."""

    sql: str


@dataclass(frozen=True, slots=True)
class Word:
    """A list of possible words, NULL for any."""

    options: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What the columns of a list's record say of it."""

    count: str
    open: str
    sure: str = ""
    maybe: str = ""
    any: str = ""


Term = Number | Truth | Word | Listed


def is_atom(sql: str) -> bool:
    """Return whether repeating this text repeats no work."""
    return _ATOM.fullmatch(sql) is not None


def constant(number: Exact) -> Number:
    """Return a number that is the same for all builds."""
    text = _literal(number.numerator)
    return Number(text, text, number.denominator, number >= 0)


def aligned(numbers: Iterable[Number]) -> list[Number]:
    """Return the numbers over one denominator."""
    listed = list(numbers)
    scale = lcm(*(number.scale for number in listed))
    return [number.over(scale) for number in listed]


def negation(truth: str) -> str:
    """Return Kleene's not."""
    return str(2 - int(truth)) if truth.isdigit() else f"(2 - {truth})"


def conjunction(truths: list[str]) -> str:
    """Return Kleene's and; no truth is ever NULL, which `least` would skip."""
    doubtful = [truth for truth in truths if truth != "2"] or ["2"]
    return doubtful[0] if len(doubtful) == 1 else f"least({', '.join(doubtful)})"


def disjunction(truths: list[str]) -> str:
    """Return Kleene's or."""
    return truths[0] if len(truths) == 1 else f"greatest({', '.join(truths)})"


def less_or_equal(left: Number, right: Number) -> str:
    """Return a <= b; an infinite end makes its comparison NULL, and CASE goes on to the next."""
    a, b = aligned([left, right])
    return f"CASE WHEN {a.high} <= {b.low} THEN 2 WHEN {a.low} > {b.high} THEN 0 ELSE 1 END"


def less(left: Number, right: Number) -> str:
    """Return a < b."""
    a, b = aligned([left, right])
    return f"CASE WHEN {a.high} < {b.low} THEN 2 WHEN {a.low} >= {b.high} THEN 0 ELSE 1 END"


def equal_numbers(left: Number, right: Number) -> str:
    """Return a == b: never if the intervals do not meet, surely if both are the same single number."""
    a, b = aligned([left, right])
    return (
        f"CASE WHEN {a.low} > {b.high} OR {b.low} > {a.high} THEN 0 "
        f"WHEN {a.low} = {a.high} AND {b.low} = {b.high} THEN 2 ELSE 1 END"
    )


def equal_words(a: Word, b: Word) -> str:
    """Return a == b: never if no option is common, surely if both have just one."""
    return (
        f"CASE WHEN {a.options} IS NULL OR {b.options} IS NULL THEN 1 "
        f"WHEN NOT list_has_any({a.options}, {b.options}) THEN 0 "
        f"WHEN len({a.options}) = 1 AND len({b.options}) = 1 THEN 2 ELSE 1 END"
    )


def equal_truths(a: Truth, b: Truth) -> str:
    """Return a == b."""
    return f"CASE WHEN {a.sql} = 1 OR {b.sql} = 1 THEN 1 WHEN {a.sql} = {b.sql} THEN 2 ELSE 0 END"


def word_in(word: Word, items: Listed) -> str:
    """Return whether a word is in a list: surely if every option surely is, never if none can be."""
    open_end = f"{items.open} OR {items.any}"
    return (
        f"CASE WHEN {word.options} IS NULL THEN CASE WHEN {items.count} = 0 AND NOT {items.open} THEN 0 ELSE 1 END "
        f"WHEN list_has_all({items.sure}, {word.options}) THEN 2 "
        f"WHEN {open_end} OR list_has_any({items.sure}, {word.options}) "
        f"OR list_has_any({items.maybe}, {word.options}) THEN 1 ELSE 0 END"
    )


def plus(left: Number, right: Number) -> Number:
    """Return a + b; an infinite end stays one, for NULL plus anything is NULL."""
    a, b = aligned([left, right])
    return Number(_wide(a.low, "+", b.low), _wide(a.high, "+", b.high), a.scale, a.positive and b.positive)


def minus(left: Number, right: Number) -> Number:
    """Return a - b."""
    a, b = aligned([left, right])
    return Number(_wide(a.low, "-", b.high), _wide(a.high, "-", b.low), a.scale)


def times_constant(number: Number, factor: Exact) -> Number:
    """Return the product with one number; nothing times infinity is nothing, as its end is never attained."""
    if factor == 0:
        return constant(0)
    exact = Fraction(factor)
    low, high = _times(number.low, exact.numerator), _times(number.high, exact.numerator)
    if factor < 0:
        low, high = high, low
    return Number(low, high, number.scale * exact.denominator, number.positive and factor > 0)


def times(a: Number, b: Number) -> Number:
    """Return the product: the least and the greatest of those of the ends, which are used often and should be atoms.

    The product of two ends is NULL where it is infinite; its sign then is that of both ends, infinite ones by their
    side. Nothing times infinity is nothing: `NULL OR true` is true.
    """
    if a.positive and b.positive:
        high = f"CASE WHEN {a.high} = 0 OR {b.high} = 0 THEN 0 ELSE {_wide(a.high, '*', b.high)} END"
        return Number(_wide(a.low, "*", b.low), high, a.scale * b.scale, positive=True)
    pairs = [(x, i, y, j) for x, i in ((a.low, -1), (a.high, 1)) for y, j in ((b.low, -1), (b.high, 1))]
    products = [f"CASE WHEN {x} = 0 OR {y} = 0 THEN 0 ELSE {_wide(x, '*', y)} END" for x, _, y, _ in pairs]
    signs = [f"sign(coalesce({x}, {i})) * sign(coalesce({y}, {j}))" for x, i, y, j in pairs]
    infinite = [f"(({product}) IS NULL AND {sign} " for product, sign in zip(products, signs, strict=True)]
    down, up = (" OR ".join(f"{text}{test} 0)" for text in infinite) for test in "<>")
    finite = ", ".join(products)
    return Number(
        f"CASE WHEN {down} THEN NULL ELSE least({finite}) END",
        f"CASE WHEN {up} THEN NULL ELSE greatest({finite}) END",
        a.scale * b.scale,
    )


def extreme(how: str, operands: Iterable[Number]) -> Number:
    """Return the least or the greatest; the end that reaches out is infinite if one is, the other skips those."""
    numbers = aligned(operands)
    lows, highs = [number.low for number in numbers], [number.high for number in numbers]
    positive = (all if how == "min" else any)(number.positive for number in numbers)
    if how == "min":
        low = f"least({', '.join(lows)})" if positive else _unless_null("least", lows)
        return Number(low, f"least({', '.join(highs)})", numbers[0].scale, positive)
    return Number(f"greatest({', '.join(lows)})", _unless_null("greatest", highs), numbers[0].scale, positive)


def _unless_null(function: str, ends: list[str]) -> str:
    infinite = " OR ".join(f"{end} IS NULL" for end in ends)
    return f"CASE WHEN {infinite} THEN NULL ELSE {function}({', '.join(ends)}) END"


def _wide(a: str, operator: str, b: str) -> str:
    """Return the operation in HUGEINT: two BIGINT columns alone would be computed, and could overflow, in BIGINT."""
    return f"(({a})::HUGEINT {operator} {b})"


def _times(sql: str, factor: int) -> str:
    if factor == 1:
        return sql
    literal = _LITERAL.fullmatch(sql)
    if literal:
        return _literal(int(literal[1]) * factor)
    return f"(({sql})::HUGEINT * {_literal(factor)})"


def _literal(number: int) -> str:
    if abs(number) >= 2**127:
        raise not_compiled(f"a number as long as {number}")
    return str(number) if number >= 0 else f"({number})"
