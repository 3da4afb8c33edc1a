"""The question as a whole: a build, a workload and the clouds, brought to numbers that both sides share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from rigcheck.catalog.cloud import Offered, instances
from rigcheck.catalog.electricity import Tariff
from rigcheck.catalog.part import Standard
from rigcheck.catalog.price_book import Offer
from rigcheck.catalog.speed import speed_of_chip, speed_of_instance
from rigcheck.cost.cloud import CloudUse
from rigcheck.cost.compare import Case, Outcome, outcome
from rigcheck.cost.dated import PriceSource
from rigcheck.cost.desktop import BY_PARTS, Desktop
from rigcheck.cost.money import Exchange, Money
from rigcheck.cost.parts import PartsCost, currencies, parts_cost
from rigcheck.cost.rivals import OWN_RATE, Rival, named, rivals, usual
from rigcheck.cost.speed import PRECISIONS, Gpus, Precision, Rated, machine_speed, ratio
from rigcheck.cost.tariff import price_or_place
from rigcheck.cost.watts import WallWatts, busy_watts
from rigcheck.cost.workload import DESKTOP, Workload
from rigcheck.engine.build import Build, BuildPart
from rigcheck.engine.derive import Derived
from rigcheck.errors import UsageError, together
from rigcheck.fact import usual_of, value_of
from rigcheck.lists.model import StatedTotal
from rigcheck.schema.cloud import CloudFile, CloudInstance
from rigcheck.schema.speed import SpeedFile
from rigcheck.values import Interval

Credit = Literal["no_credit", "fp32", "mixed"]
CREDITS: Final[tuple[Credit, ...]] = ("no_credit", *PRECISIONS)
"""What is believed of speeds: that both sides are as fast, or as measured in FP32 or in mixed precision."""
ASSUMED_TARIFF: Final = {"USD": "US"}
"""Where electricity is taken to be paid if nobody says, by the currency of the answer; elsewhere it must be said."""
AS_FAST: Final = Rated(Decimal(1), "stated", "both as fast")


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything the answer rests on."""

    build: Build
    derived: Derived
    standards: Mapping[str, Standard]
    stated_totals: Sequence[StatedTotal]
    offers: Mapping[str, Offer]
    workload: Workload
    clouds: Sequence[CloudFile]
    speeds: SpeedFile
    tariffs: Sequence[Tariff]
    today: date


@dataclass(frozen=True, slots=True)
class Duel:
    """One instance against the desktop."""

    rival: Rival
    ratios: Mapping[Credit, Rated]
    unknown: Mapping[Credit, str]
    """Why there is no case for a credit."""
    cases: Mapping[Credit, Case]
    """By credit, as far as the speeds are known."""
    outcomes: Mapping[Credit, Outcome]

    @property
    def leading(self) -> Credit:
        """Return the credit that says most: mixed precision, which is how people train, as far as it is known."""
        return next(credit for credit in ("mixed", "fp32", "no_credit") if credit in self.cases)


@dataclass(frozen=True, slots=True)
class Power:
    """What a busy hour takes and what a kWh costs."""

    wall: WallWatts
    per_kwh: Decimal
    tariff: Tariff | None
    """None where the workload states the price itself."""
    assumed: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer before it is written down."""

    asked: Asked
    currency: str
    parts: PartsCost
    desktop: Desktop
    power: Power
    duels: tuple[Duel, ...]
    gpus: tuple[Gpus, ...]
    """The desktop's."""
    sources: tuple[PriceSource, ...]

    @property
    def short_of_total(self) -> Decimal:
        """Return by how much the list's own total is above the sum of its parts, in the currency of the answer."""
        if self.asked.workload.desktop.price is not None:
            return Decimal(0)
        stated = {total.means: total for total in self.asked.stated_totals if total.currency == self.currency}
        paid = self.parts.total - self.parts.rebates
        before, whole = stated.get("before rebates"), stated.get("total")
        gap = before.amount - self.parts.total if before else whole.amount - paid if whole else Decimal(0)
        return gap if gap >= 1 and not self.parts.unpriced else Decimal(0)

    @property
    def uses_storage(self) -> bool:
        """Return whether the work keeps anything in a cloud."""
        use = self.duels[0].cases["no_credit"].use
        kept = use.block_gb if use.block_months is None else use.block_gb * use.block_months
        return bool(use.object_gb * use.object_months or kept)


