"""Outputs that written pages show: each is made by the command above it, and refreshed with `docs/generate.py`.

A comment right above a code block says what becomes of the block; its parts are separated by semicolons:

    <!-- exit 1; shows clearance/gpu-length; lines 1-12 -->   a `console` block: `$ rigcheck …`, then its output
    <!-- not run: needs the archive of OpenDB -->             a block whose commands are only shown
    <!-- file docs/examples/lists/own.toml -->                a block that shows a file
    <!-- run -->                                              a `python` block; the next `text` block is its output

A `console` block without a comment must end with exit code 0. `lines none` runs a command and shows nothing of it.
Commands run in this process, from the root of the checkout, without any imported catalog, 100 columns wide.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WIDTH = 100
"""Columns of the outputs, as in a terminal of that width."""

_COMMENT = re.compile(r"^<!-- (.*) -->$")
_FENCE = re.compile(r"^```(\w*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced code block of a page with the comment above it."""

    language: str
    comment: str
    start: int
    """The index of its first line inside the fence."""
    lines: tuple[str, ...]

    def notes(self, word: str) -> list[str]:
        """Return what the parts of the comment that begin with this word say."""
        parts = [part.strip() for part in self.comment.split(";")]
        return [part[len(word) :].strip() for part in parts if part == word or part.startswith(word + " ")]

    @property
    def is_shown_only(self) -> bool:
        """Return whether the page says that nothing of it is run."""
        return self.comment.startswith("not run:")

    @property
    def command(self) -> str | None:
        """Return the rigcheck command of a console block that is run."""
        if self.language != "console" or self.is_shown_only or not self.lines:
            return None
        first = self.lines[0]
        return first[2:] if first.startswith("$ rigcheck ") else None


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended and what it said."""

    exit_code: int
    output: str


def blocks(text: str) -> list[Block]:
    """Return the fenced code blocks of a page, in their order."""
    found: list[Block] = []
    lines = text.split("\n")
    start: int | None = None
    language = comment = ""
    for index, line in enumerate(lines):
        if start is None and (fence := _FENCE.match(line)):
            said = _COMMENT.match(lines[index - 1]) if index else None
            start, language, comment = index + 1, fence[1], said[1] if said else ""
        elif start is not None and line == "```":
            found.append(Block(language, comment, start, tuple(lines[start:index])))
            start = None
    return found


def refreshed(text: str, root: Path) -> str:
    """Return the page with every output as it is now."""
    lines = text.split("\n")
    for block, new in reversed(list(_renewed(text, root))):
        lines[block.start : block.start + len(block.lines)] = new
    return "\n".join(lines)


def problems(text: str, root: Path) -> Iterator[str]:
    """Yield every example that ends or says otherwise than the page promises."""
    for block in blocks(text):
        if block.language == "python" and block.notes("run"):
            snippet = run_python("\n".join(block.lines), root)
            if snippet.exit_code:
                yield f"its snippet fails: {snippet.output}"
        if block.command is None:
            continue
        result = run(block.command, root)
        expected = int((block.notes("exit") or ["0"])[0])
        if result.exit_code != expected:
            yield f"`{block.command}` ended with exit code {result.exit_code}; the page says {expected}"
        for words in block.notes("shows"):
            if words not in " ".join(result.output.split()):
                yield f"`{block.command}` does not say {words!r}, which the page speaks of"


def _renewed(text: str, root: Path) -> Iterator[tuple[Block, list[str]]]:
    program: Block | None = None
    for block in blocks(text):
        if program and block.language == "text":
            yield block, run_python("\n".join(program.lines), root).output.split("\n")
        program = block if block.language == "python" and block.notes("run") else None
        if block.command is not None:
            output = run(block.command, root).output.split("\n")
            yield block, [block.lines[0], *_chosen(output, (block.notes("lines") or [""])[0])]
        elif named := block.notes("file"):
            yield block, (root / named[0]).read_text("utf-8").rstrip("\n").split("\n")


def _chosen(output: list[str], which: str) -> list[str]:
    """Return the lines that a page wants to show, with a mark where some are left out."""
    if which == "none" or output == [""]:
        return []
    if not which:
        return output
    first, _, last = which.partition("-")
    begin, end = int(first) - 1, min(int(last), len(output))
    return [*(["…"] if begin else []), *output[begin:end], *(["…"] if end < len(output) else [])]


@cache
def run(command: str, root: Path) -> Result:
    """Run `rigcheck …` as a shell would from the root of the checkout; `< FILE` feeds standard input."""
    from rigcheck.cli import app  # noqa: PLC0415 - a page without commands does not need it
    from rigcheck.render import output as rendering  # noqa: PLC0415

    words = shlex.split(command)
    given = b""
    if "<" in words:
        place = words.index("<")
        given = (root / words[place + 1]).read_bytes()
        words = words[:place] + words[place + 2 :]
    output = io.StringIO()
    before = (sys.argv, sys.stdin, rendering.PIPE_WIDTH)
    sys.argv, sys.stdin, rendering.PIPE_WIDTH = words, io.TextIOWrapper(io.BytesIO(given), "utf-8"), WIDTH
    exit_code = 0
    try:
        with _alone(root), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            app.main()
    except SystemExit as end:
        exit_code = end.code if isinstance(end.code, int) else int(bool(end.code))
    finally:
        sys.argv, sys.stdin, rendering.PIPE_WIDTH = before
    return Result(exit_code, _trimmed(output.getvalue()))


@cache
def run_python(source: str, root: Path) -> Result:
    """Run a snippet from the root of the checkout; what it raises ends its output."""
    output = io.StringIO()
    exit_code = 0
    with _alone(root), contextlib.redirect_stdout(output):
        try:
            exec(compile(source, "<docs>", "exec"), {"__name__": "docs"})
        except Exception as error:  # whatever it is, the page's author wants to see it
            exit_code = 1
            print(f"{type(error).__name__}: {error}")
    return Result(exit_code, _trimmed(output.getvalue()))


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Stand at the root of the checkout before a plain terminal, and see no catalog that this user has imported."""
    with tempfile.TemporaryDirectory() as empty, contextlib.chdir(root):
        there = {"RIGCHECK_DATA_DIR": empty, "FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": str(WIDTH)}
        before = {name: os.environ.get(name) for name in there}
        os.environ.update(there)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def _trimmed(output: str) -> str:
    output = re.sub(r"\x1b\[[0-9;]*m", "", output)  # a page shows no colours
    return "\n".join(line.rstrip() for line in output.rstrip().split("\n")).lstrip("\n")
