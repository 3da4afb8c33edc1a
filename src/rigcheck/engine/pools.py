"""Which GPUs hang on which power supplies, as far as the list says so: plugs are pooled no further than that.

Where no supply says what it feeds, all of them are one pool. Else a card is in the pool of the supplies that name it,
and the cards that nobody names in that of the supplies of which nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rigcheck.power.supply import BOARD, feeds_of, kinds_fed
from rigcheck.values import Interval, Items, Record, Words

Units = Sequence[tuple[Record, int]]
Pool = tuple[Units, Units]
"""GPUs, and the supplies that feed them."""

ONE: Final = Interval(1, 1)
EPS_CABLE: Final = Record({"plug": Words.of("eps_8pin"), "count": ONE, "plugs": ONE}, "psu.cables[0]")
THE_BOARDS_PLUG: Final = (
    Record({"modular": Words.of("no"), "cables": Items((EPS_CABLE,), complete=True, path="psu.cables")}, "psu"),
    1,
)
"""What stands in a pool that does not feed the board for the EPS plug that its own supply keeps for it."""


def pools(gpus: Units, psus: Units) -> list[Pool]:
    """Return the pools; together they hold every GPU, and the supplies that feed some."""
    said = [feeds_of(psu) for psu, _ in psus]
    if all(feeds is None for feeds in said):
        return [(gpus, psus)]
    every = [index for index, feeds in enumerate(said) if feeds is None] or list(range(len(psus)))
    by_supplies: list[tuple[set[int], list[tuple[Record, int]]]] = []
    for gpu in gpus:
        named = {index for index, feeds in enumerate(said) if feeds and feeds & {"gpu", gpu[0].path}}
        supplies, cards = named or set(every), [gpu]
        for pool in [pool for pool in by_supplies if pool[0] & supplies]:
            by_supplies.remove(pool)
            supplies, cards = supplies | pool[0], [*pool[1], *cards]
        by_supplies.append((supplies, cards))
    return [(cards, _with_the_boards_plug(supplies, psus, said)) for supplies, cards in by_supplies]


def _with_the_boards_plug(chosen: set[int], psus: Units, said: Sequence[frozenset[str] | None]) -> Units:
    """Return the supplies of a pool; one that surely does not feed the board need not keep a plug for it."""
    feeding = {index for index, feeds in enumerate(said) if kinds_fed(feeds) & BOARD}
    own = [psus[index] for index in sorted(chosen)]
    return [*own, THE_BOARDS_PLUG] if feeding and not chosen & feeding else own
