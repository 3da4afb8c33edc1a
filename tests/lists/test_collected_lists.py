"""Real lists, read as a whole: our reading of varied ones is kept in `golden/` and was checked by hand.

The lists themselves are other people's texts and lie beside the repository. To renew the readings after a wanted
change: `RENEW_GOLDEN=1 pytest tests/lists`, then read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from rigcheck.lists.model import Entry, PartsList
from rigcheck.lists.read import read_list

SHARED = Path(__file__).resolve().parents[3] / "shared" / "lists"
GOLDEN = Path(__file__).parent / "golden"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the collected lists lie beside the repository, not in it")


def collected() -> list[Path]:
    return sorted(path for path in SHARED.glob("[0-9]*.*")) if SHARED.is_dir() else []


def reading(parts: PartsList) -> dict[str, Any]:
    return {
        "format": parts.format,
        "entries": [_entry(entry) for entry in parts.entries],
        "set_aside": [[aside.line, aside.reason] for aside in parts.set_aside],
        "totals": [[total.label, str(total.amount), total.currency, total.means] for total in parts.totals],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {
        "lines": list(entry.lines),
        "kind": entry.kind,
        "quantity": entry.quantity,
        "name": entry.name,
    }
    if entry.price:
        told["price"] = f"{entry.price.amount} {entry.price.currency} for {entry.price.units}"
    if entry.alternative:
        told["alternative"] = True
    return told


def test_every_list_is_read() -> None:
    for path in collected():
        parts = read_list(path)
        assert parts.entries, path.name


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_the_reading_is_the_one_checked_by_hand(path: Path) -> None:
    source = next(SHARED.glob(f"{path.stem}.*"))
    now = reading(read_list(source))
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert now == json.loads(path.read_text(encoding="utf-8"))


def test_graphics_cards_are_counted_as_the_collector_counted_them() -> None:
    index = [json.loads(line) for line in (SHARED / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = []
    for item in index:
        entries = read_list(SHARED / item["file"]).entries
        count = sum(entry.quantity for entry in entries if entry.kind == "gpu" and not entry.alternative)
        if count != sum(gpu["count"] for gpu in item["gpus"]):
            wrong.append(item["file"])
    # 137: two of its three cards stand only in the prose around the list.
    assert wrong == ["137.txt"]
