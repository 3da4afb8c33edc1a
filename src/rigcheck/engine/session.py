"""What a command works with: the catalog in use, the rules in use, and the standards both rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rigcheck.catalog.name_index import Names
from rigcheck.catalog.part import Standard
from rigcheck.catalog.store import Catalog, open_catalog
from rigcheck.engine.assemble import assemble
from rigcheck.engine.build import Build, Settings
from rigcheck.engine.check import Check, check
from rigcheck.engine.clean import cleaned
from rigcheck.engine.ruleset import rules_in_use, standards_record
from rigcheck.lists.model import PartsList
from rigcheck.rules.model import Rule
from rigcheck.values import Record


@dataclass(frozen=True)
class Session:
    """Opened once for each command; everything in it is loaded when it is first needed."""

    parts: tuple[Path, ...] = ()
    """The user's own catalog folders."""
    rule_folders: tuple[Path, ...] = ()
    """The user's own rule folders."""

    @cached_property
    def catalog(self) -> Catalog:
        """Return the catalog in use; raises UsageError or DataError for the user's folders."""
        return open_catalog(parts=self.parts)

    @cached_property
    def names(self) -> Names:
        """Return where names are looked up."""
        return self.catalog.index()

    @cached_property
    def standards(self) -> Mapping[str, Standard]:
        """Return the files of `catalog/standards`, by name."""
        return self.catalog.standards()

    @cached_property
    def standards_record(self) -> Record:
        """Return the standards as rules read them."""
        return standards_record(self.standards)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules in use; raises DataError for the user's folders."""
        return rules_in_use(self.standards, self.rule_folders)

    def build(self, listed: PartsList, settings: Settings) -> Build:
        """Return the build a list describes, with implausible facts dropped."""
        return cleaned(assemble(listed, self.catalog, self.names, settings), self.rules, self.standards_record)

    def check(self, build: Build) -> Check:
        """Check a build."""
        return check(build, self.rules, self.standards_record)


def settings_of(
    listed: PartsList,
    *,
    final: bool = False,
    profiles: Sequence[str] = (),
    mains: str | None = None,
    ignore: Mapping[str, str] | None = None,
) -> Settings:
    """Return the settings of a list with those of the call on top."""
    stated = listed.settings
    return Settings(
        final=final or bool(stated.get("final", False)),
        profiles=frozenset(stated.get("profile", ())) | frozenset(profiles),
        mains=mains or stated.get("mains"),
        ignore={**listed.ignore, **(ignore or {})},
    )
