"""The instances that the desktop is held against, each with its prices in the currency of the answer."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from rigcheck.catalog.cloud import Offered
from rigcheck.catalog.covered import source_of
from rigcheck.cost.cloud import CloudPrices, Tier
from rigcheck.cost.dated import PriceSource
from rigcheck.cost.money import Exchange, Turn
from rigcheck.cost.workload import CloudTerms, Prices, Purchase
from rigcheck.errors import Problem, UsageError
from rigcheck.fact import covers
from rigcheck.schema.cloud import CloudFile, CloudInstance
from rigcheck.schema.source import Source

OWN_RATE: Final = "own rate"
"""What an instance is called of which only the rate is known."""
STATED: Final = "stated in the call"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to buy: the keys of its price and of that price's date, and the term that is paid whole."""

    price: str
    priced: str
    term_months: int | None = None


PURCHASES: Final[Mapping[Purchase, Way]] = {
    "on-demand": Way("on_demand_per_h", "priced"),
    "spot": Way("spot_per_h", "spot_priced"),
    "reserved-1y": Way("reserved_1y_per_h", "reserved_priced", 12),
    "reserved-3y": Way("reserved_3y_per_h", "reserved_priced", 36),
}


@dataclass(frozen=True, slots=True)
class Rival:
    """One instance and what it costs."""

    name: str
    prices: CloudPrices
    sources: tuple[PriceSource, ...]
    file: CloudFile | None = None
    instance: CloudInstance | None = None


def named(names: Iterable[str], offered: Sequence[Offered], said_by: str = "--cloud") -> list[Offered]:
    """Return the instances of these names; raises UsageError with the nearest names for those that are unknown."""
    by_name = {instance.name.casefold(): (file, instance) for file, instance in offered}
    once = {name.casefold(): name for name in names}
    problems = [_unknown(name, by_name, said_by) for key, name in once.items() if key not in by_name]
    if problems:
        raise UsageError(problems)
    return [by_name[key] for key in once]


def _unknown(name: str, by_name: dict[str, Offered], said_by: str) -> Problem:
    near = difflib.get_close_matches(name.casefold(), by_name, 3, 0.5)
    known = ", ".join(by_name[one][1].name for one in near)
    hint = f"Did you mean {known}?" if known else "Any other costs what --rate says."
    return Problem(said_by, "", f"there is no instance {name!r}.", f"{hint} See `rigcheck cloud list --legacy`.")


def usual(
    offered: Sequence[Offered],
    gpu_memory_gb: Decimal,
    most_gpus: Decimal,
    purchase: Purchase,
    speed_of: Callable[[CloudInstance], Decimal | None],
) -> list[Offered]:
    """Return of each provider the instance that trains cheapest, a current one before any other.

    It has NVIDIA GPUs, no more of them than the desktop, each with at least so much memory. Instances whose speed
    nobody measured come after all others, the cheapest first.
    """
    best: dict[str, tuple[tuple[bool, bool, Decimal, str], Offered]] = {}
    for file, instance in offered:
        rate, speed = rate_of(instance, purchase), speed_of(instance)
        fits = (instance.gpu_memory_gb or 0) >= gpu_memory_gb and 1 <= instance.gpus <= most_gpus
        if rate is None or not fits or "nvidia" not in instance.gpu.casefold():
            continue
        rank = (instance.legacy, speed is None, rate / speed if speed else rate, instance.name)
        if file.provider not in best or rank < best[file.provider][0]:
            best[file.provider] = (rank, (file, instance))
    return [best[provider][1] for provider in sorted(best)]


def rate_of(instance: CloudInstance, purchase: Purchase) -> Decimal | None:
    """Return what an hour of an instance costs when it is bought this way; None where it is not sold so."""
    price = getattr(instance, PURCHASES[purchase].price)
    return None if price is None else Decimal(price)


