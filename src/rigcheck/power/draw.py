"""Sustained power: who draws how many watts of direct current in the worst load that lasts.

A part's own figure comes first; where nobody stated it, `standards/platform-power.toml` bounds it, and the part's
missing `power_w` is to blame for what stays open. What goes beyond it for milliseconds is the matter of `spike`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rigcheck.quantity import Quantity, greatest, number, settled, states, total
from rigcheck.schema.kinds import Kind
from rigcheck.values import NON_NEGATIVE, Exact, Interval, Record, Words
from rigcheck.verdict import Verdict

Units = Sequence[tuple[Record, int]]
"""The distinct parts of a kind and how many there are of each."""

ONCE: Final = Interval(1, 1)
MODULES_OF_A_KIT = Interval(1, 8)
"""Modules that a kit of memory is sold with: up to eight, for boards of eight channels."""
FANS_OF_A_PACK = Interval(1, 6)
"""Fans that a pack is sold with, where its size is not known."""
RAILS: Final = {
    "motherboard": "12, 5 and 3.3 V",
    "memory": "5 or 12 V",
    "storage": "12, 5 or 3.3 V",
    "card": "12 and 3.3 V",
    "accessory": "12 and 5 V",
}
"""The voltages that parts are fed with, by kind: processors, GPUs, fans and pumps take 12 V alone."""
WATER_PART: Final = Words.of("water-part")
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
    figure: str
    """Where that figure stands: `gpu#1.board_power_w`, `standard.platform_power.fan_w`; one of several by its kind."""
    times: Interval
    """How often the figure counts: the units, times the modules or fans of each."""

    @property
    def kind(self) -> str:
        """Return the kind of the part."""
        return self.part.partition("#")[0]

    @property
    def per_unit(self) -> Quantity:
        """Return what one unit draws."""
        return settled(self.watts.value.divided_by(self.units), self.watts.blame)

    @property
    def rail(self) -> str:
        """Return the voltages that it is drawn at, for the most part."""
        return RAILS.get(self.kind, "12 V")


def draws(parts: Mapping[Kind, Units], platform: Record) -> tuple[Draw, ...]:
    """Return the draw of every part; `platform` is the standard `platform-power`."""
    return tuple(_draws(parts, platform))


def sustained(drawn: Sequence[Draw]) -> Quantity:
    """Return the watts of all draws together."""
    return total(draw.watts for draw in drawn)


def next_gpu(drawn: Sequence[Draw]) -> Quantity:
    """Return what one more of the GPU that draws most would draw; without a GPU, nothing."""
    gpus = [settled(draw.watts.value.divided_by(draw.units), draw.watts.blame) for draw in drawn if draw.kind == "gpu"]
    return greatest(gpus) if gpus else Quantity.exactly(0)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one unit draws, on which figure that rests, and how often the figure counts in it."""

    watts: Quantity
    basis: str
    figure: str
    times: Interval = ONCE


def _draws(parts: Mapping[Kind, Units], platform: Record) -> Iterator[Draw]:
    slots = _memory_slots(parts)
    for kind, per_unit in _PER_UNIT.items():
        for record, units in parts.get(kind, ()):
            one = per_unit(record, platform)
            watts = one.watts.times(Quantity.exactly(units))
            if kind == "memory" and number(record, "modules").value.high is None:
                watts = _in_slots(watts, record, units, slots, platform)
            yield Draw(record.path, units, watts, one.basis, one.figure, one.times * Interval.point(units))


def _gpu(gpu: Record, _: Record) -> _Unit:
    return _limited(gpu) or _Unit(number(gpu, "board_power_w"), "board power", f"{gpu.path}.board_power_w")


def _limited(record: Record) -> _Unit | None:
    """Return the lasting limit that the builder sets, if there is one."""
    if not states(record, "power_limit_w"):
        return None
    return _Unit(number(record, "power_limit_w"), "power limit", f"{record.path}.power_limit_w")


def _cpu(cpu: Record, platform: Record) -> _Unit:
    limited = _limited(cpu)
    if limited:
        return limited
    own, basis, figure = number(cpu, "sustained_w"), "sustained limit", f"{cpu.path}.sustained_w"
    if not states(cpu, "tdp_w"):
        return _Unit(own, basis, figure)
    by_tdp = number(cpu, "tdp_w").value * _bound(platform, "cpu_sustained_per_tdp")
    if not states(cpu, "sustained_w"):
        basis, figure = "a multiple of its TDP", f"{cpu.path}.tdp_w"
    return _Unit(_within(own, by_tdp), basis, figure)


def _motherboard(board: Record, platform: Record) -> _Unit:
    by_chipset, named = _group(platform, "board_w"), board.fields.get("chipset")
    keys = named.options if isinstance(named, Words) and named.options else frozenset[str]()
    key = next(iter(keys & by_chipset.fields.keys()), "any") if len(keys) == 1 else "any"
    return _own_or(board, _bound(by_chipset, "any"), f"{by_chipset.path}.{key}")


