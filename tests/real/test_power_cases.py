"""Machines whose owners told what became of their power: rigcheck says beforehand what they found out.

Each list is what the owner wrote, with what he measured or read off (`nvidia-smi`, a label) stated as facts; board,
memory, drives and fans are one part, with the watts that he or the fact sheet reckons with.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.process import Run

WARNINGS_OF_POWER = {
    "power/above-90", "power/below-maker-figure", "power/circuit-for-hours", "power/eps-load", "power/input-voltage",
    "power/one-supply-per-card", "power/spikes", "power/starter",
}  # fmt: skip
"""Without `two-plugs-one-cable`: nobody told how his cables ran."""


def part(kind: str, name: str, **keys: str) -> str:
    """Return a part in rigcheck's own TOML; the values of keys are TOML."""
    lines = [f'kind = "{kind}"', f'name = "{name}"', *(f"{key} = {value}" for key, value in keys.items())]
    return "\n".join(["[[part]]", *lines, "\n"])


def rest(watts: int) -> str:
    """Return board, memory, drives and fans as one part."""
    return part("motherboard", "the board with all that hangs on it", facts=f"{{ power_w = {watts} }}")


def cards(number: int, name: str, **keys: str) -> str:
    return part("gpu", name, quantity=str(number), **keys)


class Said:
    """What a check said of power."""

    def __init__(self, report: Any) -> None:
        self.report = report
        self.findings = [one for one in report["findings"] if one["rule"].startswith("power/")]

    def rules(self, verdict: str, severity: str | None = None) -> set[str]:
        """Return the rules with a finding of this verdict."""
        return {
            one["rule"] for one in self.findings if one["verdict"] == verdict and severity in {None, one["severity"]}
        }

    def message(self, rule: str) -> str:
        """Return what is said of a rule that is violated."""
        messages = [one["message"] for one in self.findings if one["rule"] == rule and one["verdict"] == "violated"]
        return str(messages[0])

    def figure(self, name: str) -> tuple[float, float]:
        """Return both ends of a derived fact."""
        ends = self.report["power"][name]
        return ends["low"], ends["high"]


def check(rigcheck: Run, *parts: str, mains: str | None = None, options: tuple[str, ...] = ()) -> Said:
    settings = f'[settings]\nmains = "{mains}"\n\n' if mains else ""
    call = ("check", "-", "--from", "toml", "--format", "json", "--verbose", *options)
    return Said(rigcheck(*call, stdin=settings + "".join(parts)).json)


# --- four RTX 3090 limited to 250 W on 1600 W: over-current protection tripped; noonghunna/club-3090 #688 and #814 ---

EPYC = part("cpu", "AMD EPYC 7302P")
ON_1600_W = part("psu", "EVGA SuperNOVA 1600 P2")


def test_limited_cards_trip_a_supply_that_is_only_four_fifths_full(rigcheck: Run) -> None:
    said = check(rigcheck, EPYC, rest(100), cards(4, "RTX 3090", power_limit_w="250"), ON_1600_W)
    assert said.rules("violated") == {"power/spikes"}
    assert said.rules("violated", "warning") == {"power/spikes"}
    assert {"power/above-rating", "power/above-90", "power/above-80"} <= said.rules("ok")
    low, high = said.figure("load_percent")
    assert 78 <= low <= high <= 80


def test_locked_clocks_end_the_spikes(rigcheck: Run) -> None:
    locked = cards(4, "RTX 3090", power_limit_w="250", clock_locked="true")
    said = check(rigcheck, EPYC, rest(100), locked, ON_1600_W)
    assert said.rules("violated") == set()
    assert "power/spikes" in said.rules("ok")


# The other owner of #814: 230 W each on a 1500 W unit; spikes blew a fuse, and no more once clocks were locked. The
# circuit's rules count what lasts and are content both times: the spikes are what the list is warned of.


@pytest.mark.parametrize(("locked", "verdict"), [("false", "violated"), ("true", "ok")])
def test_spikes_that_blow_a_fuse_are_warned_of_until_clocks_are_locked(
    rigcheck: Run, locked: str, verdict: str
) -> None:
    limited = cards(4, "RTX 3090", power_limit_w="230", clock_locked=locked)
    supply = part("psu", "a unit of 1500 W", facts='{ rated_w = 1500, efficiency = "gold", atx_version = "2.x" }')
    said = check(rigcheck, EPYC, rest(100), limited, supply, mains="120V 15A")
    assert "power/spikes" in said.rules(verdict)
    assert {"power/circuit-rating", "power/circuit-for-hours"} <= said.rules("ok")


# --- four RTX 3090 at stock on 1600 W: Puget measured 1717 W at the wall and called it way too close ---


