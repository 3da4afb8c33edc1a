"""What is not of the language is refused when a rule is loaded; the message names what was found and expected."""

from __future__ import annotations

import pytest

from rigcheck.rules import tree
from rigcheck.rules.language import MAX_DEPTH, MAX_LENGTH, RuleTextError, condition, lower
from rigcheck.schema.shapes import NumberType
from tests.unit.rules.rule_texts import SCOPE

REFUSED = [
    # names and facts
    ("gpu.lenght_mm <= 300", "gpu has no fact 'lenght_mm'; did you mean 'length_mm'?"),
    ("gppu.length_mm <= 300", "'gppu' is not a name here; did you mean 'gpu'?"),
    ("power.sustaind_w <= 300", "power has no fact 'sustaind_w'; did you mean 'sustained_w'?"),
    ("gpu.length_mm.max <= 300", "`.max` asks for a fact of something that is a number of mm"),
    ("motherboard.slots.position == 1", "`.position` asks for a fact of something that is a list"),
    ("standard.slot.pitch_mm <= 20", "standard has no fact 'slot'; did you mean 'slots'?"),
    # words
    ("cpu.socket == 'am44'", "'am44' is not a word of vocab/sockets.toml; did you mean 'am4'?"),
    ("cpu.socket in ['am4', 'am6']", "'am6' is not a word of vocab/sockets.toml"),
    ("'eatxx' in case.form_factors", "'eatxx' is not a word of vocab/board_form_factors.toml"),
    ("cpu.socket == gpu.maker", "words of sockets and of gpu_makers are never equal"),
    # types and units
    ("gpu.length_mm <= psu.rated_w", "a number of mm and a number of W do not go together"),
    ("gpu.length_mm + gpu.board_power_w <= 3", "a number of mm and a number of W do not go together"),
    ("gpu.length_mm <= memory.modules", "a number of mm and a count do not go together"),
    ("gpu.length_mm * gpu.height_mm <= 3", "a number of mm times a number of mm has no use here"),
    ("min(gpu.length_mm, gpu.board_power_w) <= 3", "do not go together"),
    ("cpu.socket <= 'am4'", "`cpu.socket` must be a number, but it is a word of sockets"),
    ("cpu.socket == 4", "a word of sockets cannot be compared with a number"),
    ("gpu.riser == 1", "true or false cannot be compared with a number"),
    ("gpu.length_mm and gpu.riser", "`gpu.length_mm` must be true or false, but it is a number of mm"),
    ("gpu.length_mm", "must be a condition, but it is a number of mm"),
    ("gpu", "must be a condition, but it is a gpu"),
    ("gpu.length_mm in gpu.board_power_w", "after `in` stands a number of W, not a list"),
    ("gpu in gpu", "a gpu cannot be compared with a gpu"),
    ("len(gpu.length_mm) == 1", "len() needs a list, and `gpu.length_mm` is a number of mm"),
    ("any(s.riser for s in gpu.length_mm)", "`for s in` needs a list, not a number of mm"),
    ("1 in [1, 'a']", "must list words or numbers"),
    ("sum(x for x in [1, 'a']) == 1", "must list words or numbers"),
    ("1 in []", "must list words or numbers"),
    ("1 in [gpu.length_mm]", "must list words or numbers"),
    # division
    ("gpu.length_mm / gpu.brackets <= 3", "a division is allowed only by a parameter or a number that is not zero"),
    ("gpu.length_mm / 0 <= 3", "a number that is not zero"),
    ("gpu.length_mm // 2 <= 3", "`gpu.length_mm // 2` is not part of the rule language"),
    ("gpu.length_mm ** 2 <= 3", "is not part of the rule language"),
    ("gpu.length_mm % 2 == 0", "is not part of the rule language"),
    # calls
    ("print(1)", "`print(1)` is not part of the rule language"),
    ("__import__('os')", "is not part of the rule language"),
    ("gpu.length_mm.__class__ == 1", "`.__class__` asks for a fact of something that is a number of mm"),
    ("gpu.plugs.get('x') == 1", "is not part of the rule language"),
    ("max(gpu.length_mm) <= 1", "is not part of the rule language"),
    ("any([gpu.riser])", "is not part of the rule language"),
    ("min(*gpu) <= 1", "is not part of the rule language"),
    ("len(gpu, default=1) == 1", "is not part of the rule language"),
    ("sum(m.modules for m in memory, start=1) == 1", "is not"),
    ("max(m.modules for m in memory) <= 4", "max() over a list that may be empty needs default="),
    ("min(m.modules for m in memory) <= 4", "min() over a list that may be empty needs default="),
    ("same(m for m in memory)", "same() compares words, numbers or truths, not a memory"),
    # loops
    ("any(gpu.riser for gpu in gpu)", "the loop variable 'gpu' has the name of something else"),
    ("any(power.riser for power in gpu)", "the loop variable 'power' has the name of something else"),
    ("any(floor.riser for floor in gpu)", "the loop variable 'floor' has the name of something else"),
    ("any(standard.riser for standard in gpu)", "the loop variable 'standard' has the name of something else"),
    ("any(a.riser for a in gpu for a in gpu)", "the loop variable 'a' has the name of something else"),
    ("any(a.riser for a, b in gpu)", "is not part of the rule language"),
    ("any([a.riser for a in gpu])", "is not part of the rule language"),
    ("len({a.riser for a in gpu}) == 1", "is not part of the rule language"),
    ("len({a.id: 1 for a in gpu}) == 1", "is not part of the rule language"),
    # the rest of Python
    ("(lambda: True)()", "is not part of the rule language"),
    ("f'{gpu.chip}' == 'x'", "is not part of the rule language"),
    ("(x := gpu.riser)", "is not part of the rule language"),
    ("motherboard.slots[0].position == 1", "is not part of the rule language"),
    ("gpu.riser if gpu.riser else gpu.riser", "is not part of the rule language"),
    ("-gpu.length_mm <= 1", "is not part of the rule language"),
    ("gpu.riser is True", "`is` is not part of the rule language; write =="),
    ("gpu.riser is not True", "`is` is not part of the rule language; write =="),
    ("gpu.riser == None", "`None` is not part of the rule language"),
    ("gpu.length_mm <= 1e400", "is not part of the rule language"),
    ("gpu.length_mm <= 1j", "`1j` is not part of the rule language"),
    ("gpu.chip == b'x'", "is not part of the rule language"),
    ("...", "is not part of the rule language"),
    ("", "is not an expression"),
    ("gpu.length_mm <=", "is not an expression"),
    ("x = 1", "is not an expression"),
    ("import os", "is not an expression"),
    ("gpu.riser; gpu.riser", "is not an expression"),
    ("gpu.chip == '\0'", "is not an expression"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[text[:50] or "nothing" for text, _ in REFUSED])
def test_refused(text: str, said: str) -> None:
    with pytest.raises(RuleTextError) as refused:
        condition(text, SCOPE)
    assert said in str(refused.value)


def test_an_expression_has_at_most_2000_characters() -> None:
    fits = "gpu.chip == '" + "x" * (MAX_LENGTH - 14) + "'"
    assert len(fits) == MAX_LENGTH
    lower(fits, SCOPE)
    with pytest.raises(RuleTextError, match="has 2001 characters; at most 2000 are allowed"):
        lower(fits.replace("x'", "xx'"), SCOPE)


def test_line_breaks_do_not_count() -> None:
    assert condition("gpu.riser\n      and\n\n   gpu.riser", SCOPE) == condition("gpu.riser and gpu.riser", SCOPE)


@pytest.mark.parametrize(
    "text",
    ["not " * 480 + "gpu.riser", "1 < " + "1 + " * 490 + "1", "(" * 150 + "gpu.riser" + ")" * 150 + " is 1"],
    ids=["not", "plus", "parentheses"],
)
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    with pytest.raises(RuleTextError):
        condition(text, SCOPE)


def test_long_sums_of_a_sensible_depth_pass() -> None:
    lower(" + ".join(["gpu.length_mm"] * MAX_DEPTH), SCOPE)
    with pytest.raises(RuleTextError, match=f"nested more than {MAX_DEPTH} deep"):
        lower(" + ".join(["gpu.brackets"] * (MAX_DEPTH + 2)), SCOPE)


@pytest.mark.parametrize(
    "text",
    [
        "cpu.socket == motherboard.socket",
        "cpu.socket in ['am4', 'am5'] and cpu.socket not in ('lga1700',)",
        "1 <= gpu.brackets < 4 <= gpu.thickness_slots",
        "sum(m.modules * m.module_gb for m in memory) >= floor",
        "gpu.length_mm / ratio <= case.max_gpu_length_mm * 0.5",
        "all(a.chip == b.chip for a in gpu for b in gpu if a.nvlink and b.nvlink)",
        "max((s.position for s in motherboard.slots if not s.open_ended), default=0) <= 7",
        "same(m.speed_mts for m in memory) or len(memory) == 0",
        "min(gpu.length_mm, gpu.height_mm, 3) > standard.slots.pitch_mm",
        "gpu.riser != True",
        "gpu.placed.lanes >= min(8, gpu.pcie_lanes) and build.final",
        "'atx' in case.form_factors",
    ],
)
def test_accepted(text: str) -> None:
    condition(text, SCOPE)


def test_decimals_are_exact_and_units_follow() -> None:
    node = lower("gpu.length_mm * 0.1", SCOPE)
    assert isinstance(node, tree.Arithmetic)
    assert node.type == NumberType("mm")
    assert isinstance(node.right, tree.Constant)
    assert str(node.right.value) == "Interval(low=Fraction(1, 10), high=Fraction(1, 10))"


def test_greater_is_written_as_less() -> None:
    assert lower("gpu.brackets > 1", SCOPE) == lower("1 < gpu.brackets", SCOPE)
    assert lower("gpu.brackets >= 1", SCOPE) == lower("1 <= gpu.brackets", SCOPE)
