"""Answers of `rigcheck psu` to draw, as far as a chart reads them: what the tests of charts share."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

LONG = "七彩虹 显卡 iGame GeForce RTX 4090 水神 战斧 豪华版 WWWW MMMM @@@@ ЖЖЖЖ ШШШШ " * 4
CARDS = (
    "Gigabyte GeForce RTX 4090 Gaming OC 24 GB with a name that is longer than any legend is wide, by far and more",
    "ManliGeForceRTX3080TiGalaxyWithoutAnyBlankForAWholeLine" * 4,
    LONG,
    "NVIDIA Founders Edition GeForce RTX 3090",
    "PNY RTX A4500 <20 GB & blower>",
    "ASUS Turbo GeForce RTX 2080 Ti 11 GB",
    "Sapphire PULSE Radeon RX 7900 XT",
    "Intel Arc B580 Limited Edition",
)


def draw(name: str, low: float, high: float | None = None, units: int = 1, spike: float = 1.5) -> Json:
    """Return what the units of one part draw together; the spike is so many times that."""
    top = low if high is None else high
    watts = {"low_w": low, "high_w": top, "spike_low_w": low * spike, "spike_w": top * spike}
    return {"part": "gpu#1", "name": name, "units": units, **watts}


def supply(rated: float, borne: tuple[float | None, float | None], name: str = "Corsair RM1000x (2024)") -> Json:
    """Return a supply of the list."""
    return {
        "name": name,
        "rated_w": {"low": rated, "high": rated},
        "tolerated_w": {"low": borne[0], "high": borne[1]},
    }


def candidate(rated: float | None, borne: tuple[float, float | None], name: str = "a supply", units: int = 1) -> Json:
    """Return a supply of the catalog; what so many of it bear together."""
    return {"name": name, "rated_w": rated, "tolerated_w": {"low": borne[0], "high": borne[1]}, "units": units}


def answer(*draws: Json, listed: Json | None = None, recommended: int | None = 1000, **sorts: list[Json]) -> Json:
    """Return an answer with these draws; of the three sorts of supplies those that are given."""
    ends = {
        key: sum(one[end] for one in draws)
        for key, end in (("low", "low_w"), ("high", "high_w"), ("least", "spike_low_w"), ("most", "spike_w"))
    }
    return {
        "needs": {
            "sustained_w": {"low": ends["low"], "high": ends["high"]},
            "spike": {"low": ends["least"], "high": ends["most"]},
            "recommended_w": recommended,
            "smallest_load": 0.9,
            "recommended_load": 0.8,
            "draws": list(draws),
        },
        "listed": listed,
        **{sort: sorts.get(sort, []) for sort in ("fits", "undecided", "near_misses")},
    }


DESKTOP = (
    draw("NVIDIA Founders Edition GeForce RTX 4090", 450),
    draw("AMD Ryzen 9 7950X", 230, spike=1.3),
    draw("Asus ProArt X670E-CREATOR WIFI", 25, 100, spike=1),
    draw("Samsung 990 Pro 2 TB", 0, 15, spike=1),
)
EIGHT = tuple(draw(name, 200 + 50 * number, 260 + 60 * number) for number, name in enumerate(CARDS))
TWENTY = (
    *EIGHT,
    draw("AMD EPYC 7302P", 155, spike=1.3),
    *(draw(f"Part {number} of many", number, 3 * number, units=number, spike=1) for number in range(1, 12)),
)
ANSWERS = {
    "a desktop": answer(*DESKTOP, listed=supply(1000, (1600, 1600))),
    "a trip point that is not known": answer(*DESKTOP, listed=supply(1000, (1250, 1600))),
    "no supply": answer(*DESKTOP),
    "two of the best": answer(*DESKTOP, fits=[candidate(1600, (4000, 5120), LONG, 2)]),
    "eight kinds of cards": answer(*EIGHT, listed=supply(4000, (5000, 6400), LONG)),
    "twenty draws": answer(*TWENTY, listed=supply(5000, (6250, 8000))),
    "a very small supply": answer(*EIGHT, listed=supply(80, (100, 128))),
    "a smaller one still": answer(*EIGHT, listed=supply(1, (1, 2))),
    "a very large supply": answer(*DESKTOP, listed=supply(20_000, (25_000, 32_000))),
    "a supply that is used up": answer(draw("A card", 1000, spike=1), listed=supply(1000, (1000, 1000))),
    "hardly any draw": answer(draw("A fan", 0, 1, spike=1), listed=supply(2000, (2500, 3200))),
    "many watts": answer(
        *(draw(name, 12_345.6, 98_765.4, 16) for name in CARDS), listed=supply(120_000, (150_000, 192_000), LONG)
    ),
    "nothing that draws": answer(recommended=None),
    "nothing that draws, and a supply": answer(listed=supply(850, (1360, 1360)), recommended=None),
    "no size": answer(draw("A drive", 0, 15, spike=1), recommended=None),
}
OPEN = answer(*DESKTOP)
OPEN["needs"] = {**OPEN["needs"], "sustained_w": {"low": 100, "high": None}, "spike": {"low": 100, "high": None}}
ANSWERS["a draw that nobody knows"] = OPEN