def answered(asked: Asked) -> Answered:
    """Return the answer; raises UsageError for unknown instances and places, and for currencies without a rate."""
    workload = asked.workload
    offered = instances(list(asked.clouds))
    chosen, reference, *_ = together(
        lambda: _chosen(asked, offered),
        lambda: _reference(asked, offered),
        lambda: price_or_place(workload.desktop.tariff or "0", asked.tariffs),
        lambda: named([name for name in workload.speed if name.casefold() != OWN_RATE], offered, "speed"),
    )
    exchange = _exchange(asked, chosen)
    parts, power, found = together(
        lambda: _parts(asked, exchange),
        lambda: _power(asked, exchange),
        lambda: rivals(chosen, workload.cloud, exchange),
    )
    desktop = _desktop(asked, parts, power)
    duels = tuple(_duel(one, asked, desktop, reference) for one in found)
    sources = (*_part_sources(asked, parts), *_tariff_source(power), *(one for duel in duels for one in _used(duel)))
    gpus = tuple(_gpus(part, asked.speeds) for part in asked.build.of_kind("gpu"))
    return Answered(asked, exchange.currency, parts, desktop, power, duels, gpus, tuple(dict.fromkeys(sources)))


def _parts(asked: Asked, exchange: Exchange) -> PartsCost:
    parts = parts_cost(asked.build, asked.stated_totals, asked.offers, exchange)
    if asked.workload.desktop.price is None and all(one.amount is None for one in parts.prices):
        hint = "Write prices into the list, give a price book with --prices FILE, or the sum with --price AMOUNT."
        raise UsageError.of("the list", "no part of it has a price, so nobody can say what the desktop costs.", hint)
    return parts


def _chosen(asked: Asked, offered: Sequence[Offered]) -> list[Offered]:
    terms = asked.workload.cloud
    if terms.instances:
        return named(terms.instances, offered)
    if terms.prices.rate_per_h is not None:
        return []
    cards = asked.build.of_kind("gpu")
    least = largest_memory(asked.build)
    count = sum((_gpus(one, asked.speeds).count for one in cards), Decimal(0))
    owned = machine_speed([_gpus(one, asked.speeds) for one in cards], "mixed", asked.workload.work.jobs, asked.speeds)
    # without a speed of the desktop nobody can say what the same work takes elsewhere: then the cheapest hour counts
    speed_of = (lambda _: None) if owned.value is None else (lambda one: _rented(one, asked))
    found = usual(offered, least, max(count, Decimal(1)), terms.purchase, speed_of)
    if not found:
        message = f"no instance has a GPU of {least} GB and a price for {terms.purchase!r}."
        raise UsageError.of("--cloud", message, "Name one: see `rigcheck cloud list --legacy`.")
    return found


def largest_memory(build: Build) -> Decimal:
    """Return the GB that the largest of a build's GPUs has at least; cards with several GPUs share theirs out."""
    found = [Decimal(0)]
    for card in build.of_kind("gpu"):
        memory, gpus = value_of(card.facts.get("vram_gb", 0)), card.facts.get("gpus_on_card")
        if isinstance(memory, Interval):
            found.append(Decimal(str(memory.low or 0)) / (gpus if isinstance(gpus, int | Decimal) else 1))
    return max(found)


def _rented(instance: CloudInstance, asked: Asked) -> Decimal | None:
    """Return how fast an instance trains in mixed precision, or None."""
    jobs, file = asked.workload.work.jobs, asked.speeds
    rented = Gpus(instance.gpu, Decimal(instance.gpus), speed_of_instance(file, instance))
    return machine_speed([rented], "mixed", jobs, file).value


