"""Reads what electricity costs, `catalog/electricity`, the only place that does, and finds a place's price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rigcheck.catalog.covered import source_of, uncovered
from rigcheck.catalog.root import data_folder
from rigcheck.catalog.toml_file import read_model
from rigcheck.catalog.vocabulary import folded
from rigcheck.errors import DataError, Problem, UsageError
from rigcheck.schema.electricity import ElectricityFile
from rigcheck.schema.period import last_day
from rigcheck.schema.source import Source


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a household pays for a kilowatt-hour somewhere, and who says so."""

    code: str
    place: str
    also: tuple[str, ...]
    per_kwh: Decimal
    currency: str
    period: str
    taxes: str | None
    """`included`, `excluded`, or None where the source does not say."""
    note: str | None
    source: Source

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the place answers to."""
        return (self.place, self.code, *self.also)


def tariffs(folder: Path | None = None) -> list[Tariff]:
    """Return all prices by code, the oldest of a place first; raises DataError with everything wrong in the files."""
    problems: list[Problem] = []
    found: list[Tariff] = []
    seen: dict[tuple[str, str], Path] = {}
    for path in sorted((folder or data_folder("catalog") / "electricity").glob("*.toml")):
        file = read_model(path, ElectricityFile, problems)
        if file is None:
            continue
        keys = [f"per_kwh.{row.code}" for row in file.tariff] + [f"other.{row.code}" for row in file.other]
        lacking = uncovered(keys, file.sources)
        problems += [Problem(str(path), key, "no source that was read covers it.") for key in lacking]
        for row in file.tariff:
            earlier = seen.setdefault((row.code, file.period), path)
            if earlier is not path or [one.code for one in file.tariff].count(row.code) > 1:
                problems.append(Problem(str(path), row.code, f"has a second price for {file.period} in {earlier}."))
        if not lacking:
            found += _of(file)
    problems += _called_alike(found)
    if problems:
        raise DataError(problems)
    return sorted(found, key=lambda one: (one.code, last_day(one.period)))


def tariff_of(text: str, period: str | None = None, known: Sequence[Tariff] | None = None) -> Tariff:
    """Return the price of the place that a text names (`Texas`, `us-tx`, `DE`): the latest, or that of a period.

    Raises UsageError, with the nearest names, for a place or a period without a price.
    """
    known = tariffs() if known is None else known
    of_place = [one for one in known if folded(text) in map(folded, one.names)]
    if not of_place:
        raise UsageError.of("place", f"found {text!r}; no price of electricity is known there.", _nearest(text, known))
    held = [one for one in of_place if period is None or one.period == period]
    if not held:
        periods = ", ".join(one.period for one in of_place)
        raise UsageError.of("period", f"found {period!r}; prices of {of_place[0].place} are known for {periods}.")
    return max(held, key=lambda one: last_day(one.period))


def _of(file: ElectricityFile) -> list[Tariff]:
    return [
        Tariff(
            row.code,
            row.place,
            tuple(row.also),
            Decimal(row.per_kwh),
            file.currency,
            file.period,
            file.taxes,
            row.note,
            _read(f"per_kwh.{row.code}", file.sources),
        )
        for row in file.tariff
    ]


def _read(key: str, sources: Sequence[Source]) -> Source:
    """Return the source of a key that one covers."""
    source = source_of(key, sources)
    assert source is not None, key
    return source


def _called_alike(found: Sequence[Tariff]) -> list[Problem]:
    """Return a problem for each name that would stand for two places."""
    owner: dict[str, str] = {}
    problems = []
    for one in found:
        for name in one.names:
            other = owner.setdefault(folded(name), one.code)
            if other != one.code:
                problems.append(Problem("electricity", one.code, f"{name!r} also names {other}."))
    return problems


def _nearest(text: str, known: Sequence[Tariff]) -> str:
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only a mistake pays for it

    by_name = {name: one for one in known for name in (one.place, *one.also)}
    hits = process.extract(text, list(by_name), scorer=fuzz.WRatio, processor=utils.default_process, limit=3)
    near = list(dict.fromkeys(f"{by_name[name].place} ({by_name[name].code})" for name, *_ in hits))
    return (
        f"Nearest: {', '.join(near)}. Or write the price of a kilowatt-hour yourself."
        if near
        else "No place has a price."
    )
