"""What is kept in the cache folder: made once, made anew when its signature changes, and never in the way."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from rigcheck.catalog.kept import kept
from rigcheck.catalog.places import cache_folder
from rigcheck.values import Interval, Words


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGCHECK_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def make() -> Callable[[], list[int]]:
    """Return a different value each time."""
    made: list[list[int]] = []

    def once_more() -> list[int]:
        made.append([len(made)])
        return made[-1]

    return once_more


def file() -> Path:
    return cache_folder() / "thing.kept"


def test_it_is_made_once(make: Callable[[], list[int]]) -> None:
    assert [kept("thing", "a", make), kept("thing", "a", make)] == [[0], [0]]


def test_it_is_made_anew_under_another_signature(make: Callable[[], list[int]]) -> None:
    assert [kept("thing", signature, make) for signature in "aab"] == [[0], [0], [1]]


def test_our_own_values_come_back_as_they_were() -> None:
    value = {"nested": (Interval(0, None), Words.of("am4"), [Interval.point(3)])}
    assert kept("thing", "a", lambda: value) == value
    assert kept("thing", "a", dict) == value


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: b"\n",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1] + b"!",
        lambda whole: b"\xff" * len(whole),
    ],
    ids=["empty", "no head", "half", "one byte", "other bytes"],
)
def test_a_damaged_file_is_made_anew(make: Callable[[], list[int]], damage: Callable[[bytes], bytes]) -> None:
    kept("thing", "a", make)
    file().write_bytes(damage(file().read_bytes()))
    assert [kept("thing", "a", make), kept("thing", "a", make)] == [[1], [1]]


def test_nothing_but_values_is_read(make: Callable[[], list[int]], tmp_path: Path) -> None:
    """A file that was made by somebody else, with the right hash over it, runs nothing."""
    victim = tmp_path / "victim"
    victim.touch()

    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.unlink, (victim,)

    from rigcheck.catalog import kept as module

    kept("thing", "a", make)
    body = pickle.dumps(Evil())
    file().write_bytes(module._head("a", body) + b"\n" + body)
    assert kept("thing", "a", make) == [1]
    assert victim.exists()


def test_a_folder_that_cannot_be_written_is_no_matter(
    make: Callable[[], list[int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("RIGCHECK_CACHE_DIR", str(tmp_path / "a-file"))
    assert [kept("thing", "a", make), kept("thing", "a", make)] == [[0], [1]]
