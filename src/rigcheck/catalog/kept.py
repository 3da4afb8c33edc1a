"""Keeps what takes long to make in a file beside the merged catalog, until something it is made of changes.

The file is a pickle, as fast to read as Python has it. It lies in the user's own cache folder, a hash over all of it
tells half a file from a whole one, and nothing but values of our own classes comes out of it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import pickle
from collections.abc import Callable
from typing import Any, Final, TypeVar

from rigcheck.catalog.aside import written_aside
from rigcheck.catalog.places import cache_folder

T = TypeVar("T")

SUFFIX: Final = ".kept"
KEPT: Final = 20
"""Files that are left lying."""
PACKAGES: Final = ("rigcheck", "fractions")
"""Where the classes of kept values come from."""


def kept(name: str, signature: str, make: Callable[[], T]) -> T:
    """Return what `make` returned when the signature was the same, or make it anew and keep it.

    A file that cannot be read is made anew, and one that cannot be written is not.
    """
    path = cache_folder() / f"{name}{SUFFIX}"
    with contextlib.suppress(OSError):
        head, _, body = path.read_bytes().partition(b"\n")
        if head == _head(signature, body):
            with contextlib.suppress(Exception):  # a pickle of classes that have changed may raise anything
                found: T = _Reader(io.BytesIO(body)).load()
                return found
    made = make()
    with contextlib.suppress(OSError), written_aside(path) as aside:
        body = _pickled(made)
        aside.write_bytes(_head(signature, body) + b"\n" + body)
    return made


def _head(signature: str, body: bytes) -> bytes:
    return f"{signature} {hashlib.blake2b(body, digest_size=16).hexdigest()}".encode()


def _pickled(value: object) -> bytes:
    buffer = io.BytesIO()
    _Writer(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


class _Writer(pickle.Pickler):
    """Writes a dataclass as a call of it: of all the ways the fastest to read."""

    def reducer_override(self, value: Any) -> Any:
        """Return the class and its arguments; see `pickle.Pickler.reducer_override`."""
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return type(value), tuple(getattr(value, field.name) for field in dataclasses.fields(value))
        return NotImplemented


class _Reader(pickle.Unpickler):
    """Reads values of our own classes, and nothing that could do more than be."""

    def find_class(self, module: str, name: str) -> Any:
        """Return the class; see `pickle.Unpickler.find_class`."""
        if module.partition(".")[0] not in PACKAGES:
            raise pickle.UnpicklingError(f"{module} keeps nothing here")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no class")
        return found