def _exchange(asked: Asked, chosen: Sequence[Offered]) -> Exchange:
    own = asked.workload.cloud.prices
    listed = sorted(currencies(asked.build, asked.offers)) if asked.workload.desktop.price is None else []
    alone = own.currency or asked.workload.currency or (listed[0] if len(listed) == 1 else "USD")
    clouds = [file.currency for file, _ in chosen] or [alone]
    exchange = Exchange(asked.workload.currency or clouds[0], asked.workload.exchange)
    found = {*clouds, *listed}
    if own.currency is not None and own.model_fields_set - {"currency", "priced", "source"}:
        found.add(own.currency)
    if asked.workload.exchange.get(exchange.currency, 1) != 1:
        message = f"found a rate for {exchange.currency}, which the answer is in; expected rates of other currencies."
        raise UsageError.of("--exchange", message, "--currency says what the answer is in.")
    if problems := exchange.problems(found):
        raise UsageError(problems)
    return exchange


def _power(asked: Asked, exchange: Exchange) -> Power:
    terms = asked.workload.desktop
    wall = busy_watts(terms, asked.build, asked.derived, asked.standards)
    if isinstance(wall, str):
        raise UsageError.of("the list", wall, "Name the exact parts, or state the draw: --draw-w WATTS.")
    stated = terms.tariff or ASSUMED_TARIFF.get(exchange.currency)
    if stated is None:
        message = f"no price of electricity is stated, and none is assumed for {exchange.currency}."
        raise UsageError.of("--tariff", message, "Write it as 0.30, or name a place: DE, US-TX.")
    found = price_or_place(stated, asked.tariffs)
    if isinstance(found, Decimal):
        return Power(wall, found, None, assumed=False)
    per_kwh = exchange.into(Money(found.per_kwh, found.currency)).amount
    return Power(wall, per_kwh, found, assumed=terms.tariff is None)


def _desktop(asked: Asked, parts: PartsCost, power: Power) -> Desktop:
    terms = asked.workload.desktop
    rebates = terms.rebates
    if rebates is None:  # of a price that the workload states, nothing of the list's comes back
        rebates = parts.rebates if terms.price is None else Decimal(0)
    return Desktop(
        parts=parts.total if terms.price is None else terms.price,
        rebates=rebates,
        wall_w=power.wall.watts,
        per_kwh=power.per_kwh,
        months=asked.workload.work.horizon_months,
        tax_share=terms.tax_percent / 100,
        cooling_factor=terms.cooling_factor,
        idle_hours=terms.idle_hours,
        idle_wall_w=_idle_watts(asked) if terms.idle_wall_w is None else terms.idle_wall_w,
        own_hours=terms.own_hours,
        own_rate_per_h=terms.own_rate_per_h,
        other_per_month=terms.other_per_month,
        resale_share=terms.resale_percent / 100,
        priced_by=BY_PARTS if terms.price is None else "stated for all of them",
    )


def _idle_watts(asked: Asked) -> Decimal:
    """Return what such a machine usually takes from the outlet without work."""
    usual_w = usual_of(asked.standards["platform-power"].facts["desktop_idle_wall_w"])
    return Decimal(str(usual_w))


def _use(workload: Workload, rival: Rival) -> CloudUse:
    terms, work = workload.cloud, workload.work
    addresses = terms.public_ipv4
    if addresses is None:
        addresses = 1 if rival.prices.public_ipv4_per_h else 0
    return CloudUse(
        hours=Decimal(0),
        months=work.horizon_months,
        idle_hours=terms.idle_hours,
        lost_share=terms.lost_percent / 100,
        starts=terms.starts or max(1, int(work.projects or work.horizon_months)),
        object_gb=work.data_gb if terms.object_gb is None else terms.object_gb,
        object_months=work.horizon_months if terms.object_months is None else terms.object_months,
        block_gb=work.data_gb if terms.block_gb is None else terms.block_gb,
        block_months=terms.block_months,
        writes=terms.writes,
        reads=terms.reads,
        egress_gb=terms.egress_gb,
        public_ipv4=addresses,
        tax_share=terms.tax_percent / 100,
    )


def _reference(asked: Asked, offered: Sequence[Offered]) -> CloudInstance | None:
    """Return the instance that the hours are measured on; None for the desktop."""
    name = asked.workload.work.measured_on
    if name == DESKTOP:
        return None
    ((_, instance),) = named([name], offered, "work.measured_on")
    return instance


