"""How fast GPUs train: the file is whole, says where sources differ, and is refused with every mistake at once."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from rigcheck.catalog.cloud import cloud_files, instances
from rigcheck.catalog.part_files import read_chips
from rigcheck.catalog.root import data_folder
from rigcheck.catalog.speed import speed_of_chip, speed_of_instance, training_speed
from rigcheck.errors import DataError
from rigcheck.schema.speed import GpuSpeed

GOOD = """
title = "A scale"
reference = "One"

[[gpu]]
name = "One"
chips = ["acme/one"]
cloud = ["Acme One"]
mixed = 1
fp32 = 1
basis = "measured"
method = "the reference"
source = "us"

[[gpu]]
name = "Two"
chips = []
cloud = []
mixed = 1.75
basis = "derived"
method = "a guess"
source = "us"

[[other]]
name = "Two"
mixed = 1.5
basis = "measured"
method = "their table"
source = "them"

[[scaling]]
gpu = "Two"
gpus = 2
speed_up = 1.9
basis = "derived"
source = "us"

[[source]]
id = "us"
title = "Our table"
url = "https://example.com/us"
retrieved = 2026-11-27
basis = "review"

[[source]]
id = "them"
title = "Their table"
url = "https://example.com/them"
retrieved = 2026-11-27
basis = "review"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "training.toml"
    path.write_text(text, "utf-8")
    return path


def told(tmp_path: Path, text: str) -> str:
    with pytest.raises(DataError) as caught:
        training_speed(written(tmp_path, text))
    return str(caught.value)


def speed(name: str) -> GpuSpeed:
    [found] = [gpu for gpu in training_speed().gpu if gpu.name == name]
    return found


