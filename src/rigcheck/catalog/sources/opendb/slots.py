"""Expansion and M.2 slots of OpenDB's motherboards, believed as far as the record shows where it comes from.

A record read from a maker's page names wired lanes; one filled by rule names the length of slots, gives `4.0` as the
generation of all of them, and enters an M.2 slot for drives of 42 to 80 mm twice: `2242-2260` and `2280`. No record
says where on the board a slot lies.
"""

from __future__ import annotations

import re
from typing import Any, Final

from rigcheck.catalog.sources.opendb.record import Record, bounded
from rigcheck.catalog.vocabulary import vocabularies

LENGTHS: Final = (1, 4, 8, 16)
PLACES: Final = {"mini-itx": 1, "mini-dtx": 2, "micro-atx": 4, "atx": 7, "ssi-ceb": 7, "ssi-eeb": 7, "eatx": 8}
"""How many slots a board of each form has at most; other forms at most nine."""

MOST_X16: Final = 4
"""Long slots on a desktop board; with the sockets below all slots may be long."""

MANY_LANES: Final = frozenset(
    {"lga2011", "lga2011-3", "lga2066", "lga1366", "tr4", "strx4", "swrx8", "str5", "lga3647", "sp3", "sp5", "sp6"}
)
NEWEST_GENERATION: Final = {
    **dict.fromkeys(("lga775", "lga1156", "lga1366", "am3-plus"), 2),
    **dict.fromkeys(("lga1155", "lga1150", "lga1151", "lga2011", "lga2011-3", "lga2066", "fm2-plus", "tr4"), 3),
    **dict.fromkeys(("lga1200", "am4", "strx4", "swrx8"), 4),
}
"""The newest PCIe generation that a processor of each socket has; every other socket has at most 5."""

M2_SIZES: Final = ("2230", "2242", "2260", "2280", "22110")
TEMPLATE_M2: Final = "PCIe 4.0 x4"
RANGE = re.compile(r"(22\d\d+)-(22\d\d+)")


def from_page(record: Record) -> bool:
    """Return whether the record was read from its maker's page: only those list plugs, headers or the page itself."""
    return bool(
        record.items("power_connectors.cpu_power")
        or record.at("fan_headers")
        or record.text("general_product_information.manufacturer_url")
        or record.at("metadata.last_manually_spec_verified_at")
    )


def slots(record: Record) -> None:
    """State the expansion slots, without places; a list that no board can have is dropped as a whole."""
    entries = [(_count(entry, "lanes"), _count(entry, "quantity"), entry) for entry in record.items("pcie_slots")]
    listed = [entry for entry in entries if entry[0] and entry[1]]
    if not listed:
        return
    if problem := _implausible(record, listed):
        record.drop("slots", problem)
        return
    stated: list[dict[str, Any]] = []
    for lanes, quantity, entry in sorted(listed, key=lambda each: -each[0]):
        for _ in range(quantity):
            stated.append(_slot(record, lanes, entry, first=not stated))
    record.set("slots", stated if len(listed) == len(entries) else {"at_least": stated})


def _implausible(record: Record, listed: list[tuple[int, int, Any]]) -> str | None:
    total = sum(quantity for _, quantity, _ in listed)
    long = sum(quantity for lanes, quantity, _ in listed if lanes == 16)
    if total > PLACES.get(str(record.facts.get("form_factor")), 9):
        return "more slots than a board of this form has places"
    if not long:
        return "no slot for a graphics card"
    if long > MOST_X16 and record.facts.get("socket") not in MANY_LANES:
        return "more long slots than a board of this socket has"
    return None


def _slot(record: Record, lanes: int, entry: Any, *, first: bool) -> dict[str, Any]:
    """Return one slot. The first long one has 8 lanes at least; of the others only the most is known."""
    slot: dict[str, Any] = {}
    length = next(length for length in LENGTHS if length >= min(lanes, 16))
    slot["mechanical_lanes"] = bounded(length, 16) if from_page(record) else length
    main = first and lanes == 16
    slot["electrical_lanes"] = bounded(8 if main else 1, lanes, 16 if main else None)
    generation = _generation(entry.get("gen"))
    if generation and not from_page(record):
        record.drop("slots.generation", "filled by rule")
    elif generation and generation > NEWEST_GENERATION.get(str(record.facts.get("socket")), 5):
        record.drop("slots.generation", "newer than the socket's processors")
    elif generation:
        slot["generation"] = generation
    return slot


def m2_slots(record: Record) -> None:
    """State the M.2 slots; of a list filled by rule only how many there are, and that only where it is in pairs."""
    entries = [entry for entry in record.items("m2_slots") if isinstance(entry, dict)]
    if not entries:
        return
    by_rule = not from_page(record) and all(entry.get("interface") in {TEMPLATE_M2, None} for entry in entries)
    if not by_rule:
        record.set("m2_slots", [_m2_slot(entry) for entry in entries])
        return
    pairs = sum(1 for entry in entries if RANGE.fullmatch(str(entry.get("size"))))
    if pairs * 2 == len(entries):
        record.set("m2_slots", [{"key": "m"} for _ in range(pairs)])
    else:
        record.set("m2_slots", {"at_least": [{"key": "m"} for _ in range(max(pairs, 1))]})
    record.drop("m2_slots.generation", "filled by rule")


def _m2_slot(entry: dict[str, Any]) -> dict[str, Any]:
    interface, size = str(entry.get("interface") or ""), str(entry.get("size") or "")
    wireless = re.search(r"wi-?fi|wlan|cnvi", interface, re.IGNORECASE)
    key = "e" if wireless else str(entry.get("key") or "").lower()
    slot: dict[str, Any] = {"key": key} if key in vocabularies()["m2_keys"].words else {}
    if sizes := _sizes(size):
        slot["sizes"] = sizes
    interfaces = [
        word
        for word, pattern in (("nvme", r"pcie|gen ?\d|nvme"), ("sata", r"sata"))
        if re.search(pattern, interface, re.IGNORECASE)
    ]
    if interfaces and key != "e":
        slot["interfaces"] = interfaces
    if generation := re.search(r"(?:PCIe|Gen)[ -]*(?:Gen)? ?([2-5])(?:\.0)?", interface, re.IGNORECASE):
        slot["generation"] = int(generation[1])
    if lanes := re.search(r"x ?([124])\b", interface):
        slot["lanes"] = int(lanes[1])
    return slot


def _sizes(text: str) -> Any:
    """Return the sizes a text names (`2242/2260/2280`, `2242-22110`); open when it names one we have no word for."""
    if ends := RANGE.fullmatch(text.replace(" ", "")):
        if not set(ends.groups()) <= set(M2_SIZES):
            return None
        return list(M2_SIZES[M2_SIZES.index(ends[1]) : M2_SIZES.index(ends[2]) + 1])
    named = re.findall(r"\d{4,5}", text)
    known = [size for size in dict.fromkeys(named) if size in vocabularies()["m2_sizes"].words]
    return known if len(known) == len(set(named)) else {"at_least": known}


def _generation(value: Any) -> int | None:
    text = str(value)
    return int(text[0]) if re.fullmatch(r"[1-6]\.[01]", text) else None


def _count(entry: Any, key: str) -> int:
    value = entry.get(key) if isinstance(entry, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
