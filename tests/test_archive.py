"""The record: loading twice changes nothing, broken pages hide none, and a killed load loses none."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from conftest import load, page, write_pages

from analytics.home import Home
from analytics.snapshot import Snapshot, current
from analytics.weights import view
from dashboard.asked import Asked, Options
from dashboard.tables import table
from data.archive import Archive
from data.selection import Selection

# a sign of progress to wait for, and the longest wait after it in seconds
KILLS = (("archive", 0.3), ("archive", 4.0), ("batch", 0.1), ("all", 2.0), ("block", 0.01))
PANTAU = Path(sys.executable).with_name("pantau")
BROKEN = [b"", b"   \n\n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"Hanya Sebuah Judul\n",
          page(5001).replace("Senin, 17/06/2024", "18/06/2031").encode()]  # fmt: skip


def command(home: Path, *words: str | Path) -> list[str]:
    return [str(PANTAU), "--home", str(home), *map(str, words)]


def run(home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(home, *words), capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 1,000 pages of which ten are broken."""
    folder = write_pages(tmp_path_factory.mktemp("thousand"), range(990))
    for number in range(10):
        name = folder / f"rusak-{number}.txt"
        name.write_bytes(BROKEN[number % 5])  # two of each: files that are alike are told of one by one
    return folder


@pytest.fixture(scope="module")
def undisturbed(thousand: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, str]:
    """The thousand pages loaded by the command line, and what it said."""
    home = Home(tmp_path_factory.mktemp("undisturbed"))
    done = run(home.path, "load", thousand)
    assert done.returncode == 0, done.stderr
    return home, done.stdout + done.stderr


def test_ten_broken_pages_of_a_thousand_are_set_aside(undisturbed: tuple[Home, str]) -> None:
    home, said = undisturbed
    assert "990 articles added" in said and "10 set aside" in said
    assert len(current(home)) == 990
    with Archive(home.archive) as archive:
        asides = archive.set_asides()
        assert (archive.count("article"), archive.count("aside")) == (990, 10)
    assert list(asides["outcome"]) == ["aside"] * 10
    assert asides["reason"].str.len().min() > 10
    assert all(Path(source).name in said for source in asides["source"])
    reasons = " ".join(asides["reason"])
    assert all(word in reasons for word in ("empty", "not text", "no body text", "2031"))


def test_strict_ends_with_one(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", range(3))
    assert run(tmp_path / "home", "load", "--strict", folder).returncode == 0
    (folder / "x.txt").write_bytes(b"")
    done = run(tmp_path / "home", "load", "--strict", folder)
    assert done.returncode == 1
    assert "x.txt" in done.stderr and "Traceback" not in done.stderr
    assert len(current(Home(tmp_path / "home"))) == 3


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    home, folder = Home(tmp_path / "home"), write_pages(tmp_path / "pages", range(6))
    (folder / "broken.txt").write_bytes(b"\0\1")
    first = load(home, folder)
    before = current(home).id
    again = load(home, folder, folder / "00001.txt")
    assert (first.article, first.aside, first.known) == (6, 1, 0)
    assert (again.article, again.aside, again.repeat, again.known) == (0, 0, 0, 8)
    assert current(home).id == before and len(current(home)) == 6


def test_the_same_page_elsewhere_is_the_same_article(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    load(home, write_pages(tmp_path / "a", range(3)))
    elsewhere = load(home, write_pages(tmp_path / "b", range(4)))
    assert elsewhere.article == 1
    assert len(current(home)) == 4


def test_an_address_is_counted_once(tmp_path: Path) -> None:
    rows = [
        f'{{"url": "https://kabar-contoh.example/a", "title": "Judul {n}", "text": "Isi nomor {n} saja."}}'
        for n in range(3)
    ]
    (tmp_path / "t.jsonl").write_text("\n".join(rows), encoding="utf-8")
    home = Home(tmp_path / "home")
    tally = load(home, tmp_path / "t.jsonl")
    assert (tally.article, tally.repeat) == (1, 2)
    with Archive(home.archive) as archive:
        assert set(archive.set_asides()["reason"]) == {"another version of an article already counted (same address)"}
        assert [a.title for _, a in archive.articles()] == ["Judul 0"]


def test_what_is_set_aside_is_kept_with_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\x89PNG \0\1\2")
    home = Home(tmp_path / "home")
    load(home, tmp_path / "x.txt")
    with closing(sqlite3.connect(home.archive)) as db:
        assert db.execute("select outcome, source from pages").fetchall() == [("aside", str(tmp_path / "x.txt"))]
        assert db.execute("pragma journal_mode").fetchone() == ("wal",)
    with Archive(home.archive) as archive:
        outcomes = archive.outcomes().to_dict("records")
    assert outcomes == [{"outlet": "", "pages": 1, "articles": 0, "repeats": 0, "aside": 1}]


def pages_kept(home: Home) -> int:
    """How many pages were acknowledged."""
    if not home.archive.exists():
        return 0
    with closing(sqlite3.connect(home.archive, timeout=30)) as db:
        try:
            return int(db.execute("select count(*) from pages").fetchone()[0])
        except sqlite3.OperationalError:  # killed before the tables were made
            return 0


def killed(home: Home, folder: Path, sign: str, wait: float) -> bool:
    """Start a load, kill it and its workers a moment after a sign of progress; whether it was still running."""
    loading = subprocess.Popen(
        command(home.path, "load", folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    signs: dict[str, Callable[[], bool]] = {
        "archive": home.archive.exists,
        "batch": lambda: pages_kept(home) >= 500,
        "all": lambda: pages_kept(home) == 1000,
        "block": lambda: any((home.path / "blocks").glob("*")),
    }
    seen, until = signs[sign], time.monotonic() + 60
    while loading.poll() is None and not seen() and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(wait)
    running = loading.poll() is None
    if running:
        os.killpg(loading.pid, signal.SIGKILL)
    loading.wait()
    return running


def tables(snapshot: Snapshot) -> list[pd.DataFrame]:
    seen = view(snapshot, Selection())
    return [table(name, Asked(seen, Options())) for name in ("articles", "keywords", "actors", "topics", "volume")]


def test_a_killed_load_loses_and_doubles_nothing(thousand: Path, undisturbed: tuple[Home, str], tmp_path: Path) -> None:
    home, chance = Home(tmp_path / "home"), random.Random(20240610)
    caught, kept = 0, 0
    for sign, most in KILLS:
        caught += killed(home, thousand, sign, chance.uniform(0, most))
        now = pages_kept(home)
        assert kept <= now <= 1000
        kept = now
        assert len(current(home)) in (0, 990)  # never half a snapshot
    assert caught >= 4
    assert run(home.path, "load", thousand).returncode == 0
    whole, other = current(undisturbed[0]), current(home)
    assert len(other) == 990
    with Archive(home.archive) as archive:
        ids = [article.id for _, article in archive.articles()]
    assert len(ids) == len(set(ids)) == 990
    for a, b in zip(tables(whole), tables(other), strict=True):
        pd.testing.assert_frame_equal(a, b, check_exact=True)
    assert other.id == whole.id
