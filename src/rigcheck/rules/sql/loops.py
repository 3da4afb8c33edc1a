"""Frames: the rows a rule starts from, and those of the turns of its loops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rigcheck.rules import tree
from rigcheck.rules.model import Rule
from rigcheck.rules.sql.frame import Frame, Statement
from rigcheck.rules.sql.layout import free_reads, read_of
from rigcheck.rules.sql.names import SCALE, column, columns_of, not_compiled, quoted, words_literal
from rigcheck.rules.tree import Node
from rigcheck.schema.kinds import KINDS
from rigcheck.schema.shapes import ListType, NumberType, RecordType, TruthType
from rigcheck.values import Exact, Interval, Words
from rigcheck.verdict import Verdict

UNITS = "units."
"""What the columns that speak of all units of a kind begin with: `units.memory:count`."""


@dataclass(frozen=True, slots=True)
class Start:
    """The rows a rule starts from."""

    frame: Frame
    keys: Mapping[str, str]
    """The columns that tell these rows apart, and what they are equal to in `builds` and the tables of parts."""
    joins: str
    """`builds` with the tables of parts: a row for each build and choice of its distinct parts."""


def outermost(rule: Rule, statement: Statement) -> Start:
    """Return a row for each set of facts that the rule meets in any build: the same facts are judged once."""
    nodes = [node for node in (rule.when, rule.require) if node is not None]
    groups = sorted({read.root for read in free_reads(nodes)} - set(KINDS))
    counted, looped = _units(nodes)
    keys = {column(kind, "id"): f'{quoted(f"parts:{kind}")}."id"' for kind in rule.quantified}
    keys |= {column(group, "id"): f'"builds".{quoted(column(group, "id"))}' for group in groups}
    keys |= {column(UNITS + kind, "units"): f'"builds".{quoted(column(kind, "units"))}' for kind in looped}
    for suffix in ("count", "open"):
        keys |= {column(UNITS + kind, suffix): f'"builds".{quoted(column(kind, suffix))}' for kind in counted}
    keys = keys or {"once": "true"}
    parts = [f'JOIN {quoted(f"parts:{kind}")} USING ("build")' for kind in rule.quantified]
    joins = " ".join(['"builds"', *parts])
    distinct = ", ".join(f"{sql} AS {quoted(key)}" for key, sql in keys.items())
    met = quoted(statement.step("met", f"SELECT DISTINCT {distinct}\n  FROM {joins}"))

    tables = (*rule.quantified, *groups)
    chosen = [fact for name in tables for fact in _facts(name, nodes, quoted(name), name)]
    facts = " ".join(
        f'JOIN {quoted(name)} ON {quoted(name)}."id" = {met}.{quoted(column(name, "id"))}' for name in tables
    )
    relation = statement.step("rows", f"SELECT {', '.join([f'{met}.*', *chosen])}\n  FROM {met} {facts}")
    names = {name: name for name in tables}
    return Start(Frame(statement, relation, tuple(map(quoted, keys)), names, names, {}), keys, joins)


def inside(frame: Frame, loop: tree.Loop, read_by: Sequence[Node]) -> tuple[Frame, str]:
    """Return the frame of a loop's turns and its column that marks the member nobody listed.

    `read_by` are the nodes in which the loop's variable has its meaning.
    """
    alias = frame.statement.fresh(loop.variable)
    rows = quoted(frame.relation)
    position, unseen, number = (quoted(column(alias, suffix)) for suffix in ("position", "unseen", "id"))
    table = ""
    if isinstance(loop.items, tree.Literals):
        chosen = [f'"item"."position" AS {position}', f"false AS {unseen}"]
        chosen += [
            f'"item".{quoted(column("", suffix))} AS {quoted(column(alias, suffix))}'
            for suffix in columns_of(loop.items.type.of)
        ]
        joins = f'CROSS JOIN ({_literal_rows(loop.items)}) AS "item"'
    else:
        table, joins, member = _members(frame, loop.items)
        chosen = [f'{member}."position" AS {position}', f'{member}."unseen" AS {unseen}', f'"item"."id" AS {number}']
        chosen += _facts(loop.variable, read_by, '"item"', alias)
    sql = f"SELECT {rows}.*, {', '.join(chosen)}\n  FROM {rows} {joins}"
    relation = frame.statement.step("turns", sql)
    turns = Frame(
        frame.statement,
        relation,
        (*frame.keys, position),
        {**frame.roots, loop.variable: alias},
        {**frame.tables, loop.variable: table},
        dict(frame.known),
    )
    return turns, unseen


def _members(frame: Frame, items: Node) -> tuple[str, str, str]:
    """Return the table of a list's members, the joins that lead to it as `item`, and where their places stand."""
    rows = quoted(frame.relation)
    if isinstance(items, tree.Units):
        units = quoted(f"units:{items.kind}")
        joins = (
            f'JOIN {units} ON {units}."of" = {rows}.{quoted(column(UNITS + items.kind, "units"))} '
            f'JOIN {quoted(items.kind)} AS "item" ON "item"."id" = {units}."id"'
        )
        return items.kind, joins, units
    table, owner = list_table(frame, items)
    return table, f'JOIN {quoted(table)} AS "item" ON "item"."of" = {rows}.{owner}', '"item"'


