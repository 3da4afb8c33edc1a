"""Whatever standard output is, a report reaches it: other encodings, closed pipes, names that are not only letters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.process import REPOSITORY, Run

ARTICLE = "examples/ml-desktop-2019.txt"
LOUD = "GPU: Acme \x1b]0;owned\x07 \x1b[31mrocket\x1b[0m 9000\n"


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "cp1252"}]
)
@pytest.mark.parametrize("report_format", ["text", "json", "markdown"])
def test_every_encoding_carries_a_report(folders: Mapping[str, str], env: dict[str, str], report_format: str) -> None:
    command = [sys.executable, "-m", "rigcheck", "check", ARTICLE, "--verbose", "--format", report_format]
    end = subprocess.run(
        command, capture_output=True, check=False, cwd=REPOSITORY, env={**os.environ, **folders, **env}
    )
    assert (end.returncode, end.stderr) == (0, b"")
    if report_format == "json":
        assert json.loads(end.stdout.decode("ascii"))["verdict"] == "compatible"


def test_a_reader_that_goes_is_no_failure(folders: Mapping[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rigcheck", "check", ARTICLE, "--verbose"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=REPOSITORY, env={**os.environ, **folders},
    ) as running:  # fmt: skip
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.parametrize(
    "arguments", [("check", "-", "--format", "markdown"), ("list", "convert", "-", "--to", "markdown")]
)
def test_no_format_lets_a_name_speak_to_the_terminal(rigcheck: Run, arguments: tuple[str, ...]) -> None:
    answer = rigcheck(*arguments, stdin=LOUD)
    assert "rocket" in answer.out
    assert not {"\x1b", "\x07"} & set(answer.out + answer.err)


def test_nor_does_the_path_of_an_error(rigcheck: Run) -> None:
    answer = rigcheck("check", "no\x1b[31mthing.txt")
    assert answer.code == 2
    assert "thing.txt" in answer.err
    assert "\x1b" not in answer.err
