"""Messages: facts in sentences, with units, and nothing that breaks when a fact is missing."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.rules.language import RuleTextError
from rigcheck.rules.templates import template
from tests.unit.rules.rule_texts import SCOPE, scene


class Shouting:
    """Shows words in capitals and parts by a name, so that a test sees what came through it."""

    def word(self, vocabulary: str | None, word: str) -> str:
        return word.upper() if vocabulary else word

    def part(self, path: str) -> str:
        return f"<{path}>"


@pytest.mark.parametrize(
    ("text", "gpu", "sentence"),
    [
        ("{gpu} is {gpu.length_mm} long.", {"length_mm": 267}, "<gpu#1> is 267 mm long."),
        ("{gpu.length_mm}", {"length_mm": {"at_least": 230, "at_most": 267}}, "230 to 267 mm"),
        ("{gpu.length_mm}", {"length_mm": {"at_least": 230}}, "at least 230 mm"),
        ("{gpu.length_mm}", {"length_mm": {"at_most": 267}}, "0 to 267 mm"),
        ("{gpu.length_mm}", {}, "not known"),
        ("{gpu.length_mm / 3}", {"length_mm": 100}, "33.33 mm"),
        ("{gpu.brackets} of {floor}", {"brackets": 2}, "2 of 8 GB"),
        ("{gpu.maker}, {gpu.vram_type}", {"maker": "nvidia", "vram_type": "gddr6"}, "NVIDIA, gddr6"),
        ("{gpu.maker}", {"maker": {"one_of": ["nvidia", "amd"]}}, "AMD or NVIDIA"),
        ("{gpu.maker}", {}, "not known"),
        ("{gpu.riser} {gpu.nvlink} {gpu.adapter_in_box}", {"riser": True, "nvlink": False}, "yes no not known"),
        ("{gpu.nvlink_spacings}", {"nvlink_spacings": [3, 4]}, "3, 4"),
        ("{gpu.nvlink_spacings}", {"nvlink_spacings": {"at_least": [3]}}, "3 and perhaps more"),
        ("{gpu.nvlink_spacings}", {"nvlink_spacings": []}, "none"),
        ("{gpu.nvlink_spacings}", {}, "not known"),
        ("100 % of {{braces}}\n   on one line", {}, "100 % of {braces} on one line"),
    ],
)
def test_filled(text: str, gpu: dict[str, Any], sentence: str) -> None:
    assert template(text, SCOPE).fill(scene(gpu=gpu), Shouting()) == sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{gpu.lenght_mm}", "did you mean 'length_mm'"),
        ("{gpu.length_mm:.1f}", "takes no format"),
        ("{gpu.length_mm!r}", "takes no format"),
        ("{gpu.length_mm", "is not a message"),
        ("gpu.length_mm}", "is not a message"),
        ("{}", "is not an expression"),
    ],
)
def test_refused(text: str, said: str) -> None:
    with pytest.raises(RuleTextError, match=said):
        template(text, SCOPE)
