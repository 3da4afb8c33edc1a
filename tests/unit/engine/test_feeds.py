"""What a supply is said to feed must be in the build; a name that is not there is told with what is."""

from __future__ import annotations

from typing import Any

import pytest

from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.feeds import feeds_problems
from rigcheck.errors import Problem
from rigcheck.schema.kinds import Kind


def build(*feeds: tuple[str, ...], lines: tuple[int, ...] = (7,)) -> Build:
    kinds: tuple[Kind, ...] = ("cpu", "motherboard", "gpu", "gpu", "case")
    parts = [BuildPart("", kind, 1, f"the {kind}", {}) for kind in kinds]
    for names in feeds:
        said: dict[str, Any] = {"feeds": list(names)} if names else {}
        parts.append(BuildPart("", "psu", 1, "the supply", {}, lines=lines, settings=said))
    return Build(numbered(parts))


def problems(*feeds: tuple[str, ...], lines: tuple[int, ...] = (7,)) -> list[Problem]:
    return list(feeds_problems(build(*feeds, lines=lines), "list.toml"))


@pytest.mark.parametrize("names", [("gpu",), ("gpu#1", "gpu#2"), ("cpu", "motherboard", "gpu#2"), ("GPU", "Cpu#1"), ()])
def test_parts_and_kinds_of_the_build_may_be_fed(names: tuple[str, ...]) -> None:
    assert problems(names) == []


@pytest.mark.parametrize("name", ["gpu#3", "gpu#0", "storage", "graphics", "", "gpu "])
def test_a_part_that_is_not_there_is_told_with_those_that_are(name: str) -> None:
    [problem] = problems(("cpu", name))
    assert (problem.source, problem.where) == ("list.toml", "line 7")
    assert f"`feeds` names {name!r}" in problem.message
    assert problem.message.endswith("it has cpu#1, motherboard#1, gpu#1, gpu#2.")
    assert "'gpu'" in problem.hint


def test_a_supply_without_a_line_is_named() -> None:
    [problem] = problems(("nothing",), lines=())
    assert problem.where == "the supply"


def test_every_mistake_of_every_supply_is_told() -> None:
    found = problems(("gpu", "one"), ("two", "three"), ("gpu#1",))
    assert [word for problem in found for word in ("one", "two", "three") if repr(word) in problem.message] == [
        "one",
        "two",
        "three",
    ]
