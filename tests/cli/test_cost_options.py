"""What the options of `rigcheck cost` change: they come before the workload, and its prices before the catalog."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.costs import ARTICLE, LIST, WORKLOAD
from tests.process import Run

CARD = "GPU: RTX 4090 ($1600)\n"
UNPRICED = "GPU: EVGA GeForce RTX 2070 Black ($480)\nCPU: AMD Ryzen 7 2700\n"
OWN_CLOUD = """
title = "Ours"
provider = "cluster"
currency = "USD"
priced = "2026-11"
sources = []
[egress]
priced = "2026-11"
tiers = [{ up_to_gb = 100, per_gb = 0.10 }, { per_gb = 0.05 }]
[[instance]]
name = "ours"
gpu = "NVIDIA V100"
gpus = 1
gpu_memory_gb = 16
on_demand_per_h = 2
"""


def asked(rigcheck: Run, *arguments: str | Path, stdin: str = "") -> Any:
    answer = rigcheck("cost", *arguments, "--format", "json", stdin=stdin)
    assert (answer.code, answer.err) == (0, "")
    return answer.json


def lines(answer: Any, number: int = 0) -> dict[str, str]:
    """Return the lines of a cloud's bill that are not nothing."""
    return {key: amount for key, amount in answer["cloud"][number]["lines"].items() if Decimal(amount)}


# --- what is computed ---


@pytest.mark.parametrize(
    ("options", "hours"),
    [
        (("--hours", "100"), 100),
        (("--use", "10%"), 1752),
        (("--use", "10"), 1752),
        (("--projects", "3", "--days", "2"), 144),
        (("--retraining", "2"), 5760),
        (("--hours", "100", "--retraining", "3"), 300),
        (("--horizon", "12"), 2880),
        (("--hours", "0"), 0),
    ],
)
def test_hours_of_the_call_take_the_place_of_the_files(rigcheck: Run, options: tuple[str, ...], hours: float) -> None:
    answer = asked(rigcheck, *ARTICLE, *options)
    assert answer["workload"]["busy_hours"] == hours
    assert Decimal(answer["cloud"][0]["lines"]["compute"]) == Decimal(hours) * Decimal("0.75")


def test_without_a_workload_the_desktop_computes_fifteen_percent_of_three_years(rigcheck: Run) -> None:
    work = asked(rigcheck, LIST, "--rate", "1")["workload"]
    assert (work["busy_hours"], work["horizon_months"], work["measured_on"]) == (3942, 36, "desktop")


def test_half_a_month_is_a_horizon(rigcheck: Run) -> None:
    answer = asked(rigcheck, LIST, "--rate", "10", "--horizon", "0.5", "--use", "100%")
    assert lines(answer) == {"compute": "3650.00"}
    assert 0 < answer["break_even"]["all_in"]["months"]["no_credit"] < 0.5
    assert answer["curve"]["months"] == 1


def test_without_any_hour_renting_costs_what_is_kept(rigcheck: Run) -> None:
    answer = asked(rigcheck, *ARTICLE, "--hours", "0")
    assert "compute" not in lines(answer)
    assert lines(answer)["object_storage"] == "27.60"
    assert answer["break_even"]["all_in"]["months"]["no_credit"] is not None, "keeping data costs something each month"


# --- what is rented ---


def test_the_rate_alone_is_enough(rigcheck: Run) -> None:
    answer = asked(rigcheck, LIST, "--rate", "1.29", "--hours", "1000", "--as-of", "2026-11-27")
    [cloud] = answer["cloud"]
    assert (cloud["instance"], cloud["total"], cloud["price_date"]) == ("own rate", "1290.00", "2026-11-27")
    assert (cloud["provider"], cloud["gpu"]) == (None, None)


def test_a_rate_of_the_call_holds_now_and_comes_before_the_files(rigcheck: Run) -> None:
    [cloud] = asked(rigcheck, *ARTICLE, "--rate", "1")["cloud"]
    assert (cloud["lines"]["compute"], cloud["price_date"]) == ("2880.00", "2026-11-27")
    assert cloud["older_than_a_year"] is False


