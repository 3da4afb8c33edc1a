"""The model of a processor in the many ways people write it: `i9 9900k`, `7600 X`, `TR 3960X`, `E5-2698 v4`.

`cpu_model` reduces a text to one canonical key, or to several where a bare number leaves the maker open.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from rigcheck.pattern import lazy


class CpuWords(NamedTuple):
    """What a text says of a processor's model."""

    family: str
    """Empty where the text gives only the number."""
    model: str
    tier: str
    """The 7 of `Ryzen 7` or `i7`; empty where it went unsaid."""


_INTEL = r"(?P<suffix>kf|ks|xe|te|hk|hx|[kfstxehucrbpg])?"
_AMD = r"(?P<suffix>x 3 d 2|x 3 d|xt|x|gt|ge|g|f|e|wx|af|t|c|hs|hx|h|u)?"

_PATTERNS: Final = tuple(
    (name, lazy(r"(?<![a-z0-9])" + pattern + r"(?![a-z0-9])"))
    for name, pattern in (
        ("epyc", r"epyc (?P<model>\d ?[a-z]? ?\d{2,3}) ?(?P<suffix>px|p|x|f|s)?"),
        ("ultra", r"ultra (?P<tier>[3579]) (?:processor )?(?P<model>\d{3}) ?(?P<suffix>kf|k|f|t|hx|h|plus)?( plus)?"),
        ("xeon", r"(?:xeon )?(?P<tier>e [357]) (?P<model>(?:\d{4}) ?(?:[lwa](?= ))?)(?P<suffix> v [1-6])?"),
        (
            "xeon",
            r"xeon (?P<tier>w [3579]|platinum|gold|silver|bronze|[wdexl])? ?(?P<model>\d{4}) ?(?P<suffix>[a-z]{1,2})?",
        ),
        ("xeon", r"(?P<tier>w [3579]) (?P<model>[23]\d{3}) ?(?P<suffix>x)?"),
        ("core", r"i (?P<tier>[3579]) (?P<model>\d{3,5}) ?" + _INTEL),
        ("ryzen", r"(?:ryzen )?(?:threadripper|tr)(?P<tier>)(?: pro)? (?P<model>\d{4}) ?" + _AMD),
        ("ryzen", r"ryzen(?: ai)?(?: (?P<tier>[3579]))?(?: pro)? (?P<model>\d{4}) ?" + _AMD),
        ("ryzen", r"r (?P<tier>[3579]) (?P<model>\d{4}) ?" + _AMD),
        ("pentium", r"(?:pentium|celeron|intel)(?: gold)?(?P<tier>) (?P<model>g \d{3,4}) ?(?P<suffix>t|te)?"),
        ("fx", r"fx(?P<tier>) (?P<model>\d{4}) ?(?P<suffix>e)?"),
        ("", r"(?P<tier>)(?P<model>\d{4,5}) ?(?P<suffix>x 3 d 2|x 3 d|wx|xt|kf|ks|af|[kxgf])"),
    )
)

_DIGITS: Final = "0123456789"
_UNLOCKED: Final = frozenset({"k", "kf", "ks", "x", "xe"})
"""What follows the number of Intel's processors with a free multiplier."""


def cpu_model(spoken: str) -> CpuWords | None:
    """Return the processor that the runs of a text (joined by single spaces) name, or None."""
    for family, pattern in _PATTERNS:
        if found := pattern.search(spoken):
            said = {group: (text or "").replace(" ", "") for group, text in found.groupdict().items()}
            return CpuWords(family, said["model"] + said.get("suffix", ""), said.get("tier", ""))
    return None


def unlocked(words: CpuWords) -> bool | None:
    """Return whether boards lift this processor's power limits by themselves, or None where the name leaves it open.

    They do so for Intel's K and X. A Xeon with an X is as unlocked, but its boards are those of workstations.
    """
    marked = words.model.lstrip(_DIGITS) in _UNLOCKED
    if words.family in ("core", "ultra"):
        return marked
    if words.family == "xeon" and marked:
        return None
    return False if words.family else None


def same_cpu(a: CpuWords, b: CpuWords) -> bool:
    """Return whether two texts can mean the same processor."""
    return (
        a.model == b.model
        and (a.family == b.family or not a.family or not b.family)
        and (a.tier == b.tier or not a.tier or not b.tier)
    )
