"""The stories of a snapshot: found anew when dates change, and for homes that an earlier build left."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from conftest import load, write_pages

from analytics.home import Home
from analytics.snapshot import current

SAID = "Awaknya berlatih bersama kapal tetangga selama sepekan penuh di perairan utara, lalu kembali untuk mengisi bahan bakar, air tawar dan perbekalan sebelum berlayar lagi menuju pulau terluar."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Three articles, two of which carry the same text; the second of them an hour later."""
    folder = write_pages(tmp_path / "pages", range(1))
    first = (folder / "00000.txt").read_text(encoding="utf-8") + f"\n\n{SAID}"
    (folder / "00000.txt").write_text(first, encoding="utf-8")
    (folder / "copy.txt").write_text(
        first.replace(" 00:05 WIB", " 01:05 WIB").replace("Kapal", "Lagi, Kapal", 1), encoding="utf-8"
    )
    write_pages(folder, [5])
    made = Home(tmp_path / "home")
    load(made, folder)
    return made


def stories(home: Home) -> dict[str, str]:
    """Article id -> the id of the first of its story."""
    snapshot = current(home)
    ids = [i for block in snapshot.blocks for i in block.articles["id"].to_pylist()]
    return dict(zip(ids, (f"{s:016x}" for told in snapshot.stories for s in told), strict=True))


def test_dates_that_changed_change_which_article_is_first(home: Home) -> None:
    told = stories(home)
    first = next(story for story in told.values() if list(told.values()).count(story) == 2)
    (later,) = (i for i, story in told.items() if story == first and i != first)
    with sqlite3.connect(home.archive) as archive:
        archive.execute("update articles set published_at = '2024-06-09T01:00:00+07:00' where key = ?", (later,))
    load(home, anew=True)
    assert stories(home) == {i: later if story == first else story for i, story in told.items()}


def test_a_home_without_prints_or_stories_tells_the_same_stories(home: Home) -> None:
    told = stories(home)
    for name in ("prints.arrow", "stories.npy"):
        (kept,) = home.path.rglob(name)
        kept.unlink()
    assert len(set(told.values())) == 2 and stories(home) == told
