"""Watching: every feed polled as it is due, pages fetched as they come, and a snapshot asked for when there is news."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from data.archive import Tally
from data.archive_feeds import FeedStore
from data.feeds.declared import Declared, Feed
from data.feeds.drain import Drain
from data.feeds.fetch import Fetcher
from data.feeds.poll import Polled, poll

THREADS = 32  # so that names looked up in vain hold up no reading
SPREAD = 0.1  # part of its interval by which a poll may come later, at most a minute
AT_START = timedelta(seconds=0.2)  # between feeds that are due when a watch begins

Say = Callable[[str], None]
Publish = Callable[[], int | None]  # how many articles more the snapshot has; None where it cannot be made now
T = TypeVar("T")


@dataclass(slots=True)
class Summary:
    """What a watch did: `polls`, of these `failed`; entries that were `fresh`; what became of pages; what still waits."""

    polls: int = 0
    failed: int = 0
    fresh: int = 0
    tally: Tally = field(default_factory=Tally)
    waiting: int = 0


def run(work: Coroutine[Any, Any, T]) -> T:
    """Do this work in an event loop with threads enough for it."""
    with asyncio.Runner() as runner:
        runner.get_loop().set_default_executor(ThreadPoolExecutor(THREADS))
        return runner.run(work)


class Watch:
    """The feeds of one home being watched; `say` is told a line of what happens."""

    def __init__(self, store: FeedStore, said: Declared, say: Say) -> None:
        self._store, self._said, self._say = store, said, say
        self._fetcher = Fetcher(said.settings, store)
        self._drain = Drain(store.queue, self._fetcher, said.settings, self._came)
        self._news = asyncio.Event()
        self._scheduler: AsyncIOScheduler | None = None
        self._publishes: asyncio.Future[int | None] | None = None
        self.summary = Summary()
        store.declare((f.address, f.outlet, f.section, f.interval) for f in said.feeds)

    async def once(self) -> Summary:
        """Poll every feed once and fetch every page that is due."""
        async with self._fetcher:
            polled = asyncio.Event()
            drained = asyncio.create_task(self._drain.run(polled))
            await asyncio.gather(*(self._poll(feed) for feed in self._said.feeds if not self._left_alone(feed)))
            polled.set()
            self._drain.wake.set()
            await drained
        self.summary.waiting = self._store.queue.waiting()
        return self.summary

    async def forever(self, publish: Publish, every: float) -> Summary:
        """Watch until the process is told to end; `publish` is called with news, at most once in `every` minutes."""
        stop = _told_to_end()
        self._news.set()  # what came before a crash may not be published yet
        async with self._fetcher:
            self._scheduler = scheduler = self._scheduled()
            scheduler.start()
            work = [
                asyncio.create_task(self._drain.run(asyncio.Event())),
                asyncio.create_task(self._publishing(publish, every)),
            ]
            ended = asyncio.create_task(stop.wait())
            await asyncio.wait({ended, *work}, return_when=asyncio.FIRST_COMPLETED)
            self._say("ending")
            scheduler.shutdown(wait=False)
            ended.cancel()
            for task in work:
                task.cancel()
            results = await asyncio.gather(*work, return_exceptions=True)
        await self._publish_rest(publish)
        for result in results:
            if isinstance(result, Exception):
                raise result
        self.summary.waiting = self._store.queue.waiting()
        return self.summary

    def _scheduled(self) -> AsyncIOScheduler:
        """A job for each feed, first when it is due: at once where it never was polled."""
        scheduler, now = AsyncIOScheduler(timezone=UTC), datetime.now(UTC)
        for number, feed in enumerate(self._said.feeds):
            scheduler.add_job(
                self._poll, IntervalTrigger(minutes=feed.interval, jitter=_jitter(feed), timezone=UTC), [feed],
                id=feed.address, next_run_time=max(now + AT_START * number, self._store.due(feed.address) or now),
                coalesce=True, max_instances=1, misfire_grace_time=None,
            )  # fmt: skip
        return scheduler

    async def _poll(self, feed: Feed) -> None:
        """Poll one feed; one that fails is polled again when its back-off ends."""
        polled = await poll(feed, self._fetcher, self._store, self._said.settings)
        self.summary.polls += 1
        self.summary.failed += bool(polled.error)
        self.summary.fresh += polled.fresh
        self._came(Tally(article=polled.articles, aside=polled.aside))
        self._say(_line(polled))
        self._drain.wake.set()
        if polled.error and self._scheduler and self._scheduler.running:
            self._scheduler.modify_job(feed.address, next_run_time=polled.due)

    def _left_alone(self, feed: Feed) -> bool:
        """Whether the feed's server asked not to be asked yet."""
        until = self._store.not_before(feed.address)
        if until is None or until <= datetime.now(UTC):
            return False
        self._say(f"{feed.outlet} {feed.section}: left alone until {until:%H:%M} UTC, as its server asked")
        return True

    def _came(self, tally: Tally) -> None:
        self.summary.tally += tally
        if tally.article:
            self._news.set()

    async def _publishing(self, publish: Publish, every: float) -> None:
        """Publish once a batch of articles is in, and not again before `every` minutes have passed."""
        while True:
            await self._news.wait()
            for _ in range(int(every * 60)):
                await asyncio.sleep(1)
                if self._drain.idle:
                    break
            self._news.clear()
            self._publishes = asyncio.get_running_loop().run_in_executor(None, publish)
            new = await asyncio.shield(self._publishes)
            self._told_published(new)
            if new != 0:
                await asyncio.sleep(every * 60)

    async def _publish_rest(self, publish: Publish) -> None:
        """Let a snapshot that is being made be finished, and publish what came since."""
        if self._publishes:
            await self._publishes
        if self._news.is_set():
            self._told_published(await asyncio.to_thread(publish))

    def _told_published(self, new: int | None) -> None:
        if new is None:
            self._news.set()
            self._say("another load is running: what came will be in its snapshot or the next")
        elif new:
            self._say(f"published a snapshot with {new:,} more articles")


def _told_to_end() -> asyncio.Event:
    """Set at the first SIGTERM or Ctrl-C; the second ends the process at once."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def end() -> None:
        stop.set()
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(one)

    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, end)
    return stop


def _jitter(feed: Feed) -> int:
    return int(min(feed.interval * 60 * SPREAD, 60))


def _line(polled: Polled) -> str:
    """What came of a poll, in one line."""
    name = " ".join(filter(None, (polled.feed.outlet, polled.feed.section)))
    if polled.error:
        return f"{name}: {polled.error} ({polled.feed.address})"
    if not polled.changed:
        return f"{name}: unchanged"
    note = f" ({polled.note})" if polled.note else ""
    return f"{name}: {polled.fresh} new of {polled.entries} entries{note}"