def test_names_of_instances_are_read_in_capitals_too_and_between_commas(rigcheck: Run) -> None:
    answer = asked(rigcheck, LIST, "--cloud", "G5.XLARGE, gpu_1x_a10", "--hours", "10")
    assert [one["instance"] for one in answer["cloud"]] == ["g5.xlarge", "gpu_1x_a10"]


def test_spot_instances_cost_less_and_say_how_often_they_go(rigcheck: Run, tmp_path: Path) -> None:
    call = (LIST, "--cloud", "g4dn.xlarge", "--hours", "1000")
    bought, spot = (asked(rigcheck, *call, *more)["cloud"][0] for more in ((), ("--purchase", "spot")))
    assert (bought["lines"]["compute"], spot["lines"]["compute"]) == ("526.00", "189.40")
    assert spot["interruption"] == "15-20%"
    assert "taken back 15-20% in a month" in rigcheck("cost", *call, "--purchase", "spot").out
    path = tmp_path / "lost.toml"
    path.write_text("[cloud]\nlost_percent = 20\n")
    lost = asked(rigcheck, *call, "--purchase", "spot", "--workload", path)["cloud"][0]["lines"]
    assert (lost["compute"], lost["lost"]) == ("189.40", "47.35")


def test_nobody_says_how_often_an_own_rate_is_taken_back(rigcheck: Run) -> None:
    out = rigcheck("cost", LIST, "--rate", "1", "--purchase", "spot", "--as-of", "2026-11-27").out
    assert "\nown rate, spot, price of 2026-11-27\n" in out


def test_a_reservation_is_paid_used_or_not(rigcheck: Run) -> None:
    call = (LIST, "--cloud", "p3.2xlarge", "--purchase", "reserved-1y", "--horizon", "18")
    little, much = (asked(rigcheck, *call, "--hours", hours)["cloud"][0] for hours in ("10", "5000"))
    assert little["lines"]["compute"] == much["lines"]["compute"] == "36581.76"  # two years of 8760 h at 2.088
    assert little["price_date"] == "2017-11-12"


@pytest.mark.parametrize("cloud", [(), ("--cloud", "p3.2xlarge")])
def test_an_own_rate_can_be_that_of_a_reservation(rigcheck: Run, cloud: tuple[str, ...]) -> None:
    call = (LIST, *cloud, "--rate", "1", "--purchase", "reserved-1y", "--horizon", "12", "--hours", "100")
    assert asked(rigcheck, *call)["cloud"][0]["lines"]["compute"] == "8760.00"


