"""Front doors: what a package offers is exactly what its `__all__` says."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("data", "analytics", "dashboard")
DOORS = sorted(
    ".".join(path.parent.relative_to(ROOT).parts)
    for room in ROOMS
    for path in (ROOT / room).rglob("__init__.py")
    if "__all__" in path.read_text("utf-8")
)


def offered(module: ModuleType) -> set[str]:
    """The public names that the door's own statements bind."""
    names: set[str] = set()
    for node in ast.parse(Path(str(module.__file__)).read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in ROOMS:
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
    return {name for name in names if not name.startswith("_")}


def test_there_are_doors() -> None:
    assert {"analytics.actors", "analytics.measures", "analytics.topics", "dashboard.charts"} <= set(DOORS)


@pytest.mark.parametrize("name", DOORS)
def test_a_door_is_exactly_its_list(name: str) -> None:
    module = importlib.import_module(name)
    listed = list(module.__all__)
    assert [n for n in listed if not hasattr(module, n)] == []
    # as ruff sorts it: constants, classes, then functions
    assert listed == sorted(set(listed), key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    assert len(module.__doc__ or "") > 20
    assert set(listed) <= set(vars(module))


@pytest.mark.parametrize("name", [d for d in DOORS if d != "data.parse"])
def test_nothing_comes_in_beside_the_door(name: str) -> None:
    module = importlib.import_module(name)
    assert offered(module) == set(module.__all__)


def test_the_parser_has_one_function() -> None:
    assert importlib.import_module("data.parse").__all__ == ["read"]
