"""What all tests share: how hypothesis draws its examples, and rigcheck as a process.

Hypothesis draws the same examples in every run, so that a red test is a change and never the dice.
`HYPOTHESIS_PROFILE=search` looks for new counterexamples: other examples in every run, and ten times as many where a
law does not name a number itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.process import Answer, Run, call

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60, suppress_health_check=SLOW)
settings.register_profile("search", deadline=None, max_examples=600, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return an environment in which the catalog is the curated one alone."""
    root = tmp_path_factory.mktemp("rigcheck")
    return {"RIGCHECK_DATA_DIR": str(root / "data"), "RIGCHECK_CACHE_DIR": str(root / "cache")}


@pytest.fixture
def rigcheck(folders: Mapping[str, str]) -> Run:
    """Return a function that calls rigcheck with arguments and, if given, standard input."""

    def run(*arguments: str | Path, stdin: str | bytes = b"", env: Mapping[str, str] | None = None) -> Answer:
        return call(arguments, stdin, {**folders, **(env or {})})

    return run
