"""How near the smallest sensible supply comes to the one that the makers of GPUs ask for, beside other rules of thumb.

    python benchmarks/psu_sizes.py [--tdp 125]

Each card stands in the reference machine of `catalog/standards/maker-figures.toml` (a processor of 250 W whose limits
are kept, and 75 W of everything else) at its chip's usual board power; rigcheck is asked as `rigcheck psu` is, for an
ATX 3 supply. Cards are the chips of the catalog whose figure has a source that is not `unverified`; a name that means
several chips of other memory is left out where the chips themselves are there. First NVIDIA's RTX 30, 40 and 50, on
whose table the machine was chosen, then AMD's. Rules that count a processor by its TDP are given `--tdp`: 125 W is that
of the Core Ultra 9 285K, which draws 250 W for as long as it is asked to. Every size is rounded up to 50 W.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Final

from rigcheck.catalog.part import CatalogPart
from rigcheck.engine.build import Build, BuildPart, numbered
from rigcheck.engine.session import Session
from rigcheck.fact import is_bound, usual_of
from rigcheck.power.sizing import STEP_W
from rigcheck.questions.psu import which_psu

NEAR_W: Final = 50
"""A size so far from the maker's figure still counts as near."""
RTX_30_40_50: Final = re.compile(r"nvidia/rtx-[345]0\d\d(?!.*-ada)")
AMD: Final = re.compile(r"amd/")

Watts = int | Decimal | Fraction


@dataclass(frozen=True)
class Row:
    """A card, the supply its maker asks for, and the smallest that rigcheck takes for sensible."""

    name: str
    board_power_w: Watts
    maker_w: int
    rigcheck_w: int


@dataclass(frozen=True)
class Score:
    """How the sizes of a rule compare with the makers' figures: shares of cards, and watts above zero for more."""

    exact: Fraction
    near: Fraction
    """Within 50 W."""
    far_below: Fraction
    """More than 50 W below."""
    bias_w: Fraction
    mean_error_w: Fraction


def rows(session: Session, family: re.Pattern[str]) -> list[Row]:
    """Return the cards of a family whose maker's figure has a source, the hungriest first."""
    found = [_row(session, chip) for chip in _sourced(session) if family.match(chip.id)]
    return sorted(found, key=lambda row: (-row.board_power_w, row.name))


def score(cards: Sequence[Row], size: Callable[[Row], int]) -> Score:
    """Return how the sizes that a rule gives compare with the makers' figures."""
    off = [size(row) - row.maker_w for row in cards]
    sums = (off.count(0), sum(abs(watts) <= NEAR_W for watts in off), sum(watts < -NEAR_W for watts in off))
    return Score(*(Fraction(one, len(off)) for one in (*sums, sum(off), sum(map(abs, off)))))


def _sourced(session: Session) -> Iterator[CatalogPart]:
    chips = list(session.catalog.chips())
    of_several = {re.sub(r"-\d+gb$", "", chip.id) for chip in chips if re.search(r"-\d+gb$", chip.id)}
    for chip in chips:
        means_several = chip.id in of_several and is_bound(chip.facts.get("vram_gb"))
        sourced = any(source["basis"] != "unverified" for source in chip.source_of("maker_psu_w"))
        if sourced and isinstance(chip.facts.get("maker_psu_w"), int) and not means_several:
            yield chip


def _row(session: Session, chip: CatalogPart) -> Row:
    reference = session.standards["maker-figures"].facts["reference"]
    watts = usual_of(chip.facts["board_power_w"])
    assert isinstance(watts, int | Decimal), chip.id
    card = {"board_power_w": watts, "architecture": chip.facts["architecture"]}
    parts = [
        BuildPart("", "cpu", 1, "processor", {"sustained_w": reference["cpu_w"], "unlocked": False}),
        BuildPart("", "motherboard", 1, "board and all the rest", {"power_w": reference["rest_w"]}),
        BuildPart("", "gpu", 1, chip.name, card),
    ]
    smallest = which_psu(Build(numbered(parts)), (), session.rules, session.standards_record).sizes.smallest_atx_3_w
    assert smallest is not None, chip.id
    return Row(chip.name, watts, chip.facts["maker_psu_w"], smallest)


def _rules(tdp_w: int) -> Mapping[str, Callable[[Row], int]]:
    return {
        "rigcheck": lambda row: row.rigcheck_w,
        "sum + 75 W": lambda row: _rounded_up(row.board_power_w + tdp_w + 75),
        "Corsair": lambda row: _rounded_up(row.board_power_w + tdp_w + 150 + 150),
        "Intel ATX 3": lambda row: _rounded_up(row.board_power_w + 300 + 150),
        "TechPowerUp": _techpowerup,
        "(sum+50)1.3+50": lambda row: _rounded_up((row.board_power_w + tdp_w + 50) * Fraction(13, 10) + 50),
        "maker": lambda row: row.maker_w,
    }


def _techpowerup(row: Row) -> int:
    steps = {50: 200, 100: 250, 150: 300, 200: 450, 250: 550, 300: 600}
    by_step = next((size for below, size in steps.items() if row.board_power_w < below), None)
    return by_step or int(row.board_power_w // STEP_W) * STEP_W + 400


def _rounded_up(watts: Watts) -> int:
    return ceil(Fraction(watts) / STEP_W) * STEP_W


def _print(title: str, cards: Sequence[Row], rules: Mapping[str, Callable[[Row], int]]) -> None:
    print(f"{title:33}{'W':>4}" + "".join(f"{name:>15}" for name in rules))
    for row in cards:
        print(f"{row.name:33}{row.board_power_w:>4}" + "".join(f"{size(row):>15}" for size in rules.values()))
    print(f"\n{f'{len(cards)} cards':18}{'exact':>7}{'within 50 W':>13}{'far below':>11}{'bias':>8}{'mean error':>12}")
    for name, size in rules.items():
        said = score(cards, size)
        print(f"{name:18}{float(said.exact):>7.0%}{float(said.near):>13.0%}{float(said.far_below):>11.0%}", end="")
        print(f"{float(said.bias_w):>+6.0f} W{float(said.mean_error_w):>10.1f} W")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tdp", type=int, default=125, help="what rules of thumb count for the processor, in watts")
    rules = _rules(parser.parse_args().tdp)
    session = Session()
    _print("NVIDIA RTX 30, 40, 50", rows(session, RTX_30_40_50), rules)
    _print("AMD", rows(session, AMD), rules)


if __name__ == "__main__":
    main()
