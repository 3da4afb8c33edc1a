"""Law 8: reading what was written gives the same list."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rigcheck.lists.kinds import guess_kind
from rigcheck.lists.model import Entry, PartsList, Price, StatedTotal
from rigcheck.lists.read import read_text_as_list
from rigcheck.lists.writers import WrittenFormat, write_list
from rigcheck.schema.kinds import KINDS, Kind

# --- anything that TOML can hold ---

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
numbers = st.decimals(min_value=0, max_value=10**6, allow_nan=False, allow_infinity=False, places=2)
scalars = st.one_of(st.booleans(), st.integers(-(2**62), 2**62), numbers, words)
tables = st.dictionaries(words, scalars, max_size=3)
facts = st.dictionaries(
    words, st.one_of(scalars, st.lists(scalars, max_size=3), tables, st.lists(tables, max_size=2)), max_size=4
)
currencies = st.sampled_from(["USD", "EUR", "GBP", "INR", "CHF", "CAD"])
prices = st.builds(
    Price, numbers, currencies, st.one_of(st.just(Decimal(0)), numbers), st.one_of(st.just(1), st.integers(2, 16))
)
part_settings = st.fixed_dictionaries(
    {},
    optional={
        "power_limit_w": st.one_of(st.integers(10, 1000), st.decimals(10, 1000, places=1)),
        "clock_locked": st.booleans(),
        "riser": st.one_of(st.booleans(), words),
        "feeds": st.lists(words, max_size=3),
    },
)


@st.composite
def own_entries(draw: st.DrawFn) -> Entry:
    name, identity = draw(words), draw(st.one_of(st.none(), words))
    kind: Kind | None = draw(st.sampled_from(KINDS))
    if identity is None and guess_kind(name) is None:
        kind = draw(st.sampled_from([*KINDS, None]))
    return Entry(
        lines=(1,), text=name, name=name, kind=kind, quantity=draw(st.integers(1, 99)), id=identity,
        price=draw(st.one_of(st.none(), prices)), alternative=draw(st.booleans()),
        settings=draw(part_settings), facts=draw(facts),
    )  # fmt: skip


list_settings = st.fixed_dictionaries(
    {}, optional={"mains": words, "profile": st.lists(words, max_size=2), "final": st.booleans()}
)
own_lists = st.builds(
    PartsList,
    source=st.just("-"),
    format=st.just("toml"),
    entries=st.lists(own_entries(), min_size=1, max_size=4, unique_by=lambda entry: entry.name).map(tuple),
    name=st.one_of(st.none(), words),
    settings=list_settings,
    ignore=st.dictionaries(words, words, max_size=2),
)


def _without_lines(entries: tuple[Entry, ...]) -> list[Entry]:
    return [replace(entry, lines=(), text="") for entry in entries]


@given(own_lists)
@settings(max_examples=150, deadline=None)
def test_toml_carries_everything(parts: PartsList) -> None:
    read = read_text_as_list(write_list(parts, "toml"), source="list.toml")
    assert _without_lines(read.entries) == _without_lines(parts.entries)
    assert (read.name, read.settings, read.ignore) == (parts.name, parts.settings, parts.ignore)


# --- names as shops write them, for the formats that people paste ---

NAMES: dict[Kind, list[str]] = {
    "cpu": [
        "AMD Ryzen 7 2700 3.2 GHz 8-Core Processor",
        "Intel Core i9-9900K 3.6 GHz 8-Core Processor",
        "AMD EPYC 7443P",
    ],
    "motherboard": ["ASUS Prime X470-Pro ATX AM4 Motherboard", "Gigabyte GA-Z270X-Gaming K7", "ASRock ROMED8-2T"],
    "memory": ["Corsair Vengeance LPX 32 GB (2 x 16 GB) DDR4-2133 Memory", "4x 32GB DDR4 ECC", "Patriot Viper (8GBx2)"],
    "gpu": ["EVGA GeForce RTX 2070 8 GB Black Video Card", "Radeon VII 16GB HBM2", "PNY RTX 4090 24GB XLR8 [OC] *new*"],
    "storage": ["Samsung 970 Pro 512 GB M.2-2280", 'Seagate Barracuda 2TB 3.5" 7200RPM Internal Hard Drive'],
    "psu": ["EVGA SuperNOVA G2 1000 W 80+ Gold Certified", "OCZ ZX 850W ATX12V / EPS12V Power Supply"],
    "case": [
        "NZXT H500 ATX Mid Tower Case",
        "U-NAS NSC-810A Server Chassis",
        "Fractal Design Define R4 w/Window (White)",
    ],
    "cooler": ["Noctua NH-D15 82.5 CFM CPU Cooler", "be quiet! Dark Rock Pro 5"],
    "fan": ["Noctua A14 PWM chromax.black.swap 82.52 CFM 140 mm Fan", "Corsair iCUE LINK QX120 120 mm Fans 3-Pack"],
    "card": ["Intel E1G42ETBLK 2 x Gigabit Ethernet PCIe x4 Network Adapter", "Mellanox ConnectX-4 Lx 25GbE"],
    "accessory": ["Arctic Silver 5 3.5g Thermal Paste", "Cooler Master Riser Cable PCIe 4.0 x16 200mm"],
}
shop_prices = st.builds(Price, numbers, currencies, st.one_of(st.just(Decimal(0)), numbers.filter(bool)))


@st.composite
def shop_entries(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from(KINDS))
    name = draw(st.sampled_from(NAMES[kind]))
    quantity = draw(st.integers(1, 8))
    price = draw(st.one_of(st.none(), shop_prices))
    if price is not None and draw(st.booleans()):
        price = replace(price, units=quantity)
    return Entry(lines=(1,), text=name, name=name, kind=kind, quantity=quantity, price=price)


totals = st.tuples(
    st.builds(StatedTotal, st.just("Total (before mail-in rebates)"), numbers, currencies, st.just("before rebates")),
    st.builds(StatedTotal, st.just("Mail-in rebates"), numbers, currencies, st.just("rebates")),
    st.builds(StatedTotal, st.just("Total"), numbers, currencies),
)
shop_lists = st.builds(
    PartsList,
    source=st.just("-"),
    format=st.just("pcpartpicker"),
    entries=st.lists(shop_entries(), min_size=1, max_size=6, unique_by=lambda entry: entry.name).map(tuple),
    name=st.sampled_from([None, "My rig", "Two *cards* | one board"]),
    totals=st.one_of(st.just(()), totals),
)


@pytest.mark.parametrize("to_format", ["pcpartpicker", "markdown"])
@given(parts=shop_lists)
@settings(max_examples=150, deadline=None)
def test_pasted_formats_carry_name_kind_quantity_price_and_totals(to_format: WrittenFormat, parts: PartsList) -> None:
    text = write_list(parts, to_format)
    read = read_text_as_list(text)
    assert [_told(entry) for entry in read.entries] == [_told(entry) for entry in parts.entries], text
    assert read.name == parts.name
    assert [replace(total, line=0) for total in read.totals] == list(parts.totals)
    assert not read.problems


def _told(entry: Entry) -> tuple[Any, ...]:
    return entry.name, entry.kind, entry.quantity, entry.price
