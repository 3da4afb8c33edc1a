from __future__ import annotations

import pytest

from rigcheck.lists.kinds import guess_kind
from rigcheck.lists.labels import is_only_label, leading_label, read_label


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("RTX 3090", "gpu"),
        ("3090 GTX", "gpu"),
        ("Radeon RX560 (2GB RAM)", "gpu"),
        ("EVGA GeForce GTX 1080 hybrid-cooled GPU", "gpu"),
        ("NVIDIA RTX PRO 6000 Blackwell", "gpu"),
        ("Ryzen 5 1600", "cpu"),
        ("Intel Core i7-5930K Haswell-E 6-Core 3.5GHz LGA 2011-v3 140W Desktop Processor", "cpu"),
        ("Threadripper 1950X", "cpu"),
        ("AMD EPYC 7443P", "cpu"),
        ("Xeon E5-2690", "cpu"),
        ("E5-2680 v4", "cpu"),
        ("Intel G4400", "cpu"),
        ("AMD 9800X3D", "cpu"),
        ("32GB DDR4 ECC", "memory"),
        ("64GB Corsair Vengeance RAM at 3466 MHz", "memory"),
        ("1300 PSU", "psu"),
        ("Cooler master 750w silver", "psu"),
        ("EVGA SuperNOVA 1600 P2", "psu"),
        ("Corsair RM750x (2024) 750 W Fully Modular ATX Power Supply", "psu"),
        ("4TB NVMe Gen4", "storage"),
        ("512GB SSD Windows 10", "storage"),
        ("Refurbished 10TB Drives", "storage"),
        ("Samsung 850 EVO 1TB SATA solid state drives", "storage"),
        ("b450 steel legend", "motherboard"),
        ("ASUS ROG Zenith II Extreme Alpha TRX40", "motherboard"),
        ("MSI Z170A PRO with 6 PCIE Slot", "motherboard"),
        ("ASRock ROMED8-2T", "motherboard"),
        ("NZXT H510 Elite", "case"),
        ("Sliger CX3 702", "case"),
        ("Mining Rig Frame", "case"),
        ("Corsair 4000D Airflow ATX Mid Tower Case", "case"),
        ("Noctua NH-D15", "cooler"),
        ("ARCTIC Liquid Freezer III 360", "cooler"),
        ("Thermalright Peerless Assassin 120 SE", "cooler"),
        ("Noctua NF-A14 PWM 140mm", "fan"),
        ("Case Fans", "fan"),
        ("Intel AX200", "card"),
        ("Mellanox ConnectX-4 Lx 25GbE", "card"),
        ("USB Riser Cables", "accessory"),
        ("Arctic Silver 5 3.5g Thermal Paste", "accessory"),
        ("NZXT CB-8P 8-Pin Motherboard Power Extension Premium Cable", "accessory"),
    ],
)
def test_words_that_leave_no_doubt(name: str, kind: str) -> None:
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    "name", ["Koolance 370", "Bitspower", "This cube from a friend", "Rosewill Hercules", "Apple", "2700"]
)
def test_words_that_leave_a_doubt(name: str) -> None:
    assert guess_kind(name) is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("CPU", "cpu"),
        ("Processor", "cpu"),
        ("处理器", "cpu"),
        ("Logic board", "motherboard"),
        ("Mainboard", "motherboard"),
        ("主板", "motherboard"),
        ("RAM 2", "memory"),
        ("Memory (RAM)", "memory"),
        ("内存", "memory"),
        ("Graphic", "gpu"),
        ("GPU #1", "gpu"),
        ("Video Card", "gpu"),
        ("显卡", "gpu"),
        ("Power", "psu"),
        ("PMU", "psu"),
        ("Power Supply 2", "psu"),
        ("PSU Secondary", "psu"),
        ("Cabinet", "case"),
        ("Chassis", "case"),
        ("Tower", "case"),
        ("Form Factor / Case", "case"),
        ("机箱", "case"),
        ("Storage MVNE", "storage"),
        ("M.2", "storage"),
        ("Storage, Linux mounted as /home", "storage"),
        ("固态硬盘", "storage"),
        ("Boot Drive", "storage"),
        ("CPU Cooler", "cooler"),
        ("Heatsink", "cooler"),
        ("CPU Fan", "cooler"),
        ("Cooling (CPU)", "cooler"),
        ("散热器", "cooler"),
        ("Chassis Fans", "fan"),
        ("Case fan(s)", "fan"),
        ("BT/WIFI", "card"),
        ("Wireless Network Adapter", "card"),
        ("SATA Expansion Card", "card"),
        ("Low-Profile SATA Cables", "accessory"),
        ("PCIe Riser cables", "accessory"),
        ("Thermal Compound", "accessory"),
        ("Fan Controller", "accessory"),
    ],
)
def test_labels(label: str, kind: str) -> None:
    meaning = read_label(label)
    assert meaning is not None
    assert meaning.kind == kind


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("Monitor", "monitor"),
        ("OS", "operating system"),
        ("CPU Architecture", "specification"),
        ("Memory Speed", "specification"),
        ("Chipset", "specification"),
        ("Firmware / BIOS", "software"),
        ("Optical Drive", "optical drive"),
        ("Keyboard and Mouse", "keyboard or mouse"),
        ("Notes", "note"),
    ],
)
def test_labels_of_what_is_no_part(label: str, reason: str) -> None:
    meaning = read_label(label)
    assert meaning is not None
    assert (meaning.kind, meaning.aside) == (None, reason)


def test_labels_that_leave_the_kind_open() -> None:
    for label in ("Other", "Misc", "Peripherals", "Motherboard/CPU"):
        meaning = read_label(label)
        assert meaning is not None
        assert meaning.kind is None
        assert not meaning.aside
    assert read_label("Kernel of truth about my build") is not None
    assert read_label("Flux") is None


def test_a_spare_part_is_an_alternative() -> None:
    meaning = read_label("Spare/Test CPU")
    assert meaning is not None
    assert meaning.alternative


def test_a_product_name_is_not_only_a_label() -> None:
    assert is_only_label("Storage 1")
    assert is_only_label("Graphics Cards (GPUs)")
    assert not is_only_label("be quiet! Dark Rock Pro 5 CPU Cooler")
    assert not is_only_label("SP3 CPU Cooler")


def test_a_label_may_begin_a_line_without_a_separator() -> None:
    assert leading_label("Motherboard is a ProArt B550-CREATOR") == ("Motherboard", "ProArt B550-CREATOR")
    assert leading_label("主板 华硕 Prime Z390P") == ("主板", "华硕 Prime Z390P")
    assert leading_label("Cooler Master 750w silver") is None
