"""Pages of the record read again: which are due, and how what is said of them is put in place of what was said."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from data.archive import COLUMNS, OF_ENTRY, SAME_ADDRESS, SAME_ARTICLE, Archive, Read, values_of
from data.archive_schema import REFUSED, revise
from data.article import Article, Page


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it lies in the archive: its number, when it was taken in, and the page itself."""

    number: int
    taken_at: datetime
    page: Page


@dataclass(slots=True)
class Reread:
    """What came of reading pages again: pages by what changed about the article they give."""

    same: int = 0
    changed: int = 0
    new: int = 0  # gave none before
    repeat: int = 0  # gave one before that is another page's now
    aside: int = 0  # gave one before and cannot be read now

    def __add__(self, other: Reread) -> Reread:
        return Reread(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def any(self) -> bool:
        """Whether any article is another, is new, or is gone."""
        return bool(self.changed or self.new or self.repeat or self.aside)


def due(archive: Archive, version: str, *, everything: bool = False) -> list[int]:
    """The numbers of the pages that another parser read last, in order; all pages with `everything`.

    What is due is noted in the archive, so that a run that was broken off is gone on with. Where anything is due, so are
    all pages that only repeat an article, for whose repeats they are may change. Pages refused unread never are.
    """
    db = archive.db
    with archive.whole():
        if everything:
            db.execute("update pages set reader = '' where reader <> ?", (REFUSED,))
        if db.execute("select 1 from pages where reader not in (?, ?) limit 1", (version, REFUSED)).fetchone():
            db.execute("update pages set reader = '' where outcome = 'repeat' and reader <> ?", (REFUSED,))
        found = db.execute("select id from pages where reader not in (?, ?) order by id", (version, REFUSED))
        return [number for (number,) in found]


def kept(archive: Archive, numbers: Sequence[int]) -> list[Kept]:
    """These pages, in the order of their numbers."""
    sql = (
        "select id, taken_at, digest, source, kind, content, url, outlet, fetched_at, hint from pages"
        f" where id in ({','.join('?' * len(numbers))}) order by id"
    )
    return [_kept(*row) for row in archive.db.execute(sql, numbers)]


def _kept(number: int, taken_at: str, digest: str, source: str, kind: str, content: bytes, *where: str | None) -> Kept:
    url, outlet, fetched_at, hint = where
    fetched = datetime.fromisoformat(fetched_at) if fetched_at else None
    untold = Page(source, kind, zlib.decompress(content), url or "", "", fetched, hint or "")  # type: ignore[arg-type]
    if untold.digest != digest:  # the outlet was told by where the page lay, not read from it
        untold = Page(source, kind, untold.content, url or "", outlet or "", fetched, hint or "")  # type: ignore[arg-type]
    return Kept(number, datetime.fromisoformat(taken_at), untold)


def replace(archive: Archive, batch: Iterable[tuple[int, Read]]) -> Reread:
    """Put what is now read from these pages (by number, in order) in place of what was; all or none."""
    told = Reread()
    with archive.whole():
        for number, read in batch:
            outcome = _replace(archive.db, number, read)
            setattr(told, outcome, getattr(told, outcome) + 1)
        if told.any:
            revise(archive.db)
    return told


def _replace(db: sqlite3.Connection, number: int, read: Read) -> str:
    before = db.execute(f"select {', '.join(COLUMNS)} from articles where id = ?", (number,)).fetchone()
    reason = read.result if isinstance(read.result, str) else _repeats(db, number, read.result)
    outcome = "aside" if isinstance(read.result, str) else "repeat" if reason else "article"
    outlet = read.page.outlet or (read.result.outlet if isinstance(read.result, Article) else "")
    was, told = db.execute("select outcome, reason from pages where id = ?", (number,)).fetchone()
    db.execute(
        "update pages set reason = ?, outcome = ?, outlet = ?, reader = ? where id = ?",
        (_why(was, told, outcome, reason), outcome, outlet, read.reader, number),
    )
    if isinstance(read.result, Article) and not reason:
        return _put(db, number, read.result, before)
    db.execute("delete from articles where id = ?", (number,))
    return outcome if before else "same"


def _why(was: str, told: str, outcome: str, reason: str) -> str:
    """The reason that is kept: an article's note stays, and so does why an entry of a feed has no page."""
    if was == outcome == "article":
        return told
    no_page, between, _ = told.rpartition(OF_ENTRY)
    return {"aside": no_page + between + reason, "article": no_page}.get(outcome, reason)


def _repeats(db: sqlite3.Connection, number: int, article: Article) -> str:
    """Why an article is not counted, where an earlier page gives it; empty where none does."""
    if db.execute("select 1 from articles where key = ? and id < ?", (article.id, number)).fetchone():
        return SAME_ARTICLE
    same = "select 1 from articles where url = ? and url <> '' and id < ?"
    return SAME_ADDRESS if db.execute(same, (article.url, number)).fetchone() else ""


def _put(db: sqlite3.Connection, number: int, article: Article, before: tuple[object, ...] | None) -> str:
    """Keep the article of a page; one that a later page gave becomes its repeat."""
    values = values_of(article)
    if before == values:
        return "same"
    for reason, held in ((SAME_ARTICLE, "key = ?"), (SAME_ADDRESS, "url = ? and url <> ''")):
        said = article.id if reason == SAME_ARTICLE else article.url
        later = f"select id from articles where {held} and id > ?"
        db.execute(f"update pages set outcome = 'repeat', reason = ? where id in ({later})", (reason, said, number))
        db.execute(f"delete from articles where {held} and id > ?", (said, number))
    marks = ",".join("?" * (len(COLUMNS) + 3))
    db.execute(
        f"insert or replace into articles (id, page, key, {', '.join(COLUMNS)}) values ({marks})",
        (number, number, article.id, *values),
    )
    return "changed" if before else "new"
