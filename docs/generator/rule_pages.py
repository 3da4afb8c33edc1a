"""The index of the rules and one page for each, as `rigcheck rules explain` shows them."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from rigcheck.engine.session import Session
from rigcheck.render.rules import markdown_list, markdown_page
from rigcheck.rules.cases import PlainDisplay, prove
from rigcheck.rules.model import Rule

INDEX = """# Rules

A rule states what holds when all is well. `error`: it will not work. `warning`: it works, at a risk or a loss.
`advice`: worth knowing. Rules of the family `plausibility` judge facts and not builds: they drop what cannot be true.
How to write one: [write a rule](../../guides/write-a-rule.md).
"""


def pages() -> dict[Path, str]:
    """Return the index and the pages of all rules, by their path below `docs/reference/rules`."""
    session = Session()
    result = {Path("index.md"): _index(session.rules)}
    for rule in session.rules:
        cases = prove(rule, session.standards_record, PlainDisplay()).cases
        result[Path(f"{rule.id}.md")] = markdown_page(rule, cases) + _files(rule)
    return result


def _index(rules: tuple[Rule, ...]) -> str:
    families = groupby(rules, key=lambda rule: rule.family)
    return INDEX + "".join(f"\n## {family}\n\n{markdown_list(list(members))}" for family, members in families)


def _files(rule: Rule) -> str:
    up = "../" * (3 + rule.id.count("/"))
    return f"\n[The rule]({up}rules/{rule.id}.toml) and [its cases]({up}rules/{rule.id}.cases.toml).\n"
