"""The Indonesian catalogue: every text the dashboard says is in it, with the same placeholders, and nothing else."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.actors import alike, audit
from analytics.measures.periods import BYS
from dashboard.language import Say, catalogue
from dashboard.pages.names import reasons as reasons_of
from dashboard.shell import PAGES
from dashboard.trends import UNITS
from data.selection import UNITS as COUNTED

ROOT = Path(__file__).parents[1]
SAYING = [*sorted((ROOT / "dashboard").rglob("*.py")), ROOT / "data" / "selection.py"]
GIVING_REASONS = [
    *sorted((ROOT / "data" / "parse").rglob("*.py")),
    *sorted((ROOT / "data" / "intake").glob("*.py")),
    *sorted((ROOT / "data").glob("*.py")),
    *sorted((ROOT / "data" / "entries").glob("*.py")),
]
REASONS = {"Unreadable", "BadTable", "Refused", "NoFeed"}
JUDGES = {"why", "_judge"}
HOLE = re.compile(r"\{(\w+)\}")


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file, with the last part of the name that is called."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            yield name, node


def texts(node: ast.AST) -> Iterator[str]:
    """The texts that an expression may be: a literal, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))


def said() -> set[str]:
    """What is passed to `say`, and what is passed to it by another name."""
    literal = {
        text
        for path in SAYING
        for name, call in calls(path)
        if name == "say" and call.args
        for text in texts(call.args[0])
    }
    return literal | {title for title, _ in PAGES.values()} | set(UNITS.values()) | set(COUNTED.values()) | set(BYS)


def reasons() -> set[str]:
    """Reasons for setting a page aside that are always worded the same: those raised, refused with or returned."""
    found: set[str] = set()
    for path in GIVING_REASONS:
        for name, call in calls(path):
            found |= {t for a in call.args for t in texts(a) if name in REASONS}
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            t.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for t in node.targets
            if isinstance(t, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name in JUDGES:
                found |= {t for r in ast.walk(node) if isinstance(r, ast.Return) for t in returned(r, named)}
    declared = tomllib.loads((ROOT / "data" / "reference" / "refusals.toml").read_text("utf-8"))["page"]
    return {text for text in found if " " in text} | {rule["reason"] for rule in declared}


def returned(node: ast.Return, named: dict[str, ast.expr]) -> Iterator[str]:
    """The texts that a statement returns, alone or in a tuple, as they are or by a name of the module."""
    values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value] if node.value else []
    plain = [named.get(value.id, value) if isinstance(value, ast.Name) else value for value in values]
    yield from (text for value in plain for text in texts(value))


SAID, REASONED = said(), reasons()


def test_there_is_something_to_translate() -> None:
    assert len(SAID) > 80
    assert {
        "the page is empty",
        "no body text",
        "there is no such file",
        "the same article is already counted",
    } <= REASONED


def test_every_text_is_translated() -> None:
    assert sorted((SAID | REASONED) - set(catalogue("id"))) == []


def test_every_reason_of_the_audit_is_told_in_both_languages() -> None:
    told = [
        text for name, text in (*vars(alike).items(), *vars(audit).items()) if name.isupper() and isinstance(text, str)
    ]
    assert len(told) > 10
    assert [text for text in told if reasons_of(Say("id"), text) == text] == []


def test_no_translation_is_left_over() -> None:
    assert sorted(set(catalogue("id")) - SAID - REASONED) == []


@pytest.mark.parametrize("text", sorted(catalogue("id")))
def test_a_translation_has_the_same_placeholders(text: str) -> None:
    assert sorted(HOLE.findall(catalogue("id")[text])) == sorted(HOLE.findall(text))


def test_a_half_goes_up_as_it_does_in_the_browser() -> None:
    """A ranking that Python writes and the table beside it, which the browser writes, say the same."""
    assert [Say("en").percent(share) for share in (0.0025, 0.125, 0.385, 0.0)] == ["0.3%", "13%", "39%", "0%"]
    assert Say("id").percent(0.0025) == "0,3%"
