"""A sheet of SVG to draw on: shapes, texts that stay inside the room they have, and names that are somebody else's.

Nobody knows the fonts of the reader, so a text is measured by the widest letters of the usual ones: it may end early,
but never late.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import Final
from xml.etree import ElementTree as ET

INK: Final = "#1f2933"
PAPER: Final = "#fcfbf8"
FONTS: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
ELLIPSIS: Final = "…"

_EM: Final[tuple[tuple[str, float], ...]] = (
    (" 'IJijl", 0.33),
    (",./:;\\|·", 0.36),
    ("!()-[]frt", 0.43),
    ('"*?FL_`cszv–', 0.6),
    ("abdeghknopquxy0123456789$EPSTY{}", 0.65),
    ("ABCKRVXZ", 0.71),
    ("#&+<=>DGHNOQU^w~×", 0.85),
    ("%@Mm…", 1.0),
)
"""Letters by their width in font sizes, measured in DejaVu Sans, the widest of the usual fonts."""
_WIDTHS: Final = {letter: width for letters, width in _EM for letter in letters}
_OTHER: Final = 1.1
"""Any other letter: Cyrillic, Chinese."""
_BOLD: Final = 1.16
"""By how much bold letters are wider."""


class Sheet:
    """An element of a drawing that grows by what is drawn on it, one thing above the other."""

    def __init__(self, element: ET.Element) -> None:
        self.element = element

    def group(self, kind: str, title: str = "") -> Sheet:
        """Add a group of a class; its title is what a browser shows under the mouse and a screen reader says."""
        group = ET.SubElement(self.element, "g", {"class": kind})
        if title:
            ET.SubElement(group, "title").text = cleaned(title)
        return Sheet(group)

    def rect(self, x: float, y: float, width: float, height: float, **look: str | float) -> None:
        """Draw a rectangle."""
        self._add("rect", x=x, y=y, width=width, height=height, **look)

    def line(self, x1: float, y1: float, x2: float, y2: float, **look: str | float) -> None:
        """Draw a straight line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"stroke": INK, **look})

    def path(self, data: str, **look: str | float) -> None:
        """Draw the outline that a path describes."""
        self._add("path", d=data, **{"fill": "none", "stroke": INK, **look})

    def circle(self, x: float, y: float, radius: float, **look: str | float) -> None:
        """Draw a circle."""
        self._add("circle", cx=x, cy=y, r=radius, **look)

    def text(self, x: float, y: float, text: str, size: float = 12, **look: str | float) -> None:
        """Write one line from `x` on the line `y`; `anchor` says which part of the text stands there."""
        if "anchor" in look:
            look["text-anchor"] = look.pop("anchor")
        if look.pop("bold", False):
            look["font-weight"] = "bold"
        self._add("text", x=x, y=y, **{"font-size": size, "fill": INK, **look}).text = cleaned(text)

    def _add(self, tag: str, **attributes: str | float) -> ET.Element:
        said = {name.replace("_", "-"): _number(value) for name, value in attributes.items()}
        if "kind" in said:
            said["class"] = said.pop("kind")
        return ET.SubElement(self.element, tag, said)


def document(sheet: Sheet, width: float, height: float, title: str, description: str) -> str:
    """Return a drawing as a file of its own: it says what it is, and brings its paper along."""
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_number(width)} {_number(height)}",
            "width": _number(width),
            "height": _number(height),
            "role": "img",
            "font-family": FONTS,
        },
    )
    ET.SubElement(root, "title").text = cleaned(title)
    ET.SubElement(root, "desc").text = cleaned(description)
    Sheet(root).rect(0, 0, width, height, fill=PAPER, kind="paper")
    root.append(sheet.element)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def cleaned(text: str) -> str:
    """Return a text on one line without what XML forbids or what turns the writing around."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how much room a text takes at most."""
    return sum(map(_em, text)) * size * (_BOLD if bold else 1)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a text as it fits the room: shortened with an ellipsis if it must be."""
    text = cleaned(text)
    ems = room / size / (_BOLD if bold else 1)
    reach = list(accumulate(map(_em, text)))
    if not reach or reach[-1] <= ems:
        return text
    return text[: bisect_right(reach, ems - _em(ELLIPSIS))].rstrip() + ELLIPSIS


def wrapped(text: str, room: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """Return at most so many lines of a text; the last one ends with an ellipsis if there is more."""
    lines: list[str] = []
    for word in cleaned(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == most or width_of(longer, size, bold=bold) <= room):
            lines[-1] = longer
        else:
            lines.append(word)
    return [fitted(line, room, size, bold=bold) for line in lines]


def _em(letter: str) -> float:
    return 0.0 if unicodedata.combining(letter) else _WIDTHS.get(letter, _OTHER)


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"
