"""The Sources page: how feeds are, the worst first; the ledger; set-asides by reason; and their downloads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import load, write_pages
from dash.development.base_component import Component

from analytics.home import Home
from analytics.snapshot import current
from dashboard.app import create_app
from dashboard.asides import grouped
from dashboard.feeds import ago
from dashboard.feeds import health as health_line
from dashboard.language import Language, Say
from dashboard.pages import sources
from dashboard.scene import Scene
from dashboard.tables import TABLES
from dashboard.troubles import why
from data.archive import Archive
from data.archive_feeds import FeedStore, Poll

EN, ID = Say("en"), Say("id")


def feed(name: str) -> str:
    return f"https://{name}.example/rss"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A few articles and set-asides; five feeds: two healthy, a failing one, a silent one, one never polled."""
    now = datetime.now(UTC)
    made, folder = Home(tmp_path_factory.mktemp("home")), tmp_path_factory.mktemp("pages")
    write_pages(folder, range(6))
    for at in range(3):
        (folder / f"kosong{at}.txt").write_text(" " * at, encoding="utf-8")
    load(made, folder)
    with Archive(made.archive) as archive:
        store = FeedStore(archive)
        store.declare([(feed(name), name, "all", 30) for name in ("baik", "baik2", "rusak", "diam", "baru")])
        for name in ("baik", "baik2", "rusak"):
            succeeded(store, name, now - timedelta(hours=2), newest=now - timedelta(hours=3))
        succeeded(store, "diam", now - timedelta(hours=2), newest=now - timedelta(days=9))
        for minutes in (50, 20):
            poll = Poll(now - timedelta(minutes=minutes))
            store.failed(feed("rusak"), poll, "the connection was refused", now + timedelta(minutes=30))
    return made


def succeeded(store: FeedStore, name: str, at: datetime, newest: datetime) -> None:
    store.succeeded(feed(name), Poll(at, entries=4, newest=newest), datetime.now(UTC) + timedelta(minutes=12))


def scene(home: Home, search: str = "", language: Language = "en") -> Scene:
    return Scene(current(home), "/sources", search, Say(language))


def parts(part: Any) -> Iterator[Component]:
    if isinstance(part, Component):
        yield part
        for name in part._prop_names:
            yield from parts(getattr(part, name, None))
    elif isinstance(part, (list, tuple)):
        for one in part:
            yield from parts(one)


def words(part: Any) -> str:
    """The words of a part in order."""
    if isinstance(part, (list, tuple)):
        return " ".join(map(words, part))
    if isinstance(part, Component):
        return words(getattr(part, "children", None))
    return "" if part is None else str(part)


def rows(page: Component, name: str) -> list[dict[str, Any]]:
    """The rows of a table on a page."""
    (found,) = (p for p in parts(page) if getattr(p, "id", None) == {"kind": "grid", "name": name})
    return list(getattr(found, "rowData", []))


def health(page: Component) -> str:
    (found,) = (p for p in parts(page) if getattr(p, "id", None) == "sources-health")
    return re.sub(r"\s+", " ", words(found))


def test_one_line_tells_what_is_well_and_what_is_not(home: Home) -> None:
    said = health(sources.page(scene(home)))
    assert "● 2 of 5 feeds healthy ▲ 1 failing ■ 1 silent ○ 1 never read" in said
    assert "Last read 2 h ago." in said and "overdue" not in said


def test_feeds_stand_worst_first_each_with_its_trouble(home: Home) -> None:
    found = rows(sources.page(scene(home)), "sources-feeds")
    assert [row["outlet"] for row in found] == ["rusak", "diam", "baru", "baik", "baik2"]
    assert found[0]["rank_said"] == "▲ failing"
    assert found[0]["wrong"] == "the connection was refused · 2 times in a row"
    assert found[1]["wrong"] == "its newest entry is of 9 d ago"
    assert (found[2]["wrong"], found[2]["read_said"], found[2]["due_said"]) == ("not polled yet", "never", "–")
    assert (found[3]["read_said"], found[3]["entries"], found[3]["wrong"]) == ("2 h ago", 4, "")
    assert found[3]["due_said"] in ("in 11 min", "in 12 min")


