"""Rows in the making: a chain of common table expressions in which every value that is used twice is a column.

The outermost frame has a row for each set of facts a rule meets. A loop opens a frame inside, with a row for
each turn; what is folded over it comes back as a column of the frame outside, joined on that frame's keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rigcheck.rules.sql.names import quoted
from rigcheck.rules.sql.terms import Number, Term, Truth, is_atom


@dataclass(slots=True)
class Statement:
    """The growing WITH of one statement."""

    steps: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def fresh(self, stem: str) -> str:
        """Return a name that nothing else has; SQL does not tell `M` from `m`, so names end in a number."""
        self.made += 1
        return f"{stem}_{self.made}"

    def step(self, stem: str, sql: str) -> str:
        """Add a step and return its name."""
        name = self.fresh(stem)
        self.steps[name] = sql
        return name

    def text(self, final: str) -> str:
        """Return the whole statement.

        A step that several others read is computed once; the rest are merged into their readers, so that columns
        nobody reads cost nothing.
        """
        everything = [*self.steps.values(), final]
        written = []
        for name, sql in self.steps.items():
            readers = sum(bool(re.search(rf'(FROM|JOIN) "{name}"', other)) for other in everything)
            how = "MATERIALIZED" if readers > 1 else "NOT MATERIALIZED"
            written.append(f"{quoted(name)} AS {how} (\n  {sql}\n)")
        return f"WITH {', '.join(written)}\n{final}"


@dataclass(slots=True)
class Frame:
    """The rows at one depth of loops."""

    statement: Statement
    relation: str
    """The latest step that holds these rows."""
    keys: tuple[str, ...]
    """Columns that tell its rows apart."""
    roots: Mapping[str, str]
    """For each name of the rule, what its columns begin with."""
    tables: Mapping[str, str]
    """For each name of the rule that stands for a record, the table of its facts."""
    known: dict[int, Term]
    """Nodes that are columns already, by identity; a node that `[let]` names occurs many times."""

    def add(self, stem: str, columns: Mapping[str, str]) -> dict[str, str]:
        """Add computed columns to all rows; return how to refer to each."""
        name = self.statement.fresh(stem)
        named = {suffix: quoted(f"{name}:{suffix}") for suffix in columns}
        computed = ", ".join(f"{sql} AS {named[suffix]}" for suffix, sql in columns.items())
        self.relation = self.statement.step("rows", f"SELECT *, {computed} FROM {quoted(self.relation)}")
        return named

    def join(self, stem: str, folded: str, columns: Mapping[str, str]) -> dict[str, str]:
        """Add columns computed from a step with at most one row for each of these rows."""
        name = self.statement.fresh(stem)
        named = {suffix: quoted(f"{name}:{suffix}") for suffix in columns}
        computed = ", ".join(f"{sql} AS {named[suffix]}" for suffix, sql in columns.items())
        keys = ", ".join(self.keys)
        self.relation = self.statement.step(
            "rows",
            f"SELECT {quoted(self.relation)}.*, {computed}\n"
            f"  FROM {quoted(self.relation)} LEFT JOIN {quoted(folded)} USING ({keys})",
        )
        return named

    def settled(self, term: Number) -> Number:
        """Return the same number as columns, where repeating its text would repeat work."""
        if is_atom(term.low) and is_atom(term.high):
            return term
        columns = self.add("number", {"low": term.low, "high": term.high})
        return Number(columns["low"], columns["high"], term.scale, term.positive)

    def settled_truth(self, term: Truth) -> Truth:
        """Return the same truth as a column, where repeating its text would repeat work."""
        return term if is_atom(term.sql) else Truth(self.add("truth", {"truth": term.sql})["truth"])
