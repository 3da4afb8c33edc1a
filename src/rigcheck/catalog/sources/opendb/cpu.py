"""Processors of OpenDB."""

from __future__ import annotations

import re
from typing import Final

from rigcheck.catalog.cpu_names import unlocked
from rigcheck.catalog.name_reading import read_name
from rigcheck.catalog.sources.opendb.record import Number, Record, Table, Truth, Word, WordList, bounded

FAMILIES: Final = {
    # by core
    "Abu Dhabi": "piledriver",
    "Vishera": "piledriver",
    "Richland": "piledriver",
    "Trinity": "piledriver",
    "Piledriver": "piledriver",
    "Bristol Ridge": "bristol-ridge",
    "Summit Ridge": "summit-ridge",
    "Raven Ridge": "raven-ridge",
    "Pinnacle Ridge": "pinnacle-ridge",
    "Picasso": "picasso",
    "Matisse": "matisse",
    "Matisse 2": "matisse",
    "Renoir": "renoir",
    "Cezanne": "cezanne",
    "Vermeer": "vermeer",
    "Vermeer-X": "vermeer",
    "Raphael": "raphael",
    "Phoenix": "phoenix",
    "Granite Ridge": "granite-ridge",
    "Whitehaven": "threadripper-1000",
    "Colfax": "threadripper-2000",
    "Castle Peak": "threadripper-3000",
    "Storm Peak": "threadripper-7000",
    "Shimada Peak": "threadripper-9000",
    "Sandy Bridge": "sandy-bridge",
    "Sandy Bridge-E": "sandy-bridge-e",
    "Sandy Bridge-EP": "sandy-bridge-e",
    "Ivy Bridge": "ivy-bridge",
    "Ivy Bridge-E": "ivy-bridge-e",
    "Ivy Bridge-EP": "ivy-bridge-e",
    "Haswell": "haswell",
    "Haswell Refresh": "haswell",
    "Haswell-WS": "haswell",
    "Haswell-E": "haswell-e",
    "Haswell-EP": "haswell-e",
    "Broadwell": "broadwell",
    "Broadwell-E": "broadwell-e",
    "Broadwell-EP": "broadwell-e",
    "Skylake": "skylake",
    "Skylake-S": "skylake",
    "Skylake-H": "skylake",
    "Skylake-DT": "skylake",
    "Kaby Lake": "kaby-lake",
    "Kaby Lake-S": "kaby-lake",
    "Kaby Lake-DT": "kaby-lake",
    "Kaby Lake-X": "kaby-lake-x",
    "Coffee Lake": "coffee-lake",
    "Coffee Lake-S WS": "coffee-lake",
    "Coffee Lake Refresh": "coffee-lake-refresh",
    "Skylake-X": "skylake-x",
    "Cascade Lake-X": "cascade-lake-x",
    "Comet Lake": "comet-lake",
    "Comet Lake-R": "comet-lake",
    "Cypress Cove": "rocket-lake",
    "Rocket Lake": "rocket-lake",
    "Rocket Lake-S": "rocket-lake",
    "Alder Lake": "alder-lake",
    "Alder Lake-S": "alder-lake",
    "Golden Cove": "alder-lake",
    "Golden Cove / Gracemont": "alder-lake",
    "Alder Lake (Golden Cove / Gracemont)": "alder-lake",
    "Lion Cove": "arrow-lake",
    "Lion Cove / Skymont": "arrow-lake",
    "Arrow Lake-S": "arrow-lake",
    # by microarchitecture, where the core's name spans two generations
    "Raptor Lake": "raptor-lake",
    "Raptor Lake Refresh": "raptor-lake-refresh",
}
"""OpenDB's `coreFamily`, or `microarchitecture` where that name is not here, and the family it stands for."""

SOCKETS: Final = {
    "am3-plus": {"piledriver"},
    "am4": {
        *("bristol-ridge", "summit-ridge", "raven-ridge", "pinnacle-ridge", "picasso", "matisse", "renoir"),
        *("cezanne", "vermeer", "vermeer-x3d"),
    },
    "am5": {"raphael", "raphael-x3d", "phoenix", "granite-ridge", "granite-ridge-x3d"},
    "tr4": {"threadripper-1000", "threadripper-2000"},
    "strx4": {"threadripper-3000"},
    "swrx8": {"threadripper-pro-3000", "threadripper-pro-5000"},
    "str5": {"threadripper-7000", "threadripper-pro-7000", "threadripper-9000", "threadripper-pro-9000"},
    "lga1155": {"sandy-bridge", "ivy-bridge"},
    "lga1150": {"haswell", "broadwell"},
    "lga1151": {
        *("skylake", "skylake-xeon-e3", "kaby-lake", "kaby-lake-xeon-e3"),
        *("coffee-lake", "coffee-lake-refresh"),
    },
    "lga1200": {"comet-lake", "rocket-lake"},
    "lga1700": {"alder-lake", "raptor-lake", "raptor-lake-refresh"},
    "lga1851": {"arrow-lake"},
    "lga2011": {"sandy-bridge-e", "ivy-bridge-e"},
    "lga2011-3": {"haswell-e", "broadwell-e"},
    "lga2066": {"skylake-x", "kaby-lake-x", "cascade-lake-x", "xeon-w-2100", "xeon-w-2200"},
}
"""The families of each socket: a family that does not belong to the record's socket is a slip of one or the other."""

