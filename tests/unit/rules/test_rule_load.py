"""Rule files: every problem of a folder in one run, each with its file, its key and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from rigcheck.errors import DataError
from rigcheck.rules.load import load_rules
from rigcheck.rules.model import Rule
from tests.unit.rules.rule_texts import SCOPE

RULE = """
title    = "The GPU is no longer than the case allows"
severity = "error"
require  = "gpu.length_mm <= case.max_gpu_length_mm"
violated = "{gpu} is {gpu.length_mm} long."
why      = "It would not close."
"""


def write(folder: Path, rule_id: str, text: str = RULE) -> Path:
    path = folder / f"{rule_id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def problems(*folders: Path) -> list[str]:
    with pytest.raises(DataError) as raised:
        load_rules(folders, SCOPE)
    return [f"{Path(p.source).stem} {p.where}: {p.message}" for p in raised.value.problems]


def loaded(folder: Path, text: str) -> Rule:
    write(folder, "clearance/gpu-length", text)
    (rule,) = load_rules([folder], SCOPE)
    return rule


def test_the_path_is_the_id_and_ids_are_in_order(tmp_path: Path) -> None:
    for name in ("socket/b", "clearance/z", "clearance/a"):
        write(tmp_path, name)
    write(tmp_path, "clearance/a.cases", "nonsense")
    rules = load_rules([tmp_path], SCOPE)
    assert [rule.id for rule in rules] == ["clearance/a", "clearance/z", "socket/b"]
    assert rules[0].family == "clearance"


def test_quantified_kinds_are_those_of_conditions_and_messages(tmp_path: Path) -> None:
    text = RULE.replace("{gpu} is", "{motherboard}: {gpu} is") + 'when = "any(p.fanless for p in psu)"\n'
    assert loaded(tmp_path, text).quantified == ("motherboard", "gpu", "case")


def test_let_and_parameters_are_names(tmp_path: Path) -> None:
    text = RULE.replace("case.max_gpu_length_mm", "room / half") + (
        '[let]\nroom = "case.max_gpu_length_mm"\ntwice = "room * 2"\n'
        '[parameters.half]\nvalue = 0.5\nunit = ""\nsource = "a test"\n'
    )
    rule = loaded(tmp_path, text)
    assert rule.quantified == ("gpu", "case")
    assert rule.parameters["half"].text == "0.5"
    assert rule.let_texts == {"room": "case.max_gpu_length_mm", "twice": "room * 2"}


def test_all_problems_of_a_folder_come_in_one_run(tmp_path: Path) -> None:
    write(
        tmp_path, "a/one", RULE.replace("gpu.length_mm <=", "gpu.lenght_mm <=").replace("{gpu.length_mm}", "{gpu.len}")
    )
    write(tmp_path, "a/two", RULE.replace('"error"', '"fatal"'))
    write(tmp_path, "b/three", "title = [")
    write(tmp_path, "b/four", RULE + 'covers = ["a/missing"]\n')
    found = problems(tmp_path)
    assert len(found) == 5
    assert found[0] == "one require: gpu has no fact 'lenght_mm'; did you mean 'length_mm'?."
    assert found[1].startswith("one violated: gpu has no fact 'len'")
    assert found[2] == "two severity: found 'fatal'; expected one of error, warning, advice."
    assert found[3].startswith("three : not readable as TOML")
    assert found[4] == "four covers: there is no rule 'a/missing'."


def test_a_key_that_is_not_one_is_named_with_its_neighbour(tmp_path: Path) -> None:
    write(tmp_path, "a/rule", RULE.replace("severity", "severety"))
    assert problems(tmp_path) == [
        "rule severity: this key is needed.",
        "rule severety: 'severety' is not a key of a rule; did you mean 'severity'?",
    ]


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ('covers = "a/b"', "covers: found 'a/b'; expected list."),
        ("covers = [1]", "covers: found 1; expected str."),
        ('drops = ["gpu.plgs"]', "drops: 'gpu.plgs' is not a fact of a part."),
        ('drops = ["gpu"]', "drops: 'gpu' is not a fact of a part."),
        ('drops = ["gpu.plugs.molex"]', "drops: 'gpu.plugs.molex' is not a fact of a part."),
        ("references = [1]", "references: found 1; a reference is a table with a title"),
        ("[let]\nx = 1", "let: found 1; expected str."),
        ('[let]\ngpu = "1"', "let.gpu: 'gpu' already means something else."),
        ('[let]\nx = "y"', "let.x: 'y' is not a name here"),
        ("[parameters.p]\nvalue = 1", "parameters.p: a parameter is {"),
        ('[parameters.p]\nvalue = true\nsource = "x"', "parameters.p: a parameter is {"),
        ('[parameters.power]\nvalue = 1\nsource = "x"', "parameters.power: 'power' already means something else."),
    ],
)
def test_what_a_key_holds_is_checked(tmp_path: Path, added: str, said: str) -> None:
    write(tmp_path, "a/rule", f"{RULE}\n{added}\n")
    assert said in problems(tmp_path)[0]


def test_drops_that_are_facts_pass(tmp_path: Path) -> None:
    rule = loaded(tmp_path, RULE + 'drops = ["gpu.plugs", "gpu.plugs.pcie_8pin", "motherboard.slots"]\n')
    assert rule.drops[0] == "gpu.plugs"


def test_two_folders_may_not_define_one_rule(tmp_path: Path) -> None:
    write(tmp_path / "ours", "a/rule")
    write(tmp_path / "theirs", "a/rule")
    assert "a/rule is already defined in" in problems(tmp_path / "ours", tmp_path / "theirs")[0]


def test_an_old_name_belongs_to_one_rule(tmp_path: Path) -> None:
    write(tmp_path, "a/one", RULE + 'aliases = ["a/old"]\n')
    write(tmp_path, "a/two", RULE + 'aliases = ["a/old"]\n')
    assert problems(tmp_path) == ["two aliases: 'a/old' already names another rule."]


def test_covering_a_rule_whose_file_is_broken_is_not_a_second_problem(tmp_path: Path) -> None:
    write(tmp_path, "a/one", RULE + 'covers = ["a/two"]\n')
    write(tmp_path, "a/two", RULE.replace("gpu.length_mm <=", "gpu.nothing <="))
    assert len(problems(tmp_path)) == 1
