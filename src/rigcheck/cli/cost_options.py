"""What the options of `rigcheck cost` say: values that take the place of the workload's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rigcheck.errors import UsageError

if TYPE_CHECKING:
    from rigcheck.schema.cloud import CloudFile
    from rigcheck.schema.mistakes import Key

KEYS: dict[str, tuple[str, ...]] = {
    "--hours": ("work", "hours"),
    "--projects": ("work", "projects"),
    "--days": ("work", "days_per_project"),
    "--use": ("work", "use_percent"),
    "--retraining": ("work", "retraining"),
    "--horizon": ("work", "horizon_months"),
    "--data-gb": ("work", "data_gb"),
    "--cloud": ("cloud", "instances"),
    "--purchase": ("cloud", "purchase"),
    "--tax": ("cloud", "tax_percent"),
    "--rate": ("cloud", "prices", "rate_per_h"),
    "--tariff": ("desktop", "tariff"),
    "--draw-w": ("desktop", "draw_w"),
    "--price": ("desktop", "price"),
    "--resale": ("desktop", "resale_percent"),
    "--currency": ("currency",),
}
"""Where the value of each option stands in a workload."""


def stated(options: dict[str, Any], as_of: str | None) -> dict[Key, tuple[str, Any]]:
    """Return the values that the options state by their keys, each with its option."""
    found: dict[Key, tuple[str, Any]] = {}
    for option, value in options.items():
        if value is None or value == []:
            continue
        key = KEYS[option]
        text = value.strip() if isinstance(value, str) else value
        found[key] = (option, text.removesuffix("%").strip() if key[-1].endswith("_percent") else text)
    now = _day(as_of) or date.today().isoformat()  # prices of the call hold now, whatever the file says of its own
    if options.get("--rate") is not None:
        found[("cloud", "prices", "rate_priced")] = ("--rate", now)
        found[("cloud", "prices", "rate_source")] = ("--rate", "stated in the call")
    if options.get("--price") is not None:
        found[("desktop", "priced")] = ("--price", now)
    return found


def exchange(entries: Sequence[str] | None) -> dict[Key, tuple[str, Any]]:
    """Return the `--exchange EUR=1.08` options by their keys; what names no rate is told as such when it is read."""
    found: dict[Key, tuple[str, Any]] = {}
    for entry in entries or ():
        currency, _, rate = entry.partition("=")
        found[("exchange", currency.strip())] = ("--exchange", rate.strip())
    return found


def day(text: str | None) -> date:
    """Return the day that ages of prices are told from: today, unless another is stated."""
    if text is None:
        return date.today()
    if _day(text) is None:
        raise UsageError.of("--as-of", f"found {text!r}; expected a day such as '2026-11-20'.")
    return date.fromisoformat(text)


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None


def split(names: Sequence[str] | None) -> list[str]:
    """Return the instances that `--cloud` names, each alone or several between commas."""
    return [name.strip() for some in names or () for name in some.split(",") if name.strip()]


def known_instances(names: Sequence[str], files: Sequence[Path] | None) -> None:
    """Raise UsageError for instances that nobody offers, with the nearest names."""
    from rigcheck.catalog.cloud import instances
    from rigcheck.cost.rivals import named

    if names:
        named(names, instances(clouds(files)))


def known_tariff(text: str | None) -> None:
    """Raise UsageError for what is neither a price nor a place with one."""
    from rigcheck.catalog.electricity import tariffs
    from rigcheck.cost.tariff import price_or_place

    if text is not None:
        price_or_place(text, tariffs())


def clouds(files: Sequence[Path] | None) -> list[CloudFile]:
    """Return the providers' files, and after them the user's own: of two instances of one name the later wins."""
    from rigcheck.catalog.cloud import cloud_file, cloud_files

    return [*cloud_files(), *(cloud_file(path) for path in files or ())]
