"""What `rigcheck cost` says of the article of 2019, kept whole: a change of a price, a formula or a word shows here.

`RIGCHECK_UPDATE_GOLDEN=1 pytest tests/reports` writes it anew; read the difference before committing it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.costs import ARTICLE
from tests.process import Run

GOLDEN = Path(__file__).parent / "golden"
WIDE = {"COLUMNS": "160"}


@pytest.mark.parametrize(("name", "form"), [("cost-2019.txt", "text"), ("cost-2019.md", "markdown")])
def test_the_page_is_the_one_that_was_read(rigcheck: Run, name: str, form: str) -> None:
    answer = rigcheck("cost", *ARTICLE, "--explain", "--format", form, env=WIDE)
    assert (answer.code, answer.err) == (0, "")
    path = GOLDEN / name
    if os.environ.get("RIGCHECK_UPDATE_GOLDEN"):
        path.write_text(answer.out, "utf-8")
    assert answer.out == path.read_text("utf-8")


def test_the_data_are_the_ones_that_were_read(rigcheck: Run) -> None:
    answer = rigcheck("cost", *ARTICLE, "--format", "json").json
    del answer["rigcheck"]  # it changes with every release
    path = GOLDEN / "cost-2019.json"
    if os.environ.get("RIGCHECK_UPDATE_GOLDEN"):
        path.write_text(json.dumps(answer, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert answer == json.loads(path.read_text("utf-8"))
