"""Precision and recall of matching names, on the labelled lines of tests/lists/labels.jsonl.

    python benchmarks/match_names.py [--opendb FOLDER_OR_ARCHIVE] [--wrong]

Without OpenDB only the curated catalog is indexed, and lines whose product it lacks count as uncatalogued.

A label is the product (`opendb` ids, or the `part` of the curated catalog), the `chip`, `several` where the words leave
the product open, or null. An answer that names one product is right if the label has it; an answer of several is right
if the product is among them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tarfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rigcheck.catalog.match import Match, match_entry
from rigcheck.catalog.name_index import NameIndex, NameRow
from rigcheck.catalog.tokens import SHORTEST_PART_NUMBER, squeezed
from rigcheck.schema.kinds import KINDS, Kind

ROOT = Path(__file__).resolve().parent.parent
OPENDB_KINDS: dict[str, Kind] = {
    "CPU": "cpu",
    "CPUCooler": "cooler",
    "CaptureCard": "card",
    "CaseFan": "fan",
    "GPU": "gpu",
    "Motherboard": "motherboard",
    "NetworkCard": "card",
    "PCCase": "case",
    "PSU": "psu",
    "RAM": "memory",
    "SoundCard": "card",
    "Storage": "storage",
    "ThermalCompound": "accessory",
}


class Corpus(NamedTuple):
    """What is searched: the rows, and for each id of OpenDB the rows that are the same product."""

    parts: list[NameRow]
    chips: list[NameRow]
    same: dict[str, set[str]]


class Line(NamedTuple):
    """A labelled line with its answer."""

    label: dict[str, Any]
    answer: Match
    milliseconds: float


def curated() -> Iterator[tuple[NameRow, list[str]]]:
    for kind in KINDS:
        for path in sorted((ROOT / "catalog" / kind).rglob("*.toml")):
            part = tomllib.loads(path.read_text("utf-8"))
            part_id = path.relative_to(ROOT / "catalog").with_suffix("").as_posix()
            aliases, numbers = tuple(part.get("aliases", ())), tuple(part.get("part_numbers", ()))
            yield NameRow(part_id, kind, part["name"], aliases, numbers), part.get("opendb", [])


def chips() -> Iterator[NameRow]:
    folder = ROOT / "catalog" / "chips"
    for path in sorted(folder.rglob("*.toml")):
        chip = tomllib.loads(path.read_text("utf-8"))
        part_id = path.relative_to(folder).with_suffix("").as_posix()
        yield NameRow(part_id, "gpu", chip["name"], tuple(chip.get("aliases", ())))


def opendb(source: Path) -> Iterator[NameRow]:
    for folder, text in _files(source):
        if kind := OPENDB_KINDS.get(folder):
            record = json.loads(text)
            about = record["metadata"]
            yield NameRow(
                record["opendb_id"], kind, about.get("name") or "", (), tuple(about.get("part_numbers") or ())
            )


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    if source.is_dir():
        for path in sorted(source.glob("**/open-db/*/*.json")):
            yield path.parent.name, path.read_bytes()
        return
    with tarfile.open(source, "r|*") as archive:
        for member in archive:
            parts = Path(member.name).parts
            if member.name.endswith(".json") and "open-db" in parts and (file := archive.extractfile(member)):
                yield parts[-2], file.read()


def corpus(source: Path | None) -> Corpus:
    own = list(curated())
    same: dict[str, set[str]] = defaultdict(set)
    by_number: dict[tuple[Kind, str], str] = {}
    for row, external in own:
        for uuid in external:
            same[uuid].add(row.id)
        by_number.update({(row.kind, squeezed(number)): row.id for number in row.part_numbers})
    parts = [row for row, _ in own]
    for row in opendb(source) if source else ():
        same[row.id].add(row.id)
        numbers = {squeezed(number) for number in row.part_numbers}
        same[row.id] |= {
            by_number[row.kind, number]
            for number in numbers
            if len(number) >= SHORTEST_PART_NUMBER and (row.kind, number) in by_number
        }
        if len(same[row.id]) == 1:  # what the curated catalog has is not imported a second time
            parts.append(row)
    return Corpus(parts, list(chips()), same)


def wanted(label: dict[str, Any], data: Corpus) -> set[str]:
    """Return the ids of all catalogued parts that the label allows."""
    want = label["want"] or {}
    uuids = [*_listed(want.get("opendb")), *_listed(want.get("several"))]
    known = {row.id for row in data.parts}
    found = {part for uuid in uuids for part in (data.same.get(uuid, set()) | {uuid})}
    return (found | set(_listed(want.get("part")))) & known


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def judged(line: Line, data: Corpus) -> str:
    """Return `right`, `wrong` (a product or chip that is not meant) or `missed`."""
    want, answer = line.label["want"] or {}, line.answer
    allowed = wanted(line.label, data)
    match answer.how:
        case "exact" | "alias" | "name":
            return "right" if answer.part_id in allowed and "several" not in want else "wrong"
        case "several":
            return "right" if allowed & set(answer.candidates) else "wrong"
        case "chip":
            return "right" if want.get("chip") == answer.part_id else "missed" if allowed else "wrong"
    return "missed" if allowed or want.get("chip") else "right"


def table(title: str, lines: list[Line], data: Corpus) -> str:
    verdicts = [(line, judged(line, data)) for line in lines]
    exact = [verdict for line, verdict in verdicts if line.answer.how in {"exact", "alias", "name"}]
    several = [verdict for line, verdict in verdicts if line.answer.how == "several"]
    catalogued = [verdict for line, verdict in verdicts if wanted(line.label, data)]
    chip = [verdict for line, verdict in verdicts if line.label["want"] and "chip" in line.label["want"]]
    nothing = [verdict for line, verdict in verdicts if not wanted(line.label, data) and verdict == "wrong"]
    return (
        f"{title:14} {len(lines):5} {_share(exact):>15} {_share(several):>15} {_share(catalogued):>15}"
        f" {_share(chip):>13} {len(nothing):9}"
    )


def _share(verdicts: list[str]) -> str:
    right = verdicts.count("right")
    return f"{right}/{len(verdicts)} {right / len(verdicts):.3f}" if verdicts else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--opendb", type=Path, help="archive or folder of BuildCores OpenDB")
    parser.add_argument("--wrong", action="store_true", help="print the lines that were answered wrongly or missed")
    options = parser.parse_args()
    data = corpus(options.opendb)
    started = time.perf_counter()
    index = NameIndex.from_rows(data.parts, data.chips)
    print(f"{len(data.parts)} parts, {len(data.chips)} chips; index in memory: {time.perf_counter() - started:.2f} s")
    lines = []
    for text in (ROOT / "tests" / "lists" / "labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(text)
        started = time.perf_counter()
        answer = match_entry(label["text"], label["kind"], index)
        lines.append(Line(label, answer, (time.perf_counter() - started) * 1000))
    print(f"{'':14} {'lines':>5} {'one product':>15} {'several':>15} {'recall':>15} {'chip':>13} {'from none':>9}")
    for split in ("dev", "held-out"):
        chosen = [line for line in lines if line.label["split"] == split]
        for kind in (*KINDS, None):
            if some := [line for line in chosen if line.label["kind"] == kind]:
                print(table(f"{split[:4]} {kind or 'unknown'}", some, data))
        print(table(f"{split} all", chosen, data))
    print(table("all", lines, data))
    spent = sorted(line.milliseconds for line in lines)
    print(f"a line: median {statistics.median(spent):.2f} ms, 95 % within {spent[int(len(spent) * 0.95)]:.2f} ms")
    if options.wrong:
        names = {row.id: row.name for row in data.parts}
        for line in lines:
            if (verdict := judged(line, data)) != "right":
                print(f"{verdict} [{line.label['split']}] {line.label['kind']}: {line.label['text'][:90]}")
                print(f"    {line.answer.how}: {[names.get(each, each) for each in line.answer.candidates[:4]]}")
                meant = [names[each] for each in sorted(wanted(line.label, data))[:3]]
                print(f"    wanted: {meant} {line.label['want']}"[:220])


if __name__ == "__main__":
    main()
