"""Reads how fast GPUs train, `catalog/speed`: the only place that does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rigcheck.catalog.root import data_folder
from rigcheck.catalog.toml_file import read_model
from rigcheck.errors import DataError, Problem
from rigcheck.schema.cloud import CloudInstance
from rigcheck.schema.speed import GpuSpeed, SpeedFile


def training_speed(path: Path | None = None) -> SpeedFile:
    """Return how fast GPUs train; raises DataError with every problem of the file."""
    path = path or data_folder("catalog") / "speed" / "training.toml"
    problems: list[Problem] = []
    file = read_model(path, SpeedFile, problems)
    if file is not None:
        problems += [Problem(str(path), where, message) for where, message in _mistakes(file)]
    if file is None or problems:
        raise DataError(problems)
    return file


def speed_of_chip(file: SpeedFile, chip: str) -> GpuSpeed | None:
    """Return the speed of a GPU chip of the catalog, or None where nobody measured or derived one."""
    return next((gpu for gpu in file.gpu if chip in gpu.chips), None)


def speed_of_instance(file: SpeedFile, instance: CloudInstance) -> GpuSpeed | None:
    """Return the speed of one whole GPU of a cloud instance, or None.

    Of an instance that has a share of a GPU it is not the speed: a share of one trains slower.
    """
    return next(
        (
            gpu
            for gpu in file.gpu
            if instance.gpu in gpu.cloud and gpu.cloud_memory_gb in {None, instance.gpu_memory_gb}
        ),
        None,
    )


def _mistakes(file: SpeedFile) -> Iterator[tuple[str, str]]:
    """Yield where and what is wrong with a file that is readable."""
    names = [gpu.name for gpu in file.gpu]
    sources = [source.id for source in file.source]
    yield from (("gpu", f"the name {name!r} stands twice.") for name in _twice(names))
    yield from (("source", f"the id {source!r} stands twice.") for source in _twice(sources))
    chips = [chip for gpu in file.gpu for chip in gpu.chips]
    yield from (("gpu.chips", f"{chip} has two speeds.") for chip in _twice(chips))
    spelled = [f"{cloud} {gpu.cloud_memory_gb or ''}".strip() for gpu in file.gpu for cloud in gpu.cloud]
    yield from (("gpu.cloud", f"{cloud!r} has two speeds.") for cloud in _twice(spelled))
    narrowed = {cloud for gpu in file.gpu for cloud in gpu.cloud if gpu.cloud_memory_gb is not None}
    for gpu in file.gpu:
        for cloud in sorted(narrowed.intersection(gpu.cloud)) if gpu.cloud_memory_gb is None else []:
            yield f"gpu.{gpu.name}", f"{cloud!r} is told apart by memory elsewhere; cloud_memory_gb is needed here too."
    said = [f"{one.name} by {one.source}: {one.method}" for one in (*file.gpu, *file.other)]
    yield from (("other", f"{one!r} stands twice.") for one in _twice(said))
    strangers = sorted({one.name for one in file.other} - set(names))
    yield from (("other", f"{name!r} is no name of a GPU here.") for name in strangers)
    scaled = [f"{one.gpus} of {one.gpu}" for one in file.scaling]
    yield from (("scaling", f"{one} stands twice.") for one in _twice(scaled))
    yield from (("scaling", f"{one.gpu!r} is no name of a GPU here.") for one in file.scaling if one.gpu not in names)
    named = {one.source for one in (*file.gpu, *file.other)} | {one.source for one in file.scaling}
    yield from (("source", f"{source!r} is used and not listed.") for source in sorted(named - set(sources)))
    yield from (("source", f"{source!r} is listed and not used.") for source in sorted(set(sources) - named))
    reference = next((gpu for gpu in file.gpu if gpu.name == file.reference), None)
    if reference is None:
        yield "reference", f"{file.reference!r} is no name of a GPU here."
    elif (reference.mixed, reference.fp32) != (1, 1):
        yield "reference", f"the speeds of {file.reference!r} must be 1."


def _twice(names: list[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)
