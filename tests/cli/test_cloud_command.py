"""`rigcheck cloud list` as a process: prices with their date and source, filters, and what is refused."""

from __future__ import annotations

from tests.process import Run


def test_the_cheapest_with_eight_gigabytes_stand_first_with_date_and_source(rigcheck: Run) -> None:
    answer = rigcheck("cloud", "list", "--gpu-memory", "8", "--sort", "price", "--format", "json").json
    prices = [float(one["on_demand_per_h"]) for one in answer["instances"]]
    assert answer["schema"] == "rigcheck.cloud/1"
    assert prices == sorted(prices)
    assert all(one["gpu_memory_gb"] >= 8 and one["price_date"] for one in answer["instances"])
    assert {source["provider"] for source in answer["sources"]} == {one["provider"] for one in answer["instances"]}


def test_the_articles_instance_is_legacy_and_told_so(rigcheck: Run) -> None:
    assert "g3s.xlarge" not in rigcheck("cloud", "list").out
    out = rigcheck("cloud", "list", "--legacy").out
    [line] = [line for line in out.splitlines() if line.startswith("g3s.xlarge")]
    assert "(legacy)" in line
    assert "0.75 USD" in line
    assert "2026-07-20" in line
    assert "karpenter" in out


def test_markdown_is_a_table(rigcheck: Run) -> None:
    out = rigcheck("cloud", "list", "--provider", "lambda", "--format", "markdown").out
    assert out.startswith("| instance | GPUs |")
    assert "- lambda: " in out


def test_nothing_found_ends_with_1_and_an_unknown_provider_with_2(rigcheck: Run) -> None:
    none = rigcheck("cloud", "list", "--gpu-memory", "9000")
    assert (none.code, none.out.strip()) == (1, "No instance of the catalog is like that.")
    refused = rigcheck("cloud", "list", "--provider", "gcp")
    assert (refused.code, refused.out) == (2, "")
    assert "expected one of aws, lambda" in refused.err
