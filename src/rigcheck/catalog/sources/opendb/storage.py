"""Drives of OpenDB."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.catalog.sources.opendb.record import Number, Record, Table, word_of

FORM_FACTORS: Final = {'2.5"': "2.5", '3.5"': "3.5", "PCIe": "pcie-card", "mSATA": "msata"}
INTERFACES: Final = (
    ("PCIe", "nvme"),
    ("U.2", "nvme"),
    ("mSATA", "sata"),
    ("SATA", "sata"),
    ("SAS", "sas"),
    ("PATA", "ide"),
)
"""What OpenDB's name of the interface holds, the first that does, and what it is."""

PCIE = re.compile(r"PCIe(?: (?P<generation>\d)\.0)? x(?P<lanes>\d+)")
M2 = re.compile(r"M\.2-(?P<size>\d+)")


def form_and_interface(record: Record) -> None:
    """State form, interface, M.2 size, generation and lanes from the two names OpenDB gives."""
    form, interface = record.text("form_factor"), record.text("interface")
    kind = next((word for text, word in INTERFACES if text in interface), None)
    if kind:
        record.set("interface", kind)
    elif interface:
        record.drop("interface", "not a word of vocab/drive_interfaces")
    if m2 := M2.fullmatch(form):
        record.set("form_factor", "m2")
        if word_of("m2_sizes", m2["size"]):
            record.set("m2_size", m2["size"])
    elif form == '2.5"' and kind == "nvme":
        record.set("form_factor", "u2")
    elif form in FORM_FACTORS:
        record.set("form_factor", FORM_FACTORS[form])
    elif form:
        record.drop("form_factor", "not a word of vocab/drive_form_factors")
    if pcie := PCIE.search(interface):
        _pcie(record, pcie)


def _pcie(record: Record, pcie: re.Match[str]) -> None:
    lanes = int(pcie["lanes"])
    if record.facts.get("form_factor") == "m2" and lanes > 4:
        record.drop("pcie_lanes", "an M.2 module has at most 4 lanes")
    else:
        record.set("pcie_lanes", lanes)
    if pcie["generation"]:
        record.set("pcie_generation", int(pcie["generation"]))


def spins(record: Record) -> None:
    """State whether it is a hard disk; a hybrid is one."""
    sort = record.text("storage_type") or record.text("type")
    if sort in {"HDD", "SSHD", "SSD"}:
        record.set("spins", sort != "SSD")


STORAGE: Final = Table(
    "Storage",
    "storage",
    (Number("capacity_gb", "capacity", 8, 256_000),),
    (form_and_interface, spins),
)
