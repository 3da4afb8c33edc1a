"""The power of a build in a few lines, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rigcheck.render.words import names_of, plural, span

SOCKETS = {
    "pcie_6pin": "of 6 pins",
    "pcie_8pin": "of 8 pins",
    "pcie_16pin": "of 16 pins",
    "eps_8pin": "of the EPS kind",
}
"""Power sockets of GPUs, and the plugs of supplies, as sentences call them."""


def power_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a build draws, what its supplies give, what the wall gives, and how several supplies share it."""
    power = report["power"]
    if not power["draws"]:
        return
    lasting, rated, spike, borne, wall = (
        power[key] for key in ("sustained_w", "rated_w", "spike_w", "tolerated_w", "wall_w")
    )
    has_supply = any(part["kind"] == "psu" for part in report["parts"])
    known = has_supply and rated["high"] and rated["low"] == rated["high"]
    supply = f", supply {span(rated['low'], rated['high'], 'W')}" if known else ""
    bears = f", {span(borne['low'], borne['high'], 'W')} borne" if known else ""
    yield (
        f"Sustained draw {span(lasting['low'], lasting['high'], 'W')}{supply}; "
        f"spikes of some 10 ms {span(spike['low'], spike['high'], 'W')}{bears}."
    )
    circuit = power["circuit"]
    assumed = " (assumed)" if circuit["assumed"] else ""
    yield (
        f"At the wall {span(wall['low'], wall['high'], 'W')}; a circuit of {circuit['name']}{assumed} is good for "
        f"{circuit['continuous_w']} W for hours."
    )
    names = names_of(report)
    carried = [one for one in power["supplies"] if one["carries_w"] is not None]
    if carried:
        yield f"Divided at best: up to {', '.join(_carried(one, names) for one in carried)}."


def _carried(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what a supply carries, and what it is rated for where that may be less."""
    rated = one["rated_w"]
    too_much = (
        f" (rated for {span(rated['low'], rated['high'], 'W')})" if one["carries_w"] > (rated["low"] or 0) else ""
    )
    return f"{one['carries_w']:.0f} W on {names[one['ref']]}{too_much}"


def cable_lines(cables: Sequence[Mapping[str, Any]] | None, names: Mapping[str, str]) -> Iterator[str]:
    """Yield which plugs feed which card."""
    for one in cables or ():
        sockets = f"{plural(one['sockets'], 'socket')} {SOCKETS[one['socket']]}"
        if one["plugs_each"] > 1:
            plugs = f"{plural(one['sockets'], 'adapter')} of {one['plugs_each']} plugs {SOCKETS[one['plug']]} each"
        else:
            plugs = f"{plural(one['sockets'], 'plug')} {SOCKETS[one['plug']]}"
        yield f"{names[one['ref']]}: {sockets} on {plugs}."
