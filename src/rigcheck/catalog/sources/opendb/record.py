"""How a field of OpenDB becomes a fact: the forms in which the tables of kinds declare it.

Every form says what makes a value missing and what makes it impossible. A missing value leaves nothing behind; an
impossible one is dropped and counted with its reason. No value makes an import fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from rigcheck.catalog.vocabulary import vocabularies
from rigcheck.schema.kinds import Kind

Exact = int | Decimal


@dataclass(slots=True)
class Record:
    """One record on its way to facts."""

    raw: Mapping[str, Any]
    kind: Kind
    name: str
    count_drop: Callable[[str, str], None]
    """Called with key and reason for each value that is not believed."""
    facts: dict[str, Any] = field(default_factory=dict)

    def at(self, path: str) -> Any:
        """Return the value at a dotted path, or None when there is none."""
        value: Any = self.raw
        for step in path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    def number(self, path: str) -> Exact | None:
        """Return the number at a path, without loss; None when there is none."""
        return exact_number(self.at(path))

    def count(self, path: str) -> int:
        """Return the whole number at a path; zero, which mostly stands for *not entered*, when there is none."""
        value = self.number(path)
        return value if isinstance(value, int) and value > 0 else 0

    def text(self, path: str) -> str:
        """Return the text at a path, or an empty one."""
        value = self.at(path)
        return value.strip() if isinstance(value, str) else ""

    def items(self, path: str) -> list[Any]:
        """Return the list at a path, or an empty one."""
        value = self.at(path)
        return value if isinstance(value, list) else []

    def set(self, key: str, fact: Any) -> None:
        """State a fact under a dotted key."""
        *groups, last = key.split(".")
        table = self.facts
        for group in groups:
            table = table.setdefault(group, {})
        table[last] = fact

    def drop(self, key: str, reason: str) -> None:
        """Count a value that is not believed, and take the fact back if it was stated."""
        self.facts.pop(key, None)
        self.count_drop(key, reason)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the unit of its key."""

    key: str
    path: str
    low: Exact
    high: Exact
    zero: Literal["missing", "stated"] = "missing"
    """Whether zero is OpenDB's *not entered*, or a statement."""

    def read(self, record: Record) -> None:
        """State the number when it is there and physically possible."""
        value = record.number(self.path)
        if value is None or (value == 0 and self.zero == "missing"):
            return
        if value != 0 and not self.low <= value <= self.high:
            record.drop(self.key, f"outside {self.low} to {self.high}")
        else:
            record.set(self.key, value)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one of our vocabularies."""

    key: str
    path: str
    vocabulary: str
    spellings: Mapping[str, str] = field(default_factory=dict)
    """OpenDB's own spellings, which the vocabulary does not list."""
    missing: frozenset[str] = frozenset({"", "None", "Unknown"})

    def read(self, record: Record) -> None:
        """State the word when it is there and in the vocabulary."""
        text = record.text(self.path)
        if text in self.missing:
            return
        word = self.spellings.get(text) or word_of(self.vocabulary, text)
        if word is None:
            record.drop(self.key, f"not a word of vocab/{self.vocabulary}")
        else:
            record.set(self.key, word)


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words; an empty one is OpenDB's *not entered*."""

    key: str
    path: str
    vocabulary: str
    complete: bool
    """Whether a word that is absent from the list is known not to belong to it."""

    def read(self, record: Record) -> None:
        """State the words that are in the vocabulary; the list is open when it may go on or a word was dropped."""
        texts = [text.strip() for text in record.items(self.path) if isinstance(text, str)]
        words = [word_of(self.vocabulary, text) for text in texts]
        known = list(dict.fromkeys(word for word in words if word is not None))
        for word in words:
            if word is None:
                record.drop(self.key, f"not a word of vocab/{self.vocabulary}")
        if known:
            record.set(self.key, known if self.complete and len(known) == len(set(texts)) else {"at_least": known})


@dataclass(frozen=True, slots=True)
class Truth:
    """A truth value; where `false` is the default of a form nobody filled in, only `true` is believed."""

    key: str
    path: str
    false: Literal["missing", "stated"] = "missing"

    def read(self, record: Record) -> None:
        """State the truth value when it is one."""
        value = record.at(self.path)
        if value is True or (value is False and self.false == "stated"):
            record.set(self.key, value)


Field = Number | Word | WordList | Truth


@dataclass(frozen=True, slots=True)
class Table:
    """One folder of OpenDB: the kind it becomes, its plain fields, and what has to be concluded from several."""

    folder: str
    kind: Kind
    fields: Sequence[Field] = ()
    conclusions: Sequence[Callable[[Record], None]] = ()
    """Run in order after the fields; each may state, change or drop facts of the record."""
    set_aside: Callable[[Record], str | None] = lambda _: None
    """Returns the reason for which the record is no part of a PC, if there is one."""

    def facts(self, record: Record) -> dict[str, Any]:
        """Return the facts that are believed of the record."""
        for plain in self.fields:
            plain.read(record)
        for conclude in self.conclusions:
            conclude(record)
        return {key: fact for key, fact in record.facts.items() if fact != {}}


def word_of(vocabulary: str, text: str) -> str | None:
    """Return the word of a vocabulary that a text stands for, or None."""
    return vocabularies()[vocabulary].word(text)


def exact_number(value: Any) -> Exact | None:
    """Return a number of JSON as int where it is whole; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return int(value) if value == int(value) else value


def bounded(low: Exact, high: Exact, usual: Exact | None = None) -> Any:
    """Return the fact of a number between two others; stated when they are equal."""
    if low == high:
        return low
    return {"at_least": low, "at_most": high} | ({} if usual is None else {"usual": usual})


def one_of(words: Iterable[str]) -> Any:
    """Return the fact of a word that is one of these; stated when there is only one."""
    options = list(words)
    return options[0] if len(options) == 1 else {"one_of": options}