def test_a_file_is_read_exactly(tmp_path: Path) -> None:
    file = training_speed(written(tmp_path, GOOD))
    assert [(gpu.mixed, gpu.fp32) for gpu in file.gpu] == [(1, 1), (Decimal("1.75"), None)]
    assert (file.scaling[0].gpus, file.scaling[0].speed_up) == (2, Decimal("1.9"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "Two"\nchips', 'name = "One"\nchips', "the name 'One' stands twice"),
        ("chips = []\ncloud = []", 'chips = ["acme/one"]\ncloud = []', "acme/one has two speeds"),
        ("chips = []\ncloud = []", 'chips = []\ncloud = ["Acme One"]', "'Acme One' has two speeds"),
        (
            "chips = []\ncloud = []",
            'chips = []\ncloud = ["Acme One"]\ncloud_memory_gb = 8',
            "'Acme One' is told apart by memory elsewhere",
        ),
        ('method = "a guess"\nsource = "us"', 'method = "a guess"\nsource = "we"', "'we' is used and not listed"),
        ('id = "them"', 'id = "us"', "the id 'us' stands twice"),
        ('"their table"\nsource = "them"', '"their table"\nsource = "us"', "'them' is listed and not used"),
        ('name = "Two"\nmixed = 1.5', 'name = "Three"\nmixed = 1.5', "'Three' is no name of a GPU here"),
        ('gpu = "Two"', 'gpu = "Four"', "'Four' is no name of a GPU here"),
        ('reference = "One"', 'reference = "Zero"', "'Zero' is no name of a GPU here"),
        ('reference = "One"', 'reference = "Two"', "the speeds of 'Two' must be 1"),
        ("mixed = 1.75\n", "", "needs mixed or fp32"),
        ("mixed = 1.75", "mixed = 0", "more than 0"),
        ("mixed = 1.75", 'mixed = "fast"', "'fast'"),
        ("gpus = 2", "gpus = 1", "2 or more"),
        ('basis = "derived"\nmethod', 'basis = "known"\nmethod', "'measured' or 'derived'"),
        (
            'them"\nretrieved = 2026-11-27\nbasis = "review"',
            'them"\nretrieved = 2026-11-27\nbasis = "unverified"',
            "read",
        ),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert GOOD.count(old) == 1
    assert words in told(tmp_path, GOOD.replace(old, new))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    bad = GOOD.replace('gpu = "Two"', 'gpu = "Four"').replace('reference = "One"', 'reference = "Zero"')
    assert {words in told(tmp_path, bad) for words in ("'Four' is no name", "'Zero' is no name")} == {True}
    assert "no valid TOML" in told(tmp_path, "no TOML at all")


def test_a_scaling_stands_once(tmp_path: Path) -> None:
    scaling = GOOD[GOOD.index("[[scaling]]") : GOOD.index("[[source]]")]
    assert "2 of Two stands twice" in told(tmp_path, GOOD + scaling)


def test_the_articles_cards_and_what_others_measured_of_them() -> None:
    """Sources differ by half, so what is not used is written down beside what is."""
    used = speed("RTX 2080 Ti")
    assert (used.mixed, used.fp32, used.basis) == (Decimal("0.562"), Decimal("0.681"), "measured")
    others = {(one.mixed, one.fp32) for one in training_speed().other if one.name == used.name}
    assert others == {
        (Decimal("0.55"), Decimal("0.722")),
        (Decimal("0.82"), Decimal("0.80")),
        (Decimal("0.678"), Decimal("0.857")),
        (Decimal("0.661"), Decimal("0.878")),
    }
    card, cloud = speed("RTX 2070"), speed("Tesla M60, one GPU")
    assert (card.mixed, card.fp32, card.basis) == (Decimal("0.34"), Decimal("0.43"), "derived")
    assert (cloud.mixed, cloud.fp32, cloud.basis) == (Decimal("0.085"), Decimal("0.20"), "derived")


def test_every_chip_exists_and_every_clouds_name_is_used() -> None:
    chips, problems = read_chips(data_folder("catalog"))
    assert problems == []
    offered = {one.gpu for _, one in instances(cloud_files())}
    file = training_speed()
    assert {chip for gpu in file.gpu for chip in gpu.chips} <= {chip.id for chip in chips}
    assert {name for gpu in file.gpu for name in gpu.cloud} <= offered


def test_a_chip_and_an_instance_find_their_speed() -> None:
    file = training_speed()
    found = {one.name: speed_of_instance(file, one) for _, one in instances(cloud_files())}
    named = {name: gpu and gpu.name for name, gpu in found.items()}
    assert named["g3s.xlarge"] == "Tesla M60, one GPU"
    assert (named["p4d.24xlarge"], named["p4de.24xlarge"]) == ("A100 40GB SXM4", "A100 80GB SXM4")
    assert (named["p3.2xlarge"], named["p3dn.24xlarge"]) == ("V100 16GB", "V100 32GB")
    assert named["g6.xlarge"] is None, "nobody measured an L4"
    assert speed_of_chip(file, "nvidia/rtx-2070") == speed("RTX 2070")
    assert speed_of_chip(file, "nvidia/no-such-chip") is None


def test_more_cards_are_faster_and_none_is_much_faster_than_as_many() -> None:
    """A few percent over as many are noise of the single run; more is an artefact of it."""
    by_gpu: dict[str, list[tuple[int, Decimal]]] = {}
    for one in training_speed().scaling:
        assert 1 < one.speed_up <= Decimal("1.05") * one.gpus, f"{one.gpus} of {one.gpu}"
        by_gpu.setdefault(one.gpu, []).append((one.gpus, Decimal(one.speed_up)))
    for gpu, steps in by_gpu.items():
        assert [up for _, up in sorted(steps)] == sorted(up for _, up in steps), gpu


ANCHORED = re.compile(
    r"^([\d.]+)(?: \(\w+\))? and ([\d.]+)(?: \([^)]*\))? x ([\w ]+?)(?= in |,).* is ([\d.]+) and ([\d.]+)\.$"
)
"""A method that says a ratio, to which GPU, and the speeds of that one."""


def test_a_speed_by_way_of_another_gpu_is_the_product_it_says_and_that_gpu_has_the_speed_it_says() -> None:
    file = training_speed()
    held = {gpu.name: (gpu.mixed, gpu.fp32) for gpu in file.gpu}
    found = [(one, match) for one in (*file.gpu, *file.other) if (match := ANCHORED.match(one.method))]
    assert len(found) > 10
    for one, match in found:
        mixed, fp32, by_mixed, by_fp32 = (Decimal(match[group]) for group in (1, 2, 4, 5))
        assert held[match[3]] == (by_mixed, by_fp32), one.method
        assert one.mixed is not None
        assert one.fp32 is not None
        assert abs(mixed * by_mixed - one.mixed) < Decimal("0.003"), one.method
        assert abs(fp32 * by_fp32 - one.fp32) < Decimal("0.003"), one.method