def _duel(rival: Rival, asked: Asked, desktop: Desktop, reference: CloudInstance | None) -> Duel:
    ratios: dict[Credit, Rated] = {"no_credit": AS_FAST}
    cases: dict[Credit, Case] = {}
    unknown: dict[Credit, str] = {}
    use = _use(asked.workload, rival)
    for credit in CREDITS:
        own, measured = AS_FAST, AS_FAST
        if credit != "no_credit":
            own = _ratio(rival.name, rival.instance, asked, credit)
            measured = AS_FAST if reference is None else _ratio(reference.name, reference, asked, credit)
        ratios[credit] = own
        if own.value is not None and measured.value is None:
            unknown[credit] = f"the hours are those of {reference.name if reference else DESKTOP}: {measured.how}"
        elif own.value is None:
            unknown[credit] = own.how
        if own.value is not None and measured.value is not None:
            cases[credit] = Case(
                work_hours=asked.workload.work.busy_hours,
                ratio=own.value,
                measured_ratio=None if reference is not None and reference is rival.instance else measured.value,
                use=use,
                prices=rival.prices,
                desktop=desktop,
                interest=asked.workload.desktop.interest_percent / 100,
                elsewhere=reference is not None and reference is not rival.instance,
            )
    return Duel(rival, ratios, unknown, cases, {credit: outcome(case) for credit, case in cases.items()})


def _ratio(name: str, instance: CloudInstance | None, asked: Asked, precision: Precision) -> Rated:
    """Return how many times faster the desktop is than an instance: as the workload states, else by the catalog."""
    stated = {key.casefold(): speed for key, speed in asked.workload.speed.items()}.get(name.casefold())
    value = getattr(stated, precision) if stated is not None else None
    if value is not None:
        return Rated(value, "stated", "stated by the workload")
    if instance is None:
        return Rated(None, "", "which GPU it has is not stated")
    jobs, file = asked.workload.work.jobs, asked.speeds
    rented = Gpus(instance.gpu, Decimal(instance.gpus), speed_of_instance(file, instance))
    owned = [_gpus(part, file) for part in asked.build.of_kind("gpu")]
    # what nobody measured of these very GPUs is taken against owning: the desktop's least, the cloud's most
    theirs = machine_speed([rented], precision, jobs, file, max)
    return ratio(machine_speed(owned, precision, jobs, file), theirs)


def _gpus(part: BuildPart, file: SpeedFile) -> Gpus:
    chip = part.facts.get("chip")
    on_card = part.facts.get("gpus_on_card")
    count = Decimal(part.quantity) * (on_card if isinstance(on_card, int | Decimal) else 1)
    return Gpus(part.name, count, speed_of_chip(file, chip) if isinstance(chip, str) else None)


def _part_sources(asked: Asked, parts: PartsCost) -> list[PriceSource]:
    held = asked.workload.desktop.priced
    if asked.workload.desktop.price is not None:
        return [PriceSource("parts", held, "stated by the workload")]
    return [PriceSource(one.part.name, one.held or held, one.source) for one in parts.prices if one.amount is not None]


def _tariff_source(power: Power) -> list[PriceSource]:
    tariff = power.tariff
    if tariff is None:
        return [PriceSource("electricity", None, "stated by the workload")]
    what = f"electricity in {tariff.place}"
    return [PriceSource(what, tariff.period, tariff.source.title, tariff.source.url)]


def _used(duel: Duel) -> list[PriceSource]:
    """Return the sources of the prices that some line of the bill rests on."""
    bill = duel.outcomes["no_credit"].cloud
    return [one for one in duel.rival.sources if not one.lines or bill.of(*one.lines)]


def with_retraining(answer: Answered, factor: Decimal) -> dict[Credit, Outcome]:
    """Return what the first duel comes to where everything is trained so many times as planned without retraining."""
    planned = answer.asked.workload.work.planned_hours
    cases = answer.duels[0].cases
    return {credit: outcome(replace(case, work_hours=planned * factor)) for credit, case in cases.items()}
