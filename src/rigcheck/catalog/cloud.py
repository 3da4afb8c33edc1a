"""Reads the cloud instances of `catalog/cloud`, the only place that does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rigcheck.catalog.covered import uncovered
from rigcheck.catalog.root import data_folder
from rigcheck.catalog.toml_file import read_model
from rigcheck.errors import DataError, Problem
from rigcheck.fact import leaves
from rigcheck.schema.cloud import CloudFile, CloudInstance

Offered = tuple[CloudFile, CloudInstance]
"""An instance with the file that says whose it is and when its price held."""

TABLES: Final = ("billing", "storage", "requests", "egress", "address")
"""What is paid beside the instance."""
NEEDS_NO_SOURCE: Final = frozenset({"storage.default_block"})
"""Our choice and not a fact."""


def cloud_file(path: Path) -> CloudFile:
    """Return a file of a user's own, which needs no sources; raises DataError with everything wrong in it."""
    problems: list[Problem] = []
    read = read_model(path, CloudFile, problems)
    if read is None:
        raise DataError(problems)
    return read


def cloud_files(folder: Path | None = None) -> list[CloudFile]:
    """Return the providers' files in the order of their names; raises DataError with everything wrong in them."""
    files: list[CloudFile] = []
    problems: list[Problem] = []
    for path in sorted((folder or data_folder("catalog") / "cloud").glob("*.toml")):
        read = read_model(path, CloudFile, problems)
        if read is not None:
            lacking = uncovered(_claims(read), read.sources)
            problems += [Problem(str(path), key, "no source that was read covers it.") for key in lacking]
            files.append(read)
    if problems:
        raise DataError(problems)
    return files


def _claims(file: CloudFile) -> Iterator[str]:
    """Yield every key that a source must cover: of an instance plain (`gpus`), of a table dotted (`egress.tiers`)."""
    for instance in file.instance:
        yield from instance.model_fields_set - {"name"}
    stated = file.model_dump(include=set(TABLES), exclude_unset=True)
    for key in leaves({name: table for name, table in stated.items() if table is not None}):
        if not key.endswith(".priced") and key not in NEEDS_NO_SOURCE:
            yield key


def instances(files: list[CloudFile]) -> list[Offered]:
    """Return every instance of the files; of two that are called the same, that of the later file."""
    by_name = {instance.name.casefold(): (file, instance) for file in files for instance in file.instance}
    return list(by_name.values())
