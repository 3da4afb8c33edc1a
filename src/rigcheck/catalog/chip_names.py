"""The chip of a graphics card in the many ways people write it: `RTX2080ti`, `3090 GTX`, `A6000`, `Titan RTX`.

`gpu_chip` reduces a text to one canonical key; two texts with the same key mean the same chip, up to its memory size.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class ChipWords(NamedTuple):
    """What a text says of a chip, and the text without it."""

    key: str
    rest: str
    plain: bool
    """False when only a bare number was found, which means a chip only if the line is known to be a graphics card."""


_MOBILE = r"(?: (laptop|mobile|max q)(?: gpu)?)?"
_NVIDIA_SUFFIX = r"(?: (ti))?(?: (super|s(?= |$)))?(?: (d))?(?: (?:rtx|gtx|super))?" + _MOBILE
_AMD_SUFFIX = r"(?: (xtx|xt|gre|x2|x|le|m))?"

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str], bool], ...]] = tuple(
    (name, re.compile(r"(?<![a-z0-9])" + pattern + r"(?![a-z0-9])"), plain)
    for name, pattern, plain in (
        (
            "rtx pro",
            r"(?:rtx )?pro (2000|4000|4500|5000|6000)(?: blackwell)?((?: (?:max q|workstation|server|ws|se))*)",
            True,
        ),
        ("ada", r"(?:quadro )?rtx (2000|4000|4500|5000|5880|6000) (?:sff )?ada(?: generation)?|6000 ada", True),
        ("rtx a", r"(?:quadro )?(?:rtx )?a (2000|4000|4500|5000|5500|6000)", True),
        ("quadro rtx", r"quadro rtx (\d{4})", True),
        ("quadro", r"quadro (gv|gp|[kmpt]) ?(\d{3,4})( d)?", True),
        ("titan", r"(?:gtx |rtx )?titan(?: (rtx|xp|x pascal|x|v|z|black))?(?! [vx]? ?\d)|rtx titan", True),
        ("tesla", r"(?:tesla )?([vpkmtahb]|gh) (100|200|40|80|60|4|30|16|10|2)(?: (?:pci?e|sxm\d?))?", True),
        ("l", r"l (4|40)( s)?", True),
        ("instinct", r"mi (\d{2,3}) ?(x|a)?", True),
        ("arc pro", r"arc pro ([ab]) (\d{2})", True),
        ("arc", r"(?:arc )?([ab]) (310|380|580|750|770|570|580)", True),
        ("vega", r"(?:rx )?vega (56|64|frontier)|radeon (vii)", True),
        ("fury", r"(?:r 9 )?(fury x|fury|nano)", True),
        ("r", r"r ([579]) (2\d\d|3\d\d) ?(x2|x)?", True),
        ("hd", r"hd (\d{4})" + r"( ghz)?", True),
        ("rx", r"(?:rx |radeon (?:rx )?)(\d{3,4})" + _AMD_SUFFIX, True),
        ("gtx", r"(?:rtx |gtx |gts |gt |geforce |geforce rtx |geforce gtx )(\d{3,4})" + _NVIDIA_SUFFIX, True),
        ("gtx", r"(\d{3,4})(?: ti| super)* (?:rtx|gtx)()(?:)()()()", True),
        ("rx", r"(\d{3,4}) (xtx|xt|gre)", True),
        ("gtx", r"([2345]0[5678]0|[2345]090|16[356]0|10[3-8]0|9[5678]0)" + _NVIDIA_SUFFIX, False),
        ("rx", r"([567][4-9]\d0|[45][5-9]0|90[67]0)" + _AMD_SUFFIX, False),
    )
)


def gpu_chip(spoken: str) -> ChipWords | None:
    """Return the chip that the runs of a text (joined by single spaces) name, or None."""
    for name, pattern, plain in _PATTERNS:
        if found := pattern.search(spoken):
            parts = [part.strip() for part in found.groups() if part]
            if name == "gtx" and not any(parts[1:]):
                parts = [parts[0], *re.findall(r"\b(?:ti|super)\b", found[0])]
            key = _key(name, parts, found[0])
            return ChipWords(key, f"{spoken[: found.start()]} ; {spoken[found.end() :]}", plain)
    return None


def _key(name: str, parts: list[str], whole: str) -> str:
    if name == "ada" and not parts:
        parts = ["6000"]
    if name == "rtx pro" and len(parts) > 1:
        parts[1:] = ["max q"] if "max q" in parts[1] else ["server"] if re.search("server|se$", parts[1]) else []
    if name == "titan" and not parts and "rtx" in whole:
        parts = ["rtx"]
    if name == "gtx":
        parts = ["super" if part == "s" else part for part in parts]
        prefix = whole.partition(" ")[0]
        name = prefix if prefix in {"gt", "gts"} else ""
    return " ".join([name, *parts]).strip()
