"""What a command works with: the catalog in use, the rules in use, and the standards both rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rigcheck.catalog.cache import Building
from rigcheck.catalog.name_index import Names
from rigcheck.catalog.part import Standard
from rigcheck.catalog.store import Catalog, open_catalog
from rigcheck.engine.assemble import assemble
from rigcheck.engine.build import Build, Settings
from rigcheck.engine.check import Check, check
from rigcheck.engine.clean import cleaned
from rigcheck.engine.feeds import feeds_problems
from rigcheck.engine.mains import mains_problems
from rigcheck.engine.ruleset import rules_kept, standards_record
from rigcheck.errors import Problem, UsageError
from rigcheck.lists.model import PartsList
from rigcheck.rules.model import Rule
from rigcheck.schema.settings import BUILD_NUMBERS
from rigcheck.values import Record


@dataclass(frozen=True)
class Session:
    """Opened once for each command; everything in it is loaded when it is first needed."""

    parts: tuple[Path, ...] = ()
    """The user's own catalog folders."""
    rule_folders: tuple[Path, ...] = ()
    """The user's own rule folders."""
    building: Building = nullcontext
    """Entered while the catalog is merged anew, which takes seconds."""

    @cached_property
    def catalog(self) -> Catalog:
        """Return the catalog in use; raises UsageError or DataError for the user's folders."""
        return open_catalog(parts=self.parts, building=self.building)

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
        return rules_kept(self.catalog.signature, self.standards, self.rule_folders)

    def build(self, listed: PartsList, settings: Settings) -> Build:
        """Return the build a list describes, with implausible facts dropped.

        Raises UsageError where a supply is said to feed parts that the build does not have.
        """
        build = assemble(listed, self.catalog, self.names, settings)
        if problems := list(feeds_problems(build, listed.source)):
            raise UsageError(problems)
        return cleaned(build, self.rules, self.standards_record)

    def check(self, build: Build) -> Check:
        """Check a build."""
        return check(build, self.rules, self.standards_record)

    @cached_property
    def profiles(self) -> tuple[str, ...]:
        """Return the profiles that some rule belongs to."""
        return tuple(sorted({rule.profile for rule in self.rules if rule.profile}))

    def settings(  # noqa: PLR0913 - one for each setting that a call can give
        self,
        listed: PartsList,
        *,
        final: bool = False,
        profiles: Sequence[str] = (),
        mains: str | None = None,
        ignore: Mapping[str, str] | None = None,
        data_gb: int | None = None,
        gpus_wanted: int | None = None,
    ) -> Settings:
        """Return the settings of a list with those of the call on top; raises UsageError for values nobody knows."""
        stated = listed.settings
        problems = [
            *profile_problems(profiles, "--profile", self.profiles),
            *profile_problems(stated.get("profile", ()), listed.source, self.profiles),
            *mains_problems(mains, "--mains"),
            *mains_problems(stated.get("mains"), listed.source),
            *_number_problems("data_gb", data_gb),
            *_number_problems("gpus_wanted", gpus_wanted),
        ]
        if problems:
            raise UsageError(problems)
        return Settings(
            final=final or bool(stated.get("final", False)),
            profiles=frozenset(stated.get("profile", ())) | frozenset(profiles),
            mains=mains or stated.get("mains"),
            min_lanes=int(stated.get("min_lanes", 0)),
            data_gb=data_gb or int(stated.get("data_gb", 0)),
            gpus_wanted=gpus_wanted or int(stated.get("gpus_wanted", 0)),
            ignore={**listed.ignore, **(ignore or {})},
        )


def _number_problems(key: str, value: int | None) -> list[Problem]:
    """Return what is wrong with a number that a call gives for a setting of the build."""
    possible, counted = BUILD_NUMBERS[key]
    if value is None or value in possible:
        return []
    expected = f"expected {possible.start} to {possible.stop - 1} {counted}"
    return [Problem(f"--{key.replace('_', '-')}", "", f"found {value}; {expected}.")]


def profile_problems(profiles: Sequence[str], source: str, known: Sequence[str]) -> list[Problem]:
    """Return a problem for every profile that no rule belongs to."""
    return [
        Problem(source, "", f"there is no profile {profile!r}; expected one of {', '.join(known)}.")
        for profile in profiles
        if profile not in known
    ]
