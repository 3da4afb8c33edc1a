"""What the tests of questions share: a session on the curated catalog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rigcheck.engine.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    root = tmp_path_factory.mktemp("rigcheck")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RIGCHECK_DATA_DIR", str(root / "data"))
        patch.setenv("RIGCHECK_CACHE_DIR", str(root / "cache"))
        yield Session()
