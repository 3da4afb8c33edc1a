"""Reads what `catalog/software` says of systems, drivers, frameworks and tasks, the only place that does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from rigcheck.catalog.root import data_folder
from rigcheck.catalog.toml_file import read_model
from rigcheck.catalog.vocabulary import word_lists
from rigcheck.errors import DataError, Problem
from rigcheck.schema.software import (
    Driver,
    FrameworkBuild,
    GpuSoftware,
    MemoryProfile,
    SoftwareFile,
    Split,
    System,
    Task,
    TwoPerChannel,
)
from rigcheck.schema.source import Source

COVERED: Final = ("system", "driver", "gpu", "build", "memory_profile", "two_per_channel", "locked_memory", "split")
"""The sections whose facts need a source that was read; of tasks only those that rest on one have it."""
NAMES: Final = frozenset({"architecture", "type", "family", "chipset", "under", "places"})
"""Keys that name an entry and state nothing of it."""


@dataclass(frozen=True, slots=True)
class Software:
    """All files together."""

    files: tuple[SoftwareFile, ...]

    @property
    def system(self) -> System:
        """Return the system that is spoken of."""
        return next(file.system for file in self.files if file.system)

    @property
    def as_of(self) -> date:
        """Return the day from which on some of it may have changed."""
        return min(file.as_of for file in self.files)

    @property
    def drivers(self) -> tuple[Driver, ...]:
        """Return the driver branches of the system, the preferred one first."""
        return tuple(driver for file in self.files for driver in file.driver)

    @property
    def builds(self) -> tuple[FrameworkBuild, ...]:
        """Return the builds of frameworks, of each toolkit the preferred one first."""
        return tuple(build for file in self.files for build in file.build)

    @property
    def gpus(self) -> Mapping[str, GpuSoftware]:
        """Return what the GPUs run with, by architecture."""
        return {gpu.architecture: gpu for file in self.files for gpu in file.gpu}

    @property
    def memory_profiles(self) -> tuple[MemoryProfile, ...]:
        """Return what profiles of memory are called."""
        return tuple(profile for file in self.files for profile in file.memory_profile)

    @property
    def locked_memory(self) -> frozenset[str]:
        """Return the chipsets whose boards run memory no faster than the processor is specified for."""
        return frozenset(one.chipset for file in self.files for one in file.locked_memory if one.locked)

    @property
    def two_per_channel(self) -> Mapping[str, TwoPerChannel]:
        """Return the speeds with two modules in each channel, by the processor's family."""
        return {one.family: one for file in self.files for one in file.two_per_channel}

    @property
    def splits(self) -> Mapping[tuple[str, int], Split]:
        """Return how slots are divided, by what sits in them and how many places that has."""
        return {(split.under, split.places): split for file in self.files for split in file.split}

    @property
    def tasks(self) -> Mapping[str, Task]:
        """Return the tasks by their id."""
        return {task.id: task for file in self.files for task in file.task}

    def sources(self, entry: BaseModel, *keys: str) -> tuple[Source, ...]:
        """Return the sources of these facts of an entry, as far as it states them; of all without keys."""
        found = []
        for file in self.files:
            for section in (*COVERED, "task"):
                if entry in _of_section(file, section):
                    stated = [key for key in keys or entry.model_fields_set if key in entry.model_fields_set]
                    names = {name for key in stated for name in _names(section, entry, key)}
                    found += [source for source in file.sources if names & set(source.covers)]
        return tuple(found)


def software(folder: Path | None = None) -> Software:
    """Return the software of the catalog; raises DataError with everything wrong in its files."""
    files: list[SoftwareFile] = []
    problems: list[Problem] = []
    for path in sorted((folder or data_folder("catalog") / "software").glob("*.toml")):
        read = read_model(path, SoftwareFile, problems)
        if read is not None:
            problems += _problems(read, str(path))
            files.append(read)
    if files and not problems:
        problems += _together(files, str(folder or "catalog/software"))
    if problems:
        raise DataError(problems)
    return Software(tuple(files))


def _of_section(file: SoftwareFile, section: str) -> Iterator[BaseModel]:
    entries: Any = getattr(file, section)
    yield from entries if isinstance(entries, tuple) else [entries] if entries else []


def _names(section: str, entry: BaseModel, key: str) -> Iterator[str]:
    """Yield what a source may call a fact: `gpu.modules` for those of all entries, `pascal.modules` for one of them."""
    yield f"{section}.{key}"
    match entry:
        case GpuSoftware():
            yield f"{entry.architecture}.{key}"
        case FrameworkBuild():
            yield f"{entry.toolkit} {entry.version}: {key}"
        case Task():
            yield f"task.{entry.id}"


def _problems(file: SoftwareFile, path: str) -> Iterator[Problem]:
    """Yield what is wrong in one file: facts without a source that was read, sources of nothing, unknown words."""
    read = {claim for source in file.sources if source.basis != "unverified" for claim in source.covers}
    known: set[str] = set()
    for section in (*COVERED, "task"):
        for entry in _of_section(file, section):
            for key in sorted(entry.model_fields_set - NAMES):
                names = list(_names(section, entry, key))
                known |= set(names)
                if section in COVERED and not read & set(names):
                    yield Problem(path, names[-1], "no source that was read covers it.")
    for claim in sorted({claim for source in file.sources for claim in source.covers} - known):
        yield Problem(path, claim, "a source covers it, and nothing in the file states it.")
    named = {
        "gpu_architectures": [one.architecture for one in file.gpu]
        + [word for build in file.build for word in build.architectures],
        "memory_types": [one.type for one in file.memory_profile],
        "module_kinds": [word for one in file.memory_profile for word in one.module_kinds],
        "chipsets": [one.chipset for one in file.locked_memory],
        "cpu_families": [one.family for one in file.two_per_channel],
    }
    for vocabulary, words in named.items():
        for word in sorted(set(words) - word_lists()[vocabulary].words.keys()):
            yield Problem(path, vocabulary, f"{word!r} is no word of catalog/vocab/{vocabulary}.toml.")


def _together(files: Sequence[SoftwareFile], path: str) -> Iterator[Problem]:
    """Yield what no file says alone: one system, and every architecture and task once."""
    systems = sum(file.system is not None for file in files)
    if systems != 1:
        yield Problem(path, "system", f"found {systems} systems; expected one.")
    for section, names in {
        "gpu": [gpu.architecture for file in files for gpu in file.gpu],
        "task": [task.id for file in files for task in file.task],
    }.items():
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Problem(path, section, f"{name!r} stands there more than once.")
