"""Which supply stands first: warnings, open ones, margin, efficiency, price, size. Each goes before all after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.price_book import Offer
from rigcheck.engine.build import Build, BuildPart, Settings, numbered
from rigcheck.engine.session import Session
from rigcheck.questions.psu import Candidate, PsuAnswer, which_psu
from rigcheck.questions.psu_wishes import Wishes

FACTS: dict[str, Any] = {
    "rated_w": 1000,
    "efficiency": "gold",
    "atx_version": "3.1",
    "form_factor": "atx",
    "length_mm": 150,
    "full_power_min_v": 100,
    "plugs": {"eps_8pin": 2, "pcie_8pin": 4, "pcie_16pin": 1, "pcie_6pin": 0, "sata": 4, "molex": 2},
}
BUILD = Build(
    numbered([BuildPart("", "cpu", 1, "400 W", {"sustained_w": 400, "tdp_w": 400, "unlocked": False})]),
    Settings(mains="230V 16A"),
)
CASE: dict[str, Any] = {
    "max_psu_length_mm": 160,
    "form_factors": ["mini-itx"],
    "psu_form_factors": ["atx"],
    "open_frame": False,
}
IN_A_CASE = replace(BUILD, parts=numbered([*BUILD.parts, BuildPart("", "case", 1, "a case", CASE)]))


@pytest.fixture(scope="module")
def session(folders: Mapping[str, str]) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in folders.items():
            patch.setenv(name, folder)
        yield Session()


def supply(name: str, **facts: Any) -> CatalogPart:
    return CatalogPart(f"psu/x/{name}", "psu", name, (), (), "curated", {**FACTS, **facts}, ())


def offer(part: CatalogPart, amount: str, currency: str = "USD") -> Offer:
    return Offer(part.id, "Shop", currency, date(2026, 11, 20), Decimal(amount))


def asked(session: Session, supplies: list[CatalogPart], *offers: Offer, build: Build = BUILD) -> PsuAnswer:
    wishes = Wishes(offers={one.part: one for one in offers})
    return which_psu(build, supplies, session.rules, session.standards_record, wishes)


def names(candidates: tuple[Candidate, ...]) -> list[str]:
    return [one.part.name for one in candidates]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"rated_w": 480}, {"rated_w": 430, "efficiency": "titanium", "price": "1"}),
        ({"rated_w": 480}, {"rated_w": {"at_least": 400, "usual": 410}, "efficiency": "titanium", "price": "1"}),
        ({"rated_w": 1000}, {"rated_w": 480, "efficiency": "titanium", "price": "1"}),
        ({"rated_w": 1000, "efficiency": "titanium"}, {"rated_w": 900, "price": "1"}),
        ({"rated_w": 1000, "price": "99.90"}, {"rated_w": 980, "price": "100"}),
        ({"rated_w": 1000, "price": "500"}, {"rated_w": 980}),
        ({"rated_w": 900}, {"rated_w": 1000}),
        ({"name": "z"}, {"name": "a", "origin": "imported"}),
        ({"name": "a"}, {"name": "z"}),
    ],
    ids=["warnings", "open warnings", "margin", "efficiency", "price", "a price at all", "size", "origin", "id"],
)
@pytest.mark.parametrize("turned", [False, True])
def test_each_criterion_goes_before_all_after_it(
    session: Session, better: dict[str, Any], worse: dict[str, Any], turned: bool
) -> None:
    made, offers = [], []
    for fallback, said in (("n", better), ("m", worse)):
        facts = {key: value for key, value in said.items() if key not in {"name", "origin", "price"}}
        part = supply(said.get("name", fallback), **facts)
        made.append(replace(part, origin=said.get("origin", "curated")))
        offers += [offer(part, said["price"])] if "price" in said else []
    answer = asked(session, made[:: -1 if turned else 1], *offers)
    assert names(answer.fits) == [part.name for part in made]


def test_efficiency_counts_in_whole_percent(session: Session) -> None:
    """At 40 and 41 % load the same label promises a little different shares: the price decides."""
    cheap, dear = supply("cheap", rated_w=980), supply("dear", rated_w=1000)
    answer = asked(session, [dear, cheap], offer(cheap, "90"), offer(dear, "100"))
    assert answer.fits[0].efficiency != answer.fits[1].efficiency
    assert names(answer.fits) == ["cheap", "dear"]
    assert names(asked(session, [dear, cheap], offer(cheap, "100"), offer(dear, "90")).fits) == ["dear", "cheap"]


def test_prices_in_two_currencies_do_not_rank(session: Session) -> None:
    small, large = supply("small", rated_w=900), supply("large")
    answer = asked(session, [large, small], offer(small, "200", "EUR"), offer(large, "1", "USD"))
    assert names(answer.fits) == ["small", "large"]
    assert [one.offer and one.offer.currency for one in answer.fits] == ["EUR", "USD"], "shown all the same"


def test_the_nearest_of_those_that_do_not_fit_is_first(session: Session) -> None:
    supplies = [
        supply("too small and too long", rated_w=300, length_mm=200, efficiency="titanium"),
        supply("too long", rated_w=1000, length_mm=200),
        supply("too small", rated_w=300),
        supply("fits"),
    ]
    answer = asked(session, supplies, build=IN_A_CASE)
    assert names(answer.fits) == ["fits"]
    assert names(answer.near_misses)[-1] == "too small and too long"
    assert len(answer.near_misses) == 3


def test_of_those_that_do_not_fit_what_lacks_no_fact_is_first(session: Session) -> None:
    unmeasured = {key: fact for key, fact in FACTS.items() if key != "length_mm"}
    vague = CatalogPart("psu/x/a", "psu", "vague", (), (), "curated", {**unmeasured, "rated_w": 390}, ())
    answer = asked(session, [vague, supply("known", rated_w=300)], build=IN_A_CASE)
    assert names(answer.near_misses) == ["known", "vague"]


def test_advice_of_other_rules_does_not_rank(session: Session) -> None:
    """A comfortable load is a margin; what else advice speaks of leaves the order to efficiency."""
    loaded = supply("loaded", rated_w=480, efficiency="titanium")
    roomy = supply("roomy", rated_w=501)
    assert names(asked(session, [loaded, roomy]).fits) == ["roomy", "loaded"]
    edge = supply("edge", rated_w=500)
    assert names(asked(session, [supply("larger", rated_w=510), edge]).fits) == ["edge", "larger"]
