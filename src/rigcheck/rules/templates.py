"""Lowers the messages of rule files: text with expressions in braces."""

from __future__ import annotations

import string

from rigcheck.rules.language import RuleTextError, Scope, lower
from rigcheck.rules.message import Template
from rigcheck.rules.tree import Node


def template(text: str, scope: Scope) -> Template:
    """Return the template of a message; raises RuleTextError for an expression that is not of the language."""
    pieces: list[str | Node] = []
    try:
        parsed = list(string.Formatter().parse(" ".join(text.split())))
    except ValueError as error:
        raise RuleTextError(f"is not a message: {error}") from None
    for literal, expression, style, conversion in parsed:
        if literal:
            pieces.append(literal)
        if expression is not None:
            if style or conversion:
                raise RuleTextError(f"`{{{expression}}}` takes no format; the unit follows from the fact")
            pieces.append(lower(expression, scope))
    return Template(tuple(pieces), text)
