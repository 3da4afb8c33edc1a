"""Where a fact comes from."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, Self, get_args

from pydantic import ConfigDict, model_validator

from rigcheck.schema.types import Strict

Basis = Literal["manual", "datasheet", "product-page", "review", "opendb", "derived", "unverified"]

BASES: Final[tuple[Basis, ...]] = get_args(Basis)
"""What a source is. `derived` follows from other facts by a rule that the title states; `unverified` is what the author
only knows: it is counted, marked in every finding that rests on it, and waits to be replaced."""


class Source(Strict):
    """One source and the facts it covers.

    `covers` names facts by their key (`socket`, `slots`, `plugs.eps_8pin`); a key covers everything under it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    basis: Basis
    title: str
    url: str | None = None
    retrieved: date | None = None
    covers: list[str]

    @model_validator(mode="after")
    def _cited(self) -> Self:
        if self.basis in {"derived", "unverified"}:
            return self
        if not self.url or self.retrieved is None:
            raise ValueError(f"a source of basis {self.basis} needs url and retrieved (the day it was read)")
        return self
