"""What is known of feeds: their state and every poll, beside the archive in its file.

A poll is one transaction: what the server will be asked with next time (ETag) and the entries that came are kept
together, so a process killed at any moment neither loses an entry nor takes one twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from data.archive import Archive, Read, Tally
from data.archive_queue import Item, Queue

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
create index if not exists pages_days on pages(outlet, outcome, fetched_at, taken_at);
create table if not exists robots (origin text primary key, at text not null, status integer not null, text blob not null);
"""
UNCHANGED_KEPT = timedelta(days=90)  # polls that brought nothing are forgotten after this
Validators = dict[str, tuple[str, str]]  # address -> ETag and Last-Modified


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
    """Feeds and polls in an archive's file, with the queue of the pages they lead to."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._db = archive, archive.db
        self._db.executescript(SCHEMA)
        self.queue = Queue(archive)

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

    def succeeded(self, feed: str, poll: Poll, due: datetime) -> tuple[int, Tally]:
        """Keep what a poll brought, all of it or nothing; how many entries were new, and what became of what needs no page."""
        tally, at = Tally(), poll.at.isoformat()
        with self._archive.whole():
            fresh = sum(self.queue.put(item, poll.at) for item in poll.items)
            for item, read in poll.whole:
                came = self.queue.put_whole(item, poll.at, read)
                fresh, tally = fresh + (came is not None), tally + (came or Tally())
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
