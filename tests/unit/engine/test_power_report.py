"""What the report says of power: who draws what, on which figure and source that rests, and which circuit there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from rigcheck.engine.build import Build, BuildPart, Settings, numbered
from rigcheck.engine.derive import derive
from rigcheck.engine.mains import Circuit
from rigcheck.engine.power_report import circuit_json, power_json
from rigcheck.engine.session import Session
from rigcheck.schema.kinds import Kind
from rigcheck.values import Record

Json = dict[str, Any]
REVIEW = {
    "basis": "review",
    "title": "A review",
    "url": "https://example.org/card",
    "retrieved": date(2026, 11, 20),
    "covers": ["board_power_w"],
}


@pytest.fixture(scope="module")
def session(folders: Mapping[str, str]) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in folders.items():
            patch.setenv(name, folder)
        yield Session()


def part(kind: Kind, quantity: int = 1, settings: Json | None = None, source: Json | None = None, **facts: Any) -> Any:
    sources = () if source is None else (source,)
    return BuildPart("", kind, quantity, f"the {kind}", facts, sources, settings=settings or {})


def power(session: Session, *parts: BuildPart, mains: str | None = None) -> Json:
    build = Build(numbered(parts), Settings(mains=mains))
    return power_json(derive(build, session.standards_record), build, session.standards)


def draw(session: Session, *parts: BuildPart) -> Json:
    """Return the draw of the last part."""
    found: Json = power(session, *parts)["draws"][-1]
    return found


@pytest.mark.parametrize(
    ("one", "usual"),
    [
        (part("gpu", board_power_w=300), 300),
        (part("gpu", 3, board_power_w=300), 900),
        (part("gpu", board_power_w={"at_least": 300, "at_most": 350, "usual": 320}), 320),
        (part("gpu", 2, board_power_w={"at_least": 300, "at_most": 350, "usual": 320}), 640),
        (part("gpu", board_power_w={"at_least": 300, "at_most": 350}), None),
        (part("gpu"), None),
        (part("gpu", 2, {"power_limit_w": 250}, board_power_w=300), 500),
        (part("cpu", tdp_w=105, sustained_w=142), 142),
        (part("cpu", tdp_w=105), None),
        (part("storage", interface="nvme"), 8),
        (part("storage", 4, interface="nvme"), 32),
        (part("storage", interface="sata"), None),
        (part("storage", 2, spins=True), 16),
        (part("fan", 2, in_pack=3), 11.28),
        (part("fan"), None),
        (part("memory", 2, type="ddr5", module_kind="udimm", modules=2), 16),
        (part("memory", type="ddr5", module_kind="udimm"), None),
        (part("memory", modules=2, module_kind="udimm"), None),
        (part("motherboard", chipset="z890"), 50),
        (part("motherboard"), 45),
        (part("motherboard", power_w=33), 33),
        (part("accessory"), 0),
    ],
)
def test_the_usual_draw_is_that_of_the_figure_as_often_as_it_counts(
    session: Session, one: BuildPart, usual: float | None
) -> None:
    found = draw(session, one)
    assert found["usual_w"] == usual
    low, high = found["watts"]["low"], found["watts"]["high"]
    assert usual is None or low <= usual <= high


def test_a_draw_cites_the_source_of_its_figure(session: Session) -> None:
    found = draw(session, part("gpu", source=REVIEW, board_power_w=300))
    assert (found["figure"], found["basis"]) == ("gpu#1.board_power_w", "board power")
    assert (found["source"], found["source_basis"]) == ("A review, https://example.org/card", "review")


def test_a_figure_of_the_list_has_no_source(session: Session) -> None:
    found = draw(session, part("gpu", settings={"power_limit_w": 250}, source=REVIEW, board_power_w=300))
    assert (found["figure"], found["basis"]) == ("gpu#1.power_limit_w", "power limit")
    assert (found["source"], found["source_basis"]) == (None, None)


@pytest.mark.parametrize(
    ("one", "file", "key"),
    [
        (part("storage", interface="nvme"), "platform-power", "nvme_drive_w"),
        (part("fan", in_pack=1), "platform-power", "fan_w"),
        (part("motherboard", chipset="b650"), "platform-power", "board_w.b650"),
        (part("memory", modules=2, type="ddr5", module_kind="udimm"), "platform-power", "memory_module_w.ddr5"),
    ],
)
def test_what_is_usual_for_its_sort_cites_the_standard(session: Session, one: BuildPart, file: str, key: str) -> None:
    found = draw(session, one)
    assert found["basis"] == "usual for its sort"
    assert found["figure"] == f"standard.{file.replace('-', '_')}.{key}"
    [source, *_] = session.standards[file].source_of(key)
    assert found["source"].startswith(source["title"])
    assert found["source_basis"] == source["basis"]


def test_a_spike_stands_beside_each_draw(session: Session) -> None:
    card, drive = power(session, part("gpu", 2, board_power_w=300), part("storage", interface="nvme"))["draws"]
    assert card["watts"] == {"low": 600, "high": 600}
    assert card["spike_w"]["low"] > 600
    assert drive["spike_w"] == drive["watts"]
    assert (card["rail"], card["units"]) == ("12 V", 2)


def test_figures_are_sums_of_the_draws(session: Session) -> None:
    found = power(session, part("gpu", 2, board_power_w=300), part("cpu", sustained_w=142), part("psu", rated_w=850))
    assert found["sustained_w"] == {"low": 742, "high": 742}
    assert found["spike_w"]["high"] == pytest.approx(sum(one["spike_w"]["high"] for one in found["draws"]))
    assert found["next_gpu_w"] == {"low": 1042, "high": 1042}
    assert found["rated_w"] == {"low": 850, "high": 850}
    assert found["load_percent"]["low"] == pytest.approx(100 * 742 / 850, abs=0.1)
    assert [one["part"] for one in found["draws"]] == ["gpu#1", "cpu#1"], "a supply draws nothing itself"


def test_a_circuit_that_nobody_states_is_assumed_and_says_so(session: Session) -> None:
    assumed, stated = (power(session, mains=mains)["circuit"] for mains in (None, "120V 15A"))
    assert assumed == {
        "name": "120 V 15 A",
        "assumed": True,
        "volts": 120,
        "amperes": 15,
        "rated_w": 1800,
        "continuous_w": 1440,
    }
    assert stated == {**assumed, "assumed": False}


@pytest.mark.parametrize(
    ("mains", "rated", "lasting"), [("230V 16A", 3680, 2944), ("100V 7A", 700, 560), ("208V 13A", 2704, 2163.2)]
)
def test_a_circuit_carries_four_fifths_for_hours(session: Session, mains: str, rated: int, lasting: float) -> None:
    circuit = power(session, mains=mains)["circuit"]
    assert (circuit["rated_w"], circuit["continuous_w"]) == (rated, lasting)


def test_without_a_standard_a_circuit_carries_its_rating() -> None:
    assert circuit_json(Circuit(230, 16), Record({}, "standard"))["continuous_w"] == 3680


def test_several_supplies_say_what_each_of_their_units_carries(session: Session) -> None:
    cards = part("gpu", 3, board_power_w=300)
    assert power(session, cards, part("psu", rated_w=1000))["supplies"] == []
    unlike = power(session, cards, part("psu", rated_w=700), part("psu", rated_w=1000))["supplies"]
    assert [(one["ref"], one["carries_w"]) for one in unlike] == [("psu#1", 300), ("psu#2", 600)]
    alike = power(session, cards, part("psu", 2, rated_w=1000))["supplies"]
    assert sorted(one["carries_w"] for one in alike) == [300, 600]
    assert {one["ref"] for one in alike} == {"psu#1"}
