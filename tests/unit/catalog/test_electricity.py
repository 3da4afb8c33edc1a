"""What electricity costs: places are found by code and name, and files are refused with every mistake at once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from rigcheck.catalog.electricity import tariff_of, tariffs
from rigcheck.errors import DataError, UsageError

GOOD = """
title = "A list"
currency = "EUR"
period = "{period}"

[[tariff]]
code = "DE"
place = "Germany"
per_kwh = {price}

[[tariff]]
code = "FR"
place = "France"
also = ["Gaul"]
per_kwh = 0.25

[[sources]]
basis = "review"
title = "All"
url = "https://example.com/all"
retrieved = 2026-11-27
covers = ["per_kwh"]

[[sources]]
basis = "product-page"
title = "France alone"
url = "https://example.com/fr"
retrieved = 2026-11-27
covers = ["per_kwh.FR"]
"""
OLD, NEW = GOOD.format(period="2024-S1", price="0.3951"), GOOD.format(period="2024-S2", price="0.3943")


def folder(tmp_path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    return tmp_path


def told(tmp_path: Path, **texts: str) -> str:
    with pytest.raises(DataError) as caught:
        tariffs(folder(tmp_path, **texts))
    return str(caught.value)


def test_files_are_read_exactly_and_the_closest_source_speaks(tmp_path: Path) -> None:
    found = tariffs(folder(tmp_path, b=OLD, a=NEW))
    assert [(one.code, one.period, one.per_kwh) for one in found] == [
        ("DE", "2024-S1", Decimal("0.3951")),
        ("DE", "2024-S2", Decimal("0.3943")),
        ("FR", "2024-S1", Decimal("0.25")),
        ("FR", "2024-S2", Decimal("0.25")),
    ]
    assert [one.source.title for one in found] == ["All", "All", "France alone", "France alone"]


@pytest.mark.parametrize("text", ["Germany", "germany", "DE", "de"])
def test_the_latest_price_answers_unless_a_period_is_asked_for(tmp_path: Path, text: str) -> None:
    known = tariffs(folder(tmp_path, old=OLD, new=NEW))
    assert tariff_of(text, known=known).period == "2024-S2"
    assert tariff_of(text, "2024-S1", known).per_kwh == Decimal("0.3951")
    with pytest.raises(UsageError, match=r"found '2019'; prices of Germany are known for 2024-S1, 2024-S2\."):
        tariff_of(text, "2019", known)


@pytest.mark.parametrize("text", ["Texas", "texas", "US-TX", "us-tx"])
def test_a_state_of_the_usa(text: str) -> None:
    found = tariff_of(text)
    assert (found.code, found.per_kwh, found.currency, found.period) == ("US-TX", Decimal("0.1446"), "USD", "2023")
    assert "eia.gov" in str(found.source.url)


def test_the_year_of_the_article() -> None:
    assert tariff_of("usa", "2019").per_kwh == Decimal("0.1301")
    assert tariff_of("US").period == "2023"


@pytest.mark.parametrize(
    ("text", "code", "currency"), [("uk", "GB", "GBP"), ("Turkey", "TR", "EUR"), ("jp", "JP", "JPY")]
)
def test_other_names_and_currencies(text: str, code: str, currency: str) -> None:
    found = tariff_of(text)
    assert (found.code, found.currency) == (code, currency)


def test_georgia_is_the_state_and_the_country_says_so() -> None:
    assert tariff_of("Georgia").code == "US-GA"
    assert tariff_of("GE").code == "GE"


def test_an_unknown_place_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        tariff_of("Texs")
    assert "Texas (US-TX)" in str(caught.value)
    with pytest.raises(UsageError, match="No place has a price"):
        tariff_of("Texas", known=[])


def test_every_place_has_one_name_and_is_found_by_all_of_its_names() -> None:
    known = tariffs()
    assert len({one.code for one in known}) > 90
    for one in known:
        assert all(tariff_of(name, one.period, known) is one for name in one.names), one.place


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('covers = ["per_kwh"]', 'covers = ["per_kwh.DK"]', "per_kwh.DE: no source that was read covers it"),
        ('basis = "review"', 'basis = "unverified"', "per_kwh.DE: no source that was read covers it"),
        ('code = "FR"', 'code = "DE"', "has a second price for 2024-S1"),
        ('also = ["Gaul"]', 'also = ["germany"]', "also names"),
        ('code = "FR"', 'code = "France"', "France"),
        ('period = "2024-S1"', 'period = "summer"', "period"),
        ("per_kwh = 0.25", "per_kwh = 0", "more than 0"),
        ("per_kwh = 0.25", 'per_kwh = "dear"', "dear"),
        ('currency = "EUR"', 'currency = "euro"', "currency"),
        (
            '[[sources]]\nbasis = "review"',
            '[[other]]\ncode = "DE"\nplace = "Germany"\nper_kwh = 0.3\n\n[[sources]]\nbasis = "review"',
            "other.DE: no source that was read covers it",
        ),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert OLD.count(old) == 1
    assert words in told(tmp_path, a=OLD.replace(old, new))


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    said = told(tmp_path, a=OLD, b=OLD, c="no TOML at all", d=NEW.replace('"EUR"', '"euro"'))
    for words in ("DE: has a second price for 2024-S1", "FR: has a second price", "no valid TOML", "currency"):
        assert words in said
