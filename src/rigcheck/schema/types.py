"""The types a fact can have, as pydantic checks them in files and as the rule language checks them in rules.

A number may be stated (`267`), or bounded (`{ at_least = 230, at_most = 267, usual = 245 }`); a word may be stated or
be `{ one_of = ["…", "…"] }`; a list may be stated whole or be `{ at_least = [...] }`, which may go on. What is missing
is simply absent: there is no null and no default.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Generic, Self, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from rigcheck.schema.shapes import FactType, ListType, NumberType, RecordType, TruthType, WordType, unit_of

T = TypeVar("T")


class Strict(BaseModel):
    """A table in which every key must be known."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


NonNegative = Annotated[int, Field(ge=0, strict=True)] | Annotated[Decimal, Field(ge=0, strict=True)]


class Bounds(Strict):
    """A number known only by its bounds; `usual` serves display and ranking and never a proof."""

    at_least: NonNegative | None = None
    at_most: NonNegative | None = None
    usual: NonNegative | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("bounds need at_least or at_most")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"at_least {self.at_least} is above at_most {self.at_most}")
        return self


class OneOf(Strict):
    """A word known to be one of a few."""

    one_of: Annotated[list[str], Field(min_length=2)]
    usual: str | None = None


class AtLeast(Strict, Generic[T]):
    """A list of which some members are known and more are possible."""

    at_least: list[T]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Marks a word fact whose words come from `catalog/vocab/<name>.toml`."""

    name: str


Number = NonNegative | Bounds | None
Truth = StrictBool | None
Word = str | OneOf | None
Several = list[T] | AtLeast[T] | None


def record_type(model: type[BaseModel]) -> RecordType:
    """Return the type of a schema model, read from its annotations."""
    fields = {key: fact_type(info.annotation, list(info.metadata), key) for key, info in model.model_fields.items()}
    return RecordType(model.__name__, fields)


def fact_type(annotation: Any, metadata: list[Any], key: str) -> FactType:
    """Return the type that one annotation of a schema model stands for.

    Raises TypeError for an annotation that is not one of this module's forms.
    """
    while get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        metadata = [*metadata, *more]
    vocabulary = next((mark.name for mark in metadata if isinstance(mark, Vocabulary)), None)
    options = list(get_args(annotation)) if get_origin(annotation) in {Union, types.UnionType} else [annotation]
    for option in options:
        plain, marks = option, list(metadata)
        while get_origin(plain) is Annotated:
            plain, *more = get_args(plain)
            marks += more
        vocabulary = vocabulary or next((mark.name for mark in marks if isinstance(mark, Vocabulary)), None)
        if get_origin(plain) is list:
            return ListType(fact_type(get_args(plain)[0], marks if vocabulary else [], key))
        if plain is str:
            return WordType(vocabulary)
        if plain is bool:
            return TruthType()
        if plain is int or plain is Decimal or get_origin(plain) in {Union, types.UnionType}:
            return NumberType(unit_of(key))
        if isinstance(plain, type) and issubclass(plain, BaseModel) and plain not in {Bounds, OneOf}:
            return record_type(plain)
    raise TypeError(f"{key}: {annotation!r} is not a form of fact")
