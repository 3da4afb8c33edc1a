"""`rigcheck psu` as a process: the contract of its JSON, what its options change, and what every format shows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.process import Run

DESKTOP = "examples/ml-desktop-2024.md"
WORKSTATION = "examples/quad-gpu-workstation.toml"
TWO_SUPPLIES = "docs/examples/lists/two-supplies.toml"
UNFINISHED = "CPU: Ryzen 9 7950X\nGPU: 2x RTX 4090\n"
LIMITED = '[[part]]\nkind = "gpu"\nname = "EVGA GeForce RTX 2070 Black"\npower_limit_w = 120\n'


def asked(rigcheck: Run, *arguments: str, stdin: str = "", code: int = 0) -> Any:
    answer = rigcheck("psu", *arguments, "--format", "json", stdin=stdin)
    assert (answer.code, answer.err) == (code, "")
    return answer.json


def every(answer: Any) -> list[Any]:
    return [*answer["fits"], *answer["undecided"], *answer["near_misses"]]


def ids(candidates: list[Any]) -> list[str]:
    return [one["id"] for one in candidates]


def test_the_answer_keeps_its_contract(rigcheck: Run) -> None:
    answer = asked(rigcheck, DESKTOP)
    assert answer["schema"] == "rigcheck.psu/1"
    needs = answer["needs"]
    assert needs["sustained_w"].keys() == {"low", "high"}
    assert needs["smallest_w"].keys() == {"atx2", "atx3"}
    assert {"spike_w", "recommended_w", "maker_w", "wall_w", "circuit", "draws"} <= needs.keys()
    assert {"name", "assumed", "volts", "amperes", "rated_w", "continuous_w", "share"} <= needs["circuit"].keys()
    assert answer["fits"]
    assert answer["undecided"]
    assert answer["near_misses"]
    for one in every(answer):
        assert {"id", "name", "rated_w", "load", "efficiency", "price", "warnings"} <= one.keys()
    assert all(one["missing"] for one in answer["undecided"])
    assert all(one["because"] for one in answer["near_misses"])
    assert len(set(ids(every(answer)))) == len(every(answer)), "no supply is told twice"


def test_the_figures_of_the_needs_belong_together(rigcheck: Run) -> None:
    needs = asked(rigcheck, DESKTOP)["needs"]
    low, high = needs["sustained_w"]["low"], needs["sustained_w"]["high"]
    assert sum(draw["low_w"] for draw in needs["draws"]) == pytest.approx(low)
    assert sum(draw["high_w"] for draw in needs["draws"]) == pytest.approx(high)
    assert low < high < needs["spike_w"]
    assert needs["smallest_w"]["atx3"] >= high / 0.9
    assert needs["recommended_w"] >= max(high / 0.8, needs["smallest_w"]["atx3"])
    assert needs["maker_w"] == 850
    assert high < needs["wall_w"] < 1.2 * high
    circuit = needs["circuit"]
    assert (circuit["rated_w"], circuit["continuous_w"], circuit["assumed"]) == (1800, 1440, True)
    assert circuit["share"] == pytest.approx(needs["wall_w"] / 1800, abs=0.001)


def test_every_draw_says_who_how_much_and_why(rigcheck: Run) -> None:
    draws = {draw["part"]: draw for draw in asked(rigcheck, DESKTOP)["needs"]["draws"]}
    assert draws.keys() == {"cpu#1", "gpu#1", "motherboard#1", "memory#1", "storage#1", "cooler#1"}
    assert (draws["gpu#1"]["low_w"], draws["gpu#1"]["high_w"], draws["gpu#1"]["basis"]) == (450, 450, "board power")
    assert draws["gpu#1"]["spike_w"] > 450
    assert (draws["cpu#1"]["high_w"], draws["cpu#1"]["basis"]) == (230, "sustained limit")
    assert draws["cpu#1"]["source"]
    assert "12, 5 and 3.3 V" in draws["motherboard#1"]["rail"]
    assert all(draw["source_basis"] for draw in draws.values())


def test_the_load_is_the_upper_draw_over_the_rating(rigcheck: Run) -> None:
    answer = asked(rigcheck, DESKTOP)
    high = answer["needs"]["sustained_w"]["high"]
    rated = [one for one in every(answer) if one["rated_w"]]
    assert len(rated) > 100
    for one in rated:
        assert one["load"] == pytest.approx(high / one["rated_w"], abs=0.001)
    assert all(0.7 < one["efficiency"] < 1 for one in answer["fits"] if one["efficiency"] is not None)


def test_an_unfinished_list_gets_an_answer(rigcheck: Run) -> None:
    answer = asked(rigcheck, "-", stdin=UNFINISHED)
    assert answer["apart"] == []
    assert len(answer["fits"]) > 10
    assert min(one["rated_w"] for one in answer["fits"]) >= answer["needs"]["sustained_w"]["low"]
    assert "recommended size" in answer["needs"]["wall"]["reckoned_with"]


def test_the_supply_of_the_list_is_marked_and_left_out_of_the_parts(rigcheck: Run) -> None:
    answer = asked(rigcheck, DESKTOP)
    assert [one["id"] for one in every(answer) if one["listed"]] == ["psu/corsair/rm1000x-2024"]
    assert (answer["listed"]["name"], answer["listed"]["verdict"]) == ("Corsair RM1000x (2024)", "ok")
    assert "psu" not in {part["kind"] for part in answer["parts"]}
    assert "Corsair RM1000x (2024) (in the list)" in rigcheck("psu", DESKTOP, "--most", "300").out


def test_a_list_of_too_many_cards_has_no_supply_that_fits(rigcheck: Run) -> None:
    call = ("-", "--add-gpu", "14", "--maker", "Corsair")
    answer = asked(rigcheck, *call, stdin=UNFINISHED, code=1)
    assert answer["fits"] == []
    assert {"power/above-rating"} <= {rule for one in answer["near_misses"] for rule in one["because"]}


def test_one_more_card_is_the_hungriest(rigcheck: Run) -> None:
    mixed = "CPU: Ryzen 9 7950X\nGPU: NVIDIA GeForce RTX 4090 Founders Edition\nGPU: EVGA GeForce RTX 2070 Black\n"
    before = asked(rigcheck, "-", stdin=mixed)["needs"]
    after = asked(rigcheck, "-", "--add-gpu", "1", stdin=mixed)["needs"]
    assert [draw["units"] for draw in after["draws"] if draw["part"].startswith("gpu#")] == [2, 1]
    for end in ("low", "high"):
        assert after["sustained_w"][end] == before["sustained_w"][end] + 450
        assert after["sustained_w"][end] == before["next_gpu_w"][end]
    assert after["spike_w"] > before["spike_w"] + 450
    assert after["recommended_w"] > before["recommended_w"]


def test_a_power_limit_lowers_what_lasts_and_not_the_spike(rigcheck: Run) -> None:
    free, limited = (asked(rigcheck, WORKSTATION, *more)["needs"] for more in ((), ("--limit-gpu", "150W")))
    draws = {draw["part"]: draw for draw in limited["draws"]}
    assert (draws["gpu#1"]["high_w"], draws["gpu#1"]["basis"]) == (600, "power limit")
    assert limited["sustained_w"]["high"] == free["sustained_w"]["high"] - 4 * 50
    assert limited["wall_w"] < free["wall_w"] - 4 * 50
    assert limited["spike"] == free["spike"]


@pytest.mark.parametrize("text", ["120", "120W", "120 w", "0.12kW"])
def test_a_limit_is_read_as_people_write_it(rigcheck: Run, text: str) -> None:
    answer = asked(rigcheck, "-", "--limit-gpu", text, stdin="GPU: EVGA GeForce RTX 2070 Black\n")
    stated = asked(rigcheck, "-", "--from", "toml", stdin=LIMITED)
    assert answer["needs"]["sustained_w"] == stated["needs"]["sustained_w"] == {"low": 120, "high": 120}


def test_the_circuit_of_the_call_comes_before_that_of_the_list(rigcheck: Run) -> None:
    listed = asked(rigcheck, WORKSTATION)["needs"]
    called = asked(rigcheck, WORKSTATION, "--mains", "230V 16A")["needs"]
    assert (listed["circuit"]["name"], listed["circuit"]["assumed"]) == ("120 V 20 A", False)
    assert (called["circuit"]["name"], called["circuit"]["assumed"]) == ("230 V 16 A", False)
    assert called["circuit"]["rated_w"] == 3680
    assert called["wall_w"] < listed["wall_w"], "supplies are more efficient on 230 V"
    assert "120 V 15 A (assumed)" in rigcheck("psu", DESKTOP, "--most", "1").out
    assert "(assumed) is good for" not in rigcheck("psu", DESKTOP, "--mains", "230V 16A", "--most", "1").out


def test_a_circuit_too_small_for_the_build_fits_no_supply(rigcheck: Run) -> None:
    answer = asked(rigcheck, "-", "--mains", "100V 10A", "--add-gpu", "1", stdin=UNFINISHED, code=1)
    assert all("power/circuit-rating" in one["because"] for one in answer["near_misses"])


def test_several_supplies_are_tried_together(rigcheck: Run) -> None:
    answer = asked(rigcheck, TWO_SUPPLIES)
    assert {one["units"] for one in every(answer)} == {2}
    assert not any(one["listed"] for one in every(answer)), "two of each were tried, and the list has one of each"
    high = answer["needs"]["sustained_w"]["high"]
    for one in answer["fits"]:
        assert high / one["rated_w"] / 2 - 0.001 <= one["load"] <= 1, "cards cannot be divided, loads can"
    assert {"power/above-rating"} <= {rule for one in answer["near_misses"] for rule in one["because"]}
    assert min(one["rated_w"] for one in answer["fits"]) < high
    assert answer["listed"]["name"] == "SeaSonic VERTEX GX-1200 and SeaSonic PRIME TX-1000"
    assert answer["listed"]["rated_w"] == {"low": 2200, "high": 2200}
    assert "(2 of each)" in rigcheck("psu", TWO_SUPPLIES, "--most", "1").out


def test_the_text_shows_who_draws_what_the_chart_and_the_three_sorts(rigcheck: Run) -> None:
    answer = rigcheck("psu", WORKSTATION, "--most", "2")
    assert (answer.code, answer.err) == (0, "")
    order = (
        "Draws 1105 to ",
        "rests on",
        "Smallest sensible size",
        "At the wall",
        "Draw against EVGA SuperNOVA 1600 P2",
    )
    more = ("\nall the time ", "\nfor some 10 ms ", "\nrated ", "Fits: ", "Not decidable: ", "Does not fit: ")
    at = [answer.out.find(heading) for heading in (*order, *more)]
    assert -1 not in at
    assert at == sorted(at)
    assert answer.out.count(" more (--most)") == 3
    assert answer.out.split("Does not fit: ")[1].count("power/above-rating") == 2


def test_bars_are_as_long_as_their_watts(rigcheck: Run) -> None:
    lines = rigcheck("psu", WORKSTATION, "--most", "1").out.splitlines()
    bars = {name: line for line in lines for name in ("4 × PNY", "AMD Thread", "all the time") if line.startswith(name)}
    scale = int(next(line for line in lines if line.startswith("part ") and " 0 to " in line).split()[3])
    for name, sure, most in (("4 × PNY", 800, 800), ("all the time", 1105, 1352)):
        assert bars[name].count("█") == pytest.approx(48 * sure / scale, abs=1)
        assert bars[name].count("░") == pytest.approx(48 * (most - sure) / scale, abs=1)


def test_the_makers_figure_is_told_in_the_makers_words(rigcheck: Run) -> None:
    out = rigcheck("psu", DESKTOP, "--most", "1").out
    assert "The maker asks for 850 W (Required System Power) for one NVIDIA Founders Edition GeForce RTX 4090" in out
    amd = rigcheck("psu", "-", "--format", "json", stdin="GPU: Sapphire PULSE Radeon RX 7900 XT\n")
    [maker] = amd.json["needs"]["makers"]
    assert (maker["maker"], maker["term"], maker["maker_w"]) == ("AMD", "Minimum PSU Recommendation", 750)


def test_markdown_has_the_same_three_sorts_as_tables(rigcheck: Run) -> None:
    out = rigcheck("psu", WORKSTATION, "--most", "2", "--format", "markdown").out
    answer = asked(rigcheck, WORKSTATION)
    for heading, sort in (("Fits", "fits"), ("Not decidable", "undecided"), ("Does not fit", "near_misses")):
        section = out.split(f"### {heading}: {len(answer[sort])}\n")[1].split("###")[0]
        names = [line.split(" | ")[0].removeprefix("| ") for line in section.splitlines() if line.startswith("| ")]
        assert names == ["supply", "---", *(one["name"] for one in answer[sort][:2])]
    assert "| PNY RTX A4500 | 4 | 800 | 800 |" in out


def test_nobody_knows_what_an_unknown_card_draws(rigcheck: Run) -> None:
    answer = asked(rigcheck, "-", stdin="GPU: Foo 9000\nCPU: Ryzen 9 7950X\n", code=1)
    needs = answer["needs"]
    assert needs["sustained_w"] == {"low": 230, "high": None}
    assert needs["recommended_w"] is None
    assert needs["smallest_w"] == {"atx2": None, "atx3": None}
    assert answer["fits"] == []
    assert all("gpu#1.board_power_w" in one["missing"] for one in answer["undecided"])
    out = rigcheck("psu", "-", stdin="GPU: Foo 9000\nCPU: Ryzen 9 7950X\n").out
    assert "No size can be given: a part's draw is not known" in out
    assert "Draw against" not in out
    assert " of Foo 9000" in out.split("Not decidable: ")[1]
