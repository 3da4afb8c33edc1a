"""Mistakes of tables: one sentence for each key, with what was found and what was expected."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, ValidationError

from rigcheck.schema.mistakes import mistakes
from rigcheck.schema.types import Strict

Positive = Annotated[int, Field(gt=0, strict=True)] | Annotated[Decimal, Field(gt=0, strict=True)]


class Row(Strict):
    """A member of a list."""

    name: str
    size: Positive | None = None
    sort: Literal["a", "b"] = "a"


class Page(Strict):
    """A table with a list and a table of numbers in it."""

    row: list[Row]
    by_name: dict[str, Positive] = Field(default_factory=dict)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"row": [{"name": "x", "size": -1}]}, "row[1].size: found -1; expected more than 0."),
        ({"row": [{"name": "x", "size": "big"}]}, "row[1].size: found 'big'; expected a number."),
        ({"row": [{"name": "x"}, {"size": 1}]}, "row[2].name: this key is needed."),
        ({"row": [{"name": "x", "siz": 1}]}, "found the key row[1].siz; expected size."),
        ({"row": [{"name": "x", "other": 1}]}, "found the key row[1].other; expected one of name, size, sort."),
        ({"row": [{"name": "x", "sort": "c"}]}, "row[1].sort: found 'c'; expected one of 'a' or 'b'."),
        ({"row": 3}, "row: found 3; expected a list."),
        ({"row": [3]}, "row[1]: found 3; expected a table."),
        ({"row": [], "by_name": {"y": 0}}, "by_name.y: found 0; expected more than 0."),
        ({}, "row: this key is needed."),
    ],
)
def test_a_mistake_is_one_sentence(table: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Page.model_validate(table)
    assert [one.message for one in mistakes(caught.value, Page)] == [told]
