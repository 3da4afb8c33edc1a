"""Reads and checks the files of a catalog folder: keys, types, words, and that every fact has its source."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rigcheck.catalog.board_map_problems import board_map_problems
from rigcheck.catalog.vocabulary import WordList, vocabularies
from rigcheck.errors import Problem
from rigcheck.fact import covers, is_bound, leaves
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.part_file import part_file
from rigcheck.schema.registry import part_type
from rigcheck.schema.shapes import FactType, ListType, RecordType, WordType

_UNION_MEMBERS = frozenset({"int", "decimal", "str", "bool", "list"})
"""Steps that pydantic adds to the path of an error inside a union; they are no keys of the file."""


@dataclass(frozen=True, slots=True)
class PartFile:
    """One checked file: its id, kind, header and facts as TOML holds them."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    part_numbers: tuple[str, ...]
    opendb: tuple[str, ...]
    facts: Mapping[str, Any]
    sources: tuple[Mapping[str, Any], ...]


def read_parts(folder: Path) -> tuple[list[PartFile], list[Problem]]:
    """Read `<kind>/<vendor>/<model>.toml` below a catalog folder; every problem found is returned beside the parts."""
    parts: list[PartFile] = []
    problems: list[Problem] = []
    for kind in KINDS:
        for path in sorted((folder / kind).rglob("*.toml")):
            part, found = read_part(path, kind, path.relative_to(folder).with_suffix("").as_posix())
            problems += found
            if part:
                parts.append(part)
    return parts, problems


def read_chips(folder: Path) -> tuple[list[PartFile], list[Problem]]:
    """Read `chips/<maker>/<chip>.toml`: GPU facts that hold for every card with the chip."""
    parts: list[PartFile] = []
    problems: list[Problem] = []
    for path in sorted((folder / "chips").rglob("*.toml")):
        part, found = read_part(path, "gpu", path.relative_to(folder / "chips").with_suffix("").as_posix())
        problems += found
        if part:
            parts.append(part)
    return parts, problems


def read_part(path: Path, kind: Kind, part_id: str) -> tuple[PartFile | None, list[Problem]]:
    """Read one file. The part is None when the file cannot be used; problems are then not empty."""
    try:
        table = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Problem(str(path), "", f"not readable as TOML: {error}.")]
    problems = list(check_table(table, kind, str(path)))
    if problems:
        return None, problems
    sources = tuple(table.get("sources", ()))
    return (
        PartFile(
            part_id,
            kind,
            table["name"],
            tuple(table.get("aliases", ())),
            tuple(table.get("part_numbers", ())),
            tuple(table.get("opendb", ())),
            table["facts"],
            sources,
        ),
        [],
    )


def check_table(table: Mapping[str, Any], kind: Kind, where: str) -> Iterator[Problem]:
    """Yield every problem of a part's table: shape, words, the slot map of a board, sources."""
    try:
        part_file(kind).model_validate(dict(table))
    except ValidationError as error:
        yield from _shape_problems(error, kind, where)
        return
    yield from (
        Problem(where, f"facts.{key}", message, hint)
        for key, message, hint in word_problems(table["facts"], part_type(kind), vocabularies())
    )
    if kind == "motherboard":
        for key, message, hint in board_map_problems(table["facts"]):
            yield Problem(where, f"facts.{key}", message, hint)
    yield from _source_problems(table, where)


def word_problems(
    value: Any, shape: FactType, words: Mapping[str, WordList], key: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield (key, message, hint) for every word that is not in its vocabulary."""
    if is_bound(value):
        for option in (*_listed(value.get("one_of")), *_listed(value.get("at_least")), value.get("usual")):
            if isinstance(option, str | Mapping):
                yield from word_problems(option, shape.of if isinstance(shape, ListType) else shape, words, key)
    elif isinstance(value, Mapping) and isinstance(shape, RecordType):
        for name, inner in value.items():
            yield from word_problems(inner, shape.fields[name], words, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and isinstance(shape, ListType):
        for index, inner in enumerate(value):
            yield from word_problems(inner, shape.of, words, f"{key}[{index}]")
    elif isinstance(value, str) and isinstance(shape, WordType) and shape.vocabulary:
        known = words[shape.vocabulary].words
        if value not in known:
            near = difflib.get_close_matches(value, known, 1)
            hint = f"Did you mean {near[0]!r}?" if near else ""
            yield key, f"{value!r} is not a word of vocab/{shape.vocabulary}.toml.", hint


def _source_problems(table: Mapping[str, Any], where: str) -> Iterator[Problem]:
    facts = list(leaves(table["facts"]))
    claims = [claim for source in table.get("sources", ()) for claim in source["covers"]]
    for key in facts:
        if not any(covers(claim, key) for claim in claims):
            yield Problem(where, f"facts.{key}", "no source covers this fact.", "Name it in a source's covers.")
    for claim in claims:
        if not any(covers(claim, key) for key in facts):
            yield Problem(where, "sources", f"a source covers {claim!r}, which this file does not state.")


def _shape_problems(error: ValidationError, kind: Kind, where: str) -> Iterator[Problem]:
    """Turn pydantic's report into one problem a key: it lists each member of a union apart."""
    seen: dict[str, list[Any]] = {}
    for detail in error.errors(include_url=False):
        path: list[str] = []
        for step in detail["loc"]:
            if isinstance(step, int):
                path[-1] += f"[{step}]"
            elif (
                step.isidentifier() and not step[0].isupper() and step not in {"int", "decimal", "str", "bool", "list"}
            ):
                path.append(step)
        seen.setdefault(".".join(path), []).append(detail)
    for key, details in seen.items():
        first = details[0]
        name = key.rpartition(".")[2]
        if first["type"] == "extra_forbidden":
            near = difflib.get_close_matches(name, part_type(kind).fields, 1)
            yield Problem(where, key, f"{name!r} is not a key here.", f"Did you mean {near[0]!r}?" if near else "")
        elif first["type"] == "missing":
            yield Problem(where, key, "this key is needed.")
        else:
            found = first.get("input")
            expected = " or ".join(dict.fromkeys(detail["msg"].removeprefix("Value error, ") for detail in details))
            yield Problem(where, key, f"found {found!r}; expected: {expected}.")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