def test_a_link_shows_the_feeds_of_one_state_and_downloads_them(home: Home) -> None:
    page = sources.page(scene(home, "?kind=silent"))
    assert [row["outlet"] for row in rows(page, "sources-feeds")] == ["diam"]
    assert "2 of 5 feeds healthy" in health(page)
    assert [row["outlet"] for row in downloaded(home, "feeds", "kind=silent")] == ["diam"]
    hrefs = [str(getattr(part, "href", "")) for part in parts(page)]
    assert "/sources?kind=failing" in hrefs
    assert any("/download/feeds.csv" in href and "kind=silent" in href for href in hrefs)


def test_a_state_that_is_none_is_told(home: Home) -> None:
    answer = create_app(home).server.test_client().get("/download/feeds.csv?kind=ill")
    assert answer.status_code == 400 and "failing, silent, unconfirmed, healthy" in answer.text


def downloaded(home: Home, name: str, query: str = "") -> list[dict[str, str]]:
    answer = create_app(home).server.test_client().get(f"/download/{name}.csv?{query}")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_the_ledger_on_screen_is_the_one_downloaded(home: Home) -> None:
    shown, held = rows(sources.page(scene(home)), "sources-ledger"), downloaded(home, "ledger")
    assert len(shown) == len(held) > 3
    for column in ("day", "pages", "articles", "aside", "polls", "failures"):
        assert [str(row[column]) for row in shown] == [row[column] for row in held]
    assert sum(row["failures"] for row in shown) == 2 and sum(row["aside"] for row in shown) == 3
    assert all(row["latency_said"] == "–" for row in shown)  # nothing was fetched


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json"])
@pytest.mark.parametrize("name", ["feeds", "ledger", "outcomes", "coverage"])
def test_every_table_of_the_page_is_a_file(home: Home, name: str, form: str) -> None:
    assert name in TABLES
    answer = create_app(home).server.test_client().get(f"/download/{name}.{form}")
    assert answer.status_code == 200 and len(answer.data) > 20


def test_when_nobody_watches_any_more_it_says_so(home: Home) -> None:
    later = pd.Timestamp(datetime.now(UTC) + timedelta(days=2))
    table = scene(home).table("feeds")
    said = words(health_line(scene(home), table, pd.DataFrame(), later))
    assert "Last read 2 d ago." in said and "pantau watch" in said


def test_a_home_without_feeds_says_what_was_loaded_and_how_to_watch(small_home: Home) -> None:
    page = sources.page(scene(small_home))
    assert "No feed is watched: 12 pages were loaded from files" in health(page)
    assert "pantau watch --check" in health(page)
    assert "Belum ada umpan berita yang dipantau" in health(sources.page(scene(small_home, language="id")))


def test_feeds_are_told_before_the_first_article(tmp_path: Path) -> None:
    bare = Home(tmp_path)
    assert "pantau load PATH" in words(sources.page(scene(bare)))
    with Archive(bare.archive) as archive:
        FeedStore(archive).declare([(feed("baru"), "baru", "all", 30)])
    assert "0 of 1 feeds healthy" in health(sources.page(scene(bare)))


def test_set_asides_are_counted_by_reason(home: Home) -> None:
    page = sources.page(scene(home))
    (tally,) = (p for p in parts(page) if getattr(p, "className", "") == "tally" and "empty" in words(p))
    assert re.sub(r"\s+", " ", words(tally)).strip() == "3 pages: the page is empty"


def test_reasons_that_differ_in_numbers_alone_are_one() -> None:
    said = pd.Series(["no body text", "row 3 has 5 cells", "row 14 has 9 cells", "the date 12 March 2031 is odd"])
    assert grouped(said) == [("row … has … cells", 2), ("no body text", 1), ("the date 12 March 2031 is odd", 1)]


@pytest.mark.parametrize(
    ("minutes", "told"), [(0.4, "just now"), (12, "12 min ago"), (134, "2 h ago"), (26 * 60, "1 d 2 h ago"), (5000, "3 d ago")]
)  # fmt: skip
def test_how_long_ago(minutes: float, told: str) -> None:
    assert ago(EN, pd.Timedelta(minutes=minutes)) == told


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("the server answered 404 Not Found", "server menjawab 404 Not Found"),
        ("no whole answer within 30 seconds", "tidak ada jawaban utuh dalam 30 detik"),
        ("the connection was refused", "sambungan ditolak"),
        ("the feed is empty", "umpan beritanya kosong"),
        ("something rare", "something rare"),
    ],
)
def test_troubles_are_told_in_the_readers_language(reason: str, told: str) -> None:
    assert why(ID, reason) == told
