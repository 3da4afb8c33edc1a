"""A price book: what is read, what is refused with its line, and which offer of several counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rigcheck.catalog.price_book import Offer, cheapest, read_price_book
from rigcheck.errors import DataError, UsageError

HEADER = "part,seller,currency,date,amount\n"
GOOD = "psu/corsair/rm850x-2021,Example Shop,USD,2026-11-20,129.99\n"


def book(folder: Path, text: str | bytes) -> Path:
    path = folder / "prices.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def offer(amount: str, currency: str = "USD", day: int = 1, part: str = "psu/a/b", seller: str = "Shop") -> Offer:
    return Offer(part, seller, currency, date(2026, 11, day), Decimal(amount))


def test_a_row_is_an_offer(tmp_path: Path) -> None:
    [found] = read_price_book(book(tmp_path, HEADER + GOOD))
    assert found == Offer("psu/corsair/rm850x-2021", "Example Shop", "USD", date(2026, 11, 20), Decimal("129.99"))


@pytest.mark.parametrize(
    "text",
    [
        "amount,date,currency,seller,part\n129.99,2026-11-20,USD,Shop,psu/a/b\n",
        "Part, Seller ,CURRENCY,date,amount,note\npsu/a/b, Shop ,USD,2026-11-20, 129.99 ,a good one\n",
        "\ufeffpart,seller,currency,date,amount\r\npsu/a/b,Shop,USD,2026-11-20,129.99\r\n\r\n",
        "part,seller,currency,date,amount\n\npsu/a/b,Shop,USD,2026-11-20,129.99",
    ],
    ids=["another order", "more columns, other case, blanks", "as spreadsheets write it", "an empty line, no last end"],
)
def test_columns_are_found_by_their_names(tmp_path: Path, text: str) -> None:
    assert read_price_book(book(tmp_path, text)) == [
        Offer("psu/a/b", "Shop", "USD", date(2026, 11, 20), Decimal("129.99"))
    ]


def test_a_seller_may_have_a_comma_and_letters_of_any_language(tmp_path: Path) -> None:
    [found] = read_price_book(book(tmp_path, HEADER + 'psu/a/b,"Müller, Söhne & 店",EUR,2026-11-20,99\n'))
    assert found.seller == "Müller, Söhne & 店"


def test_a_book_without_offers_is_no_mistake(tmp_path: Path) -> None:
    assert read_price_book(book(tmp_path, HEADER)) == []


@pytest.mark.parametrize(
    ("cell", "text", "told"),
    [
        ("psu/corsair/rm850x-2021", "", "part is empty"),
        ("USD", "usd", "currency is 'usd'; expected three capitals"),
        ("USD", "$", "currency is '$'"),
        ("USD", "EURO", "currency is 'EURO'"),
        ("2026-11-20", "20.11.2026", "date is '20.11.2026'; expected a day such as '2026-11-20'"),
        ("2026-11-20", "2026-02-30", "date is '2026-02-30'"),
        ("2026-11-20", "", "date is ''"),
        ("129.99", "$129.99", "amount is '$129.99'; expected a number above 0 such as '129.99'"),
        ("129.99", "0", "amount is '0'"),
        ("129.99", "-1", "amount is '-1'"),
        ("129.99", "NaN", "amount is 'NaN'"),
        ("129.99", "Infinity", "amount is 'Infinity'"),
        (",129.99", "", "amount is ''"),
    ],
)
def test_a_cell_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, cell: str, text: str, told: str) -> None:
    path = book(tmp_path, HEADER + GOOD + GOOD.replace(cell, text))
    with pytest.raises(DataError) as caught:
        read_price_book(path)
    [problem] = caught.value.problems
    assert (problem.source, problem.where) == (str(path), "line 3")
    assert told in problem.message


def test_all_mistakes_of_a_book_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_price_book(book(tmp_path, HEADER + "a,b,c,d,e\n" + GOOD + "psu/a/b,Shop,USD,2026-11-20,free\n"))
    where = [problem.where for problem in caught.value.problems]
    assert where == ["line 2", "line 2", "line 2", "line 4"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("part,seller,currency,amount\n", "so date is missing"),
        ("psu/a/b,Shop,USD,2026-11-20,129.99\n", "so part, seller, currency, date, amount is missing"),
        ("part;seller;currency;date;amount\n", "found the columns part;seller;currency;date;amount"),
        ("", "found the columns nothing"),
    ],
)
def test_a_book_without_its_columns_says_which(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DataError) as caught:
        read_price_book(book(tmp_path, text))
    [problem] = caught.value.problems
    assert problem.where == "line 1"
    assert told in problem.message


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="UTF-8"):
        read_price_book(book(tmp_path, b"part,seller\xff\xfe\x00"))


@pytest.mark.parametrize("name", ["nothing.csv", "."])
def test_a_book_that_is_not_there_is_a_mistake_of_the_call(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="the price book cannot be read"):
        read_price_book(tmp_path / name)


@pytest.mark.parametrize("turned", [False, True])
def test_the_cheapest_offer_counts_whatever_its_place(turned: bool) -> None:
    offers = [offer("130"), offer("99.90", seller="Cheap"), offer("100")]
    assert cheapest(offers[:: -1 if turned else 1])["psu/a/b"].seller == "Cheap"


def test_amounts_are_compared_as_numbers() -> None:
    assert cheapest([offer("99.9"), offer("100.00")])["psu/a/b"].amount == Decimal("99.9")


@pytest.mark.parametrize("turned", [False, True])
def test_of_equal_offers_the_latest_counts(turned: bool) -> None:
    offers = [offer("99", day=3), offer("99", day=9), offer("99.00", day=5)]
    assert cheapest(offers[:: -1 if turned else 1])["psu/a/b"].date.day == 9


def test_amounts_of_two_currencies_are_not_compared() -> None:
    found = cheapest([offer("200", "EUR"), offer("1", "USD"), offer("150", "EUR")])
    assert (found["psu/a/b"].amount, found["psu/a/b"].currency) == (Decimal(150), "EUR")


def test_each_part_has_its_own_offer() -> None:
    found = cheapest([offer("9", part="psu/a/b"), offer("5", part="psu/a/c"), offer("7", part="psu/a/b")])
    assert {part: one.amount for part, one in found.items()} == {"psu/a/b": 7, "psu/a/c": 5}
