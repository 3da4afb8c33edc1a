"""Writes the facts of many builds into tables for the compiled rules.

`builds` has a row for each build and `parts:<kind>` its distinct parts, each with the number of its facts in the table
of the kind; `units:<kind>` has the members of each collection of units. What is the same for several builds is there
once, so a rule is judged once for all builds in which it reads the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from rigcheck.rules.finding import Situation
from rigcheck.rules.model import Rule
from rigcheck.rules.sql.layout import Layout, layout_of
from rigcheck.rules.sql.names import column, quoted
from rigcheck.rules.sql.rows import NOTHING_KNOWN, Stored, fact_columns, namespace, row_of
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.values import Items, Value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHUNK = 100_000
"""Rows inserted at a time."""

PART: Final = {"build": "BIGINT", "ref": "VARCHAR", "id": "BIGINT"}
UNIT: Final = {"of": "BIGINT", "position": "INTEGER", "unseen": "BOOLEAN", "id": "BIGINT"}
MEMBER: Final = {"id": "BIGINT", "of": "BIGINT", "position": "INTEGER", "unseen": "BOOLEAN"}
"""The columns of tables before those of facts. A row `unseen` stands for any number of members that nobody listed."""


def load_builds(connection: DuckDBPyConnection, situations: Mapping[str, Situation], rules: Iterable[Rule]) -> None:
    """Write what these rules read of all builds into tables of the connection, in place of any earlier ones.

    Raises DataError for a fact that tables cannot hold exactly, and NotCompiledError.
    """
    loader = _Loader(layout_of(rules))
    for number, (name, situation) in enumerate(situations.items()):
        loader.add(number, name, situation)
    loader.write(connection)


class _Loader:
    """Collects rows build by build."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.stored = {name: Stored(table) for name, table in layout.tables.items()}
        self.bound = [kind for kind in KINDS if kind in layout.bound]
        self.counted = [kind for kind in KINDS if kind in layout.counted]
        self.builds: list[tuple[Any, ...]] = []
        self.parts: dict[Kind, list[tuple[Any, ...]]] = {kind: [] for kind in self.bound}
        self.units: dict[Kind, dict[tuple[Any, ...], int]] = {kind: {} for kind in KINDS if kind in layout.looped}
        self._known: dict[tuple[str, int], tuple[Value, int]] = {}

    def add(self, build: int, name: str, situation: Situation) -> None:
        """Add one build."""
        groups = [self._number(group, namespace(situation.namespaces, group), group) for group in self.layout.groups]
        for kind in self.bound:
            for part in situation.parts.get(kind, ()):
                self.parts[kind].append((build, part.path, self._number(kind, part, part.path)))
        counts: list[Any] = []
        for kind in self.counted:
            units = situation.units.get(kind, Items(()))
            counts += [len(units.items), not units.complete]
        for kind, collections in self.units.items():
            units = situation.units.get(kind, Items(()))
            members = [
                (position, False, self._number(kind, unit, f"{kind}[{position}]"))
                for position, unit in enumerate(units.items)
            ]
            if not units.complete:
                members.append((-1, True, self._number(kind, NOTHING_KNOWN, kind)))
            counts.append(collections.setdefault(tuple(members), len(collections)))
        self.builds.append((build, name, *groups, *counts))

    def _number(self, table: str, value: Value, where: str) -> int:
        """Return the number of a record's facts; a record met before is not looked through again."""
        known = self._known.get((table, id(value)))
        if known is not None and known[0] is value:
            return known[1]
        stored = self.stored[table]
        number = stored.interned(row_of(stored.table, value, where))
        self._known[table, id(value)] = value, number
        return number

    def write(self, connection: DuckDBPyConnection) -> None:
        """Create the tables and insert all rows."""
        counts = {
            column(kind, suffix): sql_type
            for kind in self.counted
            for suffix, sql_type in (("count", "INTEGER"), ("open", "BOOLEAN"))
        }
        groups = {column(group, "id"): "BIGINT" for group in self.layout.groups}
        units = {column(kind, "units"): "BIGINT" for kind in self.units}
        _create(connection, "builds", {"build": "BIGINT", "name": "VARCHAR", **groups, **counts, **units}, self.builds)
        for kind in self.bound:
            _create(connection, f"parts:{kind}", PART, self.parts[kind])
        for kind, collections in self.units.items():
            rows = [(number, *member) for members, number in collections.items() for member in members]
            _create(connection, f"units:{kind}", UNIT, rows)
        for stored in self.stored.values():
            _create_facts(connection, stored, {"id": "BIGINT"})


def _create_facts(connection: DuckDBPyConnection, stored: Stored, keys: Mapping[str, str]) -> None:
    _create(connection, stored.table.name, {**keys, **fact_columns(stored.table)}, stored.rows)
    for below in stored.below:
        _create_facts(connection, below, MEMBER)


def _create(
    connection: DuckDBPyConnection, name: str, columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]
) -> None:
    declared = ", ".join(f"{quoted(column)} {sql_type}" for column, sql_type in columns.items())
    connection.execute(f"CREATE OR REPLACE TABLE {quoted(name)} ({declared})")
    # One list for each column: DuckDB's executemany takes its time over every row.
    taken = ", ".join(f"unnest(${index}::{sql_type}[])" for index, sql_type in enumerate(columns.values(), 1))
    for start in range(0, len(rows), CHUNK):
        cells = [list(cells) for cells in zip(*rows[start : start + CHUNK], strict=True)]
        connection.execute(f"INSERT INTO {quoted(name)} SELECT {taken}", cells)
