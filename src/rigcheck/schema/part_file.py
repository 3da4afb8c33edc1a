"""The shape of one file of the catalog: a part, or what is true of every card with a chip."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import Field, create_model

from rigcheck.schema.kinds import Kind
from rigcheck.schema.registry import MODELS
from rigcheck.schema.source import Source
from rigcheck.schema.types import Strict


class PartHeader(Strict):
    """What a file says about a product besides its facts. The path is its id, and nothing in the file repeats it."""

    name: Annotated[str, Field(min_length=3)]
    """The full name as people write it, maker first."""
    aliases: tuple[str, ...] = ()
    """Other names of the very same product."""
    part_numbers: tuple[str, ...] = ()
    opendb: tuple[str, ...] = ()
    """Ids of the same product in BuildCores OpenDB."""
    sources: tuple[Source, ...] = ()


@cache
def part_file(kind: Kind) -> type[PartHeader]:
    """Return the model of a file of this kind: the header and the `[facts]` table."""
    facts: Any = (MODELS[kind], ...)
    return create_model(f"{MODELS[kind].__name__}File", __base__=PartHeader, facts=facts)
