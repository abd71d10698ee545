"""The rooms: imports point left only, at the top of their files, and never in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("data", "analytics", "dashboard")  # each may import itself and what stands left of it
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
MODULES = {".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in FILES}


def imported(node: ast.AST) -> list[str]:
    """The modules of ours that an import statement names; a name that is no module counts as its module."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"line {node.lineno}: relative import"
        names = [f"{node.module}.{a.name}" for a in node.names]
        names = [n if n in MODULES else str(node.module) for n in names]
    else:
        return []
    return [name for name in names if name.partition(".")[0] in ROOMS]


def imports(path: Path) -> list[str]:
    return [name for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in imported(node)]


def hidden(tree: ast.Module) -> Iterator[int]:
    """Lines of imports inside functions."""
    for outer in ast.walk(tree):
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from (n.lineno for n in ast.walk(outer) if isinstance(n, (ast.Import, ast.ImportFrom)))


def test_the_rooms_are_there() -> None:
    assert {name.partition(".")[0] for name in MODULES} == set(ROOMS)
    assert len(FILES) > 80


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_left_and_stand_at_the_top(path: Path) -> None:
    room = ROOMS.index(path.relative_to(ROOT).parts[0])
    right = [name for name in imports(path) if ROOMS.index(name.partition(".")[0]) > room]
    assert not right
    assert not list(hidden(ast.parse(path.read_text("utf-8"))))


def test_no_circles() -> None:
    graph = {name: set(imports(path)) - {name} for name, path in MODULES.items()}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_the_check_itself() -> None:
    """A circle and an import to the right would be seen: the check itself, on a made-up file."""
    tree = ast.parse("def f():\n    import dashboard.app\n")
    assert list(hidden(tree)) == [2]
    assert [name for node in ast.walk(tree) for name in imported(node)] == ["dashboard.app"]
