"""What to do after building with these parts: a checklist from a checked build, in the order of the work.

Nothing here judges: what works together is the rules' matter, watts and lanes are those of the report, and drivers,
frameworks and the words of the tasks are facts of `catalog/software`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from rigcheck import __version__
from rigcheck.questions.checklist_before import before
from rigcheck.questions.checklist_firmware import firmware
from rigcheck.questions.checklist_items import Bench, Item
from rigcheck.questions.checklist_stress import stress, verify
from rigcheck.questions.checklist_system import system
from rigcheck.schema.software import SECTIONS

SCHEMA: Final = "rigcheck.checklist/1"

_YIELDING: Final[dict[str, Callable[[Bench], Iterator[Item]]]] = {
    "before": before,
    "firmware": firmware,
    "system": system,
    "verify": verify,
    "stress": stress,
}


def checklist(bench: Bench) -> tuple[Item, ...]:
    """Return what to do, in order; each item belongs to the section that yields it."""
    return tuple(item for section in SECTIONS for item in _YIELDING[section](bench))


def checklist_json(bench: Bench) -> dict[str, Any]:
    """Return the checklist as JSON-ready data, schema `rigcheck.checklist/1`."""
    found = bench.report
    return {
        "schema": SCHEMA,
        "rigcheck": __version__,
        "catalog": found["catalog"],
        "name": found["name"],
        "system": bench.software.system.name,
        "as_of": bench.software.as_of.isoformat(),
        "verdict": found["verdict"],
        "errors": found["counts"]["by_severity"]["error"]["violated"],
        "undecided": found["counts"]["by_severity"]["error"]["unknown"],
        "not_chosen": found["not_chosen"],
        "parts": found["parts"],
        "items": [item.json() for item in checklist(bench)],
        "not_understood": found["not_understood"],
        "problems": found["problems"],
    }
