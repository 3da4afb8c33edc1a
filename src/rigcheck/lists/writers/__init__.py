"""One writer for each format we write; reading what was written gives the same list."""

from __future__ import annotations

from typing import Final, Literal, get_args

from rigcheck.errors import UsageError
from rigcheck.lists.model import PartsList

WrittenFormat = Literal["toml", "pcpartpicker", "markdown"]
WRITTEN_FORMATS: Final[tuple[WrittenFormat, ...]] = get_args(WrittenFormat)


def write_list(parts_list: PartsList, to_format: WrittenFormat) -> str:
    """Return the list as text, ending in a newline.

    `toml` carries everything but stated totals and set-aside lines. `pcpartpicker` and `markdown` carry name, kind,
    quantity, price and stated totals: ids, settings, facts and `ignore` have no place there; alternatives are left off.
    """
    match to_format:
        case "toml":
            from rigcheck.lists.writers.toml import write_toml  # noqa: PLC0415

            return write_toml(parts_list)
        case "pcpartpicker":
            from rigcheck.lists.writers.pcpartpicker import write_pcpartpicker  # noqa: PLC0415

            return write_pcpartpicker(parts_list)
        case "markdown":
            from rigcheck.lists.writers.markdown import write_markdown  # noqa: PLC0415

            return write_markdown(parts_list)
        case _:
            raise UsageError.of(
                "--to", f"{to_format!r} cannot be written; expected one of {', '.join(WRITTEN_FORMATS)}."
            )
