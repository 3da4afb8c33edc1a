"""Reads the cloud instances of `catalog/cloud`, the only place that does."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from rigcheck.catalog.root import data_folder
from rigcheck.errors import DataError, Problem
from rigcheck.schema.cloud import CloudFile, CloudInstance

Offered = tuple[CloudFile, CloudInstance]
"""An instance with the file that says whose it is and when its price held."""


def cloud_files(folder: Path | None = None) -> list[CloudFile]:
    """Return the providers' files in the order of their names; raises DataError with everything wrong in them."""
    files: list[CloudFile] = []
    problems: list[Problem] = []
    for path in sorted((folder or data_folder("catalog") / "cloud").glob("*.toml")):
        try:
            read = CloudFile.model_validate(tomllib.loads(path.read_text("utf-8"), parse_float=Decimal))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(Problem(str(path), "", f"not readable as TOML: {error}."))
        except ValidationError as error:
            problems += [
                Problem(str(path), ".".join(map(str, one["loc"])), f"{one['msg']}; found {one['input']!r}.")
                for one in error.errors()
            ]
        else:
            problems += _uncovered(read, path)
            files.append(read)
    if problems:
        raise DataError(problems)
    return files


def _uncovered(file: CloudFile, path: Path) -> list[Problem]:
    """Return a problem for each key of an instance that no source covers, or that only its author knows."""
    covered = {key for source in file.sources if source.basis != "unverified" for key in source.covers}
    stated = {key for instance in file.instance for key in instance.model_fields_set} - {"name"}
    return [Problem(str(path), key, "no source that was read covers it.") for key in sorted(stated - covered)]


def instances(files: list[CloudFile]) -> list[Offered]:
    """Return every instance of the files."""
    return [(file, instance) for file in files for instance in file.instance]
