"""What the parts of a build cost: by the list, else by a price book, less the rebates that the list states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rigcheck.catalog.price_book import Offer
from rigcheck.cost.money import Exchange, Money
from rigcheck.engine.build import Build, BuildPart
from rigcheck.lists.model import StatedTotal
from rigcheck.lists.price import NO_CURRENCY

LIST: Final = "the list"


@dataclass(frozen=True, slots=True)
class PartPrice:
    """What all units of a part cost, in the currency of the answer."""

    part: BuildPart
    amount: Decimal | None
    """None where neither the list nor the price book says."""
    source: str
    held: str | None
    """The day of an offer; a list says none."""


@dataclass(frozen=True, slots=True)
class PartsCost:
    """The parts with their prices, and what comes back."""

    prices: tuple[PartPrice, ...]
    rebates: Decimal

    @property
    def total(self) -> Decimal:
        """Return what the parts with a price cost before rebates."""
        return sum((one.amount for one in self.prices if one.amount is not None), Decimal(0))

    @property
    def unpriced(self) -> tuple[str, ...]:
        """Return the parts without a price, or with one that pays for fewer than all their units."""
        return tuple(one.part.name for one in self.prices if one.amount is None)


def currencies(build: Build, offers: Mapping[str, Offer]) -> set[str]:
    """Return the currencies that the prices of a build are in, one by one as they will be used."""
    return {money.currency for part in build.parts if (money := _money(part, offers)) and money.currency != NO_CURRENCY}


def parts_cost(
    build: Build, stated: Sequence[StatedTotal], offers: Mapping[str, Offer], exchange: Exchange
) -> PartsCost:
    """Return the prices of a build's parts in the currency of the answer; bare numbers are taken to be in it.

    Raises UsageError for a currency that no rate leads from.
    """
    prices = tuple(_price(part, offers, exchange) for part in build.parts)
    return PartsCost(prices, _rebates(build, stated, exchange))


def _price(part: BuildPart, offers: Mapping[str, Offer], exchange: Exchange) -> PartPrice:
    money = _money(part, offers)
    if money is None:
        return PartPrice(part, None, "nobody", None)
    amount = _into(exchange, money)
    if _is_listed(part):
        return PartPrice(part, amount, LIST, None)
    offer = offers[part.id or ""]
    return PartPrice(part, amount, offer.seller or "the price book", offer.date.isoformat())


def _money(part: BuildPart, offers: Mapping[str, Offer]) -> Money | None:
    if _is_listed(part) and part.price is not None:
        return Money(part.price.amount, part.price.currency)
    offer = offers.get(part.id or "")
    return None if offer is None else Money(offer.amount * part.quantity, offer.currency)


def _is_listed(part: BuildPart) -> bool:
    return part.price is not None and part.price.units >= part.quantity


def _rebates(build: Build, stated: Sequence[StatedTotal], exchange: Exchange) -> Decimal:
    """Return the rebates of the rows; where rows state none, those that the list states as a sum."""
    rows = [Money(part.price.rebate, part.price.currency) for part in build.parts if part.price and part.price.rebate]
    sums = [Money(total.amount, total.currency) for total in stated if total.means == "rebates"]
    return _sum(exchange, rows or sums)


def _sum(exchange: Exchange, amounts: Iterable[Money]) -> Decimal:
    return sum((_into(exchange, one) for one in amounts), Decimal(0))


def _into(exchange: Exchange, money: Money) -> Decimal:
    return money.amount if money.currency == NO_CURRENCY else exchange.into(money).amount
