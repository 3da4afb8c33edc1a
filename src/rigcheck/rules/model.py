"""A rule as its file states it, with its expressions lowered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from rigcheck.rules.message import Template
from rigcheck.rules.tree import Constant, Node
from rigcheck.schema.kinds import Kind

Severity = Literal["error", "warning", "advice"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""`error`: it will not work. `warning`: it works, at a risk or a loss. `advice`: worth knowing."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a rule's claim can be read."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold of a rule: its value, its unit and where it comes from."""

    constant: Constant
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition that holds when all is well."""

    id: str
    """Its path below the rules folder, without suffix: `socket/cpu-socket`."""
    title: str
    severity: Severity
    require: Node
    violated: Template
    why: str
    quantified: tuple[Kind, ...]
    """The kinds it is evaluated for: once for each combination of distinct parts."""
    when: Node | None = None
    fix: Template | None = None
    require_text: str = ""
    when_text: str = ""
    let_texts: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    covers: tuple[str, ...] = ()
    """Milder rules that say nothing when this one is violated."""
    profile: str | None = None
    """The profile under which it applies; None for always."""
    limits: str | None = None
    """What runs out when there are too many of a part and this rule is violated: `case-slots`."""
    drops: tuple[str, ...] = ()
    """Of a plausibility rule: the facts not to be believed when it is violated, as `gpu.plugs`."""
    aliases: tuple[str, ...] = ()
    origin: str = ""
    """The file it was read from."""

    @property
    def family(self) -> str:
        """Return the folder it lies in: `socket`."""
        return self.id.partition("/")[0]
