"""Entries of feeds on their way to an article: waiting for their page, or done; each once and for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from data.archive import Archive, Read, Tally

SCHEMA = """
create table if not exists queue (
    id integer primary key, feed text not null, outlet text not null, key text not null unique, link text not null,
    host text not null, entry blob not null, hint text not null, note text not null, seen_at text not null,
    state text not null default 'waiting', tries integer not null default 0, due text not null, finished_at text,
    failed integer not null default 0, articles integer not null default 0, reason text not null default ''
);
create unique index if not exists queue_link on queue(link) where link <> '';
create index if not exists queue_feed on queue(feed, seen_at);
create index if not exists queue_waiting on queue(host, due) where state = 'waiting';
"""
State = Literal["waiting", "page", "entry", "aside"]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry on its way to an article: `entry` as canonical JSON, `hint` its date as written.

    `key` names it for good; `host` is whose turn it waits for, `note` what was mended; the rest the queue gives it.
    """

    feed: str
    outlet: str
    key: str
    link: str
    host: str
    entry: bytes
    hint: str = ""
    note: str = ""
    id: int = 0
    tries: int = 0
    seen_at: str = ""


class Queue:
    """The queue in an archive's file."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._db = archive, archive.db
        self._db.executescript(SCHEMA)

    def unseen(self, items: Sequence[Item]) -> list[Item]:
        """Those of these items that were never seen, by key and by link."""
        sql = "select 1 from queue where key = ? or (link = ? and link <> '') limit 1"
        return [item for item in items if self._db.execute(sql, (item.key, item.link)).fetchone() is None]

    def put(self, item: Item, at: datetime) -> bool:
        """Let an item wait for its page; whether it was new."""
        return self._put(item, at, "waiting")

    def put_whole(self, item: Item, at: datetime, read: Read) -> Tally | None:
        """Keep an item that needs no page, and its article or the reason why there is none; None where it was not new."""
        if not self._put(item, at, "aside" if isinstance(read.result, str) else "entry"):
            return None
        tally = self._archive.add([read])
        self._db.execute("update queue set articles = ? where key = ?", (tally.article, item.key))
        return tally

    def _put(self, item: Item, at: datetime, state: State) -> bool:
        when, waits = at.isoformat(), state == "waiting"
        row = (item.feed, item.outlet, item.key, item.link, item.host, item.entry if waits else b"", item.hint,
               item.note, when, state, when, None if waits else when)  # fmt: skip
        sql = (
            "insert or ignore into queue (feed, outlet, key, link, host, entry, hint, note, seen_at, state, due,"
            " finished_at) values (?,?,?,?,?,?,?,?,?,?,?,?)"
        )
        return self._db.execute(sql, row).rowcount == 1

    def hosts(self, now: datetime) -> list[str]:
        """Hosts with pages whose time has come."""
        sql = "select distinct host from queue where state = 'waiting' and due <= ?"
        return [host for (host,) in self._db.execute(sql, (now.isoformat(),))]

    def next(self, host: str, now: datetime) -> Item | None:
        """The page of a host that has waited longest."""
        sql = (
            "select feed, outlet, key, link, host, entry, hint, note, id, tries, seen_at from queue"
            " where state = 'waiting' and host = ? and due <= ? order by due, id limit 1"
        )
        row = self._db.execute(sql, (host, now.isoformat())).fetchone()
        return Item(*row) if row else None

    def waiting(self) -> int:
        """How many pages wait to be fetched."""
        row = self._db.execute("select count(*) from queue where state = 'waiting'").fetchone()
        return int(row[0])

    def begun(self, item: Item) -> None:
        """Note that an item is being tried, before it is."""
        self._db.execute("update queue set tries = tries + 1 where id = ?", (item.id,))

    def again(self, item: Item, due: datetime, reason: str) -> None:
        """Let an item wait for another try."""
        sql = "update queue set due = ?, reason = ? where id = ? and state = 'waiting'"
        self._db.execute(sql, (due.isoformat(), reason, item.id))

    def postpone(self, host: str, due: datetime) -> None:
        """Let all pages of a host wait."""
        sql = "update queue set due = max(due, ?) where host = ? and state = 'waiting'"
        self._db.execute(sql, (due.isoformat(), host))

    def finished(
        self, item: Item, state: State, reads: Sequence[Read], reason: str = "", *, failed: bool = False
    ) -> Tally:
        """Keep what became of an item together with that it is done; nothing when it was done before."""
        with self._archive.whole():
            done = self._db.execute(
                "update queue set state = ?, finished_at = ?, reason = ?, failed = ?, entry = x'' where id = ?"
                " and state = 'waiting'",
                (state, datetime.now(UTC).isoformat(), reason, failed, item.id),
            )
            tally = self._archive.add(reads) if done.rowcount else Tally()
            self._db.execute("update queue set articles = ? where id = ? and articles = 0", (tally.article, item.id))
        return tally
