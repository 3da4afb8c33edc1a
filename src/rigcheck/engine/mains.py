"""The wall circuit as people write it: `120V 15A`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from rigcheck.errors import Problem

ASSUMED: Final = "120V 15A"
"""The circuit of a list that names none: the smallest that is usual where most lists come from."""
_VOLTS, _AMPERES = r"(?P<volts>\d{2,3})\s*V(?:\s*AC)?", r"(?P<amperes>\d{1,3})\s*A"
_FORMS = tuple(
    re.compile(rf"{first}[\s,/-]*{second}", re.IGNORECASE) for first, second in ((_VOLTS, _AMPERES), (_AMPERES, _VOLTS))
)
VOLTS = range(90, 481)
AMPERES = range(1, 126)


@dataclass(frozen=True, slots=True)
class Circuit:
    """A circuit by its voltage and its breaker."""

    volts: int
    amperes: int
    assumed: bool = False

    @property
    def watts(self) -> int:
        """Return what its breaker or fuse carries."""
        return self.volts * self.amperes

    @property
    def name(self) -> str:
        """Return it for reading: `120 V 15 A (assumed)`."""
        return f"{self.volts} V {self.amperes} A" + (" (assumed)" if self.assumed else "")


def circuit(text: str) -> Circuit | None:
    """Return the circuit that a text such as `120V 15A` names, or None where it names none."""
    found = next((match for form in _FORMS if (match := form.fullmatch(text.strip()))), None)
    if found is None:
        return None
    volts, amperes = int(found["volts"]), int(found["amperes"])
    return Circuit(volts, amperes) if volts in VOLTS and amperes in AMPERES else None


def circuit_of(mains: str | None) -> Circuit:
    """Return the circuit of a build; where none is stated, the one that is assumed."""
    found = circuit(mains or ASSUMED)
    assert found is not None, mains  # settings are checked before they get here
    return replace(found, assumed=mains is None)


def mains_problems(text: str | None, source: str) -> list[Problem]:
    """Return what is wrong with a circuit that somebody stated."""
    if text is None or circuit(text) is not None:
        return []
    limits = f"{VOLTS.start} to {VOLTS.stop - 1} V and {AMPERES.start} to {AMPERES.stop - 1} A"
    return [Problem(source, "", f"{text!r} is no circuit; expected volts and amperes as '120V 15A', {limits}.")]
