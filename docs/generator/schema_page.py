"""The schema: every fact of every kind with its type, unit, words and meaning, as the models state them."""

from __future__ import annotations

import ast
import inspect
import io
import tokenize
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, get_args

from pydantic import BaseModel

from rigcheck.catalog.store import open_catalog
from rigcheck.catalog.vocabulary import vocabularies
from rigcheck.fact import is_group, raw_text
from rigcheck.schema import derived, settings
from rigcheck.schema.part_file import PartHeader
from rigcheck.schema.registry import MODELS
from rigcheck.schema.shapes import (
    FactType,
    ListType,
    NumberType,
    RecordType,
    TruthType,
    WordType,
    unit_of,
)
from rigcheck.schema.source import BASES
from rigcheck.schema.types import record_type

INTRO = """# The schema

What can be said of a part. A key that is absent is missing: nobody stated it. Every other value is a statement, `0`,
`false` and `[]` too.

| type | stated | bounded |
| --- | --- | --- |
| number | `267`, `2.5` | `{ at_least = 230, at_most = 267, usual = 245 }` |
| word | `"am4"` | `{ one_of = ["am4", "am5"] }` |
| truth | `true` | |
| list | `["nvme", "sata"]` | `{ at_least = ["nvme"] }`: there may be more |
| group | a table of facts | |

The end of a key names its unit. `usual` serves display and ranking, and no proof.
How a file is written: [add a part](../guides/add-a-part.md).
"""

HEADER = """
## The head of a part's file

| key | meaning |
| --- | --- |
"""

SETTINGS = """
## Settings of a part

The builder decides them; a list states them and the catalog never. Rules read them like facts.

| setting | type | unit | meaning |
| --- | --- | --- | --- |
"""

DERIVED = """
## Derived facts

Computed from the whole build; quantities, never verdicts. Rules read them by these names.

| name | type | unit | meaning |
| --- | --- | --- | --- |
"""

STANDARDS = """
## Standards

Numbers that belong to a standard and not to a part, from `catalog/standards`. Rules read them by these names; each has
its source in its file.
"""

WORDS = """
## Vocabularies

The closed word lists of `catalog/vocab`. A word outside its list is an error.
"""

BIG = {"chips": "The ids of the files in `catalog/chips`, such as `nvidia/rtx-2070`."}
"""Vocabularies that are folders of their own."""


def page() -> str:
    """Return the page."""
    lists = sorted({name for model in _all_models() for name in _vocabularies(record_type(model))})
    return "".join([INTRO, HEADER, *_header(), *_kinds(), *_settings(), *_derived(), *_standards(), *_words(lists)])


def meanings(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring under each field of a model, base classes included."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base is BaseModel or not issubclass(base, BaseModel):
            continue
        (body,) = ast.parse(inspect.getsource(base)).body
        if not isinstance(body, ast.ClassDef):
            continue
        for field, after in zip(body.body, body.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                text = _docstring(after)
                if text:
                    found[field.target.id] = text
    return found


def _docstring(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split())
    return ""


def comments(module: ModuleType) -> dict[str, str]:
    """Return the comment behind each `"key": …` entry of a module's tables, by key."""
    said: dict[int, str] = {}
    source = inspect.getsource(module)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            said[token.start[0]] = token.string.lstrip("# ")
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    found[key.value] = said.get(value.end_lineno or key.lineno, "")
    return found


def _header() -> Iterator[str]:
    said = meanings(PartHeader)
    for key in PartHeader.model_fields:
        meaning = said.get(key, "")
        if key == "sources":
            meaning = f"Where the facts come from; `basis` is one of {', '.join(f'`{basis}`' for basis in BASES)}."
        yield f"| `{key}` | {_cell(meaning)} |\n"


def _kinds() -> Iterator[str]:
    for kind, model in MODELS.items():
        yield f"\n## {kind}\n\n{_first_sentence(model)}\n\n"
        yield from _model(model)
        for inner in _inner_models(model):
            yield f"\n### {kind}: {inner.__name__}\n\n{_first_sentence(inner)}\n\n"
            yield from _model(inner)


def _model(model: type[BaseModel]) -> Iterator[str]:
    said = meanings(model)
    yield "| key | type | unit | meaning |\n| --- | --- | --- | --- |\n"
    for key, shape in record_type(model).fields.items():
        yield f"| `{key}` | {_type(shape)} | {_unit(key, shape)} | {_cell(said.get(key, ''))} |\n"


def _all_models() -> Iterator[type[BaseModel]]:
    for model in MODELS.values():
        yield model
        yield from _inner_models(model)


def _inner_models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield the groups that a model's facts are made of, each once."""
    seen: list[type[BaseModel]] = []
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            if inner.__module__ == model.__module__ and inner not in seen:
                seen.append(inner)
                yield inner


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _first_sentence(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())


def _type(shape: FactType) -> str:
    match shape:
        case NumberType():
            return "number"
        case TruthType():
            return "truth"
        case WordType():
            return _word(shape.vocabulary)
        case ListType(of=WordType() as word):
            return f"list of {_word(word.vocabulary)}"
        case ListType():
            return f"list of {_type(shape.of)}"
        case RecordType():
            return f"group `{shape.name}`"


def _word(vocabulary: str | None) -> str:
    return f"[{vocabulary}](#{vocabulary})" if vocabulary else "word"


def _unit(key: str, shape: FactType) -> str:
    if isinstance(shape, ListType):
        shape = shape.of
    return (shape.unit or unit_of(key) or "") if isinstance(shape, NumberType) else ""


def _vocabularies(shape: FactType) -> Iterator[str]:
    match shape:
        case WordType():
            if shape.vocabulary:
                yield shape.vocabulary
        case ListType():
            yield from _vocabularies(shape.of)
        case RecordType():
            for inner in shape.fields.values():
                yield from _vocabularies(inner)


def _settings() -> Iterator[str]:
    yield SETTINGS
    said = comments(settings)
    for key, shape in settings.PART_SETTINGS.items():
        yield f"| `{key}` | {_type(shape)} | {_unit(key, shape)} | {_cell(said.get(key, ''))} |\n"


def _derived() -> Iterator[str]:
    yield DERIVED
    said = comments(derived)
    groups: dict[str, FactType] = {**derived.NAMESPACES, "gpu.placed": derived.PLACED}
    for group, shape in groups.items():
        if isinstance(shape, RecordType):
            for key, inner in shape.fields.items():
                yield f"| `{group}.{key}` | {_type(inner)} | {_unit(key, inner)} | {_cell(said.get(key, ''))} |\n"


def _standards() -> Iterator[str]:
    yield STANDARDS
    for name, standard in open_catalog(use_imports=False).standards().items():
        yield f"\n### standard: {name}\n\n{standard.title}.\n\n| name | value |\n| --- | --- |\n"
        for key, value in _numbers(standard.facts, f"standard.{name.replace('-', '_')}"):
            unit = unit_of(key)
            yield f"| `{key}` | {_cell(raw_text(value))}{f' {unit}' if unit else ''} |\n"


def _numbers(facts: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in facts.items():
        if is_group(value):
            yield from _numbers(value, f"{prefix}.{key}")
        else:
            yield f"{prefix}.{key}", value


def _words(used: list[str]) -> Iterator[str]:
    yield WORDS
    lists = vocabularies()
    for name in used:
        yield f"\n### {name}\n\n"
        if name in BIG:
            yield f"{BIG[name]}\n"
            continue
        yield "| word | meaning |\n| --- | --- |\n"
        for word, meaning in lists[name].words.items():
            yield f"| `{word}` | {_cell(meaning)} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
