"""Raw facts: what they mean, how they read, and that meaning loses nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rigcheck.fact import covers, leaves, raw_text, usual_of, value_of
from rigcheck.values import Interval, Items, Record, Words
from rigcheck.verdict import Verdict

numbers = st.integers(0, 10**6) | st.decimals(0, 10**6, places=3)
words = st.text("abcdefgh0123-", min_size=1, max_size=6)
ranges = st.tuples(numbers, numbers).map(sorted).map(lambda ends: {"at_least": ends[0], "at_most": ends[1]})
plain = numbers | words | st.booleans() | ranges
facts = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(lambda items: {"at_least": items})
        | st.dictionaries(st.sampled_from(["sata", "molex", "length_mm"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(numbers)
def test_a_stated_number_is_a_point_without_loss(number: int | Decimal) -> None:
    value = value_of(number)
    assert isinstance(value, Interval)
    assert value.is_point
    assert Fraction(value.low or 0) == Fraction(number)


@given(ranges)
def test_a_bound_contains_its_ends_and_nothing_outside(raw: dict[str, Any]) -> None:
    value = value_of(raw)
    assert isinstance(value, Interval)
    assert Fraction(raw["at_least"]) in value
    assert Fraction(raw["at_most"]) in value
    assert Fraction(raw["at_most"]) + 1 not in value


@given(facts)
def test_every_fact_has_a_value_and_a_text(raw: Any) -> None:
    value_of(raw, "gpu#1")
    assert raw_text(raw)


@given(st.dictionaries(words.filter(lambda word: "-" not in word), facts, max_size=4))
def test_every_leaf_is_covered_by_its_key_and_by_its_group(raw: dict[str, Any]) -> None:
    for key in leaves(raw):
        assert covers(key, key)
        assert covers(key.partition(".")[0], key)


def test_bounds_choices_and_lists() -> None:
    assert value_of({"at_most": 5}) == Interval(0, 5)
    assert value_of({"at_least": 5}) == Interval(5, None)
    assert value_of({"one_of": ["am4", "am5"]}) == Words.of("am4", "am5")
    assert value_of(["am4"]) == Items((Words.of("am4"),))
    assert value_of({"at_least": ["am4"]}) == Items((Words.of("am4"),), complete=False)
    assert value_of(True) is Verdict.OK
    assert value_of(False) is Verdict.VIOLATED


def test_members_are_named_by_their_place() -> None:
    board = value_of({"slots": [{"generation": 4}]}, "motherboard#1")
    assert isinstance(board, Record)
    slots = board.fields["slots"]
    assert isinstance(slots, Items)
    slot = slots.items[0]
    assert isinstance(slot, Record)
    assert (slots.path, slot.path) == ("motherboard#1.slots", "motherboard#1.slots[0]")


@pytest.mark.parametrize("raw", [1.5, None, b"x"])
def test_what_toml_cannot_hold_is_refused(raw: object) -> None:
    with pytest.raises(TypeError):
        value_of(raw)


@pytest.mark.parametrize(
    ("raw", "text", "usual"),
    [
        (267, "267", 267),
        (Decimal("2.50"), "2.5", Decimal("2.50")),
        (Decimal(100), "100", Decimal(100)),
        (True, "yes", True),
        ({"at_least": 230, "at_most": 267, "usual": 245}, "230 to 267, usually 245", 245),
        ({"at_least": 230}, "at least 230", None),
        ({"at_most": 267}, "at most 267", None),
        ({"one_of": ["open-air", "blower"]}, "open-air or blower", None),
        (["am4", "am5"], "am4, am5", None),
        ([], "none", None),
        ({"at_least": ["am4"]}, "am4 and perhaps more", None),
        ({"at_least": []}, "not known", None),
        ({"pcie_8pin": 2, "pcie_16pin": 0}, "pcie_8pin=2 pcie_16pin=0", None),
    ],
)
def test_text_and_usual(raw: Any, text: str, usual: Any) -> None:
    assert raw_text(raw) == text
    assert usual_of(raw) == usual
