"""`psu` and `check` never disagree: what `psu` says of a supply is what `check` says of the list with it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

import pytest

from rigcheck.engine.derive import OF_SUPPLY
from rigcheck.engine.report import report
from rigcheck.engine.session import Session
from rigcheck.lists.read import read_list
from rigcheck.lists.writers import write_list
from rigcheck.questions.hypothetical import depends_on
from rigcheck.questions.psu import which_psu
from rigcheck.questions.psu_answer import psu_json
from tests.process import REPOSITORY, Run

LISTS = ("examples/ml-desktop-2024.md", "examples/quad-gpu-workstation.toml")
FAULTY = ("docs/examples/lists/four-cards.txt",)
"""A list that no supply can mend."""
SORTS = ("fits", "undecided", "near_misses")
OF_EACH = 10


@pytest.fixture(scope="module")
def session(folders: Mapping[str, str]) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in folders.items():
            patch.setenv(name, folder)
        yield Session()


def answer_to(name: str, session: Session) -> Any:
    listed = read_list(REPOSITORY / name)
    build = session.build(listed, session.settings(listed))
    answer = which_psu(build, session.catalog.parts("psu"), session.rules, session.standards_record)
    return psu_json(answer, session.standards)


def that_read_supplies(session: Session) -> set[str]:
    return {rule.id for rule in session.rules if depends_on(rule, "psu", OF_SUPPLY)}


def with_supply(name: str, supply: str, path: Path) -> Path:
    """Write the list with this supply in the place of its own, in rigcheck's own format."""
    head, *parts = write_list(read_list(REPOSITORY / name), "toml").split("[[part]]\n")
    others = [part.rstrip() + "\n\n" for part in parts if 'kind = "psu"' not in part]
    assert len(others) == len(parts) - 1 or name in FAULTY
    path.write_text("[[part]]\n".join([head, *others, f'kind = "psu"\nid = "{supply}"\n']), "utf-8")
    return path


def checked(path: Path, session: Session) -> Any:
    listed = read_list(path)
    check = session.check(session.build(listed, session.settings(listed)))
    return report(check, "", session.standards, verbose=True)


def rules_of(found: Any, severity: str, verdict: str, apart: Set[str] = frozenset()) -> set[str]:
    return {
        finding["rule"]
        for finding in found["findings"]
        if (finding["severity"], finding["verdict"]) == (severity, verdict)
    } - apart


def sample(answer: Any, sort: str) -> list[Any]:
    """Return some of a sort: the first, the last, and others in between."""
    first, *between, last = answer[sort]
    chosen = random.Random(11).sample(between, min(OF_EACH - 2, len(between)))
    return [first, *chosen, last]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("name", LISTS)
def test_check_says_of_a_supply_what_psu_says(name: str, sort: str, session: Session, tmp_path: Path) -> None:
    answer = answer_to(name, session)
    apart = {entry["rule"] for entry in answer["apart"]}
    said = sample(answer, sort)
    assert len(said) >= 8
    for one in said:
        found = checked(with_supply(name, one["id"], tmp_path / "list.toml"), session)
        assert [part["id"] for part in found["parts"] if part["kind"] == "psu"] == [one["id"]]
        violated, unknown = (rules_of(found, "error", verdict, apart) for verdict in ("violated", "unknown"))
        assert violated == set(one.get("because", ())), one["id"]
        assert bool(unknown) == (sort == "undecided") or sort == "near_misses", one["id"]
        missing = {path for entry in found["findings"] if entry["rule"] in unknown for path in entry["missing"]}
        assert missing == set(one.get("missing", ())), one["id"]
        assert found["verdict"] != "compatible" or sort == "fits", one["id"]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("name", LISTS)
def test_the_warnings_are_those_of_check(name: str, sort: str, session: Session, tmp_path: Path) -> None:
    answer = answer_to(name, session)
    read = that_read_supplies(session)
    warned = 0
    for one in sample(answer, sort):
        found = checked(with_supply(name, one["id"], tmp_path / "list.toml"), session)
        assert rules_of(found, "warning", "violated") & read == set(one["warnings"]), one["id"]
        warned += len(one["warnings"])
    assert warned > 0 or sort == "fits"


@pytest.mark.parametrize("name", LISTS)
def test_the_load_and_the_draw_are_those_of_check(name: str, session: Session, tmp_path: Path) -> None:
    answer = answer_to(name, session)
    for one in (answer[sort][0] for sort in SORTS):
        power = checked(with_supply(name, one["id"], tmp_path / "list.toml"), session)["power"]
        assert power["sustained_w"] == answer["needs"]["sustained_w"]
        assert power["spike_w"] == answer["needs"]["spike"]
        assert power["tolerated_w"] == one["tolerated_w"]
        assert power["load_percent"]["high"] == pytest.approx(100 * one["load"], abs=0.06)


@pytest.mark.parametrize("name", LISTS)
def test_what_is_told_of_the_supply_in_the_list_is_what_check_says_of_the_list(name: str, session: Session) -> None:
    answer, found = answer_to(name, session), checked(REPOSITORY / name, session)
    listed = answer["listed"]
    assert listed["name"] == next(part["name"] for part in found["parts"] if part["kind"] == "psu")
    assert set(listed["because"]) == rules_of(found, "error", "violated")
    assert set(listed["warnings"]) == rules_of(found, "warning", "violated") & that_read_supplies(session)
    for figure in ("rated_w", "tolerated_w", "load_percent", "spike_percent"):
        assert listed[figure] == found["power"][figure]


def test_what_no_supply_can_mend_is_in_every_check_and_in_no_because(session: Session, tmp_path: Path) -> None:
    [name] = FAULTY
    answer = answer_to(name, session)
    apart = {entry["rule"] for entry in answer["apart"] if entry["verdict"] == "violated"}
    assert apart
    assert answer["fits"] == answer["undecided"] == []
    for one in sample(answer, "near_misses"):
        found = checked(with_supply(name, one["id"], tmp_path / "list.toml"), session)
        assert found["verdict"] == "incompatible"
        assert rules_of(found, "error", "violated") == apart | set(one["because"]), one["id"]


@pytest.mark.parametrize("sort", SORTS)
def test_the_commands_agree_as_they_are_called(rigcheck: Run, sort: str, tmp_path: Path) -> None:
    [name, _] = LISTS
    one = rigcheck("psu", name, "--format", "json").json[sort][0]
    path = with_supply(name, one["id"], tmp_path / "list.toml")
    answer = rigcheck("check", path, "--format", "json", "--verbose")
    assert answer.code == (1 if sort == "near_misses" else 0)
    found = json.loads(answer.out)
    assert found["verdict"] == {"fits": "compatible", "undecided": "undecided"}.get(sort, "incompatible")
    assert rules_of(found, "error", "violated") == set(one.get("because", ()))