def test_four_cards_at_stock_are_too_much_for_1600_w(rigcheck: Run) -> None:
    said = check(
        rigcheck,
        part("cpu", "Intel Xeon W-2255"),
        rest(100),
        cards(4, "ASUS TURBO GeForce RTX 3090"),
        ON_1600_W,
        mains="120V 20A",
    )
    assert "power/above-rating" in said.rules("violated", "error")
    assert "power/spikes" in said.rules("violated", "warning")
    low, high = said.figure("load_percent")
    assert low <= 105 <= high
    low, high = said.figure("wall_w")
    assert low <= 1.1 * 1717
    assert high >= 1717


# --- RTX 3070 Ti and RTX 3060 on the 490 W of a ThinkStation P510: power lost three times; nixos_config #1396 ---

XEON = part("cpu", "Intel Xeon E5-2698 v4")
OEM = part("psu", "Lenovo ThinkStation P510 490W supply")


def p510(**limits: str) -> str:
    ti, plain = limits.get("ti", ""), limits.get("plain", "")
    return "".join(
        part("gpu", name, facts=f"{{ board_power_w = {watts} }}", **({"power_limit_w": limit} if limit else {}))
        for name, watts, limit in (("RTX 3070 Ti", 290, ti), ("RTX 3060", 170, plain))
    )


def test_an_oem_supply_of_490_w_does_not_carry_two_cards(rigcheck: Run) -> None:
    said = check(rigcheck, XEON, rest(100), p510(), OEM)
    assert "power/above-rating" in said.rules("violated", "error")
    assert {"power/spikes", "power/below-maker-figure"} <= said.rules("violated", "warning")
    low, high = said.figure("load_percent")
    assert low <= 142 <= high


def test_limits_bring_it_to_the_edge_of_its_rating(rigcheck: Run) -> None:
    """The owner reckons with 475 W, the processor at its TDP; for what it may draw above that it stays undecided."""
    said = check(rigcheck, XEON, rest(100), p510(ti="130", plain="110"), OEM)
    assert "power/above-rating" not in said.rules("violated")
    assert {"power/above-90", "power/spikes", "power/below-maker-figure"} <= said.rules("violated", "warning")
    assert said.figure("sustained_w")[0] == 475


def test_with_the_processor_limited_to_its_tdp_it_is_inside_its_rating(rigcheck: Run) -> None:
    xeon = part("cpu", "Intel Xeon E5-2698 v4", power_limit_w="135")
    said = check(rigcheck, xeon, rest(100), p510(ti="130", plain="110"), OEM)
    assert "power/above-rating" in said.rules("ok")
    assert {"power/above-90", "power/spikes"} <= said.rules("violated", "warning")
    assert said.figure("sustained_w") == (475, 475)


# --- RTX 3090 beside RTX 5000 on the 1400 W of a ThinkStation P900: its rails' limit tripped; NVIDIA/cudf #10336 ---


def test_a_limit_on_rails_is_not_seen_and_the_report_says_so(rigcheck: Run) -> None:
    said = check(
        rigcheck,
        part("cpu", "Intel Xeon E5-2620 v3", quantity="2"),
        rest(100),
        part("gpu", "RTX 3090"),
        part("gpu", "Quadro RTX 5000"),
        part("psu", "Lenovo ThinkStation P900 1400W supply"),
    )
    assert "power/above-rating" in said.rules("ok")
    assert "single 12 V rails" in str(said.report["not_checked"])


# --- two RTX 3090 and a notebook chip on 1000 W of SFX-L: stable, 880 W at the wall; letsRTFM/AI-Workstation #1 ---


def test_a_rig_that_is_known_to_run_is_not_warned_of_its_power(rigcheck: Run) -> None:
    said = check(
        rigcheck,
        part("cpu", "AMD Ryzen 9 7945HX"),
        rest(75),
        cards(2, "NVIDIA GeForce RTX 3090 Founders Edition"),
        part("psu", "Corsair SF1000L"),
    )
    assert said.rules("violated") == {"power/above-80"}
    assert said.rules("unknown", "error") == set()
    assert {"power/above-rating", "power/gpu-sockets-fed"} <= said.rules("ok")
    assert said.rules("unknown") & WARNINGS_OF_POWER == set()
    low, high = said.figure("load_percent")
    assert low <= 87 <= high
    assert said.figure("wall_w")[1] >= 880


# --- a 16-pin cable marked for 450 W, and an RTX 5090 ---


