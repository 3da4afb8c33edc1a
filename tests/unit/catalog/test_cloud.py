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
        "no valid TOML",
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


BESIDE = """
[billing]
priced = "2017-10-02"
unit_s = 1
minimum_s = 60

[storage]
priced = "2024-07"
object_per_gb_month = 0.023
block_per_gb_month = { gp3 = 0.08, st1 = 0.045 }
default_block = "gp3"

[requests]
priced = "2024-07"
write_per_1000 = 0.005
read_per_1000 = 0.0004

[egress]
priced = "2026-06"
free_gb_per_month = 100
tiers = [{ up_to_gb = 10240, per_gb = 0.09 }, { per_gb = 0.05 }]

[address]
priced = "2024-02-01"
public_ipv4_per_h = 0.005

[[instance]]"""
TABLES = ["billing", "storage.object_per_gb_month", "storage.block_per_gb_month", "requests", "egress", "address"]
FULL = (
    GOOD.replace("[[instance]]", BESIDE)
    .replace('priced = "2026-07"\n', 'priced = "2026-07"\nreserved_priced = "2017-11-12"\n')
    .replace("_h = 15.92", "_h = 15.92\nreserved_1y_per_h = 9.5")
    .replace('per_h"]', 'per_h", "reserved_1y_per_h", ' + ", ".join(f'"{key}"' for key in TABLES) + "]")
)


def test_what_is_paid_beside_an_instance_is_read_exactly(tmp_path: Path) -> None:
    [file] = cloud_files(folder(tmp_path, acme=FULL))
    assert file.billing
    assert file.storage
    assert file.requests
    assert file.egress
    assert file.address
    assert (file.billing.unit_s, file.billing.minimum_s) == (1, 60)
    assert file.storage.block_per_gb_month == {"gp3": Decimal("0.08"), "st1": Decimal("0.045")}
    assert file.requests.read_per_1000 == Decimal("0.0004")
    assert [(tier.up_to_gb, tier.per_gb) for tier in file.egress.tiers] == [
        (10240, Decimal("0.09")),
        (None, Decimal("0.05")),
    ]
    assert file.address.public_ipv4_per_h == Decimal("0.005")
    assert file.instance[0].reserved_1y_per_h == Decimal("9.5")


@pytest.mark.parametrize("key", [*TABLES, "reserved_1y_per_h"])
def test_every_table_needs_a_source_that_was_read(tmp_path: Path, key: str) -> None:
    with pytest.raises(DataError, match=f"{key}.*: no source that was read covers it"):
        cloud_files(folder(tmp_path, acme=FULL.replace(f', "{key}"', "")))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('reserved_priced = "2017-11-12"\n', "", "reserved prices need reserved_priced"),
        ('[billing]\npriced = "2017-10-02"', "[billing]", "billing.priced"),
        ("unit_s = 1\n", "unit_s = 0\n", "billing.unit_s"),
        ('default_block = "gp3"', 'default_block = "gp9"', "default_block 'gp9' is no type"),
        ("{ per_gb = 0.05 }", "{ up_to_gb = 9000, per_gb = 0.05 }", "the totals of tiers must rise"),
        ("{ up_to_gb = 10240, per_gb = 0.09 }", "{ per_gb = 0.09 }", "only the last tier may lack up_to_gb"),
        ("free_gb_per_month = 100", "free_gb_per_month = 20000", "ends within the free GB"),
        ("[{ up_to_gb = 10240, per_gb = 0.09 }, { per_gb = 0.05 }]", "[]", "egress.tiers"),
        ("public_ipv4_per_h", "ipv6_per_h", "ipv6_per_h"),
    ],
)
def test_a_mistake_in_a_table_is_told(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert FULL.count(old) == 1
    with pytest.raises(DataError) as caught:
        cloud_files(folder(tmp_path, acme=FULL.replace(old, new)))
    assert words in str(caught.value)


def test_the_catalogs_providers_say_what_is_paid_beside() -> None:
    files = {file.provider: file for file in cloud_files()}
    aws, lambda_ = files["aws"], files["lambda"]
    assert aws.billing
    assert aws.storage
    assert aws.egress
    assert lambda_.billing
    assert (aws.billing.unit_s, aws.billing.minimum_s, lambda_.billing.unit_s) == (1, 60, 60)
    assert aws.storage.default_block == "gp3"
    assert [tier.per_gb for tier in aws.egress.tiers] == [Decimal(price) for price in ("0.09", "0.085", "0.07", "0.05")]
    for _, one in instances([aws]):
        if one.reserved_1y_per_h is not None and one.reserved_3y_per_h is not None:
            assert one.reserved_3y_per_h < one.reserved_1y_per_h, one.name
