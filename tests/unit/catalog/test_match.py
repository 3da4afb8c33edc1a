"""The traps of names, one by one: a list's words against products that differ from what is meant in one token."""

from __future__ import annotations

import pytest

from rigcheck.catalog.match import Match, match_entry
from rigcheck.catalog.name_index import NameIndex, NameRow
from rigcheck.schema.kinds import Kind


def found(kind: Kind | None, text: str, *names: str, of: Kind = "gpu") -> Match:
    """Return what a text is matched to in a catalog of just these names; their ids are the names themselves."""
    return match_entry(text, kind, NameIndex.from_rows([NameRow(name, kind or of, name) for name in names]))


OTHER_MODELS: list[tuple[Kind, str, str]] = [
    ("cpu", "AMD Ryzen 7 2700", "AMD Ryzen 7 2700X"),
    ("cpu", "AMD Ryzen 7 5700G", "AMD Ryzen 7 5700X"),
    ("cpu", "AMD Ryzen 9 9950X", "AMD Ryzen 9 9950X3D"),
    ("cpu", "AMD Ryzen 9 7900X", "Intel Core i9-7900X"),
    ("cpu", "Intel Core i9-9900K", "Intel Core i9-9900KF"),
    ("cpu", "Intel Core i7-6700T", "Intel Core i7-6700"),
    ("cpu", "Intel Xeon E5-2698 v4", "Intel Xeon E5-2698 v3"),
    ("cpu", "AMD EPYC 7302P", "AMD EPYC 7302"),
    ("motherboard", "MSI PRO B550 VDH", "MSI PRO B550M VDH"),
    ("motherboard", "MSI B550M PRO", "MSI B550M-A PRO"),
    ("motherboard", "ASRock B550M PRO", "ASRock PRO B550M-B"),
    ("motherboard", "ASUS PRIME Z690-A DDR4", "ASUS PRIME Z690-A"),
    ("motherboard", "ASUS ROG STRIX B450-F GAMING", "ASUS ROG STRIX B450-F GAMING II"),
    ("motherboard", "ASUS ROG STRIX X670E-E GAMING", "ASUS ROG STRIX X670-E GAMING"),
    ("motherboard", "ASRock X399 Taichi", "ASRock X399M Taichi"),
    ("gpu", "EVGA XC3 GeForce RTX 3080 10GB", "EVGA XC3 GeForce RTX 3080 Ti 12GB"),
    ("gpu", "EVGA XC3 GeForce RTX 3080 10GB", "EVGA XC3 GeForce RTX 3080 12GB"),
    ("gpu", "Asus DUAL GeForce RTX 2070 8GB", "Asus DUAL GeForce RTX 2070 SUPER 8GB"),
    ("gpu", "XFX Speedster Radeon RX 7900 XT", "XFX Speedster Radeon RX 7900 XTX"),
    ("gpu", "MSI SUPRIM GeForce RTX 4090", "MSI SUPRIM X GeForce RTX 4090"),
    ("storage", "Samsung 970 Evo 1TB", "Samsung 970 Evo Plus 1TB"),
    ("storage", "Samsung 970 Pro 1TB", "Samsung 970 Evo 1TB"),
    ("storage", "Samsung 970 Pro 1TB", "Samsung 970 Pro 512GB"),
    ("storage", "Western Digital Black SN850 1TB", "Western Digital Black SN850X 1TB"),
    ("storage", "Samsung 850 Evo 500GB M.2-2280", 'Samsung 850 Evo 500GB 2.5"'),
    ("psu", "Corsair RM850x 850W", "Corsair RM850e 850W"),
    ("psu", "Corsair RM850x 850W", "Corsair RM850 850W"),
    ("psu", "Corsair RM850x (2018) 850W", "Corsair RM850x (2021) 850W"),
    ("psu", "Corsair RM850x 850W", "Corsair RM750x 750W"),
    ("psu", "EVGA SuperNOVA 1000 G2", "EVGA SuperNOVA 1000 G3"),
    ("memory", "Corsair Vengeance LPX 32GB (2x16GB) DDR4-3200", "Corsair Vengeance LPX 32GB (4x8GB) DDR4-3200"),
    ("memory", "Corsair Vengeance LPX 32GB (2x16GB) DDR4-3200", "Corsair Vengeance LPX 32GB (2x16GB) DDR4-3600"),
    ("memory", "Corsair Vengeance LPX 32GB (2x16GB) DDR4-3200", "Corsair Vengeance RGB Pro 32GB (2x16GB) DDR4-3200"),
    ("memory", "Kingston Fury 32GB (2x16GB) DDR5-5600", "Kingston Fury 32GB (2x16GB) SODIMM DDR5-5600"),
    ("cooler", "Noctua NH-D15", "Noctua NH-D15S"),
    ("cooler", "Noctua NH-U14S", "Noctua NH-U14S TR5-SP6"),
    ("case", "Fractal Design Define 7", "Fractal Design Define 7 XL"),
    ("case", "Thermaltake Versa H22", "Thermaltake Versa H22 w/500 W Power Supply"),
    ("case", "Jonsbo N1", "Golden Field N-1"),
    ("case", "Fractal Design Define 7 ATX Full Tower Case", "Fractal Design Define 7 XL ATX Full Tower Case"),
    ("case", "Lian Li O11 Dynamic EVO", "Lian Li O11 Dynamic EVO XL ATX Full Tower Case"),
    ("cpu", "AMD Ryzen 5 5600", "AMD Ryzen 5 5600T"),
    ("cpu", "AMD Ryzen 5 1600", "AMD Ryzen 5 1600 AF"),
    ("gpu", "NVIDIA H100 PCIe", "NVIDIA H100 SXM5 80GB"),
]