BY_NUMBER: Final = {
    "coffee-lake": {"8": "coffee-lake", "9": "coffee-lake-refresh"},
    "coffee-lake-refresh": {"8": "coffee-lake", "9": "coffee-lake-refresh"},
    "raptor-lake": {"13": "raptor-lake", "14": "raptor-lake-refresh"},
    "raptor-lake-refresh": {"13": "raptor-lake", "14": "raptor-lake-refresh"},
}
"""Generations that OpenDB mixes up (Core i9-13900K is entered as a refresh), and how the model's number tells them."""

NUMBER = re.compile(r"\bi\d[- ](\d{1,2})\d{3}")
BARE = re.compile(r"Intel .*\d(K|KS|KF|X|XE)\b|Threadripper|Ryzen \d 1\d00X|OEM/Tray")
"""Processors that come without a cooler, and that OpenDB enters with one: Core i7-7700K, Ryzen 7 1700X."""

X3D: Final = {"vermeer": "vermeer-x3d", "raphael": "raphael-x3d", "granite-ridge": "granite-ridge-x3d"}
PRO: Final = {
    "threadripper-3000": "threadripper-pro-3000",
    "threadripper-7000": "threadripper-pro-7000",
    "threadripper-9000": "threadripper-pro-9000",
}
XEON_E3: Final = {"skylake": "skylake-xeon-e3", "kaby-lake": "kaby-lake-xeon-e3"}
TWO_MEMORY_TYPES: Final = frozenset({"lga1151", "lga1700"})
"""Sockets whose processors mostly take two generations of memory: a record that names one may have left one out."""


def family(record: Record) -> None:
    """State the family, told from core and microarchitecture and checked against the socket."""
    found = FAMILIES.get(record.text("coreFamily")) or FAMILIES.get(record.text("microarchitecture"))
    if found is None:
        if record.text("coreFamily"):
            record.drop("family", "not a word of vocab/cpu_families")
        return
    if (found in BY_NUMBER) and (number := NUMBER.search(record.name)):
        found = BY_NUMBER[found].get(number[1], found)
    if "X3D" in record.name:
        found = X3D.get(found, found)
    if " PRO " in f"{record.name} ".upper():
        found = PRO.get(found, found)
    if "Xeon E3" in record.name and found in XEON_E3:
        found = XEON_E3[found]
    if record.name.startswith("Intel Xeon W-2"):  # shares its core with Core X
        found = "xeon-w-2200" if found == "cascade-lake-x" else "xeon-w-2100"
    socket = record.facts.get("socket")
    if socket in SOCKETS and found not in SOCKETS[socket]:
        record.drop("family", "does not belong to the socket")
    else:
        record.set("family", found)


def sustained_power(record: Record) -> None:
    """State AMD's PPT or Intel's PL2 where it agrees with the TDP.

    AMD's is 1.35 times the TDP in every tier but one: 65 W parts have 88 or 76 W, and OpenDB writes 88 for all.
    """
    ppt, tdp = record.number("specifications.ppt"), record.facts.get("tdp_w")
    if not ppt or tdp is None:
        return
    amd = record.name.startswith("AMD")
    if not tdp <= ppt <= (tdp * 14 / 10 if amd else tdp * 4):
        record.drop("sustained_w", "does not agree with the TDP")
    elif amd and (tdp, ppt) == (65, 88):
        record.set("sustained_w", bounded(76, 88, 88))
    else:
        record.set("sustained_w", ppt)


def unlocked_limits(record: Record) -> None:
    """State whether boards lift its power limits, where the name tells."""
    words = read_name("cpu", record.name).cpu
    if words and (fact := unlocked(words)) is not None:
        record.set("unlocked", fact)


def memory_types(record: Record) -> None:
    """Leave the list open where a processor of the socket mostly takes a second generation of memory."""
    types = record.facts.get("memory_types")
    if isinstance(types, list) and len(types) == 1 and record.facts.get("socket") in TWO_MEMORY_TYPES:
        record.set("memory_types", {"at_least": types})


def cooler_in_box(record: Record) -> None:
    """Drop a cooler that the product does not come with."""
    if record.facts.get("cooler_in_box") and BARE.search(record.name):
        record.drop("cooler_in_box", "sold without one")


def integrated_graphics(record: Record) -> None:
    """State whether it has graphics: OpenDB writes the model, or the word None."""
    model = record.text("specifications.integratedGraphics.model")
    if model and model != "0":
        record.set("integrated_graphics", model != "None")


CPU: Final = Table(
    "CPU",
    "cpu",
    (
        Word("socket", "socket", "sockets"),
        Number("cores", "cores.total", 1, 256),
        Number("threads", "cores.threads", 1, 512),
        Number("tdp_w", "specifications.tdp", 5, 600),
        # Values below 16 are terabytes, or slips.
        Number("max_memory_gb", "specifications.memory.maxSupport", 16, 6144),
        WordList("memory_types", "specifications.memory.types", "memory_types", complete=True),
        Number("memory_channels", "specifications.memory.channels", 1, 12),
        # false is the default: Ryzen 9 5900X, Core i5-13600.
        Truth("ecc", "specifications.eccSupport"),
        # false is the default: Ryzen 5 7600.
        Truth("cooler_in_box", "specifications.includesCooler"),
    ),
    (family, sustained_power, unlocked_limits, memory_types, cooler_in_box, integrated_graphics),
)
