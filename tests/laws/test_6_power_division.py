"""Law 6: loads hang on several supplies as well as can be, as trying everything finds it, and the bounds hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from unittest.mock import patch

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rigcheck.power import division
from rigcheck.power.division import Division, best_division, fewest_apart, loads_of
from rigcheck.power.supply import Supply
from rigcheck.quantity import NOTHING, Quantity, settled
from rigcheck.values import NON_NEGATIVE, Exact, Interval
from tests.oracles import power_division as oracle

MOST_PARTS = 7
"""Parts that hang somewhere, and so the exponent of what the oracle tries."""
NAMES = ("gpu", "gpu#1", "gpu#2", "gpu#3", "cpu", "cpu#1", "motherboard", "storage", "storage#1")


@dataclass(frozen=True)
class Parts:
    """Units of a part: what one draws all the time, and for some 10 ms."""

    ref: str
    units: int
    watts: Interval
    spike: Interval


@dataclass(frozen=True)
class Units:
    """Units of a supply: what one gives, None for more than any load; what it bears for some 10 ms; what it feeds."""

    gives: Interval | None
    bears: Interval
    units: int
    feeds: frozenset[str] | None


@dataclass(frozen=True)
class Rig:
    """Parts and supplies."""

    parts: tuple[Parts, ...]
    supplies: tuple[Units, ...]


def divided(rig: Rig) -> Division:
    supplies = supplies_of(rig)
    endless = {supply.ref for supply, one in zip(supplies, rig.supplies, strict=True) if one.gives is None}
    watts = [(one.ref, one.units, drawn(one, one.watts)) for one in rig.parts]
    return best_division(loads_of(watts, supplies), supplies, lambda one: None if one.ref in endless else one.rated)


def apart(rig: Rig) -> Quantity:
    supplies = supplies_of(rig)
    watts = [(one.ref, one.units, drawn(one, one.watts)) for one in rig.parts]
    spiking = [(one.ref, one.units, drawn(one, one.spike)) for one in rig.parts]
    return fewest_apart(loads_of(watts, supplies), loads_of(spiking, supplies), supplies)


def supplies_of(rig: Rig) -> list[Supply]:
    listed = []
    for number, one in enumerate(rig.supplies, 1):
        rated = settled(one.gives or NON_NEGATIVE, {f"psu#{number}.rated_w"})
        bears = settled(one.bears, {f"psu#{number}.atx_version"})
        listed.append(Supply(f"psu#{number}", one.units, rated, bears, None, one.feeds))
    return listed


def drawn(part: Parts, of_one: Interval) -> Quantity:
    return settled(of_one * Interval.point(part.units), {f"{part.ref}.watts"})


# --- the rig as the oracle sees it, at one end of every interval ---


def parts_at(rig: Rig, *, high: bool) -> list[oracle.Part]:
    return [
        oracle.Part(one.ref, one.watts.high, one.spike.high)
        if high
        else oracle.Part(one.ref, one.watts.low, one.spike.low)
        for one in rig.parts
        for _ in range(one.units)
    ]


def places_at(rig: Rig, *, high: bool) -> list[oracle.Place]:
    return [
        oracle.Place(
            None if one.gives is None else one.gives.high if high else one.gives.low,
            one.feeds,
            one.bears.high if high else one.bears.low,
        )
        for one in rig.supplies
        for _ in range(one.units)
    ]


# --- drawing ---

exact_watts = st.integers(1, 60).map(lambda tens: Interval.point(tens * 10))
exact_ratings = st.integers(30, 160).map(lambda tens: Interval.point(tens * 10))


@st.composite
def wider(draw: st.DrawFn, value: Interval) -> Interval:
    """Return an interval around this one, sometimes without an upper end."""
    low = max(1, (value.low or 0) - draw(st.sampled_from([0, 0, 30, 200])))
    if value.high is None or draw(st.integers(0, 9)) == 0:
        return Interval(low, None)
    return Interval(low, value.high + draw(st.sampled_from([0, 0, 30, 200])))


@st.composite
def parts(draw: st.DrawFn, ref: str, units: int) -> Parts:
    watts = draw(exact_watts)
    return Parts(
        ref, units, watts, watts * Interval.point(draw(st.sampled_from([Fraction(1), Fraction(3, 2), Fraction(2)])))
    )


@st.composite
def supplies(draw: st.DrawFn, units: int, *, measured: bool) -> Units:
    rated = draw(exact_ratings)
    gives = rated if measured or draw(st.booleans()) else None
    feeds = st.one_of(st.none(), st.none(), st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=3))
    return Units(
        gives, rated * Interval.point(draw(st.sampled_from([Fraction(5, 4), Fraction(8, 5)]))), units, draw(feeds)
    )


@st.composite
def rigs(draw: st.DrawFn, *, measured: bool = True, several: bool = False) -> Rig:
    """A board, up to three groups of GPUs with one to three units, sometimes drives, and up to three supplies."""
    listed = [draw(parts("cpu#1", 1)), draw(parts("motherboard#1", 1))]
    listed += [draw(parts(f"gpu#{n}", draw(st.integers(1, 3)))) for n in range(1, draw(st.integers(1, 4)))]
    if draw(st.booleans()):
        listed.append(draw(parts("storage#1", draw(st.integers(1, 2)))))
    assume(sum(one.units for one in listed[2:]) <= MOST_PARTS)
    units = draw(st.sampled_from([(1, 1), (2,), (1, 2), (2, 1), (1, 1, 1)] if several else [(1,), (1, 1), (1, 2)]))
    return Rig(tuple(listed), tuple(draw(supplies(count, measured=measured)) for count in units))


@st.composite
def less_known(draw: st.DrawFn, rig: Rig) -> Rig:
    """Return the rig with its watts and what its supplies give known less well."""
    return Rig(
        tuple(replace(one, watts=draw(wider(one.watts)), spike=draw(wider(one.spike))) for one in rig.parts),
        tuple(
            replace(one, gives=None if one.gives is None else draw(wider(one.gives)), bears=draw(wider(one.bears)))
            for one in rig.supplies
        ),
    )


def within(inner: Interval, outer: Interval) -> bool:
    """Return whether the outer interval contains the inner one."""
    low = (outer.low or 0) <= (inner.low or 0)
    return low and (outer.high is None or (inner.high is not None and inner.high <= outer.high))


def thousandth(percent: oracle.Watts) -> Exact | None:
    return None if percent is None else Fraction(round(percent * 1000), 1000)


# --- the laws ---


@settings(max_examples=200)
@given(rigs(several=True))
def test_the_fullest_supply_is_as_full_as_in_the_best_of_all_divisions(rig: Rig) -> None:
    """With all watts stated, the percentage is that of the best way to hang every load on every supply."""
    best = thousandth(oracle.least_full(parts_at(rig, high=True), places_at(rig, high=True)))
    assert divided(rig).percent == settled(Interval(best, best), NOTHING)


@settings(max_examples=100)
@given(rigs())
def test_what_supplies_carry_is_a_division_that_is_as_full_as_said(rig: Rig) -> None:
    """The watts on the supplies are all watts, are what some division gives, and the fullest is that of the answer."""
    found = divided(rig)
    parts, places = parts_at(rig, high=True), places_at(rig, high=True)
    same = [
        way
        for way in oracle.ways(parts, places)
        if tuple(oracle.carried(way, place) for place in range(len(places))) == found.carried
    ]
    assert same
    assert thousandth(oracle.fullest(same[0], places)) == found.percent.value.high


@settings(max_examples=200)
@given(rigs(several=True))
def test_as_few_cards_hang_apart_as_in_the_best_of_all_divisions(rig: Rig) -> None:
    """With all watts stated, the cards on another supply than the board are as few as load and spikes allow."""
    fewest = oracle.fewest_apart(parts_at(rig, high=True), places_at(rig, high=True))
    places = places_at(rig, high=True)
    assert apart(rig) == Quantity.exactly(fewest if len(places) > 1 else 0)


@settings(max_examples=200)
@given(st.data(), rigs(measured=False))
def test_the_ends_of_the_percentage_are_those_of_the_best_and_the_worst_case(data: st.DataObject, rig: Rig) -> None:
    """Its low end is that of the lowest loads on the strongest supplies, its high end that of the opposite."""
    known = data.draw(less_known(rig))
    percent = divided(known).percent.value
    assert percent.low == thousandth(oracle.least_full(parts_at(known, high=False), places_at(known, high=True)))
    assert percent.high == thousandth(oracle.least_full(parts_at(known, high=True), places_at(known, high=False)))


@settings(max_examples=100)
@given(st.data(), rigs(several=True))
def test_the_ends_of_the_cards_apart_are_those_of_the_best_and_the_worst_case(data: st.DataObject, rig: Rig) -> None:
    """The same holds for how many cards must hang apart."""
    known = data.draw(less_known(rig))
    found = apart(known).value
    assert found.low == oracle.fewest_apart(parts_at(known, high=False), places_at(known, high=True))
    assert found.high == oracle.fewest_apart(parts_at(known, high=True), places_at(known, high=False))


@settings(max_examples=200)
@given(st.data(), rigs(measured=False))
def test_to_know_less_only_widens_the_answers(data: st.DataObject, rig: Rig) -> None:
    """Whatever is not known of loads and supplies, twice over, the answer of more lies in the answer of less."""
    more = rig
    for _ in range(2):
        fewer = data.draw(less_known(more))
        for answer in (divided(fewer).percent, apart(fewer)):
            assert answer.value.is_point or answer.blame
        assert within(divided(more).percent.value, divided(fewer).percent.value)
        assert within(apart(more).value, apart(fewer).value)
        more = fewer


@settings(max_examples=100)
@given(st.data(), rigs(several=True, measured=False), st.integers(0, 20))
def test_where_not_all_divisions_are_tried_the_bounds_contain_the_truth(
    data: st.DataObject, rig: Rig, most: int
) -> None:
    """With however few divisions tried, the answers contain those of trying all."""
    rig = data.draw(st.one_of(st.just(rig), less_known(rig)))
    full, cards = divided(rig).percent.value, apart(rig).value
    with patch.object(division, "MOST_DIVISIONS", most):
        bounded, bounded_cards = divided(rig), apart(rig)
    assert within(full, bounded.percent.value)
    assert within(cards, bounded_cards.value)


@settings(max_examples=100)
@given(st.data(), rigs(measured=False), exact_watts)
def test_one_more_card_never_makes_the_fullest_supply_less_full(data: st.DataObject, rig: Rig, watts: Interval) -> None:
    """One more GPU lowers neither end of the percentage, nor of the cards that must hang apart."""
    rig = data.draw(st.one_of(st.just(rig), less_known(rig)))
    more = Rig((*rig.parts, Parts("gpu#9", 1, watts, watts + watts)), rig.supplies)
    for before, after in (
        (divided(rig).percent.value, divided(more).percent.value),
        (apart(rig).value, apart(more).value),
    ):
        assert (after.low or 0) >= (before.low or 0)
        assert after.high is None or (before.high is not None and after.high >= before.high)


@settings(max_examples=100)
@given(rigs(), exact_ratings)
def test_one_more_supply_never_makes_the_fullest_one_fuller(rig: Rig, rating: Interval) -> None:
    """Another supply that the list says nothing of raises neither end, where it says nothing of one already."""
    assume(any(one.feeds is None for one in rig.supplies))
    before = divided(rig).percent.value
    after = divided(Rig(rig.parts, (*rig.supplies, Units(rating, rating, 1, None)))).percent.value
    assert after.high is not None
    assert before.high is not None
    assert after.high <= before.high
