"""Which cards may hang on a riser, by what else the list names."""

from __future__ import annotations

import pytest

from rigcheck.engine.build import BuildPart, numbered
from rigcheck.engine.distinct import distinct_of
from rigcheck.verdict import Verdict


def riser_of_the_gpu(*others: BuildPart) -> object:
    parts = numbered([BuildPart("", "gpu", 1, "some GPU", {}), *others])
    ((gpu, _),) = distinct_of(parts)["gpu"]
    return gpu.fields["riser"]


def test_without_a_riser_in_the_list_no_card_hangs_on_one() -> None:
    assert riser_of_the_gpu() is Verdict.VIOLATED
    assert riser_of_the_gpu(BuildPart("", "accessory", 1, "paste", {"role": "paste"})) is Verdict.VIOLATED


def test_with_a_riser_in_the_list_it_is_open_which_card_hangs_on_it() -> None:
    assert riser_of_the_gpu(BuildPart("", "accessory", 1, "a cable", {"role": "riser"})) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("PCIe x16 riser card", Verdict.UNKNOWN),
        ("OCuLink host adapter", Verdict.UNKNOWN),
        ("PLX8747 switch card", Verdict.UNKNOWN),
        ("BCM94360CD 802.11ac PCI-E Wifi Adapter Bluetooth 4.0", Verdict.VIOLATED),
        ("10GbE network adapter", Verdict.VIOLATED),
        ("Gigabit Ethernet Adapter", Verdict.VIOLATED),
        ("capture card", Verdict.VIOLATED),
    ],
)
def test_a_card_that_nobody_knows_carries_others_only_if_its_words_say_so(name: str, verdict: Verdict) -> None:
    assert riser_of_the_gpu(BuildPart("", "card", 1, name, {})) is verdict


def test_a_card_that_is_known_is_no_riser_whatever_its_name() -> None:
    assert riser_of_the_gpu(BuildPart("", "card", 1, "SAS expander", {"bus": "pcie"})) is Verdict.VIOLATED
