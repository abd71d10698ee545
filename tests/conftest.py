"""Homes that tests share, and the pages they are made of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.build import build, quiet
from analytics.home import Home
from analytics.snapshot import Snapshot, current, publish
from dashboard.ingest import Tell, ingest
from data.archive import Archive, Tally

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
CORPUS = ROOT.parent / "shared" / "corpora" / "id_articles.parquet"
FIRST_HALF = 8  # folders of the demo corpus loaded first; they hold more than half of it, so nothing is refitted


@contextmanager
def silent() -> Iterator[Tell]:
    """No progress shown."""
    yield quiet


def load(home: Home, *paths: Path, anew: bool = False) -> Tally:
    """Load paths into a home, quietly."""
    return ingest(home, paths, silent, anew=anew)


def page(number: int, said: str = "") -> str:
    """A text page in the form of the project's seed; pages of different numbers differ in every field."""
    return (
        f"Kapal Patroli Nomor {number} Tiba di Natuna\n\n"
        f"Senin, {10 + number % 2 * 7:02d}/06/2024 {number % 24:02d}:05 WIB\n\n"
        f"NATUNA - Kapal patroli bernomor {number} tiba di Natuna dari Korea Selatan, kata TNI AL. "
        f"{said or 'Awaknya berlatih di Surabaya.'}\n\nKapal selam nomor {number} menyusul ke Laut China Selatan."
    )


def write_pages(folder: Path, numbers: Sequence[int]) -> Path:
    """A folder with a page for each number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:05d}.txt").write_text(page(number), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The demo corpus, loaded in two parts and so kept in two blocks."""
    home = Home(tmp_path_factory.mktemp("demo"))
    folders = sorted(SEEDS.iterdir())
    load(home, *folders[:FIRST_HALF])
    load(home, *folders[FIRST_HALF:])
    return home


@pytest.fixture(scope="session")
def demo(demo_home: Home) -> Snapshot:
    """The demo corpus in two blocks."""
    snapshot = current(demo_home)
    assert len(snapshot.blocks) == 2
    return snapshot


@pytest.fixture(scope="session")
def demo_whole(demo: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The same articles under the same phrases and topics, in one block."""
    home = Home(tmp_path_factory.mktemp("whole"))
    shutil.copytree(demo.home.path, home.path, dirs_exist_ok=True)
    publish(home, replace(demo.manifest, blocks=(), throughs=(), terms=0, actors=0))
    with Archive(home.archive) as archive:
        whole = build(home, archive)
    assert len(whole.blocks) == 1
    return whole


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Twelve short articles; the title of the last would be a formula to a spreadsheet, its address a script."""
    home = Home(tmp_path_factory.mktemp("small"))
    folder = write_pages(tmp_path_factory.mktemp("pages"), range(11))
    (folder / "z.jsonl").write_text(
        '{"title": "=HYPERLINK(\\"http://a.example\\")", "text": "@SUM Kapal patroli itu tiba di Natuna.",'
        ' "url": "javascript:alert(1)", "outlet": "-Kabar", "published_at": "2024-06-12"}\n',
        encoding="utf-8",
    )
    load(home, folder)
    return home
