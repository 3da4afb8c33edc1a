"""The shape of the code: imports point one way, files stay small, names say something. Read with `ast`, not by eye."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "rigcheck"

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"verdict", "values", "fact", "errors", "quantity", "money", "pattern", "toml_text"}),
    frozenset({"schema"}),
    frozenset({"rules", "catalog", "lists"}),
    frozenset({"placement", "power"}),
    frozenset({"engine"}),
    frozenset({"questions", "cost"}),
    frozenset({"render"}),
    frozenset({"cli"}),
)
"""From the leaves up; each layer imports from those below it. The leaves import each other, without a circle."""

BESIDE: dict[tuple[str, str], str] = {}
"""Imports between packages of one layer that are allowed, each with its reason; a needless one is an error."""

LONGEST = 400
LONGER: dict[str, str] = {}
"""Modules that may be longer, each with its reason; a needless one is an error."""

SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "core", "base"}

MODULES = sorted(PACKAGE.rglob("*.py"))
LAYER_OF = {name: height for height, layer in enumerate(LAYERS) for name in layer}
NO_PACKAGE = {"__init__", "__main__"}


def package_of(module: Path) -> str:
    """Return the package, or the leaf module, that a file belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[tuple[int, str]]:
    """Yield line and package of every import of rigcheck in a file, those inside functions too."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: relative imports hide where they lead"
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if node.module == "rigcheck"
                else [str(node.module)]
            )
        for name in names:
            parts = name.split(".")
            if parts[0] == "rigcheck" and len(parts) > 1 and parts[1] != "__version__":
                yield getattr(node, "lineno", 0), parts[1]


def crossings() -> Iterator[tuple[str, str, str]]:
    """Yield (importing package, imported package, where) of every import that leaves its package."""
    for module in MODULES:
        here = package_of(module)
        for line, there in imports(module):
            if here not in NO_PACKAGE and here != there:
                yield here, there, f"{module.relative_to(PACKAGE)}:{line}"


def test_every_package_has_its_layer() -> None:
    assert {package_of(module) for module in MODULES} - NO_PACKAGE <= LAYER_OF.keys()


def test_imports_point_down() -> None:
    up = [f"{where}: {here} imports {there}" for here, there, where in crossings() if LAYER_OF[there] > LAYER_OF[here]]
    assert up == []


def test_packages_of_one_layer_leave_each_other_alone() -> None:
    beside = {
        (here, there): where
        for here, there, where in crossings()
        if LAYER_OF[there] == LAYER_OF[here] and LAYER_OF[here] > 0
    }
    assert {pair: where for pair, where in beside.items() if pair not in BESIDE} == {}
    assert BESIDE.keys() - beside.keys() == set(), "a needless exception"


def test_the_leaves_import_each_other_without_a_circle() -> None:
    below: dict[str, set[str]] = {leaf: set() for leaf in LAYERS[0]}
    for here, there, _ in crossings():
        if here in below:
            below[here].add(there)
    order: list[str] = []
    while len(order) < len(below):
        free = [leaf for leaf, needs in below.items() if leaf not in order and needs <= set(order)]
        assert free, f"a circle among {sorted(set(below) - set(order))}"
        order += free


def test_files_are_short_enough_to_read_in_one_go() -> None:
    lengths = {str(path.relative_to(PACKAGE)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    long = {name: length for name, length in lengths.items() if length > LONGEST}
    assert long.keys() - LONGER.keys() == set()
    assert LONGER.keys() - long.keys() == set(), "a needless exception"


def test_names_of_modules_say_something() -> None:
    assert [str(path.relative_to(PACKAGE)) for path in MODULES if {*path.parts, path.stem} & SAYS_NOTHING] == []


def test_every_module_says_what_it_is_responsible_for() -> None:
    assert [str(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


EXACT = ("verdict.py", "values.py", "fact.py", "quantity.py", "schema", "rules", "placement", "power")


@pytest.mark.parametrize("place", EXACT)
def test_numbers_of_proofs_are_exact(place: str) -> None:
    """No float is written where verdicts are made; `float()` appears only to print a number."""
    for path in [PACKAGE / place] if place.endswith(".py") else sorted((PACKAGE / place).rglob("*.py")):
        floats = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)]
        assert [node.lineno for node in floats if isinstance(node.value, float)] == [], path.name


def test_nothing_is_evaluated_as_python() -> None:
    """Rules are data: no `eval`, `exec` or `compile` anywhere."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec", "compile"}
    ]
    assert found == []


HEAVY = ("duckdb", "networkx", "sqlglot", "ortools", "pandas", "numpy", "pyspark", "pyarrow")


@pytest.mark.parametrize("module", ["rigcheck.cli.app", "rigcheck.engine.check"])
def test_what_is_slow_to_import_waits_until_it_is_used(module: str) -> None:
    code = f"import sys, {module}; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
