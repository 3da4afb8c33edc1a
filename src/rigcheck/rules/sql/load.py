"""Writes the facts of many builds into tables for the compiled rules.

`builds` has a row for each build; `parts:<kind>` its distinct parts and `units:<kind>` its units, each with the number
of its facts in the table of the kind. Builds that hold the same part share its facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

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
        self.units: dict[Kind, list[tuple[Any, ...]]] = {kind: [] for kind in KINDS if kind in layout.looped}
        self._known: dict[tuple[str, int], tuple[Value, int]] = {}

    def add(self, build: int, name: str, situation: Situation) -> None:
        """Add one build."""
        groups = [self._number(group, namespace(situation.namespaces, group), group) for group in self.layout.groups]
        for kind in self.bound:
            for position, part in enumerate(situation.parts.get(kind, ())):
                self.parts[kind].append((build, position, part.path, self._number(kind, part, part.path)))
        counts: list[Any] = []
        for kind in self.counted:
            units = situation.units.get(kind, Items(()))
            counts += [len(units.items), not units.complete]
        for kind, rows in self.units.items():
            units = situation.units.get(kind, Items(()))
            for position, unit in enumerate(units.items):
                rows.append((build, position, False, self._number(kind, unit, f"{kind}[{position}]")))
            if not units.complete:
                rows.append((build, -1, True, self._number(kind, NOTHING_KNOWN, kind)))
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
        _create(connection, "builds", {"build": "BIGINT", "name": "VARCHAR", **groups, **counts}, self.builds)
        place = {"build": "BIGINT", "position": "INTEGER"}
        for kind in self.bound:
            _create(connection, f"parts:{kind}", {**place, "ref": "VARCHAR", "id": "BIGINT"}, self.parts[kind])
        for kind, rows in self.units.items():
            _create(connection, f"units:{kind}", {**place, "unseen": "BOOLEAN", "id": "BIGINT"}, rows)
        for stored in self.stored.values():
            _create_facts(connection, stored, {"id": "BIGINT"})


def _create_facts(connection: DuckDBPyConnection, stored: Stored, keys: Mapping[str, str]) -> None:
    _create(connection, stored.table.name, {**keys, **fact_columns(stored.table)}, stored.rows)
    member = {"id": "BIGINT", "of": "BIGINT", "position": "INTEGER", "unseen": "BOOLEAN"}
    for below in stored.below:
        _create_facts(connection, below, member)


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
