"""From a file or standard input to text, or to a message that says why not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from rigcheck.errors import UsageError

MAX_BYTES: Final = 2 * 1024 * 1024
"""The largest list that is read. The longest real list we know has 20 kB; more is a wrong file, not a PC."""

_NOT_TEXT: Final = "it is not text (it holds binary data); expected a parts list as text."


def source_text(source: str | Path, stdin: BinaryIO | TextIO | None = None) -> tuple[str, str]:
    """Return the name to show for `source` (`-` is standard input) and its text, with every line ended by a line feed.

    Raises `UsageError` where the source is missing, a directory, not allowed, too large or not text.
    """
    name = str(source)
    data = _from_stdin(stdin) if name == "-" else _from_file(Path(source))
    if isinstance(data, str):
        text = data
    else:
        _refuse_large(name, len(data), known=len(data) <= MAX_BYTES or name != "-")
        text = _decoded(name, data)
    return name, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _from_file(path: Path) -> bytes:
    name = str(path)
    try:
        if path.is_dir():
            raise UsageError.of(name, "it is a directory; expected a file with a parts list.")
        size = path.stat().st_size
        _refuse_large(name, size, known=True)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UsageError.of(name, "there is no such file.", "Give a path, or - for standard input.") from None
    except PermissionError:
        raise UsageError.of(name, "reading it is not permitted.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError.of(name, f"it cannot be read: {reason}.") from None


def _from_stdin(stdin: BinaryIO | TextIO | None) -> bytes | str:
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", sys.stdin)
    data = stream.read(MAX_BYTES + 1)
    if isinstance(data, str):
        _refuse_large("-", len(data), known=False)
        if "\0" in data:
            raise UsageError.of("-", _NOT_TEXT)
    return data


def _refuse_large(name: str, size: int, *, known: bool) -> None:
    if size <= MAX_BYTES:
        return
    limit = f"{MAX_BYTES // (1024 * 1024)} MiB"
    found = f"it has {size / (1024 * 1024):.1f} MiB" if known else f"it has more than {limit}"
    raise UsageError.of(name, f"{found}; a parts list may have at most {limit}.", "Give the list of one PC.")


def _decoded(name: str, data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        else:
            if b"\0" in data:
                raise UsageError.of(name, _NOT_TEXT)
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise UsageError.of(name, _NOT_TEXT) from None
    # A picture without a zero byte is rare but real; text has next to no control characters.
    odd = sum(1 for letter in text[:8192] if ord(letter) < 32 and letter not in "\t\n\r\f\v\x1b")
    if "\0" in text or odd > max(2, len(text[:8192]) // 50):
        raise UsageError.of(name, _NOT_TEXT)
    return text
