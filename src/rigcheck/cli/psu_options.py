"""What the options of `rigcheck psu` say: watts, the sort of supply that is asked for, and a price book."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rigcheck.errors import Problem, UsageError

if TYPE_CHECKING:
    from rigcheck.catalog.price_book import Offer
    from rigcheck.catalog.store import Catalog
    from rigcheck.questions.psu_wishes import Wishes


_WATTS: Final = re.compile(r"(-?\d+(?:\.\d+)?)\s*(k?)w?", re.IGNORECASE)


def watts_of(text: str | None, option: str) -> int | None:
    """Return the watts that a text such as `250W` names; raises UsageError for what no part can be limited to."""
    from decimal import Decimal

    from rigcheck.schema.settings import POWER_LIMITS_W

    if text is None:
        return None
    found = _WATTS.fullmatch(text.strip())
    watts = Decimal(found[1]) * (1000 if found[2] else 1) if found else None
    if watts is None or watts not in POWER_LIMITS_W:
        limits = f"{POWER_LIMITS_W.start} to {POWER_LIMITS_W.stop - 1} W"
        raise UsageError.of(option, f"found {text!r}; expected whole watts as '250W', {limits}.")
    return int(watts)


def sort_of(
    form_factor: str | None,
    max_length_mm: int | None,
    modular: str | None,
    fanless: bool,
    maker: str | None,
) -> Wishes:
    """Return the sort of supply that the options ask for; raises UsageError for words that mean none."""
    from rigcheck.questions.psu_wishes import Wishes

    form, form_problems = _word(form_factor, "psu_form_factors", "--form-factor")
    cables, cable_problems = _word(modular, "modular", "--modular")
    if problems := [*form_problems, *cable_problems]:
        raise UsageError(problems)
    return Wishes(form, max_length_mm, cables, fanless or None, maker)


def _word(text: str | None, vocabulary: str, option: str) -> tuple[str | None, list[Problem]]:
    from rigcheck.catalog.vocabulary import word_lists

    if text is None:
        return None, []
    words = word_lists()[vocabulary]
    meant = words.word(text)
    if meant is not None:
        return meant, []
    return None, [Problem(option, "", f"found {text!r}; expected one of {', '.join(sorted(words.words))}.")]


def circuit_stated(text: str | None) -> None:
    """Raise UsageError where `--mains` names no circuit."""
    from rigcheck.engine.mains import mains_problems

    if problems := mains_problems(text, "--mains"):
        raise UsageError(problems)


def known_maker(maker: str | None, catalog: Catalog) -> None:
    """Raise UsageError for a maker that no supply is from, with the nearest names."""
    import difflib

    from rigcheck.questions.psu_wishes import is_made_by

    names = [row.name for row in catalog.names("psu")]
    if maker is None or any(is_made_by(name, maker) for name in names):
        return
    makers = sorted({word for name in names for word in (name.split()[0], " ".join(name.split()[:2]))})
    near = difflib.get_close_matches(maker, makers, 3, 0.5)
    hint = f"Did you mean {', '.join(near)}?" if near else "See `rigcheck parts search --kind psu`."
    raise UsageError.of("--maker", f"the catalog has no power supply of {maker!r}.", hint)


def prices_of(path: Path | None, catalog: Catalog) -> tuple[dict[str, Offer], list[Problem]]:
    """Return the cheapest offers of a price book, and a problem for the ids in it that name no part."""
    from rigcheck.catalog.price_book import cheapest, read_price_book

    if path is None:
        return {}, []
    offers = cheapest(read_price_book(path))
    unknown = [part_id for part_id in offers if catalog.part(part_id) is None]
    if not unknown:
        return offers, []
    shown = ", ".join(unknown[:3]) + (f" and {len(unknown) - 3} more" if len(unknown) > 3 else "")
    message = f"the catalog has no part {shown}; these prices are not used."
    return offers, [Problem(str(path), "", message, "See `rigcheck parts search`.")]
