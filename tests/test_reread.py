"""Reading again: what the archive holds then is what loading everything anew would give."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import load, page, silent, write_pages
from typed import failed, run

import data.reread
from analytics.home import Home
from analytics.snapshot import current
from dashboard.ingest import renew
from data.archive import COLUMNS, OF_ENTRY, Archive, Read, values_of
from data.archive_schema import REFUSED, SCHEMA
from data.article import Article, Page
from data.reading import BESIDE, version

PAGES = "select id, digest, source, outlet, outcome, reason, reader from pages order by id"
ARTICLES = f"select id, page, key, {', '.join(COLUMNS)} from articles order by id"


def rows(home: Home, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home.archive)) as db:
        return db.execute(sql).fetchall()


def change(home: Home, *statements: str) -> None:
    """Make the archive what an older parser would have left."""
    with closing(sqlite3.connect(home.archive)) as db, db:
        for statement in statements:
            assert db.execute(statement).rowcount > 0, statement


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Twelve articles, pages that repeat them, pages set aside, and one refused."""
    home = Home(tmp_path_factory.mktemp("loaded"))
    folder = write_pages(tmp_path_factory.mktemp("pages"), range(6))
    write_pages(folder / "detik", range(6, 9))
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.html").write_bytes(b"\0\1" * 50)
    (folder / "d.csv").write_text("title,text\nsatu\n")
    again = [page(n, said="").replace("NATUNA -", "Natuna -") for n in range(3)]  # other bytes, the same article
    for number, text in enumerate(again):
        (folder / f"z{number}.txt").write_text(text + "\n\n", encoding="utf-8")
    lines = [
        f'{{"url": "https://kabar-contoh.example/{n % 3}", "title": "Judul {n}", "text": "Isi nomor {n} saja."}}'
        for n in range(6)
    ]
    (folder / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    load(home, folder)
    assert {outcome for _, _, _, _, outcome, _, _ in rows(home, PAGES)} == {"article", "repeat", "aside"}
    return home


@pytest.fixture
def home(loaded: Home, tmp_path: Path) -> Home:
    shutil.copytree(loaded.path, tmp_path / "home")
    return Home(tmp_path / "home")


def test_only_what_an_older_parser_read_is_read(home: Home) -> None:
    said = run("reread", home=home)
    assert (said.exit_code, said.stdout.startswith("every page was read by this parser already")) == (0, True)
    before, whole = current(home).id, len(rows(home, PAGES))
    said = run("reread", "--all", home=home)
    assert said.stdout == f"{whole - 1} pages read again · 0 articles changed · 0 new · 0 set aside now\n"
    assert current(home).id == before and {row[6] for row in rows(home, PAGES)} == {version(), REFUSED}


def test_a_home_that_holds_nothing(tmp_path: Path) -> None:
    failed(run("reread", home=tmp_path / "none"), 1, "nothing was loaded")
    assert not (tmp_path / "none").exists()


def put(db: sqlite3.Connection, number: int, article: Article) -> None:
    """Have a page give this article."""
    marks = ",".join("?" * (len(COLUMNS) + 3))
    columns = f"id, page, key, {', '.join(COLUMNS)}"
    row = (number, number, article.id, *values_of(article))
    db.execute(f"insert into articles ({columns}) values ({marks})", row)
    db.execute("update pages set outcome = 'article', reason = '' where id = ?", (number,))


def test_articles_change_come_and_go(home: Home, loaded: Home) -> None:
    first, second = (row[0] for row in rows(loaded, ARTICLES)[:2])
    empty = next(row[0] for row in rows(loaded, PAGES) if str(row[2]).endswith("/b.txt"))
    change(
        home,
        f"update articles set title = 'Lama', key = 'lama' where id = {first}",
        f"delete from articles where id = {second}",
        f"update pages set outcome = 'aside', reason = 'no body text' where id = {second}",
        f"update pages set reader = 'older' where id in ({first}, {second}, {empty})",
    )
    with closing(sqlite3.connect(home.archive)) as db, db:
        put(db, int(str(empty)), Article("Menu", "Beranda."))
    said = run("reread", home=home)
    repeats = sum(row[4] == "repeat" for row in rows(loaded, PAGES))
    assert said.stdout == f"{3 + repeats} pages read again · 1 articles changed · 1 new · 1 set aside now\n"
    assert rows(home, PAGES) == rows(loaded, PAGES) and rows(home, ARTICLES) == rows(loaded, ARTICLES)
    assert current(home).id == current(loaded).id


def older(home: Home, chance: random.Random) -> None:
    """Any state that older parsers may have left: articles that say otherwise, are missing, or should not be."""
    with closing(sqlite3.connect(home.archive, isolation_level=None)) as db:
        for (number,) in db.execute("select id from pages where reader <> ?", (REFUSED,)).fetchall():
            if chance.random() < 0.4:
                continue
            db.execute("update pages set reader = 'older' where id = ?", (number,))
            db.execute("delete from articles where id = ?", (number,))
            db.execute("update pages set outcome = 'aside', reason = 'older' where id = ?", (number,))
            if chance.random() < 0.6:
                _guess(db, number, chance)


def _guess(db: sqlite3.Connection, number: int, chance: random.Random) -> None:
    """An article of a page, which may be the one that another page gives."""
    url = f"https://kabar-contoh.example/{chance.randrange(5)}" if chance.random() < 0.5 else ""
    article = Article(f"Judul {chance.randrange(6)}", f"Isi nomor {chance.randrange(6)} saja.", url=url)
    taken = db.execute("select 1 from articles where key = ? or (url = ? and url <> '')", (article.id, url)).fetchone()
    if taken is None:
        put(db, number, article)
    else:
        db.execute("update pages set outcome = 'repeat' where id = ?", (number,))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_there_the_result_is_that_of_loading_anew(home: Home, loaded: Home, seed: int) -> None:
    chance = random.Random(seed)
    older(home, chance)
    with Archive(home.archive) as archive:
        data.reread.reread(archive, lambda *_: None)
    assert rows(home, PAGES) == rows(loaded, PAGES)
    assert rows(home, ARTICLES) == rows(loaded, ARTICLES)


def test_a_run_that_is_broken_off_is_gone_on_with(home: Home, loaded: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data.reread, "KEPT_AT_ONCE", 4)
    change(home, "update articles set title = 'Lama ' || id, key = 'lama ' || id", "update pages set reader = 'older'")
    change(home, f"update pages set reader = '{REFUSED}' where source like '%.csv#1'")
    before = current(home).id

    def stop(doing: str, done: int, _of: int) -> None:
        if doing == "reading pages again" and done >= 8:
            raise KeyboardInterrupt

    with Archive(home.archive) as archive, pytest.raises(KeyboardInterrupt):
        data.reread.reread(archive, stop)
    assert sum(row[6] == version() for row in rows(home, PAGES)) == 8
    assert current(home).id == before
    told = renew(home, silent)
    assert told.changed == len(rows(loaded, ARTICLES)) - 8 + sum(r[4] != "article" for r in rows(loaded, PAGES)[:8])
    assert rows(home, ARTICLES) == rows(loaded, ARTICLES)
    assert current(home).id == current(loaded).id


def test_a_snapshot_that_was_not_made_is_made_by_the_next_load(home: Home, loaded: Home, tmp_path: Path) -> None:
    """Killed between the archive and the snapshot: what was annotated before may be of other articles."""
    first = rows(home, ARTICLES)[0][0]
    change(
        home,
        f"update pages set reader = 'older' where id = {first}",
        f"update articles set title = 'Lama' where id = {first}",
    )
    load(home, write_pages(tmp_path / "none", ()), anew=True)
    assert current(home).id != current(loaded).id
    with Archive(home.archive) as archive:
        assert data.reread.reread(archive, lambda *_: None).changed == 1
    load(home, tmp_path / "none")
    assert current(home).id == current(loaded).id


def test_the_folder_that_told_the_outlet_still_does(home: Home, loaded: Home) -> None:
    change(home, "update pages set reader = 'older'", "update articles set outlet = 'kompas'")
    renew(home, silent)
    outlets = {str(row[2]).rpartition("/")[2]: row[3] for row in rows(home, PAGES)}
    assert (outlets["00006.txt"], outlets["00001.txt"]) == ("detik", "")
    assert rows(home, ARTICLES) == rows(loaded, ARTICLES)


def test_what_was_refused_is_not_read(home: Home) -> None:
    renew(home, silent, everything=True)
    assert [row[5] for row in rows(home, PAGES) if row[6] == REFUSED] == [
        "line 2: it has one cell where the head has 2"
    ]


def _before_readers(home: Home) -> Iterator[str]:
    """What makes an archive one of before the parser's version was kept, with numbers of articles of their own."""
    old = SCHEMA.replace(", reader text not null default ''", "").replace(", hint text not null default ''", "")
    yield "create table now as select * from pages"
    yield "create table said as select * from articles order by id"
    yield from ("drop table articles", "drop table pages", "drop table state")
    yield from old.split(";")
    columns = "id, digest, source, kind, url, outlet, fetched_at, taken_at, content, outcome, reason"
    yield f"insert into pages select {columns} from now"
    yield f"insert into articles select rowid, page, key, {', '.join(COLUMNS)} from said"
    yield from ("drop table now", "drop table said", "drop table state")


def test_an_archive_of_before_is_brought_up_to_date(home: Home, loaded: Home, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home.archive)) as db:
        for statement in _before_readers(home):
            db.execute(statement)
        db.commit()
    assert [row[0] for row in rows(home, ARTICLES)] != [row[0] for row in rows(loaded, ARTICLES)]
    load(home, write_pages(tmp_path / "more", [77]))
    assert rows(home, ARTICLES)[:-1] == rows(loaded, ARTICLES)
    assert len(current(home)) == len(current(loaded)) + 1
    told = renew(home, silent)
    assert not told.any and told.same == len(rows(loaded, PAGES)) - 1
    assert [row[:6] for row in rows(home, PAGES)[:-1]] == [row[:6] for row in rows(loaded, PAGES)]
    assert {row[6] for row in rows(home, PAGES)} == {version(), REFUSED}


