"""Word facts with their vocabularies, so that a model names the word list and not the file it lies in."""

from __future__ import annotations

from typing import Annotated

from rigcheck.schema.types import Several, Vocabulary, Word

Socket = Annotated[Word, Vocabulary("sockets")]
CpuFamily = Annotated[Word, Vocabulary("cpu_families")]
Chipset = Annotated[Word, Vocabulary("chipsets")]
BoardFormFactor = Annotated[Word, Vocabulary("board_form_factors")]
MemoryType = Annotated[Word, Vocabulary("memory_types")]
ModuleKind = Annotated[Word, Vocabulary("module_kinds")]
WiredTo = Annotated[Word, Vocabulary("wired_to")]
M2Size = Annotated[Word, Vocabulary("m2_sizes")]
M2Key = Annotated[Word, Vocabulary("m2_keys")]
DriveInterface = Annotated[Word, Vocabulary("drive_interfaces")]
DriveFormFactor = Annotated[Word, Vocabulary("drive_form_factors")]
Support = Annotated[Word, Vocabulary("support")]
GpuArchitecture = Annotated[Word, Vocabulary("gpu_architectures")]
GpuMaker = Annotated[Word, Vocabulary("gpu_makers")]
GpuCooling = Annotated[Word, Vocabulary("gpu_cooling")]
PsuFormFactor = Annotated[Word, Vocabulary("psu_form_factors")]
Efficiency = Annotated[Word, Vocabulary("efficiency")]
AtxVersion = Annotated[Word, Vocabulary("atx_versions")]
Modular = Annotated[Word, Vocabulary("modular")]
Plug = Annotated[Word, Vocabulary("plugs")]
RadiatorPlace = Annotated[Word, Vocabulary("radiator_places")]
CardBus = Annotated[Word, Vocabulary("card_buses")]
AccessoryRole = Annotated[Word, Vocabulary("accessory_roles")]

Names = Several[str]
"""Labels of the product itself, such as slot names; not from a vocabulary."""
Sockets = Annotated[Several[str], Vocabulary("sockets")]
CpuFamilies = Annotated[Several[str], Vocabulary("cpu_families")]
BoardFormFactors = Annotated[Several[str], Vocabulary("board_form_factors")]
MemoryTypes = Annotated[Several[str], Vocabulary("memory_types")]
ModuleKinds = Annotated[Several[str], Vocabulary("module_kinds")]
M2Sizes = Annotated[Several[str], Vocabulary("m2_sizes")]
DriveInterfaces = Annotated[Several[str], Vocabulary("drive_interfaces")]
PsuFormFactors = Annotated[Several[str], Vocabulary("psu_form_factors")]
