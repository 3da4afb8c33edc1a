"""Matching against the curated catalog itself: its own names, its chips, and the labelled lines of real lists."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rigcheck.catalog.match import match_entry
from rigcheck.catalog.name_index import NameIndex, NameRow
from rigcheck.catalog.root import data_folder
from rigcheck.schema.kinds import KINDS, Kind

LABELS = Path(__file__).parents[2] / "lists" / "labels.jsonl"


@cache
def tables() -> dict[str, dict[str, Any]]:
    folder = data_folder("catalog")
    paths = [path for kind in KINDS for path in (folder / kind).rglob("*.toml")]
    return {
        path.relative_to(folder).with_suffix("").as_posix(): tomllib.loads(path.read_text("utf-8")) for path in paths
    }


def rows() -> Iterator[NameRow]:
    for part_id, table in tables().items():
        kind: Any = part_id.partition("/")[0]
        aliases, numbers = tuple(table.get("aliases", ())), tuple(table.get("part_numbers", ()))
        yield NameRow(part_id, kind, table["name"], aliases, numbers)


@cache
def index() -> NameIndex:
    folder = data_folder("catalog") / "chips"
    chips = {path: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.rglob("*.toml"))}
    return NameIndex.from_rows(
        rows(),
        [
            NameRow(path.relative_to(folder).with_suffix("").as_posix(), "gpu", chip["name"], tuple(chip["aliases"]))
            for path, chip in chips.items()
        ],
    )


def test_every_name_of_the_catalog_finds_its_part() -> None:
    lost = [
        (row.id, name)
        for row in rows()
        for name in (row.name, *row.aliases)
        if row.id not in match_entry(name, row.kind, index()).candidates
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "chip"),
    [
        ("3090 GTX", "nvidia/rtx-3090"),
        ("RTX2080ti x 2", "nvidia/rtx-2080-ti"),
        ("rtx3090", "nvidia/rtx-3090"),
        ("4090 24GB", "nvidia/rtx-4090"),
        ("2x RTX 3060's", "nvidia/rtx-3060"),
        ("GTX1080", "nvidia/gtx-1080"),
        ("Nvidia GTX 1060 6GB", "nvidia/gtx-1060-6gb"),
        ("NVIDIA RTX 3080 10GB", "nvidia/rtx-3080-10gb"),
        ("NVIDIA RTX 3080", "nvidia/rtx-3080"),
        ("RTX 4060 Ti 16GB", "nvidia/rtx-4060-ti-16gb"),
        ("RX580", "amd/rx-580"),
        ("6700 XT", "amd/rx-6700-xt"),
        ("Radeon VII 16GB HBM2", "amd/radeon-vii"),
        ("RTX A6000", "nvidia/rtx-a6000"),
        ("A6000", "nvidia/rtx-a6000"),
        ("RTX 6000 Ada", "nvidia/rtx-6000-ada"),
        ("NVIDIA RTX PRO 6000 Blackwell", "nvidia/rtx-pro-6000-blackwell"),
        ("RTX PRO 6000 Blackwell MaxQ Workstation Edition", "nvidia/rtx-pro-6000-blackwell-max-q"),
        ("NVIDIA RTX PRO 6000 Blackwell Server Edition", "nvidia/rtx-pro-6000-blackwell-server"),
        ("Tesla P40 24GB", "nvidia/tesla-p40"),
        ("NVIDIA A100 80GB PCIe", "nvidia/a100-pcie-80gb"),
        ("Intel Arc B580", "intel/arc-b580"),
        ("EVGA GeForce RTX 3090", "nvidia/rtx-3090"),
        ("Titan V", "nvidia/titan-v"),
    ],
)
def test_a_card_falls_back_to_its_chip(text: str, chip: str) -> None:
    match = match_entry(text, "gpu", index())
    if match.how == "chip":
        assert match.part_id == chip
        assert match.facts["chip"] == chip
    else:  # a workstation card has no other name than that of its chip
        assert match.how in {"exact", "alias", "name"}
        assert tables()[str(match.part_id)]["facts"]["chip"] == chip


@cache
def owners() -> dict[str, str]:
    return {uuid: part_id for part_id, table in tables().items() for uuid in table.get("opendb", ())}


def labelled() -> Iterator[tuple[str, Kind, set[str]]]:
    """Yield text, kind and the parts meant, of each label that is one curated part."""
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        want = label["want"] or {}
        uuids = want.get("opendb", [])
        meant = {owners().get(uuid, uuid) for uuid in ([uuids] if isinstance(uuids, str) else uuids)}
        meant |= {want["part"]} if "part" in want else set()
        if label["kind"] and meant & tables().keys() and "several" not in want:
            yield label["text"], label["kind"], meant


def test_labelled_lines_of_curated_parts_are_matched() -> None:
    """The floor under the figures that benchmarks/match_names.py prints."""
    lines = list(labelled())
    answers = [(match_entry(text, kind, index()), meant) for text, kind, meant in lines]
    right = [bool(meant & set(match.candidates)) for match, meant in answers]
    wrong = [match for match, meant in answers if match.part_id and match.how != "chip" and match.part_id not in meant]
    assert len(lines) > 200
    assert sum(right) >= 0.93 * len(lines)
    assert len(wrong) <= 0.02 * len(lines)
