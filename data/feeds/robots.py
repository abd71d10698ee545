"""What a host lets us fetch: its robots.txt, asked once a day."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from data.feeds.trouble import Trouble

DAY = timedelta(days=1)
SLOWEST = 30.0  # seconds between requests that a robots.txt can ask for

Ask = Callable[[str], Awaitable[tuple[int, bytes]]]


class Saved(Protocol):
    """Where what was read of robots.txt is kept."""

    def robots(self, origin: str, since: datetime) -> tuple[int, bytes] | None:
        """Status and text of a host's robots.txt fetched after `since`, if there is one."""

    def keep_robots(self, origin: str, at: datetime, status: int, text: bytes) -> None:
        """Keep them."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows one user agent; `delay` in seconds."""

    parsed: Protego | None
    agent: str
    delay: float = 0.0

    def allows(self, address: str) -> bool:
        """Whether an address of the host may be fetched."""
        return self.parsed is None or bool(self.parsed.can_fetch(address, self.agent))


class Robots:
    """The rules of all hosts, each asked for once a day (RFC 9309)."""

    def __init__(self, agent: str, saved: Saved, ask: Ask) -> None:
        self._agent, self._saved, self._ask = agent, saved, ask
        self._known: dict[str, tuple[datetime, Rules]] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, address: str) -> Rules:
        """The rules of the host of an address.

        Raises:
            Trouble: its robots.txt cannot be had now (the host fails), so that nothing may be fetched yet.
        """
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._asking[origin]:
            at, rules = self._known.get(origin, (datetime.min.replace(tzinfo=UTC), None))
            if rules is None or datetime.now(UTC) - at > DAY:
                rules = self._rules(*await self._read(origin))
                self._known[origin] = datetime.now(UTC), rules
        return rules

    async def _read(self, origin: str) -> tuple[int, bytes]:
        """Status and text, from the last day's or anew."""
        now = datetime.now(UTC)
        saved = self._saved.robots(origin, now - DAY)
        if saved is not None:
            return saved
        status, text = await self._ask(origin + "/robots.txt")
        if status >= 500 or status == 429:
            raise Trouble(f"the server answered {status} to robots.txt, so nothing may be fetched yet", passing=True)
        self._saved.keep_robots(origin, now, status, text)
        return status, text

    def _rules(self, status: int, text: bytes) -> Rules:
        if status >= 400:  # there is none: everything is allowed
            return Rules(None, self._agent)
        parsed = Protego.parse(text.decode("utf-8", "replace"))
        delay = parsed.crawl_delay(self._agent) or 0.0
        return Rules(parsed, self._agent, min(float(delay), SLOWEST))
