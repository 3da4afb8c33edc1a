"""One row, several parts: `AMD RX580 + AMD RX570`, `2 x A, 3 x B`, `OLD – A NEW B`, `A or B`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rigcheck.lists.kinds import guess_kind
from rigcheck.pattern import lazy
from rigcheck.schema.kinds import Kind


class Piece(NamedTuple):
    """One part of a row."""

    text: str
    alternative: bool = False


_PLUS: Final = lazy(r"\s+\+\s*(?=\S)")
_COMMA: Final = lazy(r"\s*[,;]\s+|\s+(?:and|&|und)\s+")
_SLASH: Final = lazy(r"\s+[/|]\s+")
_COUNTED: Final = lazy(r"^\d{1,2}\s*(?:[x×*]\s*\S|[A-Z])", re.IGNORECASE)
_CAPACITY: Final = lazy(r"\b\d+(?:\.\d+)? ?(?:TB|GB|T|G)\b", re.IGNORECASE)
_DRIVE_WORDS: Final = lazy(
    r"\d ?(?:TB|GB|T|G)\b|\bssd\b|\bhdd\b|\bnvme\b|9[5-9]0 ?(?:evo|pro)|8[4-7]0 ?(?:evo|pro)|硬盘|固态", re.IGNORECASE
)
_GPU_MODEL: Final = lazy(
    r"\b(?:rtx|gtx|rx|radeon|geforce|quadro|titan|vega|arc)\b ?\w*|\b(?:rtx|gtx|rx) ?\d{3,4}", re.IGNORECASE
)
_OR_ANY: Final = lazy(
    r"\s*[,(/-]?\s*\bor\s+(?:any|similar|equivalent|better|whatever|something|the like|"
    r"comparable)\b.*$",
    re.IGNORECASE,
)
_OR: Final = lazy(r"\s+or\s+|\s+oder\s+", re.IGNORECASE)
_OLD_NEW: Final = lazy(
    r"^old\b\s*[-–—:]*\s*(?P<old>.+?)\s*[,;/|>→-]*\s*\bnew\b\s*[-–—:]*\s*(?P<new>.+)$|^(?P<old2>.+?)\s*(?:->|→|"
    r"=>)\s*(?P<new2>.+)$",
    re.IGNORECASE,
)
_REPLACED_BY: Final = lazy(
    r"^(?:replaced (?:by|with)|swapped (?:for|to)|now|changed to|upgraded to)\b[:\s]+(?P<new>.+)$", re.IGNORECASE
)
_REPLACED_STOCK: Final = lazy(
    r"^(?:replaced|swapped|changed|upgraded)\s+(?:the\s+|from\s+)?(?P<old>.+?)\s+(?:by|with|for|to)\s+(?P<new>.+)$",
    re.IGNORECASE,
)


_MAKERS: Final = (
    r"^(?:\d{1,2}\s*[x×]\s*)?(?:(?:a|an|the|nvidia|amd|intel|geforce|radeon|core|asus|msi|evga|gigabyte|zotac|pny|palit|"
    r"sapphire|powercolor|xfx|inno3d|samsung|crucial|kingston|corsair|wd|seagate|g\.?skill)\s+)*"
)
_CLEAR_WORDS: Final[tuple[tuple[str, Kind], ...]] = (
    (r"(?P<model>(?:rtx|gtx|rx) ?\d{3,4}(?: ?(?:ti|super|xtx?|gre))*)\b(?! ?(?:ready|support|compatible))", "gpu"),
    (r"(?P<model>i[3579][- ]?\d{4,5}[a-z]{0,2}|ryzen [3579] \d{4}\w*)\b(?! ?(?:ready|support|compatible))", "cpu"),
    (r"(?:\d+ ?x ?)?(?P<model>\d+) ?GB (?:\S+ ){0,3}(?:ram|memory)$", "memory"),
    (r"(?P<model>\d+(?:\.\d+)?) ?[GT]B (?:\S+ ){0,3}(?:ssd|hdd|nvme|hard drive)$", "storage"),
)
_CLEAR: Final = tuple((lazy(_MAKERS + words, re.IGNORECASE), kind) for words, kind in _CLEAR_WORDS)


def _clear_part(piece: str) -> tuple[Kind, str] | None:
    """Return the kind and model of a piece that names one part and begins with it: `RTX 4070`, `32GB ram`."""
    for pattern, kind in _CLEAR:
        found = pattern.match(piece) if len(piece.split()) <= 8 else None
        if found:
            return kind, re.sub(r"[ -]", "", found["model"].lower())
    return None


def _clear_parts(halves: list[str]) -> set[tuple[Kind, str]]:
    parts = {part for half in halves if (part := _clear_part(half))}
    kinds = {kind for kind, _ in parts}
    if "gpu" in kinds and "cpu" not in kinds:  # `RTX 3060, 12GB memory` is one card
        parts = {part for part in parts if part[0] != "memory"}
    return parts


def names_several(item: str) -> bool:
    """Return whether words that stayed together name parts that differ (`RTX 4090 / RTX 3090`): nobody chooses one."""
    return any(
        len({part for part in _clear_parts(halves) if part[0] in ("cpu", "gpu")}) > 1
        for separator in (_COMMA, _SLASH)
        if len(halves := [half.strip() for half in _outside_brackets(item, separator)]) > 1
    )


def _known(piece: str, kind: Kind | None) -> bool:
    """Return whether a piece of a joined row clearly names a part by itself."""
    guess = guess_kind(piece)
    if kind == "storage":
        return guess == "storage" or _DRIVE_WORDS.search(piece) is not None or guess is not None
    if kind == "gpu":
        return guess == "gpu" or _GPU_MODEL.search(piece) is not None
    return guess is not None


def pieces(item: str, kind: Kind | None) -> list[Piece]:
    """Return the parts a row names; the row as it is unless every piece clearly names a part of its own.

    `kind` is what the label says of the row. A piece after ` or ` is an alternative; `or any …` is no part at
    all and is left off.
    """
    item = _OR_ANY.sub("", item) or item
    lines = [line.strip() for line in item.split("\n") if line.strip()]
    if len(lines) > 1:
        first, *rest = lines
        return [*pieces(first, kind), *(piece for line in rest for piece in _line_below(line))]
    item = lines[0] if lines else item
    either = _OR.split(item)
    if len(either) == 2 and all(_known(half, kind) and len(half.split()) > 1 for half in either):
        kinds = {guess_kind(half) or kind for half in either}
        if len(kinds) == 1:
            return [Piece(either[0].strip()), Piece(either[1].strip(), alternative=True)]
    for separator, good in ((_PLUS, _plus_joins), (_COMMA, _comma_joins), (_SLASH, _slash_joins)):
        halves = [half.strip() for half in _outside_brackets(item, separator)]
        if len(halves) > 1 and all(halves) and good(halves, kind):
            return [piece for half in halves for piece in pieces(half, kind)]
    return [Piece(item)]


def _line_below(line: str) -> list[Piece]:
    """Return the parts named after a line break inside a cell: prose there is a remark on the part above."""
    from rigcheck.lists.set_aside import is_prose  # noqa: PLC0415 - only cells with line breaks come here

    if is_prose(line) or (guess_kind(line) is None and not _COUNTED.match(line)):
        return []
    return pieces(line, guess_kind(line))


def _plus_joins(halves: list[str], kind: Kind | None) -> bool:
    if not all(len(half) > 5 or half.isupper() for half in halves):
        return False
    first, *rest = halves
    return (kind is not None or _known(first, kind)) and all(_known(half, kind) for half in rest)


def _comma_joins(halves: list[str], kind: Kind | None) -> bool:
    if all(_COUNTED.match(half) for half in halves):
        return kind in ("fan", "gpu", "storage", "cooler", None)
    if len(_clear_parts(halves)) == len(halves):
        first = _clear_part(halves[0])
        return kind is None or (first is not None and first[0] == kind)
    return kind == "storage" and all(_CAPACITY.search(half) and len(half.split()) > 1 for half in halves)


def _slash_joins(halves: list[str], kind: Kind | None) -> bool:
    # A slash also stands inside names (`ATX12V / EPS12V Power Supply`): it parts only parts of different kinds.
    kinds = {guess_kind(half) for half in halves}
    return kind is None and None not in kinds and len(kinds) == len(halves)


def _outside_brackets(item: str, separator: re.Pattern[str]) -> list[str]:
    """Split at the separators that stand outside brackets."""
    halves: list[str] = []
    start = 0
    for found in separator.finditer(item):
        before = item[start : found.start()]
        if before.count("(") <= before.count(")") and before.count("[") <= before.count("]"):
            halves.append(before)
            start = found.end()
    halves.append(item[start:])
    return halves


def old_and_new(item: str) -> tuple[str, str] | None:
    """Return what a row says was replaced and what by (`OLD – A NEW B`, `A -> B`), or None."""
    found = _OLD_NEW.match(item)
    if found is None:
        return None
    old, new = found["old"] or found["old2"], found["new"] or found["new2"]
    return (old.strip(" -–—"), new.strip(" -–—")) if old and new else None


def replacement(item: str) -> tuple[str, str] | None:
    """Return what a row replaces and the part it brings: `upgraded from A to B`, `Replaced by B` (then A is empty)."""
    found = _REPLACED_BY.match(item)
    if found:
        return "", found["new"].strip()
    found = _REPLACED_STOCK.match(item)
    return (found["old"].strip(), found["new"].strip()) if found else None
