"""The first screen of the README: its two commands do what they say, and its report is what the program prints."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")

sys.path.append(str(ROOT / "docs"))
islands: Any = importlib.import_module("generator.islands")

SET_UP = "python3 -m venv .venv && .venv/bin/pip install -q "


def set_up_commands() -> list[str]:
    return re.findall(rf"^{re.escape(SET_UP)}.*$", TEXT, re.MULTILINE)


def test_two_commands_set_up_everything_themselves() -> None:
    assert set_up_commands() == [
        f"{SET_UP}. && .venv/bin/rigcheck check examples/ml-desktop-2019.txt --final",
        f'{SET_UP}-e ".[dev]" && .venv/bin/pytest -n auto',
    ]


def test_ci_runs_the_test_command_letter_for_letter() -> None:
    _, tests = set_up_commands()
    assert tests in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_first_command_ends_well() -> None:
    check, _ = set_up_commands()
    result = islands.run(check.rpartition("/bin/")[2], ROOT)
    assert result.exit_code == 0
    assert result.output.startswith("compatible")


def test_the_first_screen_has_the_report_and_both_commands() -> None:
    report, *_ = (block for block in islands.blocks(TEXT) if block.command)
    assert report.command.startswith("rigcheck check ")
    assert len(report.lines) > 10
    assert report.start < TEXT[: TEXT.index(set_up_commands()[1])].count("\n") < 60


def test_the_report_is_what_the_program_prints() -> None:
    report, *_ = (block for block in islands.blocks(TEXT) if block.command)
    assert "\n".join(report.lines[1:]) == islands.run(report.command, ROOT).output


def test_the_snippet_prints_what_the_page_says() -> None:
    found = islands.blocks(TEXT)
    place = next(index for index, block in enumerate(found) if block.language == "python")
    result = islands.run_python("\n".join(found[place].lines), ROOT)
    assert result.exit_code == 0
    assert result.output == "\n".join(found[place + 1].lines)
