from __future__ import annotations

from decimal import Decimal

import pytest

from rigcheck.lists.price import as_text, is_price, price_at_end, read_price


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$174.99 @ SuperBiiz", "174.99", "USD"),
        ("Purchased For $0.00", "0.00", "USD"),
        ("$00.00 Already Owned", "0.00", "USD"),
        ("$25 fro a friend,(see below why)", "25", "USD"),
        ("£1353.07", "1353.07", "GBP"),
        ("95 €", "95", "EUR"),
        ("1.299,00 €", "1299.00", "EUR"),
        ("1 299,00 €", "1299.00", "EUR"),
        ("CHF 7'725", "7725", "CHF"),
        ("~CHF 9,485", "9485", "CHF"),
        ("￥1699", "1699", "CNY"),
        ("₹1,51,200.00", "151200.00", "INR"),
        ("$5,440.02", "5440.02", "USD"),
        ("-$35.00", "-35.00", "USD"),
        ("C$89.10", "89.10", "CAD"),
    ],
)
def test_prices_as_people_write_them(text: str, amount: str, currency: str) -> None:
    money = read_price(text)
    assert money is not None
    assert (money.amount, money.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text", ["-", "", "Purchased", "Already Owned", "$400-700", "$1,500-2,000", "Already Had this"]
)
def test_cells_that_state_no_amount(text: str) -> None:
    assert read_price(text) is None


def test_a_bare_number_takes_the_currency_of_its_column() -> None:
    money = read_price("7,691", currency="CHF")
    assert money is not None
    assert (money.amount, money.currency) == (Decimal(7691), "CHF")
    unknown = read_price("209.99")
    assert unknown is not None
    assert unknown.currency == "XXX"


def test_a_product_of_count_and_price_states_the_unit_price() -> None:
    money = read_price("2 x ~2,350 = ~4,700", currency="CHF")
    assert money is not None
    assert (money.amount, money.each) == (Decimal(2350), True)


def test_the_dollar_is_that_of_the_list() -> None:
    money = read_price("$89.10 @ Vuugo", dollar="CAD")
    assert money is not None
    assert money.currency == "CAD"


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (
            "AMD Ryzen 7 2700 3.2 GHz 8-Core Processor  ($209.99 @ SuperBiiz)",
            "AMD Ryzen 7 2700 3.2 GHz 8-Core Processor",
        ),
        ("EVGA 500W 80+ Certified ATX Power Supply $34.99 @ SuperBiiz", "EVGA 500W 80+ Certified ATX Power Supply"),
        ("Zotac RTX 3060 - $329", "Zotac RTX 3060"),
        ("ASUS Prime X470-Pro (Purchased)", "ASUS Prime X470-Pro"),
        ("Samsung 970 EVO (1TB)", "Samsung 970 EVO (1TB)"),
    ],
)
def test_the_price_at_the_end_is_no_part_of_the_name(item: str, name: str) -> None:
    assert price_at_end(item)[0] == name


def test_only_a_price_is_a_price() -> None:
    assert is_price("$159.99 @ NCIX US")
    assert is_price("Purchased For $409.00")
    assert not is_price("EVGA 500W $34.99")


@pytest.mark.parametrize("amount", ["0", "0.5", "209.99", "1371.72", "151200"])
def test_written_amounts_are_read_back(amount: str) -> None:
    for currency in ("USD", "EUR", "XXX"):
        money = read_price(as_text(Decimal(amount), currency))
        assert money is not None
        assert (money.amount, money.currency) == (Decimal(amount), currency)
