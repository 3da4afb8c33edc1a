"""Sustained power: who draws how many watts of direct current in the worst load that lasts.

A part's own figure comes first; where nobody stated it, `standards/platform-power.toml` bounds it, and the part's
missing `power_w` is to blame for what stays open. Spikes, cables and the wall are not computed here yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rigcheck.quantity import Quantity, greatest, number, settled, states, total
from rigcheck.schema.kinds import Kind
from rigcheck.values import NON_NEGATIVE, Exact, Interval, Record, Words
from rigcheck.verdict import Verdict

Units = Sequence[tuple[Record, int]]
"""The distinct parts of a kind and how many there are of each."""

MODULES_OF_A_KIT = Interval(1, 8)
"""Modules that a kit of memory is sold with: up to eight, for boards of eight channels."""
FANS_OF_A_PACK = Interval(1, 6)
"""Fans that a pack is sold with, where its size is not known."""
UNBUFFERED = (Words.of("udimm"), Words.of("so-dimm"))


@dataclass(frozen=True, slots=True)
class Draw:
    """What the units of one part draw together."""

    part: str
    """Its reference, `gpu#1`."""
    units: int
    watts: Quantity
    basis: str
    """Which figure it rests on: `board power`, `power limit`, `sustained limit`, `usual for its sort`."""


def draws(parts: Mapping[Kind, Units], platform: Record) -> tuple[Draw, ...]:
    """Return the draw of every part; `platform` is the standard `platform-power`."""
    return tuple(_draws(parts, platform))


def sustained(drawn: Sequence[Draw]) -> Quantity:
    """Return the watts of all draws together."""
    return total(draw.watts for draw in drawn)


def with_next_gpu(drawn: Sequence[Draw]) -> Quantity:
    """Return the sustained watts with one more of the GPU that draws most; without a GPU, as it is."""
    gpus = [
        settled(_share(draw.watts.value, draw.units), draw.watts.blame)
        for draw in drawn
        if draw.part.startswith("gpu#")
    ]
    return sustained(drawn) + greatest(gpus) if gpus else sustained(drawn)


def _share(watts: Interval, units: int) -> Interval:
    return watts.divided_by(units)


def _draws(parts: Mapping[Kind, Units], platform: Record) -> Iterator[Draw]:
    slots = _memory_slots(parts)
    for kind, per_unit in _PER_UNIT.items():
        for record, units in parts.get(kind, ()):
            watts, basis = per_unit(record, platform)
            watts = watts.times(Quantity.exactly(units))
            if kind == "memory" and not states(record, "modules"):
                watts = _in_slots(watts, record, units, slots, platform)
            yield Draw(record.path, units, watts, basis)


def _gpu(gpu: Record, _: Record) -> tuple[Quantity, str]:
    if states(gpu, "power_limit_w"):
        return number(gpu, "power_limit_w"), "power limit"
    return number(gpu, "board_power_w"), "board power"


def _cpu(cpu: Record, platform: Record) -> tuple[Quantity, str]:
    own = number(cpu, "sustained_w")
    if not states(cpu, "tdp_w"):
        return own, "sustained limit"
    by_tdp = number(cpu, "tdp_w").value * _bound(platform, "cpu_sustained_per_tdp")
    return _within(own, by_tdp), "sustained limit" if states(cpu, "sustained_w") else "a multiple of its TDP"


def _motherboard(board: Record, platform: Record) -> tuple[Quantity, str]:
    return _own_or(board, _bound(_group(platform, "board_w"), "any"))


def _memory(kit: Record, platform: Record) -> tuple[Quantity, str]:
    modules = number(kit, "modules") if states(kit, "modules") else settled(MODULES_OF_A_KIT, {f"{kit.path}.modules"})
    own, basis = _own_or(kit, modules.value * _per_module(kit, platform))
    return settled(own.value, own.blame | modules.blame), basis


def _per_module(kit: Record, platform: Record) -> Interval:
    known = kit.fields.get("type")
    types = known.options if isinstance(known, Words) else None
    unbuffered = _hull(_group(platform, "memory_module_w"), types)
    if kit.fields.get("module_kind") in UNBUFFERED:
        return unbuffered
    return unbuffered.hull(_bound(platform, "registered_module_w"))


def _memory_slots(parts: Mapping[Kind, Units]) -> Exact | None:
    """Return how many modules the board takes at most, or None where nobody says."""
    return next((number(board, "memory_slots").value.high for board, _ in parts.get("motherboard", ())), None)


def _in_slots(watts: Quantity, kit: Record, units: int, slots: Exact | None, platform: Record) -> Quantity:
    """Return the draw of kits of unknown size: no more modules than the board has slots, and one at least for each."""
    per_module = _per_module(kit, platform).high
    if slots is None or per_module is None or watts.value.high is None:
        return watts
    return settled(Interval(watts.value.low, min(watts.value.high, per_module * max(units, slots))), watts.blame)


def _storage(drive: Record, platform: Record) -> tuple[Quantity, str]:
    if drive.fields.get("external") is Verdict.OK:
        return Quantity.exactly(0), "has its own supply"
    keys = {"nvme_drive_w", "sata_ssd_w", "hard_disk_w"}
    if drive.fields.get("spins") is Verdict.OK:
        keys = {"hard_disk_w"}
    elif drive.fields.get("spins") is Verdict.VIOLATED:
        keys -= {"hard_disk_w"}
    interface = drive.fields.get("interface")
    if interface == Words.of("nvme"):
        keys = {"nvme_drive_w"}
    elif isinstance(interface, Words) and interface.is_point:
        keys -= {"nvme_drive_w"}
    return _own_or(drive, _hull(platform, frozenset(keys)))


def _fan(fan: Record, platform: Record) -> tuple[Quantity, str]:
    pack = number(fan, "in_pack").value if states(fan, "in_pack") else FANS_OF_A_PACK
    return _own_or(fan, pack * _bound(platform, "fan_w"))


def _cooler(cooler: Record, platform: Record) -> tuple[Quantity, str]:
    liquid = cooler.fields.get("liquid", Verdict.UNKNOWN)
    keys = {"air_cooler_w": liquid is not Verdict.OK, "liquid_cooler_w": liquid is not Verdict.VIOLATED}
    return _own_or(cooler, _hull(platform, frozenset(key for key, possible in keys.items() if possible)))


def _card(card: Record, platform: Record) -> tuple[Quantity, str]:
    if card.fields.get("bus") in {Words.of("usb"), Words.of("m2")}:
        return _own_or(card, _bound(platform, "sound_card_w"))
    length = number(card, "mechanical_lanes").value.high
    short = length is not None and length < 16  # only carriers and splitters are of x16 length
    switch = Interval.point(0) if short else _bound(platform, "pcie_switch_card_w")
    return _own_or(card, _bound(platform, "other_card_w").hull(switch))


def _accessory(accessory: Record, _: Record) -> tuple[Quantity, str]:
    return (number(accessory, "power_w") if states(accessory, "power_w") else Quantity.exactly(0)), "own figure"


_PER_UNIT: Mapping[Kind, Callable[[Record, Record], tuple[Quantity, str]]] = {
    "gpu": _gpu,
    "cpu": _cpu,
    "motherboard": _motherboard,
    "memory": _memory,
    "storage": _storage,
    "fan": _fan,
    "cooler": _cooler,
    "card": _card,
    "accessory": _accessory,
}
"""How one unit of each kind is figured. Supplies deliver and cases stand there: neither draws."""


def _own_or(record: Record, bound: Interval) -> tuple[Quantity, str]:
    """Return the part's own figure or, as far as nobody stated one, the bound for its sort."""
    basis = "own figure" if states(record, "power_w") else "usual for its sort"
    return _within(number(record, "power_w"), bound), basis


def _within(own: Quantity, bound: Interval) -> Quantity:
    """Return what a figure leaves open within a bound; a figure outside the bound is believed."""
    return settled(own.value.meet(bound) or own.value, own.blame)


def _group(record: Record, key: str) -> Record:
    inner = record.fields.get(key)
    return inner if isinstance(inner, Record) else Record({}, f"{record.path}.{key}")


def _bound(record: Record, key: str) -> Interval:
    value = record.fields.get(key)
    return value if isinstance(value, Interval) else NON_NEGATIVE


def _hull(record: Record, keys: frozenset[str] | None) -> Interval:
    """Return the bound that holds whichever of these entries is the right one; for one that is not there, none."""
    if keys is not None and not keys <= record.fields.keys():
        return NON_NEGATIVE
    chosen = [
        value for key, value in record.fields.items() if isinstance(value, Interval) and (keys is None or key in keys)
    ]
    result = chosen[0] if chosen else NON_NEGATIVE
    for value in chosen[1:]:
        result = result.hull(value)
    return result
