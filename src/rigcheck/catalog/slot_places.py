"""How many slot places a board of a form factor has room for, as `catalog/standards/slots.toml` says.

The standards are always our own: a user's folder of parts has none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from rigcheck.catalog.board_map_facts import highest, lowest
from rigcheck.catalog.root import data_folder
from rigcheck.catalog.vocabulary import word_lists
from rigcheck.fact import is_bound


@dataclass(frozen=True, slots=True)
class Room:
    """The slot places of a board, of which the form factor may be one of several."""

    forms: tuple[str, ...]
    most: int | Decimal
    sure: bool
    """Whether it has as many, and not perhaps fewer."""

    def __str__(self) -> str:
        shown = word_lists()["board_form_factors"].shown
        name = " or ".join(shown.get(form, form) for form in self.forms)
        article = "a" if name.startswith("m") else "an"  # an ATX, an SSI CEB, an XL-ATX; a mini-ITX, a micro-ATX
        places = "place" if self.most == 1 else "places"
        return f"{article} {name} board has {'' if self.sure else 'at most '}{self.most} {places}"


def room_of(form_factor: Any) -> Room | None:
    """Return the places of a raw form factor, or None where it is missing or may be one that no standard limits."""
    forms = tuple(form_factor.get("one_of", ())) if is_bound(form_factor) else (form_factor,)
    places = [places_by_form().get(form) for form in forms]
    most = [high for place in places if (high := highest(place)) is not None]
    if not most or len(most) < len(forms):
        return None
    return Room(forms, max(most), sure=min(lowest(place) or 0 for place in places) == max(most))


@cache
def places_by_form() -> Mapping[Any, Any]:
    """Return the raw number of places by form factor; nothing where the file is broken, which the lint tells."""
    path = data_folder("catalog") / "standards" / "slots.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    return {form.replace("_", "-"): places for form, places in table["facts"]["positions"].items()}
