"""What is known of feeds: their state, every poll, and the queue of pages to fetch, beside the archive in its file.

A poll is one transaction: what the server will be asked with next time (ETag) and the entries that came are kept
together, so a process killed at any moment neither loses an entry nor takes one twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from data.archive import Archive, Read, Tally

SCHEMA = """
create table if not exists feeds (
    address text primary key, outlet text not null, section text not null, interval real not null,
    declared integer not null default 1, validators text not null default '{}', succeeded_at text, failed_at text,
    last_error text not null default '', fails integer not null default 0, entries integer not null default 0,
    newest text, fresh_at text, note text not null default '', due text, not_before text
);
create table if not exists polls (
    id integer primary key, feed text not null, at text not null, outcome text not null, reason text not null default '',
    entries integer not null default 0, fresh integer not null default 0, seconds real not null default 0
);
create index if not exists polls_at on polls(at);
create table if not exists queue (
    id integer primary key, feed text not null, outlet text not null, key text not null unique, link text not null,
    host text not null, entry blob not null, hint text not null, note text not null, seen_at text not null,
    state text not null default 'waiting', tries integer not null default 0, due text not null, finished_at text,
    failed integer not null default 0, articles integer not null default 0, reason text not null default ''
);
create unique index if not exists queue_link on queue(link) where link <> '';
create index if not exists queue_waiting on queue(host, due) where state = 'waiting';
create index if not exists pages_days on pages(outlet, outcome, fetched_at, taken_at);
create table if not exists robots (origin text primary key, at text not null, status integer not null, text blob not null);
"""
UNCHANGED_KEPT = timedelta(days=90)  # polls that brought nothing are forgotten after this
State = Literal["waiting", "page", "entry", "aside"]
Validators = dict[str, tuple[str, str]]  # address -> ETag and Last-Modified


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


@dataclass(slots=True)
class Poll:
    """What a poll brought: items to fetch, items that are articles already, set-asides; `seconds` it took."""

    at: datetime
    seconds: float = 0.0
    validators: Validators = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    whole: list[tuple[Item, Read]] = field(default_factory=list)
    aside: list[Read] = field(default_factory=list)
    entries: int = 0
    newest: datetime | None = None
    note: str = ""
    changed: bool = True


class FeedStore:
    """Feeds, polls and queue in an archive's file."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._db = archive, archive.db
        self._db.executescript(SCHEMA)

    def declare(self, feeds: Iterable[tuple[str, str, str, float]], *, alone: bool = True) -> None:
        """Note which feeds are watched: address, outlet, section, interval in minutes.

        Others stay, as no longer watched where these are `alone`.
        """
        with self._archive.whole():
            if alone:
                self._db.execute("update feeds set declared = 0")
            self._db.executemany(
                "insert into feeds (address, outlet, section, interval) values (?,?,?,?) on conflict (address) do update"
                " set outlet = excluded.outlet, section = excluded.section, interval = excluded.interval, declared = 1",
                feeds,
            )
            old = (datetime.now(UTC) - UNCHANGED_KEPT).isoformat()
            self._db.execute("delete from polls where outcome = 'unchanged' and at < ?", (old,))

    def validators(self, feed: str) -> Validators:
        """What to ask a feed's addresses with: ETag and Last-Modified of each."""
        said = self._value("select validators from feeds where address = ?", feed)
        return {address: (etag, modified) for address, (etag, modified) in json.loads(str(said or "{}")).items()}

    def due(self, feed: str) -> datetime | None:
        """When a feed is to be polled next, where that is known."""
        return _when(self._value("select due from feeds where address = ?", feed))

    def not_before(self, feed: str) -> datetime | None:
        """Until when a feed's server asked to be left alone."""
        return _when(self._value("select not_before from feeds where address = ?", feed))

    def new(self, items: Sequence[Item]) -> list[Item]:
        """Those of these items that were never seen, by key and by link."""
        return [item for item in items if not self._seen(item)]

    def _seen(self, item: Item) -> bool:
        sql = "select 1 from queue where key = ? or (link = ? and link <> '') limit 1"
        return self._value(sql, item.key, item.link) is not None

    def succeeded(self, feed: str, poll: Poll, due: datetime) -> tuple[int, Tally]:
        """Keep what a poll brought, all of it or nothing; how many entries were new, and what became of what needs no page."""
        tally, at = Tally(), poll.at.isoformat()
        with self._archive.whole():
            fresh = sum(self._queued(item, poll.at) for item in poll.items)
            for item, read in poll.whole:
                if self._queued(item, poll.at, "aside" if isinstance(read.result, str) else "entry"):
                    came = self._archive.add([read])
                    fresh, tally = fresh + 1, tally + came
                    self._db.execute("update queue set articles = ? where key = ?", (came.article, item.key))
            tally += self._archive.add(poll.aside)
            self._db.execute(
                "update feeds set validators = ?, succeeded_at = ?, fails = 0, note = iif(?, ?, note), due = ?, not_before = null,"
                " entries = iif(?, ?, entries), newest = coalesce(?, newest), fresh_at = iif(?, ?, fresh_at)"
                " where address = ?",
                (json.dumps(poll.validators), at, poll.changed or bool(poll.note), poll.note, due.isoformat(), poll.changed, poll.entries,
                 _iso(poll.newest), fresh > 0, at, feed),
            )  # fmt: skip
            self._polled(feed, poll, "new" if fresh else "unchanged", poll.note, fresh)
        return fresh, tally

    def failed(self, feed: str, poll: Poll, reason: str, due: datetime, not_before: datetime | None = None) -> None:
        """Keep that a poll failed, and why."""
        with self._archive.whole():
            self._db.execute(
                "update feeds set failed_at = ?, last_error = ?, fails = fails + 1, due = ?, not_before = ?"
                " where address = ?",
                (poll.at.isoformat(), reason, due.isoformat(), _iso(not_before), feed),
            )
            self._polled(feed, poll, "failed", reason, 0)

    def checked(self, feed: str, poll: Poll, error: str) -> None:
        """Keep whether a feed that was only looked at can be read."""
        column, at = ("failed_at", poll.at.isoformat()) if error else ("succeeded_at", poll.at.isoformat())
        with self._archive.whole():
            self._db.execute(
                f"update feeds set {column} = ?, last_error = iif(?, ?, last_error), newest = coalesce(?, newest),"
                " entries = iif(?, entries, ?) where address = ?",
                (at, bool(error), error, _iso(poll.newest), bool(error), poll.entries, feed),
            )
            self._polled(feed, poll, "failed" if error else "checked", error, 0)

    def fails(self, feed: str) -> int:
        """How many polls of a feed failed since the last that succeeded."""
        return int(str(self._value("select fails from feeds where address = ?", feed) or 0))

    def _polled(self, feed: str, poll: Poll, outcome: str, reason: str, fresh: int) -> None:
        self._db.execute(
            "insert into polls (feed, at, outcome, reason, entries, fresh, seconds) values (?,?,?,?,?,?,?)",
            (feed, poll.at.isoformat(), outcome, reason, poll.entries, fresh, poll.seconds),
        )

    def _queued(self, item: Item, at: datetime, state: State = "waiting") -> bool:
        """Put an item into the queue; whether it was new."""
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

    def next_item(self, host: str, now: datetime) -> Item | None:
        """The page of a host that has waited longest."""
        sql = (
            "select feed, outlet, key, link, host, entry, hint, note, id, tries, seen_at from queue"
            " where state = 'waiting' and host = ? and due <= ? order by due, id limit 1"
        )
        row = self._db.execute(sql, (host, now.isoformat())).fetchone()
        return Item(*row) if row else None

    def waiting(self) -> int:
        """How many pages wait to be fetched."""
        return int(str(self._value("select count(*) from queue where state = 'waiting'")))

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

    def robots(self, origin: str, since: datetime) -> tuple[int, bytes] | None:
        """Status and text of a host's robots.txt fetched after `since`, if there is one."""
        sql = "select status, text from robots where origin = ? and at >= ?"
        row: tuple[int, bytes] | None = self._db.execute(sql, (origin, since.isoformat())).fetchone()
        return row

    def keep_robots(self, origin: str, at: datetime, status: int, text: bytes) -> None:
        """Keep the robots.txt of a host."""
        self._db.execute("insert or replace into robots values (?,?,?,?)", (origin, at.isoformat(), status, text))

    def _value(self, sql: str, *values: object) -> object:
        row = self._db.execute(sql, values).fetchone()
        return row[0] if row else None


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _when(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else None
