"""Radiators to places and power plugs to sockets, by trying everything. Slow and obvious."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product

ROWS = {120: (120, 240, 360, 480), 140: (140, 280, 420, 560)}


def takes(place: Sequence[int], size: int) -> bool:
    """A place takes the sizes it is named for, and shorter rows of the same fans."""
    return size in place or any(size in row and any(s in row and s > size for s in place) for row in ROWS.values())


def unplaced(radiators: Sequence[int], places: Sequence[Sequence[int]]) -> int:
    """Return the radiators left without a place in the best of all orders of places."""
    seats = [*places, *[()] * len(radiators)]
    return min(
        (
            sum(not takes(place, size) for size, place in zip(radiators, order, strict=True))
            for order in permutations(seats, len(radiators))
        ),
        default=0,
    )


@dataclass(frozen=True)
class Socket:
    """A power socket of a GPU, and how many plugs of 6+2 pins its card's adapter for it takes."""

    card: int
    kind: str
    adapter: int | None = None


@dataclass(frozen=True)
class Cable:
    """One cable of a supply: its plugs, and how many of the sockets that cables compete for it takes."""

    kind: str
    plugs: int
    starts: int = 0


def unfed(sockets: Sequence[Socket], supplies: Sequence[tuple[Sequence[Cable], int]]) -> int:
    """Return the sockets that get no plug, of all ways to connect cables and to put plugs into sockets.

    Where a way feeds the processor, only such ways count.
    """
    ways = {
        tuple(sorted(cable.kind for group in chosen for cable in group for _ in range(cable.plugs)))
        for chosen in product(*(connected(cables, room) for cables, room in supplies))
    }
    starting = [plugs for plugs in ways if "eps_8pin" in plugs] or ways
    return min(len(sockets) - fed(tuple(sockets), tuple(with_one_kept([*plugs]))) for plugs in starting)


def connected(cables: Sequence[Cable], room: int) -> Iterator[list[Cable]]:
    """Yield every choice of cables that the unit's sockets have room for."""
    for chosen in product([True, False], repeat=len(cables)):
        group = [cable for cable, is_in in zip(cables, chosen, strict=True) if is_in]
        if sum(cable.starts for cable in group) <= room:
            yield group


def with_one_kept(plugs: list[str]) -> list[str]:
    """Return the plugs without the one that the processor takes."""
    if "eps_8pin" in plugs:
        plugs.remove("eps_8pin")
    return plugs


FEEDS = {
    "eps_8pin": ("eps_8pin",),
    "pcie_16pin": ("pcie_16pin",),
    "pcie_8pin": ("pcie_8pin",),
    "pcie_6pin": ("pcie_6pin", "pcie_8pin"),
}


def fed(sockets: tuple[Socket, ...], plugs: tuple[str, ...]) -> int:
    """Return how many sockets are fed if each is tried with each plug, with its adapter, and with none."""
    if not sockets:
        return 0
    first, rest = sockets[0], sockets[1:]
    best = fed(rest, plugs)
    for kind in FEEDS[first.kind]:
        if kind in plugs:
            best = max(best, 1 + fed(rest, without(plugs, kind, 1)))
    if first.adapter is not None and plugs.count("pcie_8pin") >= first.adapter:
        best = max(best, 1 + fed(rest, without(plugs, "pcie_8pin", first.adapter)))
    return best


def without(plugs: tuple[str, ...], kind: str, count: int) -> tuple[str, ...]:
    left = list(plugs)
    for _ in range(count):
        left.remove(kind)
    return tuple(left)


def sharing(
    sockets: Sequence[tuple[int, str]], cables: Sequence[tuple[str, int]], may_share: frozenset[int] = frozenset()
) -> int:
    """Return the sockets (card, kind) left when no cable (kind, plugs) may feed a card twice, as few as possible.

    The cards of `may_share` may take several plugs of one cable.
    """

    def tried(left: Sequence[tuple[int, str]], used: tuple[tuple[int, ...], ...]) -> int:
        if not left:
            return 0
        (card, kind), rest = left[0], left[1:]
        best = 1 + tried(rest, used)
        for index, (plug, plugs) in enumerate(cables):
            free = len(used[index]) < plugs and (card in may_share or card not in used[index])
            if plug in FEEDS[kind] and free:
                more = (*used[:index], (*used[index], card), *used[index + 1 :])
                best = min(best, tried(rest, more))
        return best

    return tried(sockets, ((),) * len(cables))
