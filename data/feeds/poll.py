"""One feed, polled once: asked whether it changed, read, and kept with its new entries in one piece."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from trafilatura import load_html

from data.archive import Read
from data.archive_feeds import FeedStore, Poll, Validators
from data.archive_queue import Item
from data.archive_schema import REFUSED
from data.article import Page
from data.entries import Child, Entries, Entry, NoFeed, read_entries
from data.entries.mend import joined
from data.feeds.declared import Feed, Settings
from data.feeds.fetch import Answer, Fetcher
from data.feeds.items import is_whole, item_of, page_of
from data.feeds.trouble import Trouble
from data.reading import read_all

CHILDREN = 6  # sitemaps of an index that are read, the newest
ENTRIES = 2000  # entries of one poll that are taken, the newest
_ALTERNATE = "//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]/@href"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
LONGEST = timedelta(hours=6)  # between two polls of a feed that fails


@dataclass(slots=True)
class Seen:
    """What the addresses of a feed gave: entries, what to ask with next time, notes, and when."""

    at: datetime
    validators: Validators = field(default_factory=dict)
    entries: list[tuple[Entry, bool]] = field(default_factory=list)
    aside: list[tuple[bytes, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of a poll: `error` is empty where it succeeded; `fresh` entries were new, `due` is the next poll.

    `articles` and `aside` are of entries that needed no page.
    """

    feed: Feed
    due: datetime
    error: str = ""
    entries: int = 0
    fresh: int = 0
    articles: int = 0
    aside: int = 0
    newest: datetime | None = None
    note: str = ""
    changed: bool = True


async def poll(feed: Feed, fetcher: Fetcher, store: FeedStore, settings: Settings) -> Polled:
    """Poll a feed and keep what came of it; a failure is kept with its reason and never raised."""
    begun, now = time.monotonic(), datetime.now(UTC)
    try:
        seen = await look(feed, fetcher, settings, store.validators(feed.address))
        found = await asyncio.to_thread(found_of, feed, seen)
        new = set(map(id, store.queue.unseen([*found.items, *(item for item, _ in found.whole)])))
        found.items = [item for item in found.items if id(item) in new]
        found.whole = [(item, read) for item, read in found.whole if id(item) in new]
        found.whole = await asyncio.to_thread(_read, found.whole)
    except Exception as error:
        trouble = error if isinstance(error, Trouble) else Trouble(f"the reader failed on it ({error!r})"[:300])
        return _failed(feed, store, Poll(now, time.monotonic() - begun), trouble)
    found.seconds = time.monotonic() - begun
    due = now + timedelta(minutes=feed.interval)
    fresh, tally = store.succeeded(feed.address, found, due)
    return Polled(
        feed, due, "", found.entries, fresh, tally.article, tally.aside, found.newest, found.note, found.changed
    )


def _failed(feed: Feed, store: FeedStore, found: Poll, trouble: Trouble) -> Polled:
    """Keep a failure; the feed is left alone for longer each time, and as long as its server asked."""
    wait = timedelta(minutes=feed.interval) * 2 ** min(store.fails(feed.address), 5)
    asked = timedelta(seconds=trouble.after)
    due = found.at + max(min(wait, max(LONGEST, timedelta(minutes=feed.interval))), asked)
    store.failed(feed.address, found, str(trouble), due, found.at + asked if asked else None)
    return Polled(feed, due, str(trouble))


async def look(feed: Feed, fetcher: Fetcher, settings: Settings, known: Validators) -> Seen:
    """What a feed holds now, with the sitemaps it points to; nothing of what did not change since `known`.

    Raises:
        Trouble: it cannot be fetched, or is no feed.
    """
    seen = Seen(datetime.now(UTC))
    answer, read = await _asked(feed.address, fetcher, settings, known, seen)
    children = _newest(read.children, seen) if read else [a for a in known if a != feed.address]
    if answer.moved:
        seen.notes.append(f"it has moved for good to {answer.url}")
    failures = [await _child(address, fetcher, settings, known, seen) for address in children]
    if children and all(failures):
        raise Trouble(f"none of its {len(children)} sitemaps can be read: {failures[0]}")
    seen.notes += [f"a sitemap was left out: {failure}" for failure in failures if failure][:1]
    return seen


