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
    """What the units of a part cost, in the currency of the answer."""

    part: BuildPart
    amount: Decimal | None
    """None where neither the list nor the price book says."""
    source: str
    held: str | None
    """The day of an offer; a list says none."""
    unpriced: int = 0
    """The units that the amount does not pay for."""


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
        """Return the parts that have no price, or whose price pays for fewer than all their units."""
        return tuple(
            f"{one.unpriced} of {one.part.quantity} × {one.part.name}" if one.part.quantity > 1 else one.part.name
            for one in self.prices
            if one.unpriced
        )


def currencies(build: Build, offers: Mapping[str, Offer]) -> set[str]:
    """Return the currencies that the prices of a build are in, one by one as they will be used."""
    money = (one for part in build.parts for one, _ in _moneys(part, offers))
    return {one.currency for one in money} - {NO_CURRENCY}


def parts_cost(
    build: Build, stated: Sequence[StatedTotal], offers: Mapping[str, Offer], exchange: Exchange
) -> PartsCost:
    """Return the prices of a build's parts in the currency of the answer; bare numbers are taken to be in it.

    Raises UsageError for a currency that no rate leads from.
    """
    prices = tuple(_price(part, offers, exchange) for part in build.parts)
    return PartsCost(prices, _rebates(build, stated, exchange))


def _price(part: BuildPart, offers: Mapping[str, Offer], exchange: Exchange) -> PartPrice:
    """Return the list's price as far as it reaches, the price book's for the units that it does not pay for."""
    found = _moneys(part, offers)
    if not found:
        return PartPrice(part, None, "nobody", None, part.quantity)
    amount = sum((_into(exchange, money) for money, _ in found), Decimal(0))
    listed = min(part.price.units, part.quantity) if part.price else 0
    offer = offers.get(part.id or "") if listed < part.quantity else None
    names = [LIST] * bool(listed) + ([offer.seller or "the price book"] if offer else [])
    held = offer.date.isoformat() if offer else None
    return PartPrice(part, amount, " and ".join(names), held, 0 if offer else part.quantity - listed)


def _moneys(part: BuildPart, offers: Mapping[str, Offer]) -> list[tuple[Money, int]]:
    """Return the money that is said for a part, each with the units it pays for."""
    found = []
    listed = min(part.price.units, part.quantity) if part.price else 0
    if part.price is not None:
        found.append((Money(part.price.amount, part.price.currency), listed))
    offer = offers.get(part.id or "")
    if offer is not None and listed < part.quantity:
        units = part.quantity - listed
        found.append((Money(offer.amount * units, offer.currency), units))
    return found


def _rebates(build: Build, stated: Sequence[StatedTotal], exchange: Exchange) -> Decimal:
    """Return the rebates of the rows; where rows state none, those that the list states as a sum."""
    rows = [Money(part.price.rebate, part.price.currency) for part in build.parts if part.price and part.price.rebate]
    sums = [Money(total.amount, total.currency) for total in stated if total.means == "rebates"]
    return _sum(exchange, rows or sums)


def _sum(exchange: Exchange, amounts: Iterable[Money]) -> Decimal:
    return sum((_into(exchange, one) for one in amounts), Decimal(0))


def _into(exchange: Exchange, money: Money) -> Decimal:
    return money.amount if money.currency == NO_CURRENCY else exchange.into(money).amount
