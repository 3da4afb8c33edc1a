"""The clouds' price lists: read whole, covered by sources, and refused with every mistake at once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from rigcheck.catalog.cloud import cloud_files, instances
from rigcheck.errors import DataError
from rigcheck.questions.cloud import ORDERS, CloudWishes, chosen, per_gpu

GOOD = """
title = "A cloud"
provider = "acme"
currency = "USD"
priced = "2026-07"

[[instance]]
name = "one"
gpu = "NVIDIA A100"
gpus = 8
gpu_memory_gb = 40
on_demand_per_h = 15.92

[[sources]]
basis = "review"
title = "A price list"
url = "https://example.com"
retrieved = 2026-11-27
covers = ["gpu", "gpus", "gpu_memory_gb", "on_demand_per_h"]
"""


def folder(tmp_path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    return tmp_path


def test_the_catalogs_own_files_are_good_and_hold_the_articles_instance() -> None:
    found = {one.name: (file, one) for file, one in instances(cloud_files())}
    file, one = found["g3s.xlarge"]
    assert (one.on_demand_per_h, one.gpu_memory_gb, one.legacy) == (Decimal("0.75"), 8, True)
    assert (file.provider, file.currency, file.priced) == ("aws", "USD", "2026-07-20")
    assert found["gpu_8x_a100"][1].on_demand_per_h == Decimal("15.92")


def test_a_file_is_read_exactly(tmp_path: Path) -> None:
    [(file, one)] = instances(cloud_files(folder(tmp_path, acme=GOOD)))
    assert (file.priced, one.on_demand_per_h, per_gpu(one)) == ("2026-07", Decimal("15.92"), Decimal("1.9900"))


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    bad = GOOD.replace("gpus = 8", 'gpus = 0\nprice = "low"').replace('priced = "2026-07"', 'priced = "summer"')
    with pytest.raises(DataError) as caught:
        cloud_files(folder(tmp_path, a=bad, b="no TOML at all", c=GOOD.replace('"gpu_memory_gb", ', "")))
    told = str(caught.value)
    for words in (
        "priced",
        "gpus",
        "price",
        "not readable as TOML",
        "gpu_memory_gb: no source that was read covers it",
    ):
        assert words in told


def test_a_price_that_only_its_author_knows_is_refused(tmp_path: Path) -> None:
    unread = GOOD.replace('basis = "review"', 'basis = "unverified"')
    with pytest.raises(DataError, match="on_demand_per_h: no source that was read covers it"):
        cloud_files(folder(tmp_path, acme=unread))


def test_wishes_hold_together_and_unknown_memory_is_not_enough() -> None:
    offered = instances(cloud_files())
    names = {one.name for _, one in chosen(offered, CloudWishes(gpu="a100", gpu_memory_gb=80, gpus=8), "name")}
    assert names == {"gpu_8x_a100_80gb_sxm4", "p4de.24xlarge"}
    assert "gpu_1x_b200_sxm6" not in {one.name for _, one in chosen(offered, CloudWishes(gpu_memory_gb=8), "name")}
    assert all(not one.legacy for _, one in chosen(offered, CloudWishes(), "name"))
    assert any(one.legacy for _, one in chosen(offered, CloudWishes(legacy=True), "name"))


@pytest.mark.parametrize("sort", ORDERS)
def test_every_order_is_kept_and_equals_stand_by_name(sort: str) -> None:
    keys = [(ORDERS[sort](one), one.name) for _, one in chosen(instances(cloud_files()), CloudWishes(), sort)]
    assert len(keys) > 50
    assert keys == sorted(keys)