def test_lambda_has_a_filesystem_and_no_disks_objects_or_charge_for_transfer(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "data.toml"
    path.write_text("[work]\nhours = 100\nhorizon_months = 10\ndata_gb = 50\n[cloud]\negress_gb = 900\n")
    answer = asked(rigcheck, LIST, "--workload", path, "--cloud", "gpu_1x_a10")
    assert lines(answer) == {"compute": "129.00", "object_storage": "100.00"}
    assert answer["cloud"][0]["unpriced"] == []


def test_instances_of_ones_own(rigcheck: Run, tmp_path: Path) -> None:
    path, work = tmp_path / "ours.toml", tmp_path / "work.toml"
    path.write_text(OWN_CLOUD)
    work.write_text("[work]\nhours = 100\nhorizon_months = 10\ndata_gb = 5\n[cloud]\negress_gb = 3000\n")
    answer = asked(rigcheck, LIST, "--cloud-file", path, "--cloud", "ours", "--workload", work)
    assert lines(answer) == {"compute": "200.00", "egress": "200.00"}
    [cloud] = answer["cloud"]
    assert cloud["how"]["egress"] == "10 months x (300 GB - 0 GB free) x 0.1 to 0.05 by 2 tiers"
    assert len(cloud["unpriced"]) == 2, "nobody said what keeping data costs"
    out = rigcheck("cost", LIST, "--cloud-file", path, "--cloud", "ours", "--workload", work).out
    assert "at least 400.00" in out
    own_rate = path.read_text().replace('name = "ours"', 'name = "g5.xlarge"')
    path.write_text(own_rate)
    mine = asked(rigcheck, LIST, "--cloud-file", path, "--cloud", "g5.xlarge", "--hours", "100")
    assert mine["cloud"][0]["lines"]["compute"] == "200.00", "one's own come before the catalog's"


def test_of_eight_gpus_each_belief_has_its_own_hours(rigcheck: Run) -> None:
    cards = "GPU: 8x RTX 4090 ($12800)\n"
    answer = asked(rigcheck, "-", "--cloud", "p3.16xlarge", "--hours", "1000", stdin=cards)
    assert answer["desktop"]["lines"]["parts"] == "12800.00"
    speeds = answer["cloud"][0]["by_speed"]
    assert speeds["no_credit"]["cloud_hours"] == speeds["no_credit"]["desktop_hours"] == 1000
    for credit in ("fp32", "mixed"):
        assert float(speeds[credit]["ratio"]) > 1
        assert speeds[credit]["cloud_hours"] == pytest.approx(1000 * float(speeds[credit]["ratio"]), rel=0.001)
        assert speeds[credit]["how"].count("for 8 of them") == 2


def test_cards_of_two_models_train_one_model_at_the_pace_of_the_slower(rigcheck: Run) -> None:
    both = asked(rigcheck, "-", "--cloud", "g5.xlarge", stdin=CARD + "GPU: RTX 3090 ($700)\n")
    slow = asked(rigcheck, "-", "--cloud", "g5.xlarge", stdin="GPU: 2x RTX 3090 ($700)\n")
    fast = asked(rigcheck, "-", "--cloud", "g5.xlarge", stdin="GPU: 2x RTX 4090 ($1600)\n")
    ratios = [float(one["cloud"][0]["by_speed"]["mixed"]["ratio"]) for one in (slow, both, fast)]
    assert ratios[0] == pytest.approx(ratios[1], rel=0.02)
    assert ratios[1] < ratios[2]


# --- what the desktop costs ---


def test_a_price_of_the_call_takes_the_place_of_the_parts_and_holds_now(rigcheck: Run) -> None:
    answer = asked(rigcheck, *ARTICLE, "--price", "2000")
    assert (answer["desktop"]["lines"]["parts"], answer["desktop"]["lines"]["rebates"]) == ("2000.00", "0.00")
    assert answer["break_even"]["compute_only"]["busy_hours"]["no_credit"] == 2825
    assert answer["desktop"]["how"]["parts"] == "stated for all of them"
    assert answer["desktop"]["part_prices"] == [], "what each of them costs plays no part"
    assert "209.99" not in rigcheck("cost", *ARTICLE, "--price", "2000").out
    [parts] = [one for one in answer["prices"] if one["what"] == "parts"]
    assert (parts["date"], parts["older_than_a_year"]) == ("2026-11-27", False)


def test_parts_without_a_price_are_named_and_the_total_is_a_least(rigcheck: Run, tmp_path: Path) -> None:
    answer = asked(rigcheck, "-", "--rate", "1", stdin=UNPRICED)
    assert answer["desktop"]["unpriced"] == ["AMD Ryzen 7 2700"]
    assert any("AMD Ryzen 7 2700" in one["message"] and "--prices" in one["hint"] for one in answer["problems"])
    assert "at least 480.00" in rigcheck("cost", "-", "--rate", "1", "--hours", "0", stdin=UNPRICED).out
    book = tmp_path / "prices.csv"
    book.write_text("part,seller,currency,date,amount\ncpu/amd/ryzen-7-2700,A Shop,USD,2026-11-20,150\n")
    whole = asked(rigcheck, "-", "--rate", "1", "--prices", book, stdin=UNPRICED)
    assert whole["desktop"]["lines"]["parts"] == "630.00"
    assert whole["desktop"]["unpriced"] == []
    [cpu] = [one for one in whole["desktop"]["part_prices"] if one["ref"] == "cpu#1"]
    assert (cpu["source"], cpu["price_date"], cpu["amount"]) == ("A Shop", "2026-11-20", "150.00")


def test_a_price_of_the_list_comes_before_the_book(rigcheck: Run, tmp_path: Path) -> None:
    book = tmp_path / "prices.csv"
    book.write_text("part,seller,currency,date,amount\ngpu/evga/rtx-2070-black,A Shop,USD,2026-11-20,1\n")
    answer = asked(rigcheck, "-", "--rate", "1", "--prices", book, stdin=UNPRICED)
    assert answer["desktop"]["lines"]["parts"] == "480.00"


def test_rebates_above_the_price_pay_at_once_and_bring_no_resale(rigcheck: Run) -> None:
    call = ("-", "--rate", "1", "--hours", "100", "--resale", "50")
    answer = asked(rigcheck, *call, stdin="GPU: RTX 4090 ($100)\nMail-in rebates: -$300\n")
    assert answer["desktop"]["paid"] == "-200.00"
    assert answer["desktop"]["lines"]["resale"] == "0.00"
    assert answer["break_even"]["all_in"]["months"] == {"no_credit": 0}


def test_resale_makes_owning_cheaper_by_its_share_of_what_was_paid(rigcheck: Run) -> None:
    before, after = (asked(rigcheck, *ARTICLE, *more) for more in ((), ("--resale", "99%")))
    assert after["desktop"]["lines"]["resale"] == "-1313.45"
    earlier = [one["break_even"]["all_in"]["months"]["no_credit"] for one in (after, before)]
    assert earlier[0] < earlier[1]
    assert after["break_even"]["compute_only"] == before["break_even"]["compute_only"]


def test_interest_makes_owning_later_and_is_told(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "interest.toml"
    path.write_text("[work]\nhours = 3000\n[desktop]\ninterest_percent = 10\n")
    call = (LIST, "--rate", "1", "--workload", path)
    whole = asked(rigcheck, *call)["break_even"]["all_in"]
    assert whole["discounted_months"]["no_credit"] > whole["months"]["no_credit"]
    assert "With interest on the money" in rigcheck("cost", *call).out
    assert "With interest" not in rigcheck("cost", *call[:3]).out


def test_electricity_by_place_and_by_price(rigcheck: Run) -> None:
    call = (LIST, "--rate", "1", "--hours", "1000", "--draw-w", "400")
    texas, named, priced = (
        asked(rigcheck, *call, "--tariff", tariff)["desktop"] for tariff in ("US-TX", "texas", "0.25")
    )
    assert texas == named
    assert priced["per_kwh"] == "0.25"
    ratio = Decimal(priced["lines"]["electricity"]) / Decimal(texas["lines"]["electricity"])
    assert ratio == pytest.approx(Decimal("0.25") / Decimal(texas["per_kwh"]), rel=Decimal("0.001"))


def test_a_stated_draw_still_loses_in_the_supply(rigcheck: Run) -> None:
    answer = asked(rigcheck, LIST, "--rate", "1", "--draw-w", "400")
    assert 400 / 0.95 < answer["desktop"]["wall_w"] < 400 / 0.80


# --- currencies ---


def test_another_currency_for_the_answer(rigcheck: Run) -> None:
    call = (LIST, "--cloud", "g5.xlarge", "--hours", "2000", "--tariff")
    dollars = asked(rigcheck, *call, "0.20")
    euros = asked(rigcheck, *call, "0.10", "--currency", "EUR", "--exchange", "USD=0.5")
    assert (dollars["currency"], euros["currency"]) == ("USD", "EUR")
    assert Decimal(euros["cloud"][0]["total"]) * 2 == pytest.approx(
        Decimal(dollars["cloud"][0]["total"]), abs=Decimal("0.05")
    )
    assert euros["break_even"] == dollars["break_even"]


# --- the hours of a third machine ---


def test_a_faster_desktop_needs_fewer_hours_of_what_a_third_machine_measured(rigcheck: Run, tmp_path: Path) -> None:
    """The work of the instance does not change with the speed of the desktop."""
    path = tmp_path / "third.toml"
    path.write_text(
        '[work]\nhours = 5000\nmeasured_on = "g3s.xlarge"\n[desktop]\ntariff = 3\nprice = 10\n'
        '[speed."g3s.xlarge"]\nfp32 = 2\nmixed = 2\n[speed."g5.xlarge"]\nfp32 = 1\nmixed = 1\n'
    )
    answer = asked(rigcheck, LIST, "--workload", path, "--cloud", "g5.xlarge")
    speed = answer["cloud"][0]["by_speed"]["mixed"]
    assert (speed["cloud_hours"], speed["desktop_hours"]) == (2500, 2500)
    [moved] = [one for one in answer["sensitivity"] if one["assumption"] == "speed of the desktop"]
    electricity = Decimal(speed["desktop_total"]) - 10
    low = Decimal(speed["cloud_total"]) - 10 - electricity / Decimal("0.75")
    assert Decimal(moved["saved_low"]) == pytest.approx(low, abs=Decimal("0.02"))


def test_ages_are_told_from_today_where_the_call_says_nothing(rigcheck: Run) -> None:
    assert asked(rigcheck, LIST, "--workload", WORKLOAD)["as_of"] == date.today().isoformat()


# --- numbers beyond all reason ---


def test_huge_numbers_end_no_call(rigcheck: Run, tmp_path: Path) -> None:
    path, most, least = tmp_path / "huge.toml", "9" * 18, "0." + "0" * 16 + "1"
    path.write_text(
        f"[cloud]\negress_gb = {most}\nobject_gb = {most}\n[cloud.prices]\nrate_per_h = {most}\n"
        f'object_per_gb_month = {most}\negress_per_gb = {most}\n[speed."own rate"]\nmixed = 1000\nfp32 = {least}\n'
    )
    [cloud] = asked(rigcheck, LIST, "--workload", path, "--svg", tmp_path / "huge.svg")["cloud"]
    assert cloud["lines"]["object_storage"] == f"{(10**18 - 1) ** 2 * 36}.00"
    assert cloud["lines"]["compute"] == f"{(10**18 - 1) * 3942}.00"
    for form in ("text", "markdown"):
        assert rigcheck("cost", LIST, "--workload", path, "--explain", "--format", form).code == 0
    path.write_text(f"[work]\nhours = {least}\nhorizon_months = {least}\n[desktop]\nefficiency = {least}\n")
    answer = asked(rigcheck, LIST, "--workload", path, "--rate", least, "--draw-w", most, "--tariff", "0.1")
    assert answer["break_even"]["all_in"]["months"] == {"no_credit": None}


@pytest.mark.parametrize(("option", "hours"), [(("--projects", "5"), 1440), (("--days", "6"), 1440)])
def test_of_projects_and_days_the_call_may_change_one(rigcheck: Run, option: tuple[str, ...], hours: int) -> None:
    answer = rigcheck("cost", *ARTICLE, *option, "--format", "json")
    assert answer.json["workload"]["busy_hours"] == hours


def test_a_rate_of_the_call_is_in_the_currency_of_the_answer(rigcheck: Run) -> None:
    call = ("cost", "-", "--rate", "1.50", "--currency", "EUR", "--tariff", "DE", "--hours", "100", "--format", "json")
    answer = rigcheck(*call, stdin="GPU: RTX 4090 (1600 EUR)\nCPU: Ryzen 9 7950X (500 EUR)\n").json
    assert (answer["currency"], answer["cloud"][0]["lines"]["compute"]) == ("EUR", "150.00")


def test_electricity_counts_idle_hours_and_cooling(rigcheck: Run, tmp_path: Path) -> None:
    file = tmp_path / "work.toml"
    text = "[work]\nhours = 1000\n[desktop]\ndraw_w = 300\nefficiency = 1\nidle_hours = 2000\nidle_wall_w = 50\n"
    file.write_text(f"{text}cooling_factor = 1.5\ntariff = 0.1\n", "utf-8")
    desktop = rigcheck("cost", LIST, "--workload", file, "--format", "json").json["desktop"]
    assert desktop["kwh"] == 600
    assert (desktop["lines"]["electricity"], desktop["lines"]["idle_electricity"]) == ("45.00", "15.00")
