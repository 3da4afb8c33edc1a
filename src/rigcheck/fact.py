"""Facts as TOML holds them: what they mean as values, how they read, which keys they have.

A raw fact is what `tomllib` gives with `parse_float=Decimal`: `267`, `true`, `"am4"`, a list, a bound
(`{at_least = 230, at_most = 267, usual = 245}`), a choice (`{one_of = [...]}`), an open list (`{at_least = [...]}`) or
a group of facts. What is missing is absent and never reaches these functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from rigcheck.values import Interval, Items, Record, Value, Words, exact
from rigcheck.verdict import Verdict

BOUND_KEYS: Final = frozenset({"at_least", "at_most", "usual", "one_of"})
"""The keys that make a table a bound and not a group of facts."""


def is_bound(raw: Any) -> bool:
    """Return whether a raw fact is a bound, a choice or an open list, and not a stated value or a group."""
    return isinstance(raw, Mapping) and not raw.keys().isdisjoint(BOUND_KEYS)


def is_group(raw: Any) -> bool:
    """Return whether a raw fact is a group of facts, such as `plugs`."""
    return isinstance(raw, Mapping) and raw.keys().isdisjoint(BOUND_KEYS)


def value_of(raw: Any, path: str = "") -> Value:
    """Return the value that a raw fact stands for; `path` names it and its members in blame.

    Raises TypeError for anything TOML facts cannot hold, floats among them.
    """
    if isinstance(raw, bool):
        return Verdict.of(raw)
    if isinstance(raw, int | Decimal):
        return Interval.point(raw)
    if isinstance(raw, str):
        return Words.of(raw)
    if isinstance(raw, list | tuple):
        return _items(raw, path, complete=True)
    if is_bound(raw):
        return _bounded(raw, path)
    if isinstance(raw, Mapping):
        return Record({key: value_of(fact, f"{path}.{key}" if path else key) for key, fact in raw.items()}, path)
    raise TypeError(f"{path}: {raw!r} is not a fact")


def _bounded(raw: Mapping[str, Any], path: str) -> Value:
    if "one_of" in raw:
        return Words.of(*raw["one_of"])
    low, high = raw.get("at_least", 0), raw.get("at_most")
    if isinstance(low, list | tuple):
        return _items(low, path, complete=False)
    return Interval(exact(low), None if high is None else exact(high))


def _items(raw: list[Any] | tuple[Any, ...], path: str, *, complete: bool) -> Items:
    return Items(tuple(value_of(item, f"{path}[{index}]") for index, item in enumerate(raw)), complete, path)


def usual_of(raw: Any) -> int | Decimal | str | bool | None:
    """Return the one value to show or rank by: the stated one, else the `usual` of a bound, else None."""
    if is_bound(raw):
        usual: int | Decimal | str | None = raw.get("usual")
        return usual
    return raw if isinstance(raw, bool | int | Decimal | str) else None


def raw_text(raw: Any) -> str:
    """Return the fact as people read it, without its unit: `230 to 267, usually 245`."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, Decimal):
        return f"{raw.normalize():f}"
    if isinstance(raw, list | tuple):
        return ", ".join(raw_text(item) for item in raw) or "none"
    if is_bound(raw):
        text = _bound_text(raw)
        return f"{text}, usually {raw_text(raw['usual'])}" if "usual" in raw else text
    if isinstance(raw, Mapping):
        return " ".join(f"{key}={raw_text(fact)}" for key, fact in raw.items()) or "nothing stated"
    return str(raw)


def _bound_text(raw: Mapping[str, Any]) -> str:
    if "one_of" in raw:
        return " or ".join(raw["one_of"])
    low, high = raw.get("at_least"), raw.get("at_most")
    if isinstance(low, list | tuple):
        return f"{raw_text(low)} and perhaps more" if low else "not known"
    if low is None:
        return f"at most {raw_text(high)}"
    return f"at least {raw_text(low)}" if high is None else f"{raw_text(low)} to {raw_text(high)}"


def leaves(raw: Any, key: str = "") -> Iterator[str]:
    """Yield the dotted keys of all facts in a table; a list or a bound is one fact."""
    if is_group(raw):
        for name, fact in raw.items():
            yield from leaves(fact, f"{key}.{name}" if key else name)
    else:
        yield key


def covers(claim: str, key: str) -> bool:
    """Return whether a source that claims this key speaks for that fact: a key covers everything under it."""
    return key == claim or key.startswith(claim + ".")
