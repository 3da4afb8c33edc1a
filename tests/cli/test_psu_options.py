"""What the options of `rigcheck psu` ask for, what they refuse, and the files that two of them name."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from rigcheck.cli.psu_options import watts_of
from rigcheck.errors import UsageError
from tests.process import Run

DESKTOP = "examples/ml-desktop-2024.md"
HEADER = "part,seller,currency,date,amount\n"
SVG = "{http://www.w3.org/2000/svg}"


def asked(rigcheck: Run, *arguments: str | Path, code: int = 0) -> Any:
    answer = rigcheck("psu", DESKTOP, *arguments, "--format", "json")
    assert (answer.code, answer.err) == (code, "")
    return answer.json


def every(answer: Any) -> list[Any]:
    return [*answer["fits"], *answer["undecided"], *answer["near_misses"]]


def ids(candidates: list[Any]) -> set[str]:
    return {one["id"] for one in candidates}


def lacking(answer: Any, fact: str) -> set[str]:
    return {one["id"] for one in answer["undecided"] if f"psu#1.{fact}" in one["missing"]}


@pytest.fixture
def whole(rigcheck: Run) -> Any:
    return asked(rigcheck)


@pytest.mark.parametrize(
    ("option", "in_it", "out_of_it"),
    [
        (("--form-factor", "sfx"), "psu/corsair/sf1000-2024", "psu/corsair/rm1000x-2024"),
        (("--form-factor", "SFX L"), "psu/corsair/sf1000l", "psu/corsair/sf1000-2024"),
        (("--max-length", "160"), "psu/corsair/rm1000x-2024", "psu/corsair/hx1500i-2022"),
        (("--modular", "full"), "psu/corsair/rm1000x-2024", "psu/corsair/cx650m-2021"),
        (("--modular", "Semi-Modular"), "psu/corsair/cx650m-2021", "psu/corsair/rm1000x-2024"),
        (("--maker", "be quiet"), "psu/be-quiet/dark-power-13-1000w", "psu/corsair/rm1000x-2024"),
        (("--maker", "CORSAIR"), "psu/corsair/rm1000x-2024", "psu/be-quiet/dark-power-13-1000w"),
    ],
    ids=" ".join,
)
def test_a_filter_leaves_supplies_of_one_sort(
    rigcheck: Run, whole: Any, option: tuple[str, str], in_it: str, out_of_it: str
) -> None:
    found = asked(rigcheck, *option)
    assert in_it in ids(every(found))
    assert {in_it, out_of_it} <= ids(every(whole))
    assert out_of_it not in ids(every(found))
    for sort in ("fits", "near_misses"):
        assert ids(found[sort]) <= ids(whole[sort]) | ids(whole["undecided"])
    assert found["needs"] == whole["needs"]


@pytest.mark.parametrize(
    ("option", "fact", "supply"),
    [
        (("--max-length", "180"), "length_mm", "psu/seasonic/focus-sgx-650"),
        (("--modular", "full"), "modular", "psu/seasonic/focus-sgx-650"),
        (("--max-length", "185"), "length_mm", "psu/corsair/hx1500i-2023"),
        (("--fanless",), "fanless", "psu/corsair/hx850i"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_supply_of_unknown_sort_fits_never_and_says_what_it_lacks(
    rigcheck: Run, option: tuple[str, ...], fact: str, supply: str
) -> None:
    answer = asked(rigcheck, *option, code=int("--fanless" in option))
    assert supply not in ids(answer["fits"])
    [found] = [one for one in every(answer) if one["id"] == supply]
    assert f"psu#1.{fact}" in found["missing"]
    if supply not in ids(answer["near_misses"]):
        assert supply in lacking(answer, fact)


def test_filters_are_asked_for_together(rigcheck: Run) -> None:
    both = ids(every(asked(rigcheck, "--maker", "Corsair", "--form-factor", "sfx")))
    assert both
    assert both == ids(every(asked(rigcheck, "--maker", "Corsair"))) & ids(
        every(asked(rigcheck, "--form-factor", "sfx"))
    )


def test_why_tells_everything_of_one_supply_in_json(rigcheck: Run) -> None:
    answer = asked(rigcheck, "--why", "Corsair RM650x (2021)")
    [why] = answer["why"]
    assert (why["id"], why["name"]) == ("psu/corsair/rm650x-2021", "Corsair RM650x (2021)")
    assert why["passed"] > 3
    errors = [entry for entry in why["findings"] if (entry["severity"], entry["verdict"]) == ("error", "violated")]
    [near_miss] = [one for one in answer["near_misses"] if one["id"] == why["id"]]
    assert sorted({entry["rule"] for entry in errors}) == near_miss["because"] == ["power/above-rating"]
    assert why["findings"][0] == errors[0], "the worst first"
    assert "650 W" in errors[0]["message"]
    assert errors[0]["fix"]


@pytest.mark.parametrize("report_format", ["text", "markdown"])
def test_why_tells_it_for_people(rigcheck: Run, report_format: str) -> None:
    answer = rigcheck("psu", DESKTOP, "--why", "Corsair RM650x (2021)", "--most", "1", "--format", report_format)
    assert answer.code == 0
    told = answer.out.split("Why Corsair RM650x (2021)")[1]
    assert "✗ error" in told
    assert "rated for 650 W" in told
    assert "way out: " in told
    assert "power/above-rating" in told
    assert "passed." in told
    assert "psu#1" not in answer.out


def test_why_is_asked_of_several_and_of_a_series(rigcheck: Run) -> None:
    why = asked(rigcheck, "--why", "Corsair RM650x (2021)", "--why", "Corsair HX1500i")["why"]
    assert [one["id"] for one in why] == [
        "psu/corsair/rm650x-2021",
        "psu/corsair/hx1500i-2022",
        "psu/corsair/hx1500i-2023",
        "psu/corsair/hx1500i-2025",
    ]
    by_id = asked(rigcheck, "--why", "psu/corsair/hx1500i-2022")["why"]
    assert by_id == [why[1]]


def test_a_model_that_nobody_knows_is_refused_with_the_nearest(rigcheck: Run) -> None:
    answer = rigcheck("psu", DESKTOP, "--why", "Corsair RM1000z", "--why", "nonsense")
    assert (answer.code, answer.out) == (2, "")
    assert "--why: no power supply called 'Corsair RM1000z' was tried. Did you mean " in answer.err
    assert "Corsair RM1000x" in answer.err
    assert "'nonsense'" in answer.err


def test_a_price_book_prices_and_ranks(rigcheck: Run, whole: Any, tmp_path: Path) -> None:
    dear, *_ = whole["fits"]
    said = ("warnings", "open_warnings", "efficiency")
    alike = [one for one in whole["fits"] if [one[key] for key in said] == [dear[key] for key in said]]
    cheap = next(one["id"] for one in reversed(alike) if one["load"] <= 0.8)
    dear = dear["id"]
    assert cheap != dear, "the test needs two that only a price tells apart"
    book = tmp_path / "prices.csv"
    rows = (f"{dear},Shop,EUR,2026-11-20,500.00", f"{cheap},Shop,EUR,2026-11-20,250.50")
    book.write_text(HEADER + "\n".join(rows) + "\n")
    answer = asked(rigcheck, "--prices", book)
    priced = [one for one in answer["fits"] if one["price"]]
    assert [one["id"] for one in priced] == [cheap, dear]
    assert priced[0]["price"] == {"amount": "250.50", "currency": "EUR", "seller": "Shop", "date": "2026-11-20"}
    assert answer["fits"][0]["id"] == cheap
    out = rigcheck("psu", DESKTOP, "--prices", book).out
    assert "250.50 EUR" in out
    assert "price" not in rigcheck("psu", DESKTOP).out


def test_prices_of_parts_that_the_catalog_lacks_are_told(rigcheck: Run, tmp_path: Path) -> None:
    book = tmp_path / "prices.csv"
    book.write_text(HEADER + "psu/nobody/nothing,Shop,USD,2026-11-20,1\n")
    for report_format in ("text", "json", "markdown"):
        answer = rigcheck("psu", DESKTOP, "--prices", book, "--format", report_format)
        assert answer.code == 0
        assert "psu/nobody/nothing; these prices are not used" in answer.out


def refused(rigcheck: Run, *arguments: str | Path) -> list[str]:
    for report_format in ("text", "json"):
        answer = rigcheck("psu", DESKTOP, *arguments, "--format", report_format)
        assert (answer.code, answer.out) == (2, "")
        assert "Traceback" not in answer.err
    return answer.err.splitlines()


@pytest.mark.parametrize(
    ("option", "allowed"),
    [
        (("--limit-gpu", "2kW"), "10 to 1000 W"),
        (("--limit-gpu", "-5W"), "10 to 1000 W"),
        (("--limit-gpu", "250.5W"), "whole watts"),
        (("--limit-gpu", "much"), "'250W'"),
        (("--mains", "12V5A"), "90 to 480 V and 1 to 125 A"),
        (("--mains", "wall"), "'120V 15A'"),
        (("--form-factor", "cube"), "expected one of atx, external, flex, other, server, sfx, sfx-l, tfx"),
        (("--modular", "somewhat"), "expected one of full, no, semi"),
        (("--maker", "Korsair"), "Corsair"),
    ],
    ids=" ".join,
)
def test_what_is_out_of_range_is_refused_with_what_is_allowed(
    rigcheck: Run, option: tuple[str, str], allowed: str
) -> None:
    [told] = refused(rigcheck, *option)
    assert option[0] in told
    assert repr(option[1]) in told
    assert allowed in told


@pytest.mark.parametrize("option", [("--add-gpu", "17"), ("--add-gpu", "-1"), ("--max-length", "0"), ("--most", "0")])
def test_a_count_out_of_range_is_refused(rigcheck: Run, option: tuple[str, str]) -> None:
    assert option[0] in "".join(refused(rigcheck, *option))


def test_several_mistakes_need_one_round(rigcheck: Run, tmp_path: Path) -> None:
    book = tmp_path / "prices.csv"
    book.write_text(HEADER + "psu/corsair/rm1000x-2024,Shop,USD,yesterday,free\n")
    words = ("--form-factor", "cube", "--modular", "somewhat")
    told = refused(rigcheck, "--limit-gpu", "2kW", "--mains", "12V5A", *words, "--prices", book)
    for mistake in ("--limit-gpu", "--mains", "--form-factor", "--modular", "'yesterday'", "'free'"):
        assert len([line for line in told if mistake in line]) == 1, mistake
    assert len(told) == 6


@pytest.mark.parametrize("option", [("--add-gpu", "1"), ("--limit-gpu", "250W")])
def test_a_list_without_a_gpu_cannot_be_asked_about_gpus(rigcheck: Run, option: tuple[str, str]) -> None:
    answer = rigcheck("psu", "-", *option, stdin="CPU: Ryzen 9 7950X\n")
    assert (answer.code, answer.out) == (2, "")
    assert f"{option[0]}: the list names no graphics card." in answer.err


@pytest.mark.parametrize(
    ("text", "watts"), [(None, None), ("250W", 250), (" 250 w ", 250), ("250", 250), ("0.3kW", 300), ("1 kw", 1000)]
)
def test_watts_are_read_as_people_write_them(text: str | None, watts: int | None) -> None:
    assert watts_of(text, "--limit-gpu") == watts


@pytest.mark.parametrize("text", ["", "W", "9W", "1001", "1.5", "1,5kW", "250WW", "250 V", "1e3"])
def test_watts_that_no_part_can_be_limited_to_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"--limit-gpu: found .* 10 to 1000 W"):
        watts_of(text, "--limit-gpu")


def test_the_chart_is_written_as_svg(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    path.write_text("what was here before")
    assert rigcheck("psu", DESKTOP, "--svg", path).code == 0
    root = ET.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    text = " ".join(root.itertext())
    assert "Draw against Corsair RM1000x (2024)" in text
    assert "NVIDIA Founders Edition GeForce RTX 4090" in text
    assert [found.name for found in tmp_path.iterdir()] == ["chart.svg"], "nothing is left beside it"


@pytest.mark.parametrize("name", ["a-folder", "nowhere/chart.svg"])
def test_a_chart_that_cannot_be_written_is_a_clear_error_and_leaves_nothing(
    rigcheck: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "a-folder").mkdir()
    [told] = refused(rigcheck, "--svg", tmp_path / name)
    assert told.startswith("rigcheck: --svg: ")
    assert [found.name for found in tmp_path.rglob("*")] == ["a-folder"]
