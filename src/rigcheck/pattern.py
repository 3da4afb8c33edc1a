"""Regular expressions that are compiled when they are first used.

The words that lists and names are read by fill two hundred of them. Compiling takes longer than reading a list, and
one list meets only some.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


def lazy(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the expression; what is wrong with it shows when it is first used."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and put the methods of the compiled expression in the place of this one."""
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