@pytest.mark.parametrize(("kind", "name", "other"), OTHER_MODELS, ids=str)
def test_one_token_is_another_model(kind: Kind, name: str, other: str) -> None:
    assert found(kind, name, other).candidates == ()
    assert found(kind, other, name).candidates == ()
    assert found(kind, name, name, other).candidates == (name,)
    assert found(kind, other, name, other).candidates == (other,)


SAME_PRODUCT: list[tuple[Kind, str, str]] = [
    ("cpu", "Intel - Core i7-7700K 4.2GHz Quad-Core Processor", "Intel Core i7 7700K"),
    ("cpu", "i9 9900k", "Intel Core i9-9900K"),
    ("cpu", "AMD Ryzen 5 7600 X", "AMD Ryzen 5 7600X"),
    ("cpu", "TR 3960X", "AMD Ryzen Threadripper 3960X"),
    ("cpu", "Ryzen 7900x", "AMD Ryzen 9 7900X"),
    ("cpu", "Threadripper Pro 5975WX", "AMD Ryzen Threadripper PRO 5975WX"),
    ("cpu", "E5-2698 v4", "Intel Xeon E5-2698 v4"),
    ("cpu", "AMD 9800X3D", "AMD Ryzen 7 9800X3D"),
    ("cpu", "英特尔（Intel）酷睿四核 i5-6600K 1151接口", "Intel Core i5-6600K"),
    ("cpu", "AMD Ryzen 7 7800X3D + Thermalright AM5 Contact Frame", "AMD Ryzen 7 7800X3D"),
    ("motherboard", "Asus PRIME X470-PRO ATX AM4 Motherboard", "Asus X470 Prime X470-Pro AM4 DDR4 ATX"),
    ("motherboard", "ASUS ROG STIX Z490-A", "Asus Z490 ROG STRIX Z490-A GAMING LGA1200 DDR4 ATX"),
    ("motherboard", "ASUS ROG Zenith II Extreme Alpha TRX40", "Asus ROG ZENITH II EXTREME ALPHA"),
    ("motherboard", "ASUS Pro WS WRX80E‑SAGE SE WIFI II", "Asus Pro WS WRX80E-SAGE SE WIFI II"),
    (
        "memory",
        "Cruicial Pro Overclocking 32 GB (2 x 16 GB) DDR5-6000",
        "Crucial Pro Overclocking 32GB (2x16GB) DDR5 6000",
    ),
    ("storage", "WD Black SN770 1TB SSD", "Western Digital WD_Black SN770 1 TB M.2-2280 PCIe 4.0 X4 NVMe"),
    ("storage", "KC3000 2TB", "Kingston KC3000 2.048 TB"),
    ("storage", 'Crucial M4 128GB 2.5" Solid State Disk', 'Crucial M4 128GB SSD 2.5" SATA'),
    ("gpu", "Gigabyte GAMING OC Radeon RX 6900 XT 16 GB Video Card", "Gigabyte Radeon RX 6900 XT GAMING OC 16G GDDR6"),
    ("gpu", "MSI SUPRIM LIQUID X 4090's", "MSI GeForce RTX 4090 SUPRIM LIQUID X 24G"),
    ("gpu", "nVidia RTX 3080 10GB (Asus TUF)", "Asus TUF GAMING GeForce RTX 3080 10GB GDDR6X Black"),
    (
        "psu",
        "EVGA SuperNOVA G2 1000 W 80+ Gold Certified Fully Modular ATX Power Supply",
        "EVGA SuperNOVA 1000 G2 1000W",
    ),
    ("psu", "Corsair AX 760 W 80+ Platinum Certified Fully Modular ATX Power Supply", "Corsair AX760"),
    ("psu", "Corsair CX 430 W 80+ Bronze Certified Semi-modular ATX Power Supply", "Corsair CX430M"),
    ("psu", "1200w (CoolerMaster V1200 Platinum)", "Cooler Master V1200 1200W 80+ Platinum"),
    ("psu", "Asus ROG LOKI 1000P 1000 W 80+ Platinum", "Asus ROG LOKI 1000P"),
    ("motherboard", "Gigabyte TRX40 DESIGNARE XL ATX sTRX4 Motherboard", "Gigabyte TRX40 DESIGNARE"),
    (
        "case",
        "NZXT H500 (Black) ATX Mid Tower Case",
        "NZXT H500 ATX Mid Tower Black with Tempered Glass and USB 3.2 Gen 1",
    ),
    ("case", "Phanteks Enthoo Pro 2 Server", "Phanteks Enthoo Pro 2 Server Edition ATX Full Tower Black"),
    ("cooler", "Noctua NH-D15 82.5 CFM CPU Cooler", "Noctua NH-D15 Air 165mm 82.5 CFM"),
    ("cooler", "Scythe Mugan 5", "Scythe Mugen 5 Air 155mm"),
    ("fan", "Noctua NF-A14 PWM 140mm", "Noctua A14 140mm Brown PWM 82.5 CFM"),
]