def test_an_article_of_an_earlier_page_takes_the_place_of_a_later_one(home: Home) -> None:
    pages = {str(row[2]).rpartition("/")[2]: row[0] for row in rows(home, PAGES)}
    first, later = pages["t.jsonl#1"], pages["t.jsonl#4"]
    change(
        home,
        f"update articles set id = {later}, page = {later}, title = 'Judul 3' where id = {first}",
        f"update pages set outcome = 'aside', reader = 'older' where id = {first}",
        f"update pages set outcome = 'article', reason = '' where id = {later}",
    )
    told = renew(home, silent)
    assert (told.new, told.repeat, told.changed, told.aside) == (1, 0, 0, 0)
    with Archive(home.archive) as archive:
        numbers = dict(archive.articles())
    assert numbers[int(str(first))] == replace(numbers[int(str(first))], title="Judul 0") and later not in numbers


def test_why_an_entry_has_no_page_is_still_told(home: Home) -> None:
    no_page = "its page could not be fetched: the server answered 404 Not Found"
    entry = Page("https://a.example/1", "feed", b"{}", "https://a.example/1", hint="2024-06-10")
    with Archive(home.archive) as archive:
        archive.add([Read(entry, f"{no_page}{OF_ENTRY}something else", "old")])
        archive.again([replace(entry, source="https://a.example/2")])
    renew(home, silent)
    found = rows(home, "select reason, hint from pages where kind = 'feed'")
    assert found == [(f"{no_page}{OF_ENTRY}the entry has no title", "2024-06-10")] * 2


def test_the_version_is_of_all_that_the_parser_takes_from_its_neighbours() -> None:
    taken = set[str]()
    for file in Path(str(files("data") / "parse")).rglob("*.py"):
        taken |= set(re.findall(r"^from data\.([\w.]+) import", file.read_text("utf-8"), re.MULTILINE))
    assert {f"{name.replace('.', '/')}.py" for name in taken if not name.startswith("parse")} == set(BESIDE)
