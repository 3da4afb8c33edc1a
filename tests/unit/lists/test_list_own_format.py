from __future__ import annotations

import json
from decimal import Decimal

import pytest

from rigcheck.errors import DataError, Problem
from rigcheck.lists.read import read_text_as_list

TOML = """
name = "Two cards"

[settings]
mains = "120V 15A"
profile = ["ml"]
final = true

[ignore]
"power/above-80" = "I measured it"

[[part]]
kind = "gpu"
id = "gpu/evga/rtx-2070-black"
quantity = 2
power_limit_w = 150
clock_locked = true
riser = true
price = "479.99 USD"

[[part]]
kind = "psu"
name = "Some 850 W unit"
feeds = ["gpu#1"]
[part.facts]
watts = 850
depth_mm = 160.5
[[part.facts.plugs]]
kind = "8-pin"
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        read_text_as_list(text, source="list.toml")
    return caught.value.problems


def test_everything_a_list_of_ours_can_say() -> None:
    parts = read_text_as_list(TOML)
    assert (parts.format, parts.name) == ("toml", "Two cards")
    assert parts.settings == {"mains": "120V 15A", "profile": ["ml"], "final": True}
    assert parts.ignore == {"power/above-80": "I measured it"}
    gpu, psu = parts.entries
    assert (gpu.kind, gpu.quantity, gpu.id) == ("gpu", 2, "gpu/evga/rtx-2070-black")
    assert gpu.settings == {"power_limit_w": 150, "clock_locked": True, "riser": True}
    assert gpu.price is not None
    assert (gpu.price.amount, gpu.price.currency) == (Decimal("479.99"), "USD")
    assert (gpu.lines, psu.lines) == ((12,), (21,))
    assert psu.settings == {"feeds": ["gpu#1"]}
    assert psu.facts == {"watts": 850, "depth_mm": Decimal("160.5"), "plugs": [{"kind": "8-pin"}]}


def test_the_kind_follows_from_the_id_or_the_words() -> None:
    parts = read_text_as_list('[[part]]\nid = "case/nzxt/h500"\n[[part]]\nname = "RTX 3090"\n')
    assert [entry.kind for entry in parts.entries] == ["case", "gpu"]


def test_json_has_the_same_shape() -> None:
    data = {
        "name": "x",
        "settings": {"final": True},
        "parts": [{"kind": "gpu", "name": "RTX 3090", "facts": {"a": 1.5}}],
    }
    parts = read_text_as_list(json.dumps(data))
    assert parts.settings == {"final": True}
    assert parts.entries[0].facts == {"a": Decimal("1.5")}


def test_all_mistakes_are_told_in_one_round_with_line_found_expected_and_hint() -> None:
    found = problems(
        """[settings]
main = "230V"
final = "yes"
[ignore]
"power/x" = 1
[[part]]
kind = "video card"
name = "RTX 3090"
quantity = -2
[[part]]
knd = "cpu"
name = "Ryzen"
price = 209.99
power_limit_w = "low"
[[part]]
quantity = 1
facts = 3
""",
    )
    told = [str(problem) for problem in found]
    assert told == [
        "list.toml, line 2: unknown key `settings.main`; expected mains, profile, final, min_lanes, "
        "data_gb, gpus_wanted. Did you mean 'mains'?",
        "list.toml, line 3: `settings.final` is 'yes'; expected true or false.",
        "list.toml, line 5: `ignore.power/x` is 1; expected the reason as text.",
        "list.toml, line 7: `part[1].kind` is 'video card'; expected one of cpu, motherboard, memory, gpu, storage, "
        "psu, case, "
        "cooler, fan, card, accessory. Did you mean 'gpu'?",
        "list.toml, line 9: `part[1].quantity` is -2; expected a whole number of at least 1.",
        "list.toml, line 11: unknown key `part[2].knd`; expected kind, name, id, quantity, price, "
        "alternative, power_limit_w, "
        "clock_locked, riser, feeds, facts. Did you mean 'kind'?",
        'list.toml, line 13: `part[2].price` is 209.99; expected an amount with its currency, such as "209.99 USD".',
        "list.toml, line 14: `part[2].power_limit_w` is 'low'; expected 10 to 1000 watts.",
        "list.toml, line 15: `part[3]` has neither a name nor an id; expected one of them.",
        "list.toml, line 17: `part[3].facts` is 3; expected a table.",
    ]


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ('[[part]]\nkind = "cpu', "line 2", "no valid TOML"),
        ('[[part]]\nkind = "cpu"\nkind = "gpu"\n', "line 3, column 13", "cannot overwrite a value"),
        ("[[part]]\nname = 'x'\nquantity = true", "line 3", "whole number"),
        ("[[part]]\nname = 'x'\n[part.facts]\nlength_mm = nan", "line 4", "expected a number"),
        ("[settings]\ndata_gb = 0\n[[part]]\nname = 'x'", "line 2", "expected 1 to 1000000 gigabytes"),
        ("[settings]\ndata_gb = 1.5\n[[part]]\nname = 'x'", "line 2", "expected a whole number of gigabytes"),
        ("[settings]\ngpus_wanted = 21\n[[part]]\nname = 'x'", "line 2", "expected 1 to 20 GPUs"),
        ("[settings]\nmin_lanes = 17\n[[part]]\nname = 'x'", "line 2", "expected 0 to 16 PCIe lanes"),
        ("name = 'x'", "", "it names no part"),
        ("part = 3", "line 1", "a list of tables"),
        ("part = [3]", "part.1", "expected a table"),
        ("name = 'x'\nx = " + "[" * 5000, "", ""),
    ],
)
def test_broken_lists(text: str, where: str, words: str) -> None:
    found = problems(text)
    assert words in found[0].message
    assert found[0].where.startswith(where)
