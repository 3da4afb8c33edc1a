"""`rigcheck cost` as a process: the contract of its JSON, and what every format shows."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.costs import ARTICLE, LIST, WORKLOAD
from tests.process import REPOSITORY, Run

CREDITS = {"no_credit", "fp32", "mixed"}
SVG = "{http://www.w3.org/2000/svg}"
CARD = "GPU: RTX 4090 ($1600)\n"


def asked(rigcheck: Run, *arguments: str | Path, stdin: str = "") -> Any:
    answer = rigcheck("cost", *arguments, "--format", "json", stdin=stdin)
    assert (answer.code, answer.err) == (0, "")
    return answer.json


@pytest.fixture
def article(rigcheck: Run) -> Any:
    return asked(rigcheck, *ARTICLE)


# --- the contract ---


def test_the_answer_keeps_its_contract(article: Any) -> None:
    assert article["schema"] == "rigcheck.cost/1"
    [cloud] = article["cloud"]
    assert {"instance", "lines", "total", "price_date"} <= cloud.keys()
    assert {"compute", "object_storage", "block_storage", "requests", "egress", "tax"} <= cloud["lines"].keys()
    assert {"parts", "rebates", "electricity", "resale"} <= article["desktop"]["lines"].keys()
    assert article["break_even"]["compute_only"]["busy_hours"].keys() == CREDITS
    whole = article["break_even"]["all_in"]
    assert whole["months"].keys() == whole["use"].keys() == whole["busy_hours"].keys() == CREDITS
    assert article["currency"] == "USD"


def test_money_is_text_with_two_decimals_and_adds_up(article: Any) -> None:
    for bill in (article["cloud"][0], article["desktop"]):
        assert all(re.fullmatch(r"-?\d+\.\d\d", amount) for amount in (*bill["lines"].values(), bill["total"]))
        assert sum(map(Decimal, bill["lines"].values())) == Decimal(bill["total"])
        assert bill["lines"].keys() == bill["how"].keys()
    for speed in article["cloud"][0]["by_speed"].values():
        assert Decimal(speed["saved"]) == Decimal(speed["cloud_total"]) - Decimal(speed["desktop_total"])


def test_the_same_input_gives_the_same_bytes(rigcheck: Run) -> None:
    one, other = (rigcheck("cost", *ARTICLE, "--format", "json").out for _ in range(2))
    assert one == other


def test_never_is_null(rigcheck: Run) -> None:
    answer = asked(rigcheck, LIST, "--rate", "0.001", "--hours", "1000")
    assert answer["break_even"]["compute_only"]["busy_hours"] == {"no_credit": None}
    whole = answer["break_even"]["all_in"]
    assert whole["months"] == whole["use"] == whole["busy_hours"] == {"no_credit": None}
    assert answer["curve"]["lines"]["no_credit"]["crossing_month"] is None
    out = rigcheck("cost", LIST, "--rate", "0.001", "--hours", "1000").out
    assert "were both as fast, renting saves" in out
    assert "owning never pays" in out


def test_a_speed_that_nobody_knows_is_left_out_with_its_reason(rigcheck: Run) -> None:
    answer = asked(rigcheck, LIST, "--cloud", "g6f.large", "--hours", "1000")
    assert answer["break_even"]["compute_only"]["busy_hours"].keys() == {"no_credit"}
    assert answer["break_even"]["not_known"].keys() == {"fp32", "mixed"}
    assert "NVIDIA L4" in answer["break_even"]["not_known"]["mixed"], "and it has an eighth of one"
    assert answer["cloud"][0]["by_speed"]["mixed"]["ratio"] is None


def test_the_first_instance_is_the_one_of_break_even_and_each_has_its_own(rigcheck: Run) -> None:
    both = asked(rigcheck, LIST, "--cloud", "g5.xlarge", "--cloud", "gpu_1x_a10", "--hours", "3000")
    assert [one["instance"] for one in both["cloud"]] == ["g5.xlarge", "gpu_1x_a10"]
    assert both["break_even"]["against"] == both["curve"]["against"] == "g5.xlarge"
    assert both["break_even"]["all_in"] == both["cloud"][0]["break_even"]["all_in"]
    alone = asked(rigcheck, LIST, "--cloud", "gpu_1x_a10", "--hours", "3000")
    assert both["cloud"][1] == alone["cloud"][0]


def test_an_instance_that_is_named_twice_is_told_once(rigcheck: Run) -> None:
    answer = asked(rigcheck, LIST, "--cloud", "G5.XLARGE", "--cloud", "g5.xlarge", "--hours", "100")
    assert [one["instance"] for one in answer["cloud"]] == ["g5.xlarge"]


def test_prices_older_than_a_year_are_marked(rigcheck: Run) -> None:
    call = (LIST, "--workload", WORKLOAD, "--format", "json", "--as-of")
    for day, old in (("2020-06-06", False), ("2020-06-07", True)):  # 2020 has the 29th of February
        answer = rigcheck("cost", *call, day).json
        assert answer["cloud"][0]["older_than_a_year"] is old
        assert {one["older_than_a_year"] for one in answer["prices"] if one["date"]} == {old}
    assert "older than a year" not in rigcheck("cost", *call[:3], "--as-of", "2020-06-06").out


def test_what_is_assumed_is_said(rigcheck: Run) -> None:
    said = " ".join(asked(rigcheck, LIST, "--cloud", "g5.xlarge")["workload"]["assumed"])
    for word in ("15 %", "36 months", "electricity", "at the wall", "switched off", "worth nothing"):
        assert word in said
    stated = asked(rigcheck, *ARTICLE, "--resale", "20")["workload"]["assumed"]
    assert not any(word in " ".join(stated) for word in ("15 %", "electricity", "at the wall", "worth nothing"))


def test_four_times_more_than_there_are_hours(rigcheck: Run) -> None:
    call = ("--use", "30%", "--horizon", "12", "--rate", "1")
    rows = asked(rigcheck, LIST, *call)["retraining"]
    assert [row["factor"] for row in rows] == [1, 2, 4]
    assert [row["use_percent"] for row in rows] == [30, 60, 120]
    assert [row["by_speed"]["no_credit"]["fits_the_horizon"] for row in rows] == [True, True, False]
    assert rows[2]["by_speed"]["no_credit"]["months"] is None
    out = rigcheck("cost", LIST, *call).out
    assert re.search(r"\n4 +120\.0 % .*more hours than there are", out)


# --- a desktop that is too slow ---

SLOW = """
[work]
hours = 25000
measured_on = "g3s.xlarge"
[cloud]
instances = ["g3s.xlarge"]
[speed."g3s.xlarge"]
fp32 = 0.5
mixed = 0.5
"""


def test_a_desktop_that_cannot_do_the_work_saves_nothing(rigcheck: Run, tmp_path: Path) -> None:
    """25 000 hours at half the speed are 50 000, and three years have 26 280."""
    path = tmp_path / "slow.toml"
    path.write_text(SLOW)
    speeds = asked(rigcheck, LIST, "--workload", path)["cloud"][0]["by_speed"]
    assert {credit: one["fits_the_horizon"] for credit, one in speeds.items()} == {
        "no_credit": True,
        "fp32": False,
        "mixed": False,
    }
    out = rigcheck("cost", LIST, "--workload", path).out
    assert "too slow for this work: 50,000 busy hours are more hours than there are over 36 months" in out
    assert "Owning saves" not in out
    [row] = [line for line in out.splitlines() if line.startswith("speed in FP32")]
    assert "more hours than there are" in row


def test_a_belief_that_is_possible_is_told_alone(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "slow.toml"
    path.write_text(SLOW.replace("mixed = 0.5", "mixed = 2"))
    mixed = asked(rigcheck, LIST, "--workload", path)["cloud"][0]["by_speed"]["mixed"]
    out = rigcheck("cost", LIST, "--workload", path).out
    assert f"Owning saves {Decimal(mixed['saved']):,} USD over 36 months" in out


# --- formats ---


def test_the_text_shows_both_bills_the_beliefs_and_the_curve(rigcheck: Run, article: Any) -> None:
    answer = rigcheck("cost", *ARTICLE)
    assert (answer.code, answer.err) == (0, "")
    order = ("Owning saves", "Assumed:", "g3s.xlarge of aws", "Desktop, 2,880", "When owning pays", "trained again")
    more = ("What moves the answer most", "Cumulative cost, USD", "Prices, seen from 2026-11-27")
    at = [answer.out.find(heading) for heading in (*order, *more)]
    assert -1 not in at
    assert at == sorted(at)
    for bill in (article["cloud"][0], article["desktop"]):
        for key, amount in bill["lines"].items():
            if Decimal(amount):
                assert re.search(rf" {re.escape(amount)}  {re.escape(bill['how'][key])}", answer.out), key
    for word in ("1,874 h", "865 h", "449 h", "2019-06-07 (older than a year)"):
        assert word in answer.out
    assert "P_wall" not in answer.out


def test_every_line_of_a_bill_can_be_checked_by_hand(article: Any) -> None:
    how = article["cloud"][0]["how"]
    assert how["compute"] == "2880 h x 0.75"
    assert how["egress"] == "24 months x (2.0833 GB - 1 GB free) x 0.09"
    assert how["block_storage"] == "100 GB x 4 months x 0.1"
    assert article["desktop"]["how"]["electricity"] == "2880 h x 322.2 W at the wall x 0.1301"


def test_explained_are_the_formulas_with_their_numbers(rigcheck: Run, article: Any) -> None:
    for said in (rigcheck("cost", *ARTICLE, "--explain", *more).out for more in ((), ("--format", "markdown"))):
        for line in article["explain"]:
            assert line in said
    for line in (
        "busy hours = 10 projects x 12 days x 24 h = 2880 h",
        "P_wall = 290 W stated / 0.9 = 322.2 W",
        "paid = parts - rebates = 1371.72 - 45.00 = 1326.72",
    ):
        assert line in article["explain"]
    [only] = [line for line in article["explain"] if line.startswith("fp32: compute_only")]
    assert only.endswith("1326.72 / (0.75 x 2.1 - 0.0419211) = 865 busy hours of the desktop")


def test_markdown_has_the_same_tables(rigcheck: Run) -> None:
    out = rigcheck("cost", *ARTICLE, "--format", "markdown").out
    assert "| computing | 2160.00 | 2880 h x 0.75 |" in out
    assert re.search(r"\| both as fast \| 1 \| .* \| 1,874 h \|", out)
    tables = [block for block in out.split("\n\n") if block.startswith("|")]
    assert len(tables) >= 5
    for table in tables:
        assert len({line.count(" | ") for line in table.splitlines() if "---" not in line}) == 1


def test_a_name_with_bars_and_letters_of_anywhere_stays_in_its_cell(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "work.toml"
    path.write_text('name = "七彩虹 | <b>план</b>"\n[work]\nhours = 100\n', "utf-8")
    call = (LIST, "--workload", path, "--rate", "1")
    assert asked(rigcheck, *call)["name"] == "七彩虹 | <b>план</b>"
    assert rigcheck("cost", *call).out.startswith("七彩虹 | <b>план</b>: 100 busy hours")
    heading = rigcheck("cost", *call, "--format", "markdown").out.splitlines()[0]
    assert heading.startswith("### 七彩虹 ")
    assert " | " not in heading


def test_the_list_comes_from_standard_input(rigcheck: Run) -> None:
    text = (REPOSITORY / LIST).read_text("utf-8")
    read = rigcheck("cost", "-", *ARTICLE[1:], "--format", "json", stdin=text).json
    assert read == rigcheck("cost", *ARTICLE, "--format", "json").json


def test_rows_of_the_text_chart_are_labelled_with_what_they_are_worth(rigcheck: Run) -> None:
    out = rigcheck("cost", LIST, "--rate", "1", "--hours", "2000").out.split("Cumulative cost")[1]
    rows = [re.match(r" *([\d,]+) \|(.*)", line) for line in out.splitlines()]
    worth = [(int(row[1].replace(",", "")), row[2]) for row in rows if row]
    step = worth[0][0] - worth[1][0]
    assert worth[0][1].rstrip().endswith("c"), "the cloud ends at its 2000"
    assert worth[0][0] == 2000
    assert worth[-1][1].startswith("c"), "and starts at nothing"
    assert worth[-1][0] == 0
    [start] = [amount for amount, marks in worth if marks.startswith("d")]
    assert abs(start - 1326.72) <= step / 2 + 1


# --- the picture ---


def test_the_picture_is_written_whole_or_not_at_all(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "curve.svg"
    path.write_text("old")
    refused = rigcheck("cost", *ARTICLE, "--cloud", "nothing", "--svg", path)
    assert refused.code == 2
    assert path.read_text() == "old"
    assert rigcheck("cost", *ARTICLE, "--svg", path).code == 0
    texts = [one.text or "" for one in ET.parse(path).getroot().iter(f"{SVG}text")]
    assert any("g3s.xlarge" in text for text in texts)
    assert [one.name for one in tmp_path.iterdir()] == ["curve.svg"]


def test_a_picture_that_cannot_be_written_is_refused(rigcheck: Run, tmp_path: Path) -> None:
    answer = rigcheck("cost", *ARTICLE, "--svg", tmp_path / "nowhere" / "curve.svg")
    assert (answer.code, answer.out) == (2, "")
    assert "--svg" in answer.err


def test_json_is_the_only_thing_on_standard_output(rigcheck: Run, tmp_path: Path) -> None:
    out = rigcheck("cost", *ARTICLE, "--format", "json", "--explain", "--svg", tmp_path / "curve.svg").out
    assert json.loads(out)["schema"] == "rigcheck.cost/1"
