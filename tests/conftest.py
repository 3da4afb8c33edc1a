"""Hypothesis draws the same examples in every run, so that a red test is a change and never the dice.

`HYPOTHESIS_PROFILE=search` looks for new counterexamples: other seeds, ten times as many examples.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.append(str(Path(__file__).parents[1]))  # so that tests find `tests.oracles`

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60, suppress_health_check=SLOW)
settings.register_profile("search", deadline=None, max_examples=600, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
