"""`rigcheck psu` and `rigcheck gpus` as processes: what they say of the rest of the list, and of names nobody knows."""

from __future__ import annotations

import pytest

from tests.process import Run

FOUR_CARDS = "docs/examples/lists/four-cards.txt"
UNKNOWN_BOARD = "CPU: Ryzen 9 7950X\nMotherboard: Foo Bar X9000\nGPU: 2x RTX 4090\n"
ODD = "CPU: Ryzen 9 7950X\nGPU: RTX 4090\nsomething nobody understands\n"


def test_a_fault_of_the_rest_is_told_once_and_blames_no_supply(rigcheck: Run) -> None:
    answer = rigcheck("psu", FOUR_CARDS, "--format", "json").json
    apart = {entry["rule"]: entry["verdict"] for entry in answer["apart"]}
    assert apart["slots/brackets-in-case"] == "violated"
    assert answer["fits"] == answer["undecided"] == []
    said = {rule for one in answer["near_misses"] for rule in one["because"]}
    assert said
    assert not said & apart.keys()
    assert answer["near_misses"][0]["because"] == []
    out = rigcheck("psu", FOUR_CARDS, "--most", "3").out
    assert out.count("slots/brackets-in-case violated: ") == 1
    assert " carry it, once the rest is settled" in out


def test_what_is_open_whatever_the_supply_leaves_those_that_carry_the_build_first(rigcheck: Run) -> None:
    answer = rigcheck("psu", "-", "--format", "json", stdin=UNKNOWN_BOARD).json
    assert {entry["verdict"] for entry in answer["apart"]} == {"unknown"}
    assert answer["fits"] == []
    assert answer["undecided"][0]["missing"] == []
    out = rigcheck("psu", "-", stdin=UNKNOWN_BOARD).out
    assert "socket of Foo Bar X9000" in out
    assert "#1" not in out


@pytest.mark.parametrize("report_format", ["text", "json", "markdown"])
@pytest.mark.parametrize("question", ["psu", "gpus"])
def test_lines_not_understood_are_told_by_every_answer(rigcheck: Run, question: str, report_format: str) -> None:
    text = ODD + "Motherboard: ASUS Prime X470-Pro\nMotherboard: MSI B450 TOMAHAWK MAX\n"
    answer = rigcheck(question, "-", "--format", report_format, stdin=text)
    assert "something nobody understands" in answer.out
    assert "second motherboard" in answer.out


def test_a_name_given_by_an_option_is_known_or_refused(rigcheck: Run) -> None:
    answer = rigcheck("gpus", "--board", "nonsense", "--case", "NZXT H500x", "--gpu", "nonsense")
    assert answer.code == 2
    assert answer.out == ""
    assert "--board: no motherboard called 'nonsense' is known." in answer.err
    assert "--case: no case called 'NZXT H500x' is known. Did you mean NZXT H500" in answer.err
    assert "--gpu" in answer.err


def test_the_answer_says_which_parts_were_meant(rigcheck: Run) -> None:
    call = ("gpus", "--board", "ASUS X99-E WS", "--case", "own build", "--case-slots", "8", "--gpu", "RTX 3090")
    answer = rigcheck(*call, "--format", "json").json
    assert [(part["kind"], part["match"]) for part in answer["parts"]] == [
        ("motherboard", "exact"), ("case", "inline"), ("gpu", "chip"),
    ]  # fmt: skip
    out = rigcheck(*call).out
    assert "Asus X99-E WS" in out
    assert "by its chip only" in out
    assert "case slots needed" in out
    assert "#1" not in out
