"""Layers of the catalog: who wins, what is filled, and that every fact keeps its own source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rigcheck.catalog.build import merge
from rigcheck.catalog.merged import Merged
from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.sources.imported import ImportedPart, ImportResult
from rigcheck.errors import DataError
from tests.unit.catalog.catalog_folder import write_part

UUID = "5a1050f8-8363-4647-ba2d-dd40f3be3455"


def imported(*parts: ImportedPart) -> ImportResult:
    return ImportResult(date(2026, 8, 17), list(parts))


def card(name: str, facts: dict[str, Any], chip: str | None = None, numbers: tuple[str, ...] = ()) -> ImportedPart:
    return ImportedPart(UUID, "GPU", "gpu", name, numbers, chip, facts)


def bases(part: CatalogPart, key: str) -> list[str]:
    return [source["basis"] for source in part.source_of(key)]


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    folder = tmp_path / "catalog"
    write_part(
        folder,
        "gpu/acme/g1",
        'name = "Acme G1"\naliases = ["Acme GeForce G1"]\npart_numbers = ["ACM-0001"]',
        "length_mm = 267\n[facts.plugs]\npcie_8pin = 2",
        "length_mm plugs",
    )
    return folder


@pytest.mark.parametrize(
    "same",
    [
        card("ACME GEFORCE G-1", {"length_mm": 300, "vram_gb": 8}),
        card("Acme Gaming G1 Black", {"length_mm": 300, "vram_gb": 8}, numbers=("acm 0001",)),
    ],
    ids=["by an alias, whatever its case and punctuation", "by part number"],
)
def test_the_curated_fact_wins_and_the_import_fills_the_gaps(curated: Path, same: ImportedPart) -> None:
    merged = merge((), curated, imported(same))
    part = merged.parts["gpu/acme/g1"]
    assert part.facts == {"length_mm": 267, "plugs": {"pcie_8pin": 2}, "vram_gb": 8}
    assert bases(part, "length_mm") == ["unverified"]
    assert bases(part, "vram_gb") == ["opendb"]
    assert merged.same == {f"gpu/opendb/{UUID}": "gpu/acme/g1"}
    assert f"gpu/opendb/{UUID}" not in merged.parts


@pytest.mark.parametrize("name", ["Other G1", "Acme G2"], ids=["another maker", "another number"])
def test_a_part_number_entered_with_another_product_joins_nothing(curated: Path, name: str) -> None:
    merged = merge((), curated, imported(card(name, {"vram_gb": 8}, numbers=("ACM-0001",))))
    assert merged.same == {}
    assert "vram_gb" not in merged.parts["gpu/acme/g1"].facts


def test_what_both_say_differently_is_listed(curated: Path) -> None:
    merged = merge((), curated, imported(card("Acme G1", {"length_mm": 300})))
    [(relation, clash)] = merged.clashes
    assert (relation, clash.part, clash.key, clash.kept, clash.dropped) == (
        "import",
        "gpu/acme/g1",
        "length_mm",
        267,
        300,
    )


def test_an_id_given_by_hand_joins_parts_that_share_no_name(tmp_path: Path) -> None:
    write_part(tmp_path, "gpu/acme/g1", f'name = "Acme G1"\nopendb = ["{UUID}"]', "length_mm = 267", "length_mm")
    merged = merge((), tmp_path, imported(card("Other name", {"vram_gb": 8})))
    assert merged.parts["gpu/acme/g1"].facts["vram_gb"] == 8


def test_one_name_with_another_memory_is_another_product(tmp_path: Path) -> None:
    write_part(tmp_path, "gpu/acme/g1", 'name = "Acme G1"', "vram_gb = 8", "vram_gb")
    merged = merge((), tmp_path, imported(card("Acme G1", {"vram_gb": 4})))
    assert set(merged.parts) == {"gpu/acme/g1", f"gpu/opendb/{UUID}"}


def test_a_name_that_two_parts_share_joins_with_neither(tmp_path: Path) -> None:
    for model in ("g1", "g1-rev2"):
        write_part(tmp_path, f"gpu/acme/{model}", 'name = "Acme G1"', "vram_gb = 8", "vram_gb")
    assert len(merge((), tmp_path, imported(card("Acme G1", {}))).parts) == 3


def test_a_group_is_filled_key_by_key_and_a_claim_on_it_does_not_spread(curated: Path) -> None:
    part = merge((), curated, imported(card("Acme G1", {"plugs": {"pcie_8pin": 3, "pcie_16pin": 0}}))).parts[
        "gpu/acme/g1"
    ]
    assert part.facts["plugs"] == {"pcie_8pin": 2, "pcie_16pin": 0}
    assert bases(part, "plugs.pcie_8pin") == ["unverified"]
    assert bases(part, "plugs.pcie_16pin") == ["opendb"]
    assert bases(part, "plugs") == ["unverified", "opendb"]


def test_a_users_folder_wins_over_ours(curated: Path, tmp_path: Path) -> None:
    write_part(tmp_path / "mine", "gpu/acme/g1", 'name = "My G1"', "length_mm = 250", "length_mm")
    part = merge([tmp_path / "mine"], curated).parts["gpu/acme/g1"]
    assert (part.name, part.facts["length_mm"], part.facts["plugs"]) == ("My G1", 250, {"pcie_8pin": 2})


def test_a_broken_file_of_the_user_is_an_error_and_one_of_ours_is_left_out(curated: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "gpu" / "acme" / "g2.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text("[[[", "utf-8")
    with pytest.raises(DataError, match=r"g2\.toml"):
        merge([tmp_path / "mine"], curated)
    merged = merge((), tmp_path / "mine")
    assert merged.parts == {}
    assert len(merged.problems) == 1


@pytest.fixture
def with_chip(tmp_path: Path) -> Path:
    write_part(
        tmp_path,
        "chips/nvidia/rtx-2070",
        'name = "NVIDIA GeForce RTX 2070"\naliases = ["RTX 2070"]',
        'vram_gb = 8\nmaker = "nvidia"\nboard_power_w = {at_least = 175, at_most = 225}\n'
        "[facts.plugs]\npcie_8pin = {at_least = 1, at_most = 2}\npcie_16pin = 0",
        "vram_gb maker board_power_w plugs",
    )
    return tmp_path


def test_a_card_gets_from_its_chip_what_it_lacks(with_chip: Path) -> None:
    row = card("Acme 2070", {"vram_gb": 8, "plugs": {"pcie_8pin": 1}}, chip="GeForce RTX 2070")
    [part] = merge((), with_chip, imported(row)).parts.values()
    assert part.facts["chip"] == "nvidia/rtx-2070"
    assert part.facts["board_power_w"] == {"at_least": 175, "at_most": 225}
    assert part.facts["plugs"] == {"pcie_8pin": 1, "pcie_16pin": 0}
    assert bases(part, "plugs.pcie_8pin") == ["opendb"]
    assert bases(part, "board_power_w") == ["unverified"]


def test_a_chip_of_other_memory_is_not_the_cards(with_chip: Path) -> None:
    [part] = merge((), with_chip, imported(card("Acme", {"vram_gb": 4}, chip="GeForce RTX 2070"))).parts.values()
    assert "chip" not in part.facts


def outside(merged: Merged) -> list[tuple[str, object]]:
    return [(clash.key, clash.kept) for relation, clash in merged.clashes if relation == "chip"]


def test_an_imported_fact_outside_the_chips_bounds_is_not_believed(with_chip: Path) -> None:
    row = card("Acme 2070", {"vram_gb": 8, "board_power_w": 550, "length_mm": 267}, chip="GeForce RTX 2070")
    merged = merge((), with_chip, imported(row))
    [part] = merged.parts.values()
    assert part.facts["board_power_w"] == {"at_least": 175, "at_most": 225}
    assert part.facts["length_mm"] == 267
    assert bases(part, "board_power_w") == ["unverified"]
    assert outside(merged) == [("board_power_w", 550)]


def test_a_curated_fact_outside_the_chips_bounds_wins_and_is_listed(with_chip: Path) -> None:
    facts = 'chip = "nvidia/rtx-2070"\nboard_power_w = 240'
    write_part(with_chip, "gpu/acme/g1", 'name = "Acme G1"', facts, "chip board_power_w")
    merged = merge((), with_chip)
    assert merged.parts["gpu/acme/g1"].facts["board_power_w"] == 240
    assert outside(merged) == [("board_power_w", 240)]


def platform(folder: Path) -> None:
    path = folder / "platforms" / "x470.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        'title = "AMD X470"\n[facts]\nsocket = "am4"\n'
        '[[facts.cpu_support]]\nfamily = "pinnacle-ridge"\nsupport = "native"\n'
        '[[facts.cpu_support]]\nfamily = "matisse"\nsupport = "bios-update"\n'
        '[[sources]]\nbasis = "unverified"\ntitle = "a test"\ncovers = ["socket", "cpu_support"]\n',
        "utf-8",
    )


def test_a_board_gets_the_families_of_its_chipset_and_its_own_entry_wins(tmp_path: Path) -> None:
    platform(tmp_path)
    own = '[[facts.cpu_support]]\nfamily = "matisse"\nsupport = "native"\nbios = "4012"'
    board = 'name = "Acme X470"'
    write_part(tmp_path, "motherboard/acme/x", board, f'chipset = "x470"\n{own}', "chipset cpu_support")
    part = merge((), tmp_path).parts["motherboard/acme/x"]
    assert part.facts["socket"] == "am4"
    assert part.facts["cpu_support"] == [
        {"family": "matisse", "support": "native", "bios": "4012"},
        {"family": "pinnacle-ridge", "support": "native"},
    ]
    assert len(part.source_of("cpu_support")) == 2


def test_a_source_of_a_list_speaks_for_its_members(tmp_path: Path) -> None:
    platform(tmp_path)
    write_part(tmp_path, "motherboard/acme/x", 'name = "Acme X470"', 'chipset = "x470"', "chipset")
    part = merge((), tmp_path).parts["motherboard/acme/x"]
    assert bases(part, "cpu_support[1].support") == ["unverified"]


def asking_chip(folder: Path) -> None:
    facts = 'maker_psu_w = 750\nmaker_psu_cpu = "Core i9-10900K"\nmaker = "nvidia"'
    write_part(folder, "chips/nvidia/rtx-3090", 'name = "RTX 3090"', facts, "maker_psu_w maker_psu_cpu maker")


def test_a_card_that_asks_for_no_supply_asks_for_that_of_its_chip_with_its_machine(tmp_path: Path) -> None:
    asking_chip(tmp_path)
    write_part(tmp_path, "gpu/acme/g1", 'name = "Acme G1"', 'chip = "nvidia/rtx-3090"', "chip")
    facts = merge((), tmp_path).parts["gpu/acme/g1"].facts
    assert (facts["maker_psu_w"], facts["maker_psu_cpu"]) == (750, "Core i9-10900K")


def test_a_cards_own_figure_is_not_meant_for_the_machine_of_its_chip(tmp_path: Path) -> None:
    asking_chip(tmp_path)
    own = 'chip = "nvidia/rtx-3090"\nmaker_psu_w = 850'
    write_part(tmp_path, "gpu/acme/g1", 'name = "Acme G1"', own, "chip maker_psu_w")
    part = merge((), tmp_path).parts["gpu/acme/g1"]
    assert part.facts["maker_psu_w"] == 850
    assert "maker_psu_cpu" not in part.facts
    assert part.facts["maker"] == "nvidia", "all else is still the chip's"
    assert bases(part, "maker_psu_cpu") == []


def test_a_card_may_name_the_machine_of_its_own_figure(tmp_path: Path) -> None:
    asking_chip(tmp_path)
    own = 'chip = "nvidia/rtx-3090"\nmaker_psu_w = 850\nmaker_psu_cpu = "Ryzen 9 5900X"'
    write_part(tmp_path, "gpu/acme/g1", 'name = "Acme G1"', own, "chip maker_psu_w maker_psu_cpu")
    facts = merge((), tmp_path).parts["gpu/acme/g1"].facts
    assert (facts["maker_psu_w"], facts["maker_psu_cpu"]) == (850, "Ryzen 9 5900X")
