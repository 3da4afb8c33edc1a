"""The sort of supply that is asked for: yes, no, or nobody can say, and then for lack of which fact."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.catalog.part import CatalogPart
from rigcheck.questions.psu_wishes import NO_WISHES, Wishes
from rigcheck.verdict import Verdict

OK, VIOLATED, UNKNOWN = Verdict.OK, Verdict.VIOLATED, Verdict.UNKNOWN
WHOLE: dict[str, Any] = {"form_factor": "sfx", "length_mm": 125, "modular": "full", "fanless": True}


def supply(name: str = "be quiet! Dark Power 13", **facts: Any) -> CatalogPart:
    return CatalogPart("psu/x/y", "psu", name, (), (), "curated", facts, ())


def test_who_wishes_nothing_takes_everything() -> None:
    assert NO_WISHES.judge(supply()) == (OK, ())


@pytest.mark.parametrize(
    ("wishes", "facts", "verdict"),
    [
        (Wishes(form_factor="sfx"), {"form_factor": "sfx"}, OK),
        (Wishes(form_factor="sfx"), {"form_factor": "sfx-l"}, VIOLATED),
        (Wishes(form_factor="sfx"), {"form_factor": {"one_of": ["sfx", "sfx-l"]}}, UNKNOWN),
        (Wishes(form_factor="sfx"), {"form_factor": {"one_of": ["atx", "sfx-l"]}}, VIOLATED),
        (Wishes(form_factor="sfx"), {}, UNKNOWN),
        (Wishes(modular="full"), {"modular": "full"}, OK),
        (Wishes(modular="full"), {"modular": "semi"}, VIOLATED),
        (Wishes(modular="full"), {}, UNKNOWN),
        (Wishes(fanless=True), {"fanless": True}, OK),
        (Wishes(fanless=True), {"fanless": False}, VIOLATED),
        (Wishes(fanless=True), {}, UNKNOWN),
        (Wishes(max_length_mm=160), {"length_mm": 159}, OK),
        (Wishes(max_length_mm=160), {"length_mm": 160}, OK),
        (Wishes(max_length_mm=160), {"length_mm": 161}, VIOLATED),
        (Wishes(max_length_mm=160), {"length_mm": {"at_least": 140, "at_most": 160}}, OK),
        (Wishes(max_length_mm=160), {"length_mm": {"at_least": 160, "at_most": 180}}, UNKNOWN),
        (Wishes(max_length_mm=160), {"length_mm": {"at_least": 161}}, VIOLATED),
        (Wishes(max_length_mm=160), {"length_mm": {"at_most": 180, "usual": 150}}, UNKNOWN),
        (Wishes(max_length_mm=160), {}, UNKNOWN),
    ],
)
def test_one_wish_is_met_or_not_or_open(wishes: Wishes, facts: dict[str, Any], verdict: Verdict) -> None:
    found, wanting = wishes.judge(supply(**facts))
    assert found is verdict
    assert bool(wanting) == (verdict is UNKNOWN)


@pytest.mark.parametrize(
    ("maker", "verdict"),
    [
        ("be quiet!", OK),
        ("be quiet", OK),
        ("BeQuiet", OK),
        ("be-quiet! dark power", OK),
        ("quiet", VIOLATED),
        ("Corsair", VIOLATED),
        ("Dark Power", VIOLATED),
    ],
)
def test_a_maker_is_how_the_name_begins(maker: str, verdict: Verdict) -> None:
    assert Wishes(maker=maker).judge(supply()) == (verdict, ())


def test_every_fact_that_would_tell_is_named_by_its_path() -> None:
    wishes = Wishes("sfx", 130, "full", True, "be quiet!")
    assert wishes.judge(supply(**WHOLE)) == (OK, ())
    _, wanting = wishes.judge(supply())
    assert set(wanting) == {"psu#1.form_factor", "psu#1.length_mm", "psu#1.modular", "psu#1.fanless"}
    for fact in WHOLE:
        without = {key: value for key, value in WHOLE.items() if key != fact}
        assert wishes.judge(supply(**without)) == (UNKNOWN, (f"psu#1.{fact}",))


def test_what_is_of_another_sort_for_sure_lacks_nothing() -> None:
    assert Wishes(form_factor="sfx", fanless=True).judge(supply(form_factor="atx")) == (VIOLATED, ())
