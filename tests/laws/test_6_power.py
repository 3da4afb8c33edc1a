"""Law 6: power never falls when something is added, and what is stated lies inside the bound it replaces."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.derive import derive
from rigcheck.schema.kinds import Kind
from rigcheck.values import Interval
from tests.laws.strategies import build_of, less_known, standards

ADDED: tuple[Kind, ...] = ("gpu", "storage", "memory", "fan", "card", "cooler", "accessory")
FIGURES: dict[str, tuple[str, ...]] = {
    "cpu": ("sustained_w", "unlocked"),
    "motherboard": ("power_w",),
    "memory": ("power_w", "modules"),
    "storage": ("power_w", "spins", "interface"),
    "fan": ("power_w", "in_pack"),
    "cooler": ("power_w", "liquid"),
    "card": ("power_w", "bus", "mechanical_lanes"),
    "gpu": ("board_power_w", "architecture"),
}
"""The facts that tell what a part draws, and what it spikes to."""
SPIKES = ("power.spike_w", "power.least_spike_w")
SUMS = ("power.sustained_w", *SPIKES)


def figures(build: Build) -> dict[str, Interval]:
    return {path: figure.value for path, figure in derive(build, standards()).figures.items()}


def not_below(more: Interval, less: Interval) -> bool:
    """Return whether both ends are as high or higher."""
    low = (more.low or 0) >= (less.low or 0)
    return low and (more.high is None or (less.high is not None and more.high >= less.high))


@given(st.integers(0, 2**32), st.sampled_from(ADDED), st.sampled_from([0.0, 0.2, 0.6]))
@settings(max_examples=60)
def test_adding_a_part_never_lowers_the_watts(seed: int, kind: Kind, share: float) -> None:
    """One more GPU, drive, kit, fan, card, cooler or accessory lowers neither end of what lasts and what spikes."""
    random = Random(seed)
    build = less_known(random, build_of(random), share)
    added = less_known(random, build_of(random), share).of_kind(kind)[:1]
    before, after = figures(build), figures(replace(build, parts=numbered([*build.parts, *added])))
    for figure in SUMS:
        assert not_below(after[figure], before[figure]), figure
    assert not_below(before["power.next_gpu_w"], before["power.sustained_w"])


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_one_more_of_a_part_never_lowers_the_watts(seed: int) -> None:
    """Two of a part draw, and spike to, at least what one does."""
    random = Random(seed)
    build = build_of(random)
    chosen = random.choice(build.parts)
    parts = [replace(part, quantity=part.quantity + (part is chosen)) for part in build.parts]
    before, after = figures(build), figures(replace(build, parts=tuple(parts)))
    for figure in SUMS:
        assert not_below(after[figure], before[figure]), figure


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_what_is_stated_lies_inside_the_bound_it_replaces(seed: int) -> None:
    """A part whose figures nobody stated is bounded, and the bound contains what its own figures would say."""
    random = Random(seed)
    build = build_of(random)
    stated = figures(build)
    for part in build.parts:
        dropped = random.sample(FIGURES.get(part.kind, ()), random.randint(0, len(FIGURES.get(part.kind, ()))))
        facts = {key: fact for key, fact in part.facts.items() if key not in dropped}
        build = replace(build, parts=tuple(replace(one, facts=facts) if one is part else one for one in build.parts))
    bounded = figures(build)
    for figure in SUMS:
        assert stated[figure].is_point
        assert (stated[figure].low or 0) in bounded[figure], figure


# --- limits ---


def limited(build: Build, chosen: BuildPart, **settings: int | bool) -> Build:
    """Return the build with these settings of one of its parts, and no others."""
    parts = [replace(part, settings=settings) if part is chosen else part for part in build.parts]
    return replace(build, parts=tuple(parts))


def lower(less: Interval, more: Interval) -> bool:
    """Return whether both ends, as far as there are any, are lower."""
    low = (less.low or 0) < (more.low or 0)
    return low and (more.high is None or (less.high is not None and less.high < more.high))


@given(st.integers(0, 2**32), st.floats(0, 0.99))
@settings(max_examples=60)
def test_a_power_limit_lowers_what_lasts_and_not_what_spikes(seed: int, share: float) -> None:
    """A limit below the board power lowers the sustained watts and those at the wall; the spikes stay."""
    random = Random(seed)
    build = build_of(random)
    chosen = _some_gpu(random, build)
    free = figures(limited(build, chosen))
    capped = figures(limited(build, chosen, power_limit_w=int(chosen.facts["board_power_w"] * share)))
    assert lower(capped["power.sustained_w"], free["power.sustained_w"])
    assert lower(capped["power.wall_w"], free["power.wall_w"])
    for figure in (*SPIKES, "power.spike_percent", "power.trip_percent"):
        assert capped[figure] == free[figure], figure


@given(st.integers(0, 2**32), st.integers(10, 1000), st.sampled_from([0.0, 0.4]))
@settings(max_examples=60)
def test_locked_clocks_with_a_limit_never_raise_the_spike(seed: int, limit: int, share: float) -> None:
    """With a limit, even one above the board power, locking the clocks raises neither end of what spikes."""
    random = Random(seed)
    build = less_known(random, build_of(random), share)
    assume(build.of_kind("gpu"))
    chosen = random.choice(build.of_kind("gpu"))
    free = figures(limited(build, chosen, power_limit_w=limit))
    locked = figures(limited(build, chosen, power_limit_w=limit, clock_locked=True))
    for figure in SPIKES:
        assert not_below(free[figure], locked[figure]), figure


@given(st.integers(0, 2**32), st.floats(0, 0.99))
@settings(max_examples=60)
def test_locked_clocks_with_a_limit_below_the_board_power_lower_the_spike(seed: int, share: float) -> None:
    """Then the spike is that of the limit."""
    random = Random(seed)
    build = build_of(random)
    chosen = _some_gpu(random, build)
    limit = int(chosen.facts["board_power_w"] * share)
    free = figures(limited(build, chosen))
    locked = figures(limited(build, chosen, power_limit_w=limit, clock_locked=True))
    for figure in SPIKES:
        assert lower(locked[figure], free[figure]), figure


@given(st.integers(0, 2**32), st.integers(10, 1000), st.booleans())
@settings(max_examples=60)
def test_spikes_are_not_below_what_lasts(seed: int, limit: int, locked: bool) -> None:
    """What is planned for is at least what is sure, and that at least what lasts, whatever limit a card has."""
    random = Random(seed)
    build = build_of(random)
    assume(build.of_kind("gpu"))
    found = figures(limited(build, random.choice(build.of_kind("gpu")), power_limit_w=limit, clock_locked=locked))
    assert not_below(found["power.spike_w"], found["power.least_spike_w"])
    assert not_below(found["power.least_spike_w"], found["power.sustained_w"])


def _some_gpu(random: Random, build: Build) -> BuildPart:
    drawing = [gpu for gpu in build.of_kind("gpu") if gpu.facts["board_power_w"]]
    assume(drawing)
    return random.choice(drawing)
