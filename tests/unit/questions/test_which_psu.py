"""Which supply fits is what the engine says of the build with each supply in place, one by one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from rigcheck.engine.build import Build
from rigcheck.engine.check import uncovered
from rigcheck.engine.session import Session
from rigcheck.lists.read import read_list
from rigcheck.questions.hypothetical import applicable, as_build_part, cleaned_part, outcome, with_parts
from rigcheck.questions.psu import which_psu
from rigcheck.verdict import Verdict

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("RIGCHECK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RIGCHECK_CACHE_DIR", str(tmp_path / "cache"))
    return Session()


@pytest.mark.parametrize("name", ["ml-desktop-2024.md", "quad-gpu-workstation.toml"])
def test_every_supply_is_judged_as_if_it_were_the_only_one(name: str, session: Session) -> None:
    listed = read_list(EXAMPLES / name)
    build: Build = session.build(listed, session.settings(listed))
    supplies = list(session.catalog.parts("psu"))
    random.Random(7).shuffle(supplies)
    supplies = supplies[:60]
    answer = which_psu(build, supplies, session.rules, session.standards_record)
    sort = {one.part.id: Verdict.OK for one in answer.fits}
    sort |= {one.part.id: Verdict.UNKNOWN for one in answer.undecided}
    sort |= {one.part.id: Verdict.VIOLATED for one in answer.near_misses}
    found = {one.part.id: one.outcome for one in (*answer.fits, *answer.undecided, *answer.near_misses)}
    units = max(1, sum(part.quantity for part in build.of_kind("psu")))
    for supply in supplies:
        part = cleaned_part(as_build_part(supply, units), session.rules, session.standards_record)
        plain = outcome(with_parts(build, "psu", [part]), applicable(build, session.rules), session.standards_record)
        said = found[supply.id]
        assert sort[supply.id] is plain.verdict
        assert {
            (one.rule.id, one.parts, one.verdict, one.missing) for one in (*answer.rest.findings, *said.findings)
        } == {(one.rule.id, one.parts, one.verdict, one.missing) for one in uncovered(plain.findings)}
