"""Facts of software: a file of `catalog/software` for a system, the GPUs of a maker or a framework; and the tasks.

A file says when its facts held (`as_of`); its sources cover them by section and key, as `gpu.last_driver`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal, get_args

from pydantic import Field, StrictBool

from rigcheck.schema.source import Source
from rigcheck.schema.types import Strict, Vocabulary

Architecture = Annotated[str, Vocabulary("gpu_architectures")]
Version = Annotated[str, Field(pattern=r"^\d+(\.(\d+|x))*$")]
Branch = Annotated[int, Field(gt=0, strict=True)]
ENDLESS: Final = "none"
"""The word for an end that there is not: absent means that nobody stated it, here as everywhere."""
LastBranch = Branch | Literal["none"]
LastVersion = Version | Literal["none"]
Toolkit = Literal["CUDA", "ROCm", "XPU"]
"""What runs computations on a GPU."""
MemoryType = Annotated[str, Vocabulary("memory_types")]
ModuleKind = Annotated[str, Vocabulary("module_kinds")]
CpuFamily = Annotated[str, Vocabulary("cpu_families")]
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
    """What the GPUs of one architecture run with; what is absent is not known."""

    architecture: Architecture
    toolkit: Toolkit | None = None
    first_cuda: Version | None = None
    last_cuda: LastVersion | None = None
    ends_earlier: dict[str, Version] | None = None
    """The last CUDA of compute capabilities whose own end is another one."""
    least_driver: Branch | None = None
    last_driver: LastBranch | None = None
    modules: Modules | None = None
    rocm_targets: tuple[str, ...] | None = None
    """The GPU targets of this architecture that ROCm supports; an architecture may have others."""
    resizable_bar: bool | None = None


class FrameworkBuild(Strict):
    """A build of a framework and the architectures it holds code for; of several that do, the first is meant."""

    toolkit: Toolkit
    version: Version | None = None
    framework: str
    least_driver: Branch | None = None
    architectures: tuple[Architecture, ...]
    commands: tuple[str, ...] = ()
    last: str | None = None
    """When it ends."""
    unknown: tuple[str, ...] = ()
    """What no source was found for."""


class MemoryProfile(Strict):
    """What firmware calls the profile of such modules."""

    type: MemoryType
    module_kinds: tuple[ModuleKind, ...]
    called: str


class TwoPerChannel(Strict):
    """The speed that the processors of a family are specified for with two modules in each channel."""

    family: CpuFamily
    speed_mts: Annotated[int, Field(gt=0, strict=True)]


class LockedMemory(Strict):
    """A chipset whose boards run memory no faster than the processor is specified for, whatever its profile says."""

    chipset: str
    locked: StrictBool


class Split(Strict):
    """How the lanes of a slot are divided for what sits in it."""

    under: Literal["card", "accessory"]
    """A card that carries M.2 drives, or a splitter."""
    places: Annotated[int, Field(gt=1, strict=True)]
    called: str


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
    memory_profile: tuple[MemoryProfile, ...] = ()
    two_per_channel: tuple[TwoPerChannel, ...] = ()
    locked_memory: tuple[LockedMemory, ...] = ()
    split: tuple[Split, ...] = ()
    task: tuple[Task, ...] = ()
    sources: tuple[Source, ...] = ()
