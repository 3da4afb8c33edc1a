"""Candidates that tie by name: what the line states against what the catalog knows of them."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.catalog.described import facts_in_words
from rigcheck.catalog.match import How, Match
from rigcheck.catalog.part import CatalogPart, Origin
from rigcheck.engine.assemble import narrowed
from rigcheck.schema.kinds import Kind


def part(part_id: str, name: str, kind: Kind = "storage", origin: Origin = "curated", **facts: Any) -> CatalogPart:
    return CatalogPart(part_id, kind, name, (), (), origin, facts, ())


M2 = part("m2", "Crucial MX500 M.2 1 TB", form_factor="m2", capacity_gb=1000)
SATA = part("sata", "Crucial MX500 1 TB", form_factor="2.5", capacity_gb=1000)


def drive(text: str, *parts: CatalogPart, score: float = 0.95) -> Match:
    return narrowing("storage", text, *parts, score=score)


def narrowing(kind: Kind, text: str, *parts: CatalogPart, score: float = 0.95) -> Match:
    ids = tuple(sorted(each.id for each in parts))
    how: How = "name" if len(ids) == 1 else "several"
    one = ids[0] if how == "name" else None
    return narrowed(Match(kind, how, one, ids, score, facts_in_words(kind, text)), text, parts)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Crucial MX500 1 TB M.2-2280 Solid State Drive", ("m2",)),
        ('Crucial MX500 1 TB 2.5" Solid State Drive', ("sata",)),
        ("Crucial MX500 1 TB Solid State Drive", ("m2", "sata")),
    ],
)
def test_the_form_that_the_line_states_decides(text: str, left: tuple[str, ...]) -> None:
    match = drive(text, M2, SATA)
    assert match.candidates == left
    assert (match.how, match.part_id) == (("name", left[0]) if len(left) == 1 else ("several", None))


def test_a_drive_of_another_form_is_not_meant() -> None:
    match = drive("Crucial MX500 1 TB M.2-2280", SATA)
    assert (match.how, match.part_id, match.candidates) == ("none", None, ())
    assert match.facts["form_factor"] == "m2"


def test_a_u2_drive_is_two_and_a_half_inches_wide() -> None:
    assert drive('Intel 905P 960 GB 2.5"', part("u2", "Intel 905P 960 GB", form_factor="u2")).part_id == "u2"


def test_two_terabytes_are_2048_gigabytes() -> None:
    others = [part(each, "Kingston KC3000 2.048 TB", form_factor="m2", capacity_gb=2048) for each in ("a", "b")]
    assert drive("Kingston KC3000 2 TB M.2-2280", *others).candidates == ("a", "b")


def test_words_that_exclude_every_candidate_exclude_none() -> None:
    gold = [part(each, "Acme 850", "psu", efficiency="gold") for each in ("a", "b")]
    assert narrowing("psu", "Acme 850 W 80+ Bronze", *gold).candidates == ("a", "b")


def test_of_a_product_that_was_imported_too_the_curated_part_is_left() -> None:
    double = part("x", 'Crucial MX500 1TB SSD 2.5" SATA', origin="imported", form_factor="2.5", capacity_gb=1000)
    silent = part("y", "Crucial MX500 1TB SSD", origin="imported", capacity_gb=1000)
    assert drive("Crucial MX500 1 TB", SATA, double).part_id == "sata"
    assert drive("Crucial MX500 1 TB", SATA, silent).candidates == ("sata", "y")
    assert drive("Crucial MX500 1 TB", SATA, double, score=0.8).candidates == ("sata", "x")


def test_a_year_that_went_unsaid_stays_open() -> None:
    years = [
        part("old", "Corsair RM850x (2018) 850W", "psu", atx_version="2.4"),
        part("new", "Corsair RM850x (2024) 850W", "psu", atx_version="3.1"),
    ]
    match = narrowing("psu", "Corsair RM850x 850 W ATX 3.1", *years)
    assert (match.how, match.candidates) == ("several", ("new",))


def test_a_form_that_went_unsaid_stays_open() -> None:
    """The 2.5-inch version is not catalogued; that the hard drive of the name is out does not make it the M.2 one."""
    rows = [
        part("hdd", "Western Digital Blue 1 TB", spins=True, form_factor="3.5"),
        part("m2", "Western Digital Blue 3D M.2 1 TB", spins=False, form_factor="m2"),
    ]
    match = drive("Western Digital Blue 1 TB Solid State Drive", *rows)
    assert (match.how, match.candidates) == ("several", ("m2",))
    assert drive("Western Digital Blue 1 TB M.2-2280 Solid State Drive", *rows).part_id == "m2"
