"""The rules in use, checked against the word lists and standards of the catalog in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rigcheck import __version__
from rigcheck.catalog.fingerprint import digest, stats_of
from rigcheck.catalog.kept import kept
from rigcheck.catalog.part import Standard
from rigcheck.catalog.root import data_folder, package_folder
from rigcheck.fact import is_group, value_of
from rigcheck.rules.model import Rule
from rigcheck.schema.shapes import FactType, ListType, NumberType, RecordType, TruthType, WordType, unit_of
from rigcheck.values import Record

if TYPE_CHECKING:
    from rigcheck.rules.language import Scope


def rules_kept(
    catalog_signature: str, standards: Mapping[str, Standard], folders: Sequence[Path] = ()
) -> tuple[Rule, ...]:
    """Return `rules_in_use`, lowered once and kept until a rule, the catalog or our own code changes."""
    every = [data_folder("rules"), *(folder.resolve() for folder in folders)]
    places = [str(folder) for folder in every]
    signature = digest([__version__, catalog_signature, *places, *stats_of([*every, package_folder()])])
    return kept(f"rules-{digest(places)}", signature, lambda: rules_in_use(standards, folders))


def rules_in_use(standards: Mapping[str, Standard], folders: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """Return our rules and those of the user's folders; raises DataError with every problem of their files."""
    from rigcheck.rules.load import load_rules  # noqa: PLC0415 - slower to import than the kept rules to read

    return load_rules([data_folder("rules"), *folders], rule_scope(standards))


def rule_scope(standards: Mapping[str, Standard]) -> Scope:
    """Return what names mean in rules: the words of `vocab/` and the numbers of `standards/`."""
    from rigcheck.catalog.vocabulary import vocabularies  # noqa: PLC0415 - only a loading anew needs them
    from rigcheck.rules.language import Scope  # noqa: PLC0415 - the same

    words = {name: frozenset(words.words) for name, words in vocabularies().items()}
    fields = {identifier(name): _shape(standard.facts, identifier(name)) for name, standard in standards.items()}
    return Scope(words, RecordType("standard", fields))


def standards_record(standards: Mapping[str, Standard]) -> Record:
    """Return all standards as one record: `standard.connectors.pcie_8pin_w`."""
    fields = {
        identifier(name): value_of(dict(standard.facts), f"standard.{identifier(name)}")
        for name, standard in standards.items()
    }
    return Record(fields, "standard")


def identifier(name: str) -> str:
    """Return a file's name as rules write it: `platform-power` is `platform_power`."""
    return name.replace("-", "_")


def _shape(raw: Any, key: str) -> FactType:
    """Return the type that a number, word or group of a standard shows."""
    if is_group(raw):
        return RecordType(key, {name: _shape(inner, name) for name, inner in raw.items()})
    if isinstance(raw, bool):
        return TruthType()
    if isinstance(raw, str) or (isinstance(raw, Mapping) and "one_of" in raw):
        return WordType()
    members = _members(raw)
    if members is not None:
        return ListType(_shape(next(iter(members), 0), key))
    return NumberType(unit_of(key))


def _members(raw: Any) -> Iterable[Any] | None:
    if isinstance(raw, Mapping):
        raw = raw.get("at_least")
    return raw if isinstance(raw, list) else None