@pytest.mark.parametrize(
    ("marked", "in_box", "verdict"),
    [(450, "false", "violated"), (450, "true", "ok"), (600, "false", "ok")],
)
def test_an_rtx_5090_needs_a_cable_for_600_w_or_its_adapter(
    rigcheck: Run, marked: int, in_box: str, verdict: str
) -> None:
    plugs = "{ pcie_16pin = 1, pcie_8pin = 4, pcie_6pin = 0, eps_8pin = 2 }"
    facts = f'{{ rated_w = 1200, atx_version = "3.0", pcie_16pin_w = {marked}, plugs = {plugs} }}'
    card = part("gpu", "NVIDIA GeForce RTX 5090 Founders Edition", facts=f"{{ adapter_in_box = {in_box} }}")
    said = check(rigcheck, EPYC, rest(75), card, part("psu", "a unit of 1200 W", facts=facts))
    assert "power/sixteen-pin-level" in said.rules(verdict, "error")


# --- four RTX 4090 and the wall ---

FOUR_4090 = cards(4, "NVIDIA GeForce RTX 4090 Founders Edition")
THREADRIPPER = part("cpu", "AMD Ryzen Threadripper 7960X")
ON_2800_W = part("psu", "Super Flower Leadex Titanium 2800W")
OF_CIRCUITS = {"power/circuit-rating", "power/circuit-for-hours", "power/input-voltage"}


def test_a_circuit_that_is_stated_and_too_weak_is_an_error(rigcheck: Run) -> None:
    said = check(rigcheck, THREADRIPPER, rest(100), FOUR_4090, ON_2800_W, mains="120V 15A")
    assert said.rules("violated", "error") == {"power/circuit-rating"}
    assert "(assumed)" not in said.message("power/circuit-rating")


def test_a_circuit_that_is_assumed_is_only_warned_of(rigcheck: Run) -> None:
    said = check(rigcheck, THREADRIPPER, rest(100), FOUR_4090, ON_2800_W)
    assert said.rules("violated", "error") == set()
    assert "power/circuit-for-hours" in said.rules("violated", "warning")
    assert "120 V 15 A (assumed)" in said.message("power/circuit-for-hours")


@pytest.mark.parametrize("by_option", [False, True])
def test_a_circuit_that_carries_them_is_no_matter(rigcheck: Run, by_option: bool) -> None:
    options = ("--mains", "240V 30A") if by_option else ()
    mains = "120V 15A" if by_option else "240V 30A"  # the call counts more than the list
    said = check(rigcheck, THREADRIPPER, rest(100), FOUR_4090, ON_2800_W, mains=mains, options=options)
    assert said.rules("violated") & OF_CIRCUITS == set()
    assert said.rules("ok") >= OF_CIRCUITS


# --- a second supply for the fourth card, as the owner of club-3090 #814 added one ---

STARTER = part("accessory", "Add2PSU")


def two_supplies(first: str, second: str | None = None) -> str:
    """Return his four cards with the board power that `nvidia-smi` printed, and who feeds them."""
    gpus = [
        cards(number, "RTX 3090", power_limit_w="250", facts=f"{{ board_power_w = {watts} }}", riser=riser)
        for number, watts, riser in ((1, 370, "false"), (2, 350, "false"), (1, 350, "true"))
    ]
    by_second = {"feeds": second} if second else {}
    supplies = [part("psu", "EVGA SuperNOVA 1600 P2", feeds=first), part("psu", "EVGA SuperNOVA 850 P2", **by_second)]
    return EPYC + rest(100) + "".join([*gpus, *supplies])


ON_FIRST = '["cpu", "motherboard", "gpu#1", "gpu#2"]'


def test_a_second_supply_for_the_fourth_card_ends_the_trips(rigcheck: Run) -> None:
    said = check(rigcheck, two_supplies(ON_FIRST, '["gpu#3"]'), STARTER)
    assert {"power/above-rating", "power/spikes", "power/starter"} <= said.rules("ok")
    assert "1 of 4 GPUs" in said.message("power/one-supply-per-card")
    carried = [(one["ref"], one["carries_w"]) for one in said.report["power"]["supplies"]]
    assert carried == [("psu#1", 1005), ("psu#2", 250)]


def test_without_a_starter_the_second_supply_is_warned_of(rigcheck: Run) -> None:
    said = check(rigcheck, two_supplies(ON_FIRST, '["gpu#3"]'))
    assert "power/starter" in said.rules("violated", "warning")


def test_what_feeds_says_is_kept_to_where_another_division_were_better(rigcheck: Run) -> None:
    """All cards on the unit that tripped: the second one is of no use."""
    said = check(rigcheck, two_supplies('["cpu", "motherboard", "gpu"]'), STARTER)
    assert "power/spikes" in said.rules("violated", "warning")
    assert "power/one-supply-per-card" not in said.rules("violated")
    assert [one["carries_w"] for one in said.report["power"]["supplies"]] == [1255, 0]


def test_feeds_cannot_name_what_is_not_there(rigcheck: Run) -> None:
    answer = rigcheck("check", "-", "--from", "toml", stdin=two_supplies(ON_FIRST, '["gpu#4"]'))
    assert answer.code == 2
    assert "`feeds` names 'gpu#4', and the build has no such part" in answer.err