def _memory(kit: Record, platform: Record) -> _Unit:
    modules = _within(number(kit, "modules"), MODULES_OF_A_KIT)
    per_module, figure = _per_module(kit, platform)
    one = _own_or(kit, modules.value * per_module, figure, modules.value)
    return replace(one, watts=settled(one.watts.value, one.watts.blame | modules.blame))


def _per_module(kit: Record, platform: Record) -> tuple[Interval, str]:
    known = kit.fields.get("type")
    types = known.options if isinstance(known, Words) else None
    by_type = _group(platform, "memory_module_w")
    unbuffered = _hull(by_type, types)
    key = f"{by_type.path}.{next(iter(types))}" if types and len(types) == 1 else by_type.path
    if kit.fields.get("module_kind") in UNBUFFERED:
        return unbuffered, key
    return unbuffered.hull(_bound(platform, "registered_module_w")), key


def _memory_slots(parts: Mapping[Kind, Units]) -> Exact | None:
    """Return how many modules the board takes at most, or None where nobody says."""
    return next((number(board, "memory_slots").value.high for board, _ in parts.get("motherboard", ())), None)


def _in_slots(watts: Quantity, kit: Record, units: int, slots: Exact | None, platform: Record) -> Quantity:
    """Return the draw of kits of unknown size: no more modules than the board has slots, and one at least for each."""
    per_module = _per_module(kit, platform)[0].high
    if slots is None or per_module is None or watts.value.high is None:
        return watts
    return settled(Interval(watts.value.low, min(watts.value.high, per_module * max(units, slots))), watts.blame)


def _storage(drive: Record, platform: Record) -> _Unit:
    if drive.fields.get("external") is Verdict.OK:
        return _Unit(Quantity.exactly(0), "has its own supply", f"{drive.path}.external")
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
    return _own_or(drive, _hull(platform, frozenset(keys)), _only(platform, keys))


def _fan(fan: Record, platform: Record) -> _Unit:
    pack = _within(number(fan, "in_pack"), FANS_OF_A_PACK).value
    return _own_or(fan, pack * _bound(platform, "fan_w"), f"{platform.path}.fan_w", pack)


def _cooler(cooler: Record, platform: Record) -> _Unit:
    liquid = cooler.fields.get("liquid", Verdict.UNKNOWN)
    possible = {"air_cooler_w": liquid is not Verdict.OK, "liquid_cooler_w": liquid is not Verdict.VIOLATED}
    keys = {key for key, holds in possible.items() if holds}
    return _own_or(cooler, _hull(platform, frozenset(keys)), _only(platform, keys))


def _card(card: Record, platform: Record) -> _Unit:
    if card.fields.get("bus") in {Words.of("usb"), Words.of("m2")}:
        return _own_or(card, _bound(platform, "sound_card_w"), f"{platform.path}.sound_card_w")
    length = number(card, "mechanical_lanes").value.high
    short = length is not None and length < 16  # only carriers and splitters are of x16 length
    switch = Interval.point(0) if short else _bound(platform, "pcie_switch_card_w")
    return _own_or(card, _bound(platform, "other_card_w").hull(switch), f"{platform.path}.other_card_w")


def _accessory(accessory: Record, platform: Record) -> _Unit:
    if states(accessory, "power_w"):
        return _Unit(number(accessory, "power_w"), "own figure", f"{accessory.path}.power_w")
    if accessory.fields.get("role") == WATER_PART:  # a pump, or a fitting that draws nothing
        watts = Interval(0, _bound(platform, "pump_w").high)
        return _Unit(settled(watts, {f"{accessory.path}.power_w"}), "usual for its sort", f"{platform.path}.pump_w")
    return _Unit(Quantity.exactly(0), "draws nothing", f"{accessory.path}.power_w")


_PER_UNIT: Mapping[Kind, Callable[[Record, Record], _Unit]] = {
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


def _own_or(record: Record, bound: Interval, figure: str, times: Interval = ONCE) -> _Unit:
    """Return the part's own figure or, as far as nobody stated one, the bound for its sort."""
    watts = _within(number(record, "power_w"), bound)
    if states(record, "power_w"):
        return _Unit(watts, "own figure", f"{record.path}.power_w")
    return _Unit(watts, "usual for its sort", figure, times)


def _only(platform: Record, keys: Collection[str]) -> str:
    """Return where the figure stands if it is one, else where all of them do."""
    return f"{platform.path}.{next(iter(keys))}" if len(keys) == 1 else platform.path


def _within(own: Quantity, bound: Interval) -> Quantity:
    """Return what a figure without an upper end leaves open within a bound; one with an upper end is believed."""
    if own.value.high is not None:
        return own
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
