"""A rule as one SQL statement over the tables of `load`: its verdict for every build and choice of distinct parts."""

from __future__ import annotations

from rigcheck.errors import Problem
from rigcheck.rules.model import Rule
from rigcheck.rules.sql import terms
from rigcheck.rules.sql.expressions import truth
from rigcheck.rules.sql.frame import Statement
from rigcheck.rules.sql.layout import layout_of
from rigcheck.rules.sql.loops import outermost
from rigcheck.rules.sql.names import NotCompiledError, quoted


def compile_rule(rule: Rule) -> str:
    """Return the statement whose rows are `build`, a column for each quantified kind (`gpu#1`), and `verdict`.

    The verdict is 0, 1 or 2; where the rule does not apply there is no row. Raises NotCompiledError.
    """
    try:
        layout_of([rule])
        return _statement(rule)
    except NotCompiledError as error:
        raise NotCompiledError([Problem(rule.origin or rule.id, "", one.message) for one in error.problems]) from None


def _statement(rule: Rule) -> str:
    statement = Statement()
    start = outermost(rule, statement)
    frame = start.frame
    applies = "2" if rule.when is None else frame.settled_truth(truth(rule.when, frame)).sql
    holds = truth(rule.require, frame).sql
    verdict = terms.disjunction([terms.negation(applies), holds]) if rule.when is not None else holds
    columns = frame.add("rule", {"applies": applies, "verdict": verdict})
    refs = "".join(f'{quoted(f"parts:{kind}")}."ref" AS {quoted(kind)}, ' for kind in rule.quantified)
    rows = quoted(frame.relation)
    same = " AND ".join(f"{sql} = {rows}.{quoted(key)}" for key, sql in start.keys.items())
    # `applies` is never NULL, so this drops the rows to which the rule does not apply and no other.
    return statement.text(
        f'SELECT "builds"."name" AS "build", {refs}{columns["verdict"]}::SMALLINT AS "verdict"\n'
        f"  FROM {start.joins} JOIN {rows} ON {same}\n"
        f"  WHERE {columns['applies']} <> 0"
    )
