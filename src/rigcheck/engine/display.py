"""How parts and words are called in messages."""

from __future__ import annotations

from rigcheck.catalog.vocabulary import word_lists
from rigcheck.engine.build import Build


class Names:
    """Shows parts of one build by their names and words as people write them."""

    def __init__(self, build: Build) -> None:
        self._names = {part.ref: part.name for part in build.parts}

    def word(self, vocabulary: str | None, word: str) -> str:
        """Return the spelling people know: `AM4` for `am4`."""
        return shown_word(vocabulary, word)

    def part(self, path: str) -> str:
        """Return the part's name."""
        return self._names.get(path, path.partition("#")[0])


def shown_word(vocabulary: str | None, word: str) -> str:
    """Return how reports write a word of a vocabulary."""
    if vocabulary is None:
        return word
    words = word_lists().get(vocabulary)
    return words.shown.get(word, word) if words else word
