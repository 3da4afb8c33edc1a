"""The sort of supply that is asked for: form factor, length, cables, fan, maker; and the prices to rank them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.price_book import Offer
from rigcheck.fact import value_of
from rigcheck.values import ANY_WORD, NON_NEGATIVE, Interval, Value, equal, less_or_equal
from rigcheck.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a supply is to be; None where anything will do."""

    form_factor: str | None = None
    max_length_mm: int | None = None
    modular: str | None = None
    fanless: bool | None = None
    maker: str | None = None
    offers: Mapping[str, Offer] = field(default_factory=dict)
    """The cheapest offer of each supply, by its id."""

    def judge(self, supply: CatalogPart) -> tuple[Verdict, tuple[str, ...]]:
        """Return whether a supply is of this sort, and the facts that would tell where nobody can say."""
        said = {
            "form_factor": _is(supply, "form_factor", self.form_factor),
            "length_mm": self._is_short(supply),
            "modular": _is(supply, "modular", self.modular),
            "fanless": _is(supply, "fanless", self.fanless),
            "maker": Verdict.of(self.maker is None or is_made_by(supply.name, self.maker)),
        }
        worst = min(said.values())
        wanting = [f"psu#1.{fact}" for fact, verdict in said.items() if verdict is Verdict.UNKNOWN]
        return worst, tuple(wanting) if worst is Verdict.UNKNOWN else ()

    def _is_short(self, supply: CatalogPart) -> Verdict:
        if self.max_length_mm is None:
            return Verdict.OK
        length = value_of(supply.facts["length_mm"]) if "length_mm" in supply.facts else NON_NEGATIVE
        assert isinstance(length, Interval)
        return less_or_equal(length, Interval.point(self.max_length_mm))


NO_WISHES: Final = Wishes()


def is_made_by(name: str, maker: str) -> bool:
    """Return whether a supply's name begins with the maker's, in any case and spelling of spaces and points."""
    return _plain(name).startswith(_plain(maker))


def _is(supply: CatalogPart, fact: str, wanted: object) -> Verdict:
    if wanted is None:
        return Verdict.OK
    missing: Value = Verdict.UNKNOWN if isinstance(wanted, bool) else ANY_WORD
    found = value_of(supply.facts[fact]) if fact in supply.facts else missing
    return equal(found, value_of(wanted))


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
