"""Numbers of rules that repeat the catalog's or another rule's agree with them, so that none goes stale alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from rigcheck.catalog.root import data_folder
from rigcheck.catalog.software import software
from rigcheck.catalog.vocabulary import word_lists


def rule(rule_id: str) -> dict[str, Any]:
    return tomllib.loads((data_folder("rules") / f"{rule_id}.toml").read_text("utf-8"), parse_float=Decimal)


def number(rule_id: str, name: str) -> Decimal:
    return Decimal(rule(rule_id)["parameters"][name]["value"])


def words(text: str) -> set[str]:
    """Return the words in quotes of an expression's lists."""
    return {word for listed in re.findall(r"\[([^]]*)\]", text) for word in re.findall(r"'([a-z_0-9]+)'", listed)}


def least_capability(architectures: Iterable[str]) -> Decimal:
    """Return the least compute capability of the chips of these architectures."""
    chips = [
        tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)["facts"]
        for path in (data_folder("catalog") / "chips" / "nvidia").glob("*.toml")
    ]
    return min(Decimal(chip["compute_capability"]) for chip in chips if chip["architecture"] in set(architectures))


def cuda_builds() -> tuple[Any, ...]:
    return tuple(build for build in software().builds if build.toolkit == "CUDA")


def test_pytorchs_usual_build_reaches_as_far_down_as_its_rule_says() -> None:
    usual = cuda_builds()[0]
    assert least_capability(usual.architectures) == number("ml/compute-capability", "least")
    assert f"the usual ones to {number('ml/compute-capability', 'least')}" in rule("ml/some-pytorch-build")["violated"]


def test_pytorchs_oldest_build_reaches_as_far_down_as_its_rule_says() -> None:
    every = {word for build in cuda_builds() for word in build.architectures}
    assert least_capability(every) == number("ml/some-pytorch-build", "least")


def test_the_rules_name_the_builds_of_the_catalog() -> None:
    usual, oldest = cuda_builds()
    texts = rule("ml/compute-capability")
    plain = " ".join(f"{texts['violated']} {texts['fix']}".split())
    assert f"builds for CUDA {oldest.version} reach down to {least_capability(oldest.architectures)}" in plain
    assert f"stay with {oldest.framework} and its build for CUDA {oldest.version}" in plain
    assert ("runs on no RTX 50 card" in plain) == ("blackwell" not in oldest.architectures)
    assert f"no build of {oldest.framework} runs on it" in " ".join(rule("ml/some-pytorch-build")["violated"].split())
    assert f"CUDA {usual.version.partition('.')[0]} builds" in texts["why"]


def test_kernel_modules_are_those_of_the_catalog() -> None:
    of_nvidia = {word for word, name in word_lists()["gpu_architectures"].words.items() if name.startswith("NVIDIA")}
    gpus = software().gpus
    named = rule("ml/one-driver")["let"]
    assert words(named["blackwell"]) == {word for word in of_nvidia if list(gpus[word].modules or ()) == ["open"]}
    assert words(named["older"]) == {word for word in of_nvidia if "open" not in (gpus[word].modules or ())}


def test_levels_of_efficiency_end_where_the_vocabulary_ends() -> None:
    levels = list(word_lists()["efficiency"].words)
    assert words(rule("ml/psu-efficiency")["require"]) == set(levels[levels.index("gold") :])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ml/vram-vision", "floor_gb"), ("ml/vram", "least_gb")),
        (("ml/vram-language", "floor_gb"), ("ml/vram", "least_gb")),
        (("ml/watts-wanted", "share"), ("power/above-90", "share")),
        (("ml/next-gpu-watts", "share"), ("power/above-90", "share")),
    ],
)
def test_a_number_that_another_rule_is_the_home_of(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert number(*one) == number(*other)
