"""What the builder wants of a machine for machine learning: how much data, how many GPUs, for how much money."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.process import REPOSITORY, Run

ARTICLE = REPOSITORY / "examples" / "ml-desktop-2019.txt"


def said(rigcheck: Run, *args: str | Path, stdin: str = "") -> dict[str, dict[str, Any]]:
    report = rigcheck("check", *args, "--profile", "ml", "--format", "json", "--verbose", stdin=stdin).json
    return {finding["rule"]: finding for finding in report["findings"]}


def test_nobody_asks_for_data_that_nobody_has(rigcheck: Run) -> None:
    assert not said(rigcheck, ARTICLE).keys() & {"ml/data-on-ssd", "ml/data-on-drives"}


@pytest.mark.parametrize(("data_gb", "verdict"), [("512", "ok"), ("513", "violated")])
def test_the_drives_hold_the_data(rigcheck: Run, data_gb: str, verdict: str) -> None:
    assert said(rigcheck, ARTICLE, "--data-gb", data_gb)["ml/data-on-drives"]["verdict"] == verdict


def test_the_call_counts_more_than_the_list(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text('[settings]\ndata_gb = 100\n[[part]]\nkind = "storage"\nname = "Samsung 970 Pro 512 GB"\n')
    assert said(rigcheck, path)["ml/data-on-ssd"]["verdict"] == "ok"
    assert "takes 900 GB" in said(rigcheck, path, "--data-gb", "900")["ml/data-on-drives"]["message"]


def test_as_many_gpus_as_are_wanted(rigcheck: Run) -> None:
    one, four = said(rigcheck, ARTICLE, "--gpus-wanted", "1"), said(rigcheck, ARTICLE, "--gpus-wanted", "4")
    asked = {"ml/next-gpu-slot", "ml/next-gpu-watts", "ml/slots-wanted", "ml/case-slots-wanted", "ml/watts-wanted"}
    assert not one.keys() & asked, "one is there, and no other is wanted"
    assert four["ml/slots-wanted"]["message"].endswith("has 3 x16-length slots that work.")
    assert "need 8 slot covers; NZXT H500 has 7" in four["ml/case-slots-wanted"]["message"]
    assert "ml/next-gpu-slot" not in four, "what is said of four goes before what is said of two"


@pytest.mark.parametrize("option", ["--data-gb", "--gpus-wanted"])
@pytest.mark.parametrize("number", ["0", "-3", "2000000"])
def test_numbers_beyond_reason_are_refused(rigcheck: Run, option: str, number: str) -> None:
    answer = rigcheck("check", ARTICLE, option, number)
    assert answer.code == 2
    assert f"{option}: found {number}; expected 1 to " in answer.err


def test_money_goes_into_the_gpu_first(rigcheck: Run) -> None:
    rows = "CPU: AMD Ryzen 9 7950X ($549.00)\nVideo Card: EVGA GeForce RTX 2070 Black ($180.00)\n"
    message = said(rigcheck, "-", stdin=rows)["ml/money-into-gpu"]["message"]
    assert "549.00 USD, the GPUs 180.00 USD of 729.00 USD in all" in message
    assert said(rigcheck, ARTICLE)["ml/money-into-gpu"]["verdict"] == "ok"
    assert "ml/money-into-gpu" not in said(rigcheck, "-", stdin=rows + "Memory: Corsair Vengeance LPX 32 GB\n")


def test_each_of_two_equal_rows_costs_its_price(rigcheck: Run) -> None:
    rows = "Video Card: EVGA GeForce RTX 2070 Black ($180.00)\n" * 2
    assert rigcheck("check", "-", "--format", "json", stdin=rows).json["totals"] == {"USD": "360.00"}
