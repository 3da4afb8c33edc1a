"""Every derived fact: its name, type and unit, and who computes it.

Derived facts are quantities computed from a build by `placement` or `power`; they are never verdicts. A rule reads
them by name as it reads the facts of parts.
"""

from __future__ import annotations

from typing import Final

from rigcheck.schema.shapes import FactType, NumberType, RecordType, TruthType, WordType

POWER: Final = RecordType(
    "power",
    {
        "sustained_w": NumberType("W"),  # direct current, the worst load that lasts
        "spike_w": NumberType("W"),  # over some 10 ms, to plan for
        "least_spike_w": NumberType("W"),  # the same without any excursion of GPUs and processors
        "next_gpu_w": NumberType("W"),  # sustained, with one more of the GPU that draws most
        "rated_w": NumberType("W"),  # the ratings of all supplies together
        "load_percent": NumberType("%"),  # of its rating, the fullest supply in the best division of the loads
        "tolerated_w": NumberType("W"),  # what all supplies together bear for some 10 ms
        "spike_percent": NumberType("%"),  # of what it bears, the fullest supply in the best division of the spikes
        "trip_percent": NumberType("%"),  # of its measured trip point, the same of the least spikes; 0 without one
        "gpus_apart": NumberType(),  # the fewest GPUs that must hang on another supply than the board does
        "wall_w": NumberType("W"),  # what the supplies take from the outlet for hours, by their labels
        "least_wall_w": NumberType("W"),  # the same with the best supply that any label knows
    },
)
PLACEMENT: Final = RecordType(
    "placement",
    {
        "gpu_slots": NumberType(),  # x16-length slots that work with these processors
        "unplaced_gpus": NumberType(),  # GPUs left without a slot in the best arrangement
        "case_slots_needed": NumberType(),  # the lowest case slot that a GPU's bracket reaches in the best arrangement
        "next_unplaced_gpus": NumberType(),  # the same two with one more of the thickest GPU
        "next_case_slots_needed": NumberType(),
        "unplaced_radiators": NumberType(),  # radiators of coolers and GPUs left without a place in the case
        "unfed_gpu_sockets": NumberType(),  # power sockets of GPUs that no plug is left for
        "shared_cables": NumberType(),  # of them, those that have to share a cable with another of the same card
        "unplaced_cards": NumberType(),  # other cards left without a slot that has a cover behind it
        "unplaced_bridges": NumberType(),  # NVLink and SLI bridges that span no two cards as they sit
        "drives_left_out": NumberType(),  # M.2 and SATA drives left without a port beside the cards
        "ports_lost": NumberType(),  # M.2 slots and SATA ports that cards and drives in use switch off
        "touching_gpus": NumberType(),  # open-air GPUs with another GPU right below their fans
        "unplaced_risers": NumberType(),  # cards on risers for which no slot is left, neither used nor covered
        "overhang_slots": NumberType(),  # how far the lowest cooler reaches below the last case slot, in slot places
    },
)
BUILD: Final = RecordType(
    "build",
    {
        "final": TruthType(),  # the list says that it is complete
        "min_lanes": NumberType(),  # the lanes that the builder wants every GPU to have; 0 where nobody said
        "data_gb": NumberType("GB"),  # the data that training reads again and again; 0 where nobody said
        "gpus_wanted": NumberType(),  # the GPUs that the builder wants in the end; 0 where nobody said
        "priced": TruthType(),  # every unit of every part has a price, all in one currency
        "money": NumberType(),  # what all parts cost before rebates, in that currency; missing where one has no price
        "gpu_money": NumberType(),  # of it, the GPUs
        "cpu_money": NumberType(),  # of it, the processors
        "price": WordType(),  # the same three for reading: "1371.72 USD"
        "gpu_price": WordType(),
        "cpu_price": WordType(),
        "mains": WordType(),  # the wall circuit for reading: "120 V 15 A", with "(assumed)" where nobody stated it
        "mains_stated": TruthType(),
        "mains_v": NumberType("V"),
        "circuit_w": NumberType("W"),  # volts times the amperes of its breaker or fuse
    },
)

LASTING: Final = NumberType("W")
"""What `power` adds to each processor and GPU: what one of them draws for hours, read as `cpu.lasting_w`."""

PLACED: Final = RecordType(
    "placed",
    {
        "lanes": NumberType(),  # of the one that gets fewest
        "generation": NumberType(),  # of the slowest link
        "on_chipset": NumberType(),  # how many of them hang on the chipset
    },
)
"""What placement adds to each card, read as `gpu.placed.lanes`."""

NAMESPACES: Final[dict[str, FactType]] = {"power": POWER, "placement": PLACEMENT, "build": BUILD}
