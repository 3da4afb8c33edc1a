"""Rules for readers: the list of them, and one page each. The pages under docs/reference/rules are made here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rigcheck.render.output import Output
from rigcheck.rules import tree
from rigcheck.rules.cases import Case
from rigcheck.rules.model import Rule
from rigcheck.rules.tree import Node


def print_list(rules: Sequence[Rule], to: Output) -> None:
    """Print the rules as a table."""
    profiles = {rule.id: f" (profile {rule.profile})" if rule.profile else "" for rule in rules}
    to.table(
        ("rule", "severity", "what holds when all is well"),
        [(rule.id, rule.severity, rule.title + profiles[rule.id]) for rule in rules],
    )
    to.line(f"{len(rules)} rules.")


def markdown_list(rules: Sequence[Rule]) -> str:
    """Return the rules as a Markdown table."""
    lines = ["| rule | severity | what holds when all is well |", "| --- | --- | --- |"]
    for rule in rules:
        profile = f" (profile `{rule.profile}`)" if rule.profile else ""
        lines.append(f"| [`{rule.id}`]({rule.id}.md) | {rule.severity} | {rule.title}{profile} |")
    return "\n".join(lines) + "\n"


def print_rule(rule: Rule, cases: Sequence[Case], to: Output) -> None:
    """Print the page of one rule."""
    for line in _page(rule, cases, code=lambda text: text, heading=lambda text: f"\n{text}"):
        to.line(line)


def markdown_page(rule: Rule, cases: Sequence[Case]) -> str:
    """Return the page of one rule as Markdown."""
    lines = _page(rule, cases, code=lambda text: f"`{text}`", heading=lambda text: f"\n## {text}\n")
    return f"# {rule.id}\n\n" + "\n".join(lines) + "\n"


def facts_read(rule: Rule) -> list[str]:
    """Return the facts a rule reads, by kind and key, in alphabetical order."""
    nodes = [rule.require, *([rule.when] if rule.when else [])]
    return sorted({path for node in nodes for path in _paths(node, {})})


def _page(
    rule: Rule, cases: Sequence[Case], code: Callable[[str], str], heading: Callable[[str], str]
) -> Iterator[str]:
    yield f"{rule.title}."
    yield ""
    profile = f", only with profile {rule.profile}" if rule.profile else ""
    yield f"Severity: {rule.severity}{profile}."
    yield heading("Why")
    yield rule.why
    yield heading("What it demands")
    for name, text in rule.let_texts.items():
        yield f"- let {name}: {code(text)}"
    if rule.when_text:
        yield f"- when: {code(rule.when_text)}"
    yield f"- require: {code(rule.require_text)}"
    for name, parameter in rule.parameters.items():
        yield f"- {name}: {parameter.text} ({parameter.source})"
    if rule.covers:
        yield f"- says it instead of: {', '.join(code(other) for other in rule.covers)}"
    if rule.drops:
        yield f"- facts not believed when violated: {', '.join(code(fact) for fact in rule.drops)}"
    yield heading("Facts it reads")
    yield ", ".join(code(path) for path in facts_read(rule)) or "none"
    yield heading("When violated")
    yield rule.violated.text.strip()
    if rule.fix:
        yield f"Way out: {' '.join(rule.fix.text.split())}"
    yield heading("Cases")
    for case in cases:
        yield f"- {case.verdict}: {case.name}"
    if rule.references:
        yield heading("References")
        for reference in rule.references:
            yield f"- {reference.title}" + (f", {reference.url}" if reference.url else "")


def _paths(node: Node, loops: dict[str, str]) -> Iterator[str]:
    """Yield the dotted facts below a node; a loop variable stands for the list it goes through."""
    match node:
        case tree.Fact():
            said = _said(node, loops)
            if said:
                yield said
            yield from _paths(node.of, loops) if not isinstance(node.of, tree.Fact | tree.Name) else ()
        case tree.Fold():
            inner = dict(loops)
            for loop in node.loops:
                yield from _paths(loop.items, inner)
                inner[loop.variable] = _said(loop.items, inner) or loop.variable
                for test in loop.conditions:
                    yield from _paths(test, inner)
            yield from _paths(node.element, inner)
            if node.default:
                yield from _paths(node.default, inner)
        case _:
            for child in tree.children(node):
                yield from _paths(child, loops)


def _said(node: Node, loops: dict[str, str]) -> str:
    match node:
        case tree.Fact():
            return f"{_said(node.of, loops)}.{node.key}"
        case tree.Name():
            return loops.get(node.name, node.name)
        case tree.Units():
            return node.kind
        case _:
            return ""
