"""How fast machines train: one model on several GPUs, a model on each, and what nobody measured."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rigcheck.catalog.speed import training_speed
from rigcheck.cost.speed import Gpus, machine_speed, ratio, speed_up
from rigcheck.schema.speed import GpuSpeed, Scaling, SpeedFile


def gpu(name: str, mixed: str, basis: str = "measured", fp32: str | None = None) -> GpuSpeed:
    speeds: dict[str, Any] = {"mixed": Decimal(mixed), "fp32": None if fp32 is None else Decimal(fp32)}
    return GpuSpeed(name=name, basis=basis, method="m", source="s", chips=[], cloud=[], **speeds)  # type: ignore[arg-type]


def scaling(name: str, gpus: int, speed: str, fp32: str | None = None) -> Scaling:
    speeds: dict[str, Any] = {"speed_up": Decimal(speed), "speed_up_fp32": None if fp32 is None else Decimal(fp32)}
    return Scaling(gpu=name, gpus=gpus, basis="measured", source="s", **speeds)


FAST, SLOW, GUESSED = gpu("Fast", "2", fp32="3"), gpu("Slow", "1", fp32="1"), gpu("Guessed", "1.5", "derived")
FILE = SpeedFile(
    title="t",
    reference="Slow",
    gpu=[FAST, SLOW, GUESSED],
    scaling=[
        scaling("Fast", 2, "1.8", "1.9"),
        scaling("Slow", 2, "1.6"),
        scaling("Slow", 4, "3"),
        scaling("Fast", 8, "6"),
    ],
    source=[{"id": "s", "title": "s", "url": "u", "retrieved": date(2026, 1, 1), "basis": "review"}],  # type: ignore[list-item]
)


def some(speed: GpuSpeed | None, count: str = "1", name: str = "a card") -> Gpus:
    return Gpus(name, Decimal(count), speed)


@pytest.mark.parametrize(
    ("gpus", "jobs", "value", "basis"),
    [
        ([some(FAST)], "one-model", "2", "measured"),
        ([some(GUESSED)], "one-model", "1.5", "derived"),
        ([some(FAST, "2")], "one-model", "3.6", "measured"),
        ([some(FAST, "2")], "separate", "4", "measured"),
        ([some(FAST), some(SLOW)], "separate", "3", "measured"),
        ([some(FAST), some(SLOW)], "one-model", "2", "derived"),  # faster than two at the pace of the slow one
        ([some(GUESSED), some(SLOW)], "one-model", "1.6", "derived"),  # two at the pace of the slow one
        ([some(FAST), some(None, name="Foo")], "one-model", "2", "derived"),  # without the one nobody measured
        ([some(GUESSED, "2")], "one-model", "2.4", "derived"),  # the least that was measured of two
        ([some(SLOW, "3")], "one-model", "2.3", "derived"),  # between two and four
        ([some(SLOW, "8")], "one-model", "6", "derived"),
    ],
)
def test_how_fast_a_machine_trains(gpus: list[Gpus], jobs: Any, value: str, basis: str) -> None:
    found = machine_speed(gpus, "mixed", jobs, FILE)
    assert (found.value, found.basis) == (Decimal(value), basis)


def test_a_precision_has_its_own_speeds() -> None:
    assert machine_speed([some(FAST, "2")], "fp32", "one-model", FILE).value == Decimal("5.7")


@pytest.mark.parametrize(
    ("gpus", "why"),
    [
        ([], "no GPU is named"),
        ([some(None, name="Foo 9000")], "nobody measured how fast Foo 9000 trains in FP32"),
        ([some(FAST, "0.5", "half a card")], "a share of half a card"),
        ([some(SLOW, "9")], "how 9 GPUs train one model; the most measured are 8"),
    ],
)
def test_what_nobody_measured_has_no_speed_and_a_reason(gpus: list[Gpus], why: str) -> None:
    found = machine_speed(gpus, "fp32", "one-model", FILE)
    assert found.value is None
    assert why in found.how


def test_nine_models_train_on_nine_gpus() -> None:
    assert machine_speed([some(SLOW, "9")], "mixed", "separate", FILE).value == 9


def test_cards_that_are_left_out_are_named() -> None:
    found = machine_speed([some(FAST), some(GUESSED, name="Bar")], "fp32", "one-model", FILE)
    assert (found.value, found.how) == (Decimal(3), "Fast 3, without Bar")


@pytest.mark.parametrize("pick", [min, max])
@pytest.mark.parametrize("precision", ["mixed", "fp32"])
def test_more_gpus_never_train_slower(precision: Any, pick: Any) -> None:
    real = training_speed()
    for file in (FILE, real):
        for gpu_ in file.gpu:
            counts = range(1, max(one.gpus for one in file.scaling) + 1)
            ups = [speed_up(gpu_.name, count, precision, file, pick).value or Decimal(0) for count in counts]
            assert ups == sorted(ups), gpu_.name
            assert ups[0] == 1


def test_a_ratio_is_as_sure_as_its_less_sure_half() -> None:
    fast, slow, guessed, none = (
        machine_speed([some(one)], "mixed", "one-model", FILE) for one in (FAST, SLOW, GUESSED, None)
    )
    assert (ratio(fast, slow).value, ratio(fast, slow).basis) == (Decimal(2), "measured")
    assert (ratio(guessed, slow).value, ratio(guessed, slow).basis) == (Decimal("1.5"), "derived")
    assert ratio(fast, none).value is ratio(none, fast).value is None
    assert ratio(fast, slow).how == "(Fast 2) / (Slow 1)"


def test_the_least_speed_up_that_was_measured_is_that_of_the_precision() -> None:
    only_fast = FILE.model_copy(update={"scaling": [scaling("Fast", 2, "1.8", "1.9")]})
    assert speed_up("Guessed", 2, "mixed", only_fast).value == Decimal("1.8")
    assert speed_up("Guessed", 2, "fp32", only_fast).value == Decimal("1.9")