def rivals(chosen: Sequence[Offered], terms: CloudTerms, exchange: Exchange) -> list[Rival]:
    """Return the chosen instances with their prices, those of the workload in the place of the provider's.

    Without any instance the workload's own rate is the rival. Raises UsageError for a purchase that an instance is not
    sold by, for an unknown type of storage, and for currencies without a rate.
    """
    if not chosen:
        return [_own(terms, exchange)]
    found: list[Rival] = []
    problems: list[Problem] = []
    for file, instance in chosen:
        wrong = list(_problems(file, instance, terms))
        problems += wrong
        if not wrong:
            found.append(_rival(file, instance, terms, exchange))
    if terms.prices.rate_per_h is not None and len(chosen) > 1:
        problems.append(Problem("--rate", "", f"found {len(chosen)} instances; one rate belongs to one of them."))
    if problems:
        raise UsageError(problems)
    return found


def _problems(file: CloudFile, instance: CloudInstance, terms: CloudTerms) -> list[Problem]:
    problems = []
    if terms.prices.rate_per_h is None and rate_of(instance, terms.purchase) is None:
        ways = [way for way in PURCHASES if rate_of(instance, way) is not None]
        message = f"{instance.name} has no price for {terms.purchase!r}; expected {' or '.join(ways)}."
        problems.append(Problem("--purchase", "", message))
    types = file.storage.block_per_gb_month if file.storage else {}
    if terms.block_type is not None and terms.block_type not in types:
        known = ", ".join(types) or "none"
        message = f"found {terms.block_type!r}; {file.provider} has the types {known}."
        problems.append(Problem("cloud.block_type", "", message))
    return problems


def _own(terms: CloudTerms, exchange: Exchange) -> Rival:
    own = terms.prices
    prices = CloudPrices(Decimal(0), term_months=PURCHASES[terms.purchase].term_months)
    stated = _with_own(prices, own, exchange.turn(own.currency or exchange.currency))
    return Rival(OWN_RATE, stated, tuple(_sources(terms, OWN_RATE, None)))


def _rival(file: CloudFile, instance: CloudInstance, terms: CloudTerms, exchange: Exchange) -> Rival:
    own = terms.prices
    into = exchange.turn(file.currency)
    storage, egress = file.storage, file.egress
    block_type = terms.block_type or (storage.default_block if storage else None)
    prices = CloudPrices(
        rate_per_h=into(rate_of(instance, terms.purchase) or Decimal(0)),
        term_months=PURCHASES[terms.purchase].term_months,
        unit_s=file.billing.unit_s if file.billing else 1,
        minimum_s=file.billing.minimum_s if file.billing else 0,
        object_per_gb_month=_maybe(into, _object_price(file)),
        block_per_gb_month=_maybe(into, _block_price(file, block_type)),
        write_per_1000=_maybe(into, file.requests.write_per_1000 if file.requests else None),
        read_per_1000=_maybe(into, file.requests.read_per_1000 if file.requests else None),
        egress_free_gb_per_month=Decimal(egress.free_gb_per_month) if egress else Decimal(0),
        egress=tuple(
            Tier(None if tier.up_to_gb is None else Decimal(tier.up_to_gb), into(Decimal(tier.per_gb)))
            for tier in (egress.tiers if egress else ())
        ),
        public_ipv4_per_h=_maybe(into, file.address.public_ipv4_per_h if file.address else None),
    )
    return Rival(
        instance.name,
        _with_own(prices, own, exchange.turn(own.currency or exchange.currency)),
        tuple(_sources(terms, instance.name, file)),
        file,
        instance,
    )


def _object_price(file: CloudFile) -> object:
    """Return the price of keeping data; a provider with nothing but a filesystem keeps it there."""
    if file.storage is None:
        return None
    return file.storage.object_per_gb_month or file.storage.file_per_gb_month


