"""The browser that tests of pictures share: without Chromium they are skipped, but never in CI."""

from __future__ import annotations

import os

import pytest

from tests.browser.chromium import BROWSERS, Browser, installed


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    binary = installed()
    if binary:
        return Browser(binary, tmp_path_factory.mktemp("browser"))
    reason = f"none of {', '.join(BROWSERS)} is installed"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
