from __future__ import annotations

import pytest

from rigcheck.lists.quantity import cell_quantity, split_count_of_price, split_quantity, without_sli
from rigcheck.schema.kinds import Kind


@pytest.mark.parametrize(
    ("item", "quantity", "name"),
    [
        ("2x MSI SUPRIM LIQUID X 4090's", 2, "MSI SUPRIM LIQUID X 4090's"),
        ("8X Nvidia gtx 980 ti", 8, "Nvidia gtx 980 ti"),
        ("16× NVIDIA RTX PRO 6000 Blackwell", 16, "NVIDIA RTX PRO 6000 Blackwell"),
        ("Zotac GeForce GTX 1060 6GB Video Card (X6)", 6, "Zotac GeForce GTX 1060 6GB Video Card"),
        ("rtx 3090 (x3)", 3, "rtx 3090"),
        ("(x3) rtx 3090", 3, "rtx 3090"),
        ("Sapphire RX 470 8GB (6 pcs)", 6, "Sapphire RX 470 8GB"),
        ("RTX2080ti x 2", 2, "RTX2080ti"),
        ("RTX 2080 Ti *2", 2, "RTX 2080 Ti"),
        ("Scythe Gentle Typhoon x6", 6, "Scythe Gentle Typhoon"),
        ("two RTX 3090", 2, "RTX 3090"),
        ("a pair of RTX 3090", 2, "RTX 3090"),
        ("4 RTX 3090", 4, "RTX 3090"),
        ("2 x RTX 3090 24GB", 2, "RTX 3090 24GB"),
    ],
)
def test_quantities_as_people_write_them(item: str, quantity: int, name: str) -> None:
    assert split_quantity(item, "gpu") == (quantity, name)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("Corsair VENGEANCE 16 GB (8x2) DDR4", "memory"),
        ("Crucial 32GB Kit (8GBx4) DDR4-2133", "memory"),
        ("Kingston 64 GB (2 x 32 GB) DDR5-4800 CL38 Memory", "memory"),
        ("4x 32GB DDR4", "memory"),
        ("24x96 GB Samsung DDR5-6400", "memory"),
        ("2 x 16 GB DDR4", None),
        ("海盗船DDR4 3200 16GB x 4", "memory"),
        ("2 x Gigabit Ethernet PCIe x4 Network Adapter", "card"),
        ("4x SATA Forward Breakout Cable", "accessory"),
        ("GeForce GTX 1060 6GB", "gpu"),
        ("PCIe 4.0 x16 Riser", "accessory"),
        ("Samsung 990 Pro 4 TB M.2-2280 PCIe 4.0 X4", "storage"),
        ("Radeon RX 580 PULSE 8GB", "gpu"),
        ("Two-Way SLI bridge", "accessory"),
        ("970 EVO 1TB", "storage"),
        ("MSI RTX 4070 Ti Ventus 3X", "gpu"),
        ("AMD Phenom II X6", "cpu"),
        ("Athlon 64 X2", "cpu"),
        ("TP-Link Adapter PCIe x1", "card"),
    ],
)
def test_numbers_that_describe_the_part_are_no_quantity(item: str, kind: Kind | None) -> None:
    assert split_quantity(item, kind) == (None, item)


def test_a_count_before_a_capacity_counts_drives_but_not_memory() -> None:
    assert split_quantity("2x 4TB HDD", "storage") == (2, "4TB HDD")
    assert split_quantity("3 x 500GB SSD", None) == (3, "500GB SSD")


def test_the_note_on_sli_is_no_part_of_the_name() -> None:
    assert without_sli("EVGA GeForce GTX Titan 6GB Video Card (3-Way SLI)") == (
        "EVGA GeForce GTX Titan 6GB Video Card",
        3,
    )
    assert without_sli("HIS Radeon HD 7970 (CrossFire)") == ("HIS Radeon HD 7970", 2)


@pytest.mark.parametrize(
    ("cell", "count"), [("3", 3), ("x3", 3), ("3 pcs", 3), ("-", None), ("0", None), ("total", None)]
)
def test_cells_of_a_quantity_column(cell: str, count: int | None) -> None:
    assert cell_quantity(cell) == count


def test_a_count_beside_a_unit_price() -> None:
    assert split_count_of_price("$139.99 (x2)") == (2, "$139.99")
    assert split_count_of_price("$139.99") == (None, "$139.99")
