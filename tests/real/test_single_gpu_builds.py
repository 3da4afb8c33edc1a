"""Ordinary single-GPU builds made of imported facts are decided as to slots, where those facts exist."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from rigcheck.catalog.part import CatalogPart
from rigcheck.catalog.sources.file import save_import
from rigcheck.catalog.sources.opendb import import_opendb
from rigcheck.engine.build import Build, numbered
from rigcheck.engine.session import Session
from rigcheck.questions.hypothetical import as_build_part, cleaned_part, outcome
from rigcheck.schema.kinds import Kind
from rigcheck.verdict import Verdict
from tests.process import REPOSITORY

ARCHIVE = REPOSITORY.parent / "shared" / "data" / "opendb" / "buildcores-open-db-main.tar.gz"
BUILDS = 400
ORDINARY_FORMS = {"mini-itx", "micro-atx", "atx", "eatx"}

pytestmark = pytest.mark.skipif(not ARCHIVE.exists(), reason="../shared is not here; CI has it")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Return a session over the whole imported catalog."""
    root = tmp_path_factory.mktemp("opendb")
    patch = pytest.MonkeyPatch()
    patch.setenv("RIGCHECK_DATA_DIR", str(root / "data"))
    patch.setenv("RIGCHECK_CACHE_DIR", str(root / "cache"))
    save_import(import_opendb(ARCHIVE))
    session = Session()
    yield session
    session.catalog.close()
    patch.undo()


def imported(session: Session, kind: Kind, *needed: str) -> list[CatalogPart]:
    """Return the imported parts of a kind that state these facts."""
    return [
        part
        for part in session.catalog.parts(kind)
        if part.origin == "imported" and all(key in part.facts for key in needed)
    ]


def test_one_gpu_is_decided_as_to_slots(session: Session) -> None:
    """The bound on where the first x16 slot lies decides them, in a case of seven slots or more."""
    chance = random.Random(1)
    boards = [
        part
        for part in imported(session, "motherboard", "slots", "sockets", "form_factor")
        if part.facts["form_factor"] in ORDINARY_FORMS and part.facts["sockets"] == 1
    ]
    cards = [
        part
        for part in imported(session, "gpu", "thickness_slots")
        if isinstance(part.facts["thickness_slots"], int | Decimal) and part.facts["thickness_slots"] <= 3
    ]
    cases = [part for part in imported(session, "case", "expansion_slots") if part.facts["expansion_slots"] >= 7]
    rules = [rule for rule in session.rules if rule.id in {"slots/gpus-in-slots", "slots/brackets-in-case"}]
    assert len(rules) == 2
    said: Counter[tuple[str, str]] = Counter()
    for _ in range(BUILDS):
        chosen = (chance.choice(boards), chance.choice(cards), chance.choice(cases))
        parts = [cleaned_part(as_build_part(part), session.rules, session.standards_record) for part in chosen]
        judged = outcome(Build(numbered(parts)), rules, session.standards_record)
        said.update((finding.rule.id, finding.verdict.word) for finding in judged.findings)
    undecided = {rule: number for (rule, verdict), number in said.items() if verdict == Verdict.UNKNOWN.word}
    assert undecided == {}, said


@pytest.mark.parametrize("thickness", [2, 3])
def test_a_thick_card_on_a_mini_itx_board_is_no_problem_of_the_board(session: Session, thickness: int) -> None:
    """Only the case says whether it has the slots."""
    board = next(part for part in imported(session, "motherboard", "slots") if part.facts["form_factor"] == "mini-itx")
    card = next(part for part in imported(session, "gpu") if part.facts.get("thickness_slots") == thickness)
    rules = [rule for rule in session.rules if rule.id in {"slots/gpus-in-slots", "slots/brackets-in-case"}]
    for slots, verdict in ((thickness, Verdict.OK), (0, Verdict.VIOLATED)):
        case = CatalogPart("case/x/y", "case", "A case", (), (), "curated", {"expansion_slots": slots}, ())
        build = Build(numbered([as_build_part(part) for part in (board, card, case)]))
        by_rule = {f.rule.id: f.verdict for f in outcome(build, rules, session.standards_record).findings}
        assert by_rule["slots/gpus-in-slots"] is Verdict.OK
        assert by_rule["slots/brackets-in-case"] is verdict


def test_data_is_where_ci_has_it() -> None:
    assert Path(ARCHIVE).stat().st_size > 1_000_000