def _block_price(file: CloudFile, block_type: str | None) -> object:
    """Return the price of disks; where the data lies on a filesystem, instances mount it and need none."""
    if file.storage is None:
        return None
    if block_type is None:
        return 0 if file.storage.file_per_gb_month is not None else None
    return file.storage.block_per_gb_month[block_type]


BESIDE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "object_storage": ("storage", ("object_per_gb_month",)),
    "block_storage": ("storage", ("block_per_gb_month",)),
    "requests": ("requests", ("write_per_1000", "read_per_1000")),
    "egress": ("egress", ("egress_per_gb",)),
    "address": ("address", ("public_ipv4_per_h",)),
}
"""The lines of the bill beside computing: the table of the provider's file that prices each, and what the workload may
state in its place."""


def _sources(terms: CloudTerms, name: str, file: CloudFile | None) -> Iterator[PriceSource]:
    """Yield where the prices of an instance come from, the rate first; a line may rest on both."""
    own = terms.prices
    stated = PriceSource(name, own.priced, own.source or STATED)
    if own.rate_per_h is not None or file is None:
        yield replace(stated, held=own.rate_priced or own.priced, source=own.rate_source or own.source or STATED)
    else:
        way = PURCHASES[terms.purchase]
        yield _cited(f"{name} {terms.purchase}", way.price, getattr(file, way.priced), file)
    for line, (table, keys) in BESIDE.items():
        by_own = [key for key in keys if getattr(own, key) is not None]
        if by_own:
            yield replace(stated, what=f"{name} {line.replace('_', ' ')}", lines=(line,))
        prices = getattr(file, table) if file else None
        if file is not None and prices is not None and len(by_own) < len(keys):
            key = _key_of(line, table, file)
            yield _cited(f"{file.provider} {line.replace('_', ' ')}", key, prices.priced, file, (line,))


def _key_of(line: str, table: str, file: CloudFile) -> str:
    """Return the key of a provider's file that prices a line."""
    if line == "object_storage":
        named = file.storage is not None and file.storage.object_per_gb_month is not None
        return "storage.object_per_gb_month" if named else "storage.file_per_gb_month"
    return {"block_storage": "storage.block_per_gb_month", "egress": "egress.tiers"}.get(line, table)


def _cited(what: str, key: str, held: str | None, file: CloudFile, lines: tuple[str, ...] = ()) -> PriceSource:
    source = source_of(key, file.sources) or next(_of_table(key.partition(".")[0], file), None)
    return PriceSource(what, held, source.title if source else file.title, source.url if source else None, lines)


def _of_table(table: str, file: CloudFile) -> Iterator[Source]:
    """Yield the sources that speak of some key of a table."""
    yield from (source for source in file.sources if any(covers(table, claim) for claim in source.covers))


def _maybe(into: Turn, price: object) -> Decimal | None:
    return None if price is None else into(Decimal(str(price)))


def _with_own(prices: CloudPrices, own: Prices, into: Turn) -> CloudPrices:
    """Return the prices with those that the workload states in their place."""

    def stated(key: str, given: Decimal | None) -> Decimal | None:
        return given if getattr(own, key) is None else into(getattr(own, key))

    return replace(
        prices,
        rate_per_h=stated("rate_per_h", prices.rate_per_h) or Decimal(0),
        object_per_gb_month=stated("object_per_gb_month", prices.object_per_gb_month),
        block_per_gb_month=stated("block_per_gb_month", prices.block_per_gb_month),
        write_per_1000=stated("write_per_1000", prices.write_per_1000),
        read_per_1000=stated("read_per_1000", prices.read_per_1000),
        public_ipv4_per_h=stated("public_ipv4_per_h", prices.public_ipv4_per_h),
        egress=prices.egress if own.egress_per_gb is None else (Tier(None, into(own.egress_per_gb)),),
        egress_free_gb_per_month=(
            prices.egress_free_gb_per_month if own.egress_free_gb_per_month is None else own.egress_free_gb_per_month
        ),
    )
