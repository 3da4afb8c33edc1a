"""Which tables and columns a set of rules reads: only those are loaded.

One table for each kind and each group of derived facts, and one for each list that a rule goes through, named by its
path: `motherboard`, `motherboard.slots`, `power`. A row of a list's table belongs to the row `of` its parent's table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rigcheck.rules import tree
from rigcheck.rules.model import Rule
from rigcheck.rules.sql.names import not_compiled
from rigcheck.rules.tree import Node
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.shapes import FactType, ListType, RecordType, WordType


@dataclass(frozen=True, slots=True)
class Read:
    """A fact as a rule reads it: the name it starts from, the keys, and the type of what it finds."""

    root: str
    root_type: FactType
    path: tuple[str, ...]
    type: FactType

    @property
    def key(self) -> str:
        """Return the path as columns write it; empty for the value of a loop variable itself."""
        return ".".join(self.path)


@dataclass(slots=True)
class Table:
    """One table: the facts its rows hold and the lists whose members lie in tables of their own."""

    name: str
    facts: dict[tuple[str, ...], FactType] = field(default_factory=dict)
    lists: dict[tuple[str, ...], Table] = field(default_factory=dict)

    def list_table(self, path: tuple[str, ...]) -> Table:
        """Return the table of a list's members, made when it is first asked for."""
        return self.lists.setdefault(path, Table(f"{self.name}.{'.'.join(path)}"))


@dataclass(slots=True)
class Layout:
    """All tables that a set of rules reads."""

    tables: dict[str, Table] = field(default_factory=dict)
    """Those of kinds and of groups of derived facts; the tables of lists hang below them."""
    bound: set[Kind] = field(default_factory=set)
    """Kinds whose distinct parts are needed."""
    counted: set[Kind] = field(default_factory=set)
    """Kinds of which is asked how many units there are."""
    looped: set[Kind] = field(default_factory=set)
    """Kinds whose units are gone through."""

    def table(self, name: str) -> Table:
        """Return the table of a kind or of a group of derived facts."""
        return self.tables.setdefault(name, Table(name))

    @property
    def groups(self) -> list[str]:
        """Return the groups of derived facts that are read, in order."""
        return sorted(self.tables.keys() - set(KINDS))


def layout_of(rules: Iterable[Rule]) -> Layout:
    """Return the tables that these rules read; raises NotCompiledError."""
    layout = Layout()
    for rule in rules:
        layout.bound.update(rule.quantified)
        for kind in rule.quantified:
            layout.table(kind)
        for node in (rule.when, rule.require):
            if node is not None:
                _visit(node, {}, layout)
    return layout


def read_of(node: Node) -> Read | None:
    """Return the fact that a node reads, or None for a node that computes something."""
    path: list[str] = []
    below = node
    while isinstance(below, tree.Fact):
        path.append(below.key)
        below = below.of
    if isinstance(below, tree.Name):
        return Read(below.name, below.type, tuple(reversed(path)), node.type)
    if path:
        raise not_compiled(f"a fact of {type(below).__name__}")
    return None


def free_reads(nodes: Iterable[Node], hidden: frozenset[str] = frozenset()) -> Iterator[Read]:
    """Yield the facts that nodes read from names bound outside of them; `hidden` names are bound between.

    A list that is gone through is no fact: its members are read in a table of their own. Its record is yielded.
    """
    for node in nodes:
        read = read_of(node)
        if read is not None:
            if read.root not in hidden:
                yield read
        elif isinstance(node, tree.Fold):
            inside = hidden
            for loop in node.loops:
                listed = read_of(loop.items)
                if listed is not None and listed.root not in inside:
                    yield Read(listed.root, listed.root_type, (), listed.root_type)
                inside |= {loop.variable}
                yield from free_reads(loop.conditions, inside)
            yield from free_reads([node.element], inside)
            yield from free_reads([node.default] if node.default else [], hidden)
        else:
            yield from free_reads(tree.children(node), hidden)


def _visit(node: Node, bound: Mapping[str, Table], layout: Layout) -> None:
    read = read_of(node)
    if read is not None:
        table = bound.get(read.root) or layout.table(read.root)
        if not isinstance(read.type, RecordType):
            table.facts.setdefault(read.path, read.type)
        return
    match node:
        case tree.Units():
            layout.counted.add(node.kind)
        case tree.Contains() if not isinstance(node.member.type, WordType):
            _items_table(node.items, bound, layout)
        case tree.Fold():
            _visit_fold(node, bound, layout)
            return
    for child in tree.children(node):
        _visit(child, bound, layout)


def _visit_fold(node: tree.Fold, bound: Mapping[str, Table], layout: Layout) -> None:
    inside = dict(bound)
    for loop in node.loops:
        inside[loop.variable] = _items_table(loop.items, inside, layout)
        for condition in loop.conditions:
            _visit(condition, inside, layout)
    _visit(node.element, inside, layout)
    if node.default:
        _visit(node.default, bound, layout)


def _items_table(items: Node, bound: Mapping[str, Table], layout: Layout) -> Table:
    """Return the table that a loop goes through; for literals, one that nobody loads."""
    if isinstance(items, tree.Units):
        layout.looped.add(items.kind)
        return layout.table(items.kind)
    if isinstance(items, tree.Literals):
        return Table("literals")
    read = read_of(items)
    if read is None or not read.path or not isinstance(read.type, ListType):
        raise not_compiled(f"a list given by {type(items).__name__}")
    if isinstance(read.type.of, ListType):
        raise not_compiled(f"a list of lists ({read.key})")
    table = (bound.get(read.root) or layout.table(read.root)).list_table(read.path)
    if not isinstance(read.type.of, RecordType):
        table.facts.setdefault((), read.type.of)
    return table
