"""Random builds drawn from the schema, and the ways in which less can be known of them.

A build is drawn from a seed: hypothesis would need thousands of choices for one, and a law that fails says itself which
fact it was. Facts are random but possible: what proofs take from `standards/` (a first slot within the form factor's
bound, a drive's few watts) holds for them too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, Final

from hypothesis import strategies as st

from rigcheck.catalog.vocabulary import vocabularies
from rigcheck.engine.build import Build, BuildPart, Settings, numbered
from rigcheck.engine.derive import derive
from rigcheck.engine.session import Session
from rigcheck.fact import is_bound
from rigcheck.lists.model import Price
from rigcheck.rules.finding import findings
from rigcheck.rules.model import Rule
from rigcheck.schema.kinds import KINDS, Kind
from rigcheck.schema.registry import part_type
from rigcheck.schema.shapes import FactType, ListType, NumberType, RecordType, TruthType, WordType
from rigcheck.values import Record
from rigcheck.verdict import Verdict

Facts = dict[str, Any]
Said = dict[tuple[str, tuple[str, ...]], tuple[Verdict, tuple[str, ...]]]
"""What each rule says of each combination of parts: the verdict and the facts to blame."""

NUMBERS: Final = (0, 1, 2, 3, 4, 8, 16, 32, 120, 240, 300, 330, 450, 650, 850, 1000, 3200)

KEPT: Final[Mapping[str, str]] = {
    "accessory.role": "a list that names no riser has none: an accessory nobody describes is not taken for one",
    "motherboard.lane_modes.cpu_families": "a mode that names no processor holds for all of them",
    "motherboard.lane_modes.cpu_lanes": "the same",
    "accessory.power_w": "an accessory draws nothing unless somebody says so",
    "psu.trip_ratio": "only a supply that was measured has a trip point; of the others nothing is known beyond it",
    "psu.cybenetics": "a supply of which nobody names a Cybenetics level is held to its 80 PLUS level alone",
    "psu.cpu_pcie_sockets": "a unit of which nobody says that cables compete for sockets connects all of them",
    "motherboard.sharing": "what nobody says takes nothing from cards in slots; a drive that is alone finds its port",
    "cpu.graphics_lanes": "what nobody says takes nothing from the lanes of a slot",
    "storage.external": "a drive is inside the case unless somebody says that it is not",
    "case.open_frame": "a case is closed unless somebody says that it is an open frame",
}
"""Facts whose absence is taken for an answer, and why; laws about missing facts leave these alone."""


@cache
def session() -> Session:
    """Return the session whose rules and standards all laws use."""
    return Session()


def rules() -> tuple[Rule, ...]:
    return session().rules


def standards() -> Record:
    return session().standards_record


# --- drawing ---


def build_of(random: Random, *, most: int = 3) -> Build:
    """Return a random build of which everything is stated."""
    parts = []
    priced = random.random() < 0.5
    for kind in KINDS:
        few = kind in {"motherboard", "case"}
        for number in range(random.randint(0 if random.random() < 0.2 else 1, 1 if few else most)):
            facts = {key: _fact(random, shape, key) for key, shape in part_type(kind).fields.items()}
            facts = _POSSIBLE.get(kind, _as_it_is)(random, facts)
            settings = {"riser": random.random() < 0.2, "clock_locked": True} if kind in {"gpu", "card"} else {}
            quantity = 1 if few else random.choice((1, 1, 2))
            price = Price(Decimal(random.choice(("99.99", "250", "1200"))), "USD") if priced else None
            parts.append(BuildPart("", kind, quantity, f"{kind} {number}", facts, settings=settings, price=price))
    settings_of_all = Settings(
        final=random.random() < 0.5,
        profiles=frozenset({"ml"}),
        data_gb=random.choice((0, 450)),
        gpus_wanted=random.choice((0, 2, 4)),
    )
    return Build(numbered(parts), settings_of_all)


builds = st.integers(0, 2**32).map(lambda seed: build_of(Random(seed)))


def _fact(random: Random, shape: FactType, key: str) -> Any:
    match shape:
        case NumberType():
            return random.choice(NUMBERS)
        case WordType():
            return random.choice(_words(shape.vocabulary))
        case TruthType():
            return random.random() < 0.5
        case ListType():
            return [_fact(random, shape.of, key) for _ in range(random.randint(0, 3))]
        case RecordType():
            return {name: _fact(random, inner, name) for name, inner in shape.fields.items()}


@cache
def _words(vocabulary: str | None) -> tuple[str, ...]:
    """Return a few words of a vocabulary, few enough for two parts to agree now and then."""
    return ("A", "B", "C") if vocabulary is None else tuple(sorted(vocabularies()[vocabulary].words))[:6]


def _as_it_is(_: Random, facts: Facts) -> Facts:
    return facts


def _cpu(random: Random, facts: Facts) -> Facts:
    tdp = random.choice((65, 105, 125))
    return {
        **facts,
        "tdp_w": tdp,
        "sustained_w": tdp + random.choice((0, 30, 120)),
        "pcie_lanes": random.choice((16, 24)),
    }


def _motherboard(random: Random, facts: Facts) -> Facts:
    form, places = random.choice((("atx", 7), ("micro-atx", 4), ("eatx", 7)))
    sockets = random.choice((1, 1, 2))
    first = random.randint(1, 3)
    slots: list[Facts] = []
    for index, position in enumerate(
        [first, *sorted(random.sample(range(first + 1, places + 1), random.randint(0, min(3, places - first))))]
    ):
        length = random.choice((16, 16, 4)) if index else 16
        slots.append(
            {
                "name": f"S{index}",
                "position": position,
                "mechanical_lanes": length,
                # None has more lanes than the one nearest the processor: proofs without positions count on it.
                "electrical_lanes": min(
                    length, random.choice((16, 8, 4)), slots[0]["electrical_lanes"] if slots else 16
                ),
                "generation": random.choice((3, 4)),
                "wired_to": random.choice(_words("wired_to")),
                "open_ended": random.random() < 0.3,
                "needs_cpu": random.randint(1, sockets),
                "bifurcation": [],
            }
        )
    long = [slot for slot in slots if slot["mechanical_lanes"] == 16]
    modes = []
    left = {slot["name"]: slot["electrical_lanes"] for slot in long}
    # None for a card that is alone: where the table is silent, or missing, it is believed to get all lanes of its slot.
    for count in range(2, len(long) + 1):
        for slot in long:  # more cards never get more
            some = [lanes for lanes in (16, 8, 4) if _kept(slot) <= lanes <= left[slot["name"]]]
            left[slot["name"]] = random.choice(some)
        used = sorted(random.sample(long, count), key=lambda slot: int(slot["position"]))
        mode: Facts = {
            "used": [slot["name"] for slot in used],
            "lanes": [left[slot["name"]] for slot in used],
        }
        if random.random() < 0.5:
            mode["cpu_families"] = random.sample(_words("cpu_families"), 2)
        modes.append(mode)
    m2 = [
        {**one, "name": f"M{index}", "needs_cpu": random.randint(1, sockets)}
        for index, one in enumerate(facts["m2_slots"])
    ]
    return {
        **facts,
        "form_factor": form,
        "sockets": sockets,
        "slots": slots,
        "lane_modes": modes,
        "m2_slots": m2,
        "sharing": [_taking(random, [one["name"] for one in [*slots, *m2]]) for _ in range(random.randint(0, 2))],
        "power_w": random.choice((30, 60, 90)),
    }


def _kept(slot: Facts) -> int:
    """Return the lanes that proofs count on: of sixteen the slot nearest the processor keeps eight."""
    return 8 if (slot["name"], slot["electrical_lanes"]) == ("S0", 16) else 0


def _taking(random: Random, names: list[str]) -> Facts:
    """Return one thing that takes from another, or from two SATA ports."""
    used, *loses = random.sample([*names, "SATA_1", "SATA_2"], 3 if len(names) else 2)
    return {"used": [used], "loses": loses, "lanes_left": 8 if "S0" in loses else random.choice((0, 4, 8))}


def _gpu(random: Random, facts: Facts) -> Facts:
    thickness, brackets = random.choice(((1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (4, 2), (4, 4)))
    size = {"thickness_slots": thickness, "brackets": brackets, "mechanical_lanes": 16}
    return {**facts, **size, **_link(random), **_power_sockets(random)}


def _power_sockets(random: Random) -> Facts:
    """Return few enough power sockets for a supply to feed them now and then."""
    plugs = {kind: random.choice((0, 0, 0, 1)) for kind in ("pcie_6pin", "pcie_16pin", "eps_8pin")}
    adapter = {
        "to": random.choice(("pcie_16pin", "eps_8pin")),
        "from_plug": random.choice(("pcie_8pin", "pcie_8pin", "molex")),
        "count": random.randint(1, 4),
    }
    return {"plugs": {**plugs, "pcie_8pin": random.choice((0, 1, 2))}, "adapter": adapter}


def _link(random: Random) -> Facts:
    return {"pcie_lanes": random.choice((1, 4, 8, 16)), "pcie_generation": random.choice((3, 4, 5))}


def _storage(random: Random, facts: Facts) -> Facts:
    interface, spins = random.choice((("nvme", False), ("sata", True), ("sata", False), ("sas", True)))
    return {**facts, "interface": interface, "spins": spins, "power_w": random.choice((1, 5, 8))}


def _memory(random: Random, facts: Facts) -> Facts:
    return {**facts, "modules": random.choice((1, 2, 4)), "power_w": random.choice((1, 3, 5))}


def _card(random: Random, facts: Facts) -> Facts:
    length = random.choice((1, 4, 8, 16))
    thickness, brackets = random.choice(((1, 1), (2, 1), (2, 2)))
    size = {"thickness_slots": thickness, "brackets": brackets, "m2_slots": random.choice((0, 0, 1))}
    return {
        **facts,
        **size,
        **_link(random),
        "mechanical_lanes": length,
        "power_w": random.choice((5, 20, 60 if length == 16 and facts["bus"] == "pcie" else 10)),
    }


def _psu(random: Random, facts: Facts) -> Facts:
    """Return a supply whose counts of plugs are those of its cables."""
    kinds = ("eps_8pin", "pcie_6pin", "pcie_8pin", "pcie_16pin")
    cables: list[Facts] = [
        {"socket": kind, "plug": kind, "count": random.randint(1, 4), "plugs": random.randint(1, 2)}
        for kind in random.sample(kinds, random.randint(0, len(kinds)))
    ]
    counts = dict.fromkeys(kinds, 0) | {one["plug"]: one["count"] * one["plugs"] for one in cables}
    pool = {"cpu_pcie_sockets": random.choice((6, 8, 10))}
    return {**facts, "modular": "full", "cables": cables, "plugs": {**facts["plugs"], **counts}, **pool}


def _small(watts: tuple[int, ...]) -> Callable[[Random, Facts], Facts]:
    return lambda random, facts: {**facts, "in_pack": 1, "power_w": random.choice(watts)}


def _cooler(random: Random, facts: Facts) -> Facts:
    return {**facts, "power_w": random.choice((1, 6))}


_POSSIBLE: Final[Mapping[Kind, Callable[[Random, Facts], Facts]]] = {
    "cpu": _cpu,
    "motherboard": _motherboard,
    "gpu": _gpu,
    "storage": _storage,
    "memory": _memory,
    "card": _card,
    "fan": _small((1, 5)),
    "cooler": _cooler,
    "psu": _psu,
}


# --- knowing less ---


def less_known(random: Random, build: Build, share: float) -> Build:
    """Return the build with some facts dropped, bounded, or their lists left open."""
    parts = [
        replace(part, facts=_less_of_a_group(random, part.facts, part_type(part.kind), part.kind, share))
        for part in build.parts
    ]
    return replace(build, parts=tuple(parts))


def _less_of_a_group(random: Random, facts: Mapping[str, Any], shape: RecordType, path: str, share: float) -> Facts:
    left: Facts = {}
    for key, raw in facts.items():
        fact = raw if f"{path}.{key}" in KEPT else _less(random, raw, shape.fields[key], f"{path}.{key}", share)
        if fact is not None:
            left[key] = fact
    return left


def _less(random: Random, raw: Any, shape: FactType, path: str, share: float) -> Any:
    hit = random.random() < share
    if hit and random.random() < 0.5:
        return None
    match shape:
        case NumberType() if hit:
            return _wider(random, raw, most=16 if path.endswith("lanes") else None)
        case WordType() if hit:
            options = raw["one_of"] if is_bound(raw) else [raw]
            words = {*options, *random.sample(_words(shape.vocabulary), 2)}
            closed = shape.vocabulary is not None and "other" not in vocabularies()[shape.vocabulary].words
            return {"one_of": sorted(words if closed and len(words) > 1 else {*words, "other"})}
        case TruthType() if hit:
            return None
        case ListType():
            members = raw["at_least"] if is_bound(raw) else raw
            members = [_less_of_a_member(random, member, shape.of, path, share) for member in members]
            if hit or is_bound(raw):
                return {"at_least": members[: random.randint(0, len(members))]}
            return members
        case RecordType():
            return _less_of_a_group(random, raw, shape, path, share)
    return raw


def _less_of_a_member(random: Random, raw: Any, shape: FactType, path: str, share: float) -> Any:
    less = _less(random, raw, shape, path, share)
    return less if less is not None else ({} if isinstance(shape, RecordType) else raw)


def _wider(random: Random, raw: Any, *, most: int | None) -> Facts | None:
    """Return a wider bound, or None where it would bound nothing; `most` is the most that is possible at all."""
    low, high = (raw.get("at_least", 0), raw.get("at_most")) if is_bound(raw) else (raw, raw)
    low = max(0, low - random.choice((0, 1, 100)))
    high = None if high is None or random.random() < 0.3 else high + random.choice((0, 1, 100))
    high = high if high is None or most is None else min(high, most)
    bound = {"at_least": low, "at_most": high}
    return {key: end for key, end in bound.items() if end is not None}


def supplied(build: Build, full: Build, paths: tuple[str, ...]) -> Build:
    """Return the build with these facts as the full build states them."""
    parts = []
    for part in build.parts:
        facts: Any = part.facts
        for path in paths:
            ref, _, key = path.partition(".")
            if ref == part.ref and key:
                steps = key.replace("[", ".[").split(".")
                facts = _with(facts, full.part(ref).facts, steps)
        parts.append(replace(part, facts=facts))
    return replace(build, parts=tuple(parts))


def _with(facts: Any, full: Any, steps: list[str]) -> Any:
    """Return the facts with the one at the end of these steps taken from the full facts."""
    if not steps:
        return full
    step, rest = steps[0], steps[1:]
    if step.startswith("["):
        index = int(step[1:-1])
        members = facts["at_least"] if is_bound(facts) else facts
        changed = [*members[:index], _with(members[index], full[index], rest), *members[index + 1 :]]
        return {"at_least": changed} if is_bound(facts) else changed
    if step not in full:
        return facts
    return {**facts, step: _with(facts.get(step, {}), full[step], rest)}


# --- judging ---


def said_of(build: Build) -> Said:
    """Return what every rule says of every combination of parts; a rule that does not apply is as good as ok."""
    situation = derive(build, standards()).situation
    return {
        (rule.id, finding.parts): (finding.verdict, finding.missing)
        for rule in rules()
        for finding in findings(rule, situation)
    }
