"""Which feeds can be read: each looked at once, nothing taken in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from data.archive_feeds import FeedStore, Poll
from data.feeds.declared import Declared, Feed, Settings
from data.feeds.fetch import Fetcher
from data.feeds.items import item_of
from data.feeds.poll import look
from data.feeds.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Checked:
    """One feed as it was found; `error` is empty where it is confirmed."""

    feed: Feed
    error: str = ""
    entries: int = 0
    newest: datetime | None = None
    note: str = ""


async def check(store: FeedStore, said: Declared) -> Sequence[Checked]:
    """Look at every feed; whether it could be read is kept, its entries are not."""
    store.declare([(f.address, f.outlet, f.section, f.interval) for f in said.feeds], alone=False)
    async with Fetcher(said.settings, store) as fetcher:
        return await asyncio.gather(*(_check(feed, fetcher, store, said.settings) for feed in said.feeds))


async def _check(feed: Feed, fetcher: Fetcher, store: FeedStore, settings: Settings) -> Checked:
    begun, poll = time.monotonic(), Poll(datetime.now(UTC))
    try:
        seen = await look(feed, fetcher, settings, {})
    except Trouble as trouble:
        found = Checked(feed, str(trouble))
    else:
        dates = [item_of(entry, feed, seen.at, dated=dated)[1] for entry, dated in seen.entries]
        newest = max(filter(None, dates), default=None)
        error = "" if seen.entries else "it can be read, but has no entries"
        found = Checked(feed, error, len(seen.entries), newest, "; ".join(seen.notes))
    poll.seconds, poll.entries, poll.newest = time.monotonic() - begun, found.entries, found.newest
    store.checked(feed.address, poll, found.error)
    return found
