"""What came from whom on which day, and how feeds are: the tables behind the Sources page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd

from data.archive import Archive
from data.archive_feeds import FeedStore
from data.outlets import DEFAULT_ZONE

SILENT = timedelta(days=3)  # without a new entry, from which a feed that answers counts as silent
LATELY = timedelta(days=7)  # over which articles of a feed are counted
_DAY = "date({}, '+7 hours')"  # the day of a stamp in the zone of `DEFAULT_ZONE`, which knows no summer time

_PAGES = f"""
select outlet as source, {_DAY.format("coalesce(fetched_at, taken_at)")} as day, count(*) as pages,
    sum(outcome = 'article') as articles, sum(outcome = 'repeat') as repeats, sum(outcome = 'aside') as aside
from pages group by 1, 2
"""
_POLLS = f"""
select f.outlet as source, {_DAY.format("p.at")} as day, count(*) as polls, sum(p.outcome = 'failed') as failures
from polls p join feeds f on f.address = p.feed group by 1, 2
"""
_FETCHES = f"""
select outlet as source, {_DAY.format("finished_at")} as day, sum(failed) as unfetched
from queue where finished_at is not null group by 1, 2
"""
_LATENCY = f"""
select p.outlet as source, {_DAY.format("p.fetched_at")} as day,
    (julianday(p.fetched_at) - julianday(a.published_at)) * 86400 as latency
from articles a join pages p on p.id = a.page
where p.fetched_at is not null and a.published_at is not null and a.date_evidence not like '%(day only)%'
"""
_STATES = """
select outlet, section, address, succeeded_at as last_success, failed_at, last_error, fails, entries, newest, fresh_at,
    (select count(*) from queue q where q.feed = f.address and q.state = 'waiting') as waiting,
    (select coalesce(sum(articles), 0) from queue q where q.feed = f.address and q.seen_at >= ?) as articles_7d,
    due as next_due, note
from feeds f where declared = 1 order by outlet, section, address
"""
WORST_FIRST = ("failing", "silent", "unconfirmed", "healthy")  # states of feeds
LEDGER = ("source", "day", "pages", "articles", "repeats", "aside", "polls", "failures", "unfetched", "latency")
STATES = (
    "outlet", "section", "address", "state", "last_success", "last_error", "fails", "entries", "newest", "articles_7d",
    "waiting", "next_due", "note",
)  # fmt: skip


def ledger(archive: Archive) -> pd.DataFrame:
    """What came of each source on each day, newest day first; a row where anything happened.

    Columns: `source` (an outlet's id, empty where it could not be told), `day` (a date in Jakarta, of the fetch, else of
    the loading), `pages` taken in, of these `articles`, `repeats` (there before) and `aside` (set aside); `polls` of
    its feeds, of these `failures`; `unfetched` (pages for which a feed's own words had to do); `latency` (seconds from
    published to fetched, median over the day's articles, NaN where none is known).
    """
    FeedStore(archive)
    counts = [_counted(archive, sql) for sql in (_PAGES, _POLLS, _FETCHES)]
    table = pd.concat(counts, axis=1).fillna(0).astype(int)
    times = pd.read_sql_query(_LATENCY, archive.db).groupby(["source", "day"])["latency"].median()
    table = table.assign(latency=times.reindex(table.index)).reset_index()
    table["day"] = pd.to_datetime(table["day"]).dt.date
    return table.sort_values(["day", "source"], ascending=[False, True], ignore_index=True)[list(LEDGER)]


def poll_days(archive: Archive) -> pd.DataFrame:
    """How the feeds of each source could be read on each day: `source, day, polls, failures` (days as in the ledger)."""
    FeedStore(archive)
    table = pd.read_sql_query(_POLLS, archive.db)
    table["day"] = pd.to_datetime(table["day"]).dt.date
    return table


def _counted(archive: Archive, sql: str) -> pd.DataFrame:
    return pd.read_sql_query(sql, archive.db).set_index(["source", "day"])


def feed_states(archive: Archive, now: datetime | None = None) -> pd.DataFrame:
    """Each feed that is watched, and how it is.

    Columns: `outlet`, `section`, `address`; `state`: *unconfirmed* (never read yet), *failing* (the last poll failed),
    *silent* (it answers but brought nothing new for three days, or is empty), *healthy*; `last_success` (an instant in
    UTC, NaT where none), `last_error` (the last there was, in words), `fails` (polls that failed since), `entries` (at
    the last poll that brought any), `newest` (the instant its newest entry gives), `articles_7d` (articles that came of
    entries seen in seven days), `waiting` (its pages not fetched yet), `next_due`, `note` (what is odd about it).
    """
    FeedStore(archive)
    when = now or datetime.now(UTC)
    table = pd.read_sql_query(_STATES, archive.db, params=((when - LATELY).isoformat(),))
    for column in ("last_success", "failed_at", "newest", "fresh_at", "next_due"):
        table[column] = pd.to_datetime(table[column], utc=True, format="ISO8601")
    table["state"] = _state(table, pd.Timestamp(when))
    return table[list(STATES)]


def _state(table: pd.DataFrame, now: pd.Timestamp) -> pd.Series:
    """The state of each feed in one word; the worst that holds."""
    state = pd.Series("healthy", index=table.index, dtype=object)
    freshest = table[["newest", "fresh_at"]].max(axis=1)
    state[(now - freshest > SILENT) | (table["entries"] == 0)] = "silent"
    state[table["failed_at"] > table["last_success"]] = "failing"
    state[table["last_success"].isna()] = "unconfirmed"
    return state


assert DEFAULT_ZONE == "Asia/Jakarta"  # what `_DAY` counts on
