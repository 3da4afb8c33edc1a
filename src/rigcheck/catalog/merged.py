"""The catalog in use as one value: what a build makes, and what `tables` writes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from rigcheck.catalog.merge import Clash
from rigcheck.catalog.part import CatalogPart, Standard
from rigcheck.catalog.sources.imported import Drop
from rigcheck.errors import Problem

Relation = Literal["chip", "import"]
"""Whom a part disagrees with: the file of its chip, or an imported description of the same product."""


@dataclass(slots=True)
class Merged:
    """All parts, completed, with what they were completed from and an account of what did not agree."""

    parts: dict[str, CatalogPart] = field(default_factory=dict)
    chips: dict[str, CatalogPart] = field(default_factory=dict)
    platforms: dict[str, CatalogPart] = field(default_factory=dict)
    """By chipset."""
    standards: dict[str, Standard] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    """Ids of absorbed parts, and the part each went into."""
    clashes: list[tuple[Relation, Clash]] = field(default_factory=list)
    dropped: Counter[Drop] = field(default_factory=Counter)
    """What the import did not believe."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with files of the curated catalog, which were left out."""
