"""What `rigcheck cost` refuses: with its place, what was found and what was expected, all at once, and exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.costs import LIST, WORKLOAD
from tests.process import Answer, Run

EURO = "GPU: RTX 4090 (1600 EUR)\n"
MISTAKES = """\
[work]
hours = -5
horizn = 3
retraining = 0
[cloud]
instances = "x"
tax_percent = 200
lost_percent = 100
purchase = "lease"
writes = 1.5
[cloud.prices]
rate_per_h = "much"
priced = "2019-13"
currency = "usd"
[desktop]
tariff = true
efficiency = 0
price = nan
resale_percent = inf
cooling_factor = 0.5
[speed.x]
fp16 = 3
mixed = -1
[exchange]
eur = 1
[what]
a = 1
"""
EXPECTED = (
    ("line 2", "work.hours", "found -5", "0 or more"),
    ("line 3", "work.horizn", "horizon_months"),
    ("line 4", "work.retraining", "found 0", "more than 0"),
    ("line 6", "cloud.instances", "found 'x'", "expected a list in square brackets"),
    ("line 7", "cloud.tax_percent", "found 200", "at most 100"),
    ("line 8", "cloud.lost_percent", "found 100", "less than 100"),
    ("line 9", "cloud.purchase", "found 'lease'", "'on-demand', 'spot', 'reserved-1y' or 'reserved-3y'"),
    ("line 10", "cloud.writes", "found 1.5", "a whole number"),
    ("line 12", "cloud.prices.rate_per_h", "found 'much'", "a number"),
    ("line 13", "cloud.prices.priced", "found '2019-13'", "a day such as '2026-11-20'"),
    ("line 14", "cloud.prices.currency", "found 'usd'", "three capitals"),
    ("line 16", "desktop.tariff", "found True"),
    ("line 17", "desktop.efficiency", "found 0", "more than 0"),
    ("line 18", "desktop.price", "found NaN", "a number that ends"),
    ("line 19", "desktop.resale_percent", "found Infinity", "a number that ends"),
    ("line 20", "desktop.cooling_factor", "found 0.5", "1 or more"),
    ("line 22", "speed.x.fp16", "fp32, mixed"),
    ("line 23", "speed.x.mixed", "found -1", "more than 0"),
    ("line 25", "exchange", "found 'eur'", "three capitals"),
    ("line 26", "what", "cloud, currency, desktop, exchange, name, speed, work"),
)


def refused(answer: Answer, *words: str) -> list[str]:
    """Assert that a call was refused with these words, and return its lines."""
    assert (answer.code, answer.out) == (2, ""), answer.err
    assert "Traceback" not in answer.err
    for word in words:
        assert word in answer.err, answer.err
    return answer.err.splitlines()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "work.toml"


# --- the workload ---


def test_every_mistake_of_a_workload_at_once_with_its_line(rigcheck: Run, written: Path) -> None:
    written.write_text(MISTAKES)
    lines = refused(rigcheck("cost", LIST, "--workload", written))
    for place, *words in EXPECTED:
        found = [line for line in lines if line.startswith(f"rigcheck: {written}, {place}:")]
        assert len(found) == 1, (place, lines)
        assert all(word in found[0] for word in words), (words, found)
    assert len(lines) == len(EXPECTED)


@pytest.mark.parametrize(
    ("work", "words"),
    [
        ("hours = 100\nuse_percent = 10", ("hours, use_percent", "expected one of them")),
        ("projects = 2\ndays_per_project = 3\nhours = 1", ("projects and days_per_project, hours", "one of them")),
        ("projects = 2", ("one of projects and days_per_project", "expected both")),
        ("hours = 9000\nhorizon_months = 12", ("9000 busy hours in 12 months", "103 %", "at most 8760 hours")),
        ("use_percent = 30\nretraining = 4", ("120 %", "at most 26280 hours")),
        ("projects = 99\ndays_per_project = 30", ("71280 busy hours", "271 %")),
        ("use_percent = 100.5", ("found 100.5", "at most 100")),
        ("hours_per_day = 25\nprojects = 1\ndays_per_project = 1", ("found 25", "at most 24")),
        ('measured_on = "g5.xlarg"', ("work.measured_on", "g5.xlarge")),
    ],
)
def test_hours_that_make_no_sense(rigcheck: Run, written: Path, work: str, words: tuple[str, ...]) -> None:
    written.write_text(f"[work]\n{work}\n")
    refused(rigcheck("cost", LIST, "--workload", written, "--rate", "1"), *words)


def test_both_ways_at_once_is_told_of_the_file_whatever_else_the_call_states(rigcheck: Run, written: Path) -> None:
    written.write_text("[work]\nhours = 100\nuse_percent = 10\n")
    [line] = refused(rigcheck("cost", LIST, "--workload", written, "--data-gb", "10", "--rate", "1"))
    assert line.startswith(f"rigcheck: {written}, line 1: ")
    [line] = refused(rigcheck("cost", LIST, "--workload", written, "--use", "10", "--hours", "5"))
    assert line.startswith("rigcheck: --")


def test_a_speed_of_an_instance_that_there_is_not(rigcheck: Run, written: Path) -> None:
    written.write_text('[speed."g3s.xlarg"]\nfp32 = 2\n[work]\nmeasured_on = "g9"\n[desktop]\ntariff = "Texass"\n')
    lines = refused(rigcheck("cost", LIST, "--workload", written), "speed: ", "'g3s.xlarg'", "g3s.xlarge")
    assert len(lines) == 3, "the machine of the hours and the place are told in the same run"


def test_a_workload_that_is_no_file_or_no_toml(rigcheck: Run, tmp_path: Path, written: Path) -> None:
    refused(rigcheck("cost", LIST, "--workload", tmp_path), str(tmp_path), "directory")
    refused(rigcheck("cost", LIST, "--workload", tmp_path / "nothing.toml"), "nothing.toml")
    written.write_text("[work]\nhours = 1\nhours = = 2\n")
    refused(rigcheck("cost", LIST, "--workload", written), "work.toml, line 3")
    written.write_bytes(b"\xff\xfe\x00")
    refused(rigcheck("cost", LIST, "--workload", written), "UTF-8")
    written.write_text("work = 5\n")
    refused(rigcheck("cost", LIST, "--workload", written, "--hours", "5"), "work: found 5", "a table")


# --- the call ---


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--hours", "-5"), ("--hours", "'-5'", "0 or more")),
        (("--hours", "many"), ("--hours", "'many'", "a number")),
        (("--hours", "30%"), ("--hours", "'30%'", "a number")),
        (("--hours", "nan"), ("--hours", "'nan'")),
        (("--hours", "inf"), ("--hours", "'inf'")),
        (("--hours", "26281"), ("26281 busy hours", "at most 26280")),
        (("--use", "150%"), ("--use", "'150'", "at most 100")),
        (("--use", "-1"), ("--use", "0 or more")),
        (("--use", "10", "--hours", "5"), ("hours, use_percent", "one of them")),
        (("--projects", "5"), ("--projects", "expected both")),
        (("--retraining", "0"), ("--retraining", "more than 0")),
        (("--horizon", "0"), ("--horizon", "more than 0")),
        (("--horizon", "241"), ("--horizon", "at most 240")),
        (("--purchase", "lease"), ("--purchase", "'lease'", "'reserved-1y'")),
        (("--rate", "-0.1"), ("--rate", "0 or more")),
        (("--rate", "5%"), ("--rate", "'5%'", "a number")),
        (("--tax", "101"), ("--tax", "at most 100")),
        (("--resale", "100"), ("--resale", "less than 100")),
        (("--tariff", "-0.1"), ("--tariff", "'-0.1'", "0 or more")),
        (("--tariff", "nan"), ("--tariff", "'nan'")),
        (("--tariff", "1e999999"), ("--tariff", "1e999999")),
        (("--tariff", "US-TXX"), ("--tariff", "US-TX")),
        (("--tariff", "Texass"), ("--tariff", "Texas")),
        (("--currency", "usd"), ("--currency", "three capitals")),
        (("--exchange", "EUR"), ("--exchange", "a number")),
        (("--exchange", "EUR=much"), ("--exchange", "'much'", "a number")),
        (("--exchange", "EUR=0"), ("--exchange", "more than 0")),
        (("--exchange", "eur=1"), ("--exchange", "'eur'", "three capitals")),
        (("--as-of", "never"), ("--as-of", "'never'", "2026-11-20")),
        (("--cloud", "g5.xlarg"), ("--cloud", "'g5.xlarg'", "g5.xlarge", "rigcheck cloud list")),
        (("--cloud", "七彩虹"), ("--cloud", "'七彩虹'")),
        (("--cloud", "g3s.xlarge", "--purchase", "spot"), ("g3s.xlarge", "'spot'", "on-demand")),
        (("--cloud-file", "/nowhere.toml"), ("/nowhere.toml",)),
        (("--prices", "/nowhere.csv"), ("/nowhere.csv",)),
        (("--format", "yaml"), ("yaml", "json")),
    ],
)
def test_a_call_that_cannot_be_used(rigcheck: Run, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    refused(rigcheck("cost", LIST, *arguments), *words)


def test_one_rate_belongs_to_one_instance(rigcheck: Run) -> None:
    refused(rigcheck("cost", LIST, "--rate", "1", "--cloud", "g5.xlarge", "--cloud", "g4dn.xlarge"), "--rate", "2 inst")


def test_all_that_is_wrong_with_a_call_in_one_run(rigcheck: Run) -> None:
    call = (
        "--hours",
        "-5",
        "--tax",
        "200",
        "--cloud",
        "nothing",
        "--tariff",
        "Texass",
        "--as-of",
        "x",
        "--prices",
        "/y",
    )
    lines = refused(rigcheck("cost", LIST, *call))
    assert len(lines) == 6
    for option in ("--hours", "--tax", "--cloud", "--tariff", "--as-of", "/y"):
        assert sum(line.startswith(f"rigcheck: {option}") for line in lines) == 1, option


# --- the list ---


def test_two_currencies_without_a_rate_do_not_add_up(rigcheck: Run) -> None:
    answer = rigcheck("cost", "-", "--cloud", "g5.xlarge", stdin=EURO)
    refused(answer, "EUR", "USD", "--exchange EUR=RATE")
    rated = rigcheck("cost", "-", "--cloud", "g5.xlarge", "--exchange", "EUR=1.1", "--format", "json", stdin=EURO)
    assert rated.json["desktop"]["lines"]["parts"] == "1760.00"


def test_a_list_of_which_the_draw_is_not_known(rigcheck: Run) -> None:
    unknown = rigcheck("cost", "-", "--rate", "1", stdin="GPU: RTX 4090 ($1600)\nCPU: Foo 9000 ($200)\n")
    refused(unknown, "what Foo 9000 draws is not known", "--draw-w")
    refused(rigcheck("cost", "-", "--rate", "1", stdin="CPU: Ryzen 9 7950X ($500)\n"), "no graphics card", "--draw-w")
    stated = rigcheck("cost", "-", "--rate", "1", "--draw-w", "300", stdin="CPU: Ryzen 9 7950X ($500)\n")
    assert stated.code == 0


def test_a_list_without_any_price_or_part(rigcheck: Run) -> None:
    refused(rigcheck("cost", "-", "--rate", "1", stdin="GPU: RTX 4090\n"), "no part of it has a price", "--prices")
    assert rigcheck("cost", "-", "--rate", "1", "--price", "2000", stdin="GPU: RTX 4090\n").code == 0
    refused(rigcheck("cost", "-", "--rate", "1", stdin="roses are red\n"), "no line of it names a part")
    refused(rigcheck("cost", "-", "--workload", WORKLOAD), "empty")


@pytest.mark.parametrize("rate", ["1e99999999999999999999", "1e999999", "1e-999999", "nan", "inf", "-1", '"1"'])
def test_a_cloud_file_with_a_rate_that_is_none(rigcheck: Run, tmp_path: Path, rate: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        'title = "Ours"\nprovider = "us"\ncurrency = "USD"\npriced = "2026-11"\nsources = []\n'
        f'[[instance]]\nname = "ours"\ngpu = "NVIDIA V100"\ngpus = 1\non_demand_per_h = {rate}\n'
    )
    refused(rigcheck("cost", LIST, "--cloud-file", path, "--cloud", "ours"), "ours.toml")
    path.write_text(path.read_text().replace(f"per_h = {rate}", "per_h = 1"))
    assert rigcheck("cost", LIST, "--cloud-file", path, "--cloud", "ours").code == 0


def test_a_rate_for_the_answers_own_currency_is_refused(rigcheck: Run) -> None:
    answer = rigcheck("cost", LIST, "--exchange", "USD=2")
    assert (answer.code, answer.out) == (2, "")
    assert "found a rate for USD, which the answer is in" in answer.err


def test_busy_and_idle_hours_together_are_no_more_than_there_are(rigcheck: Run, tmp_path: Path) -> None:
    file = tmp_path / "work.toml"
    file.write_text("[work]\nhours = 700\nhorizon_months = 1\n[desktop]\nidle_hours = 31\n", "utf-8")
    answer = rigcheck("cost", LIST, "--workload", file)
    assert answer.code == 2
    assert "found 700 busy and 31 idle hours of the desktop; expected at most 730 in all" in answer.err
    file.write_text(file.read_text("utf-8").replace("31", "30"), "utf-8")
    assert rigcheck("cost", LIST, "--workload", file).code == 0
