"""Motherboards of OpenDB: sockets, memory and what its maker's page says; slots and M.2 are in `slots`.

Six of seven records are a form that was filled by rule from a list of names, the others were read from a maker's page:
`from_page` tells them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from rigcheck.catalog.sources.opendb.record import Number, Record, Table, Truth, Word, bounded, word_of
from rigcheck.catalog.sources.opendb.slots import m2_slots, slots

LARGEST_MODULE_GB: Final = {"ddr4": 32, "ddr5": 64}
"""Unbuffered modules came out in larger sizes after boards did, and makers raised the maximum by firmware."""

TERABYTES: Final = {1000: 1024, 2000: 2048}
INPUT = re.compile(r"\bin(put)?\b", re.IGNORECASE)
VIDEO = re.compile(r"(?:(\d) ?[x×] ?)?(?:HDMI|DisplayPort|DVI|VGA|D-Sub|DP \d)", re.IGNORECASE)


def socket(record: Record) -> None:
    """State the socket and how many of them there are: `2 x LGA 2011-3`. Soldered processors have no socket."""
    text = record.text("socket")
    several = re.fullmatch(r"(\d) x (.+)", text)
    word = word_of("sockets", several[2] if several else text)
    if word:
        record.set("socket", word)
        record.set("sockets", int(several[1]) if several else 1)
    elif text:
        record.drop("socket", "not a word of vocab/sockets")


def chipset(record: Record) -> None:
    """State the chipset, which OpenDB writes after its maker: `Intel Z790`; it enters X670E boards as X670."""
    text = record.text("chipset")
    word = word_of("chipsets", text) or word_of("chipsets", text.partition(" ")[2])
    if word and re.search(rf"\b{word}E", record.name, re.IGNORECASE):
        word = word_of("chipsets", word + "e") or word
    if word:
        record.set("chipset", word)
    elif text:
        record.drop("chipset", "not a word of vocab/chipsets")


def max_memory(record: Record) -> None:
    """State the maximum, as a bound where larger modules than those of its day fill the slots.

    Values below 4 are terabytes or slips, and are dropped.
    """
    most, places = record.number("memory.max"), record.facts.get("memory_slots")
    if not isinstance(most, int) or not most:
        return
    most = TERABYTES.get(most, most)
    if not 4 <= most <= 8192:
        record.drop("max_memory_gb", "outside 4 to 8192")
        return
    module = LARGEST_MODULE_GB.get(str(record.facts.get("memory_type")), 0)
    later = module * places if isinstance(places, int) else most
    record.set("max_memory_gb", bounded(most, max(most, later)))


def sata_ports(record: Record) -> None:
    """State the ports of both speeds together; none at all says that nobody entered them."""
    total = record.count("storage_devices.sata_6_gb_s") + record.count("storage_devices.sata_3_gb_s")
    if total > 24:
        record.drop("sata_ports", "outside 1 to 24")
    elif total:
        record.set("sata_ports", total)


def plugs(record: Record) -> None:
    """State the plugs for the processor where they were entered: 3,139 of 3,699 boards have an empty list."""
    sockets = [text.strip().replace(" ", "-") for text in record.items("power_connectors.cpu_power") if text]
    counts = Counter(sockets)
    if sockets and not counts.keys() - {"8-pin", "4-pin"}:
        record.set("plugs.eps_8pin", counts["8-pin"])
        record.set("plugs.eps_4pin", counts["4-pin"])
    elif sockets:
        record.drop("plugs", "not a plug for a processor")
    if record.text("power_connectors.main_power").lower().startswith("24-pin"):
        record.set("plugs.atx_24pin", 1)


def headers(record: Record) -> None:
    """State the headers where the record was read from a page."""
    if record.count("fan_headers.cpu_fan"):
        names = ("cpu_fan", "case_fan", "pump", "cpu_opt")
        record.set("headers.fan", sum(record.count(f"fan_headers.{name}") for name in names))
    for key, path in (("argb", "rgb_headers.argb_5v"), ("rgb", "rgb_headers.rgb_12v")):
        count = record.number(path)
        if isinstance(count, int) and 0 <= count <= 10:
            record.set(f"headers.{key}", count)


def display_outputs(record: Record) -> None:
    """State how many outputs for a picture the rear panel has at least; the texts are free, so one may be missed.

    Some lists stand twice in one record, and a DisplayPort may be an input.
    """
    texts = dict.fromkeys(text for text in record.items("back_panel_ports") if isinstance(text, str))
    found = [match for text in texts if (match := VIDEO.search(text)) and not INPUT.search(text)]
    if found:
        record.set("display_outputs", {"at_least": sum(int(match[1] or 1) for match in found)})


MOTHERBOARD: Final = Table(
    "Motherboard",
    "motherboard",
    (
        Word("form_factor", "form_factor", "board_form_factors"),
        Word("memory_type", "memory.ram_type", "memory_types"),
        Number("memory_slots", "memory.slots", 1, 32),
        Number("u2_ports", "storage_devices.u2", 1, 16),
        Truth("ecc", "ecc_support"),
        Truth("bios_flashback", "bios_features.flashback"),
    ),
    (socket, chipset, max_memory, sata_ports, plugs, headers, display_outputs, slots, m2_slots),
)
