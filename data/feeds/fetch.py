"""One address, fetched politely: checked, in its turn, with time and size bounded, tried again where that may help."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

from data.feeds.declared import Settings
from data.feeds.guard import Guard, allowed
from data.feeds.pace import Pace
from data.feeds.robots import Robots, Rules, Saved
from data.feeds.trouble import Trouble, of_error, of_status

HOPS = 5  # redirects followed
PATIENCE = 60.0  # seconds a server may ask to be left alone before it is left for another time
ROBOTS = 512 * 1024  # bytes of robots.txt that are read
_MOVED = frozenset((301, 302, 303, 307, 308))
_HEADERS = {"Accept-Encoding": "gzip, deflate", "Accept-Language": "id, en;q=0.8"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `url` after redirects, `status` 200 or 304, `charset` and `kind` as the server says."""

    url: str
    status: int
    content: bytes
    fetched_at: datetime
    kind: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    moved: bool = False


class Fetcher:
    """The HTTP client of a watch; `saved` keeps robots.txt across restarts. Use with `async with`."""

    def __init__(self, settings: Settings, saved: Saved) -> None:
        self._settings = settings
        self._guard = Guard(allowed(settings.allow_private))
        self._pace = Pace(settings.delay)
        self._robots = Robots(settings.user_agent, saved, self._robots_txt)
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._session = await self._open.enter_async_context(
            aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=100, limit_per_host=4, socket_factory=self._guard.connect),
                timeout=aiohttp.ClientTimeout(
                    total=self._settings.timeout, sock_connect=min(15.0, self._settings.timeout)
                ),
                headers=_HEADERS | {"User-Agent": self._settings.user_agent},
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def get(self, address: str, megabytes: float, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer of an address, after at most a few tries and redirects.

        Raises:
            Trouble: it may not be fetched, did not answer well, or answered with more than `megabytes`.
        """
        tries = AsyncRetrying(
            retry=retry_if_exception(_worth_it),
            stop=stop_after_attempt(self._settings.tries),
            wait=self._pause,
            reraise=True,
        )
        answer: Answer = await tries(self._once, address, int(megabytes * 1024**2), headers or {})
        return answer

    def _pause(self, state: RetryCallState) -> float:
        """Seconds before the next try: what the server asked for, else longer each time."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, Trouble) else 0.0
        grown: float = wait_random_exponential(multiplier=self._settings.wait, max=PATIENCE)(state)
        return max(asked, grown)

    async def _once(self, address: str, cap: int, headers: Mapping[str, str]) -> Answer:
        """One try, with its redirects; robots.txt of each host is heeded."""
        seen, moved = [address], True
        while True:
            rules = await self._rules(seen[-1])
            await self._pace.turn(urlsplit(seen[-1]).netloc, rules.delay)
            answer = await self._ask(seen[-1], cap, headers)
            if isinstance(answer, Answer):
                return answer if len(seen) == 1 or not moved else replace(answer, moved=True)
            moved = moved and answer[1]
            _follow(seen, answer[0])

    async def _rules(self, address: str) -> Rules:
        rules = await self._robots.of(address)
        if not rules.allows(address):
            raise Trouble("robots.txt of its host forbids it")
        return rules

    async def _ask(
        self, address: str, cap: int, headers: Mapping[str, str], *, whole: bool = True
    ) -> Answer | tuple[str, bool]:
        """The answer of an address, or where it is sent to instead and whether for good; its head where not the `whole`."""
        try:
            self._guard.check(address)
            async with self._session.get(address, headers=headers, allow_redirects=False) as response:
                if response.status in _MOVED:
                    return urljoin(address, response.headers.get("Location", "")), response.status in (301, 308)
                if response.status not in (200, 203, 304):
                    raise of_status(response.status, response.headers.get("Retry-After", ""))
                return await _answer(response, address, cap, whole=whole)
        except Trouble:
            raise
        except Exception as error:
            raise of_error(error, self._settings.timeout) from error

    async def _robots_txt(self, address: str) -> tuple[int, bytes]:
        """Status and text of a robots.txt; redirects are followed, and are guarded as all others."""
        seen = [address]
        while True:
            await self._pace.turn(urlsplit(seen[-1]).netloc)
            try:
                answer = await self._ask(seen[-1], ROBOTS, {}, whole=False)
            except Trouble as trouble:
                if not trouble.status:
                    raise
                return trouble.status, b""
            if isinstance(answer, Answer):
                return answer.status, answer.content
            _follow(seen, answer[0])


async def _answer(response: aiohttp.ClientResponse, address: str, cap: int, *, whole: bool) -> Answer:
    """The whole answer, unpacked as it comes in and given up once it is larger than `cap` bytes."""
    content = bytearray()
    async for chunk in response.content.iter_chunked(1 << 16):
        content += chunk
        if len(content) > cap and whole:
            raise Trouble(f"it is larger than {cap / 1024**2:g} MB")
        if len(content) > cap:
            break
    said = response.headers.get
    return Answer(
        address, response.status, bytes(content), datetime.now(UTC), response.content_type, response.charset or "",
        said("ETag", ""), said("Last-Modified", ""),
    )  # fmt: skip


def _follow(seen: list[str], to: str) -> None:
    """Note where a redirect leads.

    Raises:
        Trouble: it leads back, too far, or nowhere.
    """
    if to in seen:
        raise Trouble("its redirects go round in a circle")
    if len(seen) > HOPS:
        raise Trouble(f"it is redirected more than {HOPS} times")
    seen.append(to)


def _worth_it(error: BaseException) -> bool:
    """Whether another try within this fetch may go better."""
    return isinstance(error, Trouble) and error.passing and error.after <= PATIENCE
