"""The traps of names, one by one: a list's words against products that differ from what is meant in one token."""

from __future__ import annotations

import pytest

from rigcheck.catalog.match import match_entry
from rigcheck.catalog.name_index import NameIndex, NameRow
from rigcheck.schema.kinds import Kind


def matched(kind: Kind | None, text: str, *names: str, chips: tuple[str, ...] = ()) -> list[str]:
    """Return the names that a text is matched to, in a catalog of just these names."""
    rows = [NameRow(name, kind or "gpu", name) for name in names]
    index = NameIndex.from_rows(rows, [NameRow(chip, "gpu", chip) for chip in chips])
    return list(match_entry(text, kind, index).candidates)


OTHER_MODELS: list[tuple[Kind, str, str]] = [
    ("cpu", "AMD Ryzen 7 2700", "AMD Ryzen 7 2700X"),
    ("cpu", "AMD Ryzen 7 5700G", "AMD Ryzen 7 5700X"),
    ("cpu", "Intel Core i9-9900K", "Intel Core i9-9900KF"),
    ("cpu", "Intel Xeon E5-2698 v4", "Intel Xeon E5-2698 v3"),
    ("cpu", "AMD EPYC 7302P", "AMD EPYC 7302"),
    ("motherboard", "MSI PRO B550 VDH", "MSI PRO B550M VDH"),
    ("motherboard", "ASUS PRIME Z690-A DDR4", "ASUS PRIME Z690-A"),
    ("motherboard", "ASUS ROG STRIX B450-F GAMING", "ASUS ROG STRIX B450-F GAMING II"),
    ("motherboard", "ASUS ROG STRIX X670E-E GAMING", "ASUS ROG STRIX X670-E GAMING"),
    ("gpu", "EVGA XC3 GeForce RTX 3080 10GB", "EVGA XC3 GeForce RTX 3080 Ti 12GB"),
    ("gpu", "EVGA XC3 GeForce RTX 3080 10GB", "EVGA XC3 GeForce RTX 3080 12GB"),
    ("gpu", "Asus DUAL GeForce RTX 2070 8GB", "Asus DUAL GeForce RTX 2070 SUPER 8GB"),
    ("gpu", "XFX Speedster Radeon RX 7900 XT", "XFX Speedster Radeon RX 7900 XTX"),
    ("storage", "Samsung 970 Evo 1TB", "Samsung 970 Evo Plus 1TB"),
    ("storage", "Samsung 970 Pro 1TB", "Samsung 970 Evo 1TB"),
    ("storage", "Samsung 970 Pro 1TB", "Samsung 970 Pro 512GB"),
    ("psu", "Corsair RM850x 850W", "Corsair RM850e 850W"),
    ("psu", "Corsair RM850x 850W", "Corsair RM850 850W"),
    ("psu", "Corsair RM850x (2018) 850W", "Corsair RM850x (2021) 850W"),
    ("psu", "Corsair RM850x 850W", "Corsair RM750x 750W"),
    ("memory", "Corsair Vengeance LPX 32GB (2x16GB) DDR4-3200", "Corsair Vengeance LPX 32GB (4x8GB) DDR4-3200"),
    ("memory", "Corsair Vengeance LPX 32GB (2x16GB) DDR4-3200", "Corsair Vengeance LPX 32GB (2x16GB) DDR4-3600"),
    ("memory", "Corsair Vengeance LPX 32GB (2x16GB) DDR4-3200", "Corsair Vengeance RGB Pro 32GB (2x16GB) DDR4-3200"),
    ("cooler", "Noctua NH-D15", "Noctua NH-D15S"),
    ("case", "Fractal Design Define 7", "Fractal Design Define 7 XL"),
]


@pytest.mark.parametrize(("kind", "name", "other"), OTHER_MODELS, ids=str)
def test_one_token_is_another_model(kind: Kind, name: str, other: str) -> None:
    assert matched(kind, name, other) == []
    assert matched(kind, other, name) == []
    assert matched(kind, name, name, other) == [name]
    assert matched(kind, other, name, other) == [other]
