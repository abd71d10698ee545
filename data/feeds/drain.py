"""The queue of pages: each fetched in its host's turn, read, and kept as an article; else the entry takes its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from data.archive import OF_ENTRY, Read, Tally
from data.archive_queue import Item, Queue
from data.article import Page, link
from data.charset import as_utf8
from data.feeds.declared import Settings
from data.feeds.fetch import Answer, Fetcher
from data.feeds.items import page_of, without_tracking
from data.feeds.trouble import Trouble
from data.reading import read_all

TRIES = 6  # times a page is asked for before its entry takes its place
FIRST_WAIT = timedelta(minutes=5)  # before the second; doubles
HOSTS = 32  # hosts asked at the same time
IDLE = 30.0  # seconds after which the queue is looked at again
_HTML = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "")


class Drain:
    """Takes pages off the queue; `told` is called with what became of each."""

    def __init__(self, queue: Queue, fetcher: Fetcher, settings: Settings, told: Callable[[Tally], None]) -> None:
        self._queue, self._fetcher, self._settings, self._told = queue, fetcher, settings, told
        self._running: dict[str, asyncio.Task[None]] = {}
        self.wake = asyncio.Event()

    @property
    def idle(self) -> bool:
        """Whether no page is being fetched."""
        return not self._running

    async def run(self, ending: asyncio.Event) -> None:
        """Fetch pages as their time comes, until it is `ending` and none is due."""
        try:
            while True:
                self.wake.clear()
                self._start()
                if ending.is_set() and not self._running:
                    return
                await self._wait()
        finally:
            for task in self._running.values():
                task.cancel()
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _start(self) -> None:
        """Begin with hosts that have pages due and are not being asked."""
        for host in self._queue.hosts(datetime.now(UTC)):
            if host not in self._running and len(self._running) < HOSTS:
                self._running[host] = asyncio.create_task(self._host(host))

    async def _wait(self) -> None:
        """Until a host is done, there are new pages, or some time has passed."""
        woken = asyncio.create_task(self.wake.wait())
        await asyncio.wait({woken, *self._running.values()}, timeout=IDLE, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        for host, task in [(h, t) for h, t in self._running.items() if t.done()]:
            del self._running[host]
            task.result()

    async def _host(self, host: str) -> None:
        """Every page of one host that is due, one after another."""
        while item := self._queue.next(host, datetime.now(UTC)):
            self._told(await self._one(item))

    async def _one(self, item: Item) -> Tally:
        """Fetch one page and keep what became of it; one that ended the process time and again is let be."""
        if item.tries >= TRIES:
            return await self._entry(item, f"its page was tried {TRIES} times in vain")
        self._queue.begun(item)
        try:
            answer = await self._fetcher.get(item.link, self._settings.page_mb)
        except Trouble as trouble:
            if trouble.passing and item.tries + 1 < TRIES:
                self._later(item, trouble)
                return Tally()
            return await self._entry(item, f"its page could not be fetched: {trouble}")
        if reason := _no_page(item, answer):
            return await self._entry(item, reason)
        return await self._page(item, answer)

    def _later(self, item: Item, trouble: Trouble) -> None:
        """Let a page wait for its next try, and with it all pages of its host where the trouble is the host's."""
        now, asked = datetime.now(UTC), timedelta(seconds=trouble.after)
        self._queue.again(item, now + max(FIRST_WAIT * 2**item.tries, asked), str(trouble))
        if trouble.of_host:
            self._queue.postpone(item.host, now + max(FIRST_WAIT, asked))

    async def _page(self, item: Item, answer: Answer) -> Tally:
        """Keep the page and its article; where it cannot be read, the entry too."""
        (read,) = await asyncio.to_thread(lambda: read_all([_page(item, answer)]))
        if isinstance(read.result, str):
            return await self._entry(item, f"its page could not be read: {read.result}", read)
        return self._queue.finished(item, "page", [replace(read, note=item.note)])

    async def _entry(self, item: Item, reason: str, *others: Read) -> Tally:
        """Keep what the feed itself says of an article, with the reason why there is no more."""
        (read,) = await asyncio.to_thread(lambda: read_all([page_of(item)]))
        note = "; ".join(filter(None, (item.note, f"{reason}; these are the feed's own words")))
        if isinstance(read.result, str):
            read, state = replace(read, result=f"{reason}{OF_ENTRY}{read.result}"), "aside"
        else:
            read, state = replace(read, note=note), "entry"
        kept = [*others, read]
        return self._queue.finished(item, "aside" if state == "aside" else "entry", kept, reason, failed=True)


def _page(item: Item, answer: Answer) -> Page:
    """The fetched page, under the address it was found at in the end."""
    content = as_utf8(answer.content, answer.charset)
    address = without_tracking(link(answer.url))
    return Page(item.link, "html", content, address, item.outlet, answer.fetched_at, item.hint)


def _no_page(item: Item, answer: Answer) -> str:
    """Why an answer is not the page of an entry; nothing where it may be."""
    if answer.kind not in _HTML:
        return f"its page is no HTML but {answer.kind}"
    led, meant = urlsplit(answer.url), urlsplit(item.link)
    if led.path in ("", "/") and not led.query and (meant.path not in ("", "/") or meant.query):
        return "its link leads to the front page"
    return ""
