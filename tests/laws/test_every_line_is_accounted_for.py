"""Every line of a text is blank, stands in an entry, or is set aside with a reason; and no text crashes a reader."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rigcheck.errors import RigcheckError
from rigcheck.lists.model import ListFormat, PartsList
from rigcheck.lists.read import read_list, read_text_as_list

SHARED = Path(__file__).resolve().parents[3] / "shared" / "lists"

pieces = st.sampled_from(
    [
        "CPU",
        "GPU",
        "GPU:",
        "RAM",
        "Video Card",
        "**Storage**",
        "Other",
        "显卡：",
        "Monitor",
        "OS",
        "Total",
        "Notes",
        "RTX 3090",
        "Ryzen 7 2700",
        "X470-Pro",
        "2x",
        "(x3)",
        "x 4",
        "2 x 16 GB",
        "1TB NVMe SSD",
        "850W",
        "AM4 Motherboard",
        "|",
        " | ",
        "|---|---|",
        ":----|:----",
        "#",
        "##",
        "-",
        "+",
        "*",
        "1.",
        "•",
        "  ",
        "\t",
        ": ",
        " - ",
        " – ",
        " + ",
        "/",
        ",",
        " or ",
        "or any",
        "OLD",
        "NEW",
        "Replaced by",
        "$209.99",
        "($174.99 @ Shop)",
        "₹1,51,200.00",
        "-$45.00",
        "[text](https://example.com)",
        "<br>",
        "**",
        "~~",
        "`",
        "\\|",
        "&quot;",
        "Mail-in rebates",
        "Windows 10",
        "http://a.b",
    ]
)
lines = st.lists(pieces, max_size=7).map("".join)
texts = st.one_of(st.lists(lines, max_size=8).map("\n".join), st.text(max_size=80)).filter(str.strip)


def unaccounted(text: str, parts: PartsList) -> list[tuple[int, str]]:
    told = {line for entry in parts.entries for line in entry.lines} | {aside.line for aside in parts.set_aside}
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip() and number not in told]


@pytest.mark.parametrize("list_format", ["text", "markdown", "pcpartpicker"])
@given(text=texts)
@settings(max_examples=400, deadline=None)
def test_every_line_is_accounted_for(list_format: ListFormat, text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = read_text_as_list(text, from_format=list_format)
    assert unaccounted(text, parts) == []
    assert all(aside.reason for aside in parts.set_aside)
    assert all(entry.quantity >= 1 and entry.name for entry in parts.entries)


@pytest.mark.parametrize("list_format", ["html", "bbcode", "csv", "json", "toml"])
@given(text=st.one_of(texts, st.lists(st.sampled_from(list('<>[]{}"=,:\n tdrab1-/#')), max_size=60).map("".join)))
@settings(max_examples=200, deadline=None)
def test_no_text_crashes_a_reader(list_format: ListFormat, text: str) -> None:
    with suppress(RigcheckError):
        read_text_as_list(text, from_format=list_format)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected lists lie beside the repository, not in it")
def test_every_line_of_every_collected_list_is_accounted_for() -> None:
    for path in sorted([*SHARED.glob("[0-9]*.md"), *SHARED.glob("[0-9]*.txt")]):
        parts = read_list(path)
        assert unaccounted(path.read_text(encoding="utf-8"), parts) == [], path.name
