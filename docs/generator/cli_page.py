"""The command line, read from the typer app itself: its commands, their arguments, options and help."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

import typer
from typer.models import ArgumentInfo, OptionInfo

from rigcheck.cli.app import app

INTRO = """# The command line

Every command answers `--help`. Colours appear only on a terminal, and `NO_COLOR` turns them off. In a pipe no line is
wrapped. Problems with a call or an input go to standard error, one a line, and the exit code is 2.
`rigcheck --install-completion` sets up completion in your shell.
"""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as people call it."""

    name: str
    function: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or an option of a command."""

    names: tuple[str, ...]
    shape: Any
    info: ArgumentInfo | OptionInfo
    default: Any

    @property
    def is_option(self) -> bool:
        """Return whether it is an option and not an argument."""
        return isinstance(self.info, OptionInfo)


def commands(group: typer.Typer = app, prefix: str = "rigcheck") -> Iterator[Command]:
    """Yield every command, those of groups with the name of their group."""
    for info in group.registered_commands:
        if info.callback:
            yield Command(f"{prefix} {info.name or info.callback.__name__.replace('_', '-')}", info.callback)
    for inner in group.registered_groups:
        if inner.typer_instance:
            yield from commands(inner.typer_instance, f"{prefix} {inner.name}")


def parameters(function: Callable[..., Any]) -> list[Parameter]:
    """Return the arguments and options of a command, in their order."""
    found = []
    for name, parameter in inspect.signature(function, eval_str=True).parameters.items():
        if get_origin(parameter.annotation) is not Annotated:
            continue
        shape, *marks = get_args(parameter.annotation)
        info = next(mark for mark in marks if isinstance(mark, ArgumentInfo | OptionInfo))
        if isinstance(info, OptionInfo):
            # In `Annotated[…, typer.Option("--format")]` typer keeps the first name where a default would stand.
            first = (info.default,) if isinstance(info.default, str) else ()
            names = (*first, *(info.param_decls or ())) or (f"--{name.replace('_', '-')}",)
        else:
            names = (info.metavar or name.upper(),)
        default = None if parameter.default is inspect.Parameter.empty else parameter.default
        found.append(Parameter(names, shape, info, default))
    return found


def page() -> str:
    """Return the page."""
    sections = [INTRO, _root()]
    for command in commands():
        sections.append(f"## {command.name}\n\n{_usage(command)}\n\n{_help(command.function)}\n\n{_tables(command)}")
    return "\n".join(sections)


def _root() -> str:
    callback = app.registered_callback
    function = callback.callback if callback else None
    return f"## rigcheck\n\n{app.info.help}\n\n{_table(parameters(function)) if function else ''}"


def _usage(command: Command) -> str:
    words = [command.name]
    for parameter in parameters(command.function):
        if not parameter.is_option:
            words.append(parameter.names[0])
    return f"```\n{' '.join(words)} [OPTIONS]\n```"


def _help(function: Callable[..., Any]) -> str:
    """Return the docstring as Markdown: an indented line of it is an example."""
    blocks: list[str] = []
    paragraphs = (inspect.getdoc(function) or "").split("\n\n")
    for is_example, members in groupby(paragraphs, key=lambda paragraph: paragraph.startswith("  ")):
        if is_example:
            blocks.append("\n".join(["```console", *(f"$ {member.strip()}" for member in members), "```"]))
        else:
            blocks += [" ".join(member.split()) for member in members]
    return "\n\n".join(blocks)


def _tables(command: Command) -> str:
    found = parameters(command.function)
    arguments = [one for one in found if not one.is_option]
    options = [one for one in found if one.is_option]
    return "\n".join(_table(part) for part in (arguments, options) if part)


def _table(found: list[Parameter]) -> str:
    heading = "option" if found and found[0].is_option else "argument"
    lines = [f"| {heading} | value | default | meaning |", "| --- | --- | --- | --- |"]
    for one in found:
        names = ", ".join(f"`{name}`" for name in one.names)
        lines.append(f"| {names} | {_value(one)} | {_default(one)} | {_cell(one.info.help or '')} |")
    return "\n".join(lines) + "\n"


def _value(one: Parameter) -> str:
    """Return what may stand there: the words of a closed list, or a placeholder."""
    shape = one.shape
    options = [option for option in get_args(shape) if option is not NoneType]
    if options and get_origin(shape) is not list:
        shape = options[0]
    several = get_origin(shape) is list
    if several:
        (shape,) = get_args(shape)
    if isinstance(shape, type) and issubclass(shape, Enum):
        text = ", ".join(f"`{member.value}`" for member in shape)
    elif shape is bool:
        text = "(flag)"
    elif shape is int:
        least, most = one.info.min, one.info.max
        text = "a whole number"
        if least is not None:
            text += f" from {least:g}" + (f" to {most:g}" if most is not None else "")
    else:
        text = f"`{one.info.metavar}`" if one.info.metavar and one.is_option else "text"
        text = "a file, or `-`" if one.info.metavar == "LIST" else text
    return f"{text}, repeatable" if several and one.is_option else text


def _default(one: Parameter) -> str:
    if one.default is None or one.default is False:
        return ""
    return f"`{one.default.value if isinstance(one.default, Enum) else one.default}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
