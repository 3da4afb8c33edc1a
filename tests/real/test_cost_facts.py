"""The rows of the lists that were collected by hand stand in the catalog as they were read."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from rigcheck.catalog.cloud import cloud_files, instances
from rigcheck.catalog.electricity import tariff_of, tariffs
from rigcheck.catalog.speed import training_speed
from tests.process import REPOSITORY

FACTS = REPOSITORY.parent / "shared" / "facts"

LEAST = {
    "gpu-throughput.csv": 20,
    "us-electricity-2023-by-state.csv": 49,
    "aws-gpu-instances.csv": 80,
    "lambda-cloud-instances.csv": 19,
}
"""The rows that each list has at least: a test of none would pass."""

pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="../shared is not here; CI has it")


def rows(name: str, **equal: str) -> list[dict[str, str]]:
    """Return the rows of a list whose cells begin with these texts."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if all(row[key].startswith(text) for key, text in equal.items())]
    assert len(found) >= LEAST[name], name
    return found


def test_speeds() -> None:
    """By what was read again they may differ in the last digit that the list holds."""
    speeds = {gpu.name.lower(): gpu for gpu in training_speed().gpu}
    for row in rows("gpu-throughput.csv", primary="yes", evidence="seen"):
        held = speeds[row["gpu"].lower()]
        for stated, found in ((row["rel_amp_vs_v100"], held.mixed), (row["rel_fp32_vs_v100"], held.fp32)):
            if stated:
                assert found is not None, held.name
                assert abs(Decimal(stated) - found) <= Decimal("0.001"), held.name


def test_states_of_the_usa() -> None:
    known = tariffs()
    for row in rows("us-electricity-2023-by-state.csv"):
        found = tariff_of(row["state"], "2023", known)
        assert found.code.startswith("US-")
        assert found.per_kwh * 100 == Decimal(row["residential_cents_kwh"]), found.place


def test_prices_of_aws() -> None:
    held = {one.name: one for file, one in instances(cloud_files()) if file.provider == "aws"}
    every = rows("aws-gpu-instances.csv", evidence="seen")
    absent = {row["instance_type"] for row in every} - held.keys()
    assert absent == {row["instance_type"] for row in every if not row["ondemand_usd_hr_us_east_1"]}
    for row in every:
        if row["instance_type"] in held:  # those without a price on demand are left out
            found = held[row["instance_type"]]
            assert found.on_demand_per_h == Decimal(row["ondemand_usd_hr_us_east_1"]), found.name
            for column, price in (
                ("ri_1yr_std_noupfront_2017", found.reserved_1y_per_h),
                ("ri_3yr_std_allupfront_2017", found.reserved_3y_per_h),
            ):
                assert price == (Decimal(row[column]) if row[column] else None), found.name


def test_prices_of_lambda() -> None:
    held = {one.name: one for file, one in instances(cloud_files()) if file.provider == "lambda"}
    for row in rows("lambda-cloud-instances.csv"):
        found = held[row["instance_type"]]
        assert (found.on_demand_per_h, found.gpus) == (Decimal(row["usd_hr"]), int(row["gpu_count"])), found.name
