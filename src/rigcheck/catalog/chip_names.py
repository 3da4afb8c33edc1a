"""The chip of a graphics card in the many ways people write it: `RTX2080ti`, `3090 GTX`, `A6000`, `Titan RTX`.

`gpu_chip` reduces a text to one canonical key; two texts with the same key mean the same chip, up to its memory size.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rigcheck.pattern import lazy


class ChipWords(NamedTuple):
    """What a text says of a chip, and the text without it."""

    key: str
    rest: str
    section: int
    """The section of the text it stands in; sections are parted by ` ; `, before and after."""
    plain: bool
    """False when only a bare number was found, which means a chip only if the line is known to be a graphics card."""


_GEFORCE = r"( ti)?(?: (super|s))?( d)?(?: (?:rtx|gtx))?( laptop| mobile| max q)?"
_RADEON = r"(?: (xtx|xt|gre|x2|x|le|m))?"
_BARE_GEFORCE = r"[2345]0[5-9]0|16[356]0|10[3-8]0|9[5-8]0"
_BARE_RADEON = r"[567][4-9]\d0|[45][5-9]0|90[67]0"

_FAMILIES: Final[tuple[tuple[str, str], ...]] = (
    ("rtx pro", r"(?:rtx )?pro (2000|4000|4500|5000|6000)(?: blackwell)?((?: (?:max ?q|workstation|server|ws))*)"),
    ("ada", r"(?:quadro )?rtx (\d{4})( sff)? ada(?: generation)?|(6000) ada"),
    ("rtx a", r"(?:quadro )?(?:rtx )?a ([2456][05]00)"),
    ("quadro rtx", r"quadro rtx (\d{4})"),
    ("quadro", r"quadro (gv|gp|[kmpt]) (\d{3,4})( d)?"),
    ("t", r"(?:quadro )?t (400|600|1000)"),
    ("titan x maxwell", r"gtx titan x(?:(?: ;)? maxwell)?|titan x(?: ;)? maxwell"),
    ("titan x pascal", r"titan x(?: ;)? pascal"),
    ("titan", r"(?:gtx )?titan (rtx|xp|x|v|z|black)|(rtx) titan|gtx titan"),
    ("arc pro", r"arc pro ([ab]) (\d{2})"),
    ("radeon pro", r"(?:radeon )?pro w (\d{4})( dual slot| d)?|w (7900) (d)"),
    ("ai pro", r"(?:(?:radeon )?ai )?(?:pro )?r (9700)"),
    ("tesla", r"(?:tesla )?([vpkmtahb]|gh) (100|200|40|80|60|4|30|16|10|2)( nvl)?(?: pci?e)?(?: ?;?( sxm)\b)?"),
    ("l", r"l (4|40)( s)?"),
    ("instinct", r"mi (\d{2,3})( [xa])?"),
    ("arc", r"(?:arc )?([ab]) (310|380|570|580|750|770)"),
    ("vega", r"(?:rx )?vega (56|64|frontier)|radeon (vii)"),
    ("fury", r"(?:r 9 )?(fury x|fury|nano)"),
    ("r", r"r ([579]) (2\d\d|3\d\d)( x2| x)?"),
    ("hd", r"hd (\d{4})"),
    ("rx", r"(?:radeon )?rx (\d{3,4})" + _RADEON),
    ("gt", r"gt (\d{3,4})"),
    ("geforce", r"(?:geforce )?(?:rtx|gtx|gts) (\d{3,4})" + _GEFORCE),
    ("geforce", r"geforce (\d{3,4})" + _GEFORCE),
    ("geforce", r"(\d{3,4})( ti)?( super)? (?:rtx|gtx)"),
    ("rx", r"(?:radeon )?(\d{4}) (xtx|xt|gre)"),
)
"""A family's name and how its chips are written; what the groups catch is the rest of the key."""

PARTNER_FAMILIES: Final = frozenset({"geforce", "gt", "rx", "hd", "r", "vega", "fury", "arc"})
"""Families whose cards many makers sell under names of their own, the first word of the key."""

SHARED_KEYS: Final = {"titan x": ("titan x maxwell", "titan x pascal")}
"""A key that people write for several chips, and their own keys."""

_BARE: Final[tuple[tuple[str, str], ...]] = (
    ("geforce", f"({_BARE_GEFORCE})" + _GEFORCE),
    ("rx", f"({_BARE_RADEON})" + _RADEON),
)
"""Numbers that name a chip to whoever knows that the line is a graphics card."""


def _compiled(family: tuple[str, str], *, plain: bool) -> tuple[str, re.Pattern[str], bool]:
    return family[0], lazy(rf"(?<![a-z0-9])(?:{family[1]})(?![a-z0-9])"), plain


_PATTERNS: Final = (
    *(_compiled(family, plain=True) for family in _FAMILIES),
    *(_compiled(family, plain=False) for family in _BARE),
)


def gpu_chip(spoken: str) -> ChipWords | None:
    """Return the chip that the runs of a text (joined by single spaces) name, or None."""
    for family, pattern, plain in _PATTERNS:
        if found := pattern.search(spoken):
            parts = [_PART.get(part.strip(), part.strip()) for part in found.groups() if part]
            before = spoken[: found.start()]
            rest = f"{before} {spoken[found.end() :]}"
            return ChipWords(" ".join([family, *parts]), rest, before.count(" ; "), plain)
    return None


_PART: Final = {
    "s": "super",
    "dual slot": "d",
    "maxq": "max q",
    "ws": "workstation",
    "max q workstation": "max q",
    "maxq workstation": "max q",
}
"""Spellings of one part of a key."""
