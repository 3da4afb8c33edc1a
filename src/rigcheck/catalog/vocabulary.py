"""Closed word lists, and the spellings that stand for their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rigcheck import __version__
from rigcheck.catalog.fingerprint import digest, stats_of
from rigcheck.catalog.kept import kept
from rigcheck.catalog.root import data_folder


def folded(text: str) -> str:
    """Return the text in the form in which spellings are compared: lower case, letters and digits and plus only."""
    return re.sub(r"[^a-z0-9+.]", "", text.lower())


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one vocabulary."""

    name: str
    words: dict[str, str]
    """Each word and what it means."""
    spellings: dict[str, str]
    """Folded spellings, and the word each stands for."""
    shown: dict[str, str]
    """How reports write a word, where it is not the word itself."""

    def word(self, text: str) -> str | None:
        """Return the word that a spelling stands for, or None."""
        return self.spellings.get(folded(text))


@cache
def vocabularies() -> dict[str, WordList]:
    """Return all word lists: those of `catalog/vocab`, and `chips`, which the files of `catalog/chips` make."""
    chips = data_folder("catalog") / "chips"
    ids = {path.relative_to(chips).with_suffix("").as_posix(): "" for path in sorted(chips.rglob("*.toml"))}
    return {**word_lists(), "chips": WordList("chips", ids, {folded(chip): chip for chip in ids}, {})}


@cache
def word_lists() -> dict[str, WordList]:
    """Return the word lists of `catalog/vocab`, by name."""
    folder = data_folder("catalog") / "vocab"
    signature = digest([__version__, str(folder), *stats_of([folder, Path(__file__).parent])])
    return kept("words", signature, lambda: {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))})


def _read(path: Path) -> WordList:
    import tomllib  # noqa: PLC0415 - not needed where the lists are kept

    table = tomllib.loads(path.read_text("utf-8"))
    words: dict[str, str] = table["words"]
    spellings = {folded(word): word for word in words}
    for word, meaning in words.items():
        spellings.setdefault(folded(meaning), word)
    for spelling, word in table.get("aliases", {}).items():
        spellings[folded(spelling)] = word
    return WordList(path.stem, words, spellings, table.get("shown", {}))
