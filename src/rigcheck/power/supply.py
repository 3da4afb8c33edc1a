"""What power supplies give: their rating for hours, and what they bear for some 10 ms.

ATX 3 promises an excursion. ATX 2 promises none: what counts is where the unit was measured to trip, else a planning
figure below most trips that were measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rigcheck.power.figures import hull_of, ratio_of
from rigcheck.quantity import Quantity, either, greatest, number, settled, states
from rigcheck.values import ANY_WORD, Interval, Items, Record, Words, equal, less, less_or_equal
from rigcheck.verdict import Verdict, conjunction

BOARD: Final = frozenset({"cpu", "motherboard"})
"""The kinds that the supply feeds that starts the board; what nobody says hangs there too, except GPUs."""
ATX_2: Final = Words.of("2.x")


@dataclass(frozen=True, slots=True)
class Supply:
    """One distinct supply; watts are those of one unit."""

    ref: str
    units: int
    rated: Quantity
    tolerated: Quantity
    """For some 10 ms: what ATX 3 promises; of an ATX 2 unit its measured trip point, else what is planned with."""
    trips: Quantity | None
    """Where its protection was measured to trip; None for a unit that nobody measured: nothing is known beyond it."""
    feeds: frozenset[str] | None
    """The parts it feeds, by reference or kind; None where the list does not say."""


def supplies_of(psus: Sequence[tuple[Record, int]], excursions: Record) -> tuple[Supply, ...]:
    """Return what the supplies of a build give; `excursions` is the standard of that name."""
    return tuple(_supply(psu, units, excursions) for psu, units in psus)


def _supply(psu: Record, units: int, excursions: Record) -> Supply:
    rated, version = number(psu, "rated_w"), psu.fields.get("atx_version", ANY_WORD)
    is_old = equal(version, ATX_2)
    unsure = {f"{psu.path}.atx_version"} if is_old is Verdict.UNKNOWN else set()
    measured = number(psu, "trip_ratio") if states(psu, "trip_ratio") else None
    tolerated, trips = [], []
    if is_old is not Verdict.VIOLATED:
        tolerated.append(measured or Quantity(ratio_of(excursions, "atx_2", "ratio_10ms")))
        trips += [measured] if measured else []
    if is_old is not Verdict.OK:
        promised = _promised(psu, rated, excursions)
        tolerated.append(promised)
        # It was measured with a slow load; the shorter load that ATX 3 promises to bear is borne all the same.
        trips += [greatest([measured, promised])] if measured else []
    bears = rated.times(either(tolerated, unsure))
    return Supply(psu.path, units, rated, bears, rated.times(either(trips, unsure)) if trips else None, feeds_of(psu))


def _promised(psu: Record, rated: Quantity, excursions: Record) -> Quantity:
    """Return the share of its rating that ATX 3 promises for 10 ms: by its size and its 16-pin plugs."""
    plugs = psu.fields.get("plugs")
    sockets = number(Record(plugs.fields if isinstance(plugs, Record) else {}, f"{psu.path}.plugs"), "pcie_16pin")
    limit = ratio_of(excursions, "sizing", "long_excursions_above_w")
    is_long = conjunction([less(limit, rated.value), less_or_equal(Interval.point(1), sockets.value)])
    ratios = []
    if is_long is not Verdict.OK:
        ratios.append(ratio_of(excursions, "atx_3_without_16pin", "ratio_10ms"))
    if is_long is not Verdict.VIOLATED:
        ratios.append(ratio_of(excursions, "atx_3_with_16pin", "ratio_10ms"))
    return settled(hull_of(ratios), rated.blame | sockets.blame)


def kinds_fed(feeds: frozenset[str] | None) -> frozenset[str]:
    """Return the kinds that a list of references and kinds names: `gpu` for `gpu#1`."""
    return frozenset(name.partition("#")[0] for name in feeds or ())


def feeds_of(psu: Record) -> frozenset[str] | None:
    """Return the parts and kinds that a supply is said to feed, or None where the list does not say."""
    listed = psu.fields.get("feeds")
    if not isinstance(listed, Items):
        return None
    return frozenset(word.casefold() for item in listed.items if isinstance(item, Words) for word in item.options or ())
