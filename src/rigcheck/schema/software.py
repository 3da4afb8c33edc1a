"""Facts of software: a file of `catalog/software` for a system, the GPUs of a maker or a framework; and the tasks.

A file says when its facts held (`as_of`); its sources cover them by section and key, as `gpu.last_driver`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from rigcheck.schema.source import Source
from rigcheck.schema.types import Strict, Vocabulary

Architecture = Annotated[str, Vocabulary("gpu_architectures")]
Version = Annotated[str, Field(pattern=r"^\d+(\.(\d+|x))*$")]
Branch = Annotated[int, Field(gt=0, strict=True)]
Modules = Annotated[tuple[Literal["open", "proprietary"], ...], Field(min_length=1)]
"""The kernel modules of NVIDIA's driver: open ones, and those that NVIDIA alone has the source of."""
Section = Literal["before", "firmware", "system", "verify", "stress"]
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)
"""Where a task stands in a checklist, in the order of the work."""


class System(Strict):
    """The operating system that is spoken of."""

    name: str
    released: date
    kernel: Version
    supported_until: str


class Driver(Strict):
    """A branch of NVIDIA's driver in that system's archive."""

    branch: Branch
    support: str
    modules: Modules


class GpuSoftware(Strict):
    """What the GPUs of one architecture run with; what is absent has no end, or is not known."""

    architecture: Architecture
    first_cuda: Version | None = None
    last_cuda: Version | None = None
    least_driver: Branch | None = None
    last_driver: Branch | None = None
    modules: Modules | None = None
    rocm_targets: tuple[str, ...] = ()
    """The GPU targets of this architecture that ROCm supports; an architecture may have others."""
    resizable_bar: bool = False


class FrameworkBuild(Strict):
    """A build of a framework and the architectures it holds code for; of several that do, the first is meant."""

    toolkit: Literal["CUDA", "ROCm", "XPU"]
    version: Version | None = None
    framework: str
    least_driver: Branch | None = None
    architectures: tuple[Architecture, ...]
    commands: tuple[str, ...] = ()
    last: str | None = None
    """When it ends."""
    unknown: tuple[str, ...] = ()
    """What no source was found for."""


class Task(Strict):
    """Something to do; its texts name values in braces, which the build fills."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    section: Section
    do: str
    why: str
    commands: tuple[str, ...] = ()


class SoftwareFile(Strict):
    """One file: any of the sections."""

    title: str
    as_of: date
    system: System | None = None
    driver: tuple[Driver, ...] = ()
    gpu: tuple[GpuSoftware, ...] = ()
    build: tuple[FrameworkBuild, ...] = ()
    task: tuple[Task, ...] = ()
    sources: tuple[Source, ...] = ()
