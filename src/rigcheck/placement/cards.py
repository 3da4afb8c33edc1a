"""Other cards: whether slots are left for network, sound, capture and storage cards beside the GPUs.

The answer is a bound: exact positions of cards beside GPUs are not searched here yet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rigcheck.placement.gpus import arrange, gpu_slots
from rigcheck.placement.slots import slots_of, works_with
from rigcheck.quantity import Quantity, number, settled
from rigcheck.values import Interval, Record, Words
from rigcheck.verdict import Verdict

LENGTHS = (16, 8, 4, 1)
NO_SLOT_BUSES = frozenset({"usb", "m2"})


def unplaced_cards(board: Record, gpus: Sequence[Record], cards: Sequence[Record]) -> Quantity:
    """Return how many of the cards find no slot, at least and at most.

    At least: the slots are too few whatever their places and lengths, for a long card may sit in a short open-ended
    slot. At most: every GPU hides as many of the longest slots as its cooler covers.
    """
    seated = [card for card in cards if _needs_slot(card) is not Verdict.VIOLATED]
    if not seated:
        return Quantity.exactly(0)
    slots = slots_of(board)
    records = [slot for slot in slots.items if isinstance(slot, Record)]
    in_slots = [gpu for gpu in gpus if gpu.fields.get("riser") is not Verdict.OK]
    taken = sum(1 + _places_below(gpu) for gpu in in_slots)
    most = max(_too_many(length, seated, board, records, taken) for length in LENGTHS)
    least = 0
    if slots.complete:
        surely = sum(_needs_slot(card) is Verdict.OK for card in seated)
        least = surely + _placed_at_least(board, in_slots) - len(records)
    blame = {slots.path, *(f"{card.path}.{key}" for card in seated for key in ("mechanical_lanes", "bus"))}
    blame |= {f"{gpu.path}.thickness_slots" for gpu in in_slots}
    return settled(Interval(min(max(0, least), most), most), blame)


def _too_many(length: int, cards: Sequence[Record], board: Record, slots: Sequence[Record], taken: int) -> int:
    """Return how many more cards may need a slot of this length than the board surely has, GPUs apart."""
    needing = sum((_length(card).high or 16) >= length for card in cards)
    having = sum(
        (number(slot, "mechanical_lanes").value.low or 0) >= length and works_with(slot, 1, board)[0] is Verdict.OK
        for slot in slots
    )
    return max(0, needing - max(0, having - taken))


def _placed_at_least(board: Record, gpus: Sequence[Record]) -> int:
    surely = [gpu for gpu in gpus if gpu.fields.get("riser") is not Verdict.UNKNOWN]
    left_out = arrange(gpu_slots(board, 1, Record({})), surely).unplaced.value.high
    return 0 if left_out is None else len(surely) - math.ceil(left_out)


def _length(card: Record) -> Interval:
    value = card.fields.get("mechanical_lanes")
    return value if isinstance(value, Interval) else Interval(1, 16)


def _needs_slot(card: Record) -> Verdict:
    bus = card.fields.get("bus")
    options = bus.options if isinstance(bus, Words) else None
    if options is None or options & NO_SLOT_BUSES:
        return Verdict.VIOLATED if options and options <= NO_SLOT_BUSES else Verdict.UNKNOWN
    return Verdict.OK


def _places_below(gpu: Record) -> int:
    """Return how many further places the cooler covers at most; none is thicker than five."""
    high = number(gpu, "thickness_slots").value.high
    return 4 if high is None else min(4, max(0, math.ceil(high) - 1))
