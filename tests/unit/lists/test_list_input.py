"""What cannot be read says so: one clear message, no traceback."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from rigcheck.errors import DataError, UsageError
from rigcheck.lists.decode import MAX_BYTES
from rigcheck.lists.read import read_list, read_text_as_list

LIST = "CPU: AMD Ryzen 7 2700\nVideo Card: EVGA GeForce RTX 2070 8 GB Black – “new”\n"


def _refusal(source: str | Path, stdin: io.BytesIO | None = None) -> str:
    with pytest.raises(UsageError) as caught:
        read_list(source, stdin=stdin)
    assert len(caught.value.problems) == 1
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(LIST.encode(encoding))
    parts = read_list(path)
    assert [entry.kind for entry in parts.entries] == ["cpu", "gpu"]
    assert parts.source == str(path)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(LIST.replace("\n", ending).encode())
    assert [entry.lines for entry in read_list(path).entries] == [(1,), (2,)]


def test_standard_input() -> None:
    assert [entry.kind for entry in read_list("-", stdin=io.BytesIO(LIST.encode())).entries] == ["cpu", "gpu"]
    assert read_list("-", stdin=io.StringIO(LIST)).source == "-"


def test_empty(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    for text in ("", "\n \n", "\ufeff"):
        path.write_text(text, encoding="utf-8")
        assert "it is empty; expected a parts list." in _refusal(path)
    assert "-: it is empty" in _refusal("-", io.BytesIO())


def test_missing_file_and_directory(tmp_path: Path) -> None:
    assert "there is no such file" in _refusal(tmp_path / "nothing.txt")
    assert "it is a directory" in _refusal(tmp_path)
    assert "cannot be read" in _refusal("a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    path.chmod(0)
    assert "not permitted" in _refusal(path)


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02\x01\x01\0\0\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xfeA", bytes(range(1, 32)) * 9]
)
def test_binary(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(data)
    assert "it is not text" in _refusal(path)


def test_a_file_above_the_limit_is_refused_with_both_numbers(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("RTX 3090\n" * (10 * 1024 * 1024 // 9), encoding="utf-8")
    message = _refusal(path)
    assert "it has 10.0 MiB" in message
    assert "at most 2 MiB" in message
    assert "it has more than 2 MiB" in _refusal("-", io.BytesIO(b"RTX 3090\n" * (MAX_BYTES // 8)))


def test_a_line_that_is_no_line_is_refused_with_both_numbers() -> None:
    with pytest.raises(DataError, match=r"line 2: it has 20000 characters; .* at most 10000"):
        read_text_as_list("RTX 3090\n" + "x" * 20_000)


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="expected one of pcpartpicker, markdown"):
        read_text_as_list(LIST, from_format="docx")  # type: ignore[arg-type]


def test_a_list_nobody_understands_is_still_a_list() -> None:
    parts = read_text_as_list("Flux capacitor\nSonic hammer\n")
    assert [(entry.name, entry.kind) for entry in parts.entries] == [("Flux capacitor", None), ("Sonic hammer", None)]