@pytest.mark.parametrize(("kind", "text", "name"), SAME_PRODUCT, ids=str)
def test_many_spellings_of_one_product(kind: Kind, text: str, name: str) -> None:
    match = found(kind, text, name)
    assert match.part_id == name
    assert match.how in {"exact", "alias", "name"}


@pytest.mark.parametrize(
    ("kind", "text", "name", "other"),
    [
        ("motherboard", "MSI B550-A PRO ATX AM4 Motherboard", "MSI B550-A PRO", "MSI B550-A PRO (CEC)"),
        ("motherboard", "ASRock X570 Taichi ATX", "ASRock X570 Taichi", "ASRock X570 Taichi Razer Edition DDR4 ATX"),
        ("gpu", "EVGA FTW3 RTX 3090 Video Card", "EVGA FTW3 GeForce RTX 3090", "EVGA FTW3 GeForce RTX 3090 White"),
        ("psu", "SeaSonic FOCUS GX-850 850 W", "SeaSonic FOCUS GX-850", "SeaSonic FOCUS GX-850 ATX 3.0"),
        ("psu", "SeaSonic FOCUS GX-850 ATX 3.0 850 W", "SeaSonic FOCUS GX-850 ATX 3.0", "SeaSonic FOCUS GX-850"),
        ("cpu", "AMD Ryzen 5 1600 3.2 GHz 6-Core", "AMD Ryzen 5 1600", "AMD Ryzen 5 1600 (12nm)"),
        ("cpu", "AMD Ryzen 5 1600 (12nm) 3.2 GHz 6-Core", "AMD Ryzen 5 1600 (12nm)", "AMD Ryzen 5 1600"),
    ],
)
def test_just_the_words_of_the_list_beat_a_name_that_says_more(kind: Kind, text: str, name: str, other: str) -> None:
    assert found(kind, text, name, other).part_id == name


