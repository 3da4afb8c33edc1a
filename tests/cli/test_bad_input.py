"""Bad input gets a clear message and exit code 2, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.process import Run

GOOD = "CPU: AMD Ryzen 7 2700\nMotherboard: ASUS Prime X470-Pro\n"


def refused(answer: object, *words: str) -> None:
    """Assert that a call was refused with these words, plainly."""
    code, out, err = answer.code, answer.out, answer.err  # type: ignore[attr-defined]
    assert code == 2, (out, err)
    assert "Traceback" not in err + out
    for word in words:
        assert word in err, err


def test_an_empty_file(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("")
    refused(rigcheck("check", path), "list.txt", "empty")


def test_empty_standard_input(rigcheck: Run) -> None:
    refused(rigcheck("check", "-"), "empty")


def test_a_binary_file(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(bytes(range(256)) * 8)
    refused(rigcheck("check", path), "list.txt", "text")


def test_a_directory(rigcheck: Run, tmp_path: Path) -> None:
    refused(rigcheck("check", tmp_path), str(tmp_path), "directory")


def test_a_missing_file(rigcheck: Run, tmp_path: Path) -> None:
    refused(rigcheck("check", tmp_path / "nothing.txt"), "nothing.txt")


def test_a_file_of_ten_megabytes(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("GPU: GeForce RTX 3090\n" * 450_000)
    refused(rigcheck("check", path), "list.txt", "MiB")


def test_broken_toml_names_the_line(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text('name = "x"\n[[part]\nkind = "cpu"\n')
    refused(rigcheck("check", path), "list.toml", "line 2")


def test_all_mistakes_of_a_toml_list_in_one_run(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text(
        '[[part]]\nkind = "gpuu"\nname = "RTX 3090"\n\n[[part]]\nkind = "cpu"\nname = "Ryzen 7 2700"\nquantity = -1\n'
    )
    refused(rigcheck("check", path), "gpuu", "gpu", "quantity", "-1")


def test_a_list_of_which_no_line_is_understood(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("roses are red\nviolets are blue\n")
    answer = rigcheck("check", path)
    assert answer.code == 2
    assert "Traceback" not in answer.err
    assert "not understood" in answer.out
    assert "roses are red" in answer.out


def test_windows_line_ends_and_utf_16_read_as_the_same_list(rigcheck: Run, tmp_path: Path) -> None:
    parts = []
    for name, content in (
        ("plain", GOOD.encode()),
        ("crlf", GOOD.replace("\n", "\r\n").encode()),
        ("utf16", b"\xff\xfe" + GOOD.encode("utf-16-le")),
        ("bom", b"\xef\xbb\xbf" + GOOD.encode()),
    ):
        path = tmp_path / f"{name}.txt"
        path.write_bytes(content)
        parts.append([part["id"] for part in rigcheck("check", path, "--format", "json").json["parts"]])
    assert parts == [["cpu/amd/ryzen-7-2700", "motherboard/asus/prime-x470-pro"]] * 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "-", "--ignore", "clearance/gpu-length"), ("--ignore", "RULE=reason")),
        (("check", "-", "--parts", "/nowhere"), ("--parts", "/nowhere")),
        (("check", "-", "--rules", "/nowhere"), ("--rules", "/nowhere")),
        (("check", "-", "--from", "xml"), ("xml", "markdown")),
        (("check", "-", "--fail-on", "nothing"), ("nothing", "warning")),
        (("check", "-", "--format", "yaml"), ("yaml", "json")),
        (("check", "-", "--mains", "lots"), ("--mains", "lots", "120V 15A")),
        (("check", "-", "--profile", "mll"), ("--profile", "mll", "ml")),
        (("rules", "explain", "clearance/gpu-lenght"), ("clearance/gpu-length",)),
        (("parts", "show", "gpu/evga/nothing"), ("gpu/evga/nothing",)),
        (("parts", "search", "x", "--kind", "gpuu"), ("gpuu", "gpu")),
        (("gpus",), ("--gpu",)),
        (("catalog", "import", "opendb", "/nowhere.tar.gz"), ("/nowhere.tar.gz",)),
    ],
)
def test_a_call_that_cannot_be_used(rigcheck: Run, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    answer = rigcheck(*arguments, stdin=GOOD)
    refused(answer, *words)
    assert "Value error" not in answer.err


def test_a_rule_folder_with_mistakes_lists_all_of_them(rigcheck: Run, tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "mine"
    folder.mkdir(parents=True)
    (folder / "one.toml").write_text(
        'title = "t"\nseverity = "fatal"\nrequire = "gpu.lenght_mm < 3"\nviolated = "{gpu}"\nwhy = "w"\n'
    )
    (folder / "two.toml").write_text('title = "t"\nseverity = "error"\nrequire = "gpu.length_mm <"\nviolated = "x"\n')
    answer = rigcheck("check", "-", "--rules", tmp_path / "rules", stdin=GOOD)
    refused(answer, "one.toml", "lenght_mm", "length_mm", "fatal", "two.toml", "why")


def test_an_unknown_part_id_is_told_and_the_rest_is_checked(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text('[[part]]\nid = "cpu/amd/ryzen-7-2700"\n\n[[part]]\nkind = "gpu"\nid = "gpu/evga/nothing"\n')
    report = rigcheck("check", path, "--format", "json").json
    assert any("gpu/evga/nothing" in problem["message"] for problem in report["problems"])
    assert [part["id"] for part in report["parts"]] == ["cpu/amd/ryzen-7-2700", None]
