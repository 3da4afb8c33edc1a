"""Other cards: whether slots are left for network, sound, capture and storage cards beside the GPUs.

The answer is a bound: exact positions of cards beside GPUs are not searched here yet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rigcheck.quantity import Quantity, number, settled
from rigcheck.values import Interval, Items, Record, Words
from rigcheck.verdict import Verdict

LENGTHS = (16, 8, 4, 1)
NO_SLOT_BUSES = frozenset({"usb", "m2"})


def unplaced_cards(board: Record, gpus: Sequence[Record], cards: Sequence[Record]) -> Quantity:
    """Return how many of the cards find no slot, at least and at most.

    At least: the slots are too few or too short whatever their places. At most: every GPU hides as many of the longest
    slots as its cooler covers.
    """
    seated = [card for card in cards if not _needs_no_slot(card)]
    if not seated:
        return Quantity.exactly(0)
    listed = board.fields.get("slots")
    slots = listed if isinstance(listed, Items) else Items((), complete=False)
    lengths = [number(slot, "mechanical_lanes").value for slot in slots.items if isinstance(slot, Record)]
    in_slots = [gpu for gpu in gpus if gpu.fields.get("riser") is not Verdict.OK]
    hidden = sum(_places_below(gpu) for gpu in in_slots)
    blame = {f"{board.path}.slots", *(f"{card.path}.mechanical_lanes" for card in seated)}
    blame |= {f"{gpu.path}.thickness_slots" for gpu in in_slots}
    most = 0
    least = 0
    for length in LENGTHS:
        needing = sum(_length(card).low is not None and (_length(card).low or 1) >= length for card in seated)
        perhaps = sum(_length(card).high is None or (_length(card).high or 16) >= length for card in seated)
        surely = sum(slot.low is not None and slot.low >= length for slot in lengths)
        possibly = sum(slot.high is None or slot.high >= length for slot in lengths)
        if slots.complete and length == 1:  # longer cards may still sit in an open-ended slot
            least = max(least, needing + len(in_slots) - possibly)
        most = max(most, perhaps + len(in_slots) + hidden - surely)
    return settled(Interval(min(max(0, least), len(seated)), min(max(0, most), len(seated))), blame)


def _length(card: Record) -> Interval:
    value = card.fields.get("mechanical_lanes")
    return value if isinstance(value, Interval) else Interval(1, 16)


def _needs_no_slot(card: Record) -> bool:
    bus = card.fields.get("bus")
    return isinstance(bus, Words) and bus.options is not None and bus.options <= NO_SLOT_BUSES


def _places_below(gpu: Record) -> int:
    """Return how many further places the cooler covers at most; four where nobody knows: none is thicker than five."""
    high = number(gpu, "thickness_slots").value.high
    return 4 if high is None else max(0, math.ceil(high) - 1)