def list_table(frame: Frame, items: Node) -> tuple[str, str]:
    """Return the table of a list's members and the column of this frame that says whose they are."""
    read = read_of(items)
    if read is None or not read.path or not isinstance(read.type, ListType):
        raise not_compiled(f"a list given by {type(items).__name__}")
    return f"{frame.tables[read.root]}.{read.key}", quoted(column(frame.roots[read.root], "id"))


def _facts(name: str, nodes: Iterable[Node], source: str, prefix: str) -> Iterator[str]:
    """Yield the columns of all facts that nodes read of a name, each once, under this frame's names."""
    done = set()
    for read in free_reads(nodes):
        if read.root == name and read.path not in done and not isinstance(read.type, RecordType):
            done.add(read.path)
            here = f"{prefix}.{read.key}" if read.path else prefix
            for suffix in columns_of(read.type):
                yield f"{source}.{quoted(column(read.key, suffix))} AS {quoted(column(here, suffix))}"


def _units(nodes: Iterable[Node]) -> tuple[list[str], list[str]]:
    """Return the kinds whose units are counted, and those whose units are gone through."""
    counted: set[str] = set()
    looped: set[str] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, tree.Length) and isinstance(node.items, tree.Units):
            counted.add(node.items.kind)
        if isinstance(node, tree.Fold):
            looped |= {loop.items.kind for loop in node.loops if isinstance(loop.items, tree.Units)}
        stack += tree.children(node)
    return sorted(counted), sorted(looped)


def _literal_rows(items: tree.Literals) -> str:
    columns = ", ".join(quoted(column("", suffix)) for suffix in columns_of(items.type.of))
    rows = ", ".join(f"({place}, {_literal_cells(item)})" for place, item in enumerate(items.items))
    return f'SELECT * FROM (VALUES {rows}) AS "literal"("position", {columns})'


def _literal_cells(item: tree.Constant) -> str:
    match item.value, item.type:
        case Interval(low=int() | _ as number), NumberType() if number is not None:
            return f"{_millionths(number)}, {_millionths(number)}"
        case Words(options=frozenset() as options), _:
            return words_literal(sorted(options))
        case Verdict() as truth, TruthType():
            return str(int(truth))
    raise not_compiled(f"the literal {item.value!r}")


def _millionths(number: Exact) -> int:
    """Return a literal in the unit of facts, as which its column will be read."""
    millionths = number * SCALE
    if millionths.denominator != 1:
        raise not_compiled(f"a loop over {number}, which has more than six decimals")
    return int(millionths)
