"""Frames: the rows a rule starts from, and those of the turns of its loops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
"""What the columns that count units begin with: `units.memory:count`."""


def outermost(rule: Rule, statement: Statement) -> Frame:
    """Return a row for each build and choice of distinct parts, with every fact read of them."""
    nodes = [node for node in (rule.when, rule.require) if node is not None]
    reads = list(free_reads(nodes))
    groups = sorted({read.root for read in reads} - set(KINDS))
    chosen = ['"builds"."build" AS "build"']
    joins = ['"builds"']
    for kind in rule.quantified:
        part = quoted(f"parts:{kind}")
        chosen += [f"{part}.{quoted(key)} AS {quoted(column(kind, key))}" for key in ("position", "ref", "id")]
        joins.append(f'{part} ON {part}."build" = "builds"."build"')
        joins.append(f'{quoted(kind)} ON {quoted(kind)}."id" = {part}."id"')
    for group in groups:
        chosen.append(f'{quoted(group)}."id" AS {quoted(column(group, "id"))}')
        joins.append(f'{quoted(group)} ON {quoted(group)}."id" = "builds".{quoted(column(group, "id"))}')
    for name in (*rule.quantified, *groups):
        chosen += _facts(name, nodes, frozenset(), quoted(name), name)
    for counted in sorted(_counted(nodes)):
        chosen += [
            f'"builds".{quoted(column(counted, suffix))} AS {quoted(column(UNITS + counted, suffix))}'
            for suffix in ("count", "open")
        ]
    relation = statement.step("rows", f"SELECT {', '.join(chosen)}\n  FROM " + "\n  JOIN ".join(joins))
    names = {name: name for name in (*rule.quantified, *groups)}
    keys = ('"build"', *(quoted(column(kind, "position")) for kind in rule.quantified))
    return Frame(statement, relation, keys, names, names, {})


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
        chosen += _facts(loop.variable, read_by, frozenset(), '"item"', alias)
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
            f'JOIN {units} ON {units}."build" = {rows}."build" '
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


def _facts(name: str, nodes: Iterable[Node], hidden: frozenset[str], source: str, prefix: str) -> Iterator[str]:
    """Yield the columns of all facts that nodes read of a name, each once, under this frame's names."""
    done = set()
    for read in free_reads(nodes, hidden):
        if read.root == name and read.path not in done and not isinstance(read.type, RecordType):
            done.add(read.path)
            here = f"{prefix}.{read.key}" if read.path else prefix
            for suffix in columns_of(read.type):
                yield f"{source}.{quoted(column(read.key, suffix))} AS {quoted(column(here, suffix))}"


def _counted(nodes: Iterable[Node]) -> set[str]:
    found: set[str] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, tree.Units):
            found.add(node.kind)
        stack += tree.children(node)
    return found


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
