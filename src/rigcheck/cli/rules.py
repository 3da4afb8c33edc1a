"""`rigcheck rules`: list the rules, explain one, run their cases."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated

import typer

from rigcheck.cli.options import FormatOption, ReportFormat, RulesOption, open_session, print_json, print_page
from rigcheck.errors import UsageError
from rigcheck.render.output import output

if TYPE_CHECKING:
    from rigcheck.rules.model import Rule

app = typer.Typer(help="List the rules, explain one, run their cases.", no_args_is_help=True)

RuleArgument = Annotated[str, typer.Argument(metavar="RULE", help="The rule's name, as socket/cpu-socket.")]


@app.command("list")
def list_rules(report_format: FormatOption = ReportFormat.TEXT, rules: RulesOption = None) -> None:
    """List all rules with their severity and what holds when all is well."""
    loaded = open_session(rules=rules).rules
    if report_format is ReportFormat.JSON:
        print_json(
            [
                {"rule": rule.id, "severity": rule.severity, "title": rule.title, "profile": rule.profile}
                for rule in loaded
            ]
        )
        return
    from rigcheck.render.rules import markdown_list, print_list

    if report_format is ReportFormat.MARKDOWN:
        print_page(markdown_list(loaded))
    else:
        print_list(loaded, output())


@app.command()
def explain(rule: RuleArgument, report_format: FormatOption = ReportFormat.TEXT, rules: RulesOption = None) -> None:
    """Explain one rule: what it demands and why, the facts it reads, an example of each verdict."""
    session = open_session(rules=rules)
    chosen = find(session.rules, rule)
    from rigcheck.render.rules import facts_read, markdown_page, print_rule
    from rigcheck.rules.cases import PlainDisplay, prove

    proof = prove(chosen, session.standards_record, PlainDisplay())
    match report_format:
        case ReportFormat.JSON:
            print_json(
                {
                    "rule": chosen.id,
                    "title": chosen.title,
                    "severity": chosen.severity,
                    "profile": chosen.profile,
                    "when": chosen.when_text or None,
                    "require": chosen.require_text,
                    "let": dict(chosen.let_texts),
                    "parameters": {name: parameter.text for name, parameter in chosen.parameters.items()},
                    "facts": facts_read(chosen),
                    "why": chosen.why,
                    "references": [{"title": entry.title, "url": entry.url} for entry in chosen.references],
                    "cases": [{"name": case.name, "verdict": case.verdict} for case in proof.cases],
                }
            )
        case ReportFormat.MARKDOWN:
            print_page(markdown_page(chosen, proof.cases))
        case ReportFormat.TEXT:
            print_rule(chosen, proof.cases, output())


@app.command()
def verify(rules: RulesOption = None) -> None:
    """Run the cases of all rules, those of your own folders too.

    Exit code 0: every rule is proved; 1: a case fails or one is lacking; 2: a rule cannot be read.
    """
    from rigcheck.rules.cases import PlainDisplay, prove

    session = open_session(rules=rules)
    proofs = [prove(rule, session.standards_record, PlainDisplay()) for rule in session.rules]
    problems = [problem for proof in proofs for problem in proof.problems]
    for problem in problems:
        print(problem)
    print(f"{len(proofs)} rules, {sum(len(proof.cases) for proof in proofs)} cases, {len(problems)} problems.")
    raise typer.Exit(int(bool(problems)))


def find(loaded: tuple[Rule, ...], name: str) -> Rule:
    """Return the rule of this name or old name; raises UsageError with the nearest names."""
    for rule in loaded:
        if name == rule.id or name in rule.aliases:
            return rule
    near = difflib.get_close_matches(name, [rule.id for rule in loaded], 3, 0.5)
    hint = f"Did you mean {', '.join(near)}?" if near else "See `rigcheck rules list`."
    raise UsageError.of("RULE", f"there is no rule {name!r}.", hint)
