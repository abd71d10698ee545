"""The documents keep pace with the code: commands, the map, every module, and the figures."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from dashboard.plain import COMMANDS, Plain
from dashboard.shell import PAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCS = {path.name: path.read_text("utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))}
ROOMS = ("data", "analytics", "dashboard")
MADE = {"build", "dist", "node_modules"}
FLOORS: dict[str, dict[str, float]] = tomllib.loads((ROOT / "tests/quality/floors.toml").read_text("utf-8"))

ROW = re.compile(r"^\| `([\w/-]+)/` \| [^|]+ \|([^|]*)\|$", re.MULTILINE)
MAP = {folder: {name.strip() for name in files.split("·") if name.strip()} for folder, files in ROW.findall(README)}
TYPED = re.compile(r"(?:^|`)(?:\$ )?pantau (?:--home \S+ )?([a-z][\w-]*)([^`\n]*)", re.MULTILINE)
SAID = [(doc, *found) for doc, text in DOCS.items() for found in TYPED.findall(text)]


def modules(folder: Path) -> set[str]:
    """The modules of a folder that answer a question of their own."""
    return {path.stem for path in folder.glob("*.py") if not path.stem.startswith("__")}


def test_the_two_commands_come_first() -> None:
    first = README.partition("```\n")[2].partition("```")[0]
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make run", "make test"]
    assert all("#" in line for line in first.splitlines())


def test_the_makefile_has_the_targets() -> None:
    targets = re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"setup", "run", "test", "bench", "lock"} <= set(targets)
    said = re.findall(r"(?:^|`)make ([a-z]+)", "\n".join(DOCS.values()), re.MULTILINE)
    assert set(said) <= set(targets)


def test_every_top_level_folder_is_in_the_map() -> None:
    there = {
        p.name for p in ROOT.iterdir() if p.is_dir() and p.name[0] not in "._" and not p.name.endswith(".egg-info")
    }
    assert {folder.partition("/")[0] for folder in MAP} == there - MADE


@pytest.mark.parametrize("folder", MAP)
def test_the_map_is_true(folder: str) -> None:
    path = ROOT / folder
    assert path.is_dir()
    assert all((path / name).exists() or (path / f"{name}.py").exists() for name in MAP[folder])
    if folder.partition("/")[0] in ROOMS:
        assert modules(path) <= MAP[folder]
    if folder.startswith("data/reference"):
        assert {p.name for p in path.iterdir() if p.suffix in {".toml", ".txt", ".npz"}} <= MAP[folder]
        assert {f"{folder}/{p.name}" for p in path.iterdir() if p.is_dir() and p.name[0] != "_"} <= set(MAP)


def test_every_package_of_the_rooms_is_in_the_map() -> None:
    packages = {str(p.parent.relative_to(ROOT)) for room in ROOMS for p in (ROOT / room).rglob("__init__.py")}
    assert packages <= set(MAP)


def test_the_architecture_names_every_module() -> None:
    files = {str(p.relative_to(ROOT)) for room in ROOMS for p in (ROOT / room).rglob("*.py") if modules(p.parent)}
    wanted = {file for file in files if not file.endswith("__init__.py")}
    named = set(re.findall(r"`((?:data|analytics|dashboard)/[\w/]+\.py)`", DOCS["architecture.md"]))
    assert wanted - named == set()
    assert named - files == set()


def test_every_page_is_described() -> None:
    assert [title for title, _ in PAGES.values()] == re.findall(r"^\| ([A-Z]\w+) \| [^|]+\? \|$", README, re.MULTILINE)


def test_every_command_is_described() -> None:
    assert set(COMMANDS) == {command for doc, command, _ in SAID if doc == "README.md"}


@pytest.mark.parametrize(("doc", "name", "rest"), SAID)
def test_a_command_in_the_documents_exists(doc: str, name: str, rest: str) -> None:
    command = Plain().get_command(click.Context(Plain()), name)
    assert command is not None, f"{doc} says: pantau {name}"
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert set(re.findall(r"(?<=\s)--?[a-z][\w-]*", rest.partition("#")[0])) <= options


def test_files_that_the_documents_name_are_there() -> None:
    named = {
        name
        for text in DOCS.values()
        for name in re.findall(r"`((?:data|analytics|dashboard|tests|docs|seeds)/[\w./-]+)`", text)
    }
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_links_lead_somewhere() -> None:
    for name, text in DOCS.items():
        folder = ROOT if name == "README.md" else ROOT / "docs"
        links = [target for target in re.findall(r"\]\(([^)#]+)", text) if not target.startswith("http")]
        assert [target for target in links if not (folder / target).exists()] == []


@pytest.mark.parametrize(("measure", "score"), [(m, s) for m, scores in FLOORS.items() for s in scores])
def test_a_figure_agrees_with_its_floor(measure: str, score: str) -> None:
    """A figure in the methods lies above its floor, and not so far above that the floor should have risen."""
    found = re.search(rf"^\| {measure} \| {score} \| ([\d.]+) \|$", DOCS["methods.md"], re.MULTILINE)
    assert found
    assert 0 <= float(found[1]) - FLOORS[measure][score] < 0.02
