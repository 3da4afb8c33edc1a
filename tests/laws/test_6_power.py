"""Law 6: power never falls when something is added, and what is stated lies inside the bound it replaces."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rigcheck.engine.build import Build, numbered
from rigcheck.engine.derive import derive
from rigcheck.schema.kinds import Kind
from rigcheck.values import Interval
from tests.laws.strategies import build_of, less_known, standards

ADDED: tuple[Kind, ...] = ("gpu", "storage", "memory", "fan", "card", "cooler", "accessory")
FIGURES: dict[str, tuple[str, ...]] = {
    "cpu": ("sustained_w",),
    "motherboard": ("power_w",),
    "memory": ("power_w", "modules"),
    "storage": ("power_w", "spins", "interface"),
    "fan": ("power_w", "in_pack"),
    "cooler": ("power_w", "liquid"),
    "card": ("power_w", "bus", "mechanical_lanes"),
    "gpu": ("board_power_w",),
}
"""The facts that tell what a part draws."""


def sustained(build: Build, figure: str = "power.sustained_w") -> Interval:
    return derive(build, standards()).figures[figure].value


def not_below(more: Interval, less: Interval) -> bool:
    """Return whether both ends are as high or higher."""
    low = (more.low or 0) >= (less.low or 0)
    return low and (more.high is None or (less.high is not None and more.high >= less.high))


@given(st.integers(0, 2**32), st.sampled_from(ADDED), st.sampled_from([0.0, 0.2, 0.6]))
@settings(max_examples=60)
def test_adding_a_part_never_lowers_the_watts(seed: int, kind: Kind, share: float) -> None:
    """One more GPU, drive, kit, fan, card, cooler or accessory lowers neither end of the sustained watts."""
    random = Random(seed)
    build = less_known(random, build_of(random), share)
    added = less_known(random, build_of(random), share).of_kind(kind)[:1]
    more = replace(build, parts=numbered([*build.parts, *added]))
    assert not_below(sustained(more), sustained(build))
    assert not_below(sustained(build, "power.next_gpu_w"), sustained(build))


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_one_more_of_a_part_never_lowers_the_watts(seed: int) -> None:
    """Two of a part draw at least what one draws."""
    random = Random(seed)
    build = build_of(random)
    chosen = random.choice(build.parts)
    parts = [replace(part, quantity=part.quantity + (part is chosen)) for part in build.parts]
    assert not_below(sustained(replace(build, parts=tuple(parts))), sustained(build))


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_what_is_stated_lies_inside_the_bound_it_replaces(seed: int) -> None:
    """A part whose draw nobody stated is bounded, and the bound contains what its own figure would say."""
    random = Random(seed)
    build = build_of(random)
    stated = sustained(build)
    assert stated.is_point
    for part in build.parts:
        dropped = random.sample(FIGURES.get(part.kind, ()), random.randint(0, len(FIGURES.get(part.kind, ()))))
        facts = {key: fact for key, fact in part.facts.items() if key not in dropped}
        build = replace(build, parts=tuple(replace(one, facts=facts) if one is part else one for one in build.parts))
    assert stated.low is not None
    assert stated.low in sustained(build)
