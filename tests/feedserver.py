"""A web server on loopback with feeds and pages whose behaviour tests decide, and a record of what was asked."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from aiohttp import web

RSS = "application/rss+xml"


@dataclass
class Page:
    """What is answered under a path; `etag` makes it conditional, `wait` seconds pass first."""

    content: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""
    wait: float = 0.0
    then: Callable[[], None] | None = None


class Server:
    """The server; paths are answered from `pages`, others with 404; `asked` counts (path, status)."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: Counter[tuple[str, int]] = Counter()
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Listen on a free port."""
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """End."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def times(self, path: str, status: int | None = None) -> int:
        """How often a path was asked for (and answered so)."""
        return sum(n for (p, s), n in self.asked.items() if p == path and status in (None, s))

    def put(self, path: str, content: str | bytes, kind: str = "text/html; charset=utf-8", **more: Any) -> str:
        """Answer this under a path; its address."""
        self.pages[path] = Page(content.encode() if isinstance(content, str) else content, kind, **more)
        return self.url(path)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._runner.cleanup())

    async def _listen(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        page = self.pages.get(request.path_qs, self.pages.get(request.path, Page(status=404)))
        self.requests.append((request.path, dict(request.headers)))
        if page.then:
            page.then()
        if page.wait:
            await asyncio.sleep(page.wait)
        same = page.etag and request.headers.get("If-None-Match") == page.etag
        status = 304 if same else page.status
        self.asked[request.path, status] += 1
        headers = {"Content-Type": page.kind, **page.headers} | ({"ETag": page.etag} if page.etag else {})
        return web.Response(status=status, body=b"" if same else page.content, headers=headers)


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def rss(entries: Sequence[Mapping[str, str]]) -> str:
    """An RSS feed; each entry's fields as given, escaped."""
    items = "".join(
        f"<item>{''.join(f'<{name}>{escape(value)}</{name}>' for name, value in entry.items())}</item>"
        for entry in entries
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Kabar</title>{items}</channel></rss>'
    )


def entry(server: Server, number: int, **more: str) -> dict[str, str]:
    """An entry that links to the page of this number."""
    return {
        "title": f"Kapal Patroli Nomor {number} Tiba di Natuna",
        "link": server.url(f"/berita/{number}"),
        "guid": f"kabar-{number}",
        "pubDate": f"Mon, 10 Jun 2024 {number % 24:02d}:05:00 +0700",
        "description": f"Kapal patroli bernomor {number} tiba di Natuna.",
        **more,
    }


def article(number: int, said: str = "") -> str:
    """An HTML page of an article; pages of different numbers differ."""
    return (
        f"<!doctype html><html lang='id'><head><title>Kapal Patroli Nomor {number} Tiba di Natuna</title></head><body>"
        f"<article><h1>Kapal Patroli Nomor {number} Tiba di Natuna</h1>"
        f"<p>NATUNA - Kapal patroli bernomor {number} tiba di Natuna dari Korea Selatan pada hari Senin, kata TNI AL.</p>"
        f"<p>{said or 'Awaknya berlatih di Surabaya selama dua minggu sebelum bertugas di laut itu.'}</p>"
        f"<p>Kapal selam nomor {number} menyusul ke Laut China Selatan bulan depan bersama dua kapal lain.</p>"
        "</article></body></html>"
    )


def watched(folder: Path, server: Server, paths: Sequence[str], **settings: Any) -> Path:
    """A file of feeds with these paths of a server, which alone may be fetched."""
    allow = settings.pop("allow", [f"127.0.0.1:{server.port}"])
    said = {"delay": 0, "wait": 0.02, "timeout": 5, **settings}
    lines = ["[watch]", f"allow_private = {allow!r}", *(f"{k} = {v!r}" for k, v in said.items())]
    for path in paths:
        lines += ["[[feed]]", 'outlet = "kabar-contoh"', f'section = "{path.strip("/")}"']
        lines += [f'address = "{server.url(path) if path.startswith("/") else path}"', "interval = 1"]
    file = folder / "feeds.toml"
    file.write_text("\n".join(lines).replace("'", '"') + "\n", encoding="utf-8")
    return file
