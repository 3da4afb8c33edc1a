from __future__ import annotations

from decimal import Decimal

import pytest

from rigcheck.errors import DataError
from rigcheck.lists.detect import detect_format
from rigcheck.lists.model import ListFormat, PartsList
from rigcheck.lists.read import read_text_as_list


def told(parts: PartsList) -> list[tuple[str | None, int, str]]:
    return [(entry.kind, entry.quantity, entry.name) for entry in parts.entries]


BBCODE = """[url=https://pcpartpicker.com/list/abc]PCPartPicker Part List[/url]

[b]CPU:[/b] [url=https://pcpartpicker.com/product/x]AMD Ryzen 7 2700 3.2 GHz 8-Core Processor[/url]  ($209.99 @ Amazon)
[b]Video Card:[/b] EVGA GeForce RTX 2070 8 GB Black Video Card  ($479.99 @ B&H)
[b]Total:[/b] $689.98
[i]Prices include shipping, taxes, rebates, and discounts[/i]
"""


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("CPU: Intel Core i5  ($174.99 @ SuperBiiz)\n", "-", "pcpartpicker"),
        ("Type Item Price\nCPU Intel Core i5 $174.99\n", "-", "pcpartpicker"),
        ("Type|Item|Price\n:----|:----|:----\n**CPU** | Ryzen\n", "-", "markdown"),
        ("- [RTX 3090](https://example.com)\n", "-", "markdown"),
        ("- RTX 3090\n", "list.md", "markdown"),
        ("<ul><li>GPU: RTX 3070</li></ul>", "-", "html"),
        (BBCODE, "-", "bbcode"),
        ("type,item,price\ncpu,Ryzen 7 2700,209.99\n", "-", "csv"),
        ("Type;Name;Qty\nCPU;Ryzen;1\n", "-", "csv"),
        ('[[part]]\nkind = "cpu"\n', "-", "toml"),
        ('name = "x"\n', "-", "toml"),
        ("# comment", "list.toml", "toml"),
        ('{"part": []}', "-", "json"),
        ('["RTX 3090"]', "-", "json"),
        ("[PCPartPicker Part List](https://pcpartpicker.com/list/x)\n", "-", "markdown"),
        ("RTX 3090, Ryzen 5\n", "-", "text"),
    ],
)
def test_the_format_is_detected(text: str, source: str, expected: ListFormat) -> None:
    assert detect_format(text, source) == expected


def test_bbcode() -> None:
    parts = read_text_as_list(BBCODE)
    assert told(parts) == [
        ("cpu", 1, "AMD Ryzen 7 2700 3.2 GHz 8-Core Processor"),
        ("gpu", 1, "EVGA GeForce RTX 2070 8 GB Black Video Card"),
    ]
    assert [total.amount for total in parts.totals] == [Decimal("689.98")]


def test_bbcode_tables_keep_their_line_numbers() -> None:
    text = "[table]\n[tr][td]CPU[/td]\n[td]Ryzen 7 2700[/td][/tr]\n[tr][td]GPU[/td][td]RTX 2070[/td][/tr]\n[/table]"
    parts = read_text_as_list(text)
    assert told(parts) == [("cpu", 1, "Ryzen 7 2700"), ("gpu", 1, "RTX 2070")]
    assert [entry.lines for entry in parts.entries] == [(2,), (4,)]


def test_html_with_stray_tags_and_breaks() -> None:
    text = """<table><thead><tr><th>Type</th><th>Item</th><th>Price</th></tr></thead>
    <tr><td>Power Supply</td><td><a href="x">Corsair RM 850 W</a></td></td></tr>
    <tr><td>CPU</td><td>Ryzen 9 5900X<br/>We like it. It is fast.</td><td>$349&#8203;.00</td>
    <tr><td></td><td>Total</td><td>$349.00</td></tr></table><p>Case: NZXT H500</p>"""
    parts = read_text_as_list(text)
    assert told(parts) == [("psu", 1, "Corsair RM 850 W"), ("cpu", 1, "Ryzen 9 5900X"), ("case", 1, "NZXT H500")]
    assert [entry.lines for entry in parts.entries] == [(2,), (3,), (4,)]


def test_csv_in_usual_wordings() -> None:
    parts = read_text_as_list(
        'Component,Product Name,Qty,Unit Price\nGPU,"EVGA RTX 2070, Black",2,$479.99\nMonitor,Dell,1,$200\n'
    )
    assert told(parts) == [("gpu", 2, "EVGA RTX 2070, Black")]
    price = parts.entries[0].price
    assert price is not None
    assert (price.amount, price.units) == (Decimal("479.99"), 1)
    assert [aside.reason for aside in parts.set_aside] == ["table header", "monitor"]


def test_all_mistakes_of_a_csv_are_told_in_one_round() -> None:
    with pytest.raises(DataError) as caught:
        read_text_as_list("type,item,quantity\ncpu,Ryzen,-1\ngpu,RTX,two\nram,x,1,extra\n", source="list.csv")
    assert [problem.where for problem in caught.value.problems] == ["line 2", "line 3", "line 4"]
    with pytest.raises(DataError, match=r"line 2: .*never closed"):
        read_text_as_list('type,item\ncpu,"Ryzen\n', source="list.csv")


def test_a_price_without_a_currency_has_none() -> None:
    price = read_text_as_list("type,item,price\ncpu,Ryzen 7 2700,209.99\n").entries[0].price
    assert price is not None
    assert price.currency == "XXX"


def test_a_plain_json_array_of_names_and_objects() -> None:
    text = """[
      "RTX 3090 (x2)",
      {"type": "CPU", "name": "AMD Ryzen 7 2700", "price": "$209.99"},
      {"category": "Memory", "model": "Corsair 32 GB (2 x 16 GB)", "qty": 2}
    ]"""
    parts = read_text_as_list(text)
    assert told(parts) == [
        ("gpu", 2, "RTX 3090"),
        ("cpu", 1, "AMD Ryzen 7 2700"),
        ("memory", 2, "Corsair 32 GB (2 x 16 GB)"),
    ]
    assert [entry.lines for entry in parts.entries] == [(2,), (3,), (4,)]


def test_all_mistakes_of_a_json_array_are_told_in_one_round() -> None:
    with pytest.raises(DataError) as caught:
        read_text_as_list('[\n{"name": "RTX 3090", "quantity": -1},\n7,\n{"colour": "red"}\n]')
    assert [problem.where for problem in caught.value.problems] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize(
    "text",
    ["{", '{"part": [1,]}', "[" * 100_000, '{"part": 1, "part": 2}', "7", '{"x": NaN}', "[1e999999999999999999999]"],
)
def test_broken_json(text: str) -> None:
    with pytest.raises(DataError):
        read_text_as_list(text, from_format="json")
