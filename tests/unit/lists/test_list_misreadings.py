"""What a reviewer's lists were misread as: lost counts, swallowed parts, placeholders taken for parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rigcheck.errors import DataError
from rigcheck.lists.read import read_text_as_list


def told(line: str) -> list[tuple[str | None, int, str]]:
    return [(entry.kind, entry.quantity, entry.name) for entry in read_text_as_list(line).entries]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Tesla V100 PCIe 32GB x2", ("gpu", 2, "Tesla V100 PCIe 32GB")),
        ("RTX 3090, 2 pcs", ("gpu", 2, "RTX 3090")),
        ("GPU: RTX 3090 - 2 pcs", ("gpu", 2, "RTX 3090")),
        ("GPU: dual RTX 3090", ("gpu", 2, "RTX 3090")),
        ("GPU: Quad RTX A6000", ("gpu", 4, "RTX A6000")),
        ("GPU: triple GTX 1080 Ti", ("gpu", 3, "GTX 1080 Ti")),
        ("CPU: dual Xeon E5-2690", ("cpu", 2, "Xeon E5-2690")),
        ("RAM: 2x16GB x2", ("memory", 2, "2x16GB")),
        ("RAM: 2x16GB (x2)", ("memory", 2, "2x16GB")),
    ],
)
def test_counts_that_were_lost(line: str, part: tuple[str, int, str]) -> None:
    assert told(line) == [part]


@pytest.mark.parametrize(
    "name",
    [
        "ASUS Dual GeForce RTX 4070",
        "Dual GeForce RTX 4070",
        "Dual RTX 4070 OC",
        "dual-slot RTX 3090",
        "Dual fan RTX 4070",
        "Zotac Twin Edge RTX 4070",
        "Quadro RTX 6000",
    ],
)
def test_names_that_only_look_like_a_count(name: str) -> None:
    assert told(f"GPU: {name}") == [("gpu", 1, name)]


def test_lanes_are_no_count() -> None:
    assert told("Storage: Samsung PM9A1 PCIe 512GB x4") == [("storage", 1, "Samsung PM9A1 PCIe 512GB x4")]
    assert told("RAM: 16GB x 4") == [("memory", 1, "16GB x 4")]


def test_parts_between_commas() -> None:
    cpu, gpu = ("cpu", 1, "i7 13700k"), ("gpu", 1, "RTX 4070")
    assert told("CPU: i7 13700k, RTX 4070") == [cpu, gpu]
    assert told("i7 13700k, RTX 4070 and 32GB ram") == [cpu, gpu, ("memory", 1, "32GB ram")]
    assert told("GPU: RTX 4090 and RTX 3090") == [("gpu", 1, "RTX 4090"), ("gpu", 1, "RTX 3090")]


@pytest.mark.parametrize("item", ["RTX 4090 / RTX 3090", "MSI RTX 4070, Gaming X, RX 580"])
def test_a_line_of_several_parts_nobody_can_part_is_not_understood(item: str) -> None:
    assert told(f"GPU: {item}") == [(None, 1, item)]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("cpu", "AMD Ryzen 7 7800X3D, 8 cores"),
        ("cpu", "Ryzen 5 3400G, Radeon Vega 11"),
        ("gpu", "RTX 3060, 12GB memory"),
        ("gpu", "MSI RTX 4070, NVIDIA GeForce RTX 4070"),
        ("psu", "Corsair RM850x, 80+ Gold, Modular"),
        ("motherboard", "ASUS B550-F, DDR4, AM4"),
        ("case", "NZXT H510, ATX Mid Tower, 2x 120mm fans"),
    ],
)
def test_one_part_with_commas_stays_one(kind: str, name: str) -> None:
    assert told(f"{kind}: {name}") == [(kind, 1, name)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Storage: none yet", "not chosen"),
        ("RAM: undecided", "not chosen"),
        ("GPU: no gpu yet", "not chosen"),
        ("Case: to be decided", "not chosen"),
        ("Cooler: stock", "comes with the processor"),
        ("CPU Cooler: AMD stock cooler", "comes with the processor"),
    ],
)
def test_placeholders_are_no_parts(line: str, reason: str) -> None:
    parts = read_text_as_list(line)
    assert parts.entries == ()
    assert [aside.reason for aside in parts.set_aside] == [reason]


def test_a_bridge_is_no_graphics_card() -> None:
    assert told("GPU bridge: NVIDIA NVLink Bridge") == [("accessory", 1, "NVIDIA NVLink Bridge")]


def test_open_frames() -> None:
    parts = read_text_as_list("Case: open air mining frame\nCase: mining rig frame\nCase: NZXT H510\n")
    assert [(entry.kind, dict(entry.facts)) for entry in parts.entries] == [
        ("case", {"open_frame": True}),
        ("case", {"open_frame": True}),
        ("case", {}),
    ]


@pytest.mark.parametrize(
    "price",
    ["je 129,00 €", "à 129,00 €", "129,00 € pro Stück", "€129 each", "€129 a piece", "€129 per unit", "(€129 ea)"],
)
def test_the_price_of_each(price: str) -> None:
    (entry,) = read_text_as_list(f"GPU: 2x RTX 3060 {price}").entries
    assert (entry.name, entry.quantity) == ("RTX 3060", 2)
    assert entry.price is not None
    assert (entry.price.units, entry.price.of(2)) == (1, Decimal(258))


@pytest.mark.parametrize(
    "text",
    [
        '{"parts": [{"type": "CPU", "name": "Ryzen 7 2700", "price": 209.5},\n'
        '{"type": "GPU", "name": "RTX 3090", "qty": 2}]}',
        '{"parts": [{"kind": "cpu", "name": "Ryzen 7 2700", "price": 209.5},\n'
        '{"kind": "gpu", "name": "RTX 3090", "quantity": 2}]}',
        '[{"kind": "cpu", "name": "Ryzen 7 2700", "price": 209.5},\n'
        '{"kind": "gpu", "name": "RTX 3090", "quantity": 2}]',
        '{"cpu": {"name": "Ryzen 7 2700", "price": 209.5},\n"gpu": ["RTX 3090", "RTX 3090"]}',
        '{"parts": {"cpu": {"model": "Ryzen 7 2700", "price": 209.5},\n"gpu": "2x RTX 3090"}}',
    ],
)
def test_json_as_shops_write_it(text: str) -> None:
    parts = read_text_as_list(text)
    assert told(text) == [("cpu", 1, "Ryzen 7 2700"), ("gpu", 2, "RTX 3090")]
    assert [entry.lines for entry in parts.entries] == [(1,), (2,)]
    price = parts.entries[0].price
    assert price is not None
    assert (price.amount, price.currency) == (Decimal("209.5"), "XXX")


def test_what_else_stands_in_an_object_is_accounted_for() -> None:
    parts = read_text_as_list(
        '{"name": "Mine", "cpu": "Ryzen 7 2700", "gpu": null, "purpose": "games", "total": 209.5}'
    )
    assert parts.name == "Mine"
    assert [entry.name for entry in parts.entries] == ["Ryzen 7 2700"]
    assert [aside.reason for aside in parts.set_aside] == ["not chosen", "note", "total"]
    assert [total.amount for total in parts.totals] == [Decimal("209.5")]


def test_a_typing_error_in_our_own_json_is_still_told() -> None:
    with pytest.raises(DataError, match="knd"):
        read_text_as_list('{"parts": [{"knd": "cpu", "name": "Ryzen 7 2700"}]}')