def test_a_part_number_that_is_the_name_of_another_product_is_no_part_number() -> None:
    rows = [
        NameRow("hdv", "motherboard", "ASRock H410M-HDV"),
        NameRow("m2", "motherboard", "ASRock H410M-HDV/M.2", part_numbers=("H410M-HDV",)),
    ]
    assert match_entry("ASRock H410M-HDV Micro ATX", "motherboard", NameIndex.from_rows(rows)).part_id == "hdv"


def test_a_name_among_the_part_numbers_counts_less_than_a_name() -> None:
    rows = [
        NameRow("plus", "motherboard", "Asus TUF GAMING B550-PLUS"),
        NameRow("other", "motherboard", "ASUS TUF GAMING B550M-E", part_numbers=("TUF GAMING B550-PLUS",)),
    ]
    index = NameIndex.from_rows(rows)
    assert match_entry("Asus TUF GAMING B550-PLUS ATX", "motherboard", index).part_id == "plus"
    assert match_entry("Asus TUF GAMING B550-PLUS ATX", "motherboard", NameIndex.from_rows(rows[1:])).part_id == "other"


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("NVIDIA Titan X", ("maxwell", "pascal")),
        ("NVIDIA TITAN X (Pascal)", ("pascal",)),
        ("GTX Titan X", ("maxwell",)),
        ("H100 PCIe 80GB", ("h100",)),
        ("NVIDIA H100", ("h100",)),
        ("H100 SXM", ()),
        ("NVIDIA H100 80GB (SXM5)", ()),
    ],
)
def test_one_name_of_two_chips_leaves_both(text: str, chips: tuple[str, ...]) -> None:
    rows = [
        NameRow("maxwell", "gpu", "NVIDIA GeForce GTX TITAN X"),
        NameRow("pascal", "gpu", "NVIDIA TITAN X (Pascal)", ("NVIDIA TITAN X",)),
        NameRow("h100", "gpu", "NVIDIA H100 PCIe"),
    ]
    assert match_entry(text, "gpu", NameIndex.from_rows([], rows)).candidates == chips


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        ("psu", "Corsair RM850x", ["Corsair RM850x (2018) 850W", "Corsair RM850x (2021) 850W"]),
        ("case", "NZXT H510 ATX Mid Tower Case", ["NZXT H510 ATX Mid Tower Black", "NZXT H510 ATX Mid Tower White"]),
        ("storage", "Samsung 970 Evo", ["Samsung 970 Evo 1TB", "Samsung 970 Evo 500GB"]),
        ("case", "Corsair 4000D", ["Corsair 4000D Airflow Black", "Corsair 4000D Solid RGB White"]),
        ("cpu", "7900X", ["AMD Ryzen 9 7900X", "Intel Core i9-7900X"]),
    ],
)
def test_between_tied_candidates_nobody_chooses(kind: Kind, text: str, names: list[str]) -> None:
    match = found(kind, text, *names)
    assert (match.how, match.part_id, match.candidates) == ("several", None, tuple(sorted(names)))


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("motherboard", "MSI B550-A PRO", "MSI B550-A PRO WIFI"),
        ("psu", "Corsair RM850x", "Corsair RM850x (2021) 850W"),
        ("psu", "NZXT C1000 (2022) 1000 W", "NZXT C1000 1000W"),
    ],
)
def test_a_single_candidate_may_stay_open(kind: Kind, text: str, name: str) -> None:
    match = found(kind, text, name)
    assert (match.how, match.part_id, match.candidates) == ("several", None, (name,))


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("memory", "64GB Corsair Vengeance RAM", "Corsair Vengeance 64GB (4x16GB) DDR4-3000"),
        ("memory", "16GB DDR4", "GeIL DDR4-3200 16GB (2x8GB)"),
        ("storage", "Samsung 970 Evo", "Samsung 970 Evo 1TB"),
        ("psu", "EVGA 1000 watt power supply (80-plus Gold)", "EVGA SuperNOVA 1000 G2 1000W 80+ Gold"),
        ("gpu", "EVGA RTX 2070", "EVGA XC GAMING GeForce RTX 2070 8GB"),
        ("gpu", "NVIDIA GeForce RTX 2060 Super 8 GB", "MSI GAMING GeForce RTX 2060 SUPER 8GB"),
        ("case", "Ebay GPU Frame", "Corsair FRAME 4000D ATX Black"),
    ],
)
def test_too_little_is_said(kind: Kind, text: str, name: str) -> None:
    assert found(kind, text, name).how == "none"


