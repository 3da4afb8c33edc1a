"""The smallest supply that rigcheck takes for sensible is near the one that NVIDIA asks for with the same card."""

from __future__ import annotations

import pytest

from benchmarks.psu_sizes import RTX_30_40_50, Row, rows, score
from rigcheck.engine.session import Session


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """Return the cards of the curated catalog whose figure has a source."""
    root = tmp_path_factory.mktemp("curated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RIGCHECK_DATA_DIR", str(root / "data"))
        patch.setenv("RIGCHECK_CACHE_DIR", str(root / "cache"))
        session = Session()
        found = rows(session, RTX_30_40_50)
        session.catalog.close()
    return found


def test_the_table_is_nvidias(cards: list[Row]) -> None:
    """Every series is there, each card once, and no workstation card; known rows prove that they are read right."""
    names = [row.name for row in cards]
    assert len(names) == len(set(names)) >= 26
    assert all(sum(f"RTX {series}0" in name for name in names) >= 5 for series in (3, 4, 5))
    assert not any("Ada" in name or "PRO" in name for name in names)
    asked = {row.name.removeprefix("NVIDIA GeForce "): (row.board_power_w, row.maker_w) for row in cards}
    assert asked["RTX 5090"] == (575, 1000)
    assert asked["RTX 4090"] == (450, 850)
    assert asked["RTX 3060 12GB"] == (170, 550)


def test_the_smallest_supply_is_near_nvidias_figure(cards: list[Row]) -> None:
    said = score(cards, lambda row: row.rigcheck_w)
    assert said.near >= 0.9
    assert said.far_below == 0
    assert said.mean_error_w <= 22


def test_a_rule_without_headroom_fails_the_same_score(cards: list[Row]) -> None:
    """The score tells a bad rule: the reference machine's plain sum is far below for many cards."""
    said = score(cards, lambda row: int(row.board_power_w) + 325)
    assert said.near < 0.9
    assert said.far_below > 0


def test_the_makers_own_figures_score_full(cards: list[Row]) -> None:
    said = score(cards, lambda row: row.maker_w)
    assert said.exact == said.near == 1
    assert said.far_below == said.bias_w == said.mean_error_w == 0
