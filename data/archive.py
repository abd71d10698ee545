"""The record: every page ever taken in, the article read from it, and what was set aside and why.

One SQLite file in WAL mode; its SQL is here and in the `archive_*.py` beside this file, and nowhere else. A batch is
one transaction, so a process killed at any moment loses nothing it acknowledged, and loading again takes up where it
stopped.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

import pandas as pd

from data.archive_schema import prepare
from data.article import Article, Page, dates_as_json, dates_from_json

Outcome = Literal["article", "repeat", "aside"]

SAME_ARTICLE = "the same article is already counted"
SAME_ADDRESS = "another version of an article already counted (same address)"
OF_ENTRY = "; of the entry itself: "  # stands between why an entry has no page and why it is no article itself
COLUMNS = tuple(f.name for f in fields(Article))


@dataclass(frozen=True, slots=True)
class Read:
    """A page and what came of reading it: the article, or the reason why not.

    `reader` is the version that read it, `note` says how it came to be read.
    """

    page: Page
    result: Article | str
    reader: str = ""
    note: str = ""


@dataclass(slots=True)
class Tally:
    """What came of loading: pages new to the archive, by outcome, and pages that were there before."""

    article: int = 0
    repeat: int = 0
    aside: int = 0
    known: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


class Archive:
    """The archive in one file; made when it is not there."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=full")
        prepare(self._db)

    @classmethod
    def looking(cls, path: Path) -> Self:
        """The archive as a reader sees it: where there is none an empty one in memory, so that nothing is made."""
        return cls(path if path.is_file() else Path(":memory:"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def revision(self) -> int:
        """How often articles were changed or taken out; adding some does not count."""
        row = self._one("select value from state where name = 'revision'")
        return int(str(row[0])) if row else 0

    def unknown(self, pages: Sequence[Page]) -> list[Page]:
        """Those of these pages that are not in the archive yet, each once."""
        new: dict[str, Page] = {}
        for page in pages:  # of those alike the first
            new.setdefault(page.digest, page)
        marks = ",".join("?" * len(new))
        with closing(
            self._db.execute(f"select distinct digest from pages where digest in ({marks})", list(new))
        ) as rows:
            for (digest,) in rows:
                del new[digest]
        return list(new.values())

    def standing(self, pages: Sequence[Page]) -> dict[tuple[str, str], str]:
        """(digest, source) -> reason of those of these pages that were set aside before, under the same name."""
        found: dict[tuple[str, str], str] = {}
        sql = "select reason from pages where digest = ? and source = ? and outcome = 'aside'"
        for page in pages:
            row = self._one(sql, page.digest, page.source)
            if row:
                found[page.digest, page.source] = str(row[0])
        return found

    def again(self, pages: Iterable[Page]) -> Tally:
        """Note pages whose content is in the archive already.

        One that was set aside under another name is set aside under this one too, so that each broken file is told of;
        any other changes nothing.
        """
        tally = Tally()
        with self.whole():
            for page in pages:
                kept = self._db.execute(
                    "insert or ignore into pages (digest, source, kind, url, outlet, fetched_at, taken_at, content,"
                    " outcome, reason, reader, hint) select digest, ?, kind, url, outlet, ?, ?, content, outcome, reason,"
                    " reader, ? from pages"
                    " where digest = ? and outcome = 'aside' limit 1",
                    (page.source, _iso(page.fetched_at), _iso(datetime.now(UTC)), page.hint, page.digest),
                )
                tally += Tally(aside=kept.rowcount, known=1 - kept.rowcount)
        return tally

    def add(self, batch: Iterable[Read]) -> Tally:
        """Keep a batch of read pages, all or none; pages already kept change nothing."""
        tally = Tally()
        with self.whole():
            for read in batch:
                outcome = self._keep(read)
                setattr(tally, outcome, getattr(tally, outcome) + 1)
        return tally

    @property
    def db(self) -> sqlite3.Connection:
        """The connection, for the tables that lie beside the archive's own."""
        return self._db

    @contextmanager
    def whole(self) -> Iterator[None]:
        """One transaction: all of it or none; within another it is part of that."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def _keep(self, read: Read) -> str:
        outcome, reason = self._judge(read.result)
        page = read.page
        outlet = page.outlet or (read.result.outlet if isinstance(read.result, Article) else "")
        row = (page.digest, page.source, page.kind, page.url, outlet, _iso(page.fetched_at),
               _iso(datetime.now(UTC)), zlib.compress(page.content), outcome, reason or read.note, read.reader,
               page.hint)  # fmt: skip
        kept = self._db.execute(
            "insert or ignore into pages (digest, source, kind, url, outlet, fetched_at, taken_at, content, outcome,"
            " reason, reader, hint) values (?,?,?,?,?,?,?,?,?,?,?,?)",
            row,
        )
        if kept.rowcount == 0:
            return "known"
        if outcome == "article" and isinstance(read.result, Article):
            self._insert(kept.lastrowid or 0, read.result)
        return outcome

    def _judge(self, result: Article | str) -> tuple[Outcome, str]:
        if isinstance(result, str):
            return "aside", result
        if self._one("select 1 from articles where key = ?", result.id):
            return "repeat", SAME_ARTICLE
        if result.url and self._one("select 1 from articles where url = ? and url <> ''", result.url):
            return "repeat", SAME_ADDRESS
        return "article", ""

    def _insert(self, page: int, article: Article) -> None:
        marks = ",".join("?" * (len(COLUMNS) + 3))
        self._db.execute(
            f"insert into articles (id, page, key, {', '.join(COLUMNS)}) values ({marks})",
            (page, page, article.id, *values_of(article)),
        )

    def _one(self, sql: str, *values: object) -> tuple[object, ...] | None:
        row: tuple[object, ...] | None = self._db.execute(sql, values).fetchone()
        return row

    def articles(self, after: int = 0) -> Iterator[tuple[int, Article]]:
        """Every article with its number (its page's), in the order their pages came, from the first after `after`."""
        sql = f"select id, {', '.join(COLUMNS)} from articles where id > ? order by id"
        for number, *values in self._db.execute(sql, (after,)):
            said = dict(zip(COLUMNS, values, strict=True))
            said["published_at"] = datetime.fromisoformat(said["published_at"]) if said["published_at"] else None
            said["dates"] = dates_from_json(said["dates"])
            yield number, Article(**said)

    def last(self) -> int:
        """The number of the last article, 0 for an empty archive."""
        row = self._one("select coalesce(max(id), 0) from articles")
        return int(str(row[0])) if row else 0

    def count(self, outcome: Outcome) -> int:
        """How many pages had this outcome."""
        row = self._one("select count(*) from pages where outcome = ?", outcome)
        return int(str(row[0])) if row else 0

    def set_asides(self) -> pd.DataFrame:
        """Pages not counted: `source, outlet, kind, outcome, reason, taken_at`, newest first."""
        return pd.read_sql_query(
            "select source, outlet, kind, outcome, reason, taken_at from pages where outcome <> 'article' order by id desc",
            self._db,
        )

    def outcomes(self) -> pd.DataFrame:
        """Pages per outlet: `outlet, pages, articles, repeats, aside`; outlet is empty where it could not be told."""
        return pd.read_sql_query(
            "select outlet, count(*) as pages, sum(outcome = 'article') as articles,"
            " sum(outcome = 'repeat') as repeats, sum(outcome = 'aside') as aside from pages group by outlet order by 1",
            self._db,
        )


def values_of(article: Article) -> tuple[object, ...]:
    """What an article says, as it is kept, in the order of `COLUMNS`."""
    return tuple(_column(getattr(article, name)) for name in COLUMNS)


def _column(value: object) -> object:
    """A field of an article as a column holds it."""
    if isinstance(value, tuple):
        return dates_as_json(value)
    return _iso(value) if isinstance(value, datetime) else value


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
