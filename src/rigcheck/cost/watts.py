"""What the desktop takes from the outlet while it computes: as stated, else by the power model and the label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from rigcheck.catalog.part import Standard
from rigcheck.catalog.vocabulary import word_lists
from rigcheck.cost.bill import plain_number
from rigcheck.cost.workload import DesktopTerms
from rigcheck.engine.build import Build
from rigcheck.engine.derive import Derived
from rigcheck.engine.distinct import distinct_of
from rigcheck.engine.power_report import draws_json
from rigcheck.engine.ruleset import standards_record
from rigcheck.power.wall import USUAL_LABEL, levels_at, wall_watts
from rigcheck.quantity import Quantity
from rigcheck.values import Exact, Record, Words

BY_LABEL: Final = "by the label of the supply"


@dataclass(frozen=True, slots=True)
class WallWatts:
    """Watts at the outlet, and the arithmetic."""

    watts: Decimal
    how: str
    assumed: bool
    """Whether something in it is not known and was taken at its upper end."""


def busy_watts(
    terms: DesktopTerms, build: Build, derived: Derived, standards: Mapping[str, Standard]
) -> WallWatts | str:
    """Return what the outlet gives while all GPUs and processors work, or why nobody can say.

    Of each part the usual draw counts, else the most it can be, in the worst load that lasts: the electricity is rather
    too dear than too cheap.
    """
    draws = draws_json(derived, build, standards)
    if terms.draw_w is not None:
        direct, how, assumed = terms.draw_w, f"{plain_number(terms.draw_w)} W stated", False
    else:
        if not build.of_kind("gpu"):
            return "no graphics card is in it, so nobody can say what its electricity costs."
        taken = {draw["part"]: _taken(draw) for draw in draws}
        unknown = [part.name for part in build.parts if taken.get(part.ref, Decimal(0)) is None]
        if unknown:
            return f"what {' and '.join(unknown)} draws is not known, so nobody can say what its electricity costs."
        direct = sum((watts for watts in taken.values() if watts is not None), Decimal(0))
        how = f"{plain_number(direct, 1)} W of the power model"
        assumed = any(draw["watts"]["low"] != draw["watts"]["high"] for draw in draws)
    if terms.efficiency is not None:
        return WallWatts(direct / terms.efficiency, f"{how} / {plain_number(terms.efficiency)}", assumed)
    levels = levels_at(derived.circuit.volts, standards_record(standards))
    psus, by = _labelled(build)
    wall = wall_watts(Quantity.exactly(Fraction(direct)), psus, levels).value
    if wall.high is None:
        return "the efficiency of the supply is not known, so nobody can say what the outlet gives."
    watts = _decimal(wall.high)
    share = plain_number(direct / watts, 3) if watts else "1"
    return WallWatts(watts, f"{how} / {share} {by}", assumed or wall.low != wall.high or by != BY_LABEL)


def _labelled(build: Build) -> tuple[list[tuple[Record, int]], str]:
    """Return the supplies with a label each, the usual one where none is known, and in words whose label it is."""
    label = word_lists()["efficiency"].words[USUAL_LABEL]
    assumed = Words.of(USUAL_LABEL)
    psus = distinct_of(build.parts).get("psu", ())
    if not psus:
        return [(Record({"efficiency": assumed}, "psu"), 1)], f"of a supply of {label} (assumed: none is in the list)"
    known = all(isinstance(one := psu.fields.get("efficiency"), Words) and one.is_point for psu, _ in psus)
    if known or any("cybenetics" in psu.fields for psu, _ in psus):
        return list(psus), BY_LABEL
    supposed = [(Record({**psu.fields, "efficiency": assumed}, psu.path), units) for psu, units in psus]
    return supposed, f"of {label} (assumed: no label of the supply is known)"


def _taken(draw: Mapping[str, Any]) -> Decimal | None:
    """Return what a part draws for a sum: the usual, else the most it can be; None where neither is known."""
    watts = draw["watts"]["high"] if draw["usual_w"] is None else draw["usual_w"]
    return None if watts is None else Decimal(str(watts))


def _decimal(exact: Exact) -> Decimal:
    fraction = Fraction(exact)
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)
