"""What the report says of power: the figures, who draws what and where that figure comes from, and the circuit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from rigcheck.catalog.part import Standard
from rigcheck.engine.build import Build
from rigcheck.engine.derive import Derived
from rigcheck.engine.distinct import distinct_of, group_of
from rigcheck.engine.mains import Circuit
from rigcheck.engine.placement_report import interval_json, number_json
from rigcheck.engine.pools import pools
from rigcheck.engine.ruleset import standards_record
from rigcheck.engine.sources import cite, raw_at, sources_at
from rigcheck.fact import usual_of
from rigcheck.placement.feeding import feeding
from rigcheck.power.draw import Draw
from rigcheck.power.spike import Spike
from rigcheck.quantity import number
from rigcheck.values import Record, exact

Json = dict[str, Any]


def power_json(derived: Derived, build: Build, standards: Mapping[str, Standard]) -> Json:
    """Return the power of a build as JSON-ready data: figures by name, draws, the circuit, several supplies."""
    figures = {path.partition(".")[2]: one for path, one in derived.figures.items() if path.startswith("power.")}
    return {
        **{key: interval_json(figure.value) for key, figure in figures.items()},
        "circuit": circuit_json(derived.circuit, standards_record(standards)),
        "draws": draws_json(derived, build, standards),
        "supplies": _supplies(derived),
        "cables": cables_json(build) if derived.figures["placement.unfed_gpu_sockets"].value.high == 0 else None,
    }


def cables_json(build: Build) -> list[Json] | None:
    """Return which plugs feed which GPU in the best assignment, as far as it is sure; null where sockets are open."""
    distinct = distinct_of(build.parts)
    told = [feeding(*pool) for pool in pools(distinct.get("gpu", ()), distinct.get("psu", ()))]
    return None if None in told else [asdict(one) for found in told for one in found or ()]


def circuit_json(circuit: Circuit, standards: Record) -> Json:
    """Return the wall circuit: what its breaker carries, and what it may carry for hours."""
    share = number(group_of(standards, "mains"), "continuous_share").value.low or 1
    return {
        "name": f"{circuit.volts} V {circuit.amperes} A",
        "assumed": circuit.assumed,
        "volts": circuit.volts,
        "amperes": circuit.amperes,
        "rated_w": circuit.watts,
        "continuous_w": number_json(exact(circuit.watts * Fraction(share))),
    }


def draws_json(derived: Derived, build: Build, standards: Mapping[str, Standard]) -> list[Json]:
    """Return who draws what: its bound, the usual figure, the spike, the voltages, and what it rests on."""
    pairs = zip(derived.loads.draws, derived.loads.spikes, strict=True)
    return [_draw(draw, spike, build, standards) for draw, spike in pairs]


def _draw(draw: Draw, spike: Spike, build: Build, standards: Mapping[str, Standard]) -> Json:
    sources = sources_at(draw.figure, build, standards)
    return {
        "part": draw.part,
        "units": draw.units,
        "watts": interval_json(draw.watts.value),
        "usual_w": _usual(draw, build, standards),
        "spike_w": interval_json(spike.planned.value),
        "rail": draw.rail,
        "basis": draw.basis,
        "figure": draw.figure,
        "source": cite(sources[0]) if sources else None,
        "source_basis": sources[0]["basis"] if sources else None,
    }


def _usual(draw: Draw, build: Build, standards: Mapping[str, Standard]) -> int | float | None:
    """Return the usual draw: that of the figure it rests on, as often as that counts; None where nobody says."""
    usual = usual_of(raw_at(draw.figure, build, standards))
    if draw.watts.value.is_point:
        return number_json(draw.watts.value.low)
    if not draw.times.is_point or draw.times.low is None or isinstance(usual, bool | str) or usual is None:
        return None
    if draw.figure.endswith(".tdp_w"):
        return None
    return number_json(exact(Fraction(usual) * draw.times.low))


def _supplies(derived: Derived) -> list[Json]:
    """Return what each unit of several supplies is rated for, and what it carries in the best division at most."""
    places = [supply for supply in derived.supplied.supplies for _ in range(supply.units)]
    carried = derived.supplied.division.carried
    return (
        [
            {"ref": supply.ref, "carries_w": number_json(watts), "rated_w": interval_json(supply.rated)}
            for supply, watts in zip(places, carried, strict=False)
        ]
        if len(places) > 1
        else []
    )