async def _child(address: str, fetcher: Fetcher, settings: Settings, known: Validators, seen: Seen) -> str:
    """Take in one sitemap of an index; why it could not be, else nothing."""
    try:
        await _asked(address, fetcher, settings, known, seen)
    except Trouble as trouble:
        return f"{address}: {trouble}"
    return ""


async def _asked(
    address: str, fetcher: Fetcher, settings: Settings, known: Validators, seen: Seen
) -> tuple[Answer, Entries | None]:
    """Ask one address and take in its entries; none where it did not change."""
    etag, modified = known.get(address, ("", ""))
    headers = {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    answer = await fetcher.get(address, settings.feed_mb, headers)
    if answer.status == 304:
        seen.validators[address] = known.get(address, ("", ""))
        return answer, None
    try:
        read = await asyncio.to_thread(read_entries, answer.content, answer.url, answer.charset)
    except NoFeed as none:
        raise Trouble(str(none) + (_named(answer) if none.html else "")) from None
    if not read.cut:
        seen.validators[address] = (answer.etag, answer.modified)
    seen.changed, seen.notes, seen.aside = True, seen.notes + read.notes, seen.aside + read.aside
    seen.entries += [(entry, "sitemap" not in read.form) for entry in read.entries]
    return answer, read


def _named(answer: Answer) -> str:
    """The feed that a web page names as its own, in words; nothing where it names none."""
    tree = load_html(answer.content)
    found = tree.xpath(_ALTERNATE) if tree is not None else []
    return f"; it names the feed {joined(answer.url, str(found[0]))}" if found else ""


def _newest(children: Sequence[Child], seen: Seen) -> list[str]:
    """The sitemaps of an index that changed last; as they stand where it does not say when."""
    chosen = sorted(children, key=lambda child: child.changed, reverse=True)[:CHILDREN]
    if len(children) > CHILDREN:
        seen.notes.append(f"{len(children) - CHILDREN} older sitemaps of the index are left out")
    return [child.address for child in chosen]


def found_of(feed: Feed, seen: Seen) -> Poll:
    """What was seen, as it is kept: items to fetch, entries that are whole, set-asides."""
    at = seen.at
    found = [(entry, *item_of(entry, feed, at, dated=dated)) for entry, dated in seen.entries]
    if len(found) > ENTRIES:
        found = sorted(found, key=lambda one: (one[2] or _LONG_AGO, one[0].updated), reverse=True)[:ENTRIES]
        seen.notes.append(f"{len(seen.entries) - ENTRIES} older entries are left out")
    poll = Poll(at, validators=seen.validators, entries=len(seen.entries), changed=seen.changed)
    for entry, item, instant in found:
        poll.newest = max(filter(None, (poll.newest, instant)), default=None)
        if is_whole(entry):
            poll.whole.append((item, Read(page_of(item), "", REFUSED)))
        else:
            poll.items.append(item)
    for number, (raw, reason) in enumerate(seen.aside, 1):
        page = Page(f"{feed.address}#-{number}", "feed", raw, outlet=feed.outlet, fetched_at=at)
        poll.aside.append(Read(page, reason, REFUSED))
    poll.note = "; ".join(seen.notes)[:500]
    return poll


def _read(whole: Sequence[tuple[Item, Read]]) -> list[tuple[Item, Read]]:
    """Entries that are whole, read."""
    reads = read_all([read.page for _, read in whole])
    return [(item, replace(read, note=item.note)) for (item, _), read in zip(whole, reads, strict=True)]