def test_a_part_number_is_exact_whatever_else_is_said() -> None:
    part = NameRow("memory/kingston/x", "memory", "Kingston FURY Beast 64 GB", part_numbers=("KF560C36BBEK2-64",))
    text = "64GB, Kingston DDR5-6000 2x32 KF560C36BBEK2-64"
    match = match_entry(text, "memory", NameIndex.from_rows([part]))
    assert (match.how, match.part_id) == ("exact", "memory/kingston/x")


def test_a_model_that_looks_like_a_part_number_is_not_its_longer_sister() -> None:
    part = NameRow(
        "board", "motherboard", "Asus ProArt X670E-CREATOR WIFI", part_numbers=("PROART X670E-CREATOR WIFI",)
    )
    assert match_entry("Asus ProArt X670E-CREATOR", "motherboard", NameIndex.from_rows([part])).how == "several"


def test_an_alias_that_others_bear_too_decides_nothing() -> None:
    rows = [
        NameRow("a", "storage", "Western Digital Black WD4005FZBX 4 TB", ("WD Black 4TB",)),
        NameRow("b", "storage", 'Western Digital Black 4TB HDD 3.5" 7200RPM SATA'),
    ]
    assert match_entry("WD Black 4TB", "storage", NameIndex.from_rows(rows[:1])).how == "alias"
    assert match_entry("WD Black 4TB", "storage", NameIndex.from_rows(rows)).candidates == ("a", "b")


@pytest.mark.parametrize(
    ("text", "name", "of"),
    [
        ("AMD Ryzen 7 9700X 3.8 GHz 8-Core Processor", "AMD Ryzen 7 9700X", "cpu"),
        ("Noctua NH-L9A-AM5", "Noctua NH-L9A-AM5 Air 37mm", "cooler"),
        ("Corsair RM750x (2024) 750 W Fully Modular", "Corsair RM750x (2024) 750W", "psu"),
    ],
)
def test_of_unknown_kind_an_unmistakable_name_is_found(text: str, name: str, of: Kind) -> None:
    match = found(None, text, name, of=of)
    assert (match.kind, match.part_id) == (of, name)


def test_of_unknown_kind_a_water_block_is_no_graphics_card() -> None:
    chip = NameRow("amd/hd-7950", "gpu", "AMD Radeon HD 7950")
    index = NameIndex.from_rows([], [chip])
    assert match_entry("Radeon HD 7950", None, index).how == "chip"
    assert match_entry("Swiftech KOMODO-HD7950", None, index).how == "none"
