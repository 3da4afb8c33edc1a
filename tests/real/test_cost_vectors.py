"""Costs that somebody published or that a reader can check by hand: `rigcheck cost` must come to the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rigcheck.cost.bill import Bill
from rigcheck.cost.break_even import busy_hours_to_pay, months_to_pay
from rigcheck.cost.cloud import CloudUse, cloud_bill
from rigcheck.cost.compare import outcome
from rigcheck.cost.desktop import Desktop, desktop_bill
from rigcheck.money import cents
from tests.costs import ARTICLE, DESKTOP_2019, PRICES_2019, article
from tests.process import Run

EXPECTED_USE = CloudUse(hours=Decimal(2880), months=Decimal(24), starts=10)


def amounts(bill: Bill) -> dict[str, str]:
    """Return the lines that are not nothing."""
    return {line.key: f"{line.amount:f}" for line in bill.lines if line.amount}


# --- "Training ML models: AWS vs Desktop?" (2019) ---


def test_the_articles_computing_costs_2160_dollars() -> None:
    hours = Decimal(10) * 12 * 24
    assert amounts(cloud_bill(replace(EXPECTED_USE, hours=hours), PRICES_2019)) == {"compute": "2160.00"}


@pytest.mark.parametrize(
    ("use", "lines", "total"),
    [
        (
            {"object_gb": 100, "object_months": 24, "block_gb": 100, "block_months": 8, "egress_gb": 30},
            {"object_storage": "55.20", "block_storage": "80.00", "egress": "2.70", "requests": "0.90"},
            "2298.80",
        ),
        (
            {"object_gb": 50, "object_months": 24, "block_gb": 100, "block_months": 4, "egress_gb": 50, "tax": "0.03"},
            {"object_storage": "27.60", "block_storage": "40.00", "egress": "4.50", "requests": "0.90", "tax": "66.99"},
            "2299.99",
        ),
        ({"tax": "0.066", "writes": 0, "reads": 0}, {"tax": "142.56"}, "2302.56"),
    ],
    ids="ABC",
)
def test_three_fillings_land_around_2300(use: dict[str, int | str], lines: dict[str, str], total: str) -> None:
    """The article does not itemise its 2300; storage alone, some of everything, or tax alone come to it."""
    taxed = {"tax_share": Decimal(use.pop("tax", 0))}
    requests = {"writes": 100_000, "reads": 1_000_000}
    stated = {key: int(value) if key in requests else Decimal(value) for key, value in {**requests, **use}.items()}
    bill = cloud_bill(replace(EXPECTED_USE, **stated, **taxed), PRICES_2019)  # type: ignore[arg-type]
    assert amounts(bill) == {"compute": "2160.00", **lines}
    assert f"{bill.total:f}" == total


def test_the_articles_desktop_and_its_electricity() -> None:
    assert DESKTOP_2019.paid == Decimal("1326.72")
    kwh = DESKTOP_2019.wall_w * 2880 / 1000
    assert kwh == pytest.approx(Decimal(928))
    bill = desktop_bill(DESKTOP_2019, Decimal(2880))
    assert amounts(bill) == {"parts": "1371.72", "rebates": "-45.00", "electricity": "120.73"}
    assert bill.total == Decimal("1447.45")


@pytest.mark.parametrize(("ratio", "hours"), [("1", 1874), ("2.1", 865), ("4", 449)])
def test_busy_hours_until_the_articles_desktop_is_paid_for(ratio: str, hours: int) -> None:
    found = outcome(article(ratio)).compute_only_hours
    assert found is not None
    assert round(found) == hours


def test_for_2000_dollars_it_had_just_paid_for_itself() -> None:
    """2825 hours are 118 days: just below the 120 days of the plan."""
    found = outcome(article(parts=Decimal(2000), rebates=Decimal(0))).compute_only_hours
    assert found is not None
    assert round(found) == 2825
    assert round(found / 24) == 118


def test_the_article_from_its_files(rigcheck: Run) -> None:
    answer = rigcheck("cost", *ARTICLE, "--format", "json").json
    [cloud] = answer["cloud"]
    assert (cloud["instance"], cloud["lines"]["compute"]) == ("g3s.xlarge", "2160.00")
    assert Decimal(2250) <= Decimal(cloud["total"]) <= Decimal(2350)
    desktop = answer["desktop"]
    assert (desktop["paid"], desktop["kwh"]) == ("1326.72", 928)
    assert (desktop["lines"]["electricity"], desktop["total"]) == ("120.73", "1447.45")
    hours = answer["break_even"]["compute_only"]["busy_hours"]
    assert hours == {"no_credit": 1874, "fp32": 865, "mixed": 449}


# --- others ---


def test_dettmers_2020() -> None:
    """A V100 for 2.14 an hour against a desktop of 2200, 350 and 100 W, 0.12 per kWh, 15 % use: about 300 days."""
    hours = Decimal(8760) * 15 / 100
    desktop = Desktop(parts=Decimal(2200), wall_w=Decimal(450), per_kwh=Decimal("0.12"), months=Decimal(12))
    assert round(hours * desktop.wall_w / 1000, 1) == Decimal("591.3")
    electricity = desktop_bill(desktop, hours).of("electricity")
    assert cents(electricity) == Decimal("70.96")
    months = months_to_pay(desktop.net, (hours * Decimal("2.14") - electricity) / 12)
    assert months is not None
    assert round(months * 365 / 12, 1) == Decimal("293.0")
    busy = busy_hours_to_pay(desktop.net, Decimal("2.14"), desktop.busy_hour)
    assert busy is not None
    assert round(busy / hours * 365, 1) == Decimal("293.0")


def test_dettmers_2020_on_spot_instances() -> None:
    """For 0.90 an hour: he says 20 months, his numbers say 23.7."""
    busy = busy_hours_to_pay(Decimal(2200), Decimal("0.90"), Decimal("0.054"))
    assert busy is not None
    assert round(busy / (Decimal(8760) * 15 / 100) * 12, 1) == Decimal("23.7")


def test_capital_is_counted_once() -> None:
    """The numbers of randomcalculators.com: dividing by a saving that pays the capital off already says 137 months.

    392 000 for 5.6 kW of servers that work 400 hours a month at a PUE of 1.4 and 0.12 per kWh, 3000 a month besides,
    against 14 400 a month in a cloud.
    """
    months = Decimal(60)
    servers = Desktop(
        parts=Decimal(392_000),
        wall_w=Decimal(5600),
        per_kwh=Decimal("0.12"),
        cooling_factor=Decimal("1.4"),
        other_per_month=Decimal(3000),
        months=months,
    )
    case = replace(
        article(),
        work_hours=400 * months,
        measured_ratio=Decimal(1),
        use=CloudUse(hours=Decimal(0), months=months),
        prices=replace(PRICES_2019, rate_per_h=Decimal(36)),
        desktop=servers,
    )
    found = outcome(case)
    assert cents(found.desktop.of("electricity") / months) == Decimal("376.32")
    assert found.cloud.total / months == 14_400
    assert found.months is not None
    assert round(found.months, 2) == Decimal("35.56")


def test_pugets_load_and_the_circuit(rigcheck: Run) -> None:
    """1717 W at the wall are 1580 W for a supply that gives 92 % of it; a 15 A circuit of 120 V carries 1440 W long."""
    desktop = "[desktop]\ndraw_w = 1580\nefficiency = 0.92\ntariff = 0.1\n[work]\nhours = 1000\n"
    stated = rigcheck(
        "cost", ARTICLE[0], "--workload", "/dev/stdin", "--rate", "3", "--format", "json", stdin=desktop
    ).json
    assert round(stated["desktop"]["wall_w"]) == 1717
    assert Decimal(stated["desktop"]["lines"]["electricity"]) == pytest.approx(Decimal("171.74"), abs=Decimal("0.01"))
    needs = rigcheck("psu", ARTICLE[0], "--format", "json").json["needs"]
    assert needs["circuit"]["continuous_w"] == 1440
