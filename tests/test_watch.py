"""`pantau watch`, against a real server: what comes, what is made of it, and that a kill loses and doubles nothing."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from feedserver import RSS, Server, article, entry, rss, serving, watched

from analytics.home import Home
from analytics.snapshot import current
from dashboard.cli import main
from data.archive import Archive
from data.archive_feeds import FeedStore, Poll
from data.archive_ledger import LEDGER, STATES, feed_states, ledger
from data.archive_queue import Item
from data.article import Article
from data.feeds import Declared, Feed, Settings, Summary, Watch, declared

ROOT = Path(__file__).parents[1]
BODY = "Kapal patroli itu tiba di Natuna dari Korea Selatan, kata juru bicara TNI AL. "


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def command(home: Path, *words: str | Path) -> list[str]:
    return [sys.executable, "-m", "dashboard", "--home", str(home), "watch", *map(str, words)]


def run(home: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "watch", *map(str, words)])


def watch_once(home: Path, file: Path) -> Summary:
    """One round of a watch in this process."""

    async def work(store: FeedStore) -> Summary:
        return await Watch(store, declared(home, file), lambda _: None).once()

    with Archive(home / "archive.sqlite") as archive:
        return asyncio.run(work(FeedStore(archive)))


def articles(home: Path) -> list[Article]:
    with Archive(home / "archive.sqlite") as archive:
        return [one for _, one in archive.articles()]


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    try:
        with closing(sqlite3.connect(home / "archive.sqlite", timeout=30)) as db:
            return db.execute(sql).fetchall()
    except sqlite3.OperationalError:  # not made yet, or killed before its tables were made
        return []


def news(server: Server, path: str, numbers: Sequence[int], etag: str = "", **more: str) -> None:
    """A feed with these entries, and their pages."""
    server.put(path, rss([entry(server, n, **more) for n in numbers]), RSS, etag=etag)
    for number in numbers:
        server.put(f"/berita/{number}", article(number))


def test_pages_become_articles_with_the_feeds_date(server: Server, tmp_path: Path) -> None:
    news(server, "/rss", range(3))
    done = run(tmp_path / "home", "--once", "--feeds", watched(tmp_path, server, ["/rss"]))
    assert done.exit_code == 0, done.stderr
    assert "1 polls, 0 failed · 3 new entries · 3 articles added" in done.stdout
    assert len(current(Home(tmp_path / "home"))) == 3
    one = articles(tmp_path / "home")[1]
    assert (one.url, one.outlet, one.title) == (
        server.url("/berita/1"), "kabar-contoh", "Kapal Patroli Nomor 1 Tiba di Natuna",
    )  # fmt: skip
    assert one.published_at is not None and one.published_at.isoformat() == "2024-06-10T01:05:00+07:00"
    assert one.date_evidence == "feed: Mon, 10 Jun 2024 01:05:00 +0700" and "menyusul" in one.text


def test_an_entry_is_taken_once_through_whichever_feed(server: Server, tmp_path: Path) -> None:
    news(server, "/rss", range(4), etag='"1"')
    server.put("/dunia", rss([entry(server, n, guid="", title="Lain") for n in (2, 3)]), RSS)
    file = watched(tmp_path, server, ["/rss", "/dunia"])
    first, again = watch_once(tmp_path, file), watch_once(tmp_path, file)
    assert (first.fresh, first.tally.article, again.fresh, again.tally.article) == (4, 4, 0, 0)
    assert (server.times("/rss", 200), server.times("/rss", 304), server.times("/berita/2")) == (1, 1, 1)
    news(server, "/rss", range(2, 6), etag='"2"')
    assert watch_once(tmp_path, file).fresh == 2
    assert len(articles(tmp_path)) == 6 and server.times("/berita/3") == 1


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "404": ({"status": 404}, "404 Not Found"),
    "forbidden": ({"status": 403}, "403 Forbidden"),
    "pdf": ({"kind": "application/pdf"}, "application/pdf"),
    "large": ({"content": b"<p>" + b"isi " * 400_000}, "larger than 1 MB"),
    "wall": ({"content": b"<html><body><a href='/masuk'>Masuk untuk membaca</a></body></html>"}, "no body text"),
    "home": ({"status": 302, "headers": {"Location": "/"}}, "front page"),
    "tertutup": ({}, "robots.txt"),
}


def test_where_a_page_fails_for_good_the_entry_takes_its_place(server: Server, tmp_path: Path) -> None:
    server.put("/", article(0))
    server.put("/robots.txt", "User-agent: *\nDisallow: /tertutup", "text/plain")
    found = [
        {"title": f"Judul {n}", "link": server.url(f"/{n}"), "description": BODY + n, "pubDate": "2024-06-10 08:00 WIB"}
        for n in BAD
    ]
    server.put("/rss", rss(found), RSS)
    for name, (more, _) in BAD.items():
        server.put(f"/{name}", **({"content": article(1)} | more))
    summary = watch_once(tmp_path, watched(tmp_path, server, ["/rss"], page_mb=1))
    assert (summary.fresh, summary.tally.article, summary.waiting) == (7, 7, 0)
    assert {a.title for a in articles(tmp_path)} == {f"Judul {n}" for n in BAD}
    kept = rows(tmp_path, "select url, reason from pages where outcome = 'article'")
    notes = {str(url): str(note) for url, note in kept}
    for name, (_, said) in BAD.items():
        note = notes[server.url(f"/{name}")]
        assert said in note and note.endswith("these are the feed's own words")
    with Archive(tmp_path / "archive.sqlite") as archive:
        assert list(archive.set_asides()["source"]) == [server.url("/wall")]
        assert ledger(archive)["unfetched"].sum() == len(BAD)


def test_a_whole_entry_is_an_article_without_its_page(server: Server, tmp_path: Path) -> None:
    news(server, "/rss", [1], description="<p>" + BODY * 20 + "</p>")
    assert watch_once(tmp_path, watched(tmp_path, server, ["/rss"])).tally.article == 1
    assert server.times("/berita/1") == 0 and articles(tmp_path)[0].text.count("Natuna") == 20


def test_dirt_is_mended_with_a_note_or_set_aside(server: Server, tmp_path: Path) -> None:
    dirty = rss(
        [entry(server, 1, pubDate="34 konten", title="TNI &amp;amp; Polri"), {}, {"link": server.url("/berita/2")}]
    )
    server.put(
        "/rss", dirty.replace("</channel>", "<item><description>Tanpa judul</description></item></channel>"), RSS
    )
    server.put("/berita/1", article(1))
    server.put("/berita/2", article(2))
    summary = watch_once(tmp_path, watched(tmp_path, server, ["/rss"]))
    assert (summary.fresh, summary.tally.article, summary.tally.aside) == (3, 2, 2)
    with Archive(tmp_path / "archive.sqlite") as archive:
        reasons = set(archive.set_asides()["reason"])
    assert reasons == {"the entry has neither link nor title nor text", "the entry has no title"}
    notes = [str(note) for (note,) in rows(tmp_path, "select reason from pages where outcome = 'article' order by url")]
    assert "its date is written '34 konten'" in notes[0] and notes[1] == ""


def test_a_page_that_fails_for_now_waits_and_in_the_end_gives_way(server: Server, tmp_path: Path) -> None:
    news(server, "/rss", [1])
    server.put("/berita/1", "", status=503)
    file = watched(tmp_path, server, ["/rss"], tries=1)
    first = watch_once(tmp_path, file)
    assert (first.tally.article, first.waiting) == (0, 1)
    for _ in range(5):
        assert watch_once(tmp_path, file).fresh == 0  # its time has not come
        with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as db:
            db.execute("update queue set due = seen_at")
            db.commit()
        last = watch_once(tmp_path, file)
    assert (last.tally.article, last.waiting, server.times("/berita/1")) == (1, 0, 6)


def test_news_sitemaps_and_json_feeds_are_watched_too(server: Server, tmp_path: Path) -> None:
    pages = "".join(
        f"<url><loc>{server.url(f'/berita/{n}')}</loc><n:news><n:publication_date>2024-06-10T0{n}:00:00+07:00"
        f"</n:publication_date><n:title>Kapal {n}</n:title></n:news></url>"
        for n in range(2)
    )
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    server.put("/peta", f"<urlset {spaces}>{pages}</urlset>", "text/xml", etag='"s"')
    server.put(
        "/indeks", f"<sitemapindex {spaces}><sitemap><loc>/peta</loc></sitemap></sitemapindex>", "text/xml", etag='"i"'
    )
    server.put("/json", f'{{"version": "https://jsonfeed.org/version/1", "items": [{{"url": "{server.url("/berita/2")}"}}]}}',
               "application/json")  # fmt: skip
    for number in range(3):
        server.put(f"/berita/{number}", article(number))
    file = watched(tmp_path, server, ["/indeks", "/json"])
    first, again = watch_once(tmp_path, file), watch_once(tmp_path, file)
    assert (first.tally.article, again.fresh, again.failed) == (3, 0, 0)
    assert (server.times("/indeks", 304), server.times("/peta", 304)) == (1, 1)
    assert sorted(a.date_evidence for a in articles(tmp_path))[0] == "feed: 2024-06-10T00:00:00+07:00"


def test_one_dead_feed_holds_up_no_other(server: Server, tmp_path: Path) -> None:
    server.put("/mati", "", wait=60)
    news(server, "/rss", range(5))
    said = declared(tmp_path, watched(tmp_path, server, ["/mati", "/rss"], timeout=50))

    async def work(store: FeedStore) -> tuple[int, int]:
        watching = asyncio.create_task(Watch(store, said, lambda _: None).once())
        while len(articles(tmp_path)) < 5 and not watching.done():
            await asyncio.sleep(0.02)
        polled = rows(tmp_path, "select feed from polls")
        watching.cancel()
        return len(articles(tmp_path)), len(polled)

    with Archive(tmp_path / "archive.sqlite") as archive:
        assert asyncio.run(work(FeedStore(archive))) == (5, 1)
    assert server.times("/mati") == 0 and any(path == "/mati" for path, _ in server.requests)


def test_states_and_ledger_tell_what_is_well(server: Server, tmp_path: Path) -> None:
    news(server, "/sehat", range(2), pubDate=f"{datetime.now(UTC) - timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}")
    server.put("/diam", rss([]), RSS)
    server.put("/rusak", rss([entry(server, 0)]), RSS)
    file = watched(tmp_path, server, ["/sehat", "/diam", "/rusak", "/takada"], tries=1)
    watch_once(tmp_path, file)
    server.put("/rusak", "<html><body>Pindah</body></html>")
    watch_once(tmp_path, file)
    with Archive(tmp_path / "archive.sqlite") as archive:
        states, days = feed_states(archive).set_index("section"), ledger(archive)
    assert dict(states["state"]) == {"sehat": "healthy", "diam": "silent", "rusak": "failing", "takada": "unconfirmed"}
    assert list(states.columns) == [name for name in STATES if name != "section"] and list(days.columns) == list(LEDGER)
    assert states["last_error"]["rusak"] == "it is a web page, not a feed" and states["fails"]["takada"] == 2
    assert (states["entries"]["sehat"], states["articles_7d"]["sehat"]) == (2, 2)
    assert states["next_due"].notna().all() and pd.isna(states["last_success"]["takada"])
    (day,) = days.to_dict("records")
    kept = {name: day[name] for name in ("source", "pages", "articles", "polls", "failures")}
    assert kept == {"source": "kabar-contoh", "pages": 2, "articles": 2, "polls": 8, "failures": 3}
    assert 7200 <= day["latency"] < 7300


def test_a_feed_no_longer_declared_is_no_longer_told_of(server: Server, tmp_path: Path) -> None:
    news(server, "/rss", [1])
    watch_once(tmp_path, watched(tmp_path, server, ["/rss", "/lain"]))
    watch_once(tmp_path, watched(tmp_path, server, ["/rss"]))
    with Archive(tmp_path / "archive.sqlite") as archive:
        assert list(feed_states(archive)["section"]) == ["rss"]


def test_check_tells_of_each_feed_and_takes_nothing_in(server: Server, tmp_path: Path) -> None:
    news(server, "/rss", range(3), etag='"1"')
    server.put("/kosong", rss([]), RSS)
    bad = run(tmp_path, "--check", "--feeds", watched(tmp_path, server, ["/rss", "/kosong", "/takada"], tries=1))
    head, good, empty, gone = bad.stdout.splitlines()
    assert bad.exit_code == 1 and "1 of 3 feeds confirmed" in bad.stderr
    assert head.split()[:5] == ["outlet", "section", "state", "entries", "newest"]
    assert good.split()[1:6] == ["rss", "confirmed", "3", "2024-06-10", "02:05+0700"]
    assert "no entries" in empty and "404 Not Found" in gone
    assert (articles(tmp_path), server.times("/berita/1")) == ([], 0)
    with Archive(tmp_path / "archive.sqlite") as archive:
        assert list(feed_states(archive)["state"])[2:] == ["unconfirmed"]
    file = watched(tmp_path, server, ["/rss"])
    assert run(tmp_path, "--check", "--feeds", file).exit_code == 0
    assert watch_once(tmp_path, file).tally.article == 3  # a look changes nothing of what is taken in later


def test_nothing_declared_is_said(tmp_path: Path) -> None:
    (tmp_path / "none.toml").write_text("", encoding="utf-8")
    done = run(tmp_path / "home", "--once", "--feeds", tmp_path / "none.toml")
    assert done.exit_code == 1 and "no feed is declared" in done.stderr


def test_one_watch_at_a_time(server: Server, tmp_path: Path) -> None:
    file = watched(tmp_path, server, ["/rss"])
    with Home(tmp_path).watching():
        done = run(tmp_path, "--once", "--feeds", file)
    assert done.exit_code == 1 and "being watched already" in done.stderr and done.stderr.count("\n") == 1


def test_a_poll_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    item = Item("f", "o", "k", "https://a.example/1", "a.example", b"{}")
    whole = [(item, None)]  # no page: keeping it fails in the middle
    with Archive(tmp_path / "archive.sqlite") as archive:
        store, now = FeedStore(archive), datetime.now(UTC)
        store.declare([("f", "o", "", 1.0)])
        poll = Poll(now, validators={"f": ("etag", "")}, items=[item, item], whole=whole)  # type: ignore[arg-type]
        poll.whole[0] = (Item("f", "o", "other", "", "", b"{}"), None)  # type: ignore[assignment]
        with pytest.raises(AttributeError):
            store.succeeded("f", poll, now)
        assert (store.validators("f"), store.queue.unseen([item]), store.queue.waiting()) == ({}, [item], 0)
        poll.whole = []
        store.succeeded("f", poll, now)
        assert (store.validators("f"), store.queue.unseen([item]), store.queue.waiting()) == (
            {"f": ("etag", "")},
            [],
            1,
        )


def until(true: Callable[[], bool], watching: subprocess.Popen[str], seconds: float = 60) -> None:
    """Wait for a sign; fail when the process ends or the sign does not come."""
    end = time.monotonic() + seconds
    while not true():
        assert watching.poll() is None and time.monotonic() < end, watching.communicate()
        time.sleep(0.01)


def started(home: Path, file: Path) -> subprocess.Popen[str]:
    words = command(home, "--feeds", file)
    return subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT
    )


def test_it_publishes_what_comes_and_ends_neatly_when_told(server: Server, tmp_path: Path) -> None:
    news(server, "/rss", range(3), etag='"1"')
    home = Home(tmp_path / "home")
    watching = started(home.path, watched(tmp_path, server, ["/rss"], publish=0.01))
    until(lambda: len(current(home)) == 3, watching)
    watching.send_signal(signal.SIGTERM)
    said, told = watching.communicate(timeout=60)
    assert watching.returncode == 0, told
    assert "3 articles added" in said and "published a snapshot with" in told
    assert "Traceback" not in told


FEEDS, EACH, LATER = 4, 12, 6


def test_killed_at_any_moment_nothing_is_lost_or_doubled(server: Server, tmp_path: Path) -> None:
    """Feeds grow while the watch is killed again and again; in the end each entry is one article, fetched politely."""
    home, chance = Home(tmp_path / "home"), random.Random(20240610)
    paths = [f"/rss{number}" for number in range(FEEDS)]
    file = watched(tmp_path, server, paths, publish=0.01)

    def publish(many: int) -> None:
        for at, path in enumerate(paths):
            news(server, path, [at * 1000 + n for n in range(max(0, many - EACH), many)], etag=f'"{many}"')
            for number in range(at * 1000, at * 1000 + many):
                server.pages[f"/berita/{number}"].wait = 0.01

    def done() -> int:
        return len(rows(home.path, "select 1 from queue where state <> 'waiting'"))

    def due_now() -> None:
        with closing(sqlite3.connect(home.path / "archive.sqlite", timeout=30)) as db, db:
            db.execute("update feeds set due = null")

    publish(EACH)
    for sign in (1, 15, 40):
        watching = started(home.path, file)
        until(lambda sign=sign: done() >= sign, watching)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.05))
        os.killpg(watching.pid, signal.SIGKILL)
        watching.communicate()
        if sign == 15:
            publish(EACH + LATER)
            due_now()
    due_now()
    last = run(home.path, "--once", "--feeds", file)
    assert last.exit_code == 0, last.stderr
    wanted = {server.url(f"/berita/{at * 1000 + n}") for at in range(FEEDS) for n in range(EACH + LATER)}
    assert Counter(one.url for one in articles(home.path)) == Counter(wanted)
    assert len(current(home)) == len(wanted)
    assert rows(home.path, "select count(*) from queue where state = 'page'") == [(len(wanted),)]
    assert sum(server.times(path, 304) for path in paths) >= FEEDS
    fetched = [server.times(address.removeprefix(server.url(""))) for address in sorted(wanted)]
    assert set(fetched) <= {1, 2} and sum(fetched) <= len(wanted) + 3  # at most the one in hand at each kill again


def test_a_failing_feed_is_polled_less_and_less(tmp_path: Path) -> None:
    feed = Feed("o", "http://127.0.0.1:1/rss", interval=10)
    said = Declared((feed,), Settings(("127.0.0.1:1",), tries=1, delay=0))
    waits = list[float]()

    async def work(store: FeedStore) -> None:
        for _ in range(7):
            await Watch(store, said, lambda _: None).once()
            due = store.due(feed.address)
            waits.append(round((due - datetime.now(UTC)).total_seconds() / 60) if due else 0)

    with Archive(tmp_path / "archive.sqlite") as archive:
        asyncio.run(work(FeedStore(archive)))
    assert waits == [10, 20, 40, 80, 160, 320, 320]


def test_a_feed_whose_server_asks_for_a_pause_is_left_alone(server: Server, tmp_path: Path) -> None:
    server.put("/rss", "", status=429, headers={"Retry-After": "7200"})
    file = watched(tmp_path, server, ["/rss"])
    assert watch_once(tmp_path, file).failed == 1
    assert watch_once(tmp_path, file).polls == 0
    assert server.times("/rss") == 1


def test_pages_of_a_host_that_asks_for_a_pause_wait_together(server: Server, tmp_path: Path) -> None:
    news(server, "/rss", range(5))
    server.put("/berita/0", "", status=429, headers={"Retry-After": "900"})
    summary = watch_once(tmp_path, watched(tmp_path, server, ["/rss"]))
    asked = sum(server.times(f"/berita/{n}") for n in range(5))
    assert (summary.waiting, asked) == (5, 1)
    (first,) = rows(tmp_path, "select min(due) from queue")
    assert datetime.fromisoformat(str(first[0])) > datetime.now(UTC) + timedelta(seconds=800)


def test_a_page_that_ends_the_process_is_let_be(server: Server, tmp_path: Path) -> None:
    news(server, "/rss", [1])
    file = watched(tmp_path, server, ["/rss"])
    server.put("/berita/1", "", status=503)
    watch_once(tmp_path, file)
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as db:  # as after six kills in the middle of its reading
        db.execute("update queue set tries = 6, due = seen_at")
        db.commit()
    before = server.times("/berita/1")
    assert watch_once(tmp_path, file).tally.article == 1 and server.times("/berita/1") == before


def test_a_web_page_that_names_its_feed_is_told_so(server: Server, tmp_path: Path) -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>x</body></html>'
    server.put("/rss", page)
    done = run(tmp_path, "--check", "--feeds", watched(tmp_path, server, ["/rss"]))
    assert f"it is a web page, not a feed; it names the feed {server.url('/feed.xml')}" in done.stdout


def test_an_archive_from_before_feeds_is_brought_up_to_date(server: Server, tmp_path: Path) -> None:
    Archive(tmp_path / "archive.sqlite").close()
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as db:
        db.execute("alter table pages drop column hint")
    news(server, "/rss", [1])
    watch_once(tmp_path, watched(tmp_path, server, ["/rss"]))
    assert rows(tmp_path, "select hint from pages") == [("Mon, 10 Jun 2024 01:05:00 +0700",)]
