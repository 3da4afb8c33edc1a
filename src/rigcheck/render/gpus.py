"""The answer of `rigcheck gpus` for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rigcheck.render.output import Output
from rigcheck.render.words import span


def print_gpus(answer: Mapping[str, Any], to: Output) -> None:
    """Print the number, what limits it, and what it is provided on."""
    for index, line in enumerate(_lines(answer)):
        to.line((line, "bold") if index == 0 else line)


def markdown_gpus(answer: Mapping[str, Any]) -> str:
    """Return the answer as Markdown."""
    first, *rest = _lines(answer)
    return "\n".join([f"**{first}**", "", *(f"- {line.strip()}" for line in rest if line.strip())]) + "\n"


def _lines(answer: Mapping[str, Any]) -> Iterator[str]:
    count = answer["count"]
    low, high = count["at_least"], count["at_most"]
    number = f"{low}" if low == high else f"at least {low}, at most {high}"
    yield f"{answer['gpu']}: {number} by space and slots."
    for limit in answer["limited_by"]:
        reason = f": {limit['reason']}" if limit["reason"] else ""
        yield f"  at most {limit['count']} by {limit['what']}{reason}"
    for open_one in answer["provided"]:
        missing = ", ".join(open_one["missing"][:4]) + (" …" if len(open_one["missing"]) > 4 else "")
        yield f"  from {open_one['from']} on {open_one['rule']} is not decidable; it lacks {missing}"
    for row in answer["placement"][1:]:
        needed = row["case_slots_needed"]
        yield (
            f"  {row['gpus']}: x16-length slots {_bounds(row['gpu_slots'])}, "
            f"without a slot {_bounds(row['unplaced_gpus'])}, case slots needed {_bounds(needed)}"
        )


def _bounds(bounds: Mapping[str, Any]) -> str:
    return span(bounds["low"], bounds["high"])
