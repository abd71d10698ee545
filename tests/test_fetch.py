"""Fetching, against a real server on loopback: polite, bounded, guarded, and every refusal in plain words."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import TypeVar

import pytest
from feedserver import RSS, Server, serving

from data.feeds.declared import Settings
from data.feeds.fetch import Answer, Fetcher
from data.feeds.pace import Pace
from data.feeds.trouble import Trouble

T = TypeVar("T")
QUICK = {"delay": 0.0, "wait": 0.01, "timeout": 5.0}


class Kept:
    """What is kept of robots.txt, in memory."""

    def __init__(self) -> None:
        self.said: dict[str, tuple[int, bytes]] = {}

    def robots(self, origin: str, _since: datetime) -> tuple[int, bytes] | None:
        return self.said.get(origin)

    def keep_robots(self, origin: str, _at: datetime, status: int, text: bytes) -> None:
        self.said[origin] = status, text


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def fetched(server: Server, work: Callable[[Fetcher], Awaitable[T]], kept: Kept | None = None, **more: object) -> T:
    """What this work comes to with a fetcher that may reach only this server."""
    said = {"allow_private": (f"127.0.0.1:{server.port}",), **QUICK, **more}

    async def all_of_it() -> T:
        async with Fetcher(Settings(**said), kept or Kept()) as fetcher:  # type: ignore[arg-type]
            return await work(fetcher)

    return asyncio.run(all_of_it())


def get(server: Server, address: str, kept: Kept | None = None, **more: object) -> Answer:
    where = address if "://" in address else server.url(address)
    return fetched(server, lambda fetcher: fetcher.get(where, 1.0), kept, **more)


def trouble(server: Server, address: str, **more: object) -> Trouble:
    with pytest.raises(Trouble) as caught:
        get(server, address, None, **more)
    return caught.value


def test_an_answer(server: Server) -> None:
    server.put("/rss", "é", "application/rss+xml; charset=ISO-8859-1", etag='"1"', headers={"Last-Modified": "then"})
    answer = get(server, "/rss", user_agent="Desk/1 (desk@example.org)")
    assert (answer.status, answer.content, answer.kind, answer.charset) == (200, "é".encode(), RSS, "ISO-8859-1")
    assert (answer.etag, answer.modified, answer.moved, answer.url) == ('"1"', "then", False, server.url("/rss"))
    assert {headers["User-Agent"] for _, headers in server.requests} == {"Desk/1 (desk@example.org)"}


def test_only_what_changed_is_sent_again(server: Server) -> None:
    address = server.put("/rss", "x", etag='"1"')
    answer = fetched(server, lambda fetcher: fetcher.get(address, 1.0, {"If-None-Match": '"1"'}))
    assert (answer.status, answer.content) == (304, b"")
    assert server.times("/rss", 304) == 1


def test_a_passing_fault_is_tried_again(server: Server) -> None:
    def mend() -> None:
        if server.times("/rss"):
            server.put("/rss", "besok")

    server.put("/rss", "x", status=503, then=mend)
    assert get(server, "/rss").content == b"besok"
    assert (server.times("/rss", 503), server.times("/rss", 200)) == (2, 1)


def test_it_is_given_up_after_some_tries(server: Server) -> None:
    server.put("/rss", "x", status=500)
    said = trouble(server, "/rss", tries=3)
    assert said.passing and str(said) == "the server answered 500 Internal Server Error"
    assert server.times("/rss") == 3


def test_what_is_gone_is_not_asked_for_again(server: Server) -> None:
    said = trouble(server, "/nowhere")
    assert not said.passing and "404 Not Found" in str(said) and server.times("/nowhere") == 1


def test_a_server_that_asks_for_a_long_pause_gets_it(server: Server) -> None:
    server.put("/rss", "x", status=429, headers={"Retry-After": "3600"})
    said = trouble(server, "/rss")
    assert said.passing and said.after == 3600 and server.times("/rss") == 1


def test_a_short_pause_is_waited_for(server: Server) -> None:
    server.put("/rss", "x", status=503, headers={"Retry-After": "1"})
    begun = time.monotonic()
    trouble(server, "/rss", tries=2)
    assert time.monotonic() - begun >= 1 and server.times("/rss") == 2


def test_a_slow_answer_is_given_up(server: Server) -> None:
    server.put("/rss", "x", wait=60)
    said = trouble(server, "/rss", timeout=0.3, tries=1)
    assert said.passing and str(said) == "no whole answer within 0.3 seconds"


def test_a_connection_that_is_refused(server: Server) -> None:
    said = trouble(server, "http://127.0.0.1:1/", allow_private=("127.0.0.1:1",), tries=1)
    assert said.passing and str(said) == "the connection was refused"


def test_a_host_without_an_address(server: Server) -> None:
    assert str(trouble(server, "http://no-such-host.invalid/", tries=1)) == "the name of its host is not known"


def test_a_redirect_is_followed_and_one_for_good_is_told(server: Server) -> None:
    server.put("/c", "di sini")
    server.put("/b", "", status=301, headers={"Location": "/c"})
    server.put("/a", "", status=302, headers={"Location": "/b"})
    passing, lasting = get(server, "/a"), get(server, "/b")
    assert (passing.content, passing.url, passing.moved) == (b"di sini", server.url("/c"), False)
    assert (lasting.url, lasting.moved) == (server.url("/c"), True)


def test_redirects_in_a_circle(server: Server) -> None:
    server.put("/a", "", status=302, headers={"Location": "/b"})
    server.put("/b", "", status=302, headers={"Location": "/a"})
    assert "circle" in str(trouble(server, "/a"))


def test_redirects_without_end(server: Server) -> None:
    for number in range(20):
        server.put(f"/{number}", "", status=302, headers={"Location": f"/{number + 1}"})
    assert "more than 5 times" in str(trouble(server, "/0"))
    assert server.times("/5") == 1 and server.times("/6") == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_a_redirect_to_an_address_that_is_not_public_reaches_nothing(server: Server, host: str) -> None:
    with serving() as inner:
        inner.put("/rahasia", "rahasia")
        server.put("/a", "", status=302, headers={"Location": f"http://{host}:{inner.port}/rahasia"})
        said = trouble(server, "/a", tries=1)
        assert not inner.requests
    assert any(words in str(said) for words in ("not a public address", "no web address")), str(said)


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://a.example/x", "//", "http://u:p@a.example/", "javascript:1"]
)
def test_a_redirect_to_something_else_than_the_web(server: Server, to: str) -> None:
    server.put("/a", "", status=302, headers={"Location": to})
    assert not trouble(server, "/a", tries=1).passing


def test_nothing_on_loopback_is_fetched_unless_allowed(server: Server) -> None:
    server.put("/rss", "x")
    assert "not a public address" in str(trouble(server, "/rss", allow_private=()))
    assert not server.requests


def test_an_answer_that_is_too_large(server: Server) -> None:
    server.put("/rss", bytes(3_000_000))
    said = trouble(server, "/rss")
    assert str(said) == "it is larger than 1 MB" and not said.passing


def test_a_bomb_is_given_up_unpacked(server: Server) -> None:
    packed = gzip.compress(bytes(60_000_000))
    server.put("/rss", packed, headers={"Content-Encoding": "gzip"})
    assert len(packed) < 100_000 and str(trouble(server, "/rss")) == "it is larger than 1 MB"


def test_a_packed_answer_is_unpacked(server: Server) -> None:
    server.put("/rss", gzip.compress(b"isi"), headers={"Content-Encoding": "gzip"})
    assert get(server, "/rss").content == b"isi"


def test_a_packing_that_is_none(server: Server) -> None:
    server.put("/rss", b"bukan gzip", headers={"Content-Encoding": "gzip"})
    assert "packing is damaged" in str(trouble(server, "/rss"))


ROBOTS = "User-agent: *\nDisallow: /tertutup\nUser-agent: Pantau\nDisallow: /khusus\nCrawl-delay: 0.01\n"


def test_robots_txt_is_heeded_for_our_own_name(server: Server) -> None:
    server.put("/robots.txt", ROBOTS, "text/plain")
    server.put("/tertutup", "buka")
    assert get(server, "/tertutup").content == b"buka"
    assert str(trouble(server, "/khusus/a")) == "robots.txt of its host forbids it"
    assert "forbids" in str(trouble(server, "/tertutup", user_agent="Lain/1"))
    assert server.times("/khusus/a") == 0


def test_robots_txt_is_asked_for_once_and_kept(server: Server) -> None:
    server.put("/robots.txt", ROBOTS, "text/plain")
    server.put("/a", "x")
    kept = Kept()
    fetched(server, lambda f: asyncio.gather(*(f.get(server.url("/a"), 1.0) for _ in range(5))), kept)
    get(server, "/a", kept)
    assert (server.times("/robots.txt"), server.times("/a")) == (1, 6)


def test_a_redirect_is_held_to_robots_txt_too(server: Server) -> None:
    server.put("/robots.txt", ROBOTS, "text/plain")
    server.put("/a", "", status=302, headers={"Location": "/khusus/b"})
    assert "forbids" in str(trouble(server, "/a")) and server.times("/khusus/b") == 0


def test_of_a_robots_txt_without_end_the_head_counts(server: Server) -> None:
    server.put("/robots.txt", ROBOTS + "# x\n" * 400_000, "text/plain")
    assert "forbids" in str(trouble(server, "/khusus/a"))


def test_a_host_whose_robots_txt_fails_is_left_alone(server: Server) -> None:
    server.put("/robots.txt", "", status=500)
    said = trouble(server, "/a", tries=2)
    assert said.passing and "robots.txt" in str(said) and server.times("/a") == 0


def test_a_host_has_its_pause_and_no_other_waits_for_it() -> None:
    async def turns() -> list[str]:
        pace, order = Pace(0.05), list[str]()

        async def turn(host: str) -> None:
            await pace.turn(host)
            order.append(host)

        begun = asyncio.get_running_loop().time()
        await asyncio.gather(turn("a"), turn("a"), turn("a"), turn("b"))
        assert asyncio.get_running_loop().time() - begun >= 0.099
        return order

    assert asyncio.run(turns()) in (["a", "b", "a", "a"], ["b", "a", "a", "a"])
