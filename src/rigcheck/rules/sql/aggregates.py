"""Quantifiers and sums: what is computed inside a group of turns, and what that comes to outside of it.

A turn has `takes` (1 or 2: whether it takes place; those that surely do not are left out), `repeats` (it stands for any
number of members nobody listed) and its element. Outside, a group without turns is a row without a partner: its columns
are NULL, and `n` with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rigcheck.rules.sql.names import not_compiled
from rigcheck.rules.sql.terms import Number, Term, Truth, Word, aligned

Columns = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """The columns that say of a turn whether it takes place."""

    takes: str
    repeats: str


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A fold in two halves: columns by group, and columns computed from them; the latter get `fold.` names."""

    inside: Columns
    outside: Callable[[Callable[[str], str]], Columns]
    scale: int = 0
    """The denominator of the result; 0 where it is a truth."""
    positive: bool = False


def quantified(how: str, turn: Turn, element: Truth) -> Aggregate:
    """Return `any`: the best of (takes and element); or `all`: the worst of (not takes or element)."""
    if how == "any":
        inside = {"truth": f"max(least({turn.takes}, {element.sql}))"}
    else:
        inside = {"truth": f"min(greatest(2 - {turn.takes}, {element.sql}))"}
    nothing = 0 if how == "any" else 2
    return Aggregate(inside, lambda of: {"truth": f"coalesce({of('truth')}, {nothing})"})


def summed(turn: Turn, number: Number) -> Aggregate:
    """Return the sum: of a turn that may not take place also nothing, of one that may repeat any multiple.

    `sum` skips the NULL of an infinite end, so an end is kept only where every turn has a finite one.
    """
    ends = {}
    for end, sql, away, near in (("low", number.low, "<", ">="), ("high", number.high, ">", "<=")):
        share = (
            f"CASE WHEN {turn.repeats} THEN CASE WHEN {sql} {near} 0 THEN 0 END "
            f"WHEN {turn.takes} = 2 OR {sql} {away} 0 THEN {sql} "
            f"WHEN {sql} IS NOT NULL THEN 0 END"
        )
        ends[end] = f"CASE WHEN count({share}) = count(*) THEN sum({share}) END"
    if number.positive:
        high = f"CASE WHEN {turn.repeats} AND {number.high} > 0 THEN NULL ELSE {number.high} END"
        ends = {
            "low": f"sum(CASE WHEN {turn.takes} = 2 THEN {number.low} ELSE 0 END)",
            "high": f"CASE WHEN count({high}) = count(*) THEN sum({high}) END",
        }
    return Aggregate(
        {"n": "count(*)", **ends},
        lambda of: {end: f"CASE WHEN {of('n')} IS NULL THEN 0 ELSE {of(end)} END" for end in ("low", "high")},
        number.scale,
        number.positive,
    )


def extreme(how: str, turn: Turn, element: Number, fallback: Number) -> Aggregate:
    """Return the least or the greatest over the turns, or the fallback where no turn takes place.

    Of the least, the low end is that of all turns that may take place, and the high end that of those that surely do:
    a turn that may not cannot lower it. Where none surely does, the fallback is possible too.
    """
    number, default = aligned([element, fallback])
    ends = (number.low, number.high) if how == "min" else (number.high, number.low)
    defaults = (default.low, default.high) if how == "min" else (default.high, default.low)
    lean, other = ("min", "max") if how == "min" else ("max", "min")
    names = ("low", "high") if how == "min" else ("high", "low")
    inside = {
        "n": "count(*)",
        "sure": f"count(*) FILTER ({turn.takes} = 2)",
        "near": f"CASE WHEN count({ends[0]}) = count(*) THEN {lean}({ends[0]}) END",
        "far": f"{lean}({ends[1]}) FILTER ({turn.takes} = 2)",
        "far_of_all": f"CASE WHEN count({ends[1]}) = count(*) THEN {other}({ends[1]}) END",
    }

    def outside(of: Callable[[str], str]) -> Columns:
        return {
            names[0]: f"CASE WHEN {of('n')} IS NULL THEN {defaults[0]} WHEN {of('sure')} > 0 THEN {of('near')} "
            f"ELSE {_reaching(lean, of('near'), defaults[0])} END",
            names[1]: f"CASE WHEN {of('n')} IS NULL THEN {defaults[1]} WHEN {of('sure')} > 0 THEN {of('far')} "
            f"ELSE {_reaching(other, of('far_of_all'), defaults[1])} END",
        }

    return Aggregate(inside, outside, number.scale, number.positive and default.positive)


def _reaching(how: str, a: str, b: str) -> str:
    """Return the lesser or the greater of two ends of which one may be infinite on that side."""
    function = "least" if how == "min" else "greatest"
    return f"CASE WHEN {a} IS NULL OR {b} IS NULL THEN NULL ELSE {function}({a}, {b}) END"


def same(turn: Turn, element: Term) -> Aggregate:
    """Return whether all turns have one value.

    Violated if those that surely take place have none in common, whatever else there is; unknown if more may come.
    """
    sure = f"FILTER ({turn.takes} = 2)"
    match element:
        case Number():
            apart = f"max({element.low}) {sure} > min({element.high}) {sure}"
            low, high = element.low, element.high
            one = f"count(*) FILTER ({low} = {high}) = count(*) AND min({low}) = max({low})"
        case Word():
            common = "list_reduce({}, lambda a, b: list_intersect(a, b))"
            stated = f"list({element.options}) FILTER ({turn.takes} = 2 AND {element.options} IS NOT NULL)"
            apart = f"len({common.format(stated)}) = 0"
            words = element.options
            one = f"count(*) FILTER (len({words}) = 1) = count(*) AND min({words}[1]) = max({words}[1])"
        case Truth():
            apart = f"min({element.sql}) {sure} = 0 AND max({element.sql}) {sure} = 2"
            one = f"count(*) FILTER ({element.sql} <> 1) = count(*) AND min({element.sql}) = max({element.sql})"
        case _:
            raise not_compiled("same() of lists")
    inside = {
        "truth": f"CASE WHEN {apart} THEN 0 WHEN bool_or({turn.repeats}) THEN 1 "
        f"WHEN count(*) = 1 OR ({one}) THEN 2 ELSE 1 END"
    }
    return Aggregate(inside, lambda of: {"truth": f"coalesce({of('truth')}, 2)"})
