"""`rigcheck checklist` as a process: every format, standard input, the circuit, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.process import Run

DESKTOP = "examples/ml-desktop-2019.txt"
QUAD = "examples/quad-gpu-workstation.toml"


def test_text_says_the_verdict_and_then_what_to_do(rigcheck: Run) -> None:
    answer = rigcheck("checklist", QUAD)
    lines = answer.out.splitlines()
    assert (answer.code, answer.err) == (0, "")
    assert lines[0].startswith("compatible: ")
    for heading in ("Before the first start", "Firmware settings", "Stress tests, and what to expect"):
        assert heading in lines
    assert "    expect PNY RTX A4500, no. 4, in PCIEX16_7: x16, PCIe 4" in lines
    assert "    expect PNY RTX A4500, each: 200 W (board power)" in lines
    assert "    $ sudo ubuntu-drivers install nvidia:580-open" in lines
    assert lines[-1].startswith("What is said of Ubuntu 26.04 LTS")
    assert any(line.startswith("[1] ") for line in lines)


def test_markdown_has_boxes_to_tick(rigcheck: Run) -> None:
    out = rigcheck("checklist", DESKTOP, "--format", "markdown").out
    boxes = [line for line in out.splitlines() if line.startswith("- [ ] ")]
    assert len(boxes) == len(rigcheck("checklist", DESKTOP, "--format", "json").json["items"])
    assert "### Stress tests, and what to expect" in out
    assert '  - `pip install "torch==2.14.*"`' in out


def test_json_is_one_object_and_the_same_each_time(rigcheck: Run) -> None:
    first, second = (rigcheck("checklist", QUAD, "--format", "json") for _ in range(2))
    assert first.out == second.out
    assert first.json["schema"] == "rigcheck.checklist/1"
    assert first.json["verdict"] == "compatible"
    keys = {"id", "section", "do", "why", "expect", "commands", "sources", "missing", "unsourced"}
    assert all(item.keys() == keys for item in first.json["items"])


def test_a_list_is_read_from_standard_input_and_the_circuit_from_the_call(rigcheck: Run) -> None:
    answer = rigcheck("checklist", "-", "--from", "text", "--mains", "230V 16A", stdin="GPU: RTX 4090\nCPU: 7950X\n")
    assert answer.code == 0
    assert "a circuit of 230 V 16 A for hours: 2944 W" in answer.out


def test_an_incompatible_build_is_said_at_the_top_and_answered_all_the_same(rigcheck: Run) -> None:
    answer = rigcheck("checklist", "docs/examples/lists/four-cards.txt")
    assert answer.code == 0
    assert answer.out.startswith("incompatible: 1 error; run `rigcheck check` first")
    assert "Stress tests" in answer.out
    assert "in PCIE" not in answer.out  # no seats are told that cannot be
    undecided = rigcheck("checklist", "-", stdin="GPU: RTX 4090\n").out
    assert undecided.startswith("undecided: run `rigcheck check` first: ")
    assert "not chosen yet: cpu, motherboard" in undecided


@pytest.mark.parametrize("stdin", ["", "hello\nworld\n"])
def test_a_list_without_a_part_is_refused(rigcheck: Run, stdin: str) -> None:
    answer = rigcheck("checklist", "-", stdin=stdin)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("rigcheck: ")
    assert "Traceback" not in answer.err


def test_a_circuit_or_a_folder_that_is_none_is_refused(rigcheck: Run, tmp_path: Path) -> None:
    for call in (("--mains", "much"), ("--parts", tmp_path / "nowhere"), ("--rules", tmp_path / "nowhere")):
        answer = rigcheck("checklist", DESKTOP, *call)
        assert (answer.code, answer.out) == (2, "")
        assert str(call[0]) in answer.err


def test_words_of_a_list_cannot_speak_to_the_terminal_or_break_the_page(rigcheck: Run) -> None:
    stdin = "GPU: RTX 4090 \x1b[31m<b>|\n"
    assert "\x1b" not in rigcheck("checklist", "-", stdin=stdin).out
    assert "<b>" not in rigcheck("checklist", "-", "--format", "markdown", stdin=stdin).out
