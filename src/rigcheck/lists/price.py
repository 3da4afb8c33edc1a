"""Money as lists write it: `$174.99 @ SuperBiiz`, `95 €`, `₹1,51,200.00`, `Purchased For $0.00`, `CHF 7'725`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from rigcheck.pattern import lazy

NO_CURRENCY: Final = "XXX"
"""ISO 4217 for `no currency`: the list gives bare numbers."""

_SYMBOLS: Final = {
    "$": "USD", "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "S$": "SGD",
    "HK$": "HKD", "R$": "BRL", "NT$": "TWD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "元": "CNY", "RMB": "CNY",
    "₹": "INR", "RS": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH", "ZŁ": "PLN", "FR.": "CHF", "SFR": "CHF",
}  # fmt: skip
_CODES: Final = [
    "USD",
    "EUR",
    "GBP",
    "CHF",
    "CAD",
    "AUD",
    "NZD",
    "INR",
    "CNY",
    "JPY",
    "KRW",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "HUF",
    "BRL",
    "MXN",
    "SGD",
    "HKD",
    "TWD",
    "ZAR",
    "TRY",
    "RUB",
    "UAH",
    "ILS",
    "RON",
    "BGN",
    "MYR",
    "THB",
    "IDR",
    "PHP",
    "VND",
    "AED",
    "SAR",
    "ARS",
    "CLP",
    "XXX",
]

_NUMBER = (
    r"(?:\d{1,3}(?: \d{3})+,\d{2}|\d{1,3}(?:[,.'’]\d{2,3})+(?:[.,]\d{1,2})?|"
    r"\d+(?:[.,]\d{1,2})?)(?!\d)(?:[.,]-{1,2})?"
)
_CURRENCY = "|".join(sorted((re.escape(word) for word in [*_SYMBOLS, *_CODES]), key=len, reverse=True))
_MONEY = (
    rf"[-–]?\s?[~≈]?\s?(?:(?:(?<![A-Za-z])(?:{_CURRENCY}))\s?[~≈]?\s?[-–]?{_NUMBER}"
    rf"|{_NUMBER}\s?(?:{_CURRENCY})(?![A-Za-z]))"
)
_FIND = lazy(_MONEY, re.IGNORECASE)
_BARE = lazy(rf"^[~≈]?\s?({_NUMBER})(?:\s*@\s*.*)?$")
_NUMBER_IN = lazy(_NUMBER)
_CURRENCY_IN = lazy(rf"(?<![A-Za-z])(?:{_CURRENCY})(?![A-Za-z])", re.IGNORECASE)
_MULTIPLE = lazy(r"^(\d{1,3})\s*[x×*]\s*(?P<unit>.+?)\s*=\s*.+$", re.IGNORECASE)
_ONE = r"(?:each|ea\b\.?|a ?piece|per (?:unit|piece|card)|pro St[üu]ck|je St[üu]ck|/\s?(?:ea|unit|pc)\b)"
_ONE_BEFORE = r"(?:(?:je|each|ea\.?|à)\s+)"
_EACH = lazy(rf"^@|(?<!\w)(?:{_ONE}(?!\w)|{_ONE_BEFORE})", re.IGNORECASE)
_RANGE = lazy(rf"{_NUMBER}\s*(?:-|–|to)\s*[$€£]?\s*\d")
_SHOP = r"(?:\s*@\s*[^()|]*?)?"
_REBATE = lazy(rf"[,;]?\s*(?:rebate:?\s*({_MONEY})|({_MONEY})\s*(?:mail-in\s+)?rebate)", re.IGNORECASE)
_IN_BRACKETS = lazy(
    rf"\s*\(\s*(?:purchased for\s*)?(?P<price>{_ONE_BEFORE}?{_MONEY}(?:\s*{_ONE})?{_SHOP}"
    rf"(?:,\s*rebate\s*{_MONEY})?)\s*\)\s*$",
    re.IGNORECASE,
)
_AT_END = lazy(
    rf"(?:\s*[-–—|:,=]\s*|\s+)(?P<price>(?:@\s*)?(?:purchased for\s*)?{_ONE_BEFORE}?{_MONEY}(?:\s*{_ONE})?"
    r"(?:\s*@\s*[^()|]*)?)\s*$",
    re.IGNORECASE,
)
_SHOP_AT_END = lazy(r"\s*\(\s*(?:Purchased|Already Owned|Owned|-)?\s*(?:@\s*[^()]*)?\s*\)\s*$", re.IGNORECASE)

_LONGEST: Final = 200
"""More characters than that are no price."""


class Money(NamedTuple):
    """An amount as stated."""

    amount: Decimal
    currency: str
    each: bool = False
    """True where the text says that it is the price of one."""
    rebate: Decimal = Decimal(0)


def read_price(text: str, *, currency: str = "", dollar: str = "USD") -> Money | None:
    """Return the money a price cell states, or None (`-`, `Already Owned`, a range of prices).

    `currency` is that of a column of bare numbers; `dollar` is what a plain `$` means in this list.
    """
    text = text.strip().strip("*_ ")
    if len(text) > _LONGEST or not any(letter.isdigit() for letter in text):
        return None
    multiple = _MULTIPLE.match(text)
    if multiple:
        one = read_price(multiple["unit"], currency=currency, dollar=dollar)
        return one and one._replace(each=True)
    rebate = _REBATE.search(text) if "rebate" in text.lower() else None
    back = Decimal(0)
    if rebate:
        money = _money(rebate[1] or rebate[2], dollar)
        back = abs(money.amount)
        text = text[: rebate.start()] + text[rebate.end() :]
    if _RANGE.search(text):
        return None
    found = _FIND.search(text)
    if found:
        return _money(found[0], dollar)._replace(each=bool(_EACH.search(text)), rebate=back)
    bare = _BARE.match(text)
    if bare:
        return Money(_amount(bare[1]), currency or NO_CURRENCY, each=False, rebate=back)
    return None


def price_at_end(item: str) -> tuple[str, str]:
    """Return `item` without the price (and shop) at its end, and that price as text (empty where there is none)."""
    tail = max(0, len(item) - _LONGEST)
    found = _IN_BRACKETS.search(item, tail) or _AT_END.search(item, tail)
    if found and found.start() > 0:
        return item[: found.start()].rstrip(" -–—|:,=@"), found["price"]
    owned = _SHOP_AT_END.search(item, tail)
    if owned and owned.start() > 0:
        return item[: owned.start()].rstrip(), ""
    return item, ""


def is_price(text: str) -> bool:
    """Return whether the text is a price and nothing but a price (and a shop)."""
    stripped = text.strip().strip("*_ ")
    if stripped in {"-", "–", "—"} or re.match(r"(?i)^(purchased|already owned|owned|free)\b", stripped):
        return True
    found = _FIND.search(stripped) if len(stripped) <= _LONGEST else None
    if not found:
        return False
    rest = stripped[: found.start()] + stripped[found.end() :]
    return (
        re.fullmatch(
            rf"(?i)\s*(?:purchased for|{_ONE_BEFORE}|~|≈|-)?\s*(?:@.*|{_ONE}|already owned)?\s*",
            rest,
        )
        is not None
    )


def currency_of(heading: str) -> str:
    """Return the currency a column heading names (`Price (CHF)`, `USD $`), or an empty string."""
    found = _CURRENCY_IN.search(heading)
    return _code(found[0], "USD") if found else ""


def as_text(amount: Decimal, currency: str) -> str:
    """Return an amount as our writers write it: `$209.99`, `EUR 95.00`; `read_price` reads it back."""
    number = f"{amount:f}"
    if "." not in number:
        number += ".00"
    elif len(number.split(".")[1]) == 1:
        number += "0"
    return f"${number}" if currency == "USD" else f"{currency} {number}"


def _money(text: str, dollar: str) -> Money:
    currency = _CURRENCY_IN.search(text)
    # A symbol that stands against the digits has no word boundary of its own.
    symbol = currency[0] if currency else next((s for s in _SYMBOLS if s in text.upper()), "")
    number = _NUMBER_IN.search(text)
    if number is None:  # the pattern that found the text holds a number
        raise AssertionError(text)
    amount = _amount(number[0])
    negative = re.match(r"\s*[-–]", text) or re.search(r"[-–]\s?$", text[: number.start()])
    return Money(-amount if negative else amount, _code(symbol, dollar))


def _code(symbol: str, dollar: str) -> str:
    symbol = symbol.upper()
    if symbol == "$":
        return dollar
    return _SYMBOLS.get(symbol, symbol)


def _amount(text: str) -> Decimal:
    """Return the number: a mark is decimal where one or two digits end the text after it."""
    text = re.sub(r"[.,]-{1,2}$", "", text)
    text = re.sub(r"['’ ]", "", text)
    found = re.search(r"[.,](\d{1,2})$", text)
    if found:
        whole = re.sub(r"[.,]", "", text[: found.start()])
        return Decimal(f"{whole}.{found[1]}")
    return Decimal(re.sub(r"[.,]", "", text))
