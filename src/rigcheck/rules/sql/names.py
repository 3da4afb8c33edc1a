"""Names of tables and columns, quoting, and the error for what cannot be compiled.

A fact's columns are its path and what they hold: `"length_mm:low"`, `"plugs.pcie_8pin:high"`, `"socket:options"`. A
colon is in no path, so columns of ours (`"gpu:id"`) never meet those of facts.
"""

from __future__ import annotations

from typing import Final

from rigcheck.errors import DataError, Problem
from rigcheck.schema.shapes import FactType, ListType, NumberType, RecordType, TruthType, WordType

SCALE: Final = 10**6
"""Numbers of facts are whole numbers of millionths in BIGINT columns: at most six decimals, below nine trillion.

DECIMAL would read better and is not used: DuckDB answers in DOUBLE where decimals are divided. Results are HUGEINT over
a denominator known when a rule is compiled; DuckDB raises an error where one would not fit, and never wraps around.
"""

SCALAR_COLUMNS: Final[dict[type[object], dict[str, str]]] = {
    NumberType: {"low": "BIGINT", "high": "BIGINT"},
    WordType: {"options": "VARCHAR[]"},
    TruthType: {"truth": "TINYINT"},
    RecordType: {},
}
"""`low` and `high` are NULL for infinity on their side, never for missing: a missing number is 0 and NULL. `options` is
NULL for any word. `truth` is 0, 1 or 2, as everywhere."""


class NotCompiledError(DataError):
    """A rule uses what the SQL back end does not know."""


def not_compiled(what: str) -> NotCompiledError:
    """Return the error for a node that cannot be compiled."""
    return NotCompiledError([Problem("rule language to SQL", "", f"cannot compile {what}.")])


def columns_of(shape: FactType) -> dict[str, str]:
    """Return what is stored of a fact of this type: the suffixes of its columns and their SQL types.

    Of a list: how many members are stated, whether there may be more, and for words which are surely members (`sure`),
    which are options of members not decided (`maybe`), and whether some member may be any word (`any`).
    """
    if isinstance(shape, ListType):
        words = {"sure": "VARCHAR[]", "maybe": "VARCHAR[]", "any": "BOOLEAN"} if isinstance(shape.of, WordType) else {}
        return {"count": "INTEGER", "open": "BOOLEAN", **words}
    return SCALAR_COLUMNS[type(shape)]


def column(path: str, suffix: str) -> str:
    """Return the column that holds one part of a fact."""
    return f"{path}:{suffix}"


def quoted(name: str) -> str:
    """Return the name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text_literal(text: str) -> str:
    """Return the text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def words_literal(words: list[str]) -> str:
    """Return the words as an SQL list."""
    return f"[{', '.join(text_literal(word) for word in words)}]::VARCHAR[]"
