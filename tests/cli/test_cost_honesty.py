"""`rigcheck cost` says what it took, what it lacks, and what cannot be compared."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_cost_options import asked
from tests.costs import ARTICLE, LIST
from tests.process import Run

# --- what a list says of money ---


def test_a_price_of_a_row_of_several_is_taken_for_all_and_that_is_told(rigcheck: Run) -> None:
    rows = "CPU: Ryzen 9 7950X ($500)\nGPU: 4x RTX 4090 ($7000)\n"
    found = asked(rigcheck, "-", "--cloud", "g5.xlarge", stdin=rows)
    assert found["desktop"]["lines"]["parts"] == "7500.00"
    assert any("7000 is the list's price of all 4 ×" in one for one in found["workload"]["assumed"])
    each = asked(rigcheck, "-", "--cloud", "g5.xlarge", stdin=rows.replace("($7000)", "@ $1750"))
    assert each["desktop"]["lines"]["parts"] == "7500.00"
    assert not any("the list's price" in one for one in each["workload"]["assumed"])


def test_of_two_rows_of_a_part_one_without_a_price_the_stated_one_counts(rigcheck: Run) -> None:
    rows = "CPU: Ryzen 9 7950X ($500)\nGPU: EVGA RTX 2070 Black ($400)\nGPU: EVGA RTX 2070 Black\n"
    found = asked(rigcheck, "-", "--cloud", "g5.xlarge", stdin=rows)
    assert found["desktop"]["lines"]["parts"] == "900.00"
    assert found["desktop"]["unpriced"] == ["1 of 2 × EVGA GeForce RTX 2070 Black"]
    assert {one["saved_is"] for one in found["cloud"][0]["by_speed"].values()} == {"at_most"}


def test_what_the_lists_total_holds_beyond_its_parts_makes_the_desktop_a_least(rigcheck: Run) -> None:
    rows = "CPU: Ryzen 9 7950X ($500)\nGPU: RTX 4090 ($1600)\nTotal: $2300\n"
    answer = rigcheck("cost", "-", "--cloud", "g5.xlarge", stdin=rows).out
    assert "the list's own total is 200.00 above its parts here" in answer
    assert "Owning saves at most" in answer
    whole = rigcheck("cost", "-", "--cloud", "g5.xlarge", stdin=rows.replace("2300", "2100")).out
    assert "at most" not in whole


# --- what is compared ---


def test_a_slow_card_beside_a_fast_one_is_left_out_of_one_model(rigcheck: Run) -> None:
    cards = "CPU: Ryzen 9 7950X ($500)\nGPU: RTX 5090 ($2500)\nGPU: GTX 1080 Ti ($200)\n"
    both = asked(rigcheck, "-", "--cloud", "g5.xlarge", stdin=cards)["cloud"][0]["by_speed"]["mixed"]
    alone = asked(rigcheck, "-", "--cloud", "g5.xlarge", stdin=cards.rpartition("GPU")[0])
    assert both["ratio"] == alone["cloud"][0]["by_speed"]["mixed"]["ratio"]
    assert "without" in both["how"]


def test_a_speed_that_is_not_known_makes_it_not_comparable(rigcheck: Run) -> None:
    answer = rigcheck("cost", LIST, "--rate", "5").out
    assert "Not comparable, for a speed is not known: were both as fast, owning saves" in answer


def test_more_hours_than_one_instance_has_take_several(rigcheck: Run) -> None:
    rows = "CPU: Ryzen 9 7950X ($500)\nGPU: RTX 5090 ($2500)\n"
    answer = rigcheck("cost", "-", "--cloud", "g5.xlarge", "--use", "90%", stdin=rows).out
    assert "with up to 4 of them at the same time" in answer
    assert "the work takes up to 4 of them at the same time" in answer


def test_the_reason_of_an_unknown_speed_is_that_of_the_machine_that_lacks_it(rigcheck: Run, tmp_path: Path) -> None:
    file = tmp_path / "work.toml"
    file.write_text('[work]\nhours = 100\nmeasured_on = "g6f.large"\n', "utf-8")
    cloud = asked(rigcheck, LIST, "--workload", file, "--cloud", "g5.xlarge")["cloud"][0]
    assert "g6f.large" in cloud["break_even"]["not_known"]["mixed"]
    assert cloud["by_speed"]["mixed"]["ratio"] == "0.5", "which is known all the same"


def test_an_instance_of_ones_own_stands_in_the_place_of_the_catalogs(rigcheck: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    row = '[[instance]]\nname = "G5.xlarge"\ngpu = "NVIDIA A10G"\ngpus = 1\non_demand_per_h = 9.5\n'
    file.write_text(f'title = "mine"\nprovider = "aws"\ncurrency = "USD"\npriced = "2026-11"\n{row}', "utf-8")
    call = (LIST, "--cloud-file", file, "--cloud", "g5.xlarge", "--hours", "10")
    assert asked(rigcheck, *call)["cloud"][0]["lines"]["compute"] == "95.00"


def test_each_price_names_the_source_it_comes_from(rigcheck: Run, tmp_path: Path) -> None:
    file = tmp_path / "work.toml"
    text = "[work]\nhours = 100\ndata_gb = 10\n[cloud]\nwrites = 1000\nreads = 1000\n[cloud.prices]\n"
    file.write_text(f'{text}write_per_1000 = 0.01\npriced = "2026-11-01"\nsource = "my contract"\n', "utf-8")
    call = (LIST, "--workload", file, "--cloud", "g5.xlarge", "--rate", "0.5", "--as-of", "2026-11-27")
    prices = asked(rigcheck, *call)["prices"]
    by_what = {(one["what"], one["source"]): one["date"] for one in prices}
    assert by_what[("g5.xlarge", "stated in the call")] == "2026-11-27"
    assert by_what[("g5.xlarge requests", "my contract")] == "2026-11-01"
    assert any(what == "aws requests" for what, _ in by_what), "reads are the provider's"
    assert not any(source == "my contract" and "storage" in what for what, source in by_what)


def test_without_a_label_the_usual_one_is_assumed_and_told(rigcheck: Run) -> None:
    rows = "CPU: Ryzen 9 7950X ($500)\nGPU: RTX 4090 ($1600)\n"
    answer = rigcheck("cost", "-", "--cloud", "g5.xlarge", "--explain", stdin=rows).out
    assert "of a supply of 80 PLUS Gold (assumed: none is in the list)" in answer


def test_every_default_that_moves_the_answer_is_told(rigcheck: Run) -> None:
    told = "\n".join(asked(rigcheck, LIST, "--cloud", "g5.xlarge")["workload"]["assumed"])
    for words in (
        "15 % of all hours",
        "36 months",
        "worst load",
        "switched off",
        "worth nothing",
        "one's own time",
        "interest",
        "us-east-1",
        "left running",
        "keeps no data",
        "transfer out",
        "says nothing of taxes",
    ):
        assert words in told
    file_told = asked(rigcheck, *ARTICLE)["workload"]["assumed"]
    assert not any("hours" in one or "tariff" in one or "keeps no data" in one for one in file_told)


def test_a_card_that_trains_nothing_is_named_and_still_paid_for(rigcheck: Run) -> None:
    cards = "CPU: Ryzen 9 7950X ($500)\nGPU: RTX 5090 ($2500)\nGPU: GTX 1080 Ti ($200)\n"
    found = asked(rigcheck, "-", "--cloud", "g5.xlarge", stdin=cards)
    assert any(
        "1080 Ti trains nothing, though its price and its watts count" in one for one in found["workload"]["assumed"]
    )
    assert found["desktop"]["lines"]["parts"] == "3200.00"


def test_the_disk_of_an_instance_is_paid_as_long_as_it_computes(rigcheck: Run) -> None:
    call = ("-", "--cloud", "g5.xlarge", "--data-gb", "500", "--hours", "1460")
    cloud = asked(rigcheck, *call, stdin="CPU: Ryzen 9 7950X ($500)\nGPU: RTX 3090 ($800)\n")["cloud"][0]
    assert cloud["lines"]["block_storage"] == "80.00", "500 GB for two months of computing at 0.08"
    mixed = cloud["by_speed"]["mixed"]
    rented = float(mixed["cloud_hours"])
    assert abs(float(mixed["cloud_total"]) - (rented * (1.006 + 0.005 + 500 * 0.08 / 730) + 500 * 36 * 0.023)) < 0.02


def test_two_gpus_on_a_card_share_its_memory(rigcheck: Run) -> None:
    answer = rigcheck(
        "cost", "-", "--cloud", "p2.xlarge", stdin="CPU: Ryzen 9 7950X ($500)\nGPU: Tesla K80 ($100)\n"
    ).out
    assert "what fills that does not fit" not in answer
