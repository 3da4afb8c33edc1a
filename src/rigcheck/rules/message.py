"""Messages with facts in them: `{cpu} needs socket {cpu.socket}` becomes a sentence with both values."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rigcheck.rules.evaluate import Scene, evaluate
from rigcheck.rules.tree import Name, Node
from rigcheck.schema.shapes import ANY_UNIT, FactType, ListType, NumberType, RecordType, TruthType, WordType
from rigcheck.values import Interval, Items, Record, Value, Words, number_text
from rigcheck.verdict import Verdict

NOT_KNOWN = "not known"
WHOLE_WATTS = 100
"""From here on a tenth of a watt is no news."""


class Display(Protocol):
    """How words and parts are shown to people."""

    def word(self, vocabulary: str | None, word: str) -> str:
        """Return the spelling people know: `AM4` for `am4`."""

    def part(self, path: str) -> str:
        """Return the name of the part with this reference."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text with expressions in it."""

    pieces: tuple[str | Node, ...]
    text: str

    def fill(self, scene: Scene, display: Display) -> str:
        """Return the sentence for one build."""
        return "".join(piece if isinstance(piece, str) else _shown(piece, scene, display) for piece in self.pieces)


def in_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence; a name such as GPU keeps its capitals."""
    return title if title[1:2].isupper() else title[0].lower() + title[1:]


def value_text(value: Value, shape: FactType, word: Callable[[str | None, str], str]) -> str:
    """Return a value as people write it, with its unit; a missing one is `not known`."""
    match value, shape:
        case Interval(), NumberType():
            return _interval_text(value, "" if shape.unit in {None, ANY_UNIT} else f" {shape.unit}")
        case Words(), WordType():
            if value.options is None:
                return NOT_KNOWN
            return " or ".join(sorted(word(shape.vocabulary, option) for option in value.options))
        case Verdict(), TruthType():
            return {Verdict.OK: "yes", Verdict.VIOLATED: "no", Verdict.UNKNOWN: NOT_KNOWN}[value]
        case Items(), ListType():
            if not value.items and not value.complete:
                return NOT_KNOWN
            shown = ", ".join(value_text(item, shape.of, word) for item in value.items) or "none"
            return shown if value.complete else f"{shown} and perhaps more"
        case Record(), RecordType():
            named = value.fields.get("name")
            return value_text(named, shape.fields["name"], word) if named else _record_text(value, shape, word)
        case _:
            return NOT_KNOWN


def _record_text(value: Record, shape: RecordType, word: Callable[[str | None, str], str]) -> str:
    """Return what is known of a record: words by themselves, all else with its key."""
    said = []
    for key, inner in shape.fields.items():
        text = value_text(value.fields[key], inner, word) if key in value.fields else NOT_KNOWN
        if text != NOT_KNOWN:
            said.append(text if isinstance(inner, WordType) else f"{key} {text}")
    return " ".join(said) or shape.name.lower()


def _interval_text(value: Interval, unit: str) -> str:
    if unit in {" W", " %"} and not value.is_point:  # a tenth is no news; rounded outwards, bounds stay true
        value = Interval(
            None if value.low is None else math.floor(value.low), None if value.high is None else math.ceil(value.high)
        )
    if value.is_point and value.low is not None:
        whole = unit == " W" and value.low >= WHOLE_WATTS
        return f"{round(value.low) if whole else number_text(value.low)}{unit}"
    if value.low is not None and value.high is not None:
        return f"{number_text(value.low)} to {number_text(value.high)}{unit}"
    if value.high is not None:
        return f"at most {number_text(value.high)}{unit}"
    if value.low:
        return f"at least {number_text(value.low)}{unit}"
    return NOT_KNOWN


def _shown(piece: Node, scene: Scene, display: Display) -> str:
    value = evaluate(piece, scene).value
    if isinstance(piece, Name) and isinstance(value, Record) and value.path:
        return display.part(value.path)
    return value_text(value, piece.type, display.word)
